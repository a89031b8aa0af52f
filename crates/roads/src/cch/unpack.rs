//! Unpacking turns edges back into the arcs of the road network that they stand for.

use super::customize::Metric;
use super::hierarchy::{DOWN, Hierarchy, UP};

impl Hierarchy {
    /// Adds an edge's arcs in the order of travel. `stack` is memory to work in, and is left empty.
    pub(super) fn unpack(&self, metric: &Metric, edge: usize, way: usize, stack: &mut Vec<(u32, u8)>, arcs: &mut Vec<u32>) {
        stack.push((edge as u32, way as u8));
        while let Some((edge, way)) = stack.pop() {
            let (edge, way) = (edge as usize, usize::from(way));
            let cost = metric.cost[edge][way];
            if let Some(&arc) = self.arcs_of(edge * 2 + way).iter().find(|&&a| metric.weights[a as usize] == cost) {
                arcs.push(arc);
                continue;
            }
            self.triangles(edge, |low, high| {
                let found = metric.cost[low][1 - way] + metric.cost[high][way] == cost;
                if found {
                    // First down from where it starts, then up; the stack gives them back in turn.
                    let (first, then) = if way == UP { (low, high) } else { (high, low) };
                    stack.push((then as u32, UP as u8));
                    stack.push((first as u32, DOWN as u8));
                }
                found
            });
        }
    }
}
