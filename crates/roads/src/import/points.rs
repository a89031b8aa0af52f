//! A point is what one travels to: settlements, hospitals, border crossings, with every name that the map has for them.

use super::tags::Tags;
use crate::network::{Place, PlaceKind, Road};

/// What a node or an area with these tags is to somebody who travels.
pub(super) fn kind(tags: &Tags<'_>) -> Option<PlaceKind> {
    if tags.get("hazard") == Some("minefield") && tags.get("highway").is_none() {
        return Some(PlaceKind::Minefield);
    }
    if tags.get("barrier") == Some("border_control") || tags.get("amenity") == Some("border_control") {
        return Some(PlaceKind::Border);
    }
    match (tags.get("amenity"), tags.get("healthcare")) {
        (Some("hospital"), _) | (_, Some("hospital")) => return Some(PlaceKind::Hospital),
        (Some("clinic"), _) | (_, Some("clinic")) => return Some(PlaceKind::Clinic),
        _ => {}
    }
    Some(match tags.get("place")? {
        "city" => PlaceKind::City,
        "town" => PlaceKind::Town,
        "village" => PlaceKind::Village,
        "hamlet" | "isolated_dwelling" | "farm" => PlaceKind::Hamlet,
        "suburb" | "neighbourhood" | "quarter" | "borough" => PlaceKind::Quarter,
        "locality" => PlaceKind::Locality,
        "allotments" | "island" | "islet" | "square" | "city_block" | "plot" => PlaceKind::Other,
        _ => return None,
    })
}

pub(super) fn place(kind: PlaceKind, id: String, (lat, lon): (i32, i32), tags: &Tags<'_>) -> Place {
    let population = tags.get("population").and_then(|p| p.replace([',', ' '], "").parse().ok()).unwrap_or(0);
    let Road { name, names, .. } = called(tags);
    Place { kind, id, lat, lon, name, names, population }
}

const OTHER_NAMES: [&str; 6] = ["alt_name", "old_name", "int_name", "loc_name", "official_name", "short_name"];

/// The names of a road or a place: `name`, `ref`, `name:*`, and the kinds of other names that there are.
pub(super) fn called(tags: &Tags<'_>) -> Road {
    let mut road = Road::default();
    for (key, value) in &tags.0 {
        match key.split_once(':') {
            None if *key == "name" => road.name = (*value).to_owned(),
            None if *key == "ref" => road.reference = (*value).to_owned(),
            None if OTHER_NAMES.contains(key) => {
                road.names.push((key.trim_end_matches("_name").to_owned(), (*value).to_owned()));
            }
            None if matches!(*key, "int_ref" | "nat_ref" | "old_ref" | "alt_ref" | "loc_ref") => {
                road.names.push(((*key).to_owned(), (*value).to_owned()));
            }
            Some(("name", language)) if language_like(language) => road.names.push((language.to_owned(), (*value).to_owned())),
            Some((other, language)) if OTHER_NAMES.contains(&other) && language_like(language) => {
                road.names.push((format!("{}:{language}", other.trim_end_matches("_name")), (*value).to_owned()));
            }
            _ => {}
        }
    }
    road.names.sort();
    road.names.dedup();
    road
}

/// `name:ar` and `name:zh-Hant`, but not `name:etymology:wikidata` nor `name:left`.
fn language_like(code: &str) -> bool {
    let first = code.split(['-', '_']).next().unwrap_or("");
    (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase())
}
