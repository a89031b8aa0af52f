//! What is not known: happenings without place, date, author or figure, and days of which nobody reported.

use super::Desk;
use crate::brief::{Cited, Section, Sentence};
use accalmie_record::{Incident, Role};
use jiff::ToSpan;
use jiff::civil::Date;

/// Whether an incident lacks something.
type Lacks = fn(&Incident) -> bool;

pub fn section(desk: &mut Desk) -> Option<Section> {
    let m = desk.m;
    let p = desk.p;
    let mut sentences: Vec<Sentence> = Vec::new();
    let asked: [(&str, Lacks); 4] = [
        ("unknown.place", |i| i.point().is_none()),
        ("unknown.date", |i| i.time.as_ref().is_none_or(|t| t.from.is_none())),
        ("unknown.author", |i| !i.actors.iter().any(|a| matches!(a.role, Role::Initiator | Role::Side) && a.stated)),
        ("unknown.toll", |i| i.harm.is_empty()),
    ];
    for (key, lacks) in asked {
        let mut numbers = Vec::new();
        let mut about = Vec::new();
        let all: Vec<_> =
            m.told.iter().filter(|t| t.incident.counts() && violent(t.incident) && desk.is_new(t.incident) && lacks(t.incident)).collect();
        for t in all {
            numbers.extend(desk.cite(t).iter().flat_map(Cited::iter));
            about.push(t.incident.id.clone());
        }
        let text = p.count(key, about.len() as u64, &[]);
        sentences.extend(desk.sentence(text, Cited::new(numbers), about));
    }
    let silent = silent(desk);
    if silent > 0 {
        let cited = desk.cite_all();
        sentences.extend(desk.sentence(p.count("unknown.days", silent, &[]), cited, Vec::new()));
    }
    desk.section("unknown", sentences)
}

fn violent(i: &Incident) -> bool {
    matches!(i.type_.family(), "battle" | "explosive" | "civilian_targeting" | "object_attack")
}

/// Days of the period on which no report came out.
fn silent(desk: &Desk) -> u64 {
    let (mut day, mut n): (Date, u64) = (desk.m.since, 0);
    while let Ok(next) = day.checked_add(1.day())
        && next <= desk.m.day
    {
        n += u64::from(!desk.m.reports.values().any(|r| r.published == Some(next)));
        day = next;
    }
    n
}
