//! Days are the first and the last on which an incident can have been, as far as the words say.

use accalmie_record::{Period, TimePrecision};
use jiff::civil::Date;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    pub start: Option<Date>,
    /// `None` where it goes on, or where the words leave the end open.
    pub end: Option<Date>,
}

/// The day of an ISO date or date-time. A year before 1900 is a slip of somebody's program, not a day in a report.
fn day(iso: Option<&str>) -> Option<Date> {
    iso?.get(..10)?.parse::<Date>().ok().filter(|d| d.year() >= 1900)
}

impl Days {
    pub fn of(time: Option<&Period>) -> Days {
        let Some(time) = time else { return Days::default() };
        let (start, end) = (day(time.from.as_deref()), day(time.to.as_deref()));
        if time.open_end {
            return Days { start, end: None };
        }
        match (start, end) {
            (Some(a), Some(b)) if b < a => Days::default(),
            // A day without an end is that day; a month without an end is not known to end.
            (Some(a), None) if time.precision <= TimePrecision::Day => Days { start, end: Some(a) },
            pair => Days { start: pair.0, end: pair.1 },
        }
    }

    /// How many days could be the day: 1 when it is known.
    pub fn span(&self) -> Option<i32> {
        let days = self.end?.since(self.start?).ok()?.get_days();
        days.checked_add(1)
    }

    /// ACLED `time_precision`: 1 the day, 2 within a week, 3 within a month. Longer spans have no code, and no date is made up for them.
    pub fn acled_precision(&self) -> Option<u64> {
        match self.span()? {
            1 => Some(1),
            2..=7 => Some(2),
            8..=31 => Some(3),
            _ => None,
        }
    }

    /// UCDP `date_prec`: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 up to a year.
    pub fn ucdp_precision(&self) -> Option<u64> {
        match self.span()? {
            1 => Some(1),
            2..=6 => Some(2),
            7 => Some(3),
            8..=31 => Some(4),
            32..=366 => Some(5),
            _ => None,
        }
    }

    /// The year, when all days are in one.
    pub fn year(&self) -> Option<u64> {
        let (start, end) = (self.start?, self.end.or(self.start)?);
        (start.year() == end.year()).then(|| u64::try_from(start.year()).ok())?
    }
}

#[cfg(test)]
mod tests {
    use super::Days;
    use accalmie_record::{Period, TimePrecision};

    #[track_caller]
    fn check(from: &str, to: &str, open_end: bool, expected: (Option<i32>, Option<u64>, Option<u64>, Option<u64>)) {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        let period = Period { text: None, from: some(from), to: some(to), precision: TimePrecision::Day, open_end, relative: None };
        let d = Days::of(Some(&period));
        assert_eq!((d.span(), d.acled_precision(), d.ucdp_precision(), d.year()), expected, "{from}..{to}");
    }

    #[test]
    fn spans() {
        check("2026-11-20", "2026-11-20", false, (Some(1), Some(1), Some(1), Some(2026)));
        check("2026-11-20", "", false, (Some(1), Some(1), Some(1), Some(2026)));
        check("2026-11-20T18:00", "2026-11-20T23:59", false, (Some(1), Some(1), Some(1), Some(2026)));
        check("2026-11-16", "2026-11-22", false, (Some(7), Some(2), Some(3), Some(2026)));
        check("2026-11-01", "2026-11-30", false, (Some(30), Some(3), Some(4), Some(2026)));
        check("2026-01-01", "2026-12-31", false, (Some(365), None, Some(5), Some(2026)));
        check("2025-12-31", "2026-01-01", false, (Some(2), Some(2), Some(2), None));
        check("2026-11-20", "", true, (None, None, None, Some(2026)));
        check("2026-11-20", "2026-11-19", false, (None, None, None, None));
        check("0025-01-01", "0025-01-01", false, (None, None, None, None));
        check("2026-02-30", "", false, (None, None, None, None));
        check("é026-11-20", "", false, (None, None, None, None));
        check("", "", false, (None, None, None, None));
    }
}
