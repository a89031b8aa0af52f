//! An affix is an ending or a beginning that inflection adds; cut off, it leads a word of a text to the word that a row names.
//!
//! Cuts are tried one after another in folded spelling; only what arrives at a word of the tables counts, so that a short list
//! of affixes serves a language with long chains of them.

use crate::entry::Number;
use crate::table::Row;
use accalmie_language::fold;

/// At most so many affixes are cut from one word.
const DEEPEST: usize = 4;
/// At most so many pieces of one word are looked up.
const MOST: usize = 96;
/// Letters that must be left of a word, and where something is put in the affix's stead.
const LEFT: usize = 3;
const LEFT_BEFORE_PUT: usize = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Prefix,
    Suffix,
}

/// What the affixes of a word say besides the word itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// How many there are, of a noun.
    pub number: Option<Number>,
    /// "öldürülmedi": it was not so.
    pub negative: bool,
    /// It is to come.
    pub future: bool,
    /// It could be.
    pub possible: bool,
    /// It was done by them.
    pub by: bool,
}

impl Said {
    const NAMES: &str = "singular dual plural negative future possible by";

    fn from_name(name: &str) -> Option<Said> {
        let none = Said::default();
        Some(match name {
            "" => none,
            "negative" => Said { negative: true, ..none },
            "future" => Said { future: true, ..none },
            "possible" => Said { possible: true, ..none },
            "by" => Said { by: true, ..none },
            n => Said { number: Some(Number::from_name(n)?), ..none },
        })
    }

    /// With what one more affix, nearer to the stem, says.
    fn and(self, inner: Said) -> Said {
        Said {
            number: inner.number.or(self.number),
            negative: self.negative | inner.negative,
            future: self.future | inner.future,
            possible: self.possible | inner.possible,
            by: self.by | inner.by,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Affix {
    /// Folded; what is cut, and what is put there.
    cut: String,
    put: String,
    place: Place,
    said: Said,
    /// The two words of its example, and where it stands.
    pub(crate) example: String,
    pub(crate) line: u32,
}

#[derive(Clone, Debug, Default)]
pub struct Affixes {
    all: Vec<Affix>,
}

impl Affixes {
    /// Adds a row of `affixes.tsv`; an error names the column (from 1) and what is wrong there.
    pub fn add(&mut self, row: &Row) -> Result<(), (u32, String)> {
        let place = match row.cell(1) {
            "prefix" => Place::Prefix,
            "suffix" => Place::Suffix,
            other => return Err((2, format!("\u{201c}{other}\u{201d} is not known here; one of: prefix suffix"))),
        };
        let said = Said::from_name(row.cell(3))
            .ok_or_else(|| (4, format!("\u{201c}{}\u{201d} is not known here; one of: {}", row.cell(3), Said::NAMES)))?;
        let cut = fold(&row.cells[0]);
        if cut.is_empty() {
            return Err((1, "nothing is left of the affix when it is folded".to_owned()));
        }
        let example = row.cells.last().cloned().unwrap_or_default();
        self.all.push(Affix { cut, put: fold(row.cell(2)), place, said, example, line: row.line });
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether some affix tells one from many.
    pub fn tell_number(&self) -> bool {
        self.all.iter().any(|a| a.said.number.is_some())
    }

    /// Whether some affix says by whom.
    pub fn name_agents(&self) -> bool {
        self.all.iter().any(|a| a.said.by)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Affix> {
        self.all.iter()
    }

    /// Whether there are endings to cut.
    pub fn has_endings(&self) -> bool {
        self.all.iter().any(|a| a.place == Place::Suffix)
    }

    /// Everything that `folded` could be an inflected form of, shortest chains first; `met` is told each piece with what the
    /// affixes cut from it say, and tells whether it is a word: then no more is cut than was cut for it.
    pub fn stems(&self, folded: &str, mut met: impl FnMut(&str, Said) -> bool) {
        if self.all.is_empty() {
            return;
        }
        let mut seen: Vec<(String, Said, usize)> = vec![(folded.to_owned(), Said::default(), 0)];
        let (mut at, mut deepest) = (0, DEEPEST);
        while at < seen.len() && seen.len() < MOST {
            let (word, said, depth) = seen[at].clone();
            at += 1;
            if depth >= deepest {
                continue;
            }
            for affix in &self.all {
                let Some(stem) = affix.cut_from(&word) else { continue };
                if !seen.iter().any(|(w, _, _)| *w == stem) {
                    let said = said.and(affix.said);
                    if met(&stem, said) {
                        deepest = depth + 1;
                    }
                    seen.push((stem, said, depth + 1));
                }
            }
        }
    }
}

impl Affix {
    /// The word without the affix, if it has it and enough is left.
    fn cut_from(&self, word: &str) -> Option<String> {
        let rest = match self.place {
            Place::Prefix => word.strip_prefix(self.cut.as_str())?,
            Place::Suffix => word.strip_suffix(self.cut.as_str())?,
        };
        let least = if self.put.is_empty() { LEFT } else { LEFT_BEFORE_PUT };
        (rest.chars().count() >= least).then(|| match self.place {
            Place::Prefix => format!("{}{rest}", self.put),
            Place::Suffix => format!("{rest}{}", self.put),
        })
    }

    pub(crate) fn letters(&self) -> &str {
        &self.cut
    }

    /// Whether the affix stands on the way from one word to another.
    pub(crate) fn leads(&self, all: &Affixes, from: &str, to: &str) -> bool {
        let Some(first) = self.cut_from(from) else {
            // It may be cut after another.
            let mut found = false;
            all.stems(from, |piece, _| {
                if let Some(stem) = self.cut_from(piece) {
                    found |= stem == to;
                    all.stems(&stem, |s, _| {
                        found |= s == to;
                        false
                    });
                }
                false
            });
            return found;
        };
        let mut found = first == to;
        all.stems(&first, |s, _| {
            found |= s == to;
            false
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affixes(rows: &[(&str, &str, &str, &str)]) -> Affixes {
        let mut out = Affixes::default();
        for (cut, place, put, number) in rows {
            let cells = [cut, place, put, number, &""].iter().map(|c| c.to_string()).collect();
            out.add(&Row { line: 1, cells }).unwrap();
        }
        out
    }

    #[test]
    fn chains_are_cut_one_by_one() {
        let a = affixes(&[("ler", "suffix", "", "plural"), ("in", "suffix", "", ""), ("dü", "suffix", "mek", "")]);
        let stems = |w: &str| {
            let mut out = Vec::new();
            a.stems(&fold(w), |s, said| {
                out.push((s.to_owned(), said.number));
                false
            });
            out
        };
        assert!(stems("askerlerin").contains(&("asker".to_owned(), Some(Number::Plural))));
        assert!(stems("öldürüldü").contains(&("oldurulmek".to_owned(), None)));
        assert!(stems("öldü").contains(&("olmek".to_owned(), None)));
        assert!(stems("erin").is_empty(), "too little would be left");
    }
}
