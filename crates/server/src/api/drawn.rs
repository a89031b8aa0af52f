//! What is drawn of a view, as GeoJSON (RFC 7946): an incident has its own point and radius, a group the middle of its members, an area the middle of
//! its circle. Up to some thousand incidents go through here for one map, so what does not change is copied as it stands.

use super::told_as_of;
use crate::catalogue::{Area, Group, Viewport};
use accalmie_protect::Profile;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Short<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(borrow, rename = "type")]
    type_: &'a RawValue,
    #[serde(borrow)]
    family: &'a RawValue,
    #[serde(borrow)]
    standing: &'a RawValue,
    #[serde(borrow)]
    status: &'a RawValue,
    from: Option<&'a str>,
    to: Option<&'a str>,
    #[serde(borrow)]
    precision: &'a RawValue,
    origins: u64,
    #[serde(borrow)]
    place: Option<Spot<'a>>,
    harm: Harm,
}

#[derive(Deserialize)]
struct Spot<'a> {
    #[serde(borrow)]
    name: &'a RawValue,
    lat: Option<f64>,
    lon: Option<f64>,
    radius_km: Option<u64>,
}

#[derive(Deserialize)]
struct Harm {
    killed: Option<Best>,
    injured: Option<Best>,
}

#[derive(Deserialize)]
struct Best {
    best: u64,
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    type_: &'static str,
    features: Vec<Feature<'a>>,
    as_of: Option<u64>,
    placed: u64,
    unplaced: u64,
    newest: Option<String>,
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    type_: &'static str,
    geometry: Point,
    properties: Shown<'a>,
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    type_: &'static str,
    coordinates: [f64; 2],
}

#[derive(Serialize)]
#[serde(untagged)]
enum Shown<'a> {
    One(One<'a>),
    Many(Many<'a>),
}

#[derive(Serialize)]
struct One<'a> {
    id: &'a RawValue,
    #[serde(rename = "type")]
    type_: &'a RawValue,
    family: &'a RawValue,
    standing: &'a RawValue,
    status: &'a RawValue,
    from: Option<&'a str>,
    to: Option<&'a str>,
    precision: &'a RawValue,
    origins: u64,
    radius_km: Option<u64>,
    place: &'a RawValue,
    /// To the newest report: what is shown fades with it, not with the clock.
    age_days: Option<i32>,
    killed: Option<u64>,
    injured: Option<u64>,
}

#[derive(Serialize)]
struct Many<'a> {
    group: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<bool>,
    count: u64,
    family: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    radius_km: Option<u16>,
}

/// The bytes of the answer.
///
/// # Errors
/// Never, but for want of memory.
pub fn drawn(view: &Viewport, newest: Option<Date>, profile: Profile) -> Result<Vec<u8>, serde_json::Error> {
    let feature = |lat: f64, lon: f64, properties| Feature {
        type_: "Feature",
        geometry: Point { type_: "Point", coordinates: [lon, lat] },
        properties,
    };
    let ones = view.incidents.iter().filter_map(|i| serde_json::from_str::<Short>(i.get()).ok()).filter_map(|s| {
        let place = s.place?;
        let age = |from: &str| Some(from.get(..10)?.parse::<Date>().ok()?.until(newest?).ok()?.get_days());
        let shown = One {
            id: s.id,
            type_: s.type_,
            family: s.family,
            standing: s.standing,
            status: s.status,
            from: s.from,
            to: s.to,
            precision: s.precision,
            origins: s.origins,
            radius_km: place.radius_km,
            place: place.name,
            age_days: s.from.and_then(age),
            killed: s.harm.killed.map(|k| k.best),
            injured: s.harm.injured.map(|k| k.best),
        };
        Some(feature(place.lat?, place.lon?, Shown::One(shown)))
    });
    let group = |g: &'_ Group| Many { group: true, area: None, count: g.count, family: g.family, radius_km: None };
    let area = |a: &'_ Area| Many { group: true, area: Some(true), count: a.count, family: a.family, radius_km: Some(a.radius_km) };
    let mut features: Vec<Feature> = ones.collect();
    features.extend(view.groups.iter().map(|g| feature(g.lat, g.lon, Shown::Many(group(g)))));
    features.extend(view.areas.iter().map(|a| feature(a.lat, a.lon, Shown::Many(area(a)))));
    serde_json::to_vec(&Collection {
        type_: "FeatureCollection",
        features,
        as_of: told_as_of(view.as_of, profile),
        placed: view.placed,
        unplaced: view.unplaced,
        newest: newest.map(|d| d.to_string()),
    })
}
