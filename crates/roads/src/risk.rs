//! The way of least risk: little that is surely barred before all, then little that is suspected, then little that was barred once,
//! and only then little time.
//!
//! Costs are exact and in that order (four fields of one number), not weights that a long way could outgrow. So no hierarchy can
//! be asked, and the search is Dijkstra's; it is run only where no way is free of bars.

use crate::bar::Level;
use crate::barred::Barred;
use crate::graph::CLOSED;
use crate::route::{Ends, Found, whole};
use crate::router::Router;
use crate::snap::Snap;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What entering a barred stretch counts, in metres of barred road, beside its length: a bridge that is down is short. Our choice.
const ENTERED_M: f64 = 100.0;

/// 29 bits each of metres confirmed, suspected and aged, which is 530,000 km, then 40 bits of tenths of a second. Fields cannot run
/// over: no walk that is searched passes a node twice.
type Toll = u128;

const TIME_BITS: u32 = 40;
const RISK_BITS: u32 = 29;

struct Tolls<'r> {
    router: &'r Router<'r>,
    weights: &'r [u32],
    level: Vec<Option<Level>>,
}

impl Tolls<'_> {
    /// Of a part (0–1) of an arc.
    fn of(&self, arc: u32, part: f64) -> Toll {
        let network = self.router.network;
        let time = Toll::from((f64::from(self.weights[arc as usize]) * part).round() as u32);
        let Some(level) = self.level[network.piece_of(arc).0 as usize] else { return time };
        let metres = (ENTERED_M + network.length_m(arc) * part).ceil() as Toll;
        let fields_below = match level {
            Level::Confirmed => 2,
            Level::Suspected => 1,
            Level::Aged => 0,
        };
        time + (metres << (TIME_BITS + fields_below * RISK_BITS))
    }
}

/// The walk of least risk under these weights, which close nothing that the profile may use.
pub(crate) fn least_risk(router: &Router<'_>, weights: &[u32], from: &[Snap], to: &[Snap], barred: &Barred<'_>) -> Option<Found> {
    let graph = router.network.graph();
    let mut level = vec![None; router.network.pieces.len()];
    barred.levels().for_each(|(piece, l)| level[piece as usize] = Some(l));
    let tolls = Tolls { router, weights, level };
    let open = |s: &&Snap| weights[s.arc as usize] < CLOSED;
    let straight = |f: &Snap| {
        let f = *f;
        let ahead = move |t: &&Snap| router.network.piece_of(t.arc) == router.network.piece_of(f.arc) && f.position <= t.position;
        let ends = to.iter().filter(ahead).map(move |t| Ends { start: f, end: Snap { arc: f.arc, ..*t } });
        ends.map(|e| (tolls.of(f.arc, e.end.position - f.position), e)).collect::<Vec<_>>()
    };
    let straight = from.iter().filter(open).flat_map(straight).min_by_key(|(toll, e)| (*toll, e.start.arc));
    let mut best = straight.as_ref().map_or(Toll::MAX, |(toll, _)| *toll);

    let mut tail_of: Vec<(u32, usize)> = (0..to.len()).filter(|&i| open(&&to[i])).map(|i| (graph.tail[to[i].arc as usize], i)).collect();
    tail_of.sort_unstable();
    let mut cost = vec![Toll::MAX; graph.nodes()];
    // The arc by which a node was reached; of a start, the number of arcs and the start's position.
    let mut by = vec![u32::MAX; graph.nodes()];
    let arcs = graph.arcs() as u32;
    let mut queue = BinaryHeap::new();
    for (i, snap) in from.iter().enumerate().filter(|(_, s)| open(s)) {
        let (node, toll) = (graph.head[snap.arc as usize], tolls.of(snap.arc, 1.0 - snap.position));
        if toll < cost[node as usize] {
            cost[node as usize] = toll;
            by[node as usize] = arcs + i as u32;
            queue.push(Reverse((toll, node)));
        }
    }
    let mut found = None;
    while let Some(Reverse((so_far, node))) = queue.pop() {
        if so_far >= best {
            break;
        }
        if so_far > cost[node as usize] {
            continue;
        }
        let at = tail_of.partition_point(|&(n, _)| n < node);
        for &(_, i) in tail_of[at..].iter().take_while(|(n, _)| *n == node) {
            let total = so_far + tolls.of(to[i].arc, to[i].position);
            if total < best {
                best = total;
                found = Some((node, i));
            }
        }
        for arc in graph.out(node).filter(|&a| weights[a as usize] < CLOSED) {
            let (next, head) = (so_far + tolls.of(arc, 1.0), graph.head[arc as usize]);
            if next < cost[head as usize] {
                cost[head as usize] = next;
                by[head as usize] = arc;
                queue.push(Reverse((next, head)));
            }
        }
    }
    let Some((mut node, end)) = found else {
        return straight.map(|(_, ends)| Found { arcs: vec![ends.start.arc], ends });
    };
    let mut between = Vec::new();
    while by[node as usize] < arcs {
        between.push(by[node as usize]);
        node = graph.tail[by[node as usize] as usize];
    }
    between.reverse();
    let ends = Ends { start: *from.get((by[node as usize] - arcs) as usize)?, end: to[end] };
    Some(Found { arcs: whole(&ends, between), ends })
}
