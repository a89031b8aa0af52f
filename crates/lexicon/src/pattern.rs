//! A pattern is the words of a row's first cell, in the small notation of `lexicons/README.md`: lemmas, `"forms"`,
//! `a|b` for either, `_` for one to three words in between.

use crate::words::{Vocabulary, WordId};
use accalmie_language::{fold, segment};
use accalmie_record::Lang;

/// A row's either-or words make one phrase for each choice; a row of more is a slip of the pen, and would fill the memory.
const MOST_WAYS: usize = 4096;

/// One position of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    pub words: Vec<(WordId, bool)>,
    /// One to three tokens may stand before it.
    pub gap: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    pub slots: Vec<Slot>,
    /// Written in capitals in the table (an acronym): the text must write it so, too.
    pub capitals: bool,
}

impl Pattern {
    /// The slots of `cell`; an error says what is wrong with it.
    pub fn parse(cell: &str, lang: Lang, vocabulary: &mut Vocabulary) -> Result<Pattern, String> {
        let mut slots: Vec<Slot> = Vec::new();
        let mut gap = false;
        for piece in cell.split_whitespace() {
            if piece == "_" {
                if slots.is_empty() {
                    return Err("a pattern cannot begin with _".to_owned());
                }
                gap = true;
                continue;
            }
            let quoted = piece.len() > 2 && piece.starts_with('"') && piece.ends_with('"');
            let bare = piece.trim_matches('"');
            if bare.is_empty() {
                return Err("empty word".to_owned());
            }
            if bare.contains('|') {
                let words: Vec<(WordId, bool)> = bare
                    .split('|')
                    .filter(|w| !w.is_empty())
                    .map(|w| {
                        let own = w.len() > 2 && w.starts_with('"') && w.ends_with('"');
                        (vocabulary.intern(&fold(w.trim_matches('"'))), quoted || own)
                    })
                    .collect();
                if words.is_empty() {
                    return Err("empty word".to_owned());
                }
                slots.push(Slot { words, gap });
                gap = false;
                continue;
            }
            // An ending that is written apart is a word as it stands: "'nin".
            if bare.starts_with(['\'', '\u{2019}']) && bare.chars().skip(1).all(char::is_alphabetic) {
                slots.push(Slot { words: vec![(vocabulary.intern(&fold(bare)), quoted)], gap });
                gap = false;
                continue;
            }
            // The language's own tokens, so that "l'armée" in a cell is two words as it is in a text.
            let cut = segment(bare, lang);
            for token in &cut.tokens {
                let word = vocabulary.intern(&fold(token.span.of(bare)));
                slots.push(Slot { words: vec![(word, quoted)], gap });
                gap = false;
            }
        }
        if gap {
            return Err("a pattern cannot end with _".to_owned());
        }
        if slots.is_empty() {
            return Err("no word".to_owned());
        }
        let ways = slots.iter().try_fold(1usize, |n, s| n.checked_mul(s.words.len()).filter(|n| *n <= MOST_WAYS));
        if ways.is_none() {
            return Err(format!("its either-or words make more than {MOST_WAYS} phrases: write them as several rows"));
        }
        let letters: Vec<char> = cell.chars().filter(|c| c.is_alphabetic()).collect();
        let capitals = (2..=4).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase());
        Ok(Pattern { slots, capitals })
    }
}
