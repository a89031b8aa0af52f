//! Clitics are small words written together with the next or the last one: "and", "by", "his" in Arabic. Every way of cutting
//! them off is a path of a small lattice; learned weights say which path is the word.
//!
//! A path is `proclitics stem enclitics`. Which clitics there are is a table of the language; what tells a clitic from a first or
//! last letter (is the rest a known word? what letters follow?) is learned from a treebank whose words are cut.

use crate::chars::is_letter;
use crate::fold::{fold_into, is_mask};
use crate::hash;
use crate::pack::{Reader, Writer};
use std::borrow::Cow;

/// Rows of the table of weights, as a power of two.
pub(crate) const BITS: u32 = 14;
/// Longer words are not cut.
const LONGEST: usize = 24;

/// The clitics of a language, folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// With their rank, a word's proclitics coming in rising order, and the letters that may follow; any, where none is named.
    pub before: Vec<(Vec<char>, u8, Vec<char>)>,
    pub after: Vec<Vec<char>>,
    /// Stays on its word, which is the same word with it and without.
    pub article: Vec<char>,
}

/// A word as its folded letters, each with the byte where it begins.
pub(crate) struct Letters {
    pub letters: Vec<char>,
    pub starts: Vec<usize>,
    /// Ends in a letter that nothing is written on to: the feminine ending, which is folded like a pronoun.
    pub closed: bool,
}

/// The Arabic feminine ending.
const CLOSING: char = '\u{629}';

impl Letters {
    /// `None` for what has other than letters in it, or too many.
    pub(crate) fn of(word: &str) -> Option<Letters> {
        let mut out = Letters { letters: Vec::new(), starts: Vec::new(), closed: word.ends_with(CLOSING) };
        let broken = word.contains(|c| c == '\u{640}' || is_mask(c));
        let (mut one, mut folded) = ([0; 4], String::new());
        for (at, c) in word.char_indices() {
            folded.clear();
            fold_into(c.encode_utf8(&mut one), &mut folded);
            for f in folded.chars() {
                if !is_letter(f) {
                    // Where a word was broken by its writer.
                    if broken {
                        continue;
                    }
                    return None;
                }
                out.letters.push(f);
                out.starts.push(at);
            }
        }
        (2..=LONGEST).contains(&out.letters.len()).then_some(out)
    }
}

/// A way of cutting a word: where each piece begins and which of them is the stem; letters are counted, not bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    pub starts: Vec<usize>,
    pub stem: usize,
}

impl Path {
    pub(crate) fn stem_run(&self, length: usize) -> std::ops::Range<usize> {
        self.starts[self.stem]..self.starts.get(self.stem + 1).copied().unwrap_or(length)
    }
}

impl Table {
    /// All ways of cutting, the uncut word first.
    pub(crate) fn paths(&self, word: &Letters) -> Vec<Path> {
        let letters = word.letters.as_slice();
        let mut fronts: Vec<(Vec<usize>, u8)> = vec![(vec![0], 0)];
        let mut k = 0;
        while k < fronts.len() {
            let (starts, rank) = fronts[k].clone();
            let at = starts.last().copied().unwrap_or(0);
            for (clitic, own, followers) in &self.before {
                let next = letters.get(at + clitic.len());
                let allowed = next.is_some_and(|n| followers.is_empty() || followers.contains(n));
                if *own > rank && allowed && letters[at..].starts_with(clitic) {
                    let mut longer = starts.clone();
                    longer.push(at + clitic.len());
                    fronts.push((longer, *own));
                }
            }
            k += 1;
        }
        let mut out = Vec::new();
        for (starts, _) in &fronts {
            let stem = starts.len() - 1;
            out.push(Path { starts: starts.clone(), stem });
            for clitic in &self.after {
                let from = letters.len().saturating_sub(clitic.len());
                if !word.closed && letters.ends_with(clitic) && from > starts[stem] {
                    let mut longer = starts.clone();
                    longer.push(from);
                    out.push(Path { starts: longer, stem });
                }
            }
        }
        out
    }
}

/// Known from the tables.
const TABLED: u32 = 2;

/// What is known of words when a path is judged.
pub(crate) trait Known {
    /// 0 not known, 1 seen once in running text or a place's name, 2 a word of the language's tables, 3 seen more often.
    fn known(&self, letters: &[char]) -> u32;
}

/// The features of a path.
pub(crate) fn features(letters: &[char], path: &Path, article: &[char], known: &impl Known, out: &mut Vec<u32>) {
    out.clear();
    let run = path.stem_run(letters.len());
    let stem = &letters[run.clone()];
    let text = |l: &[char]| {
        let mut h = hash::Rolling::default();
        l.iter().for_each(|c| (*c as u32).to_le_bytes().iter().for_each(|b| h.push(*b)));
        h.get()
    };
    let (before, after) = (text(&letters[..run.start]), text(&letters[run.end..]));
    let sure = |l: &[char]| {
        // With the article or without, a word is the same word.
        if article.is_empty() {
            return known.known(l);
        }
        let other: Vec<char> = match l.strip_prefix(article).filter(|b| b.len() > 1) {
            Some(bare) => bare.to_vec(),
            None => article.iter().chain(l).copied().collect(),
        };
        known.known(l).max(known.known(&other).min(2))
    };
    let (own, whole) = (sure(stem), sure(letters));
    let length = stem.len().min(7) as u32;
    let first = text(&stem[..stem.len().min(1)]);
    let second = text(&stem[..stem.len().min(2)]);
    let third = text(&stem[..stem.len().min(3)]);
    let last = text(&stem[stem.len() - 1..]);
    let last2 = text(&stem[stem.len().saturating_sub(2)..]);
    let cut = u32::from(run.start > 0) + 2 * u32::from(run.end < letters.len());
    for (k, (a, b, c)) in [
        (before, after, 0),
        (before, cut, 0),
        (after, cut, 0),
        (before, length, 0),
        (after, length, 0),
        (before, first, 0),
        (before, second, 0),
        (before, third, length),
        (after, last, 0),
        (after, last2, 0),
        (after, second, length),
        (own, whole, cut),
        (own, before, after),
        (whole, before, after),
        (own, length, cut),
        (text(stem), cut, 0),
        (text(stem), before, after),
        (before, last, length),
    ]
    .into_iter()
    .enumerate()
    {
        out.push(hash::mix(700 + k as u32, a, b, c) >> (32 - BITS));
    }
}

/// The learned cutter of a language.
pub struct Cutter {
    pub(crate) table: Table,
    /// Hashes of words met in the treebank and in the tables, sorted, with how well they are known in the lowest two bits.
    words: Vec<u32>,
    weights: Vec<i16>,
}

impl Known for Cutter {
    fn known(&self, letters: &[char]) -> u32 {
        let key = word_key(letters);
        let at = self.words.partition_point(|w| w >> 2 < key >> 2);
        self.words.get(at).filter(|w| **w >> 2 == key >> 2).map_or(0, |w| w & 3)
    }
}

pub(crate) fn word_key(letters: &[char]) -> u32 {
    let word: String = letters.iter().collect();
    hash::bytes(word.as_bytes())
}

impl Cutter {
    pub(crate) fn from_bytes(bytes: Cow<'static, [u8]>, table: Table) -> Option<Cutter> {
        let (mut reader, _) = Reader::new(bytes)?;
        let (words, weights) = (reader.section()?, reader.section()?);
        let words: Vec<u32> = reader.bytes(&words).chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect();
        let weights: Vec<i16> = reader.bytes(&weights).chunks_exact(2).map(|c| i16::from_le_bytes([c[0], c[1]])).collect();
        let sound = words.is_sorted() && weights.len() == 1 << BITS;
        reader.into_bytes()?;
        sound.then_some(Cutter { table, words, weights })
    }

    pub(crate) fn write(lang: &str, words: &[u32], weights: &[i16]) -> Vec<u8> {
        let mut out = Writer::new(lang);
        out.section(&words.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<_>>());
        out.section(&weights.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<_>>());
        out.finish()
    }

    /// 1 for a word of the tables, 2 for one met often, with its article or without.
    pub(crate) fn everyday(&self, word: &str) -> u8 {
        let Some(own) = Letters::of(word) else { return 0 };
        let article = self.table.article.as_slice();
        let bare = own.letters.strip_prefix(article).filter(|b| b.len() > 1);
        let known = self.known(&own.letters).max(bare.map_or(0, |b| self.known(b)));
        known.saturating_sub(TABLED - 1) as u8
    }

    /// The bytes of `word` at which its pieces after the first begin; none for a word that is not cut.
    pub(crate) fn cuts(&self, word: &str, out: &mut Vec<usize>) {
        out.clear();
        let Some(own) = Letters::of(word) else { return };
        let paths = self.table.paths(&own);
        // A word that the tables have is that word.
        if paths.len() < 2 || self.known(&own.letters) == TABLED {
            return;
        }
        let mut row = Vec::new();
        let mut best: Option<(i64, &Path)> = None;
        for path in &paths {
            features(&own.letters, path, &self.table.article, self, &mut row);
            let score: i64 = row.iter().map(|f| i64::from(self.weights[*f as usize])).sum();
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, path));
            }
        }
        if let Some((_, path)) = best {
            out.extend(path.starts.iter().skip(1).map(|s| own.starts[*s]));
        }
    }
}
