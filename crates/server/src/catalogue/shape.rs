//! The short shape of an incident: what a list, a map and a timeline show of it. `full` says how it was kept and looked at besides;
//! in public neither the number of reports, nor who looked at it, nor what was corrected is told.

use super::row::{drawn, radius_km};
use accalmie_record::{Incident, Role, Toll};
use serde::Serialize;
use std::collections::BTreeMap;

/// What is known of an incident beside its shape, for those who may see all.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    pub corrected: bool,
    /// `new`, `accepted`, `corrected` or `rejected`.
    pub review: &'static str,
}

#[derive(Serialize)]
struct Short<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    type_: &'static str,
    family: &'static str,
    kind: accalmie_record::Kind,
    status: &'static str,
    standing: &'static str,
    from: Option<&'a str>,
    to: Option<&'a str>,
    precision: Option<&'static str>,
    place: Option<Spot<'a>>,
    harm: BTreeMap<&'static str, Range>,
    actors: Vec<Actor<'a>>,
    weapon: Option<&'static str>,
    targets: Vec<&'static str>,
    origins: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    reports: Option<usize>,
    sensitivity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    corrected: Option<bool>,
    confidence: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'static str>,
}

#[derive(Serialize)]
struct Spot<'a> {
    name: &'a str,
    lat: Option<f64>,
    lon: Option<f64>,
    radius_km: Option<u64>,
    precision: Option<u8>,
}

#[derive(Serialize)]
struct Range {
    low: u64,
    best: u64,
    high: Option<u64>,
}

#[derive(Serialize)]
struct Actor<'a> {
    name: &'a str,
    role: Role,
    stated: bool,
}

/// `incident` as its audience may see it; `kept` for those who may see all.
pub fn short(incident: &Incident, kept: Option<Kept>) -> Result<String, serde_json::Error> {
    let time = incident.time.as_ref();

    let range = |t: &Toll| Range { low: t.low, best: t.best, high: t.high };
    serde_json::to_string(&Short {
        id: &incident.id,
        type_: incident.type_.name(),
        family: incident.type_.family(),
        kind: incident.kind,
        status: incident.status.name(),
        standing: incident.standing.name(),
        from: time.and_then(|t| t.from.as_deref()?.get(..10)),
        to: time.and_then(|t| t.to.as_deref()?.get(..10)),
        precision: time.map(|t| t.precision.name()),
        place: spot(incident),
        harm: incident.harm.iter().map(|(outcome, toll)| (outcome.name(), range(toll))).collect(),
        actors: incident.actors.iter().map(|a| Actor { name: &a.name, role: a.role, stated: a.stated }).collect(),
        weapon: incident.weapon.map(|w| w.name()),
        targets: incident.targets.iter().map(|t| t.name()).collect(),
        origins: incident.origins,
        reports: kept.map(|_| incident.reports.len()),
        sensitivity: incident.sensitivity.name(),
        corrected: kept.map(|k| k.corrected),
        confidence: incident.confidence,
        review: kept.map(|k| k.review),
    })
}

fn spot(incident: &Incident) -> Option<Spot<'_>> {
    if let Some((place, lat, lon)) = drawn(incident) {
        return Some(Spot {
            name: place.name.as_deref().unwrap_or(&place.text),
            lat: Some(lat),
            lon: Some(lon),
            radius_km: radius_km(place),
            precision: place.precision,
        });
    }
    // A country is named, and not drawn at its middle.
    let place = incident.places.iter().find(|p| p.lat.is_some()).or(incident.places.first())?;
    Some(Spot { name: place.name.as_deref().unwrap_or(&place.text), lat: None, lon: None, radius_km: None, precision: place.precision })
}
