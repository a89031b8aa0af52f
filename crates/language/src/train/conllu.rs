//! A treebank is a list of sentences with gold tags, lemmas and trees, read from CoNLL-U and cut again into the tokens
//! that segmentation makes.

use super::align;
use crate::state::Id;
use crate::tag::Tag;
use crate::tree::{Mood, Rel, Tense, Upos, VerbForm};
use accalmie_record::Lang;

#[derive(Clone, Debug, Default)]
pub struct Treebank {
    pub(crate) sentences: Vec<Gold>,
    /// Words of the treebank that are not one token here.
    pub recut: usize,
}

impl Treebank {
    pub fn tokens(&self) -> usize {
        self.sentences.iter().map(|s| s.forms.len()).sum()
    }

    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    pub fn append(&mut self, mut other: Treebank) {
        self.sentences.append(&mut other.sentences);
        self.recut += other.recut;
    }

    /// Of every `of` sentences those whose rank is in `ranks`.
    pub fn keep(&mut self, of: usize, ranks: std::ops::Range<usize>) {
        let mut i = 0;
        self.sentences.retain(|_| {
            i += 1;
            ranks.contains(&((i - 1) % of.max(1)))
        });
    }

    /// The text of each sentence, for language identification.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.sentences.iter().map(|s| s.text.as_str())
    }
}

/// One sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gold {
    pub text: String,
    pub forms: Vec<String>,
    pub tags: Vec<Tag>,
    pub lemmas: Vec<String>,
    /// From 1; the root is one past the last word.
    pub heads: Vec<Id>,
    pub rels: Vec<Rel>,
    /// Subtypes that the treebank of this sentence does not use: its base relations say nothing on them.
    pub lacks: Vec<Rel>,
}

/// A word of the treebank.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub form: String,
    pub lemma: String,
    pub tag: Tag,
    /// From 1; 0 is the root.
    pub head: usize,
    pub rel: Rel,
}

/// Words with, for each group of words that is written as one, its range and its form.
#[derive(Default)]
pub(crate) struct Raw {
    pub rows: Vec<Row>,
    /// First and last word (from 0, both included).
    pub ranges: Vec<(usize, usize, String)>,
    /// Is there a space after word `i`, or after the range that ends with it?
    pub space: Vec<bool>,
}

/// Sentences that do not make a tree are left out.
pub fn read(text: &str, lang: Lang) -> Treebank {
    let mut out = Treebank::default();
    let mut raw = Raw::default();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            let one = std::mem::take(&mut raw);
            if let Some((gold, recut)) = align::recut(&one, lang) {
                out.sentences.push(gold);
                out.recut += recut;
            }
        } else if !line.starts_with('#') {
            take(line, &mut raw);
        }
    }
    let lacks = lacking(&out);
    for gold in &mut out.sentences {
        gold.lacks.clone_from(&lacks);
    }
    out
}

/// Subtypes met less than once in this many of their base relation are not used by the treebank.
const UNUSED: usize = 200;

fn lacking(treebank: &Treebank) -> Vec<Rel> {
    let rels = || treebank.sentences.iter().flat_map(|s| &s.rels);
    let unused = |sub: &Rel| {
        let all = rels().filter(|r| r.base() == sub.base()).count();
        *sub != sub.base() && rels().filter(|r| *r == sub).count() * UNUSED < all
    };
    Rel::ALL.iter().copied().filter(unused).collect()
}

fn take(line: &str, raw: &mut Raw) -> Option<()> {
    let mut c = line.split('\t');
    let (id, form, lemma, upos) = (c.next()?, c.next()?, c.next()?, c.next()?);
    let (feats, head, rel) = (c.nth(1)?, c.next()?, c.next()?);
    let space = !c.nth(1).is_some_and(|misc| misc.contains("SpaceAfter=No"));
    if let Some((a, b)) = id.split_once('-') {
        let (a, b): (usize, usize) = (a.parse().ok()?, b.parse().ok()?);
        raw.ranges.push((a.checked_sub(1)?, b.checked_sub(1)?, form.to_owned()));
        raw.space.resize(raw.space.len().max(b), true);
        raw.space[b - 1] = space;
        return Some(());
    }
    let at: usize = id.parse::<usize>().ok()?.checked_sub(1)?;
    let in_range = raw.ranges.last().is_some_and(|(a, b, _)| (*a..=*b).contains(&at));
    raw.space.resize(raw.space.len().max(at + 1), true);
    if !in_range {
        raw.space[at] = space;
    }
    raw.rows.push(Row {
        form: form.to_owned(),
        lemma: if lemma == "_" && form != "_" { form.to_owned() } else { lemma.to_owned() },
        tag: tag(upos, feats),
        head: head.parse().unwrap_or(0),
        rel: Rel::of(rel),
    });
    Some(())
}

fn tag(upos: &str, feats: &str) -> Tag {
    let upos = Upos::named(upos).unwrap_or(Upos::X);
    let mut tag = Tag { upos, verb_form: VerbForm::None, mood: Mood::None, tense: Tense::None };
    if !matches!(upos, Upos::Verb | Upos::Aux) {
        return tag;
    }
    for (name, value) in feats.split('|').filter_map(|f| f.split_once('=')) {
        match name {
            "VerbForm" => {
                tag.verb_form = match value {
                    "Conv" => VerbForm::Ger,
                    "Vnoun" => VerbForm::Inf,
                    v => VerbForm::named(v).unwrap_or(VerbForm::None),
                }
            }
            "Mood" => tag.mood = Mood::named(value).unwrap_or(Mood::None),
            "Tense" => tag.tense = if value == "Pqp" { Tense::Past } else { Tense::named(value).unwrap_or(Tense::None) },
            _ => {}
        }
    }
    if tag.verb_form == VerbForm::None && tag.mood != Mood::None {
        tag.verb_form = VerbForm::Fin;
    }
    tag
}
