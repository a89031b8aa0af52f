//! An inflected name carries the endings of its language: "Efrînê", "Kobanide" are Efrîn and Kobani. The endings are those of the
//! language's tables; what is left has to be a name that the gazetteer has.

use crate::sentence::Sentence;
use accalmie_lexicon::Entry;
use accalmie_places::{Candidate, Gazetteer};

/// Longest name, in words.
const LONGEST: usize = 3;
/// Pieces of one word that are looked up.
const MOST: usize = 16;

/// The name that begins at token `i` once an ending is cut from one of its words, and how many words it takes; 0 for none.
pub fn match_at(s: &Sentence, words: &[&str], i: usize, gazetteer: &Gazetteer, out: &mut Vec<Candidate>) -> usize {
    let vocabulary = &s.tongue.lexicon.vocabulary;
    if !vocabulary.has_endings() || s.unicase(i) {
        return 0;
    }
    let own: Vec<&str> = words[i..words.len().min(i + LONGEST)].to_vec();
    for k in (0..own.len()).rev() {
        if !(0..=k).all(|j| s.capital(i + j)) || k == 0 && known(s, i) {
            continue;
        }
        let mut stems: Vec<String> = Vec::new();
        vocabulary.stems(own[k], |stem| stems.push(stem.to_owned()));
        // Fewest endings first: the longest that is left.
        stems.truncate(MOST);
        for stem in &stems {
            let mut tried = own[..=k].to_vec();
            tried[k] = stem;
            if gazetteer.match_at(&tried, 0, out) == k + 1 {
                return k + 1;
            }
        }
    }
    out.clear();
    0
}

/// What a name that is written otherwise than in any table may mean, as it stands or without an ending.
pub fn lookup(s: &Sentence, words: &[&str], gazetteer: &Gazetteer) -> Vec<Candidate> {
    let caseless = words.first().and_then(|w| w.chars().next()).is_some_and(|c| !c.is_uppercase() && !c.is_lowercase());
    let mut own = gazetteer.lookup(&words.join(" "));
    if caseless {
        // Short vowels are not written: what is only like a name is too often another.
        own.retain(|c| !c.how.is_guess());
    }
    let vocabulary = &s.tongue.lexicon.vocabulary;
    let (Some((last, before)), true) = (words.split_last(), vocabulary.has_endings()) else { return own };
    if own.iter().any(|c| !c.how.is_guess()) {
        return own;
    }
    let mut stems: Vec<String> = Vec::new();
    vocabulary.stems(last, |stem| stems.push(stem.to_owned()));
    stems.truncate(MOST);
    let all = stems.iter().map(|stem| gazetteer.lookup(&[before, &[stem.as_str()]].concat().join(" ")));
    let found: Vec<Vec<Candidate>> = all.filter(|c| !c.is_empty()).collect();
    let sure = found.iter().find(|c| c.iter().any(|c| !c.how.is_guess()));
    match sure {
        Some(sure) => sure.clone(),
        None if own.is_empty() => found.into_iter().next().unwrap_or_default(),
        None => own,
    }
}

/// A word that the tables have for something else.
fn known(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| m.start as usize == i && !matches!(e, Entry::Relation(_) | Entry::Role(_)))
}
