//! A match is a row found in a sentence: which row, on which tokens.
//!
//! All tables are searched in one walk of a word trie. Between the words of one pattern, auxiliaries, adverbs and clitics are
//! passed over ("se sont également emparés de"), as the caller says of each token.

use crate::load::Lexicon;
use crate::words::{Alternative, WordId};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Index into [`Lexicon::rows`].
    pub row: u32,
    /// Tokens `start..end` of the sentence.
    pub start: u32,
    pub end: u32,
    /// The first word was met as the text's own form, not through a lemma.
    pub by_form: bool,
    /// Parts of speech under which the first word's lemma was met.
    pub pos: u32,
}

/// A trie node: edges sorted by word, then the rows that end here.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    pub edges: Vec<(WordId, bool, bool, u32)>, // word, exact form asked, gap before, next
    pub rows: Vec<u32>,
    /// Whether any edge asks for a gap before its word.
    pub gaps: bool,
}

#[derive(Clone, Debug, Default)]
pub struct MatchScratch {
    found: Vec<Match>,
}

impl Lexicon {
    /// Every row met in the sentence, by start, longest first; rows hidden by a longer match of their table are left out.
    ///
    /// `alternatives[i]` is what token i could be, `skippable(i)` whether it may stand inside a pattern unasked,
    /// `capital(i)` whether it is written in capitals.
    pub fn find(
        &self,
        alternatives: &[&[Alternative]],
        skippable: impl Fn(usize) -> bool,
        capital: impl Fn(usize) -> bool,
        scratch: &mut MatchScratch,
        out: &mut Vec<Match>,
    ) {
        out.clear();
        scratch.found.clear();
        for start in 0..alternatives.len() {
            if alternatives[start].is_empty() {
                continue;
            }
            for a in alternatives[start] {
                self.walk(0, *a, false, start, start, a.form, a.pos, alternatives, &skippable, &capital, &mut scratch.found);
            }
        }
        let found = &mut scratch.found;
        found.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end), m.row, !m.by_form));
        found.dedup_by(|b, a| {
            let same = (a.row, a.start, a.end) == (b.row, b.start, b.end);
            if same {
                a.pos |= b.pos;
                a.by_form |= b.by_form;
            }
            same
        });
        // By table, how far the matches reach that began before this token, and those that begin at it.
        let mut reach: Vec<(&str, u32, u32, u32)> = Vec::new();
        for m in found.iter() {
            let table = self.rows[m.row as usize].entry.table();
            let at = reach.iter().position(|r| r.0 == table).unwrap_or_else(|| {
                reach.push((table, 0, m.start, 0));
                reach.len() - 1
            });
            let (_, before, start, here) = &mut reach[at];
            if *start != m.start {
                (*before, *start, *here) = ((*before).max(*here), m.start, 0);
            }
            // The longest at one token come first.
            if *before < m.end && *here <= m.end {
                out.push(*m);
            }
            *here = (*here).max(m.end);
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn walk(
        &self,
        node: u32,
        at: Alternative,
        gapped: bool,
        token: usize,
        start: usize,
        by_form: bool,
        pos: u32,
        alternatives: &[&[Alternative]],
        skippable: &impl Fn(usize) -> bool,
        capital: &impl Fn(usize) -> bool,
        found: &mut Vec<Match>,
    ) {
        let edges = &self.trie[node as usize].edges;
        let first = match node {
            0 => self.roots[at.word as usize] as usize,
            _ => edges.partition_point(|e| e.0 < at.word),
        };
        for &(word, exact, gap, next) in &edges[first..] {
            if word != at.word {
                break;
            }
            if (exact && !at.form) || (gapped && !gap) {
                continue;
            }
            for &row in &self.trie[next as usize].rows {
                if !self.rows[row as usize].capitals || (start..=token).all(capital) {
                    found.push(Match { row, start: start as u32, end: token as u32 + 1, by_form, pos });
                }
            }
            let further = &self.trie[next as usize].edges;
            if further.is_empty() || found.len() > 4096 {
                continue;
            }
            let gaps = self.trie[next as usize].gaps;
            let (mut i, mut skipped) = (token + 1, 0);
            while i < alternatives.len() {
                for a in alternatives[i] {
                    let from = further.partition_point(|e| e.0 < a.word);
                    let wanted = further[from..].iter().take_while(|e| e.0 == a.word).any(|e| (!e.1 || a.form) && (e.2 || skipped == 0));
                    if wanted {
                        self.walk(next, *a, skipped > 0, i, start, by_form, pos, alternatives, skippable, capital, found);
                    }
                }
                if skippable(i) && i < token + 4 {
                    i += 1;
                } else if gaps && skipped < 3 {
                    skipped += 1;
                    i += 1;
                } else {
                    break;
                }
            }
        }
    }
}
