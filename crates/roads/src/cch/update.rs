//! An update is a change of a few weights: only the edges whose cost may change are looked at, from low to high, and an edge whose cost
//! stays as it was ends the search above it.

use super::customize::Metric;
use super::hierarchy::{DOWN, Hierarchy, UP};
use super::part::NONE;
use crate::graph::CLOSED;
use std::cmp::Reverse;

/// What a metric was before an update.
#[derive(Debug, Default)]
#[must_use = "without it an update cannot be taken back"]
pub struct Undo {
    weights: Vec<(u32, u32)>,
    costs: Vec<(u32, [u32; 2])>,
}

impl Undo {
    /// How many edges the update changed.
    pub fn edges(&self) -> usize {
        self.costs.len()
    }
}

impl Hierarchy {
    /// Gives arcs new weights; the metric is then as if it were customized anew. Of two weights for an arc the last holds, and an arc that
    /// the graph has not is passed over.
    pub fn update(&self, metric: &mut Metric, changes: &[(u32, u32)]) -> Undo {
        let mut undo = Undo::default();
        for &(arc, weight) in changes {
            let Some(slot) = self.slot.get(arc as usize).copied() else { continue };
            let weight = weight.min(CLOSED);
            let before = std::mem::replace(&mut metric.weights[arc as usize], weight);
            if before == weight {
                continue;
            }
            undo.weights.push((arc, before));
            if slot != NONE {
                let (edge, way) = (slot as usize / 2, slot as usize % 2);
                offer(metric, edge, way, before, weight);
            }
        }
        while let Some(Reverse(edge)) = metric.queue.pop() {
            metric.queued[edge as usize] = false;
            let before = metric.cost[edge as usize];
            let now = self.cost(metric, edge as usize);
            if now != before {
                undo.costs.push((edge, before));
                metric.cost[edge as usize] = now;
                self.spread(metric, edge as usize, before, now);
            }
        }
        undo
    }

    /// Takes an update back. Of several, the last one first.
    pub fn undo(&self, metric: &mut Metric, undo: Undo) {
        for (edge, cost) in undo.costs {
            metric.cost[edge as usize] = cost;
        }
        for (arc, weight) in undo.weights.into_iter().rev() {
            metric.weights[arc as usize] = weight;
        }
    }

    /// What an edge costs by its arcs and by all ways through lower nodes.
    fn cost(&self, metric: &Metric, edge: usize) -> [u32; 2] {
        let by_arcs = |way: usize| self.arcs_of(edge * 2 + way).iter().map(|&a| metric.weights[a as usize]).min().unwrap_or(CLOSED);
        let mut cost = [by_arcs(UP), by_arcs(DOWN)];
        self.triangles(edge, |low, high| {
            let (low, high) = (metric.cost[low], metric.cost[high]);
            cost[UP] = cost[UP].min(low[DOWN] + high[UP]);
            cost[DOWN] = cost[DOWN].min(low[UP] + high[DOWN]);
            false
        });
        cost
    }

    /// Queues what may cost otherwise since an edge does: the third edge of each triangle that it is a lower edge of.
    fn spread(&self, metric: &mut Metric, edge: usize, before: [u32; 2], now: [u32; 2]) {
        let high = self.head[edge];
        let up = self.up(self.tail[edge]);
        for other in up.start..edge {
            // The third leads from the other's head, down the other and up the edge.
            let Some(third) = self.edge(self.head[other], high) else { continue };
            for way in [UP, DOWN].into_iter().filter(|&w| before[w] != now[w]) {
                let with = metric.cost[other][1 - way];
                offer(metric, third, way, with + before[way], with + now[way]);
            }
        }
        // It leads from the edge's head, down the edge and up the other; all of them are among that head's own, in this order.
        let mut third = self.up(high).start;
        for other in edge + 1..up.end {
            while self.head[third] < self.head[other] {
                third += 1;
            }
            for way in [UP, DOWN].into_iter().filter(|&w| before[1 - w] != now[1 - w]) {
                let with = metric.cost[other][way];
                offer(metric, third, way, before[1 - way] + with, now[1 - way] + with);
            }
        }
    }
}

/// Queues an edge where one way to pay it goes from one cost to another, unless it is neither the best one before nor after.
fn offer(metric: &mut Metric, edge: usize, way: usize, before: u32, now: u32) {
    let cost = metric.cost[edge][way];
    let matters = now < cost || (before == cost && cost < CLOSED && now > before);
    if matters && !std::mem::replace(&mut metric.queued[edge], true) {
        metric.queue.push(Reverse(edge as u32));
    }
}
