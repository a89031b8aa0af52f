//! Access is two questions about a place on a day: can people get out, and can help get in?
//!
//! The answer is never “open” because nothing was heard: that is [`Passage::NoReport`].

use crate::astar::End;
use crate::bar::Level;
use crate::closure::{Cause, Closure, Stretch, Validity};
use crate::globe;
use crate::graph::{CLOSED, Graph};
use crate::laying::Laid;
use crate::mainland::mainland;
use crate::network::{Network, PlaceKind};
use crate::profile::Profile;
use crate::reach::reach;
use crate::snap::{NoRoad, Snap, Snapper};
use crate::told::AROUND_KM;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// Who is farther from the place than this has got out of it: beyond the villages that belong to a town.
pub const OUT_KM: f64 = 15.0;
/// How far from the place a road may be that is taken to be its own.
const NEAR_KM: f64 = 10.0;
/// Hospitals and crossings that are listed.
const LISTED: usize = 3;

/// From the worst down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Passage {
    /// Every way is closed, on direct evidence, or somebody says that nobody passes.
    Blocked,
    /// Every way is closed or under suspicion.
    SuspectedBlocked,
    /// Every way was barred once, and nothing newer is known.
    Unknown,
    /// There is a way of which no report speaks. Not known to be open.
    NoReport,
    /// A recent report says that a road to it is open.
    ReportedOpen,
}

/// One direction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    pub passage: Passage,
    /// First day of the oldest of the closures that bar it.
    pub since: Option<Date>,
    /// Days since the newest of them was last said.
    pub age_days: Option<i64>,
    /// The closures that it rests on, by their position; of an open way, the opening.
    pub by: Vec<usize>,
    pub constraints: Vec<u8>,
}

/// A hospital or a crossing, and the time to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reached {
    /// Position in [`Network::places`].
    pub place: usize,
    pub name: String,
    /// Where no report speaks of the way; `None` where there is no such way.
    pub clear_minutes: Option<f64>,
    /// Through stretches under suspicion or of which nothing newer is known, but none that is surely closed.
    pub risky_minutes: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Access {
    pub exit: Side,
    pub aid: Side,
    pub hospitals: Vec<Reached>,
    pub crossings: Vec<Reached>,
    /// Drawn from links between towns and not from surveyed roads.
    pub schematic: bool,
}

/// What is asked.
pub struct Question<'a> {
    pub network: &'a Network,
    pub snapper: &'a Snapper<'a>,
    pub closures: &'a [Closure],
    pub laid: &'a Laid,
    pub day: Date,
    pub validity: &'a Validity,
    pub profile: Profile,
}

/// Access to a place at latitude and longitude, in degrees.
///
/// # Errors
/// When no road that the profile may use is within 10 km.
pub fn access(q: &Question, lat: f64, lon: f64) -> Result<Access, NoRoad> {
    let snaps = q.snapper.near(lat, lon, &q.profile, NEAR_KM)?;
    let graph = q.network.graph();
    let bare = q.network.weights(&q.profile);
    let (turned, back) = reversed(graph);
    let reversed_bare: Vec<u32> = back.iter().map(|&a| bare[a as usize]).collect();
    let main = mainland(graph, &bare);
    let here = (globe::units(lat), globe::units(lon));
    let far = |n: u32, km: f64| main[n as usize] && globe::metres((graph.lat[n as usize], graph.lon[n as usize]), here) > km * 1000.0;
    // A map that ends before that is all the world there is.
    let km = if (0..graph.nodes() as u32).any(|n| far(n, OUT_KM)) { OUT_KM } else { 1.0 };
    let mut exits = Vec::new();
    let mut sides = [Vec::new(), Vec::new()];
    for level in [Level::Confirmed, Level::Suspected, Level::Aged] {
        let weights = barred(q, &bare, level);
        // Who stands on a barred stretch does not leave by it; who stands at its end may take another.
        let starts: Vec<End> = snaps.iter().flat_map(|s| [s.start(graph, &weights)].into_iter().chain(corner(graph, s))).collect();
        let ends: Vec<End> = snaps.iter().flat_map(|s| [s.end(graph, &weights)].into_iter().chain(corner(graph, s))).collect();
        let out = reach(graph, &weights, &starts, CLOSED - 1);
        let back_weights: Vec<u32> = back.iter().map(|&a| weights[a as usize]).collect();
        let inward = reach(&turned, &back_weights, &ends, CLOSED - 1);
        let own: BTreeSet<u32> = snaps.iter().map(|s| q.network.piece_of(s.arc).0).collect();
        sides[0].push(frontier(q, graph, &bare, &weights, &out, &own, |n| far(n, km)));
        sides[1].push(frontier(q, &turned, &reversed_bare, &back_weights, &inward, &own, |n| far(n, km)));
        exits.push((out, weights));
    }
    let [out, inward] = sides;
    let hospital = |k: PlaceKind| matches!(k, PlaceKind::Hospital | PlaceKind::Clinic);
    Ok(Access {
        exit: side(q, here, &out, &[Cause::ExitBlocked, Cause::Encircled, Cause::MovementBanned]),
        aid: side(q, here, &inward, &[Cause::AidBlocked, Cause::Encircled]),
        hospitals: reached(q, here, &exits, hospital),
        crossings: reached(q, here, &exits, |k| k == PlaceKind::Border),
        schematic: q.network.schematic,
    })
}

/// The weights with all bars of this level, and of the surer ones, closed.
fn barred(q: &Question, bare: &[u32], level: Level) -> Vec<u32> {
    let mut weights = bare.to_vec();
    for piece in q.laid.bars.iter().filter(|b| b.level <= level).flat_map(|b| &b.pieces) {
        q.network.arcs_of(*piece).iter().for_each(|&a| weights[a as usize] = CLOSED);
    }
    weights
}

fn reversed(graph: &Graph) -> (Graph, Vec<u32>) {
    let arcs: Vec<(u32, u32)> = (0..graph.arcs()).map(|a| (graph.head[a], graph.tail[a])).collect();
    let (turned, went) = Graph::new(graph.lat.clone(), graph.lon.clone(), &arcs);
    let mut back = vec![0; went.len()];
    went.iter().enumerate().for_each(|(old, &new)| back[new as usize] = old as u32);
    (turned, back)
}

/// The junction at which a point lies, if it does.
fn corner(graph: &Graph, s: &Snap) -> Option<End> {
    const END: f64 = 0.001;
    let node = if s.position < END { graph.tail[s.arc as usize] } else { graph.head[s.arc as usize] };
    (s.position < END || s.position > 1.0 - END).then_some(End { node, cost: 0 })
}

/// `None` when one gets far enough; else the closures at the edge of what can be reached.
fn frontier(
    q: &Question,
    graph: &Graph,
    bare: &[u32],
    weights: &[u32],
    reached: &[(u32, u32)],
    own: &BTreeSet<u32>,
    outside: impl Fn(u32) -> bool,
) -> Option<BTreeSet<usize>> {
    if reached.iter().any(|(n, _)| outside(*n)) {
        return None;
    }
    let inside = |n: u32| reached.binary_search_by_key(&n, |r| r.0).is_ok();
    let mut edge: BTreeSet<(u32, u32)> = BTreeSet::new();
    for (node, _) in reached {
        for arc in graph.out(*node).filter(|&a| weights[a as usize] >= CLOSED && bare[a as usize] < CLOSED) {
            if !inside(graph.head[arc as usize]) {
                edge.insert((*node, graph.head[arc as usize]));
            }
        }
    }
    let ends =
        |piece: u32| q.network.arcs_of(piece).iter().map(|&a| (q.network.graph().tail[a as usize], q.network.graph().head[a as usize]));
    let at_edge = |piece: &u32| own.contains(piece) || ends(*piece).any(|(a, b)| edge.contains(&(a, b)) || edge.contains(&(b, a)));
    Some(q.laid.bars.iter().filter(|b| b.pieces.iter().any(&at_edge)).map(|b| b.closure).collect())
}

/// Joins what the roads say, for each level, with what is said of the place itself.
fn side(q: &Question, here: (i32, i32), roads: &[Option<BTreeSet<usize>>], causes: &[Cause]) -> Side {
    let by_road = [Passage::Blocked, Passage::SuspectedBlocked, Passage::Unknown].into_iter().zip(roads);
    let mut found: Vec<(Passage, usize)> = Vec::new();
    for (passage, by) in by_road {
        if let Some(by) = by {
            found.extend(by.iter().map(|c| (passage, *c)));
            break;
        }
    }
    for (n, c) in q.closures.iter().enumerate().filter(|(_, c)| causes.contains(&c.cause) && is_of(c, here)) {
        let passage = match c.level(q.day, q.validity) {
            Some(Level::Confirmed) => Passage::Blocked,
            Some(Level::Suspected) => Passage::SuspectedBlocked,
            Some(Level::Aged) => Passage::Unknown,
            None => continue,
        };
        found.push((passage, n));
    }
    let worst = found.iter().map(|f| f.0).min();
    let opened = || -> Vec<usize> {
        let near: BTreeSet<u32> = q.snapper.around(globe::degrees(here.0), globe::degrees(here.1), AROUND_KM).into_iter().collect();
        q.laid.opened.iter().filter(|(p, _)| near.contains(p)).map(|(_, c)| *c).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let (passage, by) = match worst {
        Some(passage) => {
            let by: BTreeSet<usize> = found.iter().filter(|f| f.0 == passage).map(|f| f.1).collect();
            (passage, by.into_iter().collect())
        }
        None => match opened() {
            by if by.is_empty() => (Passage::NoReport, by),
            by => (Passage::ReportedOpen, by),
        },
    };
    let constraints: BTreeSet<u8> = by.iter().flat_map(|&c| q.closures[c].cause.constraints().iter().copied()).collect();
    Side {
        passage,
        since: by.iter().filter_map(|&c| q.closures[c].since).min(),
        age_days: by.iter().filter_map(|&c| q.closures[c].age(q.day)).min(),
        constraints: constraints.into_iter().collect(),
        by,
    }
}

/// Is it said of this place?
fn is_of(c: &Closure, here: (i32, i32)) -> bool {
    c.stretches.iter().any(|s| match s {
        Stretch::Around { at, km } => globe::metres((globe::units(at.lat), globe::units(at.lon)), here) <= km.max(AROUND_KM / 2.0) * 1000.0,
        _ => false,
    })
}

/// What can be reached, node and cost, and the weights under which it can.
type Flooded = (Vec<(u32, u32)>, Vec<u32>);

/// The nearest of a kind, by what is known of the way.
fn reached(q: &Question, here: (i32, i32), levels: &[Flooded], wanted: impl Fn(PlaceKind) -> bool) -> Vec<Reached> {
    let [sure, _, all] = levels else { return Vec::new() };
    let graph = q.network.graph();
    let mut out: Vec<Reached> = Vec::new();
    for (n, p) in q.network.places().iter().enumerate().filter(|(_, p)| wanted(p.kind)) {
        if globe::metres((p.lat, p.lon), here) < 500.0 {
            out.push(Reached { place: n, name: p.name.clone(), clear_minutes: Some(0.0), risky_minutes: Some(0.0) });
            continue;
        }
        let (lat, lon) = (globe::degrees(p.lat), globe::degrees(p.lon));
        let Ok(snaps) = q.snapper.near(lat, lon, &q.profile, NEAR_KM) else { continue };
        let minutes = |(costs, weights): &Flooded| {
            let ends = snaps.iter().flat_map(|s| [s.end(graph, weights)].into_iter().chain(corner(graph, s)));
            let cost = |e: End| Some(costs[costs.binary_search_by_key(&e.node, |c| c.0).ok()?].1.saturating_add(e.cost));
            let cost = ends.filter(|e| e.cost < CLOSED).filter_map(cost).min().filter(|c| *c < CLOSED)?;
            Some(f64::from(cost) / 600.0)
        };
        let one = Reached { place: n, name: p.name.clone(), clear_minutes: minutes(all), risky_minutes: minutes(sure) };
        if one.risky_minutes.is_some() {
            out.push(one);
        }
    }
    let key = |r: &Reached| (r.clear_minutes.is_none(), r.clear_minutes.or(r.risky_minutes).unwrap_or(f64::INFINITY));
    out.sort_by(|a, b| key(a).0.cmp(&key(b).0).then(key(a).1.total_cmp(&key(b).1)).then(a.place.cmp(&b.place)));
    out.truncate(LISTED);
    out
}
