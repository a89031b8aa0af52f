//! A part is a piece of the network, undirected and simple, that is ordered by itself: its nodes are numbered from 0.

use crate::graph::Graph;

pub(super) const NONE: u32 = u32::MAX;

pub(super) struct Part {
    /// By node: its number in the whole network.
    pub name: Vec<u32>,
    /// By node: east and north, in one unit (about 1 cm).
    pub place: Vec<(i64, i64)>,
    /// The neighbours of `n` are `next[first[n]..first[n + 1]]`.
    pub first: Vec<u32>,
    pub next: Vec<u32>,
}

impl Part {
    /// The whole network, without directions, loops and parallels.
    pub fn whole(graph: &Graph) -> Self {
        let n = graph.nodes();
        let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(graph.arcs() * 2);
        for (&a, &b) in graph.tail.iter().zip(&graph.head) {
            if a != b {
                pairs.extend([(a, b), (b, a)]);
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut first = vec![0; n + 1];
        for &(a, _) in &pairs {
            first[a as usize + 1] += 1;
        }
        for i in 0..n {
            first[i + 1] += first[i];
        }
        let middle = graph.lat.iter().map(|&l| i64::from(l)).sum::<i64>() / n.max(1) as i64;
        // In thousandths, so that the last bit of a cosine never decides.
        let narrow = ((middle as f64 / 1e7).to_radians().cos() * 1000.0).round() as i64;
        let place = graph.lat.iter().zip(&graph.lon).map(|(&lat, &lon)| (i64::from(lon) * narrow / 1000, i64::from(lat))).collect();
        Self { name: (0..n as u32).collect(), place, first, next: pairs.into_iter().map(|p| p.1).collect() }
    }

    pub fn len(&self) -> usize {
        self.name.len()
    }

    pub fn neighbours(&self, node: u32) -> &[u32] {
        &self.next[self.first[node as usize] as usize..self.first[node as usize + 1] as usize]
    }

    /// What is connected once some nodes are out, each piece a part, in the order of their first nodes.
    pub fn without(&self, out: &[bool]) -> Vec<Part> {
        let mut local = vec![NONE; self.len()];
        let mut pieces = Vec::new();
        for from in 0..self.len() as u32 {
            if out[from as usize] || local[from as usize] != NONE {
                continue;
            }
            let mut members = vec![from];
            local[from as usize] = 0;
            let mut at = 0;
            while at < members.len() {
                for &w in self.neighbours(members[at]) {
                    if !out[w as usize] && local[w as usize] == NONE {
                        local[w as usize] = members.len() as u32;
                        members.push(w);
                    }
                }
                at += 1;
            }
            pieces.push(self.piece(&members, &local, out));
        }
        pieces
    }

    fn piece(&self, members: &[u32], local: &[u32], out: &[bool]) -> Part {
        let mut first = Vec::with_capacity(members.len() + 1);
        let mut next = Vec::new();
        first.push(0);
        for &v in members {
            next.extend(self.neighbours(v).iter().filter(|&&w| !out[w as usize]).map(|&w| local[w as usize]));
            first.push(next.len() as u32);
        }
        let name = members.iter().map(|&v| self.name[v as usize]).collect();
        let place = members.iter().map(|&v| self.place[v as usize]).collect();
        Part { name, place, first, next }
    }
}
