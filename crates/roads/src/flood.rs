//! A flood is all that can be reached from a start over what is open. Lifting a bar lets it grow, until it comes to its goal.

use crate::bar::Bar;
use crate::graph::{CLOSED, Graph};
use crate::router::Router;
use crate::snap::Snap;
use std::ops::Range;

pub(crate) struct Flood<'r> {
    router: &'r Router<'r>,
    /// Of each stretch: how many bars that are not lifted close it.
    shut: Vec<u32>,
    seen: Vec<bool>,
    goal: Goal,
    /// Nodes reached since the last bar was lifted.
    fresh: Vec<u32>,
    /// Where it runs against the arcs: those into each node, and the arcs that it starts along.
    back: Option<(Inward, Vec<u32>)>,
}

/// Where a flood is not to come.
pub(crate) struct Goal {
    pub nodes: Vec<bool>,
    /// To go along one of these is to be there.
    pub arcs: Vec<bool>,
    /// Both points lie on these, the goal ahead; sorted.
    pub straight: Vec<u32>,
}

impl<'r> Flood<'r> {
    /// Dry, with these bars closed.
    pub fn new<'b>(router: &'r Router<'r>, closed: impl Iterator<Item = &'b Bar>, goal: Goal) -> Self {
        let mut shut = vec![0; router.network.pieces.len()];
        for &piece in closed.flat_map(|bar| &bar.pieces) {
            if let Some(bars) = shut.get_mut(piece as usize) {
                *bars += 1;
            }
        }
        Self { router, shut, seen: vec![false; router.network.graph().nodes()], goal, fresh: Vec::new(), back: None }
    }

    /// Whether what is open leads from these points to the goal.
    pub fn pour(&mut self, from: &[Snap]) -> bool {
        let graph = self.router.network.graph();
        let usable = |s: &&Snap| self.router.weights[s.arc as usize] < CLOSED;
        let heads: Vec<u32> = from.iter().filter(usable).map(|s| graph.head[s.arc as usize]).collect();
        let straight = self.goal.straight.iter().any(|&a| self.is_open(a));
        let there = heads.into_iter().fold(straight, |there, node| self.see(node) || there);
        there || self.spread()
    }

    /// Whether what is open leads to one of these points from the goal, whose nodes alone count. The points' own arcs have to be open too.
    pub fn pour_back(&mut self, to: &[Snap]) -> bool {
        let doors: Vec<u32> = to.iter().map(|s| s.arc).collect();
        self.back = Some((Inward::new(self.router.network.graph()), doors.clone()));
        let there = doors.into_iter().any(|arc| self.flow(arc));
        there || self.spread()
    }

    /// Lifts a bar; where the flood then comes to its goal, everything is as before and the answer is true.
    pub fn lift(&mut self, bar: &Bar) -> bool {
        let (network, graph) = (self.router.network, self.router.network.graph());
        self.fresh.clear();
        let mut there = false;
        for &piece in bar.pieces.iter().filter(|p| (**p as usize) < network.pieces.len()) {
            self.shut[piece as usize] -= 1;
            if self.shut[piece as usize] > 0 {
                continue;
            }
            for &arc in network.arcs_of(piece) {
                there |= self.goal.straight.binary_search(&arc).is_ok() && self.is_open(arc);
                let reached = match &self.back {
                    None => self.seen[graph.tail[arc as usize] as usize],
                    Some((_, doors)) => self.seen[graph.head[arc as usize] as usize] || doors.contains(&arc),
                };
                if reached {
                    there |= self.flow(arc);
                }
            }
        }
        if there || self.spread() {
            for &piece in bar.pieces.iter().filter(|p| (**p as usize) < network.pieces.len()) {
                self.shut[piece as usize] += 1;
            }
            for node in self.fresh.drain(..) {
                self.seen[node as usize] = false;
            }
            return true;
        }
        false
    }

    fn spread(&mut self) -> bool {
        let graph = self.router.network.graph();
        let mut at = 0;
        while at < self.fresh.len() {
            let node = self.fresh[at];
            at += 1;
            let arcs = self.back.as_ref().map_or(graph.out(node), |(into, _)| into.range(node));
            for at in arcs {
                let arc = self.back.as_ref().map_or(at, |(into, _)| into.arcs[at as usize]);
                if self.flow(arc) {
                    return true;
                }
            }
        }
        false
    }

    fn is_open(&self, arc: u32) -> bool {
        self.router.weights[arc as usize] < CLOSED && self.shut[self.router.network.piece_of(arc).0 as usize] == 0
    }

    fn flow(&mut self, arc: u32) -> bool {
        if !self.is_open(arc) {
            return false;
        }
        let graph = self.router.network.graph();
        let node = if self.back.is_some() { graph.tail[arc as usize] } else { graph.head[arc as usize] };
        self.goal.arcs.get(arc as usize) == Some(&true) || self.see(node)
    }

    fn see(&mut self, node: u32) -> bool {
        if !std::mem::replace(&mut self.seen[node as usize], true) {
            self.fresh.push(node);
        }
        self.goal.nodes[node as usize]
    }
}

/// The arcs into each node.
struct Inward {
    first: Vec<u32>,
    arcs: Vec<u32>,
}

impl Inward {
    fn new(graph: &Graph) -> Self {
        let mut first = vec![0u32; graph.nodes() + 1];
        graph.head.iter().for_each(|&h| first[h as usize + 1] += 1);
        (0..graph.nodes()).for_each(|n| first[n + 1] += first[n]);
        let mut free = first.clone();
        let mut arcs = vec![0u32; graph.arcs()];
        for (arc, &head) in graph.head.iter().enumerate() {
            arcs[free[head as usize] as usize] = arc as u32;
            free[head as usize] += 1;
        }
        Self { first, arcs }
    }

    /// Positions in `arcs`.
    fn range(&self, node: u32) -> Range<u32> {
        self.first[node as usize]..self.first[node as usize + 1]
    }
}

/// Of each node: can it be reached from (or, `back`, does it lead to) one of these, over open arcs?
pub(crate) fn reached(graph: &Graph, open: impl Fn(u32) -> bool, from: &[u32], back: bool) -> Vec<bool> {
    let into = back.then(|| Inward::new(graph));
    let mut seen = vec![false; graph.nodes()];
    let mut queue = Vec::new();
    for &node in from {
        if !std::mem::replace(&mut seen[node as usize], true) {
            queue.push(node);
        }
    }
    while let Some(node) = queue.pop() {
        let mut see = |arc: u32, there: u32| {
            if open(arc) && !std::mem::replace(&mut seen[there as usize], true) {
                queue.push(there);
            }
        };
        match &into {
            Some(into) => into.range(node).map(|at| into.arcs[at as usize]).for_each(|a| see(a, graph.tail[a as usize])),
            None => graph.out(node).for_each(|a| see(a, graph.head[a as usize])),
        }
    }
    seen
}
