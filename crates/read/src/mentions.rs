//! A mention is a stretch of words with a value of its own: a place, a time, a figure, an actor, a weapon, people.

use crate::knowledge::Knowledge;
use crate::page::{Desk, sentences};
use crate::sentence::Sentence;
use crate::{capitals, echoes, factions, located, people, what, where_};
use accalmie_measure::QuantityKind;
use accalmie_record::{Report, Span, Text};

/// What the words are worth.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Place { name: Option<String>, id: Option<String>, lat: Option<f64>, lon: Option<f64> },
    Time { from: Option<String>, to: Option<String>, precision: &'static str, relative: Option<String> },
    Quantity { min: u64, max: Option<u64>, value: f64 },
    Actor { name: String },
    Weapon { class: &'static str },
    People { min: u64, max: Option<u64>, who: &'static str },
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mentioned {
    pub in_: Text,
    pub span: Span,
    pub value: Value,
}

impl Mentioned {
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Place { .. } => "place",
            Value::Time { .. } => "time",
            Value::Quantity { .. } => "quantity",
            Value::Actor { .. } => "actor",
            Value::Weapon { .. } => "weapon",
            Value::People { .. } => "people",
        }
    }
}

/// Everything named in the report's text, by where it begins.
pub fn mentions(report: &Report, knowledge: &Knowledge, desk: &mut Desk) -> Vec<Mentioned> {
    let Some(lang) = crate::language(report, knowledge, &mut Vec::new()) else { return Vec::new() };
    let Some(tongue) = knowledge.tongue(lang) else { return Vec::new() };
    let anchor = report.published.as_deref().and_then(|p| p.get(..10)?.parse().ok());
    let mut cut: Vec<Sentence> = Vec::new();
    sentences(&report.text, Text::Text, tongue, desk, &mut cut);
    let gazetteer = knowledge.gazetteer;
    let mut named = Vec::new();
    let mut out = Vec::new();
    for (i, s) in cut.iter().enumerate() {
        let people = people::find(s);
        let factions = factions::find(s, &people, gazetteer);
        where_::find(s, i, &factions, gazetteer, &mut named);
        capitals::find(s, i, gazetteer, &mut named);
        for f in &factions {
            out.push(Mentioned { in_: Text::Text, span: s.span_of(&f.run), value: Value::Actor { name: f.name.clone() } });
        }
        for p in people.iter().filter(|p| !p.bare) {
            out.push(Mentioned {
                in_: Text::Text,
                span: s.span_of(&p.run),
                value: Value::People { min: p.min, max: p.max, who: p.who.name() },
            });
        }
        for a in what::arms(s) {
            out.push(Mentioned { in_: Text::Text, span: s.span_of(&a.run), value: Value::Weapon { class: a.class.name() } });
        }
        for q in s.quantities.iter().filter(|q| !q.article && !matches!(q.kind, QuantityKind::Date | QuantityKind::Time)) {
            out.push(Mentioned { in_: Text::Text, span: q.span, value: Value::Quantity { min: q.min, max: q.max, value: q.value } });
        }
        let mut context = None;
        for t in &s.times {
            let mut p = t.resolve(anchor, context);
            context = t.value.first_day(anchor, context).or(context);
            // An hour or a length that names no day is worth its own words (`05:25:00`, `10800` seconds), whether or not the report's
            // day is known: on which day the hour was is for a reading to settle, not for a mention.
            if let Some(words) = t.undated() {
                (p.from, p.to) = (Some(words), None);
            }
            let precision = p.precision.name();
            out.push(Mentioned {
                in_: Text::Text,
                span: t.span,
                value: Value::Time { from: p.from, to: p.to, precision, relative: p.relative },
            });
        }
    }
    echoes::find(&mut named, &cut, gazetteer);
    located::resolve(&mut named, &cut, gazetteer, &[]);
    for n in &named {
        let place = n.place(&cut, gazetteer);
        let span = cut[n.sentence].span_of(&n.run);
        out.push(Mentioned {
            in_: Text::Text,
            span,
            value: Value::Place { name: place.name, id: place.id, lat: place.lat, lon: place.lon },
        });
    }
    out.sort_by_key(|m| (m.span.start, m.span.end, m.kind()));
    out
}
