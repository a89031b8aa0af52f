//! A query is the search for the cheapest walk between two places.
//!
//! Whatever a search upwards can see from a node are its ancestors in the elimination tree, so both sides walk their ancestors from
//! low to high, without a queue, and meet where the sum is least.

use super::customize::Metric;
use super::hierarchy::{DOWN, Hierarchy, UP};
use super::part::NONE;
use crate::graph::CLOSED;

/// The cheapest walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Of all arcs, with the offsets of start and end.
    pub cost: u32,
    /// Arcs of the graph in the order of travel; none where a start is an end.
    pub arcs: Vec<u32>,
    /// Which of the given starts and ends, by position.
    pub start: usize,
    pub end: usize,
}

/// One side of a search: what it costs from the starts to a rank, or from there to the ends.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub cost: Vec<u32>,
    /// The edge by which the cost came; `NONE` where it is a start's own offset.
    pub by: Vec<u32>,
    /// The ranks in this search, sorted.
    pub ranks: Vec<u32>,
    pub marked: Vec<bool>,
}

impl Side {
    fn new(nodes: usize) -> Self {
        Self { cost: vec![CLOSED; nodes], by: vec![NONE; nodes], ranks: Vec::new(), marked: vec![false; nodes] }
    }

    /// Begins at some nodes with offsets; nodes that there are none of are passed over.
    pub fn begin(&mut self, hierarchy: &Hierarchy, at: &[(u32, u32)]) {
        for &(node, offset) in at {
            let Some(rank) = hierarchy.rank.get(node as usize).copied() else { continue };
            let cost = &mut self.cost[rank as usize];
            *cost = offset.min(*cost);
            self.mark(hierarchy, rank);
        }
        self.ranks.sort_unstable();
    }

    /// Marks a rank and all above it.
    pub fn mark(&mut self, hierarchy: &Hierarchy, rank: u32) {
        let mut next = Some(rank);
        while let Some(r) = next.filter(|&r| !std::mem::replace(&mut self.marked[r as usize], true)) {
            self.ranks.push(r);
            next = hierarchy.parent(r);
        }
    }

    pub fn relax(&mut self, hierarchy: &Hierarchy, metric: &Metric, rank: u32, way: usize) {
        let cost = self.cost[rank as usize];
        let up = hierarchy.up(rank);
        let start = up.start as u32;
        for ((edge, &head), costs) in (start..).zip(&hierarchy.head[up.clone()]).zip(&metric.cost[up]) {
            let there = cost + costs[way];
            if there < self.cost[head as usize] {
                self.cost[head as usize] = there;
                self.by[head as usize] = edge;
            }
        }
    }

    pub fn clear(&mut self) {
        for r in self.ranks.drain(..) {
            self.cost[r as usize] = CLOSED;
            self.by[r as usize] = NONE;
            self.marked[r as usize] = false;
        }
    }

    /// The rank at which the search began that came to `rank`, with the edges on the way, last first.
    fn trace(&self, hierarchy: &Hierarchy, mut rank: u32, edges: &mut Vec<u32>) -> u32 {
        while self.by[rank as usize] != NONE {
            let edge = self.by[rank as usize];
            edges.push(edge);
            rank = hierarchy.tail[edge as usize];
        }
        rank
    }
}

/// Memory for searches in one hierarchy, to be used for many.
#[derive(Clone, Debug)]
pub struct Query<'h> {
    pub(super) hierarchy: &'h Hierarchy,
    pub(super) ahead: Side,
    pub(super) back: Side,
    edges: Vec<u32>,
    stack: Vec<(u32, u8)>,
}

impl<'h> Query<'h> {
    pub fn new(hierarchy: &'h Hierarchy) -> Self {
        let side = Side::new(hierarchy.nodes());
        Self { hierarchy, ahead: side.clone(), back: side, edges: Vec::new(), stack: Vec::new() }
    }

    /// The cheapest walk from one of `starts` to one of `ends`, each a node and what it costs besides to begin or end there. None where
    /// there is no way.
    pub fn route(&mut self, metric: &Metric, starts: &[(u32, u32)], ends: &[(u32, u32)]) -> Option<Walk> {
        self.ahead.begin(self.hierarchy, starts);
        self.back.begin(self.hierarchy, ends);
        let walk = self.meet(metric).map(|(cost, rank)| self.walk(metric, cost, rank, starts, ends));
        self.ahead.clear();
        self.back.clear();
        walk
    }

    fn meet(&mut self, metric: &Metric) -> Option<(u32, u32)> {
        let (mut i, mut j) = (0, 0);
        let (mut best, mut at) = (CLOSED, None);
        // Ranks that only one side sees come in turn too, so that each side is done below where they meet.
        while i < self.ahead.ranks.len() || j < self.back.ranks.len() {
            let a = self.ahead.ranks.get(i).copied().unwrap_or(NONE);
            let b = self.back.ranks.get(j).copied().unwrap_or(NONE);
            let rank = a.min(b);
            let (to, from) = (self.ahead.cost[rank as usize], self.back.cost[rank as usize]);
            if a == b && to + from < best {
                best = to + from;
                at = Some((best, rank));
            }
            if a == rank {
                i += 1;
                if to < best {
                    self.ahead.relax(self.hierarchy, metric, rank, UP);
                }
            }
            if b == rank {
                j += 1;
                if from < best {
                    self.back.relax(self.hierarchy, metric, rank, DOWN);
                }
            }
        }
        at
    }

    fn walk(&mut self, metric: &Metric, cost: u32, rank: u32, starts: &[(u32, u32)], ends: &[(u32, u32)]) -> Walk {
        let h = self.hierarchy;
        let mut arcs = Vec::new();
        self.edges.clear();
        let from = self.ahead.trace(h, rank, &mut self.edges);
        for &edge in self.edges.iter().rev() {
            h.unpack(metric, edge as usize, UP, &mut self.stack, &mut arcs);
        }
        self.edges.clear();
        let to = self.back.trace(h, rank, &mut self.edges);
        for &edge in &self.edges {
            h.unpack(metric, edge as usize, DOWN, &mut self.stack, &mut arcs);
        }
        let which = |given: &[(u32, u32)], side: &Side, rank: u32| {
            let wanted = (h.node[rank as usize], side.cost[rank as usize]);
            given.iter().position(|&g| g == wanted).unwrap_or(0)
        };
        Walk { cost, arcs, start: which(starts, &self.ahead, from), end: which(ends, &self.back, to) }
    }
}
