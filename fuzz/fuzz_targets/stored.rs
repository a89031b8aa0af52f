//! Whatever a kept network's file holds, it is a network or an error; every piece of a network has its arcs.
#![no_main]

use accalmie_roads::Network;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    holds(data);
    // What has the right header and sum is looked into further.
    let mut sealed = Vec::from(b"ACROADS\n\x01\0\0\0");
    sealed.extend((data.len() as u64).to_le_bytes());
    sealed.extend(data);
    let sum = crc32fast::hash(&sealed);
    sealed.extend(sum.to_le_bytes());
    holds(&sealed);
});

fn holds(bytes: &[u8]) {
    let Ok(network) = Network::load(bytes) else { return };
    for piece in 0..network.pieces() {
        for arc in network.arcs_of(piece) {
            assert_eq!(network.piece_of(*arc).0, piece);
        }
    }
}
