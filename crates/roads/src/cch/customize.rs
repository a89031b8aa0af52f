//! A metric is what every edge of a hierarchy costs under one set of weights.

use super::hierarchy::{DOWN, Hierarchy, UP};
use super::part::NONE;
use crate::graph::CLOSED;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Costs of edges, upwards and downwards, with the weights that they come of. Belongs to the hierarchy that made it.
#[derive(Clone, Debug)]
pub struct Metric {
    pub(super) weights: Vec<u32>,
    pub(super) cost: Vec<[u32; 2]>,
    /// What an update has still to look at; empty between updates, kept for its memory.
    pub(super) queue: BinaryHeap<Reverse<u32>>,
    pub(super) queued: Vec<bool>,
}

impl Metric {
    /// The weights in force, by arc.
    pub fn weights(&self) -> &[u32] {
        &self.weights
    }
}

impl PartialEq for Metric {
    fn eq(&self, other: &Self) -> bool {
        self.weights == other.weights && self.cost == other.cost
    }
}

impl Eq for Metric {}

impl Hierarchy {
    /// Costs under the weight of each arc. [`CLOSED`] and more is closed; so is an arc that `weights` is too short for.
    pub fn customize(&self, weights: &[u32]) -> Metric {
        let mut own: Vec<u32> = weights.iter().take(self.slot.len()).map(|&w| w.min(CLOSED)).collect();
        own.resize(self.slot.len(), CLOSED);
        let mut cost = vec![[CLOSED; 2]; self.edges()];
        for (&slot, &weight) in self.slot.iter().zip(&own) {
            if slot != NONE {
                let c = &mut cost[slot as usize / 2][slot as usize % 2];
                *c = weight.min(*c);
            }
        }
        // By head: the edge from the rank at hand. Stale for others, which no triangle asks for.
        let mut to = vec![0; self.nodes()];
        for x in 0..self.nodes() as u32 {
            let up = self.up(x);
            let (done, open) = cost.split_at_mut(up.start);
            for (at, &head) in self.head[up].iter().enumerate() {
                to[head as usize] = at;
            }
            for &low in self.down(x) {
                let low = low as usize;
                let end = self.first[self.tail[low] as usize + 1] as usize;
                let leg = done[low];
                for (&head, other) in self.head[low + 1..end].iter().zip(&done[low + 1..end]) {
                    let c = &mut open[to[head as usize]];
                    c[UP] = c[UP].min(leg[DOWN] + other[UP]);
                    c[DOWN] = c[DOWN].min(leg[UP] + other[DOWN]);
                }
            }
        }
        Metric { weights: own, cost, queue: BinaryHeap::new(), queued: vec![false; self.edges()] }
    }
}
