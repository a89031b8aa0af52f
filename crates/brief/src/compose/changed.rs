//! What changed: older happenings that new reports tell of, figures that were revised, and what people corrected of earlier briefs.

use super::{Desk, happened};
use crate::brief::{Cited, Section, Sentence};
use crate::matter::Told;
use accalmie_record::{Figure, Outcome, Standing};

pub fn section(desk: &mut Desk) -> Option<Section> {
    let m = desk.m;
    let mut sentences: Vec<Sentence> = Vec::new();
    let older: Vec<&Told> = m.told.iter().filter(|t| t.incident.counts() && !desk.is_new(t.incident) && desk.is_told(t.incident)).collect();
    for t in older {
        let first = t.incident.reports.iter().filter_map(|r| m.reports.get(r)?.published).min();
        let text = if first.is_some_and(|d| desk.within(d)) {
            desk.p.say("changed.new", &[("what", &happened::text(desk, t.incident))])
        } else if let Some(revised) = revised(desk, t) {
            revised
        } else {
            continue;
        };
        let cited = desk.cite(t);
        sentences.extend(desk.sentence(text, cited, vec![t.incident.id.clone()]));
    }
    for c in m.corrections {
        let Some(t) = m.told.iter().find(|t| t.incident.id == c.incident) else { continue };
        let what = desk.p.say(&format!("type.{}", t.incident.type_.name()), &[]);
        let slots = [("what", what.as_str()), ("where", &desk.place(t.incident)), ("when", &desk.when(t.incident)), ("why", &c.reason)];
        let key = if c.reason.is_empty() || m.public { format!("changed.{}", c.did) } else { format!("changed.{}.why", c.did) };
        let text = desk.p.say(&key, &slots.map(|(k, v)| (k, v)));
        let cited = desk.cite(t);
        sentences.extend(desk.sentence(text, cited, vec![c.incident.clone()]));
    }
    if sentences.is_empty() {
        let cited: Option<Cited> = desk.cite_all();
        sentences.extend(desk.sentence(desk.p.say("changed.none", &[]), cited, Vec::new()));
    }
    desk.section("changed", sentences)
}

/// What the figures were before the reports of the period, and are now.
fn revised(desk: &Desk, t: &Told) -> Option<String> {
    let i = t.incident;
    if i.standing == Standing::Retracted {
        return None;
    }
    let p = desk.p;
    let new = |f: &&Figure| f.published.as_deref().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok()).is_some_and(|d| desk.within(d));
    let mut told = Vec::new();
    for (outcome, toll) in &i.harm {
        let counted = || toll.by_source.iter().filter(|f| f.left_out.as_deref().is_none_or(|w| w.contains("replaced")));
        let before: Vec<&Figure> = counted().filter(|f| !new(f)).collect();
        if before.is_empty() || !counted().any(|f| new(&f)) {
            continue;
        }
        let low = before.iter().map(|f| f.min).min().unwrap_or(0);
        let high = before.iter().map(|f| f.max).try_fold(0, |n, max| Some(n.max(max?)));
        let (before, now) = (p.range(low, high), p.range(toll.low, toll.high));
        if before != now {
            told.push(figure(p, *outcome, &before, &now));
        }
    }
    if told.is_empty() {
        return None;
    }
    let what = p.say(&format!("type.{}", i.type_.name()), &[]);
    let slots = [
        ("what", what.as_str()),
        ("where", &desk.place(i)),
        ("when", &desk.when(i)),
        ("figures", &told.join(&p.say("list.semicolon", &[]))),
    ];
    Some(p.say("changed.revised", &slots.map(|(k, v)| (k, v))))
}

fn figure(p: &crate::phrases::Phrases, outcome: Outcome, before: &str, now: &str) -> String {
    p.say("changed.figure", &[("outcome", &p.say(&format!("harm.{}", outcome.name()), &[])), ("before", before), ("now", now)])
}
