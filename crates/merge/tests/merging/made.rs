//! Readings made by hand: invented happenings, each in a line.

use accalmie_merge::{Telling, tellings};
use accalmie_record::*;

/// Villages that are not on any map: name, degrees, UCDP `where_prec`.
pub const PLACES: [(&str, f64, f64, u8); 6] = [
    ("Upper Vlorp", 36.60, 40.30, 1),
    ("Lower Vlorp", 36.62, 40.31, 1),
    ("Karsk", 37.30, 41.20, 1),
    ("Ommel", 36.10, 39.70, 1),
    ("Vlorp Province", 36.60, 40.50, 4),
    ("Vlorpland", 36.0, 40.0, 6),
];

#[derive(Clone, Debug)]
pub struct Said {
    pub report: usize,
    pub source: Option<&'static str>,
    pub published: Option<String>,
    pub day: Option<String>,
    /// First and last hour.
    pub hours: Option<(u32, u32)>,
    pub place: Option<usize>,
    /// On a road that leads there.
    pub road: bool,
    pub type_: Type,
    pub killed: Option<(u64, Option<u64>)>,
    pub actor: Option<&'static str>,
    pub text: String,
}

impl Said {
    /// An air strike on a day of May 2031, told the same day.
    pub fn strike(report: usize, day: u32, place: usize) -> Said {
        let day = format!("2031-05-{day:02}");
        Said {
            report,
            source: None,
            published: Some(day.clone()),
            day: Some(day),
            hours: None,
            place: Some(place),
            road: false,
            type_: Type::ExplosiveAirstrike,
            killed: None,
            actor: None,
            text: format!("telling {report}"),
        }
    }

    pub fn killed(mut self, min: u64, max: Option<u64>) -> Said {
        self.killed = Some((min, max));
        self
    }

    pub fn hours(mut self, from: u32, to: u32) -> Said {
        self.hours = Some((from, to));
        self
    }

    pub fn by(mut self, source: &'static str) -> Said {
        self.source = Some(source);
        self
    }

    pub fn published(mut self, day: u32) -> Said {
        self.published = Some(format!("2031-05-{day:02}"));
        self
    }

    pub fn actor(mut self, name: &'static str) -> Said {
        self.actor = Some(name);
        self
    }
}

fn place(n: usize) -> Place {
    let (name, lat, lon, precision) = PLACES[n];
    Place {
        text: name.to_owned(),
        relation: Relation::At,
        name: Some(name.to_owned()),
        id: Some(format!("made:{n}")),
        lat: Some(lat),
        lon: Some(lon),
        precision: Some(precision),
        candidates: Vec::new(),
    }
}

pub fn record(id: String, s: &Said) -> Record {
    let harm = s.killed.map(|(min, max)| Harm {
        outcome: Outcome::Killed,
        min,
        max,
        text: min.to_string(),
        who: Who::Unknown,
        age: None,
        sex: None,
        cumulative: false,
        superseded: false,
        alternative: false,
        part_of_total: false,
        unit: None,
    });
    let actor = |name: &str| Actor {
        role: Role::Initiator,
        text: name.to_owned(),
        name: Some(name.to_owned()),
        id: Some(name.to_owned()),
        basis: Basis::Stated,
    };
    let period = |day: &String| {
        let at = |hour: Option<u32>| hour.map_or_else(|| day.clone(), |h| format!("{day}T{h:02}:00"));
        let precision = if s.hours.is_some() { TimePrecision::PartOfDay } else { TimePrecision::Day };
        let (from, to) = (at(s.hours.map(|h| h.0)), at(s.hours.map(|h| h.1)));
        Period { text: None, from: Some(from), to: Some(to), precision, open_end: false, relative: None }
    };
    let place = |n: usize| {
        let relation = if s.road { Relation::RoadToward } else { Relation::At };
        Place { relation, ..place(n) }
    };
    Record {
        id,
        kind: s.type_.kind(),
        type_: s.type_,
        status: Status::Asserted,
        count: None,
        actors: s.actor.map(actor).into_iter().collect(),
        targets: Vec::new(),
        weapon: None,
        places: s.place.map(place).into_iter().collect(),
        time: s.day.as_ref().map(period),
        harm: harm.into_iter().collect(),
        attribution: None,
        evidence: vec![Evidence { in_: Text::Text, span: SpanJson { start: 0, end: s.text.len() }, text: s.text.clone() }],
        confidence: 0.8,
        links: Vec::new(),
        sensitivity: Sensitivity::Public,
        grade: None,
        why: Vec::new(),
    }
}

/// A reading with one record for each of these, all of one report.
pub fn reading(said: &[Said]) -> Reading {
    let n = said[0].report;
    let report = Report {
        schema: Schema,
        id: format!("sha256:{n:064x}"),
        key: format!("report {n}"),
        language: Lang::new("en"),
        published: said[0].published.clone(),
        published_from: PublishedFrom::Operator,
        source: said[0].source.map(str::to_owned),
        url: None,
        title: None,
        text: String::new(),
    };
    let records = said.iter().enumerate().map(|(i, s)| record(format!("{n:012x}#{}", i + 1), s)).collect();
    Reading { report, records, problems: Vec::new() }
}

/// The tellings of single-record reports.
pub fn all(said: &[Said]) -> Vec<Telling> {
    said.iter().flat_map(|s| tellings(&reading(std::slice::from_ref(s)), None)).collect()
}
