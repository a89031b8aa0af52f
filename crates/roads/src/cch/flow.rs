//! A flow is a set of paths from one end of a part to the other that share no node; the fewest nodes that cut the ends apart are as
//! many (Menger). Found phase by phase as Dinic did.
//!
//! Each node is two states, where a path comes in (`2v`) and where it goes out (`2v + 1`). The ends' own nodes may be cut too, so there is
//! always a cut.

use super::part::{NONE, Part};

/// A path begins here.
const END: u32 = u32::MAX - 1;

pub(super) struct Flow<'a> {
    part: &'a Part,
    sources: &'a [u32],
    is_target: Vec<bool>,
    /// Where the path through each node comes from; `NONE` without a path.
    from: Vec<u32>,
    level: Vec<u32>,
    /// How many neighbours of each node were tried in this phase.
    tried: Vec<u32>,
    queue: Vec<u32>,
}

impl<'a> Flow<'a> {
    pub fn new(part: &'a Part, sources: &'a [u32], targets: &[u32]) -> Self {
        let n = part.len();
        let mut is_target = vec![false; n];
        for &t in targets {
            is_target[t as usize] = true;
        }
        Self { part, sources, is_target, from: vec![NONE; n], level: vec![NONE; n * 2], tried: vec![0; n], queue: Vec::new() }
    }

    /// The nodes of a smallest cut, or None where it has more than `most`.
    pub fn cut(&mut self, most: usize) -> Option<Vec<u32>> {
        let mut paths = 0;
        while self.reach() {
            self.tried.fill(0);
            for &s in self.sources {
                if let Some(path) = self.path(s * 2) {
                    self.take(&path);
                    paths += 1;
                    if paths > most {
                        return None;
                    }
                }
            }
        }
        let reached = |state: u32| self.level[state as usize] != NONE;
        Some((0..self.part.len() as u32).filter(|&v| reached(v * 2) && !reached(v * 2 + 1)).collect())
    }

    /// The only way on from where a path comes in: through a free node, or back along the path that is there.
    fn inward(&self, v: u32) -> Option<u32> {
        match self.from[v as usize] {
            NONE => Some(v * 2 + 1),
            END => None,
            before => Some(before * 2 + 1),
        }
    }

    /// Levels by breadth; whether a target is reached.
    fn reach(&mut self) -> bool {
        self.level.fill(NONE);
        self.queue.clear();
        for &s in self.sources {
            self.level[s as usize * 2] = 0;
            self.queue.push(s * 2);
        }
        let mut at = 0;
        let mut found = NONE;
        while at < self.queue.len() {
            let state = self.queue[at];
            at += 1;
            let next = self.level[state as usize] + 1;
            if next > found {
                break;
            }
            let v = state / 2;
            if state.is_multiple_of(2) {
                if let Some(on) = self.inward(v) {
                    self.see(on, next);
                }
                continue;
            }
            if self.is_target[v as usize] {
                found = next;
                continue;
            }
            if self.from[v as usize] != NONE {
                self.see(v * 2, next);
            }
            let part = self.part;
            for &w in part.neighbours(v) {
                self.see(w * 2, next);
            }
        }
        found != NONE
    }

    fn see(&mut self, state: u32, level: u32) {
        if self.level[state as usize] == NONE {
            self.level[state as usize] = level;
            self.queue.push(state);
        }
    }

    /// States from a source to a target, each one level on; dead ends are left out for the rest of the phase.
    fn path(&mut self, source: u32) -> Option<Vec<u32>> {
        let mut path = vec![source];
        while let Some(&state) = path.last() {
            let v = state / 2;
            if state % 2 == 1 && self.is_target[v as usize] {
                return Some(path);
            }
            match self.step(state) {
                Some(on) => path.push(on),
                None => {
                    self.level[state as usize] = NONE - 1;
                    path.pop();
                }
            }
        }
        None
    }

    fn step(&mut self, state: u32) -> Option<u32> {
        let v = state / 2;
        let wanted = self.level[state as usize].checked_add(1)?;
        let good = |level: &[u32], s: u32| level[s as usize] == wanted;
        if state.is_multiple_of(2) {
            return self.inward(v).filter(|&on| good(&self.level, on));
        }
        if self.from[v as usize] != NONE && good(&self.level, v * 2) {
            return Some(v * 2);
        }
        let neighbours = self.part.neighbours(v);
        while let Some(&w) = neighbours.get(self.tried[v as usize] as usize) {
            if good(&self.level, w * 2) {
                return Some(w * 2);
            }
            self.tried[v as usize] += 1;
        }
        None
    }

    /// Lays a found path over those that are there; where it runs against one, both are cut and joined crosswise.
    fn take(&mut self, path: &[u32]) {
        let mut before = END;
        for pair in path.windows(2) {
            let (v, w) = (pair[0] / 2, pair[1] / 2);
            if pair[0].is_multiple_of(2) {
                self.from[v as usize] = before;
            } else {
                // Back through a node itself: no path goes through it any more.
                before = if v == w { NONE } else { v };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Graph;
    use proptest::prelude::*;

    /// Whether some way from a source to a target passes no node of the cut.
    fn joined(part: &Part, sources: &[u32], targets: &[u32], cut: &[u32]) -> bool {
        let mut seen: Vec<u32> = sources.iter().copied().filter(|s| !cut.contains(s)).collect();
        let mut at = 0;
        while at < seen.len() {
            for &w in part.neighbours(seen[at]) {
                if !cut.contains(&w) && !seen.contains(&w) {
                    seen.push(w);
                }
            }
            at += 1;
        }
        targets.iter().any(|t| seen.contains(t))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn a_cut_parts_the_ends_and_as_many_paths_share_no_node(
            wide in 2u32..16, high in 1u32..12, streets in proptest::collection::vec(0u8..10, 400), full in 3u8..10,
        ) {
            // A grid with some of its streets, since ways get in each other's there; the ends are a part of its first and last nodes.
            let n = wide * high;
            let ends = (n / 4).max(1);
            let all = (0..n).flat_map(|v| [(v, v + high), (v, v + 1)]);
            let all = all.filter(|&(v, w)| w < n && (w != v + 1 || w % high != 0));
            let arcs: Vec<(u32, u32)> = all.zip(&streets).filter(|(_, s)| **s < full).map(|(arc, _)| arc).collect();
            let part = Part::whole(&Graph::new(vec![0; n as usize], vec![0; n as usize], &arcs).0);
            let (sources, targets): (Vec<u32>, Vec<u32>) = ((0..ends).collect(), (n - ends..n).collect());
            let mut flow = Flow::new(&part, &sources, &targets);
            let cut = flow.cut(n as usize).expect("at most all nodes");
            prop_assert!(!joined(&part, &sources, &targets, &cut));
            // No cut can be smaller than the number of paths.
            let mut paths = 0;
            let mut passed = vec![false; n as usize];
            for &t in targets.iter().filter(|&&t| flow.from[t as usize] != NONE) {
                let mut v = t;
                prop_assert!(!std::mem::replace(&mut passed[v as usize], true));
                while flow.from[v as usize] != END {
                    let before = flow.from[v as usize];
                    prop_assert!(part.neighbours(v).contains(&before));
                    prop_assert!(!std::mem::replace(&mut passed[before as usize], true));
                    v = before;
                }
                prop_assert!(sources.contains(&v));
                paths += 1;
            }
            prop_assert_eq!(paths, cut.len());
            if paths > 0 {
                prop_assert_eq!(Flow::new(&part, &sources, &targets).cut(paths - 1), None);
            }
        }
    }
}
