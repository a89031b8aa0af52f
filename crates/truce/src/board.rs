//! A board is the ledger of one agreement over a period: what was alleged of whom, by day, zone and clause, beside the period before and beside the
//! days on which nobody reported.
//!
//! A day without any report is "no coverage", and has no figure: unknown is not calm. Verdicts are never added up over clauses: one incident can touch
//! several.

use crate::agreement::{Agreement, Clause, ClauseKind};
use crate::verdict::{Context, Outcome, Verdict, judge, span};
use accalmie_record::Incident;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Span, Timestamp};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many reports came, by day (ISO) and zone id; given by the caller. A day and zone that is not here had none.
pub type Coverage = BTreeMap<(String, String), u64>;

/// First and last day, both within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub first: Date,
    pub last: Date,
}

impl Days {
    /// The period of the same length that ends the day before.
    pub fn before(self) -> Option<Days> {
        let length = self.last.since(self.first).ok()?.get_days();
        let last = self.first.yesterday().ok()?;
        Some(Days { first: last.checked_sub(Span::new().days(length)).ok()?, last })
    }

    pub fn all(self) -> impl Iterator<Item = Date> {
        std::iter::successors(Some(self.first), |d| d.tomorrow().ok()).take_while(move |d| *d <= self.last)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Board {
    pub agreement: String,
    pub period: Counted,
    /// The period of the same length before.
    pub previous: Option<Counted>,
    pub obligations: Vec<Duty>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counted {
    pub first: String,
    pub last: String,
    pub rows: Vec<Row>,
    /// Incidents without a day, or that the days do not hold for certain: they are in no row.
    pub undated: Vec<String>,
    pub coverage: Vec<Covered>,
}

/// One day, zone, party and clause. Figures are of incidents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    pub day: String,
    /// `None` where the readings of the zone differ.
    pub zone: Option<String>,
    /// Party keys of those who did it; none where nobody knows.
    pub parties: Vec<String>,
    pub clause: String,
    pub alleged: u64,
    pub corroborated: u64,
    pub verified: u64,
    pub contested: u64,
    pub inconsistent: u64,
    pub undeterminable: u64,
    pub incidents: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Covered {
    pub zone: String,
    pub days_with_reports: u64,
    pub reports: u64,
    /// Days on which nobody reported: nothing is known of them.
    pub days_without: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// An incident says that it was done. It may not be the whole of it.
    Met,
    NotYetDue,
    NoDeadline,
    /// The deadline is over, and an incident after it shows that it was not done.
    Overdue,
    /// The deadline is over and nobody said that it was met.
    NoWord,
    /// Its readers give deadlines on both sides of the last day.
    ReadingsDiffer,
}

/// An obligation as it stands at the end of the period's last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Duty {
    pub clause: String,
    pub bound: Vec<String>,
    /// By reading, RFC 3339 in UTC.
    pub deadlines: Vec<String>,
    pub kept: Kept,
    pub incidents: Vec<String>,
}

/// Counts verdicts over a period and the one before. The order of the incidents does not matter.
pub fn board(a: &Agreement, incidents: &[Incident], coverage: &Coverage, period: Days, context: &Context) -> Board {
    let mut incidents: Vec<&Incident> = incidents.iter().collect();
    incidents.sort_by(|x, y| x.id.cmp(&y.id));
    let judged: Vec<Judged> =
        incidents.into_iter().map(|i| Judged { day: day(a, i), verdicts: judge(a, i, context), incident: i }).collect();
    Board {
        agreement: a.id.clone(),
        period: counted(a, &judged, coverage, period),
        previous: period.before().map(|p| counted(a, &judged, coverage, p)),
        obligations: duties(a, &judged, period),
    }
}

struct Judged<'i> {
    incident: &'i Incident,
    /// Its one day in the agreement's zone, if it has one.
    day: Option<Date>,
    verdicts: Vec<Verdict>,
}

/// The day of an incident that began and ended on it, or that goes on since it.
fn day(a: &Agreement, incident: &Incident) -> Option<Date> {
    let (from, to) = span(a, incident)?;
    let zone = zone(a)?;
    let first = from.to_zoned(zone.clone()).date();
    // A day ends where the next begins.
    let last = to.map_or(first, |to| {
        let end = if to > from { to.checked_sub(Span::new().seconds(1)).unwrap_or(to) } else { to };
        end.to_zoned(zone).date()
    });
    (first == last).then_some(first)
}

fn zone(a: &Agreement) -> Option<TimeZone> {
    Some(TimeZone::fixed(Offset::from_seconds(a.utc_offset_minutes * 60).ok()?))
}

fn counted(a: &Agreement, judged: &[Judged], coverage: &Coverage, days: Days) -> Counted {
    let mut rows: BTreeMap<(Date, Option<String>, Vec<String>, String), Row> = BTreeMap::new();
    let mut undated = BTreeSet::new();
    for j in judged {
        for v in &j.verdicts {
            let Some(clause) = v.clause.clone().filter(|_| tells(v.outcome)) else { continue };
            let Some(day) = j.day else {
                undated.insert(j.incident.id.clone());
                continue;
            };
            if !(days.first..=days.last).contains(&day) {
                continue;
            }
            let zones: BTreeSet<_> = v.readings.iter().filter_map(|r| r.zone.clone()).collect();
            let zone = if zones.len() > 1 { None } else { v.place.as_ref().map(|p| p.zone.clone()) };
            let parties: BTreeSet<_> = v.who.iter().filter_map(|w| w.party.clone()).collect();
            let key = (day, zone, parties.into_iter().collect::<Vec<_>>(), clause);
            let row = rows.entry(key.clone()).or_insert_with(|| Row {
                day: day.to_string(),
                zone: key.1,
                parties: key.2,
                clause: key.3,
                alleged: 0,
                corroborated: 0,
                verified: 0,
                contested: 0,
                inconsistent: 0,
                undeterminable: 0,
                incidents: Vec::new(),
            });
            match v.outcome {
                Outcome::BreachAlleged => row.alleged += 1,
                Outcome::BreachCorroborated => row.corroborated += 1,
                Outcome::BreachVerified => row.verified += 1,
                Outcome::Contested => row.contested += 1,
                Outcome::InconsistentWithImpliedTerm => row.inconsistent += 1,
                _ => row.undeterminable += 1,
            }
            row.incidents.push(j.incident.id.clone());
        }
    }
    Counted {
        first: days.first.to_string(),
        last: days.last.to_string(),
        rows: rows.into_values().collect(),
        undated: undated.into_iter().collect(),
        coverage: a.zones.keys().map(|zone| covered(zone, coverage, days)).collect(),
    }
}

fn tells(outcome: Outcome) -> bool {
    outcome.is_breach() || matches!(outcome, Outcome::Contested | Outcome::InconsistentWithImpliedTerm | Outcome::Undeterminable)
}

fn covered(zone: &str, coverage: &Coverage, days: Days) -> Covered {
    let mut found = Covered { zone: zone.to_owned(), days_with_reports: 0, reports: 0, days_without: Vec::new() };
    for day in days.all() {
        match coverage.get(&(day.to_string(), zone.to_owned())).copied().unwrap_or(0) {
            0 => found.days_without.push(day.to_string()),
            reports => {
                found.days_with_reports += 1;
                found.reports += reports;
            }
        }
    }
    found
}

fn duties(a: &Agreement, judged: &[Judged], period: Days) -> Vec<Duty> {
    let end = zone(a).and_then(|z| z.to_timestamp(period.last.tomorrow().ok()?.at(0, 0, 0, 0)).ok());
    a.clauses.iter().filter(|c| matches!(c.kind, ClauseKind::Obligation | ClauseKind::Objective)).map(|c| duty(c, judged, end)).collect()
}

fn duty(clause: &Clause, judged: &[Judged], end: Option<Timestamp>) -> Duty {
    let of = |outcome: fn(&Verdict) -> bool| -> Vec<String> {
        let hit = |j: &&Judged| j.verdicts.iter().any(|v| v.clause.as_ref() == Some(&clause.id) && outcome(v));
        let by_then = |j: &&Judged| j.verdicts.iter().any(|v| v.time.as_ref().is_some_and(|t| before(t.from.as_deref(), end)));
        judged.iter().filter(hit).filter(by_then).map(|j| j.incident.id.clone()).collect()
    };
    let met = of(|v| v.outcome == Outcome::ObligationMet);
    let overdue = of(|v| {
        let after = v.time.as_ref().is_some_and(|t| t.due == crate::verdict::Due::After);
        after
            && (v.outcome.is_breach() || v.notes.contains(&crate::verdict::Note::ObjectNotSignatory))
            && v.outcome != Outcome::ObligationMet
    });
    let deadlines: Vec<Timestamp> = clause.windows.iter().filter_map(|w| w.deadline).collect();
    let over = |d: &Timestamp| end.is_some_and(|end| *d <= end);
    let (kept, incidents) = if !met.is_empty() {
        (Kept::Met, met)
    } else if deadlines.is_empty() {
        (Kept::NoDeadline, Vec::new())
    } else if !deadlines.iter().any(over) {
        (Kept::NotYetDue, Vec::new())
    } else if !deadlines.iter().all(over) {
        (Kept::ReadingsDiffer, Vec::new())
    } else if !overdue.is_empty() {
        (Kept::Overdue, overdue)
    } else {
        (Kept::NoWord, Vec::new())
    };
    let deadlines = deadlines.iter().map(Timestamp::to_string).collect();
    Duty { clause: clause.id.clone(), bound: clause.bound.clone(), deadlines, kept, incidents }
}

fn before(from: Option<&str>, end: Option<Timestamp>) -> bool {
    from.and_then(|f| f.parse::<Timestamp>().ok()).zip(end).is_some_and(|(f, e)| f < e)
}
