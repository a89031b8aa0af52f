//! Lulls are what the counts of a period say, by zone and weapon: is it really quieter, and since when?

use crate::Heard;
use crate::agreements::covers;
use accalmie_record::Incident;
use accalmie_truce::Agreement;
use accalmie_truce::lull::{Answer, Cell, Estimate, Settings, State, When, Why, answer, by_cell};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Families of types that are counted.
pub const COUNTED: [&str; 4] = ["battle", "explosive", "civilian_targeting", "object_attack"];
/// What is counted where no agreement gives zones.
const ALL: &str = "everywhere";
const ANY: &str = "any";

/// What the counts from `first` to `last` say; of each zone of the agreement too, where there is one.
pub fn lulls(heard: &Heard, agreement: Option<&Agreement>, first: Date, last: Date) -> Vec<Lull> {
    let told: Vec<(Date, &Incident)> = heard.incidents.iter().filter(|i| i.counts()).filter_map(|i| Some((day(i, heard)?, i))).collect();
    // How much was reported each day, of anything: a day on which nothing came out is a day of which nothing is known.
    let mut reports: BTreeMap<i32, f64> = BTreeMap::new();
    heard.published.values().for_each(|d| *reports.entry(number(*d)).or_default() += 1.0);
    let mut counted: BTreeMap<(i32, String, String), u32> = BTreeMap::new();
    for (date, incident) in told.into_iter().filter(|(d, _)| (first..=last).contains(d)) {
        for zone in zones(agreement, incident) {
            let weapon = incident.weapon.map_or("unspecified", |w| w.name()).to_owned();
            for weapon in [weapon, ANY.to_owned()] {
                *counted.entry((number(date), zone.clone(), weapon)).or_default() += 1;
            }
        }
    }
    let rows = counted.into_iter().map(|((d, zone, weapon), n)| (d, zone, weapon, n));
    let exposure = |d: i32, _: &String, _: &String| reports.get(&d).copied().unwrap_or(0.0);
    by_cell(number(first), number(last), rows, exposure)
        .into_iter()
        .map(|(Cell { zone, weapon, .. }, series)| Lull::of(zone, weapon, answer(&series, Settings::default())))
        .collect()
}

/// The day of an incident; of one without a date, that of its first report.
fn day(i: &Incident, heard: &Heard) -> Option<Date> {
    let own = i.time.as_ref().and_then(|t| t.from.as_deref()).and_then(|t| t.get(..10)).and_then(|t| t.parse().ok());
    own.or_else(|| i.reports.iter().filter_map(|r| heard.published.get(r)).min().copied())
}

fn zones(agreement: Option<&Agreement>, i: &Incident) -> Vec<String> {
    let mut out = vec![ALL.to_owned()];
    if let (Some(a), Some(point)) = (agreement, i.point()) {
        out.extend(a.zones.values().filter(|z| z.id != ALL && covers(a, z, point)).map(|z| z.id.clone()));
    }
    out
}

/// Days since 1970-01-01.
fn number(date: Date) -> i32 {
    date.since(Date::constant(1970, 1, 1)).map_or(0, |s| s.get_days())
}

fn date(number: i32) -> String {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(number)).map_or_else(|_| String::new(), |d| d.to_string())
}

#[derive(Serialize)]
pub struct Moment {
    pub most_probable: String,
    pub between: [String; 2],
}

impl Moment {
    fn of(w: &When) -> Moment {
        Moment { most_probable: date(w.most_probable), between: [date(w.between.0), date(w.between.1)] }
    }
}

#[derive(Serialize)]
pub struct Lull {
    pub zone: String,
    pub weapon: String,
    pub state: State,
    pub probability: f64,
    pub probability_broken: f64,
    pub began: Option<Moment>,
    pub broke: Option<Moment>,
    /// The rate after, of the rate before.
    pub ratio: Option<Estimate>,
    pub why_cannot_tell: Option<Why>,
}

impl Lull {
    fn of(zone: String, weapon: String, a: Answer) -> Lull {
        Lull {
            zone,
            weapon,
            state: a.state,
            probability: a.probability,
            probability_broken: a.probability_broken,
            began: a.began.as_ref().map(Moment::of),
            broke: a.broke.as_ref().map(Moment::of),
            ratio: a.ratio,
            why_cannot_tell: a.why_cannot_tell,
        }
    }
}
