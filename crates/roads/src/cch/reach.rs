//! Reach is what it costs to get from one place to many: up from the starts, then down over the ranks from high to low (PHAST; Delling,
//! Goldberg, Nowatzyk and Werneck 2011).

use super::customize::Metric;
use super::hierarchy::{DOWN, UP};
use super::query::Query;
use crate::graph::CLOSED;

impl Query<'_> {
    /// The cost from the nearest of `starts`, each a node and an offset, to every node; [`CLOSED`] where there is no way.
    pub fn from(&mut self, metric: &Metric, starts: &[(u32, u32)]) -> Vec<u32> {
        self.sweep(metric, starts, UP)
    }

    /// The cost from every node to the nearest of `ends`.
    pub fn towards(&mut self, metric: &Metric, ends: &[(u32, u32)]) -> Vec<u32> {
        self.sweep(metric, ends, DOWN)
    }

    fn sweep(&mut self, metric: &Metric, at: &[(u32, u32)], way: usize) -> Vec<u32> {
        let h = self.hierarchy;
        self.rise(metric, at, way);
        let mut costs = vec![CLOSED; h.nodes()];
        for rank in (0..h.nodes() as u32).rev() {
            let cost = self.settle(metric, rank, way);
            costs[h.node[rank as usize] as usize] = cost;
        }
        self.ahead.cost.fill(CLOSED);
        self.ahead.clear();
        costs
    }

    /// The cost from the nearest of `starts` to each of `targets`: like [`Query::from`], for a few.
    pub fn from_to(&mut self, metric: &Metric, starts: &[(u32, u32)], targets: &[u32]) -> Vec<u32> {
        let h = self.hierarchy;
        self.rise(metric, starts, UP);
        for &node in targets {
            if let Some(&rank) = h.rank.get(node as usize) {
                self.back.mark(h, rank);
            }
        }
        self.back.ranks.sort_unstable();
        for i in (0..self.back.ranks.len()).rev() {
            self.settle(metric, self.back.ranks[i], UP);
        }
        let cost = |node: &u32| h.rank.get(*node as usize).map_or(CLOSED, |&r| self.ahead.cost[r as usize]);
        let costs = targets.iter().map(cost).collect();
        for &rank in &self.back.ranks {
            self.ahead.cost[rank as usize] = CLOSED;
        }
        self.back.clear();
        self.ahead.clear();
        costs
    }

    fn rise(&mut self, metric: &Metric, at: &[(u32, u32)], way: usize) {
        self.ahead.begin(self.hierarchy, at);
        for i in 0..self.ahead.ranks.len() {
            self.ahead.relax(self.hierarchy, metric, self.ahead.ranks[i], way);
        }
    }

    /// The cost of a rank, once all above it are settled.
    fn settle(&mut self, metric: &Metric, rank: u32, way: usize) -> u32 {
        let up = self.hierarchy.up(rank);
        let back = if way == UP { DOWN } else { UP };
        let edges = self.hierarchy.head[up.clone()].iter().zip(&metric.cost[up]);
        let best = edges.map(|(&head, costs)| self.ahead.cost[head as usize] + costs[back]).min().unwrap_or(CLOSED);
        let cost = best.min(self.ahead.cost[rank as usize]);
        self.ahead.cost[rank as usize] = cost;
        cost
    }
}
