//! The roads: what bars them, mines before all else; what is no longer known; who is cut off. No road is called open that nobody called so.

use super::Desk;
use crate::brief::{Cited, Section, Sentence};
use accalmie_roads::{Cause, Closure};

/// Beyond, they are counted.
const TOLD: usize = 30;

pub fn section(desk: &mut Desk) -> Option<Section> {
    let m = desk.m;
    let p = desk.p;
    let rank = |state: &str| match state {
        "closed" => 0,
        "suspected" => 1,
        "open" => 2,
        _ => 3,
    };
    let mut shut: Vec<_> = m.roads.iter().collect();
    shut.sort_by(|a, b| {
        let key = |s: &crate::matter::Shut| (s.closure.cause != Cause::Mined, rank(s.state), s.where_.clone(), s.closure.id.clone());
        key(a).cmp(&key(b))
    });
    let mut sentences: Vec<Sentence> = Vec::new();
    for s in shut.iter().take(TOLD) {
        let cause = p.say(&format!("cause.{}", s.closure.cause.text()), &[]);
        let state = p.say(&format!("state.{}", s.state), &[]);
        let since = s.closure.since.map(|d| p.say("road.since", &[("day", &p.date(d))])).unwrap_or_default();
        let age = s.closure.age(m.day).and_then(|n| u64::try_from(n).ok()).filter(|n| *n > 0);
        let age = age.map(|n| p.count("road.age", n, &[])).unwrap_or_default();
        let slots = [("where", s.where_.as_str()), ("state", &state), ("cause", &cause), ("since", &since), ("age", &age)];
        let text = p.say("road", &slots.map(|(k, v)| (k, v)));
        let cited = cite(desk, s.closure);
        sentences.extend(desk.sentence(text, cited, vec![s.closure.id.clone()]));
    }
    if shut.len() > TOLD {
        let cited = desk.cite_all();
        sentences.extend(desk.sentence(p.count("road.more", (shut.len() - TOLD) as u64, &[]), cited, Vec::new()));
    }
    for place in m.cut_off {
        let mut numbers = Vec::new();
        for c in &place.closures {
            numbers.extend(cite(desk, c).iter().flat_map(Cited::iter));
        }
        let about = place.closures.iter().map(|c| c.id.clone()).collect();
        sentences.extend(desk.sentence(p.say("road.cut_off", &[("place", place.place)]), Cited::new(numbers), about));
    }
    if !sentences.is_empty() {
        let cited = desk.cite_all();
        sentences.extend(desk.sentence(p.say("road.not_open", &[]), cited, Vec::new()));
    }
    desk.section("roads", sentences)
}

/// The reports of the incident that it was made of.
fn cite(desk: &mut Desk, c: &Closure) -> Option<Cited> {
    let m = desk.m;
    if let Some(t) = m.told.iter().find(|t| t.incident.id == c.id) {
        return desk.cite(t);
    }
    let mut numbers: Vec<usize> = Vec::new();
    for report in &c.reports {
        numbers.push(desk.sources.report(report, None));
    }
    Cited::new(numbers)
}
