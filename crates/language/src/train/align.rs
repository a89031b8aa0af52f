//! Recutting maps the words of a treebank on the tokens that segmentation makes of the same sentence, so that the
//! parser learns on what it will read: "du" is one token, and so is "well-known".

use super::conllu::{Gold, Raw, Row};
use crate::chars::is_apostrophe;
use crate::segment::segment;
use crate::state::Id;
use crate::tag::Tag;
use crate::token::TokenKind;
use crate::tree::{Mood, Rel, Tense, Upos, VerbForm};
use accalmie_record::{Lang, Span};

/// Words of the treebank that share a stretch of text.
struct Unit {
    span: Span,
    first: usize,
    last: usize,
}

/// A token to be: a form and the words it stands for, or the word it is a part of.
struct Piece {
    form: String,
    kind: TokenKind,
    words: std::ops::Range<usize>,
    /// Which piece of the same words carries their analysis; the others hang on it.
    carrier: usize,
}

/// The sentence, and how many words were merged or cut; `None` when the words do not make a tree.
pub(crate) fn recut(raw: &Raw, lang: Lang) -> Option<(Gold, usize)> {
    if raw.rows.is_empty() || raw.rows.iter().any(|r| r.head > raw.rows.len()) {
        return None;
    }
    let depth = depths(&raw.rows)?;
    let (text, units) = units(raw);
    let tokens = segment(&text, lang).tokens;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut recut = 0;
    let (mut u, mut t) = (0, 0);
    while u < units.len() {
        // The smallest run of units and tokens that end together.
        let (u0, t0) = (u, t);
        let mut end = units[u].span.end;
        u += 1;
        loop {
            while t < tokens.len() && tokens[t].span.start < end {
                t += 1;
            }
            let reach = if t > t0 { tokens[t - 1].span.end } else { end };
            if reach <= end {
                break;
            }
            while u < units.len() && units[u].span.start < reach {
                u += 1;
            }
            end = units[u - 1].span.end;
            if end >= reach && !(t < tokens.len() && tokens[t].span.start < end) {
                break;
            }
        }
        let words = units[u0].first..units[u - 1].last + 1;
        let carrier = pieces.len();
        let form = |s: Span| s.of(&text).to_owned();
        if t - t0 == 1 {
            pieces.push(Piece { form: form(tokens[t0].span), kind: tokens[t0].kind, words: words.clone(), carrier });
            recut += words.len() - 1;
        } else if u - u0 == 1 && t > t0 {
            let head = carrier + (t0..t).position(|k| tokens[k].kind != TokenKind::Mark).unwrap_or(0);
            for token in &tokens[t0..t] {
                pieces.push(Piece { form: form(token.span), kind: token.kind, words: words.clone(), carrier: head });
            }
            recut += 1;
        } else {
            for unit in &units[u0..u] {
                let carrier = pieces.len();
                let words = unit.first..unit.last + 1;
                pieces.push(Piece { form: form(unit.span), kind: TokenKind::Word, words, carrier });
            }
        }
    }
    Some((gold(text, &pieces, &raw.rows, &depth), recut))
}

/// The text of the sentence and where its words stand in it.
fn units(raw: &Raw) -> (String, Vec<Unit>) {
    let mut text = String::new();
    let mut units = Vec::new();
    let mut at = 0;
    while at < raw.rows.len() {
        let range = raw.ranges.iter().find(|(a, b, _)| *a == at && *b < raw.rows.len());
        let last = match range {
            Some((a, b, form)) => {
                let whole: String = raw.rows[*a..=*b].iter().map(|r| r.form.as_str()).collect();
                if whole.to_lowercase() == form.to_lowercase() && whole.len() == form.len() {
                    // Written together but cut cleanly: "did|n't".
                    let mut start = text.len();
                    for k in *a..=*b {
                        let end = start + raw.rows[k].form.len();
                        units.push(Unit { span: Span::new(start, end), first: k, last: k });
                        start = end;
                    }
                    text.push_str(&whole);
                } else {
                    units.push(Unit { span: Span::new(text.len(), text.len() + form.len()), first: *a, last: *b });
                    text.push_str(form);
                }
                *b
            }
            None => {
                let form = &raw.rows[at].form;
                units.push(Unit { span: Span::new(text.len(), text.len() + form.len()), first: at, last: at });
                text.push_str(form);
                at
            }
        };
        if raw.space.get(last).copied().unwrap_or(true) {
            text.push(' ');
        }
        at = last + 1;
    }
    (text, units)
}

/// How far each word is from the root; `None` for a cycle.
fn depths(rows: &[Row]) -> Option<Vec<usize>> {
    (0..rows.len())
        .map(|start| {
            let (mut at, mut n) = (start, 0);
            while rows[at].head != 0 {
                at = rows[at].head - 1;
                n += 1;
                if n > rows.len() {
                    return None;
                }
            }
            Some(n)
        })
        .collect()
}

fn gold(text: String, pieces: &[Piece], rows: &[Row], depth: &[usize]) -> Gold {
    let mut token_of = vec![0; rows.len()];
    for (k, p) in pieces.iter().enumerate() {
        if p.carrier == k {
            p.words.clone().for_each(|w| token_of[w] = k);
        }
    }
    let mut out = Gold { text, ..Gold::default() };
    for (k, p) in pieces.iter().enumerate() {
        out.forms.push(p.form.clone());
        // The word nearest the root speaks for all: its head is outside, and no cycle can come of it.
        let top = p.words.clone().min_by_key(|w| (depth[*w], *w)).unwrap_or(p.words.start);
        let row = &rows[top];
        if p.carrier != k {
            let plain = |upos| Tag { upos, verb_form: VerbForm::None, mood: Mood::None, tense: Tense::None };
            let (tag, rel) = match p.kind {
                TokenKind::Mark => (plain(Upos::Punct), Rel::Punct),
                TokenKind::Number => (plain(Upos::Num), Rel::Flat),
                // "Kobani'de": an ending written apart stands as a small word after its name.
                TokenKind::Word if p.form.starts_with(is_apostrophe) => (plain(Upos::Adp), Rel::Case),
                TokenKind::Word => (plain(row.tag.upos), Rel::Flat),
            };
            out.tags.push(tag);
            out.lemmas.push(p.form.to_lowercase());
            out.heads.push(p.carrier as Id + 1);
            out.rels.push(rel);
            continue;
        }
        out.tags.push(row.tag);
        out.lemmas.push(if p.words.len() > 1 && p.form.contains(['-', '\u{2010}', '\u{2011}']) {
            p.form.to_lowercase()
        } else {
            row.lemma.clone()
        });
        let root = pieces.len() as Id + 1;
        out.heads.push(if row.head == 0 { root } else { token_of[row.head - 1] as Id + 1 });
        out.rels.push(row.rel);
    }
    out
}
