//! Which places no way leads to, by what, and which hang on one road.

use crate::{Day, named};
use accalmie_roads::isolated::Standing;
use accalmie_roads::{Laid, Level, Network, Place, PlaceKind, Router, globe};
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Serialize)]
pub struct CutOff<'a> {
    pub place: &'a str,
    pub lat: f64,
    pub lon: f64,
    /// Nobody gets out to the rest of the network, or in from it.
    pub out: bool,
    pub into: bool,
    /// Ids of the closures that are enough to cut it off.
    pub by: Vec<&'a str>,
    /// Not cut off, but one more closed road would: these.
    pub hangs_on: Vec<String>,
}

/// Everything that is confirmed or suspected counts as closed.
pub fn cut_off<'a>(router: &Router<'_>, network: &'a Network, day: &'a Day, laid: &Laid) -> Vec<CutOff<'a>> {
    let standings = router.cut_off(router.places(), &laid.bars, Level::Suspected);
    let mut seen = BTreeSet::new();
    let settled =
        |p: &&(&Place, Standing)| !matches!(p.0.kind, PlaceKind::Hospital | PlaceKind::Clinic | PlaceKind::Border | PlaceKind::Minefield);
    let places: Vec<(&Place, Standing)> = network.places().iter().zip(standings).collect();
    let id = |bar: &usize| laid.bars.get(*bar).and_then(|b| day.closures.get(b.closure)).map_or("", |c| c.id.as_str());
    let mut lines: Vec<CutOff> = Vec::new();
    // On links between towns every place is a junction, and every link goes both ways.
    let both = |out: bool, into: bool| if network.schematic { (out || into, out || into) } else { (out, into) };
    for (place, standing) in places.iter().filter(settled).filter(|(p, _)| !p.name.is_empty() && seen.insert((&p.name, p.lat, p.lon))) {
        let (out, into, by, hangs_on) = match standing {
            Standing::CutOff { out, into, bars } => (!*out, !*into, bars.iter().map(id).collect(), Vec::new()),
            Standing::Joined { hangs_on: Some(on) } if !on.is_empty() => {
                let named = on.iter().map(|s| s.pieces.first().map_or(String::new(), |p| named(network, *p)));
                (false, false, Vec::new(), named.collect())
            }
            _ => continue,
        };
        let (out, into) = both(out, into);
        let degrees = globe::degrees;
        lines.push(CutOff { place: &place.name, lat: degrees(place.lat), lon: degrees(place.lon), out, into, by, hangs_on });
    }
    lines
}
