//! A common word is one of everyday language that is also the name of some town: “Nice”, “Most”, “Sept”.

use crate::key;
use std::collections::BTreeSet;
use std::sync::OnceLock;

static WORDS: &str = include_str!("../../../places/stopwords.tsv");

/// Is this key an everyday word in one of the languages of `places/stopwords.tsv`?
pub fn is_common(name_key: &str) -> bool {
    static SET: OnceLock<BTreeSet<String>> = OnceLock::new();
    SET.get_or_init(|| rows().map(|(_, word)| key::key(word)).collect()).contains(name_key)
}

/// Is this word of a text, as it is written, an everyday word in one of the languages of `places/stopwords.tsv`?
pub fn is_everyday(word: &str) -> bool {
    is_common(&key::key(word))
}

/// Language and word of each row.
pub(crate) fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS
        .lines()
        .skip(1)
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .map(|(lang, word)| (lang, word.split('\t').next().unwrap_or(word).trim()))
}
