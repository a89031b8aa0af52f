//! A score compares what a model says with the gold trees of a treebank, on the tokens of segmentation.

use super::conllu::{Gold, Treebank};
use super::noise::{self, Noise};
use super::random::Random;
use crate::model::{Model, Scratch};
use crate::token::{Token, TokenKind};
use crate::tree::{Analysis, Node, Upos};
use accalmie_record::Span;
use std::collections::BTreeMap;
use std::time::Duration;

#[derive(Clone, Debug, Default)]
pub struct Scores {
    pub tokens: usize,
    pub upos: usize,
    /// Part of speech with verb form, mood and tense.
    pub tag: usize,
    pub uas: usize,
    /// With the subtypes that are kept.
    pub las: usize,
    pub las_base: usize,
    pub lemma: usize,
    pub took: Duration,
    /// By relation: right (head and relation), said, gold.
    pub relations: BTreeMap<&'static str, (usize, usize, usize)>,
}

impl Scores {
    pub fn percent(&self, n: usize) -> f64 {
        100.0 * n as f64 / self.tokens.max(1) as f64
    }

    pub fn tokens_per_second(&self) -> f64 {
        self.tokens as f64 / self.took.as_secs_f64().max(1e-9)
    }
}

/// Scores on the treebank as it is, or in a kind of noise. The crate reads no clock: `now` tells the time spent so far.
pub fn score(model: &Model, treebank: &Treebank, noise: Option<Noise>, now: &dyn Fn() -> Duration) -> Scores {
    let mut random = Random::new(5);
    let mut noisy = |gold: &Gold| noise.map_or_else(|| gold.clone(), |n| noise::whole(gold, n, &mut random));
    let golds: Vec<Gold> = treebank.sentences.iter().map(&mut noisy).collect();
    let texts: Vec<(String, Vec<Token>)> = golds.iter().map(laid_out).collect();
    let (mut scratch, mut said) = (Scratch::default(), Analysis::default());
    let mut scores = Scores::default();
    let start = now();
    for (text, tokens) in &texts {
        model.analyse(text, tokens, &mut scratch, &mut said);
    }
    scores.took = now().saturating_sub(start);
    for (gold, (text, tokens)) in golds.iter().zip(&texts) {
        model.analyse(text, tokens, &mut scratch, &mut said);
        compare(gold, &said, noise.is_some(), &mut scores);
    }
    scores
}

fn laid_out(gold: &Gold) -> (String, Vec<Token>) {
    let (mut text, mut tokens) = (String::new(), Vec::new());
    for form in &gold.forms {
        let start = text.len();
        text.push_str(form);
        tokens.push(Token { span: Span::new(start, text.len()), kind: TokenKind::Word });
        text.push(' ');
    }
    (text, tokens)
}

fn compare(gold: &Gold, said: &Analysis, noisy: bool, scores: &mut Scores) {
    let n = gold.forms.len();
    for (i, node) in said.nodes.iter().enumerate() {
        let (tag, rel) = (gold.tags[i], gold.rels[i]);
        let head = if gold.heads[i] as usize > n { Node::ROOT } else { gold.heads[i] - 1 };
        scores.tokens += 1;
        scores.upos += usize::from(node.upos == tag.upos);
        let whole = (node.upos, node.verb_form, node.mood, node.tense) == (tag.upos, tag.verb_form, tag.mood, tag.tense);
        scores.tag += usize::from(whole);
        let attached = node.head == head;
        scores.uas += usize::from(attached);
        scores.las += usize::from(attached && node.rel == rel);
        scores.las_base += usize::from(attached && node.rel.base() == rel.base());
        let (mut a, mut b) = (said.lemma(i).to_owned(), gold.lemmas[i].clone());
        if noisy || tag.upos != Upos::Propn {
            // Lemmas are compared as the lexicon does: case never counts, accents only on clean text.
            (a, b) = (a.to_lowercase(), b.to_lowercase());
        }
        if noisy {
            (a, b) = (crate::fold(&a), crate::fold(&b));
        }
        scores.lemma += usize::from(a == b);
        let right = attached && node.rel == rel;
        let said_rel = scores.relations.entry(node.rel.as_str()).or_default();
        said_rel.0 += usize::from(right);
        said_rel.1 += 1;
        scores.relations.entry(rel.as_str()).or_default().2 += 1;
    }
}
