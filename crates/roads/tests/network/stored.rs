//! The store gives back what it was given, and refuses what has changed.

use crate::map::crossing;
use accalmie_roads::{Error, Network, Profile};
use proptest::prelude::*;

fn sample() -> Network {
    crossing("highway=primary ref=M4 name:ar=X maxweight=7.5 bridge=yes")
        .node(6, 36.02, 40.005, "barrier=bollard")
        .node(9, 36.2, 40.0, "place=town name=B population=9")
        .way(9, &[3, 6, 2], "highway=track tracktype=grade3 surface=sand")
        .relation(1, &[("from", 'w', 1), ("via", 'n', 5), ("to", 'w', 2)], "type=restriction restriction=no_left_turn")
        .network()
        .0
}

fn bytes(network: &Network) -> Vec<u8> {
    let mut out = Vec::new();
    network.save(&mut out).expect("memory takes it");
    out
}

#[test]
fn what_is_stored_comes_back() {
    let mut network = sample();
    for order in [None, Some((0..network.graph().nodes() as u32).rev().collect())] {
        network.order = order;
        let again = Network::load(&bytes(&network)).expect("sound");
        assert!(again == network);
        assert_eq!(again.weights(&Profile::Car), network.weights(&Profile::Car));
    }
    let empty = Network::default();
    assert!(Network::load(&bytes(&empty)).is_ok());
    assert!(Network::load(&bytes(&crate::schematic::north_east())).is_ok_and(|n| n.schematic));
}

/// Found by fuzzing: no more than a header's beginning, and a sum that fits it.
#[test]
fn a_file_shorter_than_its_header_is_refused_whatever_its_sum() {
    let short = b"ACROADS\n\x01\x00\x00\x00\x39\x4e\x16\x0e";
    let error = Network::load(short).expect_err("no network").to_string();
    assert!(error.contains("shorter than its header"), "{error}");
}

#[test]
fn a_file_cut_off_or_longer_is_refused() {
    let whole = bytes(&sample());
    for n in 0..whole.len() {
        assert!(matches!(Network::load(&whole[..n]), Err(Error::Stored(_))), "{n}");
    }
    assert!(Network::load(&[&whole[..], &[0]].concat()).is_err());
}

#[test]
fn any_changed_byte_is_refused() {
    let whole = bytes(&sample());
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x10;
        assert!(matches!(Network::load(&changed), Err(Error::Stored(_))), "{at}");
    }
}

/// With the length and the checksum made good, so that what is read is what was changed.
fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len() - 4;
    let length = (end as u64 - 20).to_le_bytes();
    bytes[12..20].copy_from_slice(&length);
    let sum = crc32fast::hash(&bytes[..end]);
    bytes[end..].copy_from_slice(&sum.to_le_bytes());
    bytes
}

#[test]
fn another_version_is_named() {
    let mut other = bytes(&sample());
    other[8] = 77;
    let error = Network::load(&resealed(other)).expect_err("another version").to_string();
    assert!(error.contains("version 77"), "{error}");
}

proptest! {
    /// A file that somebody made on purpose: its checksum is right and its columns are not.
    #[test]
    fn a_forged_file_is_refused_or_can_be_used(changes in prop::collection::vec((20usize..4000, any::<u8>()), 1..6), cut in 0usize..40) {
        let mut forged = bytes(&sample());
        let room = forged.len() - 4;
        for (at, value) in changes {
            forged[20 + at % (room - 20)] = value;
        }
        forged.drain(room - cut.min(room - 20)..room);
        if let Ok(network) = Network::load(&resealed(forged)) {
            let weights = network.weights(&Profile::Car);
            for arc in 0..network.graph().arcs() as u32 {
                prop_assert!(network.segment(arc).geometry.len() > 1);
            }
            let end = |node| accalmie_roads::End { node, cost: 0 };
            if network.graph().nodes() > 1 {
                accalmie_roads::astar(network.graph(), &weights, &[end(0)], &[end(1)]);
            }
            let _ = accalmie_roads::Snapper::new(&network).near(36.0, 40.0, &Profile::Foot, 1.0);
        }
    }
}
