//! A page is a title or a body made into sentences, each with the lexicon's matches, its figures and times, and, where the
//! gate lets it through, a tree.

use crate::clauses;
use crate::knowledge::Tongue;
use crate::sentence::Sentence;
use accalmie_language::{Analysis, Scratch, TokenKind, Upos, segment};
use accalmie_lexicon::check::{allows, may_be_skipped};
use accalmie_lexicon::{Alternative, Entry, Match, MatchScratch};
use accalmie_record::{Lang, Text};
use std::collections::HashMap;
use std::sync::Arc;

/// What one thread keeps between reports: buffers, and what words could be. It changes speed, never an answer.
#[derive(Default)]
pub struct Desk {
    scratch: Scratch,
    found: MatchScratch,
    lemmas: Vec<(Upos, String)>,
    words: HashMap<(Lang, String), Arc<[Alternative]>>,
}

/// Words remembered at most; beyond it the memory is begun anew.
const REMEMBERED: usize = 200_000;

impl Desk {
    fn alternatives(&mut self, tongue: &Tongue, surface: &str) -> Arc<[Alternative]> {
        let key = (tongue.lang, surface.to_owned());
        if let Some(known) = self.words.get(&key) {
            return known.clone();
        }
        if self.words.len() >= REMEMBERED {
            self.words.clear();
        }
        let mut out = Vec::new();
        tongue.lexicon.alternatives(surface, tongue.model, &mut self.lemmas, &mut out);
        let known: Arc<[Alternative]> = out.into();
        self.words.insert(key, known.clone());
        known
    }
}

/// Cuts `page` into sentences and looks at each.
pub fn sentences<'a>(page: &'a str, unit: Text, tongue: &'a Tongue, desk: &mut Desk, out: &mut Vec<Sentence<'a>>) {
    let cut = segment(page, tongue.lang);
    // Typed without accents, a text gives none to go by.
    let accented = page.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let mut paragraph = 0;
    let mut last_end = 0;
    for sentence in &cut.sentences {
        let gap = page.get(last_end..sentence.span.start).unwrap_or("");
        let line_break = gap.contains('\n');
        if gap.matches('\n').count() > 1 {
            paragraph += 1;
        }
        last_end = sentence.span.end;
        let tokens = cut.tokens[sentence.tokens.clone()].to_vec();
        let alternatives: Vec<Arc<[Alternative]>> = tokens
            .iter()
            .map(|t| if t.kind == TokenKind::Mark { Arc::from([]) } else { desk.alternatives(tongue, t.span.of(page)) })
            .collect();
        let mut s = Sentence {
            tongue,
            page,
            unit,
            span: sentence.span,
            tree: Analysis::default(),
            matches: Vec::new(),
            quantities: Vec::new(),
            times: Vec::new(),
            paragraph,
            heading: false,
            alone: false,
            starts_line: line_break || sentence.span.start == 0,
            bullet: (line_break || sentence.span.start == 0) && begins_with_bullet(sentence.span.of(page)),
            clause: Vec::new(),
            segment: Vec::new(),
            tokens,
        };
        let ends_line = page[sentence.span.end..].starts_with('\n') || sentence.span.end == page.len();
        s.alone = ends_line && s.starts_line && !s.bullet && s.len() <= 24;
        s.heading = ends_line && (line_break || sentence.span.start == 0) && !ends_in_stop(sentence.span.of(page)) && s.len() <= 16;
        let opens = alternatives.iter().any(|a| tongue.lexicon.opens(a));
        if opens && let Some(model) = tongue.model {
            model.analyse(page, &s.tokens, &mut desk.scratch, &mut s.tree);
        }
        let refs: Vec<&[Alternative]> = alternatives.iter().map(|a| &a[..]).collect();
        let mut matches = Vec::new();
        tongue.lexicon.find(
            &refs,
            |i| s.pos(i).is_some_and(may_be_skipped),
            |i| s.word(i).chars().all(|c| !c.is_lowercase()),
            &mut desk.found,
            &mut matches,
        );
        // Determiners are told apart by their form ("les" is not "le").
        let by_form = |m: &Match| m.by_form || !matches!(tongue.lexicon.rows[m.row as usize].entry, Entry::Determiner(_));
        let spelled = |m: &Match| !accented || !m.by_form || m.end - m.start > 1 || tongue.lexicon.spelled(m.row, s.word(m.start as usize));
        // "Tell Tamer" is no telling: a cue is not written as a name in the middle of a sentence.
        let named = |m: &Match| {
            let i = m.start as usize;
            let shouted = s.word(i).chars().all(|c| !c.is_lowercase());
            matches!(tongue.lexicon.rows[m.row as usize].entry, Entry::Cue(_))
                && m.end - m.start == 1
                && i > 0
                && !s.is_mark(i - 1)
                && !shouted
                && s.word(i).chars().next().is_some_and(char::is_uppercase)
        };
        matches.retain(|m| {
            by_form(m)
                && !named(m)
                && spelled(m)
                && allows(&tongue.lexicon, m, s.pos(m.start as usize), (m.start as usize).checked_sub(1).and_then(|i| s.pos(i)))
        });
        s.matches = matches;
        if let Some(measures) = tongue.measures() {
            (s.quantities, s.times) = measures.mentions(page, &s.tokens);
        }
        clauses::cut(&mut s);
        out.push(s);
    }
}

fn begins_with_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('•' | '-' | '–' | '—' | '*' | '_' | '▪' | '·' | '►') => true,
        Some(c) if c.is_ascii_digit() => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/');
            rest.starts_with(')') || rest.starts_with(". ") || rest.starts_with(" :") || rest.starts_with(':')
        }
        _ => false,
    }
}

fn ends_in_stop(text: &str) -> bool {
    text.trim_end_matches(['»', '"', '”', ')', '\'']).trim_end().ends_with(['.', '!', '?', '…', '؟'])
}
