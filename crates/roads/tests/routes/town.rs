//! Networks, points and bars that tests draw: a fixed row of numbers that look like chance.

use accalmie_roads::{Bar, Level, Network, Router, Snap};
use std::fmt::Write;
use std::path::PathBuf;

pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

const CLASSES: [&str; 4] = ["primary", "tertiary", "residential", "track"];

/// A town of `side` × `side` junctions a kilometre apart; of its streets, `full` in ten are there.
pub fn grid(side: usize, full: usize, dice: &mut Dice) -> Network {
    let mut table = String::new();
    for at in 0..side * side {
        let (lat, lon) = (36.0 + (at / side) as f64 * 0.01, 40.0 + (at % side) as f64 * 0.01 + dice.below(100) as f64 * 0.00001);
        let _ = writeln!(table, "town\tt{at}\tTown {at}\t{lat}\t{lon}");
    }
    for at in 0..side * side {
        for (to, edge) in [(at + 1, at % side == side - 1), (at + side, at / side == side - 1)] {
            if !edge && dice.below(10) < full {
                let _ = writeln!(table, "link\tt{at}\tt{to}\t{}\tR{}", CLASSES[dice.below(4)], at / side);
            }
        }
    }
    Network::from_table(&table).expect("a sound table")
}

pub const LEVELS: [Level; 3] = [Level::Confirmed, Level::Suspected, Level::Aged];

/// Bars of some stretches each, anywhere; some overlap.
pub fn bars(network: &Network, count: usize, dice: &mut Dice) -> Vec<Bar> {
    let arcs = network.graph().arcs();
    let mut bar = |closure| {
        let mut pieces: Vec<u32> = (0..=dice.below(3)).map(|_| network.piece_of(dice.below(arcs) as u32).0).collect();
        pieces.sort_unstable();
        pieces.dedup();
        Bar { closure, level: LEVELS[dice.below(3)], pieces }
    };
    (0..count).map(&mut bar).collect()
}

/// A point on some stretch: as if it had been snapped to it, both directions where it goes both.
pub fn point(router: &Router<'_>, dice: &mut Dice) -> Vec<Snap> {
    let network = router.network();
    let arcs = network.graph().arcs();
    loop {
        let arc = dice.below(arcs) as u32;
        let (piece, backward) = network.piece_of(arc);
        if network.is_passage(arc) || router.weights()[arc as usize] >= accalmie_roads::graph::CLOSED {
            continue;
        }
        let along = dice.below(11) as f64 / 10.0;
        let at = |&arc: &u32| {
            let position = if network.piece_of(arc).1 == backward { along } else { 1.0 - along };
            Snap { arc, position, metres: 0.0, lat: 36.0, lon: 40.0 }
        };
        let open = |a: &&u32| router.weights()[**a as usize] < accalmie_roads::graph::CLOSED;
        return network.arcs_of(piece).iter().filter(open).map(at).collect();
    }
}

/// The path of a map in the shared data, or a printed line that it is not there.
pub fn shared(name: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let folder = std::env::var_os("ACCALMIE_SHARED").map_or(PathBuf::from(beside), PathBuf::from);
    let path = folder.join("data/geo").join(name);
    if !path.exists() {
        println!("skipped: no {name} in the shared data");
        return None;
    }
    Some(path)
}

pub fn map(name: &str) -> Option<Network> {
    Some(Network::import(std::fs::File::open(shared(name)?).expect("there")).expect("a sound map").0)
}
