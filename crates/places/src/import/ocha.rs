//! OCHA's populated places of Syria, English and Arabic, with P-codes; merged into the GeoNames entries that they are.

use super::{ImportError, distinct};
use crate::compile::Entry;
use crate::feature::Feature;
use crate::globe::distance_km;
use crate::key;
use crate::place::{Register, Source};
use crate::skeleton::skeleton;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Farther apart than this, two rows are two places whatever their names.
const NEAR_KM: f64 = 3.0;

struct Row {
    code: u64,
    names: Vec<String>,
    lat: f64,
    lon: f64,
    division: String,
}

/// Read the file and merge it into `entries`; returns how many places were merged and how many added.
pub fn merge(file: &str, json: &str, entries: &mut Vec<Entry>) -> Result<(usize, usize), ImportError> {
    let all: Vec<Value> = serde_json::from_str(json).map_err(|e| ImportError::file(file, e))?;
    let suffixes = district_names(&all);
    let mut rows = Vec::new();
    for (i, v) in all.iter().enumerate() {
        rows.push(row(v, &suffixes).ok_or_else(|| ImportError::file(file, format!("row {} lacks a field", i + 1)))?);
    }
    rows.sort_by_key(|r| r.code);

    let syrian: Vec<usize> = (0..entries.len()).filter(|i| entries[*i].country == "SY" && entries[*i].feature.is_settlement()).collect();
    let mut taken = BTreeSet::new();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (r, row) in rows.iter().enumerate() {
        let best = syrian
            .iter()
            .filter(|i| !taken.contains(*i))
            .filter_map(|i| Some((likeness(row, &entries[*i])?, *i)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, i)) = best {
            taken.insert(i);
            merged.push((r, i));
        }
    }
    let divisions = division_codes(&rows, entries, &merged);
    let known: BTreeMap<usize, usize> = merged.into_iter().collect();
    let mut added = 0;
    for (r, row) in rows.iter().enumerate() {
        let source = Source { register: Register::Ocha, number: row.code };
        match known.get(&r) {
            Some(&i) => {
                let e = &mut entries[i];
                e.also = Some(source);
                e.variants = distinct(&e.name, e.variants.iter().chain(&row.names).cloned());
            }
            None => {
                added += 1;
                let name = row.names.first().cloned().unwrap_or_default();
                entries.push(Entry {
                    source,
                    also: None,
                    variants: distinct(&name, row.names.iter().skip(1).cloned()),
                    name,
                    lat: row.lat,
                    lon: row.lon,
                    feature: Feature::Village,
                    country: "SY".to_string(),
                    division: divisions.get(&row.division).cloned().unwrap_or_default(),
                    population: 0,
                    boost: 0,
                });
            }
        }
    }
    Ok((known.len(), added))
}

fn row(v: &Value, suffixes: &BTreeSet<String>) -> Option<Row> {
    let (en, ar) = (v["name_en"].as_str()?, v["name_ar"].as_str()?);
    let mut names = Vec::new();
    for part in en.split(['\\', '/']).flat_map(|p| p.split(" - ")) {
        let part = part.trim();
        names.extend(without_district(part, suffixes));
        names.push(part.to_string());
    }
    for part in ar.split(['\\', '/']).flat_map(|p| p.split(" - ")) {
        names.extend(without_district(part.trim(), suffixes));
        names.push(part.trim().to_string());
    }
    let apart: Vec<String> = names.iter().filter_map(|n| split_article(n)).collect();
    names.extend(apart);
    Some(Row {
        code: v["pcode"].as_str()?.strip_prefix('C')?.parse().ok()?,
        names,
        lat: v["lat"].as_f64()?,
        lon: v["lng"].as_f64()?,
        division: v["admin1_pcode"].as_str()?.to_string(),
    })
}

/// Skeletons of the towns that districts and subdistricts are named for: what OCHA appends to tell homonyms apart.
fn district_names(all: &[Value]) -> BTreeSet<String> {
    let arabic: BTreeSet<&str> =
        all.iter().flat_map(|v| [v["admin1_ar"].as_str(), v["admin2_ar"].as_str(), v["admin3_ar"].as_str()]).flatten().collect();
    let named = all.iter().filter(|v| v["name_ar"].as_str().is_some_and(|n| arabic.contains(n)));
    let mut out: BTreeSet<String> = named.filter_map(|v| skeleton(v["name_en"].as_str()?)).collect();
    out.extend(arabic.iter().filter_map(|n| skeleton(n)));
    out
}

/// “Derdara Tal Tamr” is Derdara, in the district of Tell Tamer.
fn without_district(name: &str, suffixes: &BTreeSet<String>) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    (1..=3.min(words.len().saturating_sub(1))).rev().find_map(|n| {
        let (head, tail) = words.split_at(words.len() - n);
        let generic = super::generic("prefix").any(|g| head.last() == Some(&g));
        let told = skeleton(&tail.join(" ")).is_some_and(|s| suffixes.contains(&s));
        (told && !generic).then(|| head.join(" "))
    })
}

/// “Andan Elsheikh” → “Andan el Sheikh”.
fn split_article(name: &str) -> Option<String> {
    let words: Vec<String> = name
        .split(' ')
        .map(|w| match w.strip_prefix("El").filter(|r| r.len() >= 4 && !r.starts_with('-')) {
            Some(rest) => format!("el-{rest}"),
            None => w.to_string(),
        })
        .collect();
    let joined = words.join(" ");
    (joined != name).then_some(joined)
}

/// How alike, as a distance; `None` when they are two places.
fn likeness(row: &Row, e: &Entry) -> Option<f64> {
    let km = distance_km((row.lat, row.lon), (e.lat, e.lon));
    if km > NEAR_KM {
        return None;
    }
    let keys = |names: &mut dyn Iterator<Item = &String>| -> BTreeSet<String> {
        names.flat_map(|n| [Some(key::key(n)), key::bare_key(n), skeleton(n).map(|s| format!("~{s}"))]).flatten().collect()
    };
    let theirs = keys(&mut row.names.iter());
    let ours = keys(&mut std::iter::once(&e.name).chain(&e.variants));
    (!theirs.is_disjoint(&ours)).then_some(km)
}

/// Which GeoNames division each P-code is, by the places that both know.
fn division_codes(rows: &[Row], entries: &[Entry], merged: &[(usize, usize)]) -> BTreeMap<String, String> {
    let mut votes: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (r, i) in merged {
        *votes.entry((&rows[*r].division, &entries[*i].division)).or_default() += 1;
    }
    let mut ranked: Vec<_> = votes.into_iter().collect();
    ranked.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    ranked.into_iter().map(|((code, division), _)| (code.to_string(), division.to_string())).collect()
}
