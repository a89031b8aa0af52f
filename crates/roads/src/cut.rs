//! A cut is why there is no route: bars that part the one point from the other, and what would open a way.

use crate::barred::{Barred, Way};
use crate::flood::{Flood, Goal, reached};
use crate::graph::CLOSED;
use crate::risk::least_risk;
use crate::route::Route;
use crate::router::{Desk, Router};
use crate::snap::Snap;
use std::cmp::Reverse;

/// Bars are given by their position in what was asked with.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// These alone part the two points, and without any one of them the others would not. Where several sets do, one of sure bars.
    /// Sorted.
    pub bars: Vec<usize>,
    /// With these lifted there is a way, though all others stay; with any one of them left, there is none. They are taken from the way
    /// of least risk, so another set may be smaller. Sorted.
    pub opens: Vec<usize>,
    /// The way that crosses as little as can be of what is barred.
    pub least_risk: Option<Route>,
}

impl Desk<'_> {
    /// Why these bars leave no way. `None` where there is none without them either.
    pub(crate) fn cut(&mut self, from: &[Snap], to: &[Snap], barred: &Barred<'_>, way: Way) -> Option<Cut> {
        self.stand(Vec::new());
        self.quickest(from, to)?;
        let bars = separating(self.router, from, to, barred, way);
        let least_risk = least_risk(self.router, self.metric.weights(), from, to, barred).map(|f| self.router.route(f, barred));
        let crossed = least_risk.as_ref().map_or(&[][..], |r| &r.bars);
        let opens = self.opening(from, to, barred, way, crossed);
        Some(Cut { bars, opens, least_risk })
    }

    /// Of the bars that a way crosses, those that have to be lifted.
    fn opening(&mut self, from: &[Snap], to: &[Snap], barred: &Barred<'_>, way: Way, crossed: &[usize]) -> Vec<usize> {
        let mut opens: Vec<usize> = crossed.iter().copied().filter(|&b| way.closes(barred.bars[b].level)).collect();
        let closed = |b: usize, piece: u32| way.closes(barred.bars[b].level) && (piece as usize) < self.router.network.pieces.len();
        let rest = (0..barred.bars.len()).filter(|b| !opens.contains(b)).flat_map(|b| barred.bars[b].pieces.iter().map(move |&p| (b, p)));
        let mut rest: Vec<u32> = rest.filter(|&(b, p)| closed(b, p)).map(|(_, p)| p).collect();
        rest.sort_unstable();
        rest.dedup();
        self.stand(rest);
        let mut laid = Vec::new();
        // The surest first, so that what is left to be lifted is the least sure.
        let mut order = opens.clone();
        order.sort_by_key(|&b| (barred.bars[b].level, b));
        for b in order {
            let has = self.router.network.pieces.len();
            let pieces: Vec<u32> = barred.bars[b].pieces.iter().copied().filter(|p| (*p as usize) < has).collect();
            let before = self.shut(&pieces);
            if self.quickest(from, to).is_some() {
                opens.retain(|&o| o != b);
                laid.push(before);
            } else {
                self.lift(before);
            }
        }
        while let Some(before) = laid.pop() {
            self.lift(before);
        }
        opens.sort_unstable();
        opens
    }
}

/// One bar after the other is dropped, the least sure first, where the rest still parts the points.
fn separating(router: &Router<'_>, from: &[Snap], to: &[Snap], barred: &Barred<'_>, way: Way) -> Vec<usize> {
    let closed: Vec<usize> = (0..barred.bars.len()).filter(|&b| way.closes(barred.bars[b].level)).collect();
    let mut flood = Flood::new(router, closed.iter().map(|&b| &barred.bars[b]), goal(router, from, to, barred, way));
    if flood.pour(from) {
        return Vec::new();
    }
    dropped(&mut flood, barred, closed)
}

/// What of these bars is needed to keep a flood from its goal.
pub(crate) fn dropped(flood: &mut Flood<'_>, barred: &Barred<'_>, mut closed: Vec<usize>) -> Vec<usize> {
    closed.sort_by_key(|&b| Reverse((barred.bars[b].level, b)));
    closed.retain(|&b| flood.lift(&barred.bars[b]));
    closed.sort_unstable();
    closed
}

/// To be at the end is to go along its arc, or along one that both points lie on.
fn goal(router: &Router<'_>, from: &[Snap], to: &[Snap], barred: &Barred<'_>, way: Way) -> Goal {
    let (network, graph) = (router.network, router.network.graph());
    let usable = |s: &&Snap| router.weights[s.arc as usize] < CLOSED;
    let mut arcs = vec![false; graph.arcs()];
    to.iter().filter(usable).for_each(|s| arcs[s.arc as usize] = true);
    let ahead = |f: &Snap| to.iter().any(|t| network.piece_of(t.arc) == network.piece_of(f.arc) && f.position <= t.position);
    let mut straight: Vec<u32> = from.iter().filter(usable).filter(|f| ahead(f)).map(|f| f.arc).collect();
    straight.sort_unstable();
    // What leads there with everything closed will lead there with less closed: to come to it is enough.
    let mut shut = vec![false; network.pieces.len()];
    barred.closed(way).for_each(|p| shut[p as usize] = true);
    let open = |arc: u32| router.weights[arc as usize] < CLOSED && !shut[network.piece_of(arc).0 as usize];
    let tails: Vec<u32> = to.iter().filter(|s| open(s.arc)).map(|s| graph.tail[s.arc as usize]).collect();
    Goal { nodes: reached(graph, open, &tails, true), arcs, straight }
}
