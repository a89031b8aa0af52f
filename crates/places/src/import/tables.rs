//! The hand-written tables: countries, features that gazetteers lack, and aliases, each row a name that reports use.

use super::{ImportError, distinct, divisions::Middle};
use crate::compile::Entry;
use crate::feature::Feature;
use crate::key;
use crate::place::{Register, Source};
use std::collections::BTreeMap;

/// The cells of each row with its line number; the header and `#` comments left out.
pub fn rows<'a>(file: &'a str, text: &'a str, columns: usize) -> impl Iterator<Item = Result<(usize, Vec<&'a str>), ImportError>> {
    text.lines().enumerate().skip(1).filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).map(move |(i, line)| {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if cells.len() != columns {
            return Err(ImportError::line(file, i + 1, format!("{} columns, wanted {columns}", cells.len())));
        }
        Ok((i + 1, cells))
    })
}

/// `code id population point names`: the point may be left out for the middle of its settlements; names are split by
/// `|`, the first is the English one.
pub fn countries(file: &str, text: &str, middles: &BTreeMap<String, Middle>) -> Result<Vec<Entry>, ImportError> {
    let mut out = Vec::new();
    for row in rows(file, text, 5) {
        let (line, c) = row?;
        let number = c[1].parse().map_err(|_| ImportError::line(file, line, format!("“{}” is no GeoNames id", c[1])))?;
        let mut names = c[4].split('|').map(str::to_string);
        let name = names.next().unwrap_or_default();
        let (lat, lon) = point(c[3]).or_else(|| middles.get(c[0]).map(Middle::at)).unwrap_or_default();
        out.push(Entry {
            source: Source { register: Register::GeoNames, number },
            also: None,
            variants: names.collect(),
            name,
            lat,
            lon,
            feature: Feature::Country,
            country: c[0].to_string(),
            division: String::new(),
            population: c[2].parse().unwrap_or(0),
            boost: 0,
        });
    }
    Ok(out)
}

/// `id feature country point names example`: the point as `lat, lon`, or a division's code (`SY.01`) for its middle.
pub fn features(file: &str, text: &str, middles: &BTreeMap<String, Middle>) -> Result<Vec<Entry>, ImportError> {
    let mut out = Vec::new();
    for row in rows(file, text, 6) {
        let (line, c) = row?;
        let wrong = |what: String| ImportError::line(file, line, what);
        let number = c[0].parse().map_err(|_| wrong(format!("“{}” is no number", c[0])))?;
        let feature = Feature::from_name(c[1])
            .ok_or_else(|| wrong(format!("“{}” is no feature; write one of {}", c[1], Feature::names().collect::<Vec<_>>().join(", "))))?;
        let (lat, lon) = point(c[3])
            .or_else(|| middles.get(c[3]).map(Middle::at))
            .ok_or_else(|| wrong(format!("“{}” is neither “lat, lon” nor a division's code", c[3])))?;
        let mut names = c[4].split('|').map(|n| n.trim().to_string());
        let name = names.next().unwrap_or_default();
        out.push(Entry {
            source: Source { register: Register::Accalmie, number },
            also: None,
            variants: names.collect(),
            name,
            lat,
            lon,
            feature,
            country: c[2].to_string(),
            division: if middles.contains_key(c[3]) { c[3].to_string() } else { String::new() },
            population: 0,
            boost: 40,
        });
    }
    Ok(out)
}

/// “36.5, 39.8”.
fn point(cell: &str) -> Option<(f64, f64)> {
    let (lat, lon) = cell.split_once(',')?;
    Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?))
}

/// `alias lang place note example`: add each alias to the place that it names; returns how many were added.
pub fn aliases(file: &str, text: &str, entries: &mut [Entry]) -> Result<usize, ImportError> {
    let mut by_id: BTreeMap<Source, usize> = BTreeMap::new();
    let mut by_code: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (i, e) in entries.iter().enumerate() {
        for source in [Some(e.source), e.also].into_iter().flatten() {
            by_id.insert(source, i);
        }
        if e.feature == Feature::Adm1 {
            by_code.entry(e.division.clone()).or_insert(i);
        }
        for name in std::iter::once(&e.name).chain(&e.variants) {
            let rows = by_name.entry((e.country.clone(), key::key(name))).or_default();
            if rows.last() != Some(&i) {
                rows.push(i);
            }
        }
    }
    let mut added = 0;
    for row in rows(file, text, 5) {
        let (line, c) = row?;
        let target = match (Source::parse(c[2]), by_code.get(c[2])) {
            (Some(source), _) => by_id.get(&source).copied(),
            (None, Some(division)) => Some(*division),
            (None, None) => c[2].rsplit_once(',').and_then(|(name, country)| {
                let found = by_name.get(&(country.trim().to_string(), key::key(name)))?;
                // A settlement before the division that is named for it, its first name before another; then the best known.
                let wanted = key::key(name);
                found.iter().copied().max_by_key(|i| {
                    let e = &entries[*i];
                    (e.feature.is_settlement(), key::key(&e.name) == wanted, e.importance(), usize::MAX - i)
                })
            }),
        };
        let i = target.ok_or_else(|| {
            ImportError::line(
                file,
                line,
                format!("no place “{}”; write an id such as geonames:163434, a division's code such as SY.01, or “name, CC”", c[2]),
            )
        })?;
        added += 1;
        // Reports write these names: the place is better known than its row in a gazetteer says.
        entries[i].boost = entries[i].boost.max(0) + 3;
        let extra = distinct(&entries[i].name, entries[i].variants.iter().cloned().chain([c[0].to_string()]));
        entries[i].variants = extra;
        if !entries[i].variants.iter().any(|v| key::key(v) == key::key(c[0])) {
            entries[i].variants.push(c[0].to_string());
        }
    }
    Ok(added)
}
