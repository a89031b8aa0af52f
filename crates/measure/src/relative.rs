//! A relative time is what stays of a time value when nobody knows the day of the report: `D-1`, `D-7..D-1`, `W-1`.
//!
//! `D` is the day of the report, `C` the last day named in the text, `W` `M` `Y` the report's week, month and year, `H`
//! its hour, `T20:30` a time of day.

use crate::interval::{Interval, Origins, lay};
use crate::time::{Origin, Pick, TimeKind, TimeMention, TimeValue, Unit};
use accalmie_record::{Period, TimePrecision};
use jiff::civil::{Date, DateTime};

impl TimeValue {
    /// `anchor` is the day of the report, `context` the last day named in the text.
    pub fn resolve(&self, anchor: Option<Date>, context: Option<Date>) -> Period {
        period(self, TimeKind::Point, anchor, context)
    }

    /// The day that later words count from, when this value names one.
    pub fn first_day(&self, anchor: Option<Date>, context: Option<Date>) -> Option<Date> {
        lay(self, Origins { report: anchor, context }).filter(|_| !self.has_many_days()).map(|i| i.from.date())
    }

    /// It names a month, a year, a season: an hour or "the next day" belongs to no day of it.
    pub(crate) fn has_many_days(&self) -> bool {
        match self {
            TimeValue::Date(p) => p.day.is_none() && p.weekday.is_none(),
            TimeValue::Calendar { unit, .. } => *unit > Unit::Day && *unit != Unit::Weekend,
            TimeValue::Years { .. } | TimeValue::Season { .. } => true,
            _ => false,
        }
    }
}

impl TimeMention {
    /// Like [`TimeValue::resolve`], with open ends where the words say "since", "until", "before" or "after".
    pub fn resolve(&self, anchor: Option<Date>, context: Option<Date>) -> Period {
        period(&self.value, self.kind, anchor, context)
    }

    /// A clock time without a day (`05:25:00`) or a length in seconds (`10800`): what the words say that is no date.
    pub fn undated(&self) -> Option<String> {
        let clock = |h: i8, m: i8| Some(format!("{h:02}:{m:02}:00"));
        match &self.value {
            TimeValue::Clock { hour, minute, of: None } => clock(*hour, *minute),
            TimeValue::Part { part, of: None } => clock(part.from.0, part.from.1),
            TimeValue::Range { from, .. } => match **from {
                TimeValue::Clock { hour, minute, of: None } => clock(hour, minute),
                _ => None,
            },
            TimeValue::Length { n, unit } => Some(format!("{}", n * unit.seconds())),
            _ => None,
        }
    }
}

fn period(value: &TimeValue, kind: TimeKind, report: Option<Date>, context: Option<Date>) -> Period {
    let open_end = kind == TimeKind::Since;
    let mut out = Period { text: None, from: None, to: None, precision: said(value), open_end, relative: None };
    let Some(i) = lay(value, Origins { report, context }) else {
        out.relative = relative(value);
        // "from 3 May 2019 to yesterday": the end that is known.
        if let TimeValue::Range { from, to } = value {
            let end = |t: &TimeValue| lay(t, Origins { report, context });
            out.from = end(from).map(|i| written(i.from, &i));
            out.to = end(to).filter(|_| out.from.is_none()).map(|i| written(i.to, &i));
        }
        return out;
    };
    out.precision = i.precision;
    let whole_days = i.precision >= TimePrecision::Day;
    let step =
        |t: DateTime, n: i32| if whole_days { crate::calendar::add_days(t.date(), n).map(|d| d.to_datetime(t.time())) } else { Some(t) };
    let (from, to) = match kind {
        TimeKind::Since => (Some(i.from), None),
        TimeKind::Until => (None, Some(i.to)),
        TimeKind::Before => (None, step(i.from, -1)),
        TimeKind::After => (step(i.to, 1), None),
        _ => (Some(i.from), Some(i.to)),
    };
    out.from = from.map(|t| written(t, &i));
    out.to = to.map(|t| written(t, &i));
    out
}

fn written(t: DateTime, i: &Interval) -> String {
    let d = t.date();
    if i.precision >= TimePrecision::Day {
        return format!("{:04}-{:02}-{:02}", d.year(), d.month(), d.day());
    }
    format!("{:04}-{:02}-{:02}T{:02}:{:02}", d.year(), d.month(), d.day(), t.hour(), t.minute())
}

/// The precision of the words alone.
fn said(value: &TimeValue) -> TimePrecision {
    let unit = |u: Unit| match u {
        Unit::Week | Unit::Weekend => TimePrecision::Week,
        Unit::Month | Unit::Quarter => TimePrecision::Month,
        Unit::Year | Unit::Decade | Unit::Century => TimePrecision::Year,
        _ => TimePrecision::Day,
    };
    match value {
        TimeValue::Date(p) if p.day.is_some() || p.weekday.is_some() => TimePrecision::Day,
        TimeValue::Date(p) if p.month.is_some() => TimePrecision::Month,
        TimeValue::Date(_) | TimeValue::Years { .. } => TimePrecision::Year,
        TimeValue::Weekday { .. } | TimeValue::Feast { .. } => TimePrecision::Day,
        TimeValue::Season { .. } => TimePrecision::Month,
        TimeValue::Shift { unit: u, .. } | TimeValue::Stretch { unit: u, .. } => unit(*u),
        TimeValue::Calendar { unit: u, .. } | TimeValue::Offset { unit: u, .. } => unit(*u),
        TimeValue::Edge { of, .. } => said(of),
        TimeValue::Nth { .. } => TimePrecision::Day,
        TimeValue::Part { .. } => TimePrecision::PartOfDay,
        TimeValue::Clock { minute: 0, .. } => TimePrecision::Hour,
        TimeValue::Clock { .. } => TimePrecision::Minute,
        TimeValue::Range { from, to } => said(from).max(said(to)),
        TimeValue::Length { .. } => TimePrecision::Unknown,
    }
}

fn relative(value: &TimeValue) -> Option<String> {
    let count = |base: &str, n: i32| if n == 0 { base.to_owned() } else { format!("{base}{n:+}") };
    let base = |origin: &Origin| if *origin == Origin::Report { "D" } else { "C" };
    match value {
        TimeValue::Shift { origin, n, unit } => Some(match unit {
            Unit::Second | Unit::Minute => base(origin).to_owned(),
            Unit::Hour if *origin == Origin::Report => count("H", *n),
            Unit::Hour => count("C", n / 24),
            Unit::Day => count(base(origin), *n),
            Unit::Week | Unit::Weekend => count(base(origin), n.checked_mul(7)?),
            _ if *origin == Origin::Context => return None,
            u => long(*u, *n)?,
        }),
        TimeValue::Stretch { n, unit } => {
            let from = match unit {
                Unit::Second | Unit::Minute => "D".to_owned(),
                Unit::Hour => count("D", n / 24),
                Unit::Day => count("D", *n),
                Unit::Week | Unit::Weekend => count("D", n.checked_mul(7)?),
                u => long(*u, *n)?,
            };
            Some(if from == "D" {
                from
            } else if *n < 0 {
                format!("{from}..D")
            } else {
                if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) { format!("D..{from}") } else { format!("D+1..{from}") }
            })
        }
        TimeValue::Calendar { origin: Origin::Report, offset, unit } => match unit {
            Unit::Week | Unit::Weekend => Some(count("W", *offset)),
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(count("D", *offset)),
            u => long(*u, *offset),
        },
        TimeValue::Weekday { pick, .. } => Some(match pick {
            Pick::Latest => "D-6..D".to_owned(),
            Pick::Last => "D-7..D-1".to_owned(),
            Pick::Next => "D+1..D+7".to_owned(),
            Pick::In(n) => count("W", *n),
        }),
        TimeValue::Part { part, of: None } => Some(format!("T{}..T{}", time(part.from), time(part.to))),
        TimeValue::Part { of: Some(of), .. } => relative(of),
        TimeValue::Clock { hour, minute, of: None } => Some(format!("T{}", time((*hour, *minute)))),
        TimeValue::Clock { hour, minute, of: Some(of) } => {
            let day = relative(of)?;
            Some(if day.contains("..") { day } else { format!("{day}T{}", time((*hour, *minute))) })
        }
        TimeValue::Edge { of, .. } => relative(of),
        TimeValue::Range { from, to } => {
            let (from, to) = (relative(from)?, relative(to)?);
            let (first, last) = (from.split("..").next()?, to.rsplit("..").next()?);
            Some(format!("{first}..{last}"))
        }
        _ => None,
    }
}

fn time((h, m): (i8, i8)) -> String {
    format!("{h:02}:{m:02}")
}

fn long(unit: Unit, n: i32) -> Option<String> {
    let (letter, times) = match unit {
        Unit::Month => ("M", 1),
        Unit::Quarter => ("M", 3),
        Unit::Year => ("Y", 1),
        Unit::Decade => ("Y", 10),
        Unit::Century => ("Y", 100),
        _ => return None,
    };
    let n = n.checked_mul(times)?;
    Some(if n == 0 { letter.to_owned() } else { format!("{letter}{n:+}") })
}
