//! A range is the time between two others, of which one often says what both share: "17-18 July", "from 8 pm to 4 am".

use crate::calendar::add_days;
use crate::interval::{Interval, Origins, date, lay};
use crate::time::{DateParts, Pick, TimeValue};
use jiff::civil::DateTime;

/// The interval from the beginning of one time to the end of another.
pub(crate) fn between(from: &TimeValue, to: &TimeValue, o: Origins) -> Option<Interval> {
    let (a, b) = match (from, to) {
        (TimeValue::Date(a), TimeValue::Date(b)) => dates(*a, *b, o)?,
        (TimeValue::Weekday { pick: Pick::Latest, .. }, TimeValue::Weekday { .. }) => {
            let b = lay(to, o)?;
            (lay(from, Origins { report: Some(b.from.date()), ..o })?, b)
        }
        _ => {
            let a = lay(from, o)?;
            (a, lay(to, Origins { context: Some(a.from.date()), ..o })?)
        }
    };
    let mut end = b.to;
    if end < a.from && matches!(to, TimeValue::Clock { .. }) {
        end = DateTime::new(end.year(), end.month(), end.day(), end.hour(), end.minute(), 0, 0).ok()?;
        end = add_days(end.date(), 1)?.to_datetime(end.time());
    }
    if end < a.from {
        // "from Friday to Tuesday", "between now and 15 November": the first such day after the beginning.
        let ahead = match to {
            TimeValue::Weekday { .. } => 6,
            TimeValue::Date(p) if p.year.is_none() => 364,
            _ => return None,
        };
        end = lay(to, Origins { report: Some(add_days(a.from.date(), ahead)?), context: None })?.to;
    }
    (end >= a.from).then_some(Interval { from: a.from, to: end, precision: a.precision.max(b.precision) })
}

/// Two dates of which one says what both share: "17-18 July", "de novembre à février 2017".
fn dates(mut a: DateParts, mut b: DateParts, o: Origins) -> Option<(Interval, Interval)> {
    if a.month.is_none() && a.day.is_some() && b.day.is_some() {
        (a.month, a.year) = (b.month, a.year.or(b.year));
    }
    if b.month.is_none() && b.day.is_some() && a.day.is_some() {
        (b.month, b.year) = (a.month, b.year.or(a.year));
    }
    match (a.year, b.year) {
        (None, Some(y)) if a.month.is_some() => {
            a.year = Some(if (a.month, a.day) > (b.month, b.day.or(a.day)) { y - 1 } else { y });
        }
        (Some(y), None) if b.month.is_some() => {
            b.year = Some(if (b.month, b.day.or(a.day)) < (a.month, a.day) { y + 1 } else { y });
        }
        (Some(y), Some(z)) if z < 100 && y > 100 && a.month.is_none() => b.year = Some(y - y % 100 + z),
        _ => {}
    }
    if a.month.is_some() && a.year.is_none() && b.year.is_none() {
        let first = date(a, o)?;
        let year = first.from.year();
        b.year = Some(if (b.month, b.day.or(a.day)) < (a.month, a.day) { year + 1 } else { year });
        return Some((first, date(b, o)?));
    }
    let last = date(b, o)?;
    let first = date(a, Origins { context: Some(last.from.date()), report: o.report.or(Some(last.from.date())) })?;
    Some((first, last))
}
