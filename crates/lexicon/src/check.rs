//! Checking runs every row's example: the row must fire in it, or must not where the example begins with `!`.

use crate::load::Lexicon;
use crate::matching::{Match, MatchScratch};
use crate::table::TableError;
use crate::words::{ANY_POS, Alternative};
use accalmie_language::{Analysis, Model, Scratch, Upos, fold, segment};

/// A sentence as the lexicon sees it.
#[derive(Default)]
pub struct Seen {
    pub alternatives: Vec<Vec<Alternative>>,
    pub matches: Vec<Match>,
}

/// Parts of speech that may stand unasked between the words of one pattern.
pub fn may_be_skipped(pos: Upos) -> bool {
    matches!(pos, Upos::Aux | Upos::Adv | Upos::Part)
}

/// Whether a row's part of speech allows a match whose first word was met so; `tag` is the tagger's own choice, `before` that
/// for the word before it.
pub fn allows(lexicon: &Lexicon, m: &Match, tag: Option<Upos>, before: Option<Upos>) -> bool {
    use crate::entry::{Entry, Pos};
    let Entry::Trigger(t) = &lexicon.rows[m.row as usize].entry else { return true };
    let bit = |p: Upos| 1u32 << (p as u32);
    let (could, tags): (u32, &[Upos]) = match t.pos {
        Pos::Verb => (bit(Upos::Verb) | bit(Upos::Aux), &[Upos::Verb, Upos::Aux, Upos::Adj]),
        Pos::Noun => (bit(Upos::Noun) | bit(Upos::Propn), &[Upos::Noun, Upos::Propn, Upos::X, Upos::Adj]),
        Pos::Adjective => (bit(Upos::Adj) | bit(Upos::Verb) | bit(Upos::Noun), &[Upos::Adj, Upos::Verb, Upos::Noun, Upos::Adv]),
        Pos::Any => return true,
    };
    if lexicon.grammar.tags_hint && (m.pos == ANY_POS || m.by_form) {
        return true;
    }
    let long = m.end - m.start > 1;
    // "and wounding seven": an inflected form where no noun phrase has begun is the verb's, whatever the tagger made of it;
    // "une mine" is not.
    let phrase = matches!(before, Some(Upos::Det | Upos::Adj | Upos::Adp | Upos::Num | Upos::Noun | Upos::Propn));
    let inflected = t.pos == Pos::Verb && !m.by_form && !phrase && matches!(tag, Some(Upos::Noun | Upos::Propn | Upos::X));
    m.pos & could != 0 && tag.is_none_or(|tag| tags.contains(&tag) || long || inflected)
}

/// Finds the rows in one sentence of a text.
pub fn see(lexicon: &Lexicon, model: Option<&Model>, text: &str, seen: &mut Seen) -> Vec<u32> {
    let cut = segment(text, lexicon.lang);
    let (mut scratch, mut analysis, mut found, mut lemmas) = (Scratch::default(), Analysis::default(), MatchScratch::default(), Vec::new());
    let mut rows = Vec::new();
    for sentence in &cut.sentences {
        let tokens = &cut.tokens[sentence.tokens.clone()];
        seen.alternatives.resize(tokens.len(), Vec::new());
        for (token, alternatives) in tokens.iter().zip(&mut seen.alternatives) {
            lexicon.alternatives(token.span.of(text), model, &mut lemmas, alternatives);
        }
        if let Some(model) = model {
            model.analyse(text, tokens, &mut scratch, &mut analysis);
        }
        let refs: Vec<&[Alternative]> = seen.alternatives.iter().map(Vec::as_slice).collect();
        lexicon.find(
            &refs,
            |i| analysis.nodes.get(i).is_some_and(|n| may_be_skipped(n.upos)),
            |i| tokens[i].span.of(text).chars().all(|c| !c.is_lowercase()),
            &mut found,
            &mut seen.matches,
        );
        for m in &seen.matches {
            let tag = analysis.nodes.get(m.start as usize).map(|n| n.upos);
            let before = (m.start as usize).checked_sub(1).and_then(|i| analysis.nodes.get(i)).map(|n| n.upos);
            if allows(lexicon, m, tag, before) {
                rows.push(m.row);
            }
        }
    }
    rows
}

/// What is wrong with the lexicon's examples, row by row.
pub fn check(lexicon: &Lexicon, model: Option<&Model>) -> Vec<TableError> {
    let mut problems = Vec::new();
    let mut seen = Seen::default();
    let affixes = &lexicon.vocabulary.affixes;
    for affix in affixes.iter() {
        let mut words = affix.example.split_whitespace().map(fold);
        let leads = matches!((words.next(), words.next(), words.next()), (Some(from), Some(to), None) if affix.leads(affixes, &from, &to));
        if !leads {
            problems.push(TableError {
                file: lexicon.files.iter().find(|f| f.ends_with("affixes.tsv")).cloned().unwrap_or_default(),
                line: affix.line,
                column: 5,
                message: format!(
                    "\u{201c}{}\u{201d} does not lead from the first to the second word of \u{201c}{}\u{201d}",
                    affix.letters(),
                    affix.example
                ),
            });
        }
    }
    for (i, row) in lexicon.rows.iter().enumerate() {
        let mut say = |message: String| {
            problems.push(TableError { file: lexicon.files[row.file as usize].clone(), line: row.line, column: 1, message });
        };
        if row.example.is_empty() {
            say(format!("\u{201c}{}\u{201d} has no example", row.words));
        }
        for example in row.example.split("||").map(str::trim).filter(|e| !e.is_empty()) {
            let (wanted, text) = match example.strip_prefix('!') {
                Some(rest) => (false, rest.trim()),
                None => (true, example),
            };
            let fired = see(lexicon, model, text, &mut seen);
            // Another row of the same words and table may be the one that fires: they are senses of one word.
            let met = fired.iter().any(|&f| f as usize == i);
            if met != wanted {
                say(format!("\u{201c}{}\u{201d} {} in \u{201c}{text}\u{201d}", row.words, if wanted { "does not fire" } else { "fires" }));
            }
        }
    }
    problems
}
