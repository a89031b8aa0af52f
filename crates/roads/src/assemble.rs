//! Assembling makes a network of pieces of road: junctions where a turn is forbidden or a barrier stands are split into copies.
//!
//! A way into a junction from which some turn is forbidden ends in a copy of the junction that has only the ways out that all
//! may take. Whoever may take more goes on, by a step that is open to him alone, to a copy that has them; who walks, to the
//! junction itself. At a barrier, each way in ends in a copy of the junction before it, with steps for those who may pass.

use crate::error::Error;
use crate::graph::Graph;
use crate::kind::{Class, Kind, Modes};
use crate::network::{Network, Piece, Place, Road};
use std::collections::{BTreeMap, BTreeSet};

/// A turn that is forbidden: from one piece end to another, at a node. `along` as in [`Network::along`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Forbidden {
    pub at: u32,
    pub from: u32,
    pub to: u32,
    /// For whom; who walks is bound by none.
    pub modes: Modes,
}

/// What stands on a node, and who may pass it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Barrier {
    pub at: u32,
    pub passing: Kind,
}

/// What a network is made of. Nodes are junctions, before any is split.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub lat: Vec<i32>,
    pub lon: Vec<i32>,
    pub pieces: Vec<Piece>,
    pub shapes: Vec<u8>,
    pub kinds: Vec<Kind>,
    pub roads: Vec<Road>,
    pub places: Vec<Place>,
    pub forbidden: Vec<Forbidden>,
    pub barriers: Vec<Barrier>,
}

/// For whom which ways out are forbidden: car, truck, ambulance.
type Bans = [Vec<u32>; 3];
const DRIVEN: [Modes; 3] = [Modes::CAR, Modes::TRUCK, Modes::AMBULANCE];

struct Split {
    parts: Parts,
    /// Where each directed piece ends.
    heads: Vec<u32>,
    /// Where directed pieces start, beside the junction itself.
    tails: Vec<(u32, u32)>,
    /// Ways in from which some must not turn round, and who.
    no_turning: BTreeMap<u32, Modes>,
    steps: BTreeMap<(u32, u32), Kind>,
    copies: BTreeMap<(u32, Bans), u32>,
}

/// The second value counts the copies of junctions that were made.
pub(crate) fn assemble(mut parts: Parts) -> Result<(Network, usize), Error> {
    if parts.pieces.len() >= (u32::MAX / 4) as usize {
        return Err(Error::TooLarge("a billion stretches of road"));
    }
    if parts.roads.is_empty() {
        parts.roads.push(Road::default());
    }
    let junctions = parts.lat.len();
    let heads = parts.pieces.iter().flat_map(|p| [p.to, p.from]).collect();
    let mut split = Split { parts, heads, tails: Vec::new(), no_turning: BTreeMap::new(), steps: BTreeMap::new(), copies: BTreeMap::new() };
    split.turns();
    split.barriers();
    let copies = split.parts.lat.len() - junctions;
    Ok((split.finish(), copies))
}

impl Split {
    fn turns(&mut self) {
        let mut at: BTreeMap<u32, BTreeMap<u32, Bans>> = BTreeMap::new();
        for f in std::mem::take(&mut self.parts.forbidden) {
            let bans = at.entry(f.at).or_default().entry(f.from).or_default();
            for (ban, mode) in bans.iter_mut().zip(DRIVEN) {
                if f.modes.has(mode) {
                    ban.push(f.to);
                }
            }
        }
        let outs = self.outs(at.keys().copied().collect());
        for (node, ins) in at {
            let outs = outs.get(&node).map_or(&[][..], Vec::as_slice);
            for (way_in, mut bans) in ins {
                bans.iter_mut().for_each(|ban| {
                    ban.sort_unstable();
                    ban.dedup();
                });
                for (ban, mode) in bans.iter().zip(DRIVEN) {
                    if ban.contains(&(way_in ^ 1)) {
                        let bound = self.no_turning.entry(way_in).or_default();
                        *bound = bound.with(mode);
                    }
                }
                self.heads[way_in as usize] = self.copy(node, bans, outs);
            }
        }
    }

    /// The copy of a junction for those who came a way with these bans.
    fn copy(&mut self, node: u32, bans: Bans, outs: &[u32]) -> u32 {
        if bans.iter().all(Vec::is_empty) {
            return node;
        }
        let key = (node, bans);
        if let Some(&copy) = self.copies.get(&key) {
            return copy;
        }
        let copy = self.twin(node);
        let mut union: Vec<u32> = key.1.iter().flatten().copied().collect();
        union.sort_unstable();
        union.dedup();
        self.tails.extend(outs.iter().filter(|out| union.binary_search(out).is_err()).map(|&out| (out, copy)));
        self.step(copy, node, Modes::FOOT);
        let bans = key.1.clone();
        self.copies.insert(key, copy);
        for (ban, mode) in bans.iter().zip(DRIVEN) {
            if *ban != union {
                let less = self.copy(node, [ban.clone(), ban.clone(), ban.clone()], outs);
                self.step(copy, less, mode);
            }
        }
        copy
    }

    /// Whoever comes to a barrier stands before it, in a copy of the junction from which he can turn round or step through.
    fn barriers(&mut self) {
        let barriers: BTreeMap<u32, Kind> = std::mem::take(&mut self.parts.barriers).into_iter().map(|b| (b.at, b.passing)).collect();
        for (node, outs) in self.outs(barriers.keys().copied().collect()) {
            let Some(&passing) = barriers.get(&node).filter(|_| outs.len() > 1) else { continue };
            for out in outs {
                let way_in = out ^ 1;
                let copy = self.twin(node);
                let beyond = std::mem::replace(&mut self.heads[way_in as usize], copy);
                match self.no_turning.get(&way_in) {
                    None => self.tails.push((out, copy)),
                    Some(&bound) => {
                        let turning = self.twin(node);
                        self.tails.push((out, turning));
                        self.step(copy, turning, Modes::ALL.without(bound));
                    }
                }
                if !passing.forward.is_empty() {
                    self.steps.insert((copy, beyond), passing);
                }
            }
        }
    }

    /// The directed pieces that start at each of these junctions.
    fn outs(&self, nodes: BTreeSet<u32>) -> BTreeMap<u32, Vec<u32>> {
        let mut out: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (p, piece) in self.parts.pieces.iter().enumerate() {
            for (node, back) in [(piece.from, 0), (piece.to, 1)] {
                if nodes.contains(&node) {
                    out.entry(node).or_default().push(2 * p as u32 + back);
                }
            }
        }
        out
    }

    fn twin(&mut self, node: u32) -> u32 {
        let (lat, lon) = (self.parts.lat[node as usize], self.parts.lon[node as usize]);
        self.parts.lat.push(lat);
        self.parts.lon.push(lon);
        self.parts.lat.len() as u32 - 1
    }

    fn step(&mut self, from: u32, to: u32, modes: Modes) {
        let kind = self.steps.entry((from, to)).or_insert(Kind { class: Class::Passage, ..Kind::default() });
        kind.forward = kind.forward.with(modes);
    }

    fn finish(mut self) -> Network {
        let mut arcs = Vec::new();
        let mut along = Vec::new();
        let mut extra: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (directed, tail) in &self.tails {
            extra.entry(*directed).or_default().push(*tail);
        }
        for (p, piece) in self.parts.pieces.iter().enumerate() {
            let kind = &self.parts.kinds[piece.kind as usize];
            for (directed, tail, open) in [(2 * p, piece.from, kind.forward), (2 * p + 1, piece.to, kind.backward)] {
                if open.is_empty() {
                    continue;
                }
                for tail in [tail].into_iter().chain(extra.get(&(directed as u32)).into_iter().flatten().copied()) {
                    arcs.push((tail, self.heads[directed]));
                    along.push(directed as u32);
                }
            }
        }
        let mut kinds: BTreeMap<Kind, u32> = BTreeMap::new();
        let shape_end = self.parts.shapes.len() as u32;
        for ((from, to), kind) in self.steps {
            let number = *kinds.entry(kind).or_insert_with(|| {
                self.parts.kinds.push(kind);
                self.parts.kinds.len() as u32 - 1
            });
            along.push(2 * self.parts.pieces.len() as u32);
            arcs.push((from, to));
            self.parts.pieces.push(Piece { from, to, shape_end, length_cm: 0, way: 0, kind: number, road: 0 });
        }
        let (graph, went) = Graph::new(self.parts.lat, self.parts.lon, &arcs);
        let mut sorted = vec![0; along.len()];
        for (old, &new) in went.iter().enumerate() {
            sorted[new as usize] = along[old];
        }
        let mut network = Network {
            graph,
            pieces: self.parts.pieces,
            shapes: self.parts.shapes,
            kinds: self.parts.kinds,
            roads: self.parts.roads,
            places: self.parts.places,
            along: sorted,
            ..Network::default()
        };
        network.index_arcs();
        network
    }
}
