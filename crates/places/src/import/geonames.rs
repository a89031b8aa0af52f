//! A GeoNames dump is a table of 19 tab-separated columns without a header, one place a line, as its makers publish for
//! every country.

use super::{ImportError, distinct};
use crate::compile::Entry;
use crate::feature::Feature;
use crate::place::{Register, Source};

/// One line, as far as it is of use here.
pub struct DumpRow<'a> {
    pub id: u64,
    pub name: &'a str,
    pub variants: &'a str,
    pub lat: f64,
    pub lon: f64,
    pub class: &'a str,
    pub code: &'a str,
    pub country: &'a str,
    pub adm1: &'a str,
    pub adm2: &'a str,
    pub population: u32,
}

/// Read one line; the error says what is wrong with it.
pub fn row(line: &str) -> Result<DumpRow<'_>, String> {
    let f: Vec<&str> = line.split('\t').collect();
    if f.len() < 15 {
        return Err(format!("{} columns, wanted the 19 of a GeoNames dump", f.len()));
    }
    let number = |i: usize, what: &str| f[i].parse::<f64>().map_err(|_| format!("“{}” is no {what}", f[i]));
    Ok(DumpRow {
        id: f[0].parse().map_err(|_| format!("“{}” is no GeoNames id", f[0]))?,
        name: f[1],
        variants: f[3],
        lat: number(4, "latitude")?,
        lon: number(5, "longitude")?,
        class: f[6],
        code: f[7],
        country: f[8],
        adm1: f[10],
        adm2: f[11],
        population: f[14].parse::<u64>().unwrap_or(0).min(u64::from(u32::MAX)) as u32,
    })
}

/// The feature of a GeoNames class and code, with what its seat adds to its importance; `None` for what reports do not
/// name (shops, trees) and for what is no more (“historical”).
pub fn feature(class: &str, code: &str, population: u32) -> Option<(Feature, i32)> {
    let settled = |boost| Some((if population >= 15_000 || boost >= 15 { Feature::City } else { Feature::Village }, boost));
    Some(match (class, code) {
        ("P", "PPLC") => (Feature::Capital, 0),
        ("P", "PPLA") => return settled(28),
        ("P", "PPLA2") => return settled(15),
        ("P", "PPLA3") => return settled(6),
        ("P", "PPLX") => (Feature::Quarter, 0),
        ("P", "PPLQ" | "PPLW" | "PPLH" | "PPLCH") => (Feature::Village, -20),
        ("P", _) => return settled(0),
        ("A", "PCLI" | "PCL" | "PCLD" | "PCLS") => (Feature::Country, 0),
        ("A", "ADM1") => (Feature::Adm1, 0),
        ("A", "ADM2" | "ADM3") => (Feature::Adm2, 0),
        ("L", "RGN" | "AREA" | "RGNE") => (Feature::Region, 0),
        ("L", "MILB" | "INSM") => (Feature::Base, 0),
        ("L", "OILF" | "GASF") | ("S", "OILR" | "HSP" | "PS" | "PRN" | "BDG") => (Feature::Site, 0),
        ("S", "CMPRF" | "CMP") => (Feature::Camp, 0),
        ("S", "DAM") => (Feature::Dam, 0),
        ("S", "AIRP") => (Feature::Airport, 0),
        ("S", "AIRB") => (Feature::Base, 0),
        ("S", "PSTB" | "CSTM") => (Feature::Crossing, 0),
        ("R", "RD" | "HWY") => (Feature::Road, 0),
        ("H", "STM" | "WAD" | "CNL") => (Feature::River, 0),
        ("H", "LK" | "RSV") => (Feature::Lake, 0),
        ("T", "MT" | "MTS" | "HLL") => (Feature::Mountain, 0),
        ("T", "ISL" | "ISLS") => (Feature::Island, 0),
        ("T", "DSRT") => (Feature::Desert, 0),
        ("T", "VAL" | "PLN") => (Feature::Valley, 0),
        ("V", "FRST") => (Feature::Forest, 0),
        _ => return None,
    })
}

/// The places of a dump.
pub fn read(file: &str, text: &str) -> Result<Vec<Entry>, ImportError> {
    let mut out = Vec::new();
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty()) {
        let r = row(line).map_err(|what| ImportError::line(file, i + 1, what))?;
        let Some((feature, boost)) = feature(r.class, r.code, r.population) else { continue };
        out.push(Entry {
            source: Source { register: Register::GeoNames, number: r.id },
            also: None,
            name: r.name.to_string(),
            variants: distinct(r.name, r.variants.split(',').map(str::to_string)),
            lat: r.lat,
            lon: r.lon,
            feature,
            country: r.country.to_string(),
            division: if r.adm1.is_empty() { String::new() } else { format!("{}.{}", r.country, r.adm1) },
            population: r.population,
            boost,
        });
    }
    Ok(out)
}
