//! What a format finds in a document, before it is a report.

use accalmie_record::{Lang, PublishedFrom};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub text: String,
    pub title: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    /// ISO, or the words as they stand where they are no numbers; the language decides what those mean.
    pub published: Option<String>,
    pub published_from: PublishedFrom,
    pub language: Option<Lang>,
}

/// `None` for nothing but blanks.
pub(crate) fn filled(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

/// The language of a tag such as `fr-FR` or `pt_BR`; the code for Kurmanji of the pages that write `ku` is kept.
pub(crate) fn language(tag: &str) -> Option<Lang> {
    Lang::new(tag.trim().split(['-', '_']).next()?)
}
