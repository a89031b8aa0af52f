//! The ceasefires: what the period's incidents say of each clause, and whether it is quieter. Nothing is a violation by default.

use super::Desk;
use crate::brief::{Cited, Section, Sentence};
use accalmie_truce::Outcome;
use accalmie_truce::lull::State;
use accalmie_truce::say;
use std::collections::{BTreeMap, BTreeSet};

/// Says nothing of the incident but that it is elsewhere, at another time, or of others.
fn elsewhere(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::OutsideZone | Outcome::OutsideWindow | Outcome::NoApplicableClause | Outcome::PartyNotBound)
}

pub fn section(desk: &mut Desk) -> Option<Section> {
    let m = desk.m;
    let p = desk.p;
    let words = say::phrases(p.language);
    let mut sentences: Vec<Sentence> = Vec::new();
    for truce in m.truces {
        let mut by_clause: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for v in truce.verdicts.iter().filter(|v| !elsewhere(v.outcome)) {
            by_clause.entry((v.clause.as_deref().unwrap_or("\u{2013}"), v.outcome.name())).or_default().push(&v.incident);
        }
        for ((clause, outcome), incidents) in by_clause {
            let about: BTreeSet<String> = incidents.iter().map(|i| (*i).to_owned()).collect();
            let mut numbers = Vec::new();
            for t in m.told.iter().filter(|t| about.contains(&t.incident.id)) {
                numbers.extend(desk.cite(t).iter().flat_map(Cited::iter));
            }
            let outcome = words.say(&format!("outcome.{outcome}"), &[]);
            let text =
                p.count("truce.clause", about.len() as u64, &[("agreement", truce.title), ("clause", clause), ("outcome", &outcome)]);
            sentences.extend(desk.sentence(text, Cited::new(numbers), about.into_iter().collect()));
        }
        let Some((state, probability)) = truce.lull else { continue };
        let percent = format!("{:.0}", probability * 100.0);
        let key = match state {
            State::Lull => "truce.lull",
            State::Broken => "truce.broken",
            State::NoLull => "truce.no_lull",
            State::CannotTell => "truce.cannot_tell",
        };
        let text = p.say(key, &[("agreement", truce.title), ("percent", &percent)]);
        let coverage =
            p.count("truce.coverage", truce.days.saturating_sub(truce.days_with_reports) as u64, &[("days", &truce.days.to_string())]);
        let cited = desk.cite_all();
        sentences.extend(desk.sentence(format!("{text} {coverage}"), cited, Vec::new()));
    }
    desk.section("truces", sentences)
}
