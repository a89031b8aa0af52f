//! An interval is a time value laid on the calendar: first and last moment, and how exactly the words say it.

use crate::calendar::{add_days, add_months, around, feast, shift, weekday, yearly};
use crate::lunar::{self, LUNAR};
use crate::range::between;
use crate::time::{DateParts, DayPart, Edge, NthOf, Origin, Pick, TimeValue, Unit};
use accalmie_record::TimePrecision;
use jiff::civil::{Date, DateTime};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Interval {
    pub from: DateTime,
    /// The last minute that belongs to it.
    pub to: DateTime,
    pub precision: TimePrecision,
}

/// The days that relative words count from.
#[derive(Clone, Copy)]
pub(crate) struct Origins {
    pub report: Option<Date>,
    pub context: Option<Date>,
}

impl Origins {
    fn of(self, origin: Origin) -> Option<Date> {
        match origin {
            Origin::Report => self.report,
            Origin::Context => self.context.or(self.report),
        }
    }
}

fn days(from: Date, to: Date, precision: TimePrecision) -> Interval {
    Interval { from: from.at(0, 0, 0, 0), to: to.at(23, 59, 0, 0), precision }
}

fn precision(unit: Unit) -> TimePrecision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => TimePrecision::Day,
        Unit::Week | Unit::Weekend => TimePrecision::Week,
        Unit::Month | Unit::Quarter => TimePrecision::Month,
        Unit::Year | Unit::Decade | Unit::Century => TimePrecision::Year,
    }
}

/// `None` when the words and the origins do not say when.
pub(crate) fn lay(value: &TimeValue, o: Origins) -> Option<Interval> {
    match value {
        TimeValue::Date(parts) => date(*parts, o),
        TimeValue::Weekday { weekday: w, pick } => weekday(o.report?, *w, *pick).map(|d| days(d, d, TimePrecision::Day)),
        TimeValue::Shift { origin, n, unit } => {
            let d = shift(o.of(*origin)?, *n, *unit)?;
            Some(days(d, d, precision(*unit)))
        }
        // The last two quarters are those of the calendar.
        TimeValue::Stretch { n, unit: Unit::Quarter } => {
            let quarter = |k: i32| around(shift(o.report?, k, Unit::Quarter)?, Unit::Quarter);
            let (first, last) = if *n < 0 { (*n, -1) } else { (1, *n) };
            Some(days(quarter(first)?.0, quarter(last)?.1, TimePrecision::Month))
        }
        TimeValue::Stretch { n, unit } => {
            // What comes begins tomorrow, unless it is a matter of hours.
            let later = *n > 0 && !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
            let (d, e) = (add_days(o.report?, i32::from(later))?, shift(o.report?, *n, *unit)?);
            Some(days(d.min(e), d.max(e), precision(*unit)))
        }
        TimeValue::Calendar { origin, offset, unit } => {
            let start = o.of(*origin)?;
            let (from, to) = around(shift(start, *offset, *unit)?, *unit)?;
            Some(days(from, to, precision(*unit)))
        }
        TimeValue::Years { from, to } => Some(days(Date::new(*from, 1, 1).ok()?, Date::new(*to, 12, 31).ok()?, TimePrecision::Year)),
        TimeValue::Season { from, to, year, pick } => {
            let start = |y: i16| Date::new(y, from.0, from.1).ok();
            let first = year.map_or_else(|| yearly(o.report?, *pick, start), start)?;
            let end = |y: i16| Date::new(y, to.0, to.1).ok();
            let last = end(first.year()).filter(|l| *l >= first).or_else(|| end(first.year().checked_add(1)?))?;
            Some(days(first, last, TimePrecision::Month))
        }
        TimeValue::Feast { feast: f, year, pick } => {
            let d = year.map_or_else(|| yearly(o.report?, *pick, |y| feast(*f, y)), |y| feast(*f, y))?;
            Some(days(d, d, TimePrecision::Day))
        }
        TimeValue::Edge { edge: e, of } => edge(*e, lay(of, o)?),
        TimeValue::Nth { n, what, of } => nth(*n, *what, lay(of, o)?),
        TimeValue::Part { part: p, of } => part(*p, base(of.as_deref(), o)?),
        TimeValue::Clock { hour, minute, of } => clock(*hour, *minute, base(of.as_deref(), o)?),
        TimeValue::Offset { n, unit, of } => {
            let start = lay(of, o)?;
            let d = shift(start.from.date(), *n, *unit)?;
            Some(days(d, d, precision(*unit)))
        }
        TimeValue::Range { from, to } => between(from, to, o),
        TimeValue::Length { .. } => None,
    }
}

/// The day that a part of day or clock time belongs to.
fn base(of: Option<&TimeValue>, o: Origins) -> Option<Date> {
    match of {
        Some(t) => lay(t, o).map(|i| i.from.date()),
        None => o.context.or(o.report),
    }
}

fn part(p: DayPart, day: Date) -> Option<Interval> {
    let last = if p.to <= p.from { add_days(day, 1)? } else { day };
    let moment = |d: Date, (h, m): (i8, i8)| match h {
        24 => Some(d.at(23, 59, 0, 0)),
        h => DateTime::new(d.year(), d.month(), d.day(), h, m, 0, 0).ok(),
    };
    Some(Interval { from: moment(day, p.from)?, to: moment(last, p.to)?, precision: TimePrecision::PartOfDay })
}

fn clock(hour: i8, minute: i8, day: Date) -> Option<Interval> {
    let (day, hour) = if hour == 24 { (add_days(day, 1)?, 0) } else { (day, hour) };
    let at = DateTime::new(day.year(), day.month(), day.day(), hour, minute, 0, 0).ok()?;
    let precision = if minute == 0 { TimePrecision::Hour } else { TimePrecision::Minute };
    Some(Interval { from: at, to: at, precision })
}

pub(crate) fn date(p: DateParts, o: Origins) -> Option<Interval> {
    let on = |d: Date| days(d, d, TimePrecision::Day);
    if let Some(month) = p.month.filter(|m| *m > LUNAR) {
        return moon(p, month - LUNAR, o);
    }
    match (p.year, p.month, p.day) {
        (Some(y), Some(m), Some(d)) => {
            let first = Date::new(y, m, d).ok();
            let other = p.swap.and_then(|(m, d)| Date::new(y, m, d).ok());
            // A report does not date the future as a rule: the reading that is past wins.
            let better = first.is_none_or(|f| o.report.is_some_and(|r| f > r) && other.is_some_and(|x| x <= o.report.unwrap_or(x)));
            (if better { other } else { first }).map(on)
        }
        (Some(y), Some(m), None) => around(Date::new(y, m, 1).ok()?, Unit::Month).map(|(a, b)| days(a, b, TimePrecision::Month)),
        (Some(y), None, None) => around(Date::new(y, 1, 1).ok()?, Unit::Year).map(|(a, b)| days(a, b, TimePrecision::Year)),
        (None, Some(m), Some(d)) => {
            let report = o.report?;
            let latest = |m, d| yearly(report, Pick::Latest, |y| Date::new(y, m, d).ok());
            let next = |m, d| yearly(report, Pick::Next, |y| Date::new(y, m, d).ok());
            let falls = |x: &Date| p.weekday.is_none_or(|w| x.weekday().to_monday_one_offset() == w);
            let near = |x: &Date| falls(x) && (report - *x).get_days() <= 60;
            let swapped = p.swap.and_then(|(m, d)| latest(m, d));
            let first = latest(m, d);
            (first.filter(near).or_else(|| swapped.filter(near)))
                .or_else(|| first.filter(falls))
                .or_else(|| next(m, d).filter(falls))
                .or(first)
                .map(on)
        }
        (None, Some(m), None) => {
            let first = yearly(o.report?, Pick::Latest, |y| Date::new(y, m, 1).ok())?;
            Some(days(first, first.last_of_month(), TimePrecision::Month))
        }
        (None, None, Some(d)) => {
            let start = o.context.or(o.report)?;
            let falls = |x: &Date| p.weekday.is_none_or(|w| x.weekday().to_monday_one_offset() == w);
            let month = |k: i32| add_months(start.first_of_month(), k).and_then(|f| Date::new(f.year(), f.month(), d).ok());
            let past = (0..=24).filter_map(|k| month(-k)).find(|x| o.report.is_none_or(|r| *x <= r) && falls(x));
            // Few months have a Tuesday the 11th: the one before is meant only if it is the nearer.
            let next = (0..=12).filter_map(month).find(|x| p.weekday.is_some() && o.report.is_some_and(|r| *x > r) && falls(x));
            let far = |x: &Date| (*x - start).get_days().abs();
            let found = past.into_iter().chain(next).min_by_key(far);
            // "lundi onze armes", "mercredi 18 heures": where no such day is near, the figure counts something else.
            match (p.weekday, found) {
                (Some(w), Some(x)) if o.report.is_some_and(|r| (r - x).get_days().abs() > NEAR_DAYS) => {
                    weekday(o.report?, w, Pick::Latest).map(on)
                }
                (_, found) => found.map(on),
            }
        }
        (None, None, None) => weekday(o.report?, p.weekday?, Pick::Latest).map(on),
        (Some(_), None, Some(_)) => None,
    }
}

/// A day or a month of the lunar calendar; its year may be told in either calendar, or be the latest that is past.
fn moon(p: DateParts, month: i8, o: Origins) -> Option<Interval> {
    let first = |y: i16| lunar::day(y, month, p.day.unwrap_or(1));
    let year = match p.year {
        Some(y) if y < 1700 => y,
        civil => {
            let around = lunar::year_of(civil.and_then(|y| Date::new(y, 12, 31).ok()).or(o.report)?);
            let fits = |d: &Date| civil.map_or(o.report.is_none_or(|r| *d <= r), |y| d.year() == y);
            (-2..=1).map(|k| around - k).find(|y| first(*y).is_some_and(|d| fits(&d)))?
        }
    };
    let from = first(year)?;
    Some(match p.day {
        Some(_) => days(from, from, TimePrecision::Day),
        None => days(from, lunar::last_day(year, month)?, TimePrecision::Month),
    })
}

/// A weekday with a day of the month and no month is of about this month, in days.
const NEAR_DAYS: i32 = 31;

fn edge(edge: Edge, of: Interval) -> Option<Interval> {
    let (a, b) = (of.from.date(), of.to.date());
    if of.precision == TimePrecision::PartOfDay || a == b {
        let middle = of.from.checked_add(half_of(of.to - of.from)?).ok()?;
        return Some(match edge {
            Edge::Early | Edge::FirstHalf => Interval { to: middle, precision: TimePrecision::PartOfDay, ..of },
            Edge::Late | Edge::SecondHalf => Interval { from: middle, precision: TimePrecision::PartOfDay, ..of },
            Edge::Mid => Interval { precision: TimePrecision::PartOfDay, ..of },
        });
    }
    let len = (b - a).get_days() + 1;
    let (skip, take) = match (edge, of.precision, len) {
        (Edge::Early, _, 28..=31) => (0, 15),
        (Edge::Mid, _, 28..=31) => (9, 11),
        (Edge::Late, _, 28..=31) => (15, len - 15),
        (Edge::Early, _, 365 | 366) => (0, len - 245),
        (Edge::Mid, _, 365 | 366) => (len - 245, 123),
        (Edge::Late, _, 365 | 366) => (len - 122, 122),
        (Edge::FirstHalf, _, 365 | 366) => (0, len - 184),
        (Edge::SecondHalf, _, 365 | 366) => (len - 184, 184),
        (Edge::Early, ..) => (0, (len + 2) / 3),
        (Edge::Mid, ..) => (len / 3, (len + 2) / 3),
        (Edge::Late, ..) => (len - (len + 2) / 3, (len + 2) / 3),
        (Edge::FirstHalf, ..) => (0, len / 2),
        (Edge::SecondHalf, ..) => (len / 2, len - len / 2),
    };
    let first = add_days(a, skip)?;
    Some(days(first, add_days(first, take - 1)?, of.precision))
}

/// Half of a span of less than a day.
fn half_of(s: jiff::Span) -> Option<jiff::Span> {
    let minutes = s.total(jiff::Unit::Minute).ok()?;
    jiff::Span::new().try_minutes((minutes / 2.0) as i64).ok()
}

fn nth(n: i32, what: NthOf, of: Interval) -> Option<Interval> {
    let (a, b) = (of.from.date(), of.to.date());
    let steps = |first: Date, last: Date, unit: Unit| {
        let d = if n > 0 { shift(first, n - 1, unit)? } else { shift(last, n + 1, unit)? };
        (d >= a && d <= b).then_some(d)
    };
    match what {
        NthOf::Weekday(w) => {
            let d = steps(weekday(add_days(a, -1)?, w, Pick::Next)?, weekday(b, w, Pick::Latest)?, Unit::Week)?;
            Some(days(d, d, TimePrecision::Day))
        }
        // A week belongs to where its Thursday is, as in ISO 8601.
        NthOf::Unit(unit @ (Unit::Week | Unit::Weekend)) => {
            let w = if unit == Unit::Week { 4 } else { 6 };
            let d = steps(weekday(add_days(a, -1)?, w, Pick::Next)?, weekday(b, w, Pick::Latest)?, Unit::Week)?;
            around(d, unit).map(|(a, b)| days(a, b, TimePrecision::Week))
        }
        NthOf::Unit(unit) => {
            let (from, to) = around(steps(a, b, unit)?, unit)?;
            Some(days(from, to, precision(unit)))
        }
    }
}
