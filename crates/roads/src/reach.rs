//! Reach is how far one gets within a time: every node that can be reached, with its cost.

use crate::astar::End;
use crate::graph::{CLOSED, Graph};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The nodes that can be reached from the starts at a cost of at most `limit`, each with its cost, by node.
pub fn reach(graph: &Graph, weights: &[u32], starts: &[End], limit: u32) -> Vec<(u32, u32)> {
    let limit = limit.min(CLOSED - 1);
    let mut best = vec![CLOSED; graph.nodes()];
    let mut queue = BinaryHeap::new();
    for start in starts {
        if start.cost <= limit && start.cost < best[start.node as usize] {
            best[start.node as usize] = start.cost;
            queue.push(Reverse((start.cost, start.node)));
        }
    }
    let mut reached = Vec::new();
    while let Some(Reverse((cost, node))) = queue.pop() {
        if cost > best[node as usize] {
            continue;
        }
        reached.push((node, cost));
        for arc in graph.out(node) {
            let (next, head) = (cost + weights[arc as usize].min(CLOSED), graph.head[arc as usize]);
            if next <= limit && next < best[head as usize] {
                best[head as usize] = next;
                queue.push(Reverse((next, head)));
            }
        }
    }
    reached.sort_unstable();
    reached
}
