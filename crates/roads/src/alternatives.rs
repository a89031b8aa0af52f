//! Alternatives are other ways, not much longer, that have little in common with those already found.
//!
//! Found by the penalty method (Bader, Dees, Geisberger and Sanders, *Alternative Route Graphs in Road Networks*, 2011): what was used costs
//! more, and the search is run again. What is kept is limited in time and in what it shares (after Abraham, Delling, Goldberg
//! and Werneck, *Alternative Routes in Road Networks*, 2010, whose limits, 1.25 and 0.8, are for roads without closures; a way
//! round one is longer).

use crate::graph::CLOSED;
use crate::route::Found;
use crate::router::Desk;
use std::collections::BTreeSet;

/// How much longer than the best one an alternative may take.
pub const LONGER: f64 = 1.5;
/// The most that two routes may share, as a part of the shorter one's length.
pub const SHARED: f64 = 0.7;
/// Searches for each route that is wanted beside the first.
const TRIES: usize = 5;

impl Desk<'_> {
    /// Up to `k` walks, the best first and at least one sought; the metric is afterwards as it was.
    pub(crate) fn alternatives(&mut self, k: usize, mut search: impl FnMut(&mut Self) -> Option<Found>) -> Vec<Found> {
        let Some(best) = search(self) else { return Vec::new() };
        let router = self.router;
        let time = |f: &Found| f64::from(router.time(&f.ends.start, &f.ends.end, &f.arcs));
        let most = time(&best) * LONGER;
        let mut used = self.stretches(&best);
        let mut kept = vec![(best, used.clone())];
        let mut laid = Vec::new();
        for _ in 0..k.saturating_sub(1).saturating_mul(TRIES) {
            if kept.len() >= k {
                break;
            }
            let dearer = self.dearer(&used);
            laid.push(self.lay(&dearer));
            let Some(found) = search(self) else { break };
            used = self.stretches(&found);
            if time(&found) <= most && kept.iter().all(|(_, other)| self.shared(&used, other) <= SHARED) {
                kept.push((found, used.clone()));
            }
        }
        while let Some(before) = laid.pop() {
            self.lift(before);
        }
        kept.into_iter().map(|(found, _)| found).collect()
    }

    fn stretches(&self, found: &Found) -> BTreeSet<u32> {
        let network = self.router.network;
        found.arcs.iter().filter(|a| !network.is_passage(**a)).map(|&a| network.piece_of(a).0).collect()
    }

    /// All arcs of these stretches at two fifths more, in both directions: the same road gone otherwise is no other way.
    fn dearer(&self, stretches: &BTreeSet<u32>) -> Vec<(u32, u32)> {
        let weights = self.metric.weights();
        let arcs = stretches.iter().flat_map(|&p| self.router.network.arcs_of(p)).filter(|a| weights[**a as usize] < CLOSED);
        arcs.map(|&a| (a, weights[a as usize].saturating_add(weights[a as usize] / 5 * 2 + 1).min(CLOSED - 1))).collect()
    }

    fn shared(&self, a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> f64 {
        let metres = |p: &u32| f64::from(self.router.network.pieces[*p as usize].length_cm) / 100.0;
        let both: f64 = a.intersection(b).map(metres).sum();
        let shorter = a.iter().map(metres).sum::<f64>().min(b.iter().map(metres).sum());
        if shorter > 0.0 { both / shorter } else { 1.0 }
    }
}
