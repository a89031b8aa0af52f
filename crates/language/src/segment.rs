//! Segmentation is the cut of a text into tokens and sentences that loses no byte of it.

use crate::rules::Rules;
use crate::token::Segmented;
use crate::{sentences, words};
use accalmie_record::Lang;

/// Whether `word` is known for a word of its own: 2 from running text, 1 from the tables of the language, 0 not known; only where
/// clitics are cut is there an answer.
pub fn everyday(word: &str, lang: Lang) -> u8 {
    Rules::of(lang).cutter.as_ref().map_or(0, |c| c.everyday(word))
}

/// Tokens and the blanks between them are the text; sentences cover the tokens. Any input is allowed.
pub fn segment(text: &str, lang: Lang) -> Segmented {
    let rules = Rules::of(lang);
    let mut out = Segmented::default();
    out.tokens.reserve(text.len() / 5);
    words::split(text, rules, &mut out.tokens);
    sentences::group(text, &out.tokens, rules, &mut out.sentences);
    out
}
