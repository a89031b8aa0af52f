//! An order is how day, month and year follow each other, decided by all dates of one file together.
//!
//! One date such as 03/04/2021 may be two days; a column or a chat is written by one program in one order, so a date that can be
//! read in one order only decides for the rest. Where none does, the days stay unknown.

use jiff::civil::Date;

/// Years that a report's day can be of; others are slips of a program (0025, and 1900, which sheets write for nothing).
const YEARS: std::ops::Range<i16> = 1901..2100;

/// By what stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Day,
    Month,
    Year,
}

/// A date as three numbers in the order in which they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// Each with how many digits it was written.
    parts: [(i16, usize); 3],
    mark: char,
}

impl Numbers {
    /// Digits of any of the scripts of reports between two of the same mark (`/`, `.` or `-`); a dot may end it.
    pub fn read(words: &str) -> Option<Numbers> {
        let words: String = words.trim().chars().map(western).collect();
        let mark = words.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
        let mut parts = words.trim_end_matches('.').split(mark).map(|p| {
            let p = p.trim();
            let sound = (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
            Some((p.parse().ok().filter(|_| sound)?, p.len()))
        });
        let three = [parts.next()??, parts.next()??, parts.next()??];
        parts.next().is_none().then_some(Numbers { parts: three, mark })
    }

    /// The day in this order.
    pub fn day(&self, order: Order) -> Option<Date> {
        let [a, b, c] = self.parts;
        let (year, month, day) = match order {
            Order::Day => (c, b, a),
            Order::Month => (c, a, b),
            Order::Year => (a, b, c),
        };
        // Dots are not written with the month first.
        if order == Order::Month && self.mark == '.' || month.1 > 2 || day.1 > 2 || !matches!(year.1, 2 | 4) {
            return None;
        }
        let full = match year {
            (y, 4) => y,
            // The POSIX rule for %y.
            (y, _) if y < 69 => 2000 + y,
            (y, _) => 1900 + y,
        };
        let date = Date::new(full, i8::try_from(month.0).ok()?, i8::try_from(day.0).ok()?).ok()?;
        YEARS.contains(&date.year()).then_some(date)
    }

    /// The day in the order of the file; in any order, when all that are left agree.
    pub fn settle(&self, left: &[Order]) -> Option<Date> {
        let mut days = left.iter().filter_map(|o| self.day(*o));
        let first = days.next()?;
        days.all(|d| d == first).then_some(first)
    }
}

/// Digits of Arabic, Persian and Kurdish typing as 0–9.
pub(crate) fn western(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return c,
    };
    char::from_digit(c as u32 - zero, 10).unwrap_or(c)
}

pub(crate) fn in_range(year: i16) -> bool {
    YEARS.contains(&year)
}

/// The orders in which the dates can be read. Impossible years are passed over. `forward` says that time never goes back in the file.
pub(crate) fn left(dates: &[Numbers], forward: bool) -> Vec<Order> {
    let all = [Order::Day, Order::Month, Order::Year];
    // What cannot be read in any order says nothing.
    let sound: Vec<&Numbers> = dates.iter().filter(|d| all.iter().any(|o| d.day(*o).is_some())).collect();
    let mut left: Vec<Order> = all.into_iter().filter(|o| sound.iter().all(|d| d.day(*o).is_some())).collect();
    // A year of two digits stands last, unless it cannot.
    if left.len() > 1 {
        left.retain(|o| *o != Order::Year || dates.iter().any(|d| d.parts[0].1 == 4));
    }
    if forward && left.len() > 1 {
        left.retain(|o| sound.windows(2).all(|w| w[0].day(*o) <= w[1].day(*o)));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::{Numbers, left};

    /// The last of the dates, settled by all.
    fn check(dates: &str, forward: bool, day: &str) {
        let dates: Vec<Numbers> = dates.split(' ').filter_map(Numbers::read).collect();
        let left = left(&dates, forward);
        let got = dates.last().and_then(|d| d.settle(&left)).map(|d| d.to_string());
        assert_eq!(got.as_deref().unwrap_or("-"), day, "{dates:?} {left:?}");
    }

    #[test]
    fn a_file_decides() {
        for (dates, forward, day) in [
            ("03/04/2021", false, "-"),
            ("04/04/2021", false, "2021-04-04"),
            ("23/04/2021 03/04/2021", false, "2021-04-03"),
            ("04/23/2021 03/04/2021", false, "2021-03-04"),
            ("23/04/2021 04/23/2021", false, "-"),
            ("03.04.2021", false, "2021-04-03"),
            ("3.4.21", false, "2021-04-03"),
            ("2021/04/03", false, "2021-04-03"),
            ("12/31/19 1/1/20", true, "2020-01-01"),
            // The second of April comes before the third of January only when the month is first.
            ("01/03/20 02/01/20", true, "2020-02-01"),
            ("01/03/20 02/03/20", true, "-"),
            ("\u{663}\u{661}/\u{661}\u{662}/\u{662}\u{660}\u{661}\u{669}", false, "2019-12-31"),
            ("01/01/0025", false, "-"),
            ("25/04/0025 13/04/2021", false, "2021-04-13"),
            ("00/00/0000", false, "-"),
            ("31/12/1900", false, "-"),
            ("1/2/3/4", false, "-"),
        ] {
            check(dates, forward, day);
        }
    }
}
