//! A page is a title or a body made into sentences, each with the lexicon's matches, its figures and times, and, where the
//! gate lets it through, a tree.

use crate::clauses;
use crate::knowledge::Tongue;
use crate::postposed;
use crate::sentence::Sentence;
use accalmie_language::{Analysis, Scratch, Segmented, Token, TokenKind, Upos, segment};
use accalmie_lexicon::check::{allows, may_be_skipped};
use accalmie_lexicon::pages::written;
use accalmie_lexicon::{Alternative, Entry, Match, MatchScratch};
use accalmie_record::{Lang, Text};
use std::collections::HashMap;

/// What one thread keeps between reports: buffers, and what words could be. It changes speed, never an answer.
#[derive(Default)]
pub struct Desk {
    scratch: Scratch,
    found: MatchScratch,
    matches: Vec<Match>,
    lemmas: Vec<(Upos, String)>,
    could: Vec<Alternative>,
    memories: Vec<(Lang, Memory)>,
}

/// What the words of one language could be.
#[derive(Default)]
struct Memory {
    words: HashMap<Box<str>, Known>,
    /// One after the other, as the words were met.
    alternatives: Vec<Alternative>,
}

/// What one word could be, and what that does to the gate.
#[derive(Clone, Copy)]
struct Known {
    start: u32,
    end: u32,
    opens: bool,
    stirs: bool,
}

const NOTHING: Known = Known { start: 0, end: 0, opens: false, stirs: false };

/// Words remembered at most; the report that goes beyond it is the last before the memory is begun anew.
const REMEMBERED: usize = 200_000;

impl Desk {
    fn remember(&mut self, lang: Lang) -> usize {
        match self.memories.iter().position(|(l, _)| *l == lang) {
            Some(at) => at,
            None => {
                self.memories.push((lang, Memory::default()));
                self.memories.len() - 1
            }
        }
    }

    fn known(&mut self, memory: usize, tongue: &Tongue, surface: &str) -> Known {
        let memory = &mut self.memories[memory].1;
        if let Some(known) = memory.words.get(surface) {
            return *known;
        }
        tongue.lexicon.alternatives(surface, tongue.model, &mut self.lemmas, &mut self.could);
        let start = memory.alternatives.len() as u32;
        memory.alternatives.extend_from_slice(&self.could);
        let end = memory.alternatives.len() as u32;
        let known = Known { start, end, opens: tongue.lexicon.opens(&self.could), stirs: tongue.lexicon.stirs(&self.could) };
        memory.words.insert(surface.into(), known);
        known
    }
}

/// A page cut into words, and whether any of them could make it tell something.
pub struct Cut {
    cut: Segmented,
    known: Vec<Known>,
    memory: usize,
    pub stirs: bool,
    /// The byte at which what was written begins.
    from: usize,
}

/// Cuts the pages of one report into words and looks each up.
pub fn cut<const N: usize>(pages: [&str; N], tongue: &Tongue, desk: &mut Desk) -> [Cut; N] {
    let memory = desk.remember(tongue.lang);
    if desk.memories[memory].1.words.len() > REMEMBERED {
        desk.memories[memory].1 = Memory::default();
    }
    pages.map(|page| {
        let from = written(page);
        let mut cut = segment(&page[from.clone()], tongue.lang);
        shift(&mut cut, from.start);
        let look = |t: &Token| if t.kind == TokenKind::Mark { NOTHING } else { desk.known(memory, tongue, t.span.of(page)) };
        let known: Vec<Known> = cut.tokens.iter().map(look).collect();
        let stirs = known.iter().any(|k| k.stirs);
        Cut { cut, known, memory, stirs, from: from.start }
    })
}

/// Moves what was cut from a part of a page to where it stands in the whole.
fn shift(cut: &mut Segmented, by: usize) {
    if by > 0 {
        let spans = cut.tokens.iter_mut().map(|t| &mut t.span).chain(cut.sentences.iter_mut().map(|s| &mut s.span));
        spans.for_each(|s| (s.start, s.end) = (s.start + by, s.end + by));
    }
}

/// Cuts `page` into sentences and looks at each.
pub fn sentences<'a>(page: &'a str, unit: Text, tongue: &'a Tongue, desk: &mut Desk, out: &mut Vec<Sentence<'a>>) {
    let [own] = cut([page], tongue, desk);
    look(page, &own, unit, tongue, desk, out);
}

/// Looks at each sentence of a page.
pub fn look<'a>(page: &'a str, cut: &Cut, unit: Text, tongue: &'a Tongue, desk: &mut Desk, out: &mut Vec<Sentence<'a>>) {
    let Cut { cut, known, memory, from, .. } = cut;
    let Desk { scratch, found, matches, memories, .. } = desk;
    let words = &memories[*memory].1.alternatives[..];
    let mut alternatives: Vec<&[Alternative]> = Vec::new();
    // Typed without accents, a text gives none to go by.
    let accented = tongue.lexicon.grammar.accents_tell && !page.is_ascii() && page.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let uncapitalised = uncapitalised(page);
    let mut paragraph = 0;
    let from = *from;
    let mut last_end = from;
    for sentence in &cut.sentences {
        let gap = page.get(last_end..sentence.span.start).unwrap_or("");
        let line_break = gap.contains('\n');
        if gap.matches('\n').count() > 1 {
            paragraph += 1;
        }
        last_end = sentence.span.end;
        let tokens = cut.tokens[sentence.tokens.clone()].to_vec();
        let known = &known[sentence.tokens.clone()];
        alternatives.clear();
        alternatives.extend(known.iter().map(|k| &words[k.start as usize..k.end as usize]));
        let mut s = Sentence {
            tongue,
            page,
            unit,
            span: sentence.span,
            uncapitalised,
            tree: Analysis::default(),
            matches: Vec::new(),
            postposed: Vec::new(),
            quantities: Vec::new(),
            times: Vec::new(),
            paragraph,
            heading: false,
            alone: false,
            starts_line: line_break || sentence.span.start == from,
            bullet: (line_break || sentence.span.start == from) && begins_with_bullet(sentence.span.of(page)),
            clause: Vec::new(),
            segment: Vec::new(),
            tokens,
        };
        let ends_line = page[sentence.span.end..].starts_with('\n') || sentence.span.end == page.len();
        s.alone = ends_line && s.starts_line && !s.bullet && s.len() <= 24;
        s.heading = ends_line && (line_break || sentence.span.start == from) && !ends_in_stop(sentence.span.of(page)) && s.len() <= 16;
        if known.iter().any(|k| k.opens)
            && let Some(model) = tongue.model
        {
            model.analyse(page, &s.tokens, scratch, &mut s.tree);
        }
        tongue.lexicon.find(
            &alternatives,
            |i| s.pos(i).is_some_and(may_be_skipped),
            |i| s.word(i).chars().all(|c| !c.is_lowercase()),
            found,
            matches,
        );
        // Determiners are told apart by their form ("les" is not "le").
        let by_form = |m: &Match| m.by_form || !matches!(tongue.lexicon.rows[m.row as usize].entry, Entry::Determiner(_));
        let spelled = |m: &Match| !accented || !m.by_form || m.end - m.start > 1 || tongue.lexicon.spelled(m.row, s.word(m.start as usize));
        let letters = tongue.lexicon.grammar.accents_are_letters && accented;
        let lettered = |m: &Match| {
            !letters || m.by_form || s.word(m.start as usize).contains('I') || tongue.lexicon.lettered(m.row, s.word(m.start as usize))
        };
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
                && lettered(m)
                && allows(&tongue.lexicon, m, s.pos(m.start as usize), (m.start as usize).checked_sub(1).and_then(|i| s.pos(i)))
        });
        s.matches = matches.clone();
        if let Some(measures) = tongue.measures() {
            (s.quantities, s.times) = measures.mentions(page, &s.tokens);
        }
        if tongue.lexicon.postposes || tongue.lexicon.grammar.genitive_next {
            s.postposed = postposed::find(&s);
        }
        clauses::cut(&mut s);
        out.push(s);
    }
}

/// Letters, at least, from which the absence of capitals can be told.
const TOLD_FROM: usize = 80;

/// A text of some length in a script that has capitals, without one in a hundred letters.
fn uncapitalised(page: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for c in page.chars().take(2_000) {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    lower >= TOLD_FROM && upper * 100 < lower
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

/// Whether a sentence ends as a full one does.
pub fn ends_in_stop(text: &str) -> bool {
    text.trim_end_matches(['»', '"', '”', ')', '\'']).trim_end().ends_with(['.', '!', '?', '…', '؟'])
}
