//! An echo is a place named in passing: "Aleppo residents", "Syrian troops". It says where the report is at home, and is of
//! use to whoever asks what a text mentions; no happening is located by it.

use crate::sentence::{Run, Sentence};
use crate::where_::Named;
use accalmie_language::{TokenKind, Upos};
use accalmie_lexicon::Entry;
use accalmie_places::{Candidate, Feature, Gazetteer, How};
use accalmie_record::Relation;
use std::collections::HashMap;

/// Longest name searched for again, in tokens.
const LONGEST: usize = 4;

/// Adds what the report names in passing: nations, and other mentions of the names that it surely has.
pub fn find(named: &mut Vec<Named>, sentences: &[Sentence], gazetteer: &Gazetteer) {
    let mut known: HashMap<String, Vec<Candidate>> = HashMap::new();
    for n in named.iter().filter(|n| !n.nameless && n.candidates.iter().any(|c| !c.how.is_guess() && !c.common)) {
        known.entry(key(&sentences[n.sentence], &n.run)).or_insert_with(|| n.candidates.clone());
    }
    let mut more = Vec::new();
    for (index, s) in sentences.iter().enumerate() {
        let here = named.partition_point(|n| n.sentence < index)..named.partition_point(|n| n.sentence <= index);
        let mut free = vec![true; s.len()];
        named[here].iter().flat_map(|n| n.run.clone()).for_each(|i| free[i] = false);
        for (run, candidates) in nations(s, gazetteer) {
            if free[run.clone()].iter().all(|f| *f) {
                free[run.clone()].fill(false);
                more.push(echo(index, run, candidates));
            }
        }
        for i in 0..s.len() {
            let found = (1..=LONGEST.min(s.len() - i)).rev().map(|n| i..i + n).find_map(|run| {
                let fits = free[run.clone()].iter().all(|f| *f) && s.capital(i) && !after_first_name(s, i);
                let candidates = fits.then(|| known.get(&key(s, &run))).flatten()?;
                Some((run, candidates.clone()))
            });
            if let Some((run, candidates)) = found {
                free[run.clone()].fill(false);
                more.push(echo(index, run, candidates));
            }
        }
    }
    merge(named, more);
}

fn key(s: &Sentence, run: &Run) -> String {
    accalmie_places::key(s.text_of(run))
}

/// The nations of a sentence, by name or adjective.
fn nations(s: &Sentence, gazetteer: &Gazetteer) -> Vec<(Run, Vec<Candidate>)> {
    let mut out = Vec::new();
    for (m, e) in s.entries() {
        let Entry::Demonym(code) = e else { continue };
        let run = m.start as usize..m.end as usize;
        let Some(place) = gazetteer.country(code).filter(|_| s.capital(run.start)) else { continue };
        let words: Vec<&str> = run.clone().map(|k| s.word(k)).collect();
        let mut candidates = Vec::new();
        gazetteer.match_at(&words, 0, &mut candidates);
        // "Georgia" is also a state; "Georgian" is the country's.
        if !candidates.iter().any(|c| c.place == place) {
            candidates = vec![Candidate { place, how: How::Exact, weight: 1.0, common: false }];
        }
        out.push((run, candidates));
    }
    out
}

/// A capitalised word right before, as in "Bill Clinton".
fn after_first_name(s: &Sentence, i: usize) -> bool {
    i > 0
        && s.kind(i - 1) == Some(TokenKind::Word)
        && s.capital(i - 1)
        && matches!(s.pos(i - 1), Some(Upos::Propn))
        && !s.in_time(i - 1)
        && !s.entries().any(|(m, _)| m.end as usize == i)
}

fn echo(sentence: usize, run: Run, candidates: Vec<Candidate>) -> Named {
    Named {
        sentence,
        phrase: run.clone(),
        run,
        relation: Relation::At,
        cued: false,
        from: false,
        feature: candidates.iter().all(|c| c.how == How::Exact).then_some(Feature::Country).filter(|_| candidates.len() == 1),
        candidates,
        within: None,
        resolved: None,
        adjunct: true,
        nameless: false,
    }
}

/// Puts them in order of the text; who holds whom is kept.
fn merge(named: &mut Vec<Named>, more: Vec<Named>) {
    let old = named.len();
    named.extend(more);
    let mut order: Vec<usize> = (0..named.len()).collect();
    order.sort_by_key(|&i| (named[i].sentence, named[i].run.start));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, &was)| place[was] = new);
    for n in named[..old].iter_mut() {
        n.within = n.within.map(|w| place[w]);
    }
    named.sort_by_key(|n| (n.sentence, n.run.start));
}
