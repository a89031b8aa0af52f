//! An entry is the first cell of a row, read: the sequences of words and slots that it stands for.
//!
//! `a|b` is either word, `x?` may be missing, `<month>` is a slot, `<month!>` a sure one; words in round brackets must
//! stand there but are not part of the mention: `(en) <month>`.

use crate::atom::atoms;
use crate::slot::Slot;
use accalmie_language::{Token, TokenKind};
use accalmie_record::Span;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Elem {
    Words(Vec<u32>),
    Slot { slot: Slot, sure: bool },
}

/// One way to write an entry, `?` and brackets resolved.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sequence {
    pub elems: Vec<Elem>,
    /// For each element, its place in the entry as written: what `$2` of the value refers to.
    pub places: Vec<usize>,
    /// Elements before and after the mention proper.
    pub lead: usize,
    pub trail: usize,
}

/// Cuts one spelling (`avant-hier`, `nov.`) into numbered words.
pub(crate) fn words(spelling: &str, intern: &mut impl FnMut(&str) -> u32) -> Vec<u32> {
    let token = Token { span: Span::new(0, spelling.len()), kind: TokenKind::Word };
    atoms(spelling, &[token], intern).iter().map(|a| a.word).collect()
}

/// Every phrase of an entry without slots.
pub(crate) fn phrases(form: &str, intern: &mut impl FnMut(&str) -> u32) -> Result<Vec<Vec<u32>>, String> {
    let mut out: Vec<Vec<u32>> = vec![Vec::new()];
    for word in form.split_whitespace() {
        let (word, optional) = optional(word);
        let mut ways: Vec<Vec<u32>> = if optional { vec![Vec::new()] } else { Vec::new() };
        ways.extend(alternatives(word).map(|w| words(w, intern)));
        out = out.iter().flat_map(|o| ways.iter().map(move |w| [o.as_slice(), w].concat())).collect();
    }
    out.retain(|o| !o.is_empty());
    if out.is_empty() { Err(format!("`{form}` has no words")) } else { Ok(out) }
}

/// Every sequence of an entry with slots.
pub(crate) fn sequences(form: &str, intern: &mut impl FnMut(&str) -> u32) -> Result<Vec<Sequence>, String> {
    let mut out = vec![Sequence::default()];
    let (mut bracket, mut place, mut body) = (false, 0, false);
    for word in form.split_whitespace() {
        let (word, opens) = word.strip_prefix('(').filter(|w| !w.is_empty()).map_or((word, false), |w| (w, true));
        let (word, closes) = word.strip_suffix(')').filter(|w| !w.is_empty()).map_or((word, false), |w| (w, true));
        bracket |= opens;
        place += 1;
        body |= !bracket;
        let (word, optional) = optional(word);
        let ways = ways(word, intern)?;
        let mut next = Vec::new();
        for o in &out {
            if optional {
                next.push(o.clone());
            }
            for way in &ways {
                let mut o = o.clone();
                o.places.extend(way.iter().map(|_| place));
                o.elems.extend(way.iter().cloned());
                if bracket {
                    *(if body { &mut o.trail } else { &mut o.lead }) += way.len();
                }
                next.push(o);
            }
        }
        out = next;
        bracket &= !closes;
    }
    out.retain(|s| s.elems.len() > s.lead + s.trail);
    if out.is_empty() { Err(format!("`{form}` says nothing outside its brackets")) } else { Ok(out) }
}

/// The name of the slot in each place of an entry; `None` where words stand.
pub(crate) fn slot_names(form: &str) -> Vec<Option<&str>> {
    form.split_whitespace()
        .map(|w| {
            let w = w.trim_matches(['(', ')', '?']);
            w.strip_prefix('<')?.strip_suffix('>').map(|n| n.trim_end_matches('!'))
        })
        .collect()
}

fn optional(word: &str) -> (&str, bool) {
    match word.strip_suffix('?') {
        Some(w) if !w.is_empty() => (w, true),
        _ => (word, false),
    }
}

fn alternatives(word: &str) -> impl Iterator<Item = &str> {
    // A lone bar is the mark itself.
    word.split('|').filter(|w| !w.is_empty())
}

/// Single words share one element; spellings of several atoms and slots are ways of their own.
fn ways(word: &str, intern: &mut impl FnMut(&str) -> u32) -> Result<Vec<Vec<Elem>>, String> {
    let (mut single, mut out) = (Vec::new(), Vec::new());
    for w in alternatives(word) {
        // `\(` is the bracket itself.
        let w = w.strip_prefix('\\').filter(|w| !w.is_empty()).unwrap_or(w);
        if let Some(name) = w.strip_prefix('<').and_then(|w| w.strip_suffix('>')) {
            let (name, sure) = name.strip_suffix('!').map_or((name, false), |n| (n, true));
            let slot = Slot::parse(name).ok_or_else(|| format!("there is no slot `<{name}>`"))?;
            out.push(vec![Elem::Slot { slot, sure }]);
            continue;
        }
        let keys = words(w, intern);
        match keys.len() {
            0 => return Err(format!("`{w}` has no words")),
            1 => single.extend(keys),
            _ => out.push(keys.into_iter().map(|k| Elem::Words(vec![k])).collect()),
        }
    }
    if !single.is_empty() {
        out.push(vec![Elem::Words(single)]);
    }
    Ok(out)
}
