//! A fault is one thing that is wrong in an agreement's file, with the line and what to do; all of them are told at once.

mod clauses;
mod parts;
mod table;
mod zones;

use crate::agreement::Agreement;
use serde::Serialize;
use std::collections::BTreeMap;
use toml_edit::Document;

/// `what` is a short code with its subject, `what_to_do` one too: phrases for people are in `phrases/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// A key of the phrase tables, `fault.unknown_key` …
    pub what: &'static str,
    /// What it is about: the key, the id, the value.
    pub about: String,
    /// What would be right, where it can be said: the nearest key, the expected form.
    pub expected: String,
}

impl Fault {
    /// The key of the phrase that says what to do.
    pub fn what_to_do(&self) -> String {
        self.what.replacen("fault.", "do.", 1)
    }
}

/// The lines that agreements refer to by name (`lines/syria-turkey.tsv`), which this crate carries. Points are latitude, longitude.
pub fn line(name: &str) -> Option<Vec<(f64, f64)>> {
    let text = match name {
        "syria-turkey" => include_str!("../../../../agreements/lines/syria-turkey.tsv"),
        "lebanon-israel" => include_str!("../../../../agreements/lines/lebanon-israel.tsv"),
        "m4-idlib" => include_str!("../../../../agreements/lines/m4-idlib.tsv"),
        _ => return None,
    };
    let row = |row: &str| row.split_once('\t').and_then(|(lat, lon)| Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?)));
    Some(text.lines().filter(|l| !l.starts_with('#')).filter_map(row).collect())
}

/// Reads an agreement, or names everything that is wrong with it, in the order of its lines.
pub fn check(text: &str, file: &str) -> Result<Agreement, Vec<Fault>> {
    let mut faults = table::Faults::new(text, file);
    let agreement = match Document::parse(text) {
        Ok(document) => agreement(&document, &mut faults),
        Err(e) => {
            faults.add(e.span(), "fault.not_toml", e.message().to_owned(), "");
            None
        }
    };
    let faults = faults.sorted();
    match agreement {
        Some(agreement) if faults.is_empty() => Ok(agreement),
        _ => Err(faults),
    }
}

fn agreement(document: &Document<&str>, faults: &mut table::Faults) -> Option<Agreement> {
    let mut t = table::Table::new(document.as_table(), "");
    let id = t.text("id", faults);
    let title = t.words("title", faults);
    let signed = t.day("signed", faults);
    let offset = t.offset("utc_offset", faults);
    let text_version = t.text("text_version", faults);
    let certain = t.flag("certain", true, faults);
    let ambiguities = t.texts("ambiguities", faults);
    let region = parts::region(&mut t, faults);
    let sources = parts::sources(&mut t, faults);
    let parties = parts::parties(&mut t, faults);
    let links = parts::links(&mut t, &parties, faults);
    let zones = zones::zones(&mut t, region, faults);
    let known = clauses::Known { sources: &sources, parties: &parties, zones: &zones };
    let clauses = clauses::clauses(&mut t, &known, faults);
    t.nothing_else(faults);
    let sources: BTreeMap<_, _> = sources;
    Some(Agreement {
        id: id?,
        title: title?,
        signed: signed?,
        utc_offset_minutes: offset?,
        text_version: text_version?,
        certain,
        sources,
        parties,
        links,
        zones,
        clauses,
        ambiguities,
    })
}
