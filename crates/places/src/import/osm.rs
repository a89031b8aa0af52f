//! An OpenStreetMap extract (`.osm.pbf`) has villages with the names that the people there use; every node tagged
//! `place` becomes an entry.

use super::{ImportError, distinct};
use crate::compile::Entry;
use crate::feature::Feature;
use crate::gazetteer::Gazetteer;
use crate::globe::Point;
use crate::place::{PlaceId, Register, Source};
use osmpbf::{Element, ElementReader};
use std::collections::BTreeMap;
use std::io::Read;

/// The place nodes of an extract. Country and division, which nodes do not carry, are those of the nearest settlement
/// that `world` knows.
pub fn read(file: &str, pbf: impl Read + Send, world: &Gazetteer) -> Result<Vec<Entry>, ImportError> {
    let near = Near::new(world);
    let mut out = Vec::new();
    ElementReader::new(pbf)
        .for_each(|element| match element {
            Element::Node(n) => out.extend(entry(n.id(), n.lat(), n.lon(), n.tags(), &near)),
            Element::DenseNode(n) => out.extend(entry(n.id(), n.lat(), n.lon(), n.tags(), &near)),
            _ => {}
        })
        .map_err(|e| ImportError::file(file, format!("not a readable .osm.pbf file: {e}")))?;
    out.sort_by_key(|e: &Entry| e.source);
    Ok(out)
}

fn entry<'a>(id: i64, lat: f64, lon: f64, tags: impl Iterator<Item = (&'a str, &'a str)>, near: &Near<'_>) -> Option<Entry> {
    let (mut feature, mut name, mut names, mut population) = (None, None, Vec::new(), 0);
    for (k, v) in tags {
        match k {
            "place" => feature = place_feature(v),
            "name" => name = Some(v.to_string()),
            "population" => population = v.parse().unwrap_or(0),
            "alt_name" | "old_name" | "int_name" | "loc_name" | "official_name" | "short_name" => {
                names.extend(v.split(';').map(|n| n.trim().to_string()));
            }
            _ if k.starts_with("name:") || k.starts_with("alt_name:") || k.starts_with("old_name:") => {
                names.extend(v.split(';').map(|n| n.trim().to_string()));
            }
            _ => {}
        }
    }
    let (feature, number) = (feature?, u64::try_from(id).ok()?);
    let name = name.or_else(|| names.first().cloned())?;
    let (country, division) = near.belongs_to(lat, lon);
    Some(Entry {
        source: Source { register: Register::Osm, number },
        also: None,
        variants: distinct(&name, names),
        name,
        lat,
        lon,
        feature,
        country,
        division,
        population,
        boost: 0,
    })
}

fn place_feature(value: &str) -> Option<Feature> {
    Some(match value {
        "city" | "town" => Feature::City,
        "village" | "hamlet" | "isolated_dwelling" | "farm" => Feature::Village,
        "suburb" | "neighbourhood" | "quarter" => Feature::Quarter,
        "region" => Feature::Region,
        "island" | "islet" => Feature::Island,
        "locality" => Feature::Site,
        _ => return None,
    })
}

/// The settlements of the world in cells of one degree.
struct Near<'a> {
    world: &'a Gazetteer,
    cells: BTreeMap<(i16, i16), Vec<(Point, PlaceId)>>,
}

impl<'a> Near<'a> {
    fn new(world: &'a Gazetteer) -> Near<'a> {
        let mut cells: BTreeMap<(i16, i16), Vec<(Point, PlaceId)>> = BTreeMap::new();
        for p in world.places().filter(|p| p.feature.is_settlement()) {
            cells.entry(cell(p.lat, p.lon)).or_default().push((Point::new(p.lat, p.lon), p.id));
        }
        Near { world, cells }
    }

    fn belongs_to(&self, lat: f64, lon: f64) -> (String, String) {
        let (at, (y, x)) = (Point::new(lat, lon), cell(lat, lon));
        let around = (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (y + dy, x + dx)));
        let nearest = around
            .filter_map(|c| self.cells.get(&c))
            .flatten()
            .map(|(p, id)| (p.km(at), *id))
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        match nearest {
            Some((_, id)) => (self.world.get(id).country.to_string(), self.world.adm1_code(id).unwrap_or("").to_string()),
            None => (String::new(), String::new()),
        }
    }
}

fn cell(lat: f64, lon: f64) -> (i16, i16) {
    (lat.floor() as i16, lon.floor() as i16)
}
