//! A route is a way along the network from one point to another, with what it costs and which bars it crosses.

use crate::astar::End;
use crate::bar::Bar;
use crate::barred::{Barred, Way};
use crate::cut::Cut;
use crate::graph::CLOSED;
use crate::network::Network;
use crate::risk::least_risk;
use crate::router::{Desk, Router};
use crate::snap::{Snap, direct};

/// Part of a route that bears one road's number and name.
#[derive(Clone, Debug, PartialEq)]
pub struct Leg {
    /// Number as the map writes it, empty where it has none; likewise the name.
    pub reference: String,
    pub name: String,
    pub length_m: f64,
    /// Kilometres from the start of the route.
    pub from_km: f64,
    pub to_km: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// Time in tenths of a second, without any penalty.
    pub cost_ds: u32,
    pub length_m: f64,
    /// Arcs in the order of travel, the first and the last in part: from `start.position`, to `end.position`. One arc where both
    /// points lie on it and it is gone straight along.
    pub arcs: Vec<u32>,
    /// The stretches of these arcs, without the steps between copies of a junction.
    pub pieces: Vec<u32>,
    pub start: Snap,
    pub end: Snap,
    /// The bars that it crosses, by their position in what was asked with, in the order of travel, each once.
    pub bars: Vec<usize>,
    /// Those of them that lie on the stretch on which the start is. One who stands there may leave, even where the way closes it: so
    /// a safest route that has some here is not safe before it has left that stretch.
    pub start_barred: Vec<usize>,
    pub roads: Vec<Leg>,
    /// The network has no surveyed lines and lengths.
    pub schematic: bool,
}

/// What comes of asking for routes.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// At least one; the best first.
    Routes(Vec<Route>),
    /// There is no way, and these bars are why.
    Cut(Box<Cut>),
    /// There is no way even with nothing barred, or one of the two points is nowhere: no bar is to blame.
    Unconnected,
}

/// How the arcs of a walk lie between its two points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ends {
    pub start: Snap,
    pub end: Snap,
}

/// A walk that was found, from the start's arc to the end's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub ends: Ends,
    pub arcs: Vec<u32>,
}

impl Router<'_> {
    /// As [`Desk::routes`], for one question.
    pub fn routes(&self, from: &[Snap], to: &[Snap], bars: &[Bar], way: Way, k: usize) -> Answer {
        self.desk().routes(from, to, bars, way, k)
    }

    /// What a walk is, told.
    pub(crate) fn route(&self, found: Found, barred: &Barred<'_>) -> Route {
        let network = self.network;
        let Found { ends: Ends { start, end }, arcs } = found;
        let last = arcs.len().saturating_sub(1);
        let part = |i: usize| {
            let from = if i == 0 { start.position } else { 0.0 };
            let to = if i == last { end.position } else { 1.0 };
            (to - from).max(0.0)
        };
        let mut route = Route {
            cost_ds: self.time(&start, &end, &arcs),
            length_m: 0.0,
            pieces: Vec::new(),
            start,
            end,
            bars: Vec::new(),
            start_barred: barred.over(network.piece_of(start.arc).0).filter(|_| start.position < 1.0 - CORNER).collect(),
            roads: Vec::new(),
            schematic: network.schematic,
            arcs: Vec::new(),
        };
        let mut road = None;
        for (i, &arc) in arcs.iter().enumerate() {
            if network.is_passage(arc) {
                continue;
            }
            let piece = network.piece_of(arc).0;
            let from_km = route.length_m / 1000.0;
            // Who stands at the end of a stretch has not been along it.
            if i == 0 && i < last && part(i) < CORNER {
                continue;
            }
            let metres = network.length_m(arc) * part(i);
            route.length_m += metres;
            if route.pieces.last() != Some(&piece) {
                route.pieces.push(piece);
            }
            for bar in barred.over(piece) {
                if !route.bars.contains(&bar) {
                    route.bars.push(bar);
                }
            }
            let to_km = route.length_m / 1000.0;
            let number = network.pieces[piece as usize].road;
            match route.roads.last_mut().filter(|_| road == Some(number)) {
                Some(leg) => {
                    leg.length_m += metres;
                    leg.to_km = to_km;
                }
                None => {
                    let called = &network.roads[number as usize];
                    let (reference, name) = (called.reference.clone(), called.name.clone());
                    route.roads.push(Leg { reference, name, length_m: metres, from_km, to_km });
                }
            }
            road = Some(number);
        }
        route.arcs = arcs;
        route
    }

    /// Time in tenths of a second, on the bare network.
    pub(crate) fn time(&self, start: &Snap, end: &Snap, arcs: &[u32]) -> u32 {
        let (graph, weights) = (self.network.graph(), &self.weights);
        if let [only] = arcs {
            return along(start, end, weights[*only as usize]);
        }
        let between = arcs.get(1..arcs.len().saturating_sub(1)).unwrap_or_default();
        let sum = between.iter().fold(0u32, |sum, &a| sum.saturating_add(weights[a as usize]));
        sum.saturating_add(start.start(graph, weights).cost).saturating_add(end.end(graph, weights).cost)
    }
}

/// The time between two points of one arc.
fn along(start: &Snap, end: &Snap, weight: u32) -> u32 {
    let behind = |s: &Snap| (f64::from(weight) * s.position).round() as u32;
    behind(end).saturating_sub(behind(start))
}

impl Desk<'_> {
    /// Up to `k` routes (at least one is sought) from where one point lies on the network to where another does, with these bars
    /// laid on it; where there is none, why.
    ///
    /// A start on a stretch that is closed may be left along it, and the route says so; an end on one cannot be driven to.
    pub fn routes(&mut self, from: &[Snap], to: &[Snap], bars: &[Bar], way: Way, k: usize) -> Answer {
        let arcs = self.router.weights.len();
        let known = |snaps: &[Snap]| -> Vec<Snap> { snaps.iter().copied().filter(|s| (s.arc as usize) < arcs).collect() };
        let (from, to) = (known(from), known(to));
        let barred = Barred::new(self.router.network, bars);
        let from = leaving(self.router.network, from, &barred, way);
        let found = match way {
            Way::LeastRisk => self.least_risk(&from, &to, &barred, k),
            Way::Fastest | Way::Safest => self.open(&from, &to, &barred, way, k),
        };
        if !found.is_empty() {
            return Answer::Routes(found.into_iter().map(|f| self.router.route(f, &barred)).collect());
        }
        if way == Way::LeastRisk {
            return Answer::Unconnected;
        }
        self.cut(&from, &to, &barred, way).map_or(Answer::Unconnected, |cut| Answer::Cut(Box::new(cut)))
    }

    /// The way over what is open.
    fn open(&mut self, from: &[Snap], to: &[Snap], barred: &Barred<'_>, way: Way, k: usize) -> Vec<Found> {
        self.stand(barred.closed(way).collect());
        self.alternatives(k, |desk| desk.quickest(from, to))
    }

    /// Where there is a way without any bar that is the one of least risk; else the exact search.
    fn least_risk(&mut self, from: &[Snap], to: &[Snap], barred: &Barred<'_>, k: usize) -> Vec<Found> {
        let network = self.router.network;
        if !from.iter().any(|s| barred.is_closed(network.piece_of(s.arc).0, Way::Safest)) {
            let found = self.open(from, to, barred, Way::Safest, k);
            if !found.is_empty() {
                return found;
            }
        }
        self.stand(Vec::new());
        self.alternatives(k, |desk| least_risk(desk.router, desk.metric.weights(), from, to, barred))
    }

    /// The quickest walk under the metric as it is now.
    pub(crate) fn quickest(&mut self, from: &[Snap], to: &[Snap]) -> Option<Found> {
        let graph = self.router.network.graph();
        let pair = |e: End| (e.node, e.cost);
        // Whoever stands on a closed stretch may leave it, so the bare weights count there.
        let starts: Vec<(u32, u32)> = from.iter().map(|s| pair(s.start(graph, &self.router.weights))).collect();
        let ends: Vec<(u32, u32)> = to.iter().map(|s| pair(s.end(graph, self.metric.weights()))).collect();
        let straight = direct(self.router.network, self.metric.weights(), from, to);
        let walk = self.query.route(&self.metric, &starts, &ends).filter(|w| w.cost < CLOSED);
        match (straight, walk) {
            (Some((cost, arc)), walk) if walk.as_ref().is_none_or(|w| cost <= w.cost) => {
                let ends = same_arc(self.router.network, arc, from, to)?;
                Some(Found { ends, arcs: vec![arc] })
            }
            (_, Some(walk)) => {
                let ends = Ends { start: *from.get(walk.start)?, end: *to.get(walk.end)? };
                Some(Found { arcs: whole(&ends, walk.arcs), ends })
            }
            _ => None,
        }
    }
}

/// A point at a junction stands on none of its roads: who is there does not set out along a closed one. What arrives there says that
/// one is there; where nothing does, the road that leaves is all that there is.
pub(crate) fn leaving(network: &Network, from: Vec<Snap>, barred: &Barred<'_>, way: Way) -> Vec<Snap> {
    let graph = network.graph();
    let arrived: Vec<u32> = from.iter().filter(|s| s.position > 1.0 - CORNER).map(|s| graph.head[s.arc as usize]).collect();
    let enters =
        |s: &Snap| s.position < CORNER && barred.is_closed(network.piece_of(s.arc).0, way) && arrived.contains(&graph.tail[s.arc as usize]);
    from.iter().copied().filter(|s| !enters(s)).collect()
}

/// Less of an arc than this is none of it.
const CORNER: f64 = 0.001;

/// The two points on one arc, from the first to the second.
pub(crate) fn same_arc(network: &Network, arc: u32, from: &[Snap], to: &[Snap]) -> Option<Ends> {
    let start = *from.iter().find(|s| s.arc == arc)?;
    let on_it = |t: &&Snap| network.piece_of(t.arc) == network.piece_of(arc) && start.position <= t.position;
    let end = *to.iter().filter(on_it).min_by(|a, b| a.position.total_cmp(&b.position))?;
    Some(Ends { start, end: Snap { arc, ..end } })
}

/// A walk between nodes, with the arcs on which the points lie.
pub(crate) fn whole(ends: &Ends, between: Vec<u32>) -> Vec<u32> {
    let mut arcs = Vec::with_capacity(between.len() + 2);
    arcs.push(ends.start.arc);
    arcs.extend(between);
    arcs.push(ends.end.arc);
    arcs
}
