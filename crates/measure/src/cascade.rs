//! The cascade turns a sentence's atoms into nodes: words and figures first, then numbers, then pass after pass of rules.

use crate::atom::{Atom, Class, Glue};
use crate::build::{Args, build};
use crate::cardinal;
use crate::digits::{self, Figures};
use crate::meaning::Meaning;
use crate::node::{Made, Node, Number};
use crate::rule::{Call, Pass, Rule};
use crate::vocabulary::{UNKNOWN, Vocabulary};

/// What reading one sentence leaves behind.
pub(crate) struct Read<'a> {
    pub atoms: Vec<Atom>,
    /// Numbers as they stood before any rule, in order.
    pub numbers: Vec<Node<'a>>,
    pub nodes: Vec<Node<'a>>,
    /// Rows that fired, for the tables' own tests.
    pub fired: Vec<u32>,
}

/// Words and figures, then numbers.
pub(crate) fn base<'a>(text: &str, atoms: &[Atom], v: &'a Vocabulary, figures: Figures) -> Vec<Node<'a>> {
    let mut nodes: Vec<Node<'a>> = Vec::with_capacity(atoms.len() + 1);
    let mut at = 0;
    while at < atoms.len() {
        let a = atoms[at];
        let phrase = v.longest(atoms[at..].iter().map(|a| a.word));
        if a.class == Class::Digits && phrase.is_none_or(|(n, _)| n == 1) {
            let (used, made) = digits::read(text, &atoms[at..], figures, |i| scaled(v, atoms.get(at + i)));
            let made = name_number(v, atoms, at, used, made);
            let mut end = at + used;
            let made = match (made, atoms.get(end)) {
                (Made::Number(n), Some(s)) if n.digits > 0 && !n.label && s.glue == Glue::Joined && is_suffix(v, s.word) => {
                    end += 1;
                    Made::Number(Number { ordinal: true, ..n })
                }
                (made, _) => made,
            };
            let word = if end == at + 1 { a.word } else { UNKNOWN };
            nodes.push(Node { word, ..Node::made(at..end, made) });
            at = end;
            continue;
        }
        // ".5": a point before figures, and nothing before it.
        if let Some(number) = digits::below_one(text, &atoms[at..], figures) {
            nodes.push(Node::made(at..at + 2, Made::Number(number)));
            at += 2;
            continue;
        }
        let (n, senses) = phrase.unwrap_or((1, &[]));
        let word = if n == 1 { a.word } else { UNKNOWN };
        let is_name = n == 1 && senses.is_empty() && a.class == Class::Word && a.capital;
        nodes.push(Node { atoms: at..at + n, word, senses, made: None, is_name, is_stop: n == 1 && a.class == Class::Mark });
        at += n;
    }
    let mut out = numbers(nodes, atoms, v);
    let end = Node { is_stop: true, ..Node::made(atoms.len()..atoms.len(), Made::Nothing) };
    out.push(Node { made: None, ..end });
    out
}

fn scaled(v: &Vocabulary, a: Option<&Atom>) -> bool {
    let senses = a.and_then(|a| v.longest(std::iter::once(a.word))).map_or(&[][..], |(_, s)| s);
    senses.iter().any(|s| matches!(s.meaning, Meaning::Scale { .. } | Meaning::Measure | Meaning::Percent))
}

fn is_suffix(v: &Vocabulary, word: u32) -> bool {
    v.longest(std::iter::once(word)).is_some_and(|(_, s)| s.iter().any(|s| s.meaning == Meaning::Suffix))
}

/// Figures glued to an unknown word name something (M4, Su-24), unless they stand before it (12blessés).
fn name_number(v: &Vocabulary, atoms: &[Atom], at: usize, used: usize, made: Made) -> Made {
    let Made::Number(n) = made else { return made };
    let glued = |a: &Atom| matches!(a.glue, Glue::Joined | Glue::Hyphen);
    // A word and a figure that segmentation has parted ("و30") are two.
    let after_word = at > 0 && glued(&atoms[at]) && atoms[at - 1].class == Class::Word && atoms[at - 1].token == atoms[at].token;
    let unit_between = after_word && at > 1 && atoms[at - 2].class == Class::Digits && glued(&atoms[at - 1]);
    // Only what may stand before its number: "M4" is no metre.
    let known = after_word
        && v.longest(std::iter::once(atoms[at - 1].word)).is_some_and(|(_, s)| {
            s.iter().any(|s| matches!(s.meaning, Meaning::Currency | Meaning::Label | Meaning::Month(_) | Meaning::Weekday(_)))
        });
    let joined_to = atoms.get(at + used).is_some_and(|a| a.glue == Glue::Hyphen && a.word == UNKNOWN);
    let signed = at > 0 && atoms[at].glue == Glue::Joined && atoms[at - 1].class == Class::Mark && plus(v, &atoms[at - 1]);
    let label = n.label || after_word && !unit_between && !known || joined_to || signed && n.digits > 5;
    Made::Number(Number { label, ..n })
}

fn plus(v: &Vocabulary, a: &Atom) -> bool {
    v.longest(std::iter::once(a.word)).is_some_and(|(_, s)| s.iter().any(|s| s.meaning == Meaning::Label))
}

/// Joins number words; a word glued by a hyphen to one that no table has ("Trois-Rivières") names something.
fn numbers<'a>(nodes: Vec<Node<'a>>, atoms: &[Atom], _v: &Vocabulary) -> Vec<Node<'a>> {
    let mut out = Vec::with_capacity(nodes.len());
    let mut at = 0;
    while at < nodes.len() {
        let here = &nodes[at];
        let found = if matches!(here.made, Some(Made::Time(..))) { None } else { cardinal::read(&nodes[at..]) };
        let Some((used, number)) = found else {
            out.push(nodes[at].clone());
            at += 1;
            continue;
        };
        let span = nodes[at].atoms.start..nodes[at + used - 1].atoms.end;
        let next = atoms.get(span.end);
        let hyphened = next.is_some_and(|a| a.glue == Glue::Hyphen && a.class == Class::Word && a.word == UNKNOWN);
        let after = atoms[span.start].glue == Glue::Hyphen && span.start > 0 && atoms[span.start - 1].word == UNKNOWN;
        let labelled = matches!(&here.made, Some(Made::Number(n)) if n.label) || hyphened || after;
        let was_ordinal = used == 1 && matches!(&here.made, Some(Made::Number(n)) if n.ordinal);
        let number = Number { label: labelled, ordinal: number.ordinal || was_ordinal, ..number };
        let mut node = Node::made(span, Made::Number(number));
        if used == 1 {
            (node.word, node.senses) = (here.word, here.senses);
        }
        out.push(node);
        at += used;
    }
    out
}

/// Runs one pass: at each place the longest rule that makes sense, left to right.
pub(crate) fn run<'a>(pass: &Pass, calls: &[Call], nodes: Vec<Node<'a>>, fired: &mut Vec<u32>) -> Vec<Node<'a>> {
    // Made when the first rule fires; in most sentences most passes change nothing.
    let mut out: Option<Vec<Node<'a>>> = None;
    let mut found: Vec<&Rule> = Vec::new();
    let mut at = 0;
    'nodes: while at < nodes.len() {
        pass.matching(&nodes, at, &mut found);
        for rule in &found {
            let from = at - rule.lead;
            let slice = &nodes[from..from + rule.elems.len()];
            let Some(made) = build(&calls[rule.call], &Args::new(rule, slice, calls)) else { continue };
            fired.push(rule.row);
            let body = &slice[rule.lead..rule.elems.len() - rule.trail];
            let mut node = Node::made(body[0].atoms.start..body[body.len() - 1].atoms.end, made);
            if let [only] = body {
                (node.word, node.senses) = (only.word, only.senses);
            }
            out.get_or_insert_with(|| nodes[..at].to_vec()).push(node);
            at += body.len();
            continue 'nodes;
        }
        if let Some(out) = &mut out {
            out.push(nodes[at].clone());
        }
        at += 1;
    }
    out.unwrap_or(nodes)
}
