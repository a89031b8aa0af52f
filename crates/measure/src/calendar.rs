//! The calendar answers which day: the latest 3 May, Monday of a week, the last day of a month, Easter.

use crate::time::{Feast, Pick, Unit};
use jiff::ToSpan;
use jiff::civil::Date;

pub(crate) fn add_days(d: Date, n: i32) -> Option<Date> {
    d.checked_add(n.days()).ok()
}

pub(crate) fn add_months(d: Date, n: i32) -> Option<Date> {
    d.checked_add(n.months()).ok()
}

/// `d` moved by units of whole days or longer; shorter units stay on the day.
pub(crate) fn shift(d: Date, n: i32, unit: Unit) -> Option<Date> {
    let by = |k: i32| n.checked_mul(k);
    match unit {
        Unit::Second | Unit::Minute => Some(d),
        Unit::Hour => add_days(d, n / 24),
        Unit::Day => add_days(d, n),
        Unit::Week | Unit::Weekend => add_days(d, by(7)?),
        Unit::Month => add_months(d, n),
        Unit::Quarter => add_months(d, by(3)?),
        Unit::Year => add_months(d, by(12)?),
        Unit::Decade => add_months(d, by(120)?),
        Unit::Century => add_months(d, by(1200)?),
    }
}

/// The first and last day of the unit of the calendar in which `d` lies.
pub(crate) fn around(d: Date, unit: Unit) -> Option<(Date, Date)> {
    let monday = add_days(d, -i32::from(d.weekday().to_monday_zero_offset()))?;
    let years = |n: i16| {
        let first = d.year() - d.year().rem_euclid(n);
        Some((Date::new(first, 1, 1).ok()?, Date::new(first + n - 1, 12, 31).ok()?))
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some((d, d)),
        Unit::Week => Some((monday, add_days(monday, 6)?)),
        Unit::Weekend => Some((add_days(monday, 5)?, add_days(monday, 6)?)),
        Unit::Month => Some((d.first_of_month(), d.last_of_month())),
        Unit::Quarter => {
            let first = Date::new(d.year(), (d.month() - 1) / 3 * 3 + 1, 1).ok()?;
            Some((first, add_months(first, 2)?.last_of_month()))
        }
        Unit::Year => Some((d.first_of_year(), d.last_of_year())),
        Unit::Decade => years(10),
        Unit::Century => years(100),
    }
}

/// The day of the week that `pick` means, seen from `d`.
pub(crate) fn weekday(d: Date, weekday: i8, pick: Pick) -> Option<Date> {
    let back = i32::from(d.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    match pick {
        Pick::Latest => add_days(d, -back),
        Pick::Last => add_days(d, if back == 0 { -7 } else { -back }),
        Pick::Next => add_days(d, 7 - back),
        Pick::In(weeks) => {
            let (monday, _) = around(add_days(d, weeks.checked_mul(7)?)?, Unit::Week)?;
            add_days(monday, i32::from(weekday) - 1)
        }
    }
}

/// The year of `make` that `pick` means: the latest that is not after `d`, the next after it, or one counted from d's.
pub(crate) fn yearly(d: Date, pick: Pick, make: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let mut years = match pick {
        // 29 February comes back after eight years at most.
        Pick::Latest | Pick::Last => (0..=8).map(|k| d.year() - k).collect::<Vec<_>>(),
        Pick::Next => (0..=8).map(|k| d.year() + k).collect(),
        Pick::In(n) => vec![d.year().checked_add(i16::try_from(n).ok()?)?],
    }
    .into_iter()
    .filter_map(make);
    match pick {
        Pick::Latest => years.find(|x| *x <= d),
        Pick::Last => years.find(|x| *x < d),
        Pick::Next => years.find(|x| *x > d),
        Pick::In(_) => years.next(),
    }
}

pub(crate) fn feast(f: Feast, year: i16) -> Option<Date> {
    match f {
        Feast::On { month, day } => Date::new(year, month, day).ok(),
        Feast::Easter(n) => add_days(easter(year)?, n),
        Feast::Nth { month, weekday, nth } => {
            Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?).ok()
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}
