//! When: a public time is whole days, without the words that told it.

use accalmie_record::{Period, TimePrecision};

pub(crate) fn whole_days(time: Option<&Period>) -> Option<Period> {
    let time = time?;
    let day = |iso: &Option<String>| iso.as_deref().and_then(|d| d.get(..10)).filter(|d| is_date(d)).map(str::to_owned);
    let (from, to) = (day(&time.from), day(&time.to));
    // Without a date "D-1" is still a day; anything finer or wordier is not told.
    let relative = time.relative.clone().filter(|r| from.is_none() && is_relative(r));
    if from.is_none() && relative.is_none() {
        return None;
    }
    let precision = time.precision.max(TimePrecision::Day);
    Some(Period { text: None, from, to, precision, open_end: time.open_end, relative })
}

fn is_date(words: &str) -> bool {
    words.len() == 10 && words.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() })
}

/// `D`, `D-1`, `D-7..D-1`.
fn is_relative(words: &str) -> bool {
    words.split("..").all(|part| {
        part.strip_prefix('D').is_some_and(|n| {
            n.is_empty() || n.strip_prefix(['-', '+']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        })
    })
}
