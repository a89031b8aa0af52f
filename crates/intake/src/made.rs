//! A document's file says when it was made, which is not always when its report is of.
//!
//! It is used as the report's day only when nothing at the top of the text may say the day in words: a wrong day turns
//! "yesterday" into a wrong date, no day leaves it open.

use crate::dateline;
use crate::found::Found;
use accalmie_record::PublishedFrom;
use jiff::civil::Date;

/// Characters in which a dateline would stand.
const TOP: usize = 400;
/// A file that was saved this many days after it was begun is a form that is filled in again and again, or was saved anew.
const APART: i64 = 31;
/// What python-docx writes into every document whose maker does not say (its `default.docx`).
const TEMPLATE: &str = "2013-12-23T23:15:00Z";

/// ISO dates of the file; `saved` is the last time.
pub(crate) fn date(found: &mut Found, begun: Option<&str>, saved: Option<&str>) {
    if found.published.is_some() || dated(found.title.as_deref().unwrap_or("")) || dated(&found.text) {
        return;
    }
    let known = |date: Option<&str>| date.filter(|d| *d != TEMPLATE).and_then(dateline::iso);
    let date = match (known(begun), known(saved)) {
        (Some(begun), Some(saved)) if apart(&begun, &saved).is_none_or(|days| days.abs() > APART) => None,
        (begun, saved) => saved.or(begun),
    };
    if let Some(date) = date {
        found.published = Some(date);
        found.published_from = PublishedFrom::Metadata;
    }
}

fn apart(a: &str, b: &str) -> Option<i64> {
    let day = |words: &str| words.get(..10)?.parse::<Date>().ok();
    Some(i64::from(day(a)?.until(day(b)?).ok()?.get_days()))
}

/// A year of four figures stands at the top: who knows the language can tell whether it is a dateline's.
fn dated(text: &str) -> bool {
    let top: String = text.chars().take(TOP).map(|c| ascii_digit(c).unwrap_or(c)).collect();
    top.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")))
}

/// Digits of Arabic and Persian.
fn ascii_digit(c: char) -> Option<char> {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::date;
    use crate::found::Found;

    #[test]
    fn the_files_day_is_the_last_resort() {
        let day = Some("2021-05-03T10:00:00Z");
        for (text, begun, saved, expected) in [
            ("Shells fell.", day, Some("2021-05-04T10:00:00Z"), Some("2021-05-04T10:00:00Z")),
            ("Shells fell.", day, None, day),
            ("Shells fell.", None, day, day),
            ("Shells fell.", Some("2019-01-01"), day, None),
            ("Shells fell on 2 May 2021.", day, day, None),
            ("في ٢ مايو ٢٠٢١ سقطت قذائف.", day, day, None),
            ("Some 1500 fled.", day, day, day),
            ("Shells fell.", Some("2013-12-23T23:15:00Z"), Some("2013-12-23T23:15:00Z"), None),
            ("Shells fell.", Some("2013-12-23T23:15:00Z"), day, day),
            ("Shells fell.", Some("then"), None, None),
            ("Shells fell.", None, None, None),
        ] {
            let mut found = Found { text: text.to_owned(), ..Found::default() };
            date(&mut found, begun, saved);
            assert_eq!(found.published.as_deref(), expected, "{text} {begun:?} {saved:?}");
        }
    }
}
