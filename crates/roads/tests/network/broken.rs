//! Broken maps: an error or a network, never a panic, never more memory than the file gives reason for.

use crate::map::{self, crossing};
use crate::real::shared;
use accalmie_roads::{Error, Network};
use std::io::Cursor;

fn import(bytes: &[u8]) -> Result<Network, Error> {
    Network::import(Cursor::new(bytes)).map(|(network, _)| network)
}

fn sound() -> Vec<u8> {
    crossing("highway=primary name=A")
        .node(9, 36.2, 40.0, "place=town name=B")
        .relation(1, &[("from", 'w', 1), ("via", 'n', 5), ("to", 'w', 2)], "type=restriction restriction=no_left_turn")
        .bytes()
}

#[test]
fn a_map_cut_off_anywhere_is_no_map_or_a_shorter_one() {
    let whole = sound();
    let cut_short = (0..whole.len()).filter(|&n| import(&whole[..n]).is_ok()).count();
    // Only where a block has just ended can nobody tell.
    assert!(cut_short <= 5, "{cut_short}");
    assert!(import(&whole).is_ok());
}

#[test]
fn a_flipped_bit_never_ends_the_program() {
    let whole = sound();
    let (mut sound, mut refused) = (0, 0);
    for at in 0..whole.len() {
        for bit in [0, 3, 7] {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            match import(&bytes) {
                Ok(_) => sound += 1,
                Err(e) => {
                    assert!(e.to_string().len() > 20);
                    refused += 1;
                }
            }
        }
    }
    assert!(sound > 0 && refused > 0, "{sound} {refused}");
}

#[test]
fn what_is_no_map_is_refused_in_words() {
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (Vec::new(), "no header"),
        (b"Roads of the north-east, a text\n".repeat(50), "block 0"),
        (vec![0; 4096], "block 0"),
        (vec![0xff; 4096], "block 0"),
        (map::blob("OSMData", b""), "no header"),
        (map::blob("Other", b""), "no header"),
    ];
    for (bytes, says) in cases {
        let error = import(&bytes).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(error.contains(says), "{says}: {error}");
    }
    assert!(import(&map::header()).is_ok_and(|n| n.graph().nodes() == 0));
}

#[test]
fn an_unknown_feature_is_named() {
    let mut content = Vec::new();
    map::field(&mut content, 4, b"HistoricalInformation");
    let error = import(&map::blob("OSMHeader", &content)).expect_err("history is not read");
    assert!(matches!(&error, Error::Feature(f) if f == "HistoricalInformation"), "{error}");
}

#[test]
fn a_claimed_size_takes_no_memory() {
    for claimed in [0x7fff_ffffu64, 0xffff_ffff, u64::MAX] {
        let mut header = Vec::new();
        map::field(&mut header, 1, b"OSMData");
        map::number(&mut header, 3, claimed);
        // A blob of one field that says it is 2 GB long, and of bytes that are not there.
        let mut body = vec![0x0a];
        map::varint(&mut body, 0x7fff_ffff);
        let bytes = [map::header(), (header.len() as u32).to_be_bytes().to_vec(), header, body].concat();
        assert!(import(&bytes).is_err());
    }
    let length = [map::header(), 0x7fff_ffffu32.to_be_bytes().to_vec()].concat();
    assert!(import(&length).is_err());
}

#[test]
fn ids_and_places_beyond_all_bounds_are_borne() {
    let (most, least) = (i64::MAX / 4, i64::MIN / 4);
    let wild = map::Map::default()
        .node(most, 36.0, 40.0, "place=town name=A")
        .node(least, 95.0, 400.0, "place=town name=B")
        .node(0, 36.1, 40.0, "")
        .way(1, &[most, least, 0, most], "highway=primary");
    let network = import(&wild.bytes());
    // In a build that checks sums, the decoder refuses; in one that does not, the places off the Earth are left out.
    assert!(network.map_or(true, |n| n.places().len() <= 1));
}

/// Packed blocks, as real maps have them.
#[test]
fn a_real_map_that_is_damaged_is_borne() {
    let Some(path) = shared("liechtenstein-latest.osm.pbf") else { return };
    let whole = std::fs::read(path).expect("there");
    let mut refused = 0;
    for i in 0..50 {
        let at = whole.len() * i / 50;
        refused += usize::from(import(&whole[..at]).is_err());
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (i % 8);
        refused += usize::from(import(&flipped).is_err());
    }
    assert!(refused > 90, "{refused}");
}
