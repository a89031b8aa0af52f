//! Clauses are read last: each name in one must be defined above it, and its times must come one after the other.

use super::parts::keys;
use super::table::{Faults, Table};
use crate::agreement::{Act, Clause, ClauseKind, Mode, Party, Source, Window, Zone, ZoneReading};
use accalmie_record::{TargetClass, Type};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

pub struct Known<'k> {
    pub sources: &'k BTreeMap<String, Source>,
    pub parties: &'k BTreeMap<String, Party>,
    pub zones: &'k BTreeMap<String, Zone>,
}

pub fn clauses(t: &mut Table, known: &Known, faults: &mut Faults) -> Vec<Clause> {
    let mut ids = BTreeSet::new();
    let mut all = Vec::new();
    let read = t.list("clauses", faults);
    if read.is_empty() {
        faults.add(t.span(), "fault.missing_key", "clauses", "[[clauses]]");
    }
    for mut c in read {
        let id = c.text("id", faults);
        if let Some(id) = &id {
            c.name = format!("clauses.{id}");
            if !ids.insert(id.clone()) {
                faults.add(c.span_of("id"), "fault.duplicate_clause", id, "");
            }
        }
        all.extend(clause(c, id, known, faults));
    }
    all
}

fn clause(mut c: Table, id: Option<String>, known: &Known, faults: &mut Faults) -> Option<Clause> {
    let kind = kind(&mut c, faults);
    let certain = c.flag("certain", true, faults);
    let words = c.words("words", faults);
    let bound = named(&mut c, "bound", known.parties, "fault.unknown_party", faults);
    let objects = named(&mut c, "objects", known.parties, "fault.unknown_party", faults);
    let sources = named(&mut c, "sources", known.sources, "fault.unknown_source", faults);
    if sources.is_empty() {
        faults.add(c.span(), "fault.no_source", c.name.clone(), keys(known.sources));
    }
    let acts = c.list("acts", faults).into_iter().filter_map(|a| act(a, known, faults)).collect();
    let zones = zones(&mut c, known, faults);
    let windows = windows(&mut c, faults);
    let between_parties = c.flag("between_parties", false, faults);
    let exceptions = c.texts("exceptions", faults);
    let ambiguity = c.maybe_text("ambiguity", faults);
    c.nothing_else(faults);
    let (id, kind, words) = (id?, kind?, words?);
    Some(Clause { id, kind, certain, words, bound, objects, acts, zones, windows, between_parties, exceptions, ambiguity, sources })
}

fn kind(c: &mut Table, faults: &mut Faults) -> Option<ClauseKind> {
    let kind = c.text("kind", faults)?;
    Some(match kind.as_str() {
        "obligation" => ClauseKind::Obligation,
        "prohibition" => ClauseKind::Prohibition,
        "permission" => ClauseKind::Permission,
        "declaration" => ClauseKind::Declaration,
        "mechanism" => ClauseKind::Mechanism,
        "objective" => ClauseKind::Objective,
        _ => {
            let kinds = "obligation prohibition permission declaration mechanism objective";
            faults.add(c.span_of("kind"), "fault.wrong_value", format!("{}.kind {kind}", c.name), kinds);
            return None;
        }
    })
}

fn named<V>(c: &mut Table, key: &'static str, known: &BTreeMap<String, V>, what: &'static str, faults: &mut Faults) -> Vec<String> {
    let names = c.texts(key, faults);
    for name in names.iter().filter(|n| !known.contains_key(*n)) {
        faults.add(c.span_of(key), what, name, keys(known));
    }
    names
}

fn act(mut a: Table, known: &Known, faults: &mut Faults) -> Option<Act> {
    let mode = a.text("mode", faults);
    let mode = match mode.as_deref() {
        Some("forbidden") => Some(Mode::Forbidden),
        Some("implied") => Some(Mode::Implied),
        Some("fulfils") => Some(Mode::Fulfils),
        Some("undone") => Some(Mode::Undone),
        Some(other) => {
            faults.add(a.span_of("mode"), "fault.wrong_value", format!("mode {other}"), "forbidden implied fulfils undone");
            None
        }
        None => None,
    };
    let mut types = Vec::new();
    for name in a.texts("types", faults) {
        let found: Vec<Type> = match name.strip_suffix(".*") {
            Some(family) => Type::ALL.iter().copied().filter(|t| t.family() == family).collect(),
            None => name.parse().into_iter().collect(),
        };
        if found.is_empty() {
            faults.add(a.span_of("types"), "fault.unknown_type", name, "lexicons/kinds.tsv");
        }
        types.extend(found);
    }
    let mut targets = Vec::new();
    for name in a.texts("targets", faults) {
        match TargetClass::from_name(&name) {
            Some(t) => targets.push(t),
            None => faults.add(a.span_of("targets"), "fault.unknown_target", name, classes()),
        }
    }
    if types.is_empty() && !a.has("types") {
        faults.add(a.span(), "fault.missing_key", "types", "");
    }
    let needs_place = a.flag("needs_place", true, faults);
    let needs_control_of = a.maybe_text("needs_control_of", faults);
    if let Some(party) = needs_control_of.as_ref().filter(|p| !known.parties.contains_key(*p)) {
        faults.add(a.span_of("needs_control_of"), "fault.unknown_party", party, keys(known.parties));
    }
    a.nothing_else(faults);
    Some(Act { mode: mode?, types, targets, needs_place, needs_control_of })
}

fn classes() -> String {
    TargetClass::ALL.iter().map(|t| t.name()).collect::<Vec<_>>().join(" ")
}

fn zones(c: &mut Table, known: &Known, faults: &mut Faults) -> Vec<ZoneReading> {
    let mut all = Vec::new();
    for mut z in c.list("zones", faults) {
        let zone = z.text("zone", faults);
        let held_by = z.texts("held_by", faults);
        if let Some(zone) = &zone
            && !known.zones.contains_key(zone)
        {
            faults.add(z.span_of("zone"), "fault.unknown_zone", zone, keys(known.zones));
        }
        z.nothing_else(faults);
        all.extend(zone.map(|zone| ZoneReading { zone, held_by }));
    }
    if all.is_empty() && !c.has("zones") {
        faults.add(c.span(), "fault.missing_key", format!("{}.zones", c.name), "");
    }
    if all.len() > 1 && all.iter().any(|z| z.held_by.is_empty()) {
        faults.add(c.span_of("zones"), "fault.reading_held_by_nobody", c.name.clone(), "held_by");
    }
    all
}

fn windows(c: &mut Table, faults: &mut Faults) -> Vec<Window> {
    let mut all = Vec::new();
    for mut w in c.list("windows", faults) {
        let start = w.instant("start", faults);
        let hours = |t: &mut Table, key, faults: &mut Faults| t.number(key, faults).and_then(|h| after(start, h));
        let end = w.instant("end", faults).or_else(|| hours(&mut w, "end_after_hours", faults));
        let deadline = w.instant("deadline", faults).or_else(|| hours(&mut w, "deadline_after_hours", faults));
        for (key, bound) in [("end", end), ("deadline", deadline)] {
            if let (Some(s), Some(b)) = (start, bound)
                && b <= s
            {
                faults.add(w.span_of(key), "fault.ends_before_start", format!("{}.{key}", c.name), s.to_string());
            }
        }
        let trigger = w.maybe_text("trigger", faults);
        let held_by = w.texts("held_by", faults);
        w.nothing_else(faults);
        all.push(Window { start, end, deadline, trigger, held_by });
    }
    if all.is_empty() && !c.has("windows") {
        faults.add(c.span(), "fault.missing_key", format!("{}.windows", c.name), "");
    }
    if all.len() > 1 && all.iter().any(|w| w.held_by.is_empty()) {
        faults.add(c.span_of("windows"), "fault.reading_held_by_nobody", c.name.clone(), "held_by");
    }
    all
}

fn after(start: Option<Timestamp>, hours: f64) -> Option<Timestamp> {
    start?.checked_add(SignedDuration::from_secs((hours * 3600.0).min(1e12) as i64)).ok()
}
