//! Phrases are what the brief says in a language: `phrases/*.tsv`, a key and a text with `{slots}`.
//!
//! A key that counts has a row for each plural category of the language, `key.one`, `key.other` and so on (CLDR's rules of cardinals).

use jiff::civil::Date;
use std::collections::BTreeMap;

/// The languages that there are.
pub const LANGUAGES: [&str; 3] = ["en", "fr", "ar"];

pub struct Phrases {
    pub language: &'static str,
    table: BTreeMap<&'static str, &'static str>,
}

/// English where the language is not there.
pub fn phrases(language: &str) -> Phrases {
    let (language, text) = match language {
        "fr" => ("fr", include_str!("../phrases/fr.tsv")),
        "ar" => ("ar", include_str!("../phrases/ar.tsv")),
        _ => ("en", include_str!("../phrases/en.tsv")),
    };
    let rows = text.lines().filter(|l| !l.starts_with('#'));
    Phrases { language, table: rows.filter_map(|l| l.split_once('\t')).collect() }
}

/// First strong isolate, and its end: a name in another script keeps to itself.
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

impl Phrases {
    pub fn rtl(&self) -> bool {
        self.language == "ar"
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.table.keys().copied()
    }

    /// A key that the table lacks is written as it is.
    pub fn say(&self, key: &str, slots: &[(&str, &str)]) -> String {
        let mut text = self.table.get(key).map_or_else(|| key.to_owned(), |t| (*t).to_owned());
        for (name, value) in slots {
            text = self.filled(&text, &format!("{{{name}}}"), &self.isolated(value));
        }
        text
    }

    /// The row `elision` says which end of a word before a slot becomes what, and before which letters; it is empty where a language has none.
    fn filled(&self, text: &str, slot: &str, value: &str) -> String {
        let mut row = self.table.get("elision").into_iter().flat_map(|row| row.split('|'));
        let (full, short, letters) = (row.next().unwrap_or_default(), row.next().unwrap_or_default(), row.next().unwrap_or_default());
        let elides = value.starts_with(|c| letters.contains(c));
        let mut out = String::with_capacity(text.len() + value.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(slot) {
            match before.strip_suffix(full).filter(|_| elides) {
                Some(stem) => out.extend([stem, short]),
                None => out.push_str(before),
            }
            out.push_str(value);
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// A name in Latin letters within Arabic keeps to itself; what has Arabic letters goes with the sentence.
    fn isolated(&self, value: &str) -> String {
        let arabic = |c: char| ('\u{600}'..='\u{6ff}').contains(&c) && c.is_alphabetic();
        let alone = self.rtl() && value.chars().any(|c| c.is_ascii_alphabetic()) && !value.chars().any(arabic);
        if alone && !value.starts_with(ISOLATE[0]) { format!("{}{value}{}", ISOLATE[0], ISOLATE[1]) } else { value.to_owned() }
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// With `{n}` and the form that goes with it.
    pub fn count(&self, key: &str, n: u64, slots: &[(&str, &str)]) -> String {
        let form = format!("{key}.{}", self.category(n));
        let form = if self.has(&form) { form } else { format!("{key}.other") };
        let number = n.to_string();
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(slots);
        self.say(&form, &all)
    }

    /// CLDR 48, cardinal numbers, whole.
    pub fn category(&self, n: u64) -> &'static str {
        match (self.language, n, n % 100) {
            ("en", 1, _) | ("fr", 0 | 1, _) | ("ar", 1, _) => "one",
            ("ar", 0, _) => "zero",
            ("ar", 2, _) => "two",
            ("ar", _, 3..=10) => "few",
            ("ar", _, 11..=99) => "many",
            _ => "other",
        }
    }

    /// “10 November 2019”. The digits are those that the language's news agencies print on the web: 0–9 in Arabic too.
    pub fn date(&self, day: Date) -> String {
        let month = self.say(&format!("month.{}", day.month()), &[]);
        let number = if self.language == "fr" && day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
        self.say("date", &[("day", &number), ("month", &month), ("year", &day.year().to_string())])
    }

    pub fn list(&self, words: &[String]) -> String {
        let words: Vec<String> = words.iter().map(|w| self.isolated(w)).collect();
        match words.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [rest @ .., last] => {
                let comma = self.say("list.comma", &[]);
                format!("{}{}{last}", rest.join(&comma), self.say("list.and", &[]))
            }
        }
    }

    /// Low, best and high; “at least” where nobody gave an end.
    pub fn range(&self, low: u64, high: Option<u64>) -> String {
        match high {
            Some(high) if high == low => low.to_string(),
            Some(high) => format!("{low}\u{2013}{high}"),
            None => self.say("at_least", &[("n", &low.to_string())]),
        }
    }
}
