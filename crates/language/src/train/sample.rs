//! A sample is a gold sentence with the features of its words; every sentence is there clean and in noisy copies.

use super::conllu::{Gold, Treebank};
use super::noise;
use super::random::Random;
use crate::clusters::Clusters;
use crate::features::{Buffers, Word};
use crate::tag::Tag;
use std::collections::BTreeMap;

/// Noisy copies of each sentence; epochs take them in turn.
const COPIES: usize = 3;
/// Rarer tags are merged into the most frequent of the same part of speech and verb form.
const RARE: usize = 12;

pub(crate) struct Sample {
    pub gold: Gold,
    pub words: Vec<Word>,
    /// Indices into [`Samples::tags`].
    pub tags: Vec<u8>,
    /// What a tagger that has not seen the sentence says, as the parser sees tags.
    pub guessed: Vec<u8>,
}

pub(crate) struct Samples {
    /// The clean one first.
    pub items: Vec<Vec<Sample>>,
    pub tags: Vec<Tag>,
}

impl Samples {
    pub(crate) fn new(treebank: &Treebank, clusters: &Clusters) -> Samples {
        let (tags, index) = tag_set(treebank);
        let mut random = Random::new(11);
        let mut buffers = Buffers::default();
        let mut sample = |gold: Gold| {
            let words = gold.forms.iter().map(|f| Word::of(f, clusters, &mut buffers)).collect();
            let tags = gold.tags.iter().map(|t| index[t]).collect();
            Sample { gold, words, tags, guessed: Vec::new() }
        };
        let items = treebank
            .sentences
            .iter()
            .map(|gold| {
                let copies: Vec<Gold> = (0..COPIES).map(|_| noise::copy(gold, &mut random)).collect();
                std::iter::once(gold.clone()).chain(copies).map(&mut sample).collect()
            })
            .collect();
        Samples { items, tags }
    }

    /// What an epoch goes through, in random order: each sentence clean and in one of its copies.
    pub(crate) fn epoch(&self, epoch: usize, only: impl Fn(usize) -> bool, random: &mut Random) -> Vec<&Sample> {
        let mut out: Vec<&Sample> = (self.items.iter().enumerate())
            .filter(|(i, _)| only(*i))
            .flat_map(|(_, copies)| [&copies[0], &copies[1 + epoch % COPIES]])
            .collect();
        random.shuffle(&mut out);
        out
    }
}

fn tag_set(treebank: &Treebank) -> (Vec<Tag>, BTreeMap<Tag, u8>) {
    let mut counts: BTreeMap<Tag, usize> = BTreeMap::new();
    for tag in treebank.sentences.iter().flat_map(|s| &s.tags) {
        *counts.entry(*tag).or_default() += 1;
    }
    let rare = |n: usize| n < RARE;
    let stand_in = |tag: Tag| {
        let same = |strict: bool| {
            counts
                .iter()
                .filter(|(t, _)| t.upos == tag.upos && (!strict || t.verb_form == tag.verb_form))
                .max_by_key(|(_, n)| **n)
                .filter(|(_, n)| !rare(**n) || !strict)
                .map(|(t, _)| *t)
        };
        same(true).or_else(|| same(false)).unwrap_or(tag)
    };
    let to: BTreeMap<Tag, Tag> = counts.iter().map(|(t, n)| (*t, if rare(*n) { stand_in(*t) } else { *t })).collect();
    let mut tags: Vec<Tag> = to.values().copied().collect();
    tags.sort();
    tags.dedup();
    // Tags are numbered in a byte, with room for the marks of the start.
    tags.truncate(200);
    let index = to.iter().map(|(t, s)| (*t, tags.binary_search(s).unwrap_or(0) as u8)).collect();
    (tags, index)
}
