//! Identification names the language of a paragraph: the script first, then a linear model over short runs of
//! letters, with and without their accents, so that unaccented capitals are read too.

use crate::bits::Bits;
use crate::embedded;
use crate::fold::fold_into;
use crate::hash;
use crate::pack::{Reader, Writer};
use accalmie_record::Lang;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_normalization::char::is_combining_mark;

/// Fewer letters say too little.
const SHORTEST: usize = 12;
/// More are not needed.
const LONGEST: usize = 600;
/// The longest run of letters.
const RUN: usize = 4;
pub(crate) const LOG2: u32 = 15;

/// The language of `text` and how sure that is, from 0 to 1; `None` when the text is too short or nothing known.
pub fn identify(text: &str) -> Option<(Lang, f32)> {
    static MODEL: OnceLock<Option<Identifier>> = OnceLock::new();
    MODEL.get_or_init(|| Identifier::from_bytes(Cow::Borrowed(embedded::IDENTIFY?))).as_ref()?.identify(text)
}

/// Weights of every language for every feature.
pub struct Identifier {
    langs: Vec<Lang>,
    bits: Bits,
    rows: Range<usize>,
    bytes: Cow<'static, [u8]>,
    /// Languages that are told by their script alone.
    arabic: Option<Lang>,
    /// How large the lead over the second must be, a feature, for a confidence of one half; in 1/256.
    doubt: i64,
}

impl Identifier {
    pub fn from_bytes(bytes: Cow<'static, [u8]>) -> Option<Identifier> {
        let (mut reader, _) = Reader::new(bytes)?;
        let (langs, doubt, bits, rows) = (reader.section()?, reader.section()?, reader.section()?, reader.section()?);
        let text = std::str::from_utf8(reader.bytes(&langs)).ok()?;
        let langs: Vec<Lang> = text.split(' ').map(Lang::new).collect::<Option<_>>()?;
        let doubt = reader.bytes(&doubt).try_into().ok().map(i64::from_le_bytes)?;
        let bits = Bits::new(reader.bytes(&bits), LOG2)?;
        let sound = rows.len() == bits.ones() * langs.len() && !langs.is_empty();
        let bytes = reader.into_bytes()?;
        sound.then(|| Identifier { langs, bits, rows, bytes, arabic: Lang::new("ar"), doubt })
    }

    pub(crate) fn write(langs: &str, doubt: i64, rows: &[(u32, Vec<i8>)]) -> Vec<u8> {
        let mut out = Writer::new("und");
        out.section(langs.as_bytes());
        out.section(&doubt.to_le_bytes());
        out.section(&crate::bits::write(rows.iter().map(|r| r.0), LOG2));
        out.section(&rows.iter().flat_map(|r| &r.1).map(|w| *w as u8).collect::<Vec<_>>());
        out.finish()
    }

    pub fn identify(&self, text: &str) -> Option<(Lang, f32)> {
        match script(text)? {
            Script::Arabic => Some((self.arabic?, 1.0)),
            Script::Latin => {
                let mut found = Vec::new();
                features(text, &mut found);
                let scores = self.scores(&found);
                let (best, lead) = lead(&scores)?;
                let lead = lead * 256 / found.len().max(1) as i64;
                let sure = lead as f32 / (lead + self.doubt).max(1) as f32;
                (sure >= LEAST).then(|| (self.langs[best], sure))
            }
        }
    }

    /// By how much the best leads, a feature, in 1/256.
    pub(crate) fn lead_of(&self, text: &str) -> i64 {
        let mut found = Vec::new();
        features(text, &mut found);
        lead(&self.scores(&found)).map_or(0, |(_, lead)| lead * 256 / found.len().max(1) as i64)
    }

    fn scores(&self, features: &[u32]) -> Vec<i64> {
        let n = self.langs.len();
        let rows = &self.bytes[self.rows.clone()];
        let mut scores = vec![0i64; n];
        for row in features.iter().filter_map(|f| self.bits.row(*f)) {
            for (s, w) in scores.iter_mut().zip(&rows[row * n..(row + 1) * n]) {
                *s += i64::from(*w as i8);
            }
        }
        scores
    }
}

/// Below this nothing is said.
const LEAST: f32 = 0.2;

/// The first of the best, and by how much it leads.
pub(crate) fn lead(scores: &[i64]) -> Option<(usize, i64)> {
    let best = (0..scores.len()).rev().max_by_key(|i| scores[*i])?;
    let second = (0..scores.len()).filter(|i| *i != best).map(|i| scores[i]).max().unwrap_or(0);
    Some((best, scores[best] - second))
}

#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Script {
    Latin,
    Arabic,
}

/// `None` for a text with too few letters, in another script, or in a language that writes Arabic script with
/// letters that Arabic has not.
pub(crate) fn script(text: &str) -> Option<Script> {
    let (mut latin, mut arabic, mut foreign, mut other) = (0, 0, 0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(LONGEST) {
        match c {
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin += 1,
            // Letters of Sorani, Persian, Urdu.
            'پ' | 'چ' | 'ژ' | 'گ' | 'ڤ' | 'ێ' | 'ۆ' | 'ە' | 'ڵ' | 'ڕ' | 'ٹ' | 'ڈ' | 'ے' | 'ں' => foreign += 1,
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => arabic += 1,
            _ => other += 1,
        }
    }
    let letters = latin + arabic + foreign + other;
    if letters < SHORTEST {
        return None;
    }
    if (arabic + foreign) * 2 > letters {
        // Names with such letters stand in Arabic texts too: only many of them make another language.
        return (foreign * 20 < arabic + foreign).then_some(Script::Arabic);
    }
    (latin * 2 > letters).then_some(Script::Latin)
}

/// Runs of 1 to 4 letters with the ends of words, folded; and runs of 1 to 3 as they are written, where they are
/// not plain. Whole short words too. Addresses are of no language.
pub(crate) fn features(text: &str, out: &mut Vec<u32>) {
    out.clear();
    let mut folded = String::new();
    let mut lower = String::new();
    let mut letters = 0;
    let written = text.split_whitespace().filter(|w| !w.starts_with('@') && !w.contains("://"));
    for word in written.flat_map(|w| w.split(|c: char| !c.is_alphabetic() && !is_combining_mark(c))) {
        if word.is_empty() || word.len() > 60 {
            continue;
        }
        folded.clear();
        folded.push(' ');
        fold_into(word, &mut folded);
        folded.push(' ');
        runs(&folded, 600, RUN, out);
        if folded.len() <= 8 {
            out.push(hash::mix(620, hash::bytes(folded.as_bytes()), 0, 0));
        }
        if !word.is_ascii() {
            lower.clear();
            lower.push(' ');
            lower.extend(word.chars().flat_map(char::to_lowercase));
            lower.push(' ');
            runs(&lower, 610, 3, out);
        }
        letters += word.chars().count();
        if letters > LONGEST {
            break;
        }
    }
}

fn runs(word: &str, template: u32, longest: usize, out: &mut Vec<u32>) {
    for (start, _) in word.char_indices() {
        let ends = word[start..].char_indices().map(|(at, c)| start + at + c.len_utf8());
        for (k, end) in ends.take(longest).enumerate() {
            let run = &word.as_bytes()[start..end];
            if run != b" " {
                out.push(hash::mix(template + k as u32, hash::bytes(run), 0, 0));
            }
        }
    }
}
