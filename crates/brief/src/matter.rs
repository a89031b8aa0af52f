//! Matter is what a brief is made of: already filtered, already protected.

use accalmie_record::{Incident, Kind};
use accalmie_roads::Closure;
use accalmie_truce::Verdict;
use accalmie_truce::lull::State;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// All days are of the reports' own calendar.
pub struct Matter<'a> {
    pub day: Date,
    /// The day of the brief before; what came after it is told.
    pub since: Date,
    /// Nobody's words are quoted, and no report is named.
    pub public: bool,
    /// Those that overlap the period, and older ones that a report of the period tells of.
    pub told: &'a [Told<'a>],
    /// By key.
    pub reports: &'a BTreeMap<String, Report>,
    pub truces: &'a [Truce<'a>],
    pub roads: &'a [Shut<'a>],
    pub cut_off: &'a [Before<'a>],
    pub corrections: &'a [Correction],
    /// What helps to find one's way on a map of this box: west, south, east, north.
    pub around: &'a dyn Fn([f64; 4]) -> Around,
    /// The network is of links between towns: no surveyed roads.
    pub schematic: bool,
}

/// What is on a map beside what it is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Around {
    /// The largest first.
    pub towns: Vec<Town>,
    pub borders: Vec<Border>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Town {
    pub name: String,
    pub lat: f64,
    pub lon: f64,
}

/// Longitude and latitude.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Border {
    pub line: Vec<[f64; 2]>,
    /// Not all who are concerned hold it for the border.
    pub disputed: bool,
}

/// A report that was read.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub source: Option<String>,
    pub published: Option<Date>,
}

pub struct Told<'a> {
    pub incident: &'a Incident,
    /// Of each record, the words that tell it.
    pub words: Vec<Words>,
}

#[derive(Clone, Debug)]
pub struct Words {
    /// The report's key.
    pub report: String,
    pub text: String,
    pub kind: Kind,
}

/// An agreement, and what the period's incidents say of it.
pub struct Truce<'a> {
    pub title: &'a str,
    pub verdicts: Vec<&'a Verdict>,
    /// Everywhere in its zones, any weapon; with the probability of a lull.
    pub lull: Option<(State, f64)>,
    /// Days of the period, and on how many of them a report told of anything in its zones.
    pub days: usize,
    pub days_with_reports: usize,
}

/// A closure, and its state on the day: `closed`, `suspected`, `unknown`, or `open` where somebody said so.
pub struct Shut<'a> {
    pub closure: &'a Closure,
    pub state: &'static str,
    pub where_: String,
    /// Longitude and latitude.
    pub lines: Vec<Vec<[f64; 2]>>,
}

/// A place that no way leads to any more, by these closures.
pub struct Before<'a> {
    pub place: &'a str,
    pub closures: Vec<&'a Closure>,
}

/// What a person did to an incident since the brief before.
#[derive(Clone, Debug)]
pub struct Correction {
    pub incident: String,
    /// `correct`, `join`, `split` or `retract`.
    pub did: &'static str,
    pub reason: String,
}
