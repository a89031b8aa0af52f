//! A person's name is often a town's too: "Jones said". Who stands in the report with a first name or a title, or speaks,
//! is a person wherever the bare name comes back, unless a word says once that it is a place.

use crate::sentence::{Run, Sentence};
use crate::where_::Named;
use accalmie_language::{TokenKind, Upos, fold};
use accalmie_lexicon::{Cue, Entry};
use accalmie_places::{Feature, Gazetteer};
use std::collections::HashSet;

/// A person's name is no longer than this, in words.
const LONGEST: usize = 3;

/// Takes the names of persons out of the names of places.
pub fn leave_out(named: &mut Vec<Named>, sentences: &[Sentence], gazetteer: &Gazetteer) {
    let name = |n: &Named| fold(sentences[n.sentence].text_of(&n.run));
    let persons = persons(named, sentences);
    if persons.is_empty() {
        return;
    }
    let held: HashSet<usize> = named.iter().filter_map(|n| n.within).collect();
    let places: HashSet<String> = named
        .iter()
        .enumerate()
        .filter(|(i, n)| n.cued && !n.from || n.within.is_some() || held.contains(i) || well_known(n, gazetteer))
        .map(|(_, n)| name(n))
        .collect();
    let drop: Vec<bool> = named
        .iter()
        .map(|n| {
            let name = name(n);
            n.run.len() == 1 && !n.nameless && persons.contains(&name) && !places.contains(&name)
        })
        .collect();
    let kept: Vec<usize> = drop.iter().scan(0, |at, d| Some(std::mem::replace(at, *at + usize::from(!d)))).collect();
    let mut i = 0;
    named.retain(|_| {
        i += 1;
        !drop[i - 1]
    });
    for n in named.iter_mut() {
        n.within = n.within.map(|w| kept[w]);
    }
}

/// A country or its capital acts and speaks as persons do.
fn well_known(n: &Named, gazetteer: &Gazetteer) -> bool {
    n.candidates.iter().any(|c| matches!(gazetteer.get(c.place).feature, Feature::Country | Feature::Capital) && !c.how.is_guess())
}

/// The last words, folded, of what is surely the name of a person.
fn persons(named: &[Named], sentences: &[Sentence]) -> HashSet<String> {
    let mut out = HashSet::new();
    for (index, s) in sentences.iter().enumerate() {
        let here = named.partition_point(|n| n.sentence < index)..named.partition_point(|n| n.sentence <= index);
        let place =
            |run: &Run| named[here.clone()].iter().any(|n| !n.adjunct && n.run.len() > 1 && n.run.start < run.end && run.start < n.run.end);
        let mut i = 0;
        while i < s.len() {
            let mut end = i;
            while part(s, end) {
                end += 1;
            }
            let run = i..end;
            if (2..=LONGEST).contains(&run.len()) && !place(&run) && !known(s, i) {
                out.insert(fold(s.word(end - 1)));
            }
            if run.len() == 1 && speaks(s, i) {
                out.insert(fold(s.word(i)));
            }
            i = end.max(i + 1);
        }
    }
    out
}

fn part(s: &Sentence, i: usize) -> bool {
    i < s.len()
        && s.kind(i) == Some(TokenKind::Word)
        && s.capital(i)
        && matches!(s.pos(i), Some(Upos::Propn))
        && !s.in_time(i)
        && s.word(i).chars().any(char::is_lowercase)
}

/// A word that the tables know is no first name.
fn known(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| m.start as usize == i && !matches!(e, Entry::Person(_)))
}

fn speaks(s: &Sentence, i: usize) -> bool {
    s.cues(Cue::Attribution).any(|m| m.start as usize == i + 1 || m.end as usize == i)
}
