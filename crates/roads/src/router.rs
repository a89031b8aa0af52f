//! A router is a network made ready to be asked by one profile; a desk is one thread's memory for asking it.

use crate::cch::{BadOrder, Hierarchy, Metric, Order, Query, Undo};
use crate::graph::CLOSED;
use crate::mainland::mainland;
use crate::network::Network;
use crate::profile::Profile;
use crate::snap::{NoRoad, Snap, Snapper};
use std::sync::OnceLock;

/// How far from a road a place of the map may lie and still count as on it, in km. Our choice.
pub const PLACE_KM: f64 = 1.0;

/// What does not change from question to question. Many threads may share one.
pub struct Router<'a> {
    pub(crate) network: &'a Network,
    pub(crate) profile: Profile,
    /// What each arc costs with nothing barred, in tenths of a second.
    pub(crate) weights: Vec<u32>,
    pub(crate) hierarchy: Hierarchy,
    /// The weights, customized.
    pub(crate) metric: Metric,
    /// Of each node: is it on the mainland of the bare network?
    pub(crate) mainland: Vec<bool>,
    snapper: Snapper<'a>,
    places: OnceLock<Vec<Vec<Snap>>>,
}

impl<'a> Router<'a> {
    /// Takes the order of contraction that the network has, or works one out, which takes seconds on a large map.
    ///
    /// # Errors
    /// The network's order is none of its own nodes.
    pub fn new(network: &'a Network, profile: Profile) -> Result<Self, BadOrder> {
        let graph = network.graph();
        let hierarchy = match &network.order {
            Some(order) => Hierarchy::new(graph, order)?,
            None => Hierarchy::new(graph, &Order::of(graph))?,
        };
        let weights = network.weights(&profile);
        let metric = hierarchy.customize(&weights);
        let mainland = mainland(graph, &weights);
        let snapper = Snapper::new(network);
        Ok(Self { network, profile, weights, hierarchy, metric, mainland, snapper, places: OnceLock::new() })
    }

    pub fn network(&self) -> &'a Network {
        self.network
    }

    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What each arc costs with nothing barred, in tenths of a second.
    pub fn weights(&self) -> &[u32] {
        &self.weights
    }

    pub fn snapper(&self) -> &Snapper<'a> {
        &self.snapper
    }

    /// Where a point (degrees, WGS 84) lies on the mainland of the network; where that is farther than `max_km`, on any stretch
    /// that the profile may use.
    ///
    /// # Errors
    /// There is no such stretch within `max_km`.
    pub fn snap(&self, lat: f64, lon: f64, max_km: f64) -> Result<Vec<Snap>, NoRoad> {
        let graph = self.network.graph();
        let on_it = |arc: u32| self.mainland[graph.tail[arc as usize] as usize] && self.mainland[graph.head[arc as usize] as usize];
        let near = self.snapper.near_where(lat, lon, &self.profile, max_km, on_it);
        near.or_else(|_| self.snapper.near(lat, lon, &self.profile, max_km))
    }

    /// Where each place of the network lies on it, by the place's number; nothing where no road is within [`PLACE_KM`]. Found when
    /// first asked for.
    pub fn places(&self) -> &[Vec<Snap>] {
        self.places.get_or_init(|| {
            let at = |place: &crate::Place| self.snap(crate::globe::degrees(place.lat), crate::globe::degrees(place.lon), PLACE_KM);
            self.network.places().iter().map(|p| at(p).unwrap_or_default()).collect()
        })
    }

    /// Memory to ask with. Who asks often keeps one for each thread.
    pub fn desk(&self) -> Desk<'_> {
        Desk { router: self, query: Query::new(&self.hierarchy), metric: self.metric.clone(), standing: None }
    }
}

/// What one thread asks a router with. The closures of the last question stay laid until others are asked with, which changes how long
/// an answer takes and no answer.
pub struct Desk<'r> {
    pub(crate) router: &'r Router<'r>,
    pub(crate) query: Query<'r>,
    pub(crate) metric: Metric,
    /// The stretches that are closed, sorted, and the metric without them.
    standing: Option<(Vec<u32>, Before)>,
}

/// What a metric was before closures were laid on it.
#[must_use = "without it the closures stay"]
pub(crate) enum Before {
    Updated(Undo),
    Replaced(Box<Metric>),
}

/// From this part of all arcs on, customizing anew is quicker than an update (measured on Porto: `examples/compare.rs`).
const MANY: usize = 500;

impl Desk<'_> {
    pub fn router(&self) -> &Router<'_> {
        self.router
    }

    /// Gives arcs new weights until [`Desk::lift`].
    pub(crate) fn lay(&mut self, changes: &[(u32, u32)]) -> Before {
        let hierarchy = &self.router.hierarchy;
        if changes.len() < self.router.weights.len() / MANY {
            return Before::Updated(hierarchy.update(&mut self.metric, changes));
        }
        let mut weights = self.metric.weights().to_vec();
        for &(arc, weight) in changes {
            weights[arc as usize] = weight;
        }
        let fresh = hierarchy.customize(&weights);
        Before::Replaced(Box::new(std::mem::replace(&mut self.metric, fresh)))
    }

    /// Takes back what was laid; of several, the last first.
    pub(crate) fn lift(&mut self, before: Before) {
        match before {
            Before::Updated(undo) => self.router.hierarchy.undo(&mut self.metric, undo),
            Before::Replaced(metric) => self.metric = *metric,
        }
    }

    /// Closes these stretches (sorted, each once) and no others. Nothing may be laid over what stands.
    pub(crate) fn stand(&mut self, closed: Vec<u32>) {
        if self.standing.as_ref().map_or(&[][..], |(pieces, _)| pieces) == closed {
            return;
        }
        if let Some((_, before)) = self.standing.take() {
            self.lift(before);
        }
        if !closed.is_empty() {
            let before = self.shut(&closed);
            self.standing = Some((closed, before));
        }
    }

    /// Closes every arc of these stretches until [`Desk::lift`].
    pub(crate) fn shut(&mut self, pieces: &[u32]) -> Before {
        let changes: Vec<(u32, u32)> = pieces.iter().flat_map(|&p| self.router.network.arcs_of(p)).map(|&a| (a, CLOSED)).collect();
        self.lay(&changes)
    }
}
