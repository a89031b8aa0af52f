//! A hierarchy is the network contracted in an order: whenever a node goes, those of its neighbours that stay are joined to each other.
//!
//! Nodes are known by rank inside. An edge joins two ranks and carries two costs, [`UP`] from the lower and [`DOWN`] to it. All upward
//! neighbours of a node lie on one path, from the lowest of them, its parent, to a root: the elimination tree.

use super::part::NONE;
use crate::graph::Graph;
use std::cmp::Ordering;

pub(super) const UP: usize = 0;
pub(super) const DOWN: usize = 1;

/// Why an order is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadOrder {
    /// It is not as long as the graph has nodes.
    Length { nodes: usize, given: usize },
    /// A node stands in it twice, or is none of the graph's.
    Node { rank: usize, node: u32 },
    /// So bad an order that contraction makes more edges than can be numbered.
    Dense,
}

impl std::fmt::Display for BadOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Length { nodes, given } => write!(f, "the order of contraction has {given} nodes and the road network {nodes}")?,
            Self::Node { rank, node } => {
                write!(
                    f,
                    "the order of contraction names node {node} at rank {rank}, which comes twice or is no node of the road network"
                )?;
            }
            Self::Dense => write!(f, "the order of contraction makes too many edges")?,
        }
        write!(f, "; import the map extract again")
    }
}

impl std::error::Error for BadOrder {}

/// What does not depend on weights. About 36 bytes an edge and 8 bytes an arc.
#[derive(Clone, Debug)]
pub struct Hierarchy {
    /// By rank, the node; by node, the rank.
    pub(super) node: Vec<u32>,
    pub(super) rank: Vec<u32>,
    /// The edges from rank `x` upwards are `first[x]..first[x + 1]`, by head.
    pub(super) first: Vec<u32>,
    pub(super) tail: Vec<u32>,
    pub(super) head: Vec<u32>,
    /// The edges from below to rank `x` are `below[below_first[x]..below_first[x + 1]]`, by tail.
    pub(super) below_first: Vec<u32>,
    pub(super) below: Vec<u32>,
    /// Their tails once more, side by side, since updates spend their time on comparing these.
    below_tail: Vec<u32>,
    /// By arc: twice its edge, one more where it leads down; `NONE` for a loop.
    pub(super) slot: Vec<u32>,
    /// The arcs of slot `s` are `arcs[arcs_first[s]..arcs_first[s + 1]]`.
    pub(super) arcs_first: Vec<u32>,
    pub(super) arcs: Vec<u32>,
}

impl Hierarchy {
    /// Contracts a graph in the order of [`Order::of`](super::Order::of), or in any other.
    pub fn new(graph: &Graph, order: &[u32]) -> Result<Self, BadOrder> {
        let rank = ranks(order, graph.nodes())?;
        let (first, head) = contract(graph, order, &rank)?;
        let n = order.len();
        let tail: Vec<u32> = (0..n as u32).flat_map(|x| (first[x as usize]..first[x as usize + 1]).map(move |_| x)).collect();
        let (below_first, below) = grouped(&head, n);
        let below_tail = below.iter().map(|&e| tail[e as usize]).collect();
        let edge = |low: u32, high: u32| {
            let from = first[low as usize];
            let at = head[from as usize..first[low as usize + 1] as usize].partition_point(|&h| h < high);
            from + at as u32
        };
        let slot_of = |(&a, &b): (&u32, &u32)| {
            let (a, b) = (rank[a as usize], rank[b as usize]);
            match a.cmp(&b) {
                Ordering::Less => edge(a, b) * 2 + UP as u32,
                Ordering::Greater => edge(b, a) * 2 + DOWN as u32,
                Ordering::Equal => NONE,
            }
        };
        let slot: Vec<u32> = graph.tail.iter().zip(&graph.head).map(slot_of).collect();
        let (arcs_first, arcs) = grouped(&slot, head.len() * 2);
        Ok(Self { node: order.to_vec(), rank, first, tail, head, below_first, below, below_tail, slot, arcs_first, arcs })
    }

    pub fn nodes(&self) -> usize {
        self.node.len()
    }

    /// How many edges there are, between junctions and added by contraction.
    pub fn edges(&self) -> usize {
        self.head.len()
    }

    pub(super) fn up(&self, rank: u32) -> std::ops::Range<usize> {
        self.first[rank as usize] as usize..self.first[rank as usize + 1] as usize
    }

    fn below(&self, rank: u32) -> std::ops::Range<usize> {
        self.below_first[rank as usize] as usize..self.below_first[rank as usize + 1] as usize
    }

    /// The edges from below to a rank.
    pub(super) fn down(&self, rank: u32) -> &[u32] {
        &self.below[self.below(rank)]
    }

    pub(super) fn arcs_of(&self, slot: usize) -> &[u32] {
        &self.arcs[self.arcs_first[slot] as usize..self.arcs_first[slot + 1] as usize]
    }

    pub(super) fn parent(&self, rank: u32) -> Option<u32> {
        self.head[self.up(rank)].first().copied()
    }

    /// The edge between two ranks, if there is one.
    pub(super) fn edge(&self, low: u32, high: u32) -> Option<usize> {
        let up = self.up(low);
        self.head[up.clone()].binary_search(&high).ok().map(|at| up.start + at)
    }

    /// Calls for each rank below an edge's both ends with the edges from there: to its lower end, and to its higher.
    pub(super) fn triangles(&self, edge: usize, mut each: impl FnMut(usize, usize) -> bool) {
        let (low, high) = (self.below(self.tail[edge]), self.below(self.head[edge]));
        let (mut i, mut j) = (low.start, high.start);
        while i < low.end && j < high.end {
            let (a, b) = (self.below_tail[i], self.below_tail[j]);
            if a == b && each(self.below[i] as usize, self.below[j] as usize) {
                return;
            }
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
    }
}

fn ranks(order: &[u32], nodes: usize) -> Result<Vec<u32>, BadOrder> {
    if order.len() != nodes {
        return Err(BadOrder::Length { nodes, given: order.len() });
    }
    let mut rank = vec![NONE; nodes];
    for (r, &node) in order.iter().enumerate() {
        match rank.get_mut(node as usize) {
            Some(free) if *free == NONE => *free = r as u32,
            _ => return Err(BadOrder::Node { rank: r, node }),
        }
    }
    Ok(rank)
}

/// Upward edges by tail: a rank's are those of its arcs, and those of its children in the elimination tree.
fn contract(graph: &Graph, order: &[u32], rank: &[u32]) -> Result<(Vec<u32>, Vec<u32>), BadOrder> {
    let n = order.len();
    let mut pairs = Vec::with_capacity(graph.arcs());
    pairs.extend(graph.tail.iter().zip(&graph.head).map(|(&a, &b)| (rank[a as usize], rank[b as usize])));
    let lows: Vec<u32> = pairs.iter().map(|&(a, b)| if a == b { NONE } else { a.min(b) }).collect();
    let (arcs_first, arcs) = grouped(&lows, n);
    let (mut first, mut head) = (vec![0], Vec::new());
    // The children of each rank, as a chain.
    let (mut child, mut sibling) = (vec![NONE; n], vec![NONE; n]);
    let mut seen = vec![NONE; n];
    for x in 0..n as u32 {
        let start = head.len();
        seen[x as usize] = x;
        for &arc in &arcs[arcs_first[x as usize] as usize..arcs_first[x as usize + 1] as usize] {
            let (a, b) = pairs[arc as usize];
            let high = a.max(b);
            if std::mem::replace(&mut seen[high as usize], x) != x {
                head.push(high);
            }
        }
        let mut c = child[x as usize];
        while c != NONE {
            for at in first[c as usize] as usize..first[c as usize + 1] as usize {
                let high: u32 = head[at];
                if std::mem::replace(&mut seen[high as usize], x) != x {
                    head.push(high);
                }
            }
            c = sibling[c as usize];
        }
        head[start..].sort_unstable();
        if let Some(&parent) = head.get(start) {
            sibling[x as usize] = child[parent as usize];
            child[parent as usize] = x;
        }
        if head.len() >= (u32::MAX / 2) as usize {
            return Err(BadOrder::Dense);
        }
        first.push(head.len() as u32);
    }
    Ok((first, head))
}

/// The positions of `keys` grouped by key: where each group starts, and the positions, each group in order. `NONE` is in no group.
fn grouped(keys: &[u32], groups: usize) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0u32; groups + 1];
    for &k in keys.iter().filter(|&&k| k != NONE) {
        first[k as usize + 1] += 1;
    }
    for g in 0..groups {
        first[g + 1] += first[g];
    }
    let mut free = first.clone();
    let mut members = vec![0; first[groups] as usize];
    for (at, &k) in keys.iter().enumerate().filter(|(_, k)| **k != NONE) {
        members[free[k as usize] as usize] = at as u32;
        free[k as usize] += 1;
    }
    (first, members)
}
