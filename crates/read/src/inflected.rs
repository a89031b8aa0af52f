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
    if !vocabulary.has_endings() {
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

/// A word that the tables have for something else.
fn known(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| m.start as usize == i && !matches!(e, Entry::Relation(_) | Entry::Role(_)))
}
