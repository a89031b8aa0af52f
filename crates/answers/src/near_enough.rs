//! What is near enough: the places that are reached within a time, and whether by a way that nothing bars.

use accalmie_roads::{Laid, Network, Router, Snap, Way};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reach<'a> {
    pub name: &'a str,
    /// `town`, `hospital`, `border` …
    pub kind: &'static str,
    pub lat: f64,
    pub lon: f64,
    pub minutes: f64,
    /// Nothing that is closed, suspected or unknown by age lies on the way; it is not thereby known to be open.
    pub clear: bool,
}

/// By the clearest way within the time: what is only reached past something suspected or unknown is so marked, what is only reached past
/// something closed is not there. The nearest first.
pub fn near_enough<'a>(router: &Router<'_>, network: &'a Network, from: &[Snap], laid: &Laid, minutes: u32) -> Vec<Reach<'a>> {
    let mut found: BTreeMap<usize, (u32, bool)> = BTreeMap::new();
    for (way, clear) in [(Way::Safest, true), (Way::Fastest, false)] {
        for (place, time) in router.within(from, &laid.bars, way, minutes) {
            found.entry(place).or_insert((time, clear));
        }
    }
    let mut out: Vec<Reach> = found
        .into_iter()
        .filter_map(|(n, (time, clear))| {
            let p = network.places().get(n).filter(|p| !p.name.is_empty())?;
            let degrees = accalmie_roads::globe::degrees;
            let minutes = f64::from(time) / 600.0;
            Some(Reach { name: &p.name, kind: p.kind.text(), lat: degrees(p.lat), lon: degrees(p.lon), minutes, clear })
        })
        .collect();
    out.sort_by(|a, b| a.minutes.total_cmp(&b.minutes).then_with(|| a.name.cmp(b.name)));
    out
}
