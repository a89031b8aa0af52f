//! The ground that the server's answers stand on: one network for its life, and a router for each kind of traveller, made when first asked for.

use accalmie_answers::{Unanswered, network, schematic};
use accalmie_places::Gazetteer;
use accalmie_roads::{Network, Profile, Router, Snapper};
use std::path::Path;
use std::sync::OnceLock;

pub const TRAVELLERS: [(&str, Profile); 4] = [
    ("car", Profile::Car),
    // 20 tonnes, 3.8 metres high.
    ("truck", Profile::Truck { weight_t: 20.0, height_m: 3.8 }),
    ("ambulance", Profile::Ambulance),
    ("foot", Profile::Foot),
];

pub struct Ground {
    pub network: &'static Network,
    pub snapper: Snapper<'static>,
    pub gazetteer: &'static Gazetteer,
    routers: [OnceLock<Router<'static>>; 4],
}

impl Ground {
    /// The network stays in memory until the program ends.
    ///
    /// # Errors
    /// When the file is no network.
    pub fn new(file: Option<&Path>, gazetteer: &'static Gazetteer) -> Result<Ground, Unanswered> {
        let network: &'static Network = Box::leak(Box::new(file.map_or_else(schematic, network)?));
        Ok(Ground { network, snapper: Snapper::new(network), gazetteer, routers: Default::default() })
    }

    /// `None` for one that is not among [`TRAVELLERS`], or for whom the network has no weights.
    pub fn router(&self, traveller: &str) -> Option<&Router<'static>> {
        let n = TRAVELLERS.iter().position(|(name, _)| *name == traveller)?;
        let slot = self.routers.get(n)?;
        if slot.get().is_none() {
            // Two who ask at once make it twice, and one of them is kept.
            let _ = slot.set(Router::new(self.network, TRAVELLERS[n].1).ok()?);
        }
        slot.get()
    }
}
