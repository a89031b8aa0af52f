//! A page is a report cut into its sentences, to say which records speak of the same words.

use super::fact::Fact;
use accalmie_language::segment;
use accalmie_record::{Lang, Report, Span, Text};

/// Characters of a sentence that are shown; tables pasted as text have no full stop.
const SHOWN: usize = 600;

pub struct Page<'a> {
    report: &'a Report,
    sentences: Vec<(Text, Span)>,
}

impl<'a> Page<'a> {
    pub fn new(report: &'a Report, lang: Lang) -> Page<'a> {
        let title = report.title.as_deref().unwrap_or("");
        let cut = |unit, words: &str| segment(words, lang).sentences.into_iter().map(move |s| (unit, s.span));
        Page { sentences: cut(Text::Title, title).chain(cut(Text::Text, &report.text)).collect(), report }
    }

    /// The sentences that a fact quotes, in order.
    pub fn of(&self, fact: &Fact) -> Vec<usize> {
        let quoted = |(unit, span): &(Text, Span)| fact.spans.iter().any(|(u, s)| u == unit && s.overlaps(*span));
        (0..self.sentences.len()).filter(|i| quoted(&self.sentences[*i])).collect()
    }

    /// The words of these sentences, in one line.
    pub fn words(&self, sentences: &[usize]) -> String {
        let one = |i: &usize| {
            let (unit, span) = self.sentences[*i];
            span.of(if unit == Text::Title { self.report.title.as_deref().unwrap_or("") } else { &self.report.text })
        };
        sentences.iter().map(one).collect::<Vec<_>>().join(" … ").chars().take(SHOWN).collect()
    }
}
