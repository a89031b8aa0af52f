//! Deaths are the numbers of a toll that somebody said: a codebook's cell takes those and no others.
//!
//! A record reads "dozens" as at least 20 and "une dizaine" as 8 to 12. Those bounds are ours; nobody said 20. ACLED and UCDP write a
//! number for such words, and their users then add up numbers that were never reported. Here such a cell stays empty, and the words
//! stand beside it.

use accalmie_record::{Figure, Incident, Outcome, Toll};

/// What the codebooks may write of a toll.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deaths {
    /// The most careful figure, as ACLED takes when sources differ.
    pub low: Option<u64>,
    pub best: Option<u64>,
    pub high: Option<u64>,
    /// The best figure of civilians among them.
    pub civilians: Option<u64>,
}

impl Deaths {
    pub fn of(incident: &Incident) -> Deaths {
        let Some(toll) = incident.harm.get(&Outcome::Killed) else { return Deaths::default() };
        let said = |n: u64| said(toll, n).then_some(n);
        Deaths {
            low: said(toll.low),
            best: said(toll.best),
            high: toll.high.and_then(said),
            civilians: toll.civilians.and_then(|c| if c.high == Some(c.low) { Some(c.best) } else { said(c.best) }),
        }
    }
}

/// Somebody reported a death: the toll's least is one or more.
pub fn reported(incident: &Incident) -> bool {
    incident.harm.get(&Outcome::Killed).is_some_and(|t| t.low >= 1)
}

/// The words of every figure that enters the toll, for the columns that hold words.
pub fn words(toll: &Toll) -> impl Iterator<Item = &str> {
    toll.by_source.iter().filter(|f| f.left_out.is_none()).map(|f| f.text.as_str())
}

fn said(toll: &Toll, n: u64) -> bool {
    if toll.by_source.is_empty() {
        // The sources were withheld; an exact toll is the number that they gave, a range may be a reading of words.
        return toll.high == Some(toll.low) || (toll.high.is_none() && toll.low == n && !may_be_a_bare_plural(n));
    }
    toll.by_source.iter().any(|f| says(f, n))
}

fn says(figure: &Figure, n: u64) -> bool {
    if figure.max == Some(figure.min) {
        return figure.min == n;
    }
    if figure.min != n && figure.max != Some(n) {
        return false;
    }
    let numerals = numerals(&figure.text);
    if numerals.is_empty() {
        // "At least five", in words. "At least twenty" has the shape of "dozens" and is left out with it: empty is the safer error.
        return figure.max.is_none() && !may_be_a_bare_plural(n);
    }
    numerals.contains(&n)
}

/// The least of a plural without a number is 2, 20, 200 …
fn may_be_a_bare_plural(n: u64) -> bool {
    let mut least = 2u64;
    loop {
        if least >= n {
            return least == n;
        }
        let Some(next) = least.checked_mul(10) else { return false };
        least = next;
    }
}

/// Numbers written in digits, of any script's decimal digits that reports use, also with their thousands apart ("1 200").
fn numerals(text: &str) -> Vec<u64> {
    let mut out = Vec::new();
    let (mut alone, mut joined): (Option<u64>, Option<u64>) = (None, None);
    let mut gap = 0;
    for c in text.chars().chain(std::iter::once('\0')) {
        if let Some(d) = digit(c) {
            let add = |n: Option<u64>| Some(n.unwrap_or(0).saturating_mul(10).saturating_add(d));
            if gap > 0 && alone.is_some() {
                out.extend(alone.take());
            }
            gap = 0;
            (alone, joined) = (add(alone), add(joined));
            continue;
        }
        gap += 1;
        let thousands = matches!(c, ' ' | ',' | '.' | '\u{A0}' | '\u{202F}' | '\'' | '\u{2019}' | '\u{066C}');
        if gap > 1 || !thousands {
            out.extend(alone.take());
            out.extend(joined.take());
        }
    }
    out
}

/// ASCII, Arabic-Indic, extended Arabic-Indic and full-width digits.
fn digit(c: char) -> Option<u64> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{0660}'..='\u{0669}' => '\u{0660}',
        '\u{06F0}'..='\u{06F9}' => '\u{06F0}',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        _ => return None,
    };
    Some(u64::from(c as u32 - zero as u32))
}

#[cfg(test)]
mod tests {
    use super::{may_be_a_bare_plural, numerals, says};
    use accalmie_record::{Figure, Status, Who};

    #[track_caller]
    fn check(text: &str, min: u64, max: Option<u64>, n: u64, expected: bool) {
        let figure = Figure {
            report: String::new(),
            record: String::new(),
            source: None,
            said_by: None,
            published: None,
            min,
            max,
            who: Who::Unknown,
            status: Status::Asserted,
            text: text.to_owned(),
            left_out: None,
        };
        assert_eq!(says(&figure, n), expected, "{text} {n}");
    }

    #[test]
    fn numbers_that_were_said() {
        check("five", 5, Some(5), 5, true);
        check("a dozen", 12, Some(12), 12, true);
        check("at least 5", 5, None, 5, true);
        check("at least five", 5, None, 5, true);
        check("dozens", 20, None, 20, false);
        check("several", 2, None, 2, false);
        check("hundreds", 200, None, 200, false);
        check("at least 20", 20, None, 20, true);
        check("une dizaine", 8, Some(12), 8, false);
        check("une dizaine", 8, Some(12), 10, false);
        check("quelque 300", 270, Some(330), 270, false);
        check("quelque 300", 270, Some(330), 300, false);
        check("3 à 5", 3, Some(5), 3, true);
        check("3 à 5", 3, Some(5), 5, true);
        check("3 à 5", 3, Some(5), 4, false);
        check("٣ إلى ٥", 3, Some(5), 3, true);
        check("plus de 1 200", 1200, None, 1200, true);
        check("more than 1,200", 1200, None, 1200, true);
    }

    #[test]
    fn shapes() {
        assert_eq!(numerals("12 and 3"), [12, 12, 3, 3]);
        assert_eq!(numerals("1 200"), [1, 200, 1200]);
        assert_eq!(numerals("99999999999999999999999"), [u64::MAX, u64::MAX]);
        assert!(numerals("dozens").is_empty());
        for (n, is) in [(0, false), (1, false), (2, true), (3, false), (20, true), (200, true), (220, false), (u64::MAX, false)] {
            assert_eq!(may_be_a_bare_plural(n), is, "{n}");
        }
    }
}
