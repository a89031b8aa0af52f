//! Isolated is a place that closures keep from the mainland; and what a place that they do not keep from it hangs on.

use crate::bar::{Bar, Level};
use crate::barred::Barred;
use crate::bridges::Bridges;
use crate::cut::dropped;
use crate::flood::{Flood, Goal, reached};
use crate::graph::CLOSED;
use crate::mainland::{mainland, parts};
use crate::router::Router;
use crate::snap::Snap;
use std::collections::BTreeMap;

/// How a place stands to the mainland: the largest part of the network, with the bars laid, in which one gets from everywhere to
/// everywhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It was given no point on the network. Nothing is known of it.
    Nowhere,
    /// Even with nothing barred one does not get to it and back. No bar is to blame.
    Apart,
    /// Bars keep it from the mainland.
    CutOff {
        /// Can one still get from it to the mainland?
        out: bool,
        /// … and from the mainland to it?
        into: bool,
        /// Bars that alone do this (to the way out where both are gone), and would not without any one of them; by position, sorted.
        bars: Vec<usize>,
    },
    /// One gets there and back.
    Joined {
        /// The single stretches whose closing would cut it off, from the place towards the mainland, one after another of one road
        /// taken together. All of these would; turn restrictions and one-way streets may make others do so too. `None`: not known, as
        /// it lies where one gets in by one street and out by another.
        hangs_on: Option<Vec<Stretch>>,
    },
}

/// Stretches of one road.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Number as the map writes it, empty where it has none; likewise the name.
    pub reference: String,
    pub name: String,
    pub length_m: f64,
    pub pieces: Vec<u32>,
}

impl Router<'_> {
    /// How each of these points stands, with all bars closed that are at least as sure as `level`. [`Router::places`] gives the points of
    /// the map's places.
    pub fn cut_off(&self, points: &[Vec<Snap>], bars: &[Bar], level: Level) -> Vec<Standing> {
        let sure: Vec<usize> = (0..bars.len()).filter(|&b| bars[b].level <= level).collect();
        let network = self.network;
        let mut weights = self.weights.clone();
        for &piece in sure.iter().flat_map(|&b| &bars[b].pieces).filter(|p| (**p as usize) < network.pieces.len()) {
            network.arcs_of(piece).iter().for_each(|&a| weights[a as usize] = CLOSED);
        }
        let bare = Land::new(self, &self.weights, &self.mainland);
        let core = self.core(&weights);
        let now = Land::new(self, &weights, &core);
        let bridges = Bridges::of(network, &weights, &core);
        let parts = parts(network.graph(), &weights);
        let mut blamed = Blamed {
            router: self,
            barred: Barred::new(network, bars),
            sure,
            leads: now.leads.clone(),
            reached: now.reached.clone(),
            parts,
            known: BTreeMap::new(),
        };
        let known = |s: &&Snap| (s.arc as usize) < self.weights.len();
        let standing = |snaps: &Vec<Snap>| {
            let snaps: Vec<Snap> = snaps.iter().filter(known).copied().collect();
            if snaps.is_empty() {
                return Standing::Nowhere;
            }
            if !(bare.may_leave(self, &snaps) && bare.may_come(self, &snaps)) {
                return Standing::Apart;
            }
            let (out, into) = (now.may_leave(self, &snaps), now.may_come(self, &snaps));
            if !(out && into) {
                return Standing::CutOff { out, into, bars: blamed.by(&snaps, out) };
            }
            let pieces: Vec<u32> = snaps.iter().map(|s| network.piece_of(s.arc).0).collect();
            Standing::Joined { hangs_on: bridges.hanging(&pieces).map(|pieces| self.stretches(&pieces)) }
        };
        points.iter().map(standing).collect()
    }

    /// The largest part of what is left of the bare mainland.
    fn core(&self, weights: &[u32]) -> Vec<bool> {
        let graph = self.network.graph();
        let on_it = |a: usize| self.mainland[graph.tail[a] as usize] && self.mainland[graph.head[a] as usize];
        let inner: Vec<u32> = (0..graph.arcs()).map(|a| if on_it(a) { weights[a] } else { CLOSED }).collect();
        mainland(graph, &inner)
    }

    fn stretches(&self, pieces: &[u32]) -> Vec<Stretch> {
        let all = &self.network.pieces;
        let of_one_road = pieces.chunk_by(|&a, &b| all[a as usize].road == all[b as usize].road);
        let stretch = |pieces: &[u32]| {
            let road = &self.network.roads[all[pieces[0] as usize].road as usize];
            let length_m = pieces.iter().map(|&p| f64::from(all[p as usize].length_cm) / 100.0).sum();
            Stretch { reference: road.reference.clone(), name: road.name.clone(), length_m, pieces: pieces.to_vec() }
        };
        of_one_road.map(stretch).collect()
    }
}

/// Which nodes lead to the mainland, and which are reached from it.
struct Land<'w> {
    weights: &'w [u32],
    leads: Vec<bool>,
    reached: Vec<bool>,
}

impl<'w> Land<'w> {
    fn new(router: &Router<'_>, weights: &'w [u32], main: &[bool]) -> Self {
        let graph = router.network.graph();
        let nodes: Vec<u32> = (0..graph.nodes() as u32).filter(|&n| main[n as usize]).collect();
        let open = |arc: u32| weights[arc as usize] < CLOSED;
        Self { weights, leads: reached(graph, open, &nodes, true), reached: reached(graph, open, &nodes, false) }
    }

    /// Whoever stands on a closed stretch may leave it.
    fn may_leave(&self, router: &Router<'_>, snaps: &[Snap]) -> bool {
        let head = |s: &Snap| router.network.graph().head[s.arc as usize];
        snaps.iter().any(|s| router.weights[s.arc as usize] < CLOSED && self.leads[head(s) as usize])
    }

    fn may_come(&self, router: &Router<'_>, snaps: &[Snap]) -> bool {
        let tail = |s: &Snap| router.network.graph().tail[s.arc as usize];
        snaps.iter().any(|s| self.weights[s.arc as usize] < CLOSED && self.reached[tail(s) as usize])
    }
}

/// Which bars are to blame; places from which one gets to the same places have the same ones, which are found once.
struct Blamed<'b> {
    router: &'b Router<'b>,
    barred: Barred<'b>,
    sure: Vec<usize>,
    leads: Vec<bool>,
    reached: Vec<bool>,
    /// The strongly connected part of each node, with the bars laid.
    parts: Vec<u32>,
    known: BTreeMap<(bool, Vec<u32>, Vec<u32>), Vec<usize>>,
}

impl Blamed<'_> {
    /// What keeps one from getting out, or, where one gets `out`, in.
    fn by(&mut self, snaps: &[Snap], out: bool) -> Vec<usize> {
        let (network, graph) = (self.router.network, self.router.network.graph());
        let ends = if out { &graph.tail } else { &graph.head };
        let sorted = |mut list: Vec<u32>| {
            list.sort_unstable();
            list.dedup();
            list
        };
        let parts = sorted(snaps.iter().map(|s| self.parts[ends[s.arc as usize] as usize]).collect());
        // To come in, one goes along the place's own stretch; to go out, one is there.
        let own = if out { sorted(snaps.iter().map(|s| network.piece_of(s.arc).0).collect()) } else { Vec::new() };
        let key = (out, parts, own);
        if let Some(bars) = self.known.get(&key) {
            return bars.clone();
        }
        let goal = if out { &self.reached } else { &self.leads };
        let goal = Goal { nodes: goal.clone(), arcs: Vec::new(), straight: Vec::new() };
        let mut flood = Flood::new(self.router, self.sure.iter().map(|&b| &self.barred.bars[b]), goal);
        let there = if out { flood.pour_back(snaps) } else { flood.pour(snaps) };
        let bars = if there { Vec::new() } else { dropped(&mut flood, &self.barred, self.sure.clone()) };
        self.known.insert(key, bars.clone());
        bars
    }
}
