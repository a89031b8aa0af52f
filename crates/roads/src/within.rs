//! Within is which places of the map are reached within a time.

use crate::bar::Bar;
use crate::barred::{Barred, Way};
use crate::graph::CLOSED;
use crate::route::leaving;
use crate::router::{Desk, Router};
use crate::snap::{Snap, direct};

impl Router<'_> {
    /// As [`Desk::within`], for one question.
    pub fn within(&self, from: &[Snap], bars: &[Bar], way: Way, minutes: u32) -> Vec<(usize, u32)> {
        self.desk().within(from, bars, way, minutes)
    }
}

impl Desk<'_> {
    /// The places of the network ([`crate::Network::places`], by their position) that are reached within so many minutes, each with its
    /// time in tenths of a second, the nearest first. A place farther than [`crate::router::PLACE_KM`] from any road is not among them,
    /// whatever the time; nor is one on a closed stretch. For [`Way::LeastRisk`] nothing is closed, and the times are the bare ones.
    pub fn within(&mut self, from: &[Snap], bars: &[Bar], way: Way, minutes: u32) -> Vec<(usize, u32)> {
        let router = self.router;
        let (network, graph) = (router.network, router.network.graph());
        let limit = minutes.saturating_mul(600).min(CLOSED - 1);
        let places = router.places();
        let from: Vec<Snap> = from.iter().copied().filter(|s| (s.arc as usize) < router.weights.len()).collect();
        let barred = Barred::new(network, bars);
        let from = leaving(network, from, &barred, way);
        let starts: Vec<(u32, u32)> = from.iter().map(|s| s.start(graph, &router.weights)).map(|e| (e.node, e.cost)).collect();
        self.stand(barred.closed(way).collect());
        let costs = self.query.from(&self.metric, &starts);
        let weights = self.metric.weights();
        let time = |snaps: &[Snap]| {
            let ends = snaps.iter().map(|s| s.end(graph, weights)).map(|e| costs[e.node as usize].saturating_add(e.cost));
            let straight = direct(network, weights, &from, snaps).map(|(cost, _)| cost);
            ends.chain(straight).min().unwrap_or(CLOSED)
        };
        let mut reached: Vec<(usize, u32)> = places.iter().map(|snaps| time(snaps)).enumerate().filter(|(_, t)| *t <= limit).collect();
        reached.sort_by_key(|&(place, time)| (time, place));
        reached
    }
}
