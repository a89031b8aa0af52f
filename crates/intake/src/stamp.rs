//! A stamp is the date and time that WhatsApp writes before a message, in the way of the telephone's language and country.
//!
//! `12/31/19, 8:05 PM - `, `[31/12/2019, 20:05:03] `, `31.12.19, 20:05 - `, Arabic digits, and marks of direction anywhere among them.
//! The halves of the day are in `meridiem.tsv`.

use crate::order::{Numbers, western};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub date: Numbers,
    /// As it stands, with marks of direction left out and digits made 0–9: the same in a longer export.
    pub words: String,
    /// Minutes since midnight, and seconds when it says them; `None` where the half of the day is in words that are not known.
    pub time: Option<(i32, Option<u8>)>,
    pub bracketed: bool,
}

/// A stamp is not longer, in characters.
const LONGEST: usize = 48;

/// Marks of direction, which programs put among digits.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The stamp at the beginning of a line, and what follows it.
pub(crate) fn read(line: &str) -> Option<(Stamp, &str)> {
    let bare = line.trim_start_matches(is_mark);
    let bracketed = bare.starts_with('[');
    let (inside, rest) = if bracketed {
        let (inside, rest) = bare.get(1..)?.split_once(']')?;
        (inside, rest.strip_prefix(' ').unwrap_or(rest))
    } else {
        // Neither a date with strokes or dots nor a time has a dash between blanks; one of dashes has none.
        let at = bare.find(" - ").into_iter().chain(bare.find(" \u{2013} ")).min()?;
        let (inside, rest) = bare.split_at_checked(at)?;
        (inside, rest.trim_start_matches(' ').trim_start_matches(['-', '\u{2013}']).strip_prefix(' ')?)
    };
    if inside.chars().count() > LONGEST {
        return None;
    }
    let plain = |c: char| match c {
        '\u{202f}' | '\u{a0}' => ' ',
        '\u{60c}' => ',',
        c => western(c),
    };
    let words: String = inside.chars().filter(|c| !is_mark(*c)).map(plain).collect::<String>().trim().to_owned();
    let (date, time) = parted(&words)?;
    Some((Stamp { date: Numbers::read(date)?, time: clock(time)?, words, bracketed }, rest))
}

/// Date and time: at the comma, or at the first blank after the date's three numbers.
fn parted(words: &str) -> Option<(&str, &str)> {
    if let Some((date, time)) = words.split_once(',') {
        return Some((date.trim(), time.trim()));
    }
    let mut numbers = 0;
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        if c.is_ascii_digit() && !before.is_ascii_digit() {
            numbers += 1;
            if numbers == 4 {
                // "31/12/2019 à 20:05": a word may stand between.
                let date = words.get(..at)?.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
                return Some((date, words.get(date.len()..)?.trim()));
            }
        }
        before = c;
    }
    None
}

type Clock = Option<(i32, Option<u8>)>;

/// `None` for no time; `Some(None)` for a time of which half the day is not known.
fn clock(words: &str) -> Option<Clock> {
    let from = words.find(|c: char| c.is_ascii_digit())?;
    let to = words.rfind(|c: char| c.is_ascii_digit())? + 1;
    let around: String = [words.get(..from)?, words.get(to..)?].concat();
    if around.chars().any(|c| !(c.is_alphabetic() || c == ' ' || c == '.' || c.is_alphanumeric())) {
        return None;
    }
    let numbers: Vec<&str> = words.get(from..to)?.split([':', '.']).collect();
    let number = |i: usize, least: usize, most: u8| {
        numbers.get(i).filter(|n| (least..=2).contains(&n.len())).and_then(|n| n.parse().ok()).filter(|n: &u8| *n <= most)
    };
    if !(2..=3).contains(&numbers.len()) {
        return None;
    }
    let (hour, minute) = (number(0, 1, 24)?, number(1, 2, 59)?);
    let second = if numbers.len() == 3 { Some(number(2, 2, 59)?) } else { None };
    let half: String = around.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let known =
        include_str!("meridiem.tsv").lines().filter_map(|r| r.split_once('\t')).find(|(_, word)| *word == half).map(|(half, _)| half);
    let hour = match (known, hour) {
        (Some(_), 0 | 13..) if hour != 0 => return None,
        (Some("am"), 12) => 0,
        (Some("pm"), 12) => 12,
        (Some("pm"), h) => h + 12,
        (Some(_), h) => h,
        // A word that joins date and time ("à 20:05") leaves an hour that needs no half; else it may be either.
        (None, h) if half.is_empty() || h > 12 || h == 0 || words.starts_with(char::is_alphabetic) => h % 24,
        (None, _) => return Some(None),
    };
    Some(Some((i32::from(hour) * 60 + i32::from(minute), second)))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::order::Order;

    /// The stamp in the order day, month, year, else month first; then what follows.
    fn check(line: &str, expected: Option<(&str, Option<i32>, &str)>) {
        let got = read(line).map(|(s, rest)| {
            let day = [Order::Day, Order::Month, Order::Year].iter().find_map(|o| s.date.day(*o)).map(|d| d.to_string());
            (day.unwrap_or_default(), s.time.map(|(m, _)| m), rest)
        });
        assert_eq!(got.as_ref().map(|(d, t, r)| (d.as_str(), *t, *r)), expected, "{line:?}");
    }

    #[test]
    fn stamps_of_many_telephones() {
        let evening = Some(20 * 60 + 5);
        for (line, expected) in [
            ("12/31/19, 8:05 PM - A: b", Some(("2019-12-31", evening, "A: b"))),
            ("12/31/19, 8:05\u{202f}PM - A: b", Some(("2019-12-31", evening, "A: b"))),
            ("31/12/2019, 20:05 - A: b", Some(("2019-12-31", evening, "A: b"))),
            ("[31/12/2019, 20:05:03] A: b", Some(("2019-12-31", evening, "A: b"))),
            ("\u{200e}[31/12/2019, 8:05:03 p. m.] A: b", Some(("2019-12-31", evening, "A: b"))),
            ("31.12.19, 20:05 - A: b", Some(("2019-12-31", evening, "A: b"))),
            ("31.12.2019 20:05 - A: b", Some(("2019-12-31", evening, "A: b"))),
            ("31.12.2019 ÖS 8:05 - A: b", Some(("2019-12-31", evening, "A: b"))),
            ("31.12.2019 8:05 öö - A: b", Some(("2019-12-31", Some(485), "A: b"))),
            ("31/12/2019 à 20:05 - A: b", Some(("2019-12-31", evening, "A: b"))),
            ("31/12/19 à 8:05 - A: b", Some(("2019-12-31", Some(485), "A: b"))),
            ("2019-12-31, 20:05 - A: b", Some(("2019-12-31", evening, "A: b"))),
            (
                "\u{663}\u{661}\u{200f}/\u{661}\u{662}\u{200f}/\u{662}\u{660}\u{661}\u{669}\u{60c} \u{668}:\u{660}\u{665} \u{645} - A: b",
                Some(("2019-12-31", evening, "A: b")),
            ),
            ("31/12/2019, 12:05 a. m. - A: b", Some(("2019-12-31", Some(5), "A: b"))),
            ("31/12/2019, 12:05 pm - A: b", Some(("2019-12-31", Some(725), "A: b"))),
            ("31/12/2019, 8:05 xyz - A: b", Some(("2019-12-31", None, "A: b"))),
            ("31/12/2019, 13:05 PM - A: b", None),
            ("31/12/2019 - A: b", None),
            ("31/12/2019, 20:75 - A: b", None),
            ("On 31/12/2019, 20:05 - A: b", None),
            ("1 - 2 - 3", None),
            ("- [x] A: b", None),
            ("", None),
        ] {
            check(line, expected);
        }
    }
}
