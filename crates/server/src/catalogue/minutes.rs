//! Minutes are how rows are ordered: whole minutes since 1970-01-01T00:00 of the report's own local time, in 32 bits (to the year 6053).

use accalmie_record::Period;
use jiff::civil::{Date, DateTime};

/// Of a day.
pub const DAY: i32 = 24 * 60;
/// Where a row without a date stands: after all others.
pub const UNDATED: i32 = i32::MAX;
/// How long an open end lasts.
pub const OPEN: i32 = i32::MAX - 1;
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1970-01-01.
pub fn day_number(date: Date) -> i32 {
    EPOCH.until(date).map_or(0, |span| span.get_days())
}

/// The day of that number; `None` outside of the calendar.
pub fn date(day: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

fn clamp(minutes: i64) -> i32 {
    i32::try_from(minutes.clamp(i64::from(i32::MIN) + 1, i64::from(OPEN) - 1)).unwrap_or(OPEN - 1)
}

/// First minute of a day.
pub fn first(date: Date) -> i32 {
    clamp(i64::from(day_number(date)) * i64::from(DAY))
}

/// Last minute of a day.
pub fn last(date: Date) -> i32 {
    clamp((i64::from(day_number(date)) + 1) * i64::from(DAY) - 1)
}

/// First and last minute of an ISO date (the whole day) or date-time (that minute).
pub fn of(said: &str) -> Option<(i32, i32)> {
    let said = said.trim().trim_end_matches('Z');
    let at = said.parse::<DateTime>().ok()?;
    if said.len() <= 10 {
        return Some((first(at.date()), last(at.date())));
    }
    let at = clamp(i64::from(first(at.date())) + i64::from(at.hour()) * 60 + i64::from(at.minute()));
    Some((at, at))
}

/// First and last minute that a period can mean; `None` when no date is known.
pub fn extent(period: Option<&Period>) -> Option<(i32, i32)> {
    let period = period?;
    let (from, to) = (period.from.as_deref().and_then(of), period.to.as_deref().and_then(of));
    let (start, end) = match (from, to) {
        (Some((start, _)), Some((_, end))) => (start, end.max(start)),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    Some((start, if period.open_end && to.is_none() { OPEN } else { end }))
}

#[cfg(test)]
mod tests {
    use super::{DAY, date, day_number, of};

    #[test]
    fn days_and_minutes() {
        let check = |said: &str, expected| assert_eq!(of(said), expected, "{said}");
        check("1970-01-01", Some((0, 1439)));
        check("1970-01-02T01:00:59Z", Some((1500, 1500)));
        check("1969-12-31", Some((-1440, -1)));
        check("9999-01-01", Some((super::OPEN - 1, super::OPEN - 1)));
        check("2019", None);
        check("", None);
        for day in [-1, 0, 1, 20_000] {
            assert_eq!(date(day).map(day_number), Some(day));
        }
        assert_eq!(DAY, 1440);
    }
}
