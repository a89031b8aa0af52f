//! Settlements of Nigeria that OpenStreetMap has, gathered in the table `nigeria_v0.2.csv` of the package safesignal-geo.
//! They keep OpenStreetMap's licence, so they are compiled into an index of their own.

use super::{ImportError, distinct};
use crate::compile::Entry;
use crate::feature::Feature;
use crate::globe::distance_km;
use crate::key;
use crate::place::{Register, Source};
use std::collections::BTreeMap;

const COUNTRY: &str = "NG";
/// The table's own mark of how well known a settlement is, from which on it is a town.
const TOWN: i32 = 100;
/// What a mark is worth in importance.
const MARKS: i32 = 4;
/// A settlement of the same name this near is the same one.
const SAME_KM: f64 = 10.0;

/// The settlements of the table that are not among `known`, whose divisions they are put into by name.
pub fn read(file: &str, csv: &str, known: &[Entry]) -> Result<Vec<Entry>, ImportError> {
    let mut towns: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    let mut states: BTreeMap<String, &str> = BTreeMap::new();
    for e in known.iter().filter(|e| e.country == COUNTRY) {
        for name in std::iter::once(&e.name).chain(&e.variants) {
            match e.feature {
                Feature::Adm1 => drop(states.insert(key::key(name), &e.division)),
                _ if e.feature.is_settlement() => towns.entry(key::key(name)).or_default().push(e),
                _ => {}
            }
        }
    }
    let mut out: Vec<Entry> = Vec::new();
    for (i, line) in csv.lines().enumerate().skip(1).filter(|(_, l)| !l.is_empty()) {
        let c = cells(line);
        let [_, name, aliases, kind, lat, lon, state, _, mark, source, ..] = c.as_slice() else {
            return Err(ImportError::line(file, i + 1, format!("{} columns, wanted 12", c.len())));
        };
        let number = source.strip_prefix("osm:node/").and_then(|n| n.parse().ok());
        let (Some(number), Ok(lat), Ok(lon)) = (number, lat.parse::<f64>(), lon.parse::<f64>()) else { continue };
        let mark: i32 = mark.parse().unwrap_or(0);
        let names = distinct("", std::iter::once(name.clone()).chain(aliases.split([';', '|']).map(capitalised)));
        let same = |e: &Entry| distance_km((e.lat, e.lon), (lat, lon)) <= SAME_KM;
        let known = names.iter().filter_map(|n| towns.get(&key::key(n))).flatten().any(|e| same(e));
        let Some((name, variants)) = names.split_first().filter(|_| kind == "settlement" && !known) else { continue };
        out.push(Entry {
            source: Source { register: Register::Osm, number },
            also: None,
            name: name.clone(),
            variants: variants.to_vec(),
            lat,
            lon,
            feature: if mark >= TOWN { Feature::City } else { Feature::Village },
            country: COUNTRY.to_string(),
            division: states.get(&key::key(state)).copied().unwrap_or_default().to_string(),
            population: 0,
            boost: mark / MARKS,
        });
    }
    out.sort_by_key(|e| e.source);
    out.dedup_by_key(|e| e.source);
    Ok(out)
}

/// The table has its other spellings in small letters.
fn capitalised(name: &str) -> String {
    let mut letters = name.trim().chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The cells of a comma-separated line, some in quotation marks.
fn cells(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(String::new()),
            c => out.last_mut().expect("never empty").push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settlement_is_read_and_a_known_one_left_out() {
        let head = "id,canonical_name,aliases,type,lat,lng,admin_state,admin_lga,popularity,source,license,notes\n";
        let row = "x,\"Gidan Rana\",gidan rana;ranawa,settlement,11.5,8.5,Kano,Dala,1,osm:node/77,ODbL,\n";
        let clinic = "y,Ranawa Clinic,,hospital,11.5,8.5,Kano,Dala,1,osm:node/78,ODbL,\n";
        let found = read("t", &format!("{head}{row}{clinic}"), &[]).expect("reads");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].name.as_str(), found[0].variants.as_slice()), ("Gidan Rana", &["Ranawa".to_string()][..]));
        assert!(read("t", &format!("{head}{row}"), &found).expect("reads").is_empty());
        assert!(read("t", &format!("{head}x,y\n"), &[]).is_err());
    }
}
