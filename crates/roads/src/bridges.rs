//! A bridge is a stretch of road that alone joins what lies on its two sides, whichever way one goes along roads (Tarjan, *A note on finding the
//! bridges of a graph*, 1974). What is left without the bridges hangs together as a tree.

use crate::graph::CLOSED;
use crate::network::Network;

const NONE: u32 = u32::MAX;

pub(crate) struct Bridges {
    /// Of each stretch, the part in which it lies, or, of a bridge, the part beyond it as seen from the root. `NONE` where it is not
    /// in the network that was asked about.
    part: Vec<u32>,
    /// Of each part, the bridge towards the root, and the part beyond; `NONE` for the root.
    above: Vec<(u32, u32)>,
}

impl Bridges {
    /// Of the open roads among these nodes, which must be strongly connected.
    ///
    /// Copies of one junction count as one where one may drive from the one to the other or leave both by the same road: so turn
    /// restrictions are not seen, and what is found are bridges all the same. A barrier that nobody passes still parts its roads.
    pub fn of(network: &Network, weights: &[u32], among: &[bool]) -> Self {
        let graph = network.graph();
        let inside = |a: &u32| {
            let (t, h) = (graph.tail[*a as usize] as usize, graph.head[*a as usize] as usize);
            weights[*a as usize] < CLOSED && among[t] && among[h]
        };
        let mut junction = Union((0..graph.nodes() as u32).collect());
        let mut roads = Vec::new();
        for piece in 0..network.pieces.len() as u32 {
            let mut sides = [NONE; 2];
            for &arc in network.arcs_of(piece).iter().filter(|a| inside(a)) {
                let (tail, head) = (graph.tail[arc as usize], graph.head[arc as usize]);
                if network.is_passage(arc) {
                    junction.join(tail, head);
                    continue;
                }
                let ends = if network.piece_of(arc).1 { [head, tail] } else { [tail, head] };
                for (side, end) in sides.iter_mut().zip(ends) {
                    if *side == NONE {
                        *side = end;
                    }
                    junction.join(*side, end);
                }
            }
            if sides[0] != NONE {
                roads.push((piece, sides));
            }
        }
        let roads: Vec<(u32, [u32; 2])> = roads.into_iter().map(|(p, [a, b])| (p, [junction.find(a), junction.find(b)])).collect();
        let is_bridge = bridges(graph.nodes(), &roads);
        // The parts are what is joined by the others.
        let mut joined = Union((0..graph.nodes() as u32).collect());
        roads.iter().zip(&is_bridge).filter(|(_, bridge)| !**bridge).for_each(|((_, [a, b]), _)| joined.join(*a, *b));
        let parted: Vec<(u32, [u32; 2], bool)> =
            roads.iter().zip(is_bridge).map(|(&(p, [a, b]), bridge)| (p, [joined.find(a), joined.find(b)], bridge)).collect();
        let mut size = vec![(0, NONE); graph.nodes()];
        for node in (0..graph.nodes() as u32).filter(|&n| among[n as usize]) {
            let part = junction.find(node);
            let (count, first) = &mut size[joined.find(part) as usize];
            *count += 1;
            *first = node.min(*first);
        }
        Self::hang(network.pieces.len(), &size, &parted)
    }

    /// The tree, from such a part down that beyond each bridge there is not more than before it: what lies beyond would be cut off from
    /// the larger side. `size` is the nodes of each part, and the first of them.
    fn hang(pieces: usize, size: &[(u32, u32)], roads: &[(u32, [u32; 2], bool)]) -> Self {
        let mut part = vec![NONE; pieces];
        let mut near: Vec<Vec<(u32, u32)>> = vec![Vec::new(); size.len()];
        for &(piece, [a, b], bridge) in roads {
            part[piece as usize] = a;
            if bridge {
                near[a as usize].push((piece, b));
                near[b as usize].push((piece, a));
            }
        }
        let Some(&(_, [any, _], _)) = roads.first() else { return Self { part, above: vec![(NONE, NONE); size.len()] } };
        let (above, order) = tree(&near, any);
        let mut below = size.to_vec();
        for &here in order.iter().rev().filter(|&&n| n != any) {
            let (count, first) = below[here as usize];
            let over = &mut below[above[here as usize].1 as usize];
            *over = (over.0 + count, over.1.min(first));
        }
        let (all, first) = below[any as usize];
        // Of two sides of one size, the one with the first node is the mainland, as `mainland` has it.
        let larger = |n: u32| (below[n as usize].0 * 2, below[n as usize].1 == first) > (all, false);
        let mut root = any;
        while let Some(&(_, there)) = near[root as usize].iter().find(|(p, n)| above[root as usize].0 != *p && larger(*n)) {
            root = there;
        }
        let (above, order) = tree(&near, root);
        for here in order.into_iter().filter(|&n| n != root) {
            part[above[here as usize].0 as usize] = here;
        }
        Self { part, above }
    }

    /// The bridges on the way from a place to the root, in this order; of one that lies on several stretches, those that it cannot do
    /// without by any. `None` where none of the stretches is in the network.
    pub fn hanging(&self, stretches: &[u32]) -> Option<Vec<u32>> {
        let parts = stretches.iter().map(|&s| self.part[s as usize]).filter(|&p| p != NONE);
        let chains = parts.map(|mut part| {
            let mut chain = Vec::new();
            while self.above[part as usize].0 != NONE {
                chain.push(self.above[part as usize].0);
                part = self.above[part as usize].1;
            }
            chain
        });
        // Chains meet and then are one: what they share is their end.
        chains.reduce(|a, b| {
            let same = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
            a[a.len() - same..].to_vec()
        })
    }
}

/// Of each part, the bridge by which it hangs and the part above; and the parts, those above first.
fn tree(near: &[Vec<(u32, u32)>], root: u32) -> (Vec<(u32, u32)>, Vec<u32>) {
    let mut above = vec![(NONE, NONE); near.len()];
    let mut order = vec![root];
    let mut at = 0;
    while let Some(&here) = order.get(at) {
        at += 1;
        let by = above[here as usize].0;
        for &(piece, there) in near[here as usize].iter().filter(|(p, _)| *p != by) {
            above[there as usize] = (piece, here);
            order.push(there);
        }
    }
    (above, order)
}

/// Of each road: is it a bridge? Roads join nodes; two between the same nodes are none.
fn bridges(nodes: usize, roads: &[(u32, [u32; 2])]) -> Vec<bool> {
    let mut first = vec![0usize; nodes + 1];
    roads.iter().flat_map(|(_, ends)| ends).for_each(|&n| first[n as usize + 1] += 1);
    (0..nodes).for_each(|n| first[n + 1] += first[n]);
    let mut free = first.clone();
    let mut at = vec![(0u32, 0u32); first[nodes]];
    for (road, (_, [a, b])) in roads.iter().enumerate() {
        for (here, there) in [(a, b), (b, a)] {
            at[free[*here as usize]] = (road as u32, *there);
            free[*here as usize] += 1;
        }
    }
    let (mut seen, mut low) = (vec![NONE; nodes], vec![NONE; nodes]);
    let mut bridge = vec![false; roads.len()];
    let mut time = 0;
    for root in roads.iter().map(|(_, [a, _])| *a) {
        if seen[root as usize] != NONE {
            continue;
        }
        // Node, the road by which one came, and the next to be tried.
        let mut stack = vec![(root, NONE, first[root as usize])];
        (seen[root as usize], low[root as usize]) = (time, time);
        time += 1;
        while let Some(&mut (node, by, ref mut next)) = stack.last_mut() {
            if *next < first[node as usize + 1] {
                let (road, there) = at[*next];
                *next += 1;
                if road == by {
                    continue;
                }
                if seen[there as usize] == NONE {
                    (seen[there as usize], low[there as usize]) = (time, time);
                    time += 1;
                    stack.push((there, road, first[there as usize]));
                } else {
                    low[node as usize] = low[node as usize].min(seen[there as usize]);
                }
                continue;
            }
            stack.pop();
            if let Some(&(before, ..)) = stack.last() {
                low[before as usize] = low[before as usize].min(low[node as usize]);
                bridge[by as usize] = low[node as usize] > seen[before as usize];
            }
        }
    }
    bridge
}

/// Which nodes count as one.
struct Union(Vec<u32>);

impl Union {
    fn find(&mut self, mut node: u32) -> u32 {
        while self.0[node as usize] != node {
            self.0[node as usize] = self.0[self.0[node as usize] as usize];
            node = self.0[node as usize];
        }
        node
    }

    /// The lowest number stands for all.
    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}
