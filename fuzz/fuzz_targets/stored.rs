//! Whatever a kept network's file holds, it is a network or an error; every piece of a network has its arcs.
#![no_main]

use accalmie_roads::Network;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(network) = Network::load(data) else { return };
    for piece in 0..network.pieces() {
        for arc in network.arcs_of(piece) {
            assert_eq!(network.piece_of(*arc).0, piece);
        }
    }
});
