//! Composing goes from the gravest to what is not known, one file a section.

mod changed;
mod drawn;
mod happened;
mod harm;
mod needs;
mod roads;
mod sources;
mod truces;
mod unknown;

use crate::brief::{Brief, Cited, Section, Sentence};
use crate::matter::{Matter, Told};
use crate::phrases::Phrases;
use accalmie_record::{Incident, Outcome};
use jiff::ToSpan;
use jiff::civil::Date;
use sources::Sources;

/// What composing has at hand.
struct Desk<'a> {
    m: &'a Matter<'a>,
    p: &'a Phrases,
    sources: Sources<'a>,
}

/// The same matter gives the same brief.
pub fn brief(matter: &Matter, phrases: &Phrases) -> Brief {
    let mut desk = Desk { m: matter, p: phrases, sources: Sources::new(matter, phrases) };
    let sections = [happened::section, harm::section, changed::section, truces::section, roads::section, needs::section, unknown::section];
    let sections: Vec<Section> = sections.iter().filter_map(|make| make(&mut desk)).collect();
    let first = matter.since.checked_add(1.day()).unwrap_or(matter.day);
    let period = if first == matter.day {
        phrases.say("lead.day", &[("day", &phrases.date(matter.day))])
    } else {
        phrases.say("lead.days", &[("from", &phrases.date(first)), ("to", &phrases.date(matter.day))])
    };
    let read = phrases.count("lead.reports", desk.came() as u64, &[]);
    let schematic =
        if matter.schematic && !matter.roads.is_empty() { format!(" {}", phrases.say("lead.schematic", &[])) } else { String::new() };
    let drawing = drawn::drawing(&desk);
    Brief {
        language: phrases.language,
        rtl: phrases.rtl(),
        title: phrases.say("title", &[("day", &phrases.date(matter.day))]),
        lead: format!("{period} {read}{schematic}"),
        sections,
        drawing,
        sources_title: phrases.say("sources", &[]),
        sources: desk.sources.told(),
    }
}

impl<'a> Desk<'a> {
    /// Reports published in the period.
    fn came(&self) -> usize {
        self.m.reports.values().filter(|r| r.published.is_some_and(|d| self.within(d))).count()
    }

    fn within(&self, day: Date) -> bool {
        day > self.m.since && day <= self.m.day
    }

    /// First and last day, as far as they are known.
    fn days(i: &Incident) -> Option<(Date, Date)> {
        let day = |t: Option<&String>| t.and_then(|t| t.get(..10)).and_then(|t| t.parse::<Date>().ok());
        let time = i.time.as_ref()?;
        let from = day(time.from.as_ref())?;
        Some((from, day(time.to.as_ref()).unwrap_or(from)))
    }

    /// It happened in the period; of one without a date, a report of the period tells of it.
    fn is_new(&self, i: &Incident) -> bool {
        match Self::days(i) {
            Some((from, to)) => to > self.m.since && from <= self.m.day,
            None => self.is_told(i),
        }
    }

    fn is_told(&self, i: &Incident) -> bool {
        i.reports.iter().any(|r| self.m.reports.get(r).and_then(|r| r.published).is_some_and(|d| self.within(d)))
    }

    /// Cites every report of an incident, and the words of its records.
    fn cite(&mut self, told: &'a Told<'a>) -> Option<Cited> {
        let numbers = self.sources.of(told);
        Cited::new(numbers)
    }

    /// Cites the reading of all reports of the period: for what nobody told.
    fn cite_all(&mut self) -> Option<Cited> {
        let came = self.came();
        let n = self.sources.reading(came);
        Cited::new(vec![n])
    }

    fn place(&self, i: &Incident) -> String {
        let p = self.p;
        let Some(place) = i.places.first() else { return p.say("where.unknown", &[]) };
        let name = place.name.as_deref().filter(|_| p.language != "fr" || place.text.is_empty()).unwrap_or(&place.text);
        let name = if name.is_empty() { place.name.as_deref().unwrap_or("\u{2013}") } else { name };
        let key = format!("relation.{}", place.relation.name());
        // The second end of a road belongs to it.
        let named = match (place.relation.name(), i.places.get(1)) {
            ("road_between", Some(to)) => {
                let to = to.name.as_deref().unwrap_or(&to.text);
                p.say("road_between", &[("from", name), ("to", to)])
            }
            _ => p.say("place", &[("relation", &p.say(&key, &[])), ("place", name)]),
        };
        match place.precision {
            Some(level @ 3..=6) => p.say("place.wide", &[("place", &named), ("how", &p.say(&format!("precision.{level}"), &[]))]),
            _ => named,
        }
    }

    fn when(&self, i: &Incident) -> String {
        let p = self.p;
        match Self::days(i) {
            None => p.say("when.unknown", &[]),
            Some((from, to)) if from == to => p.date(from),
            Some((from, to)) => p.say("when.between", &[("from", &p.date(from)), ("to", &p.date(to))]),
        }
    }

    /// The figures of an incident: “killed: 3–5, best 4; injured: at least 2”.
    fn figures(&self, i: &Incident) -> Option<String> {
        let p = self.p;
        let told: Vec<String> = i.harm.iter().map(|(outcome, toll)| self.figure(*outcome, toll)).collect();
        (!told.is_empty()).then(|| told.join(&p.say("list.semicolon", &[])))
    }

    fn figure(&self, outcome: Outcome, toll: &accalmie_record::Toll) -> String {
        let p = self.p;
        let range = p.range(toll.low, toll.high);
        let best =
            if toll.high == Some(toll.low) { range } else { p.say("figure.best", &[("range", &range), ("best", &toll.best.to_string())]) };
        let civilians = match toll.civilians {
            Some(c) => p.say("figure.civilians", &[("n", &p.range(c.low, c.high))]),
            None => String::new(),
        };
        p.say("figure", &[("outcome", &p.say(&format!("harm.{}", outcome.name()), &[])), ("range", &best), ("civilians", &civilians)])
    }

    fn sentence(&self, text: String, cited: Option<Cited>, about: Vec<String>) -> Option<Sentence> {
        Some(Sentence { text, cited: cited?, about })
    }

    fn section(&self, id: &'static str, sentences: Vec<Sentence>) -> Option<Section> {
        let title = self.p.say(&format!("section.{id}"), &[]);
        (!sentences.is_empty()).then_some(Section { id, title, sentences, table: None })
    }
}
