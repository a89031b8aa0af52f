//! When an incident was, against a clause's window: before, within, after, or not known well enough.

use crate::agreement::{Agreement, Window};
use accalmie_record::{Incident, TimePrecision};
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

/// `margin_hours` is to the nearest bound of the window: positive within it, negative outside; `None` where there is no bound or no date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct When {
    /// The happening's earliest and latest instant, RFC 3339 in UTC.
    pub from: Option<String>,
    pub to: Option<String>,
    pub start: Option<String>,
    pub end: Option<String>,
    pub deadline: Option<String>,
    pub margin_hours: Option<f64>,
    pub lies: InTime,
    pub due: Due,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InTime {
    Within,
    Before,
    After,
    Unknown,
}

/// Against the deadline of an obligation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    NoDeadline,
    Before,
    After,
    Unknown,
}

/// The instants between which an incident was, `None` without a date. A day lasts until the next begins; what goes on has no end. Days are counted in
/// the agreement's zone, since reports give none.
pub fn span(a: &Agreement, incident: &Incident) -> Option<(Timestamp, Option<Timestamp>)> {
    let time = incident.time.as_ref()?;
    if time.precision == TimePrecision::Unknown {
        return None;
    }
    let zone = TimeZone::fixed(Offset::from_seconds(a.utc_offset_minutes * 60).ok()?);
    let (from, first) = instant(time.from.as_deref()?, &zone, time.precision)?;
    let to = match time.to.as_deref() {
        Some(to) => Some(instant(to, &zone, time.precision)?.1),
        None => Some(first),
    };
    Some((from, if time.open_end { None } else { to }))
}

/// When the words begin and when they end.
fn instant(text: &str, zone: &TimeZone, precision: TimePrecision) -> Option<(Timestamp, Timestamp)> {
    if let Ok(exact) = text.parse::<Timestamp>() {
        return Some((exact, exact));
    }
    if let Some(date) = text.parse::<Date>().ok().filter(|_| !text.contains('T')) {
        let next = date.tomorrow().ok()?;
        let at = |d: Date| zone.to_timestamp(d.at(0, 0, 0, 0)).ok();
        return Some((at(date)?, at(next)?));
    }
    let begins = zone.to_timestamp(text.parse::<DateTime>().ok()?).ok()?;
    let hours = match precision {
        TimePrecision::Minute => 0,
        TimePrecision::Hour => 1,
        _ => 6,
    };
    Some((begins, begins.checked_add(SignedDuration::from_hours(hours)).ok()?))
}

pub fn time(a: &Agreement, window: &Window, incident: &Incident) -> When {
    let span = span(a, incident);
    let say = |t: Option<Timestamp>| t.map(|t| t.to_string());
    When {
        from: say(span.map(|s| s.0)),
        to: say(span.and_then(|s| s.1)),
        start: say(window.start),
        end: say(window.end),
        deadline: say(window.deadline),
        margin_hours: span.and_then(|s| margin(window, s)),
        lies: lies(window, span),
        due: due(window, span),
    }
}

fn lies(w: &Window, span: Option<(Timestamp, Option<Timestamp>)>) -> InTime {
    if w.start.is_none() && w.trigger.is_some() {
        return InTime::Unknown;
    }
    if w.start.is_none() && w.end.is_none() {
        return InTime::Within;
    }
    let Some((from, to)) = span else { return InTime::Unknown };
    if w.end.is_some_and(|end| from >= end) {
        return InTime::After;
    }
    if w.start.is_some_and(|start| to.is_some_and(|to| to <= start && from < start)) {
        return InTime::Before;
    }
    let begun = w.start.is_none_or(|start| from >= start);
    let over = w.end.is_none_or(|end| to.is_some_and(|to| to <= end));
    if begun && over { InTime::Within } else { InTime::Unknown }
}

fn due(w: &Window, span: Option<(Timestamp, Option<Timestamp>)>) -> Due {
    let Some(deadline) = w.deadline else { return Due::NoDeadline };
    match span {
        Some((from, _)) if from >= deadline => Due::After,
        Some((_, Some(to))) if to <= deadline => Due::Before,
        _ => Due::Unknown,
    }
}

fn margin(w: &Window, (from, to): (Timestamp, Option<Timestamp>)) -> Option<f64> {
    let hours = |a: Timestamp, b: Timestamp| b.duration_since(a).as_secs_f64() / 3600.0;
    let after_start = w.start.map(|s| hours(s, from));
    let before_end = w.end.or(w.deadline).map(|e| hours(to.unwrap_or(from), e));
    match (after_start, before_end) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
