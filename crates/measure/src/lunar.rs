//! The lunar calendar of Islam, as reports date by it: months of 29 and 30 days in turn, eleven longer years in thirty (the tabular
//! calendar, type II, epoch 16 July 622). What is seen in the sky may differ by a day.

use crate::calendar::add_days;
use jiff::civil::{Date, date};

/// Months from this number on are lunar: the ninth is 109.
pub(crate) const LUNAR: i8 = 100;

/// The day of the civil calendar.
pub(crate) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    if !(1..=12).contains(&month) || !(1..=30).contains(&day) || !(1..=2000).contains(&year) {
        return None;
    }
    let (y, m, d) = (i32::from(year), i32::from(month), i32::from(day));
    let julian = (11 * y + 3) / 30 + 354 * y + 30 * m - (m - 1) / 2 + d + 1_948_055;
    add_days(date(1970, 1, 1), julian - 2_440_588)
}

/// The last day of a month.
pub(crate) fn last_day(year: i16, month: i8) -> Option<Date> {
    let next = if month == 12 { day(year + 1, 1, 1) } else { day(year, month + 1, 1) };
    add_days(next?, -1)
}

/// The lunar year in which a day lies, or the one beside it.
pub(crate) fn year_of(d: Date) -> i16 {
    let days = (d - date(622, 7, 16)).get_days();
    (days as f64 / 354.367) as i16 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days() {
        for (y, m, d, civil) in [
            (1445, 1, 1, date(2023, 7, 19)),
            (1445, 9, 1, date(2024, 3, 11)),
            (1, 1, 1, date(622, 7, 19)),
            (1400, 1, 1, date(1979, 11, 21)),
        ] {
            let found = day(y, m, d).unwrap();
            assert!((found - civil).get_days().abs() <= 1, "{y}-{m}-{d}: {found}");
            assert!((year_of(civil) - y).abs() <= 1);
        }
        assert_eq!(day(1445, 13, 1), None);
    }
}
