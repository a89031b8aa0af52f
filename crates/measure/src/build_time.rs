//! The actions that make times: dates, shifts, parts of the day, ranges, bounds, lengths.

use crate::build::Args;
use crate::build_clock::{at, clock, half_clock};
use crate::build_range::range;
use crate::lunar::LUNAR;
use crate::meaning::Meaning;
use crate::node::Made;
use crate::rule::Action;
use crate::time::{DateParts, Edge, NthOf, Origin, Pick, TimeKind, TimeValue, Unit};

pub(crate) fn time(action: Action, a: &Args<'_, '_, '_>) -> Option<Made> {
    let kind = a.text("kind").map_or(Some(TimeKind::Point), bound)?;
    let point = |t| Some(Made::Time(kind, t));
    match action {
        Action::Clock => point(clock(a)?),
        Action::Half => point(half_clock(a)?),
        Action::Date => point(TimeValue::Date(date(a)?)),
        Action::Weekday => point(TimeValue::Weekday { weekday: weekday(a, "w")?, pick: pick(a)? }),
        Action::Day => point(a.meaning("x", |m| match *m {
            Meaning::Day { origin, offset } => Some(TimeValue::Shift { origin, n: offset, unit: Unit::Day }),
            _ => None,
        })?),
        Action::Shift => {
            let (n, unit) = counted(a)?;
            point(TimeValue::Shift { origin: origin(a), n: n * sign(a)?, unit })
        }
        Action::Offset => {
            let (n, unit) = counted(a)?;
            point(TimeValue::Offset { n: n * sign(a)?, unit, of: Box::new(a.time("of")?.1) })
        }
        Action::Stretch => {
            let (n, unit) = counted(a)?;
            let by = a.text("sign").map_or_else(|| which(a), |_| sign(a))?;
            let stretch = TimeValue::Stretch { n: n * by, unit };
            (by != 0).then_some(Made::Time(TimeKind::Range, stretch))
        }
        Action::Calendar => {
            let (times, unit) = unit(a)?;
            point(TimeValue::Calendar { origin: origin(a), offset: which(a).or_else(|| a.int("n"))? * times, unit })
        }
        // "later this week": from the report's day to the end of the unit; "earlier this week": from its start to that day.
        Action::Rest => {
            let (today, whole) = (TimeValue::Shift { origin: Origin::Report, n: 0, unit: Unit::Day }, current(a, "unit")?);
            let (from, to) = if sign(a)? > 0 { (today, whole) } else { (whole, today) };
            Some(Made::Time(TimeKind::Range, TimeValue::Range { from: Box::new(from), to: Box::new(to) }))
        }
        Action::Decade => {
            let y = a.int("y").filter(|y| y % 10 == 0)?;
            let from = match y {
                1000..=2090 => y as i16,
                10..=90 => 1900 + y as i16,
                _ => return None,
            };
            point(TimeValue::Years { from, to: from + if from % 100 == 0 { 99 } else { 9 } })
        }
        Action::Century => {
            let n = a.int("n").filter(|n| (2..=21).contains(n))? as i16;
            point(TimeValue::Years { from: (n - 1) * 100, to: n * 100 - 1 })
        }
        Action::Edge => {
            let said = a.meaning("e", |m| if let Meaning::Edge(e) = m { Some(*e) } else { None });
            let edge = said.or_else(|| Edge::parse(a.text("e")?))?;
            point(TimeValue::Edge { edge, of: Box::new(a.time("of").map(|t| t.1).or_else(|| months(a)).or_else(|| current(a, "unit"))?) })
        }
        Action::Nth => {
            let what = weekday(a, "w").map(NthOf::Weekday).or_else(|| unit(a).map(|u| NthOf::Unit(u.1)))?;
            let of = a.time("of").map(|t| t.1).or_else(|| months(a)).or_else(|| current(a, "in"))?;
            point(TimeValue::Nth { n: a.int("n")?, what, of: Box::new(of) })
        }
        Action::Season => point(a.meaning("s", |m| match *m {
            Meaning::Season { from, to } => Some(TimeValue::Season { from, to, year: year(a), pick: pick(a)? }),
            _ => None,
        })?),
        Action::Feast => point(a.meaning("f", |m| match *m {
            Meaning::Feast(feast) => Some(TimeValue::Feast { feast, year: year(a), pick: pick(a)? }),
            _ => None,
        })?),
        Action::Part => {
            let part = a.meaning("p", |m| if let Meaning::Part(p) = m { Some(*p) } else { None })?;
            let on = a.int("on").map(|n| TimeValue::Shift { origin: origin(a), n, unit: Unit::Day });
            let of = a.time("of").map(|t| t.1);
            if of.as_ref().is_some_and(TimeValue::has_many_days) {
                return None;
            }
            point(TimeValue::Part { part, of: of.or(on).map(Box::new) })
        }
        Action::At => at(
            a.time("of")?.1,
            match (a.time("c")?, a.time("c2")) {
                ((_, from), Some((_, to))) => (TimeKind::Range, TimeValue::Range { from: Box::new(from), to: Box::new(to) }),
                (c, None) => c,
            },
        ),
        Action::Range => range(a),
        Action::Bound => point(a.time("t")?.1),
        Action::Length => {
            let (times, unit) = unit(a)?;
            let n = a.number("n").map(|n| n.value).or_else(|| a.text("n")?.parse().ok())?;
            let n = n + a.text("more").and_then(|t| t.parse().ok()).unwrap_or(0.0);
            let n = n * f64::from(times);
            // "3 hours and 30 minutes" is counted in the smaller unit.
            let (n, unit) = match (a.number("n2"), unit_in(a, "unit2")) {
                (Some(more), Some((times, small))) if small < unit => {
                    (n * unit.seconds() / small.seconds() + more.value * f64::from(times), small)
                }
                (Some(_), _) => return None,
                (None, _) => (n, unit),
            };
            Some(Made::Time(TimeKind::Duration, TimeValue::Length { n, unit }))
        }
        Action::Every => {
            let (times, unit) = unit(a).or_else(|| Some((1, if weekday(a, "w").is_some() { Unit::Week } else { Unit::Day })))?;
            let n = a.number("n").map_or(1.0, |n| n.value);
            Some(Made::Time(TimeKind::Frequency, TimeValue::Length { n: n * f64::from(times), unit }))
        }
        _ => None,
    }
}

fn bound(name: &str) -> Option<TimeKind> {
    Some(match name {
        "since" => TimeKind::Since,
        "until" => TimeKind::Until,
        "before" => TimeKind::Before,
        "after" => TimeKind::After,
        _ => return None,
    })
}

fn origin(a: &Args<'_, '_, '_>) -> Origin {
    if a.text("from") == Some("context") { Origin::Context } else { Origin::Report }
}

fn sign(a: &Args<'_, '_, '_>) -> Option<i32> {
    Some(if a.text("sign")? == "-" { -1 } else { 1 })
}

fn unit(a: &Args<'_, '_, '_>) -> Option<(i32, Unit)> {
    unit_in(a, "unit")
}

fn unit_in(a: &Args<'_, '_, '_>, name: &str) -> Option<(i32, Unit)> {
    if let Some(written) = a.text(name) {
        return Some((1, Unit::parse(written)?));
    }
    a.meaning(name, |m| match *m {
        Meaning::Unit { unit, times } => Some((times, unit)),
        _ => None,
    })
}

fn counted(a: &Args<'_, '_, '_>) -> Option<(i32, Unit)> {
    let (times, unit) = unit(a)?;
    Some((a.int("n").filter(|n| (0..=100_000).contains(n))?.checked_mul(times)?, unit))
}

fn which(a: &Args<'_, '_, '_>) -> Option<i32> {
    a.meaning("which", |m| if let Meaning::Which(n) = m { Some(*n) } else { None })
}

fn pick(a: &Args<'_, '_, '_>) -> Option<Pick> {
    Some(match (a.text("pick"), which(a)) {
        (Some("latest"), _) | (None, None) => Pick::Latest,
        (Some("last"), _) | (None, Some(-1)) => Pick::Last,
        (Some("next"), _) | (None, Some(1)) => Pick::Next,
        (None, Some(n)) => Pick::In(n),
        (Some(n), _) => Pick::In(n.parse().ok()?),
    })
}

fn weekday(a: &Args<'_, '_, '_>, name: &str) -> Option<i8> {
    a.meaning(name, |m| if let Meaning::Weekday(w) = m { Some(*w) } else { None })
}

fn month(a: &Args<'_, '_, '_>) -> Option<i8> {
    let named = a.meaning("m", |m| if let Meaning::Month(n) = m { Some(*n) } else { None });
    named.or_else(|| a.int("m").and_then(|m| i8::try_from(m).ok()))
}

pub(crate) fn year(a: &Args<'_, '_, '_>) -> Option<i16> {
    let century = a.int("century").unwrap_or(0) as i16 * 100;
    a.int("y").map(|y| match y {
        0..=99 if century > 0 => century + y as i16,
        0..=49 => 2000 + y as i16,
        50..=99 => 1900 + y as i16,
        y => y as i16,
    })
}

fn months(a: &Args<'_, '_, '_>) -> Option<TimeValue> {
    let (month, year) = (month(a), year(a));
    (month.or(year.map(|_| 1)).is_some()).then_some(TimeValue::Date(DateParts { year, month, ..DateParts::default() }))
}

/// The unit in which the report lies: "the end of the month".
fn current(a: &Args<'_, '_, '_>, name: &str) -> Option<TimeValue> {
    let (_, unit) = unit_in(a, name).filter(|(_, u)| *u >= Unit::Day)?;
    Some(TimeValue::Calendar { origin: Origin::Report, offset: 0, unit })
}

fn date(a: &Args<'_, '_, '_>) -> Option<DateParts> {
    // `x` is a date in figures to which a weekday or a year is added.
    if let Some((_, TimeValue::Date(parts))) = a.time("x") {
        let free = parts.weekday.is_none() && (parts.year.is_none() || year(a).is_none());
        return free.then_some(DateParts { weekday: weekday(a, "w"), year: parts.year.or(year(a)), ..parts });
    }
    let day = a.int("d").and_then(|d| i8::try_from(d).ok());
    let parts = DateParts { year: year(a), month: month(a), day, weekday: weekday(a, "w"), swap: None };
    let longest = match parts.month {
        Some(2) => 29,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    let sound = parts.day.is_none_or(|d| (1..=longest).contains(&d))
        && parts.month.is_none_or(|m| (1..=12).contains(&m) || (1..=12).contains(&(m - LUNAR)));
    (sound && parts != DateParts::default()).then_some(parts)
}
