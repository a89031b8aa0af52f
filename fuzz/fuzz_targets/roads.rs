//! Whatever an OpenStreetMap extract holds, it becomes a network that can be kept and read back, or an error.
#![no_main]

use accalmie_roads::Network;
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

fuzz_target!(|data: &[u8]| {
    let Ok((network, _)) = Network::import(Cursor::new(data)) else { return };
    let mut kept = Vec::new();
    network.save(&mut kept).expect("a network is written to memory");
    let again = Network::load(&kept).expect("what was kept is read back");
    assert_eq!(again.segments(), network.segments());
    assert_eq!(again.places().len(), network.places().len());
});
