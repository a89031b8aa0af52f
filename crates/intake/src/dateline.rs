//! A dateline is the day that a report says it is of, in numbers that mean the same in all languages.
//!
//! Days in words ("3 mai 2021") are left to who knows the language.

use jiff::civil::Date;

/// A date or date-time of metadata as ISO 8601; `None` for what is no date in numbers, or could be two (`03/04/2021`).
pub(crate) fn iso(words: &str) -> Option<String> {
    let words = words.trim();
    if let Some(date) = whole(words) {
        return Some(date);
    }
    let day = words.get(..10)?;
    if day.parse::<Date>().is_ok() && day.as_bytes()[4] == b'-' {
        let rest = words.get(10..)?;
        let time = rest.strip_prefix(['T', 't', ' '])?;
        return time.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("{day}T{}", time.trim().replace(' ', "")));
    }
    let mail = jiff::fmt::rfc2822::parse(words).ok()?;
    Some(mail.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// A day in numbers and nothing else.
pub(crate) fn whole(words: &str) -> Option<String> {
    let words = words.trim();
    if words.len() == 8 && words.bytes().all(|b| b.is_ascii_digit()) {
        return day(&words[..4], &words[4..6], &words[6..]);
    }
    let mark = words.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let parts: Vec<&str> = words.trim_end_matches('.').split(mark).map(str::trim).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    if parts.iter().any(|p| p.is_empty() || !p.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    match (a.len(), c.len()) {
        (4, 1..=2) => day(a, b, c),
        // Day first is meant wherever dots divide; with strokes only where it can be nothing else.
        (1..=2, 4) => match (day(c, b, a), day(c, a, b)) {
            (Some(d), None) => Some(d),
            (None, Some(d)) => Some(d),
            (Some(d), Some(_)) if mark == '.' || a == b => Some(d),
            _ => None,
        },
        _ => None,
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<String> {
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1500..3000).contains(&date.year()).then(|| date.to_string())
}

/// Lines at the top of a text in which a lone date is looked for.
const TOP: usize = 6;

/// The first date in numbers that stands alone in a line at the top.
pub(crate) fn alone(text: &str) -> Option<String> {
    text.lines().filter(|l| !l.trim().is_empty()).take(TOP).filter(|l| l.len() < 40).find_map(|l| whole(l.trim().trim_matches(['(', ')'])))
}

#[cfg(test)]
mod tests {
    use super::{alone, iso};

    #[test]
    fn dates_become_iso() {
        for (words, date) in [
            ("2021-05-03", Some("2021-05-03")),
            ("2021-5-3", Some("2021-05-03")),
            ("2021/05/03", Some("2021-05-03")),
            ("20210503", Some("2021-05-03")),
            ("03.05.2021", Some("2021-05-03")),
            ("23/05/2021", Some("2021-05-23")),
            ("05/23/2021", Some("2021-05-23")),
            ("05/05/2021", Some("2021-05-05")),
            ("03/05/2021", None),
            ("2021-02-30", None),
            ("2021-05-03T10:00:00+02:00", Some("2021-05-03T10:00:00+02:00")),
            ("2021-05-03 10:00:00", Some("2021-05-03T10:00:00")),
            ("2021-05-03 10:00 +0200", Some("2021-05-03T10:00+0200")),
            ("Mon, 03 May 2021 10:00:00 +0200", Some("2021-05-03T10:00:00+02:00")),
            ("3 mai 2021", None),
            ("hier", None),
            ("", None),
            ("0000-00-00", None),
            ("2021-05-03é", None),
        ] {
            assert_eq!(iso(words).as_deref(), date, "{words}");
        }
    }

    #[test]
    fn a_lone_date_at_the_top_is_found() {
        assert_eq!(alone("Bulletin\n\n12.06.2022\n\nWords.").as_deref(), Some("2022-06-12"));
        assert_eq!(alone("Of 12.06.2022 we know little."), None);
    }
}
