//! A* is the plain, exact search for the cheapest walk: slow beside a hierarchy, and what the hierarchy is tested against.

use crate::globe;
use crate::graph::{CLOSED, Graph};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A node where a walk may begin or end, and what it costs to get to it, or from it to where one wants to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    pub node: u32,
    pub cost: u32,
}

/// Arcs from a start to an end, in the order in which they are gone; none where the two are the same node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// With what the start and the end themselves cost.
    pub cost: u32,
    pub start: End,
    pub end: End,
    pub arcs: Vec<u32>,
}

/// The cheapest walk from any of the starts to any of the ends; `None` where all ways are closed. Each call looks at all arcs
/// once for the greatest speed: who asks often keeps a [`Finder`].
pub fn astar(graph: &Graph, weights: &[u32], starts: &[End], ends: &[End]) -> Option<Walk> {
    Finder::new(graph, weights).walk(starts, ends)
}

/// A graph with weights, ready to be searched many times.
pub struct Finder<'a> {
    graph: &'a Graph,
    weights: &'a [u32],
    /// The least that a metre, as the crow flies, costs on any arc.
    least: f64,
}

impl<'a> Finder<'a> {
    pub fn new(graph: &'a Graph, weights: &'a [u32]) -> Self {
        let per_metre = |arc: usize| {
            let metres = globe::metres(at(graph, graph.tail[arc]), at(graph, graph.head[arc]));
            (weights[arc] < CLOSED && metres > 0.0).then(|| f64::from(weights[arc]) / metres)
        };
        let least = (0..graph.arcs()).filter_map(per_metre).fold(f64::INFINITY, f64::min);
        // A hair less, so that rounding never makes the guess too high.
        Finder { graph, weights, least: if least.is_finite() { least * 0.999_999 } else { 0.0 } }
    }

    /// As [`astar`].
    pub fn walk(&self, starts: &[End], ends: &[End]) -> Option<Walk> {
        self.search(starts, ends, self.least)
    }

    /// The same without a guess of what is left (Dijkstra).
    pub fn walk_blind(&self, starts: &[End], ends: &[End]) -> Option<Walk> {
        self.search(starts, ends, 0.0)
    }

    fn search(&self, starts: &[End], ends: &[End], least: f64) -> Option<Walk> {
        let mut ends: Vec<End> = ends.iter().copied().filter(|e| e.cost < CLOSED).collect();
        ends.sort_unstable();
        ends.dedup_by_key(|e| e.node);
        let guess = |node: u32| {
            let here = at(self.graph, node);
            let left = |e: &End| (least * globe::metres(here, at(self.graph, e.node))) as u32 + e.cost;
            if least > 0.0 { ends.iter().map(left).min().unwrap_or(0) } else { 0 }
        };
        let mut best = vec![CLOSED; self.graph.nodes()];
        let mut by = vec![u32::MAX; self.graph.nodes()];
        let mut queue = BinaryHeap::new();
        for start in starts {
            if start.cost < best[start.node as usize] {
                best[start.node as usize] = start.cost;
                queue.push(Reverse((start.cost.saturating_add(guess(start.node)), start.cost, start.node)));
            }
        }
        let mut found: Option<(u32, End)> = None;
        while let Some(Reverse((promise, cost, node))) = queue.pop() {
            if found.is_some_and(|(total, _)| promise >= total) {
                break;
            }
            if cost > best[node as usize] {
                continue;
            }
            if let Ok(i) = ends.binary_search_by_key(&node, |e| e.node) {
                let total = cost + ends[i].cost;
                if total < CLOSED && found.is_none_or(|(least, _)| total < least) {
                    found = Some((total, ends[i]));
                }
            }
            for arc in self.graph.out(node) {
                let (weight, head) = (self.weights[arc as usize], self.graph.head[arc as usize]);
                let next = cost + weight.min(CLOSED);
                if next < best[head as usize] {
                    best[head as usize] = next;
                    by[head as usize] = arc;
                    queue.push(Reverse((next.saturating_add(guess(head)), next, head)));
                }
            }
        }
        let (cost, end) = found?;
        let (mut arcs, mut node) = (Vec::new(), end.node);
        while by[node as usize] != u32::MAX {
            let arc = by[node as usize];
            arcs.push(arc);
            node = self.graph.tail[arc as usize];
        }
        arcs.reverse();
        let start = starts.iter().copied().filter(|s| s.node == node).min()?;
        Some(Walk { cost, start, end, arcs })
    }
}

fn at(graph: &Graph, node: u32) -> (i32, i32) {
    (graph.lat[node as usize], graph.lon[node as usize])
}
