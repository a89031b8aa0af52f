//! A graph is the road network that routes are searched on: junctions, and directed arcs between them.
//!
//! Turn restrictions are in its shape and not beside it: a junction where some turn is forbidden is split into one copy for each
//! way in, so that every walk along arcs is a walk that may be driven. Searches therefore know nothing of turns.

/// What a closed arc costs. The sum of two still fits, so that a search needs no test for overflow.
pub const CLOSED: u32 = u32::MAX / 2;

/// Nodes and arcs, both numbered from 0. Arcs are sorted by their tail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// WGS 84 latitude of each node, in units of 1e-7 degrees.
    pub lat: Vec<i32>,
    /// WGS 84 longitude of each node, in units of 1e-7 degrees.
    pub lon: Vec<i32>,
    /// The arcs that leave node `n` are `first[n]..first[n + 1]`; one longer than the nodes.
    pub first: Vec<u32>,
    /// Where each arc starts.
    pub tail: Vec<u32>,
    /// Where each arc ends.
    pub head: Vec<u32>,
}

impl Graph {
    /// From the arcs' ends, in any order; the second value says where each given arc went.
    pub fn new(lat: Vec<i32>, lon: Vec<i32>, arcs: &[(u32, u32)]) -> (Self, Vec<u32>) {
        let mut order: Vec<u32> = (0..arcs.len() as u32).collect();
        order.sort_by_key(|&a| (arcs[a as usize], a));
        let mut went = vec![0; arcs.len()];
        let mut first = vec![0; lat.len() + 1];
        for (new, &old) in order.iter().enumerate() {
            went[old as usize] = new as u32;
            first[arcs[old as usize].0 as usize + 1] += 1;
        }
        for n in 0..lat.len() {
            first[n + 1] += first[n];
        }
        let tail = order.iter().map(|&a| arcs[a as usize].0).collect();
        let head = order.iter().map(|&a| arcs[a as usize].1).collect();
        (Self { lat, lon, first, tail, head }, went)
    }

    pub fn nodes(&self) -> usize {
        self.lat.len()
    }

    pub fn arcs(&self) -> usize {
        self.head.len()
    }

    /// The arcs that leave a node.
    pub fn out(&self, node: u32) -> std::ops::Range<u32> {
        self.first[node as usize]..self.first[node as usize + 1]
    }
}
