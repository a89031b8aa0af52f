//! Minutes are how the tables order time: whole minutes since 1970-01-01T00:00 of the report's own local time, as no zone is guessed.

use accalmie_record::Period;
use jiff::civil::{Date, DateTime};

/// Where an incident with no date stands: after all others.
pub const UNDATED: i64 = 4_000_000_000_000;

/// How long an open end lasts.
pub const OPEN: i64 = 3_000_000_000_000;

/// No index by place tells minutes after this one apart: 300 Julian years from 1970.
pub const FAR: i64 = 300 * YEAR;

/// A Julian year.
pub const YEAR: i64 = 525_960;

const DAY: i64 = 24 * 60;

/// First and last minute of an ISO date (the whole day) or date-time (that minute).
pub fn minutes(said: &str) -> Option<(i64, i64)> {
    let said = said.trim().trim_end_matches('Z');
    let epoch = Date::constant(1970, 1, 1);
    let day = |d: Date| epoch.until(d).ok().map(|span| i64::from(span.get_days()) * DAY);
    if let Ok(at) = said.parse::<DateTime>() {
        let from = day(at.date())?;
        if said.len() <= 10 {
            return Some((from, from + DAY - 1));
        }
        let at = from + i64::from(at.hour()) * 60 + i64::from(at.minute());
        return Some((at, at));
    }
    None
}

/// First and last minute that a period can mean; `None` when no date is known, or what is written is none.
pub fn extent(period: Option<&Period>) -> Option<(i64, i64)> {
    let period = period?;
    let from = period.from.as_deref().and_then(minutes);
    let to = period.to.as_deref().and_then(minutes);
    let (start, end) = match (from, to) {
        (Some((start, _)), Some((_, end))) => (start, end.max(start)),
        (Some((start, end)), None) | (None, Some((start, end))) => (start, end),
        (None, None) => return None,
    };
    Some((start, if period.open_end && to.is_none() { OPEN } else { end }))
}

/// Incidents are kept in order of time apart by how long they last, so that "what overlaps these days" need not look at all that
/// began before: of those that last at most [`LASTS`]`[i]` minutes, only what began that long before can still overlap.
pub const LASTS: [i64; 2] = [2 * DAY, 62 * DAY];

/// Which of the three lengths: an index into [`LASTS`], or one past it.
pub fn length(start: i64, end: i64) -> i64 {
    LASTS.iter().filter(|most| end - start > **most).count() as i64
}

#[cfg(test)]
mod tests {
    use super::{LASTS, extent, length, minutes};
    use accalmie_record::{Period, TimePrecision};

    #[test]
    fn dates_are_whole_days() {
        let check = |said: &str, expected| assert_eq!(minutes(said), expected, "{said}");
        check("1970-01-01", Some((0, 1439)));
        check("1970-01-01T00:07", Some((7, 7)));
        check("1970-01-02T01:00:59", Some((1500, 1500)));
        check("1970-01-02T01:00:59Z", Some((1500, 1500)));
        check("1969-12-31", Some((-1440, -1)));
        check("0025-03-01", Some((-1_022_885_280, -1_022_883_841)));
        check("2019", None);
        check("2019-13-01", None);
        check("", None);
        check("D-1", None);
    }

    #[test]
    fn a_period_is_never_shorter_than_it_says() {
        let check = |from: Option<&str>, to: Option<&str>, open_end, expected| {
            let period = Period {
                text: None,
                from: from.map(str::to_owned),
                to: to.map(str::to_owned),
                precision: TimePrecision::Day,
                open_end,
                relative: None,
            };
            assert_eq!(extent(Some(&period)), expected, "{from:?} {to:?}");
        };
        check(Some("1970-01-01"), Some("1970-01-02"), false, Some((0, 2879)));
        check(Some("1970-01-01"), None, false, Some((0, 1439)));
        check(Some("1970-01-01"), None, true, Some((0, super::OPEN)));
        check(None, Some("1970-01-02"), false, Some((1440, 2879)));
        check(Some("1970-01-02"), Some("1970-01-01"), false, Some((1440, 1440)));
        check(None, None, true, None);
        assert_eq!((length(0, 1439), length(0, LASTS[0] + 1), length(0, super::OPEN)), (0, 1, 2));
    }
}
