//! Explaining shows on what a record stands: its words by offset, the places that its names could mean, rows and rules.

use crate::layout::clean;
use crate::shown;
use accalmie_record::{Harm, Place, Record, Sensitivity, Sex, Text, Unit};

/// One fact a line, as `name: value`.
pub fn lines(record: &Record, all: &[Record]) -> Vec<String> {
    let mut out = Vec::new();
    let mut facts = vec![
        record.id.clone(),
        record.type_.name().to_owned(),
        record.status.name().to_owned(),
        format!("confidence {:.2}", record.confidence),
    ];
    if record.sensitivity == Sensitivity::Restricted {
        facts.push("restricted".to_owned());
    }
    facts.extend(record.grade.clone());
    out.push(facts.join(" · "));
    for e in &record.evidence {
        let text = if e.in_ == Text::Title { "title" } else { "text" };
        out.push(format!("words: {text} {}–{} “{}”", e.span.start, e.span.end, clean(&e.text)));
    }
    out.extend(record.places.iter().map(place));
    if let Some(t) = &record.time {
        let words = t.text.as_deref().map_or_else(|| shown::UNKNOWN.to_owned(), |t| format!("“{}”", clean(t)));
        let value = [t.from.as_deref(), t.to.as_deref(), t.relative.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        out.push(format!("time: {words} {value}").trim_end().to_owned());
    }
    for a in &record.actors {
        let name = a.name.as_deref().map(|n| format!(" = {n}")).unwrap_or_default();
        out.push(format!("{}: “{}”{name} ({})", a.role.name(), clean(&a.text), a.basis.name()));
    }
    out.extend(record.targets.iter().map(|t| format!("target: “{}” ({})", clean(&t.text), t.class.name())));
    out.extend(record.weapon.iter().map(|w| format!("weapon: “{}” ({})", clean(&w.text), w.class.name())));
    out.extend(record.harm.iter().map(harm));
    out.extend(record.attribution.iter().map(|a| format!("said by: “{}”", clean(&a.text))));
    for link in &record.links {
        let what = all.iter().find(|r| r.id == link.to).map(|r| format!(" ({})", r.type_)).unwrap_or_default();
        out.push(format!("link: {} {}{what}", link.rel.name(), link.to));
    }
    if !record.why.is_empty() {
        out.push(format!("why: {}", record.why.join("; ")));
    }
    out
}

fn place(place: &Place) -> String {
    let mut line = format!("place: “{}” {}", clean(&place.text), place.relation.name());
    match (&place.name, &place.id, place.lat.zip(place.lon)) {
        (Some(name), Some(id), Some((lat, lon))) => line.push_str(&format!(" = {name} {id} {lat:.4}, {lon:.4}")),
        _ => line.push_str(" = –"),
    }
    line.extend(place.precision.map(|p| format!(", precision {p}")));
    for (i, c) in place.candidates.iter().enumerate() {
        line.push_str(if i == 0 { "; could be " } else { ", " });
        line.push_str(&format!("{} {} {:.4}, {:.4}", c.name, c.id, c.lat, c.lon));
    }
    line
}

fn harm(h: &Harm) -> String {
    let mut line = format!("{}: {} {} “{}”", h.outcome.name(), shown::range(h.min, h.max), h.who.name(), clean(&h.text));
    let flags =
        [(h.cumulative, "cumulative"), (h.superseded, "superseded"), (h.alternative, "alternative"), (h.part_of_total, "part of total")];
    for flag in flags.iter().filter(|f| f.0) {
        line.push_str(&format!(", {}", flag.1));
    }
    for words in [h.age.as_deref(), h.sex.map(Sex::name), h.unit.map(Unit::name)].into_iter().flatten() {
        line.push_str(&format!(", {}", clean(words)));
    }
    line
}
