//! Parts are the sources, the parties, who answers for whom, and the region in which all of it lies.

use super::table::{Faults, Table};
use crate::agreement::{ControlLink, Party, Source};
use std::collections::BTreeMap;

/// South, west, north, east in degrees: what tells that somebody wrote the longitude first.
pub type Region = (f64, f64, f64, f64);

pub fn region(t: &mut Table, faults: &mut Faults) -> Option<Region> {
    let span = t.span_of("region");
    let read = t.get("region").and_then(|i| i.as_array()).map(|a| a.iter().filter_map(number).collect::<Vec<_>>());
    match read.as_deref() {
        Some([s, w, n, e]) if s < n && w < e && *s >= -90.0 && *n <= 90.0 => Some((*s, *w, *n, *e)),
        _ => {
            faults.add(span, "fault.wrong_value", "region", "[south, west, north, east]");
            None
        }
    }
}

pub fn number(v: &toml_edit::Value) -> Option<f64> {
    v.as_float().or_else(|| v.as_integer().map(|i| i as f64))
}

pub fn sources(t: &mut Table, faults: &mut Faults) -> BTreeMap<String, Source> {
    let mut all = BTreeMap::new();
    for (key, mut s) in t.named("sources", faults) {
        let (name, published) = (s.text("name", faults), s.text("published", faults));
        s.nothing_else(faults);
        if let (Some(name), Some(published)) = (name, published) {
            all.insert(key, Source { name, published });
        }
    }
    all
}

pub fn parties(t: &mut Table, faults: &mut Faults) -> BTreeMap<String, Party> {
    let mut all = BTreeMap::new();
    for (key, mut p) in t.named("parties", faults) {
        let ids = p.texts("ids", faults);
        if ids.is_empty() || ids.iter().any(|id| !id.contains(':')) {
            faults.add(p.span_of("ids"), "fault.wrong_value", format!("{}.ids", p.name), "[\"class:name\"]");
        }
        let signatory = p.flag("signatory", false, faults);
        let not_in_lexicon = p.flag("not_in_lexicon", false, faults);
        p.nothing_else(faults);
        all.insert(key, Party { ids, signatory, not_in_lexicon });
    }
    all
}

pub fn links(t: &mut Table, parties: &BTreeMap<String, Party>, faults: &mut Faults) -> Vec<ControlLink> {
    let mut all = Vec::new();
    for mut l in t.list("links", faults) {
        let (party, answers_for) = (l.text("party", faults), l.text("answers_for", faults));
        let in_text = l.flag("in_text", false, faults);
        let (held_by, disputed_by) = (l.texts("held_by", faults), l.texts("disputed_by", faults));
        for key in [("party", &party), ("answers_for", &answers_for)] {
            if let (name, Some(k)) = key
                && !parties.contains_key(k)
            {
                faults.add(l.span_of(name), "fault.unknown_party", k, keys(parties));
            }
        }
        if !in_text && held_by.is_empty() {
            faults.add(l.span(), "fault.link_held_by_nobody", l.name.clone(), "held_by");
        }
        l.nothing_else(faults);
        if let (Some(party), Some(answers_for)) = (party, answers_for) {
            all.push(ControlLink { party, answers_for, in_text, held_by, disputed_by });
        }
    }
    all
}

pub fn keys<V>(map: &BTreeMap<String, V>) -> String {
    map.keys().map(String::as_str).collect::<Vec<_>>().join(" ")
}
