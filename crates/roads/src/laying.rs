//! Laying puts closures on a network for one day: which stretches of road each one bears on, and how surely.

use crate::astar::Finder;
use crate::bar::{Bar, Level};
use crate::closure::{Cause, Closure, Spot, Stretch, Validity};
use crate::network::Network;
use crate::profile::Profile;
use crate::snap::{Snapper, direct};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How far from a road a named place may lie and still be on it.
const NEAR_KM: f64 = 10.0;

/// What became of the closures on one day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Laid {
    /// In the order of the closures; one that is lifted, or lies on no road of the network, has none.
    pub bars: Vec<Bar>,
    /// Closures of which the network has no road, with the reason.
    pub unlaid: BTreeMap<usize, Unlaid>,
    /// Stretches said to be open on or shortly before the day, with the closure (an opening) that says so.
    pub opened: BTreeMap<u32, usize>,
    /// Closures that an opening of a later day has lifted altogether, with that opening.
    pub lifted: BTreeMap<usize, usize>,
}

/// Why a closure is on no road.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlaid {
    /// The words name no place that is known, or only a district.
    NoPlace,
    /// Somewhere on a road to a place: any road, at any distance.
    SomewhereToward,
    /// The network has no such road, or none near the place.
    NotOnNetwork,
    /// It bars people and not roads: it is told of the place.
    NoRoad,
}

/// Lays the closures on the network as they stand on `day`.
pub fn lay(network: &Network, snapper: &Snapper, closures: &[Closure], day: Date, validity: &Validity) -> Laid {
    let mut laid = Laid::default();
    let weights = network.weights(&Profile::Car);
    let finder = Finder::new(network.graph(), &weights);
    let mut pieces: Vec<Result<BTreeSet<u32>, Unlaid>> = Vec::with_capacity(closures.len());
    for c in closures {
        let people_only = matches!(c.cause, Cause::ExitBlocked | Cause::AidBlocked | Cause::MovementBanned);
        pieces.push(if people_only { Err(Unlaid::NoRoad) } else { on_roads(network, snapper, &finder, &weights, &c.stretches) });
    }
    for (n, c) in closures.iter().enumerate().filter(|(_, c)| c.cause == Cause::Opened) {
        if c.level(day, validity).is_some_and(|l| l != Level::Aged)
            && let Ok(open) = &pieces[n]
        {
            open.iter().for_each(|p| {
                let newer = |held: &usize| closures[*held].last >= c.last;
                if !laid.opened.get(p).is_some_and(newer) {
                    laid.opened.insert(*p, n);
                }
            });
        }
    }
    for (n, c) in closures.iter().enumerate().filter(|(_, c)| c.cause != Cause::Opened) {
        let Some(level) = c.level(day, validity) else { continue };
        match &pieces[n] {
            Err(why) => {
                laid.unlaid.insert(n, *why);
            }
            Ok(all) => {
                // What was opened after it was last said to be barred; a mine is not lifted by traffic.
                let by = |p: &u32| laid.opened.get(p).copied().filter(|o| !c.cause.outlives_opening() && closures[*o].last > c.last);
                let left: Vec<u32> = all.iter().copied().filter(|p| by(p).is_none()).collect();
                match (left.is_empty(), all.iter().find_map(by)) {
                    (true, Some(o)) => {
                        laid.lifted.insert(n, o);
                    }
                    (true, None) => {
                        laid.unlaid.insert(n, Unlaid::NotOnNetwork);
                    }
                    _ => laid.bars.push(Bar { closure: n, level, pieces: left }),
                }
            }
        }
    }
    // A stretch that is barred is not open, whatever is said of it.
    let barred: BTreeSet<u32> = laid.bars.iter().flat_map(|b| b.pieces.iter().copied()).collect();
    laid.opened.retain(|p, _| !barred.contains(p));
    laid
}

fn on_roads(
    network: &Network,
    snapper: &Snapper,
    finder: &Finder,
    weights: &[u32],
    stretches: &[Stretch],
) -> Result<BTreeSet<u32>, Unlaid> {
    if stretches.is_empty() {
        return Err(Unlaid::NoPlace);
    }
    let between: BTreeSet<u32> = stretches
        .iter()
        .filter_map(|s| if let Stretch::Between { from, to } = s { Some((from, to)) } else { None })
        .flat_map(|(from, to)| path(network, snapper, finder, weights, from, to))
        .collect();
    let named: BTreeSet<u32> = stretches
        .iter()
        .filter_map(|s| if let Stretch::Road { name } = s { Some(name) } else { None })
        .flat_map(|name| network.roads_named(name))
        .map(|arc| network.piece_of(arc).0)
        .collect();
    // "the M4 between Til Temir and Ain Issa": both at once, if the map agrees that they meet.
    let both: BTreeSet<u32> = named.intersection(&between).copied().collect();
    let mut out = match (both.is_empty(), between.is_empty()) {
        (false, _) => both,
        (true, false) => between,
        (true, true) => named,
    };
    for s in stretches {
        if let Stretch::Around { at, km } = s {
            out.extend(snapper.around(at.lat, at.lon, *km));
        }
    }
    let loose = stretches.iter().all(|s| matches!(s, Stretch::Toward { .. }));
    if out.is_empty() { Err(if loose { Unlaid::SomewhereToward } else { Unlaid::NotOnNetwork }) } else { Ok(out) }
}

/// The stretches of the quickest way between two places, as the network is without any closure.
fn path(network: &Network, snapper: &Snapper, finder: &Finder, weights: &[u32], from: &Spot, to: &Spot) -> Vec<u32> {
    let near = |s: &Spot| snapper.near(s.lat, s.lon, &Profile::Car, NEAR_KM).unwrap_or_default();
    let (from, to) = (near(from), near(to));
    if let Some((_, arc)) = direct(network, weights, &from, &to) {
        return vec![network.piece_of(arc).0];
    }
    let starts: Vec<_> = from.iter().map(|s| s.start(network.graph(), weights)).collect();
    let ends: Vec<_> = to.iter().map(|s| s.end(network.graph(), weights)).collect();
    let Some(walk) = finder.walk(&starts, &ends) else { return Vec::new() };
    walk.arcs.iter().filter(|&&a| !network.is_passage(a)).map(|&a| network.piece_of(a).0).collect()
}
