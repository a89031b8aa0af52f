//! A tag is the part of speech of a word with the form, mood and tense of its verb; tags are given from left to
//! right, each by a linear model over the words around it and the two tags before.

use crate::features::{AFTER, BEFORE, Word};
use crate::hash::{Features, mix};
use crate::table::{Room, Table};
use crate::tree::{Mood, Tense, Upos, VerbForm};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Tag {
    pub upos: Upos,
    pub verb_form: VerbForm,
    pub mood: Mood,
    pub tense: Tense,
}

impl Tag {
    pub(crate) const BYTES: usize = 4;

    pub(crate) fn to_bytes(self) -> [u8; Tag::BYTES] {
        [self.upos as u8, self.verb_form as u8, self.mood as u8, self.tense as u8]
    }

    pub(crate) fn from_bytes(b: &[u8]) -> Option<Tag> {
        let &[u, v, m, t] = b else { return None };
        Some(Tag {
            upos: Upos::from_index(u)?,
            verb_form: VerbForm::from_index(v)?,
            mood: Mood::from_index(m)?,
            tense: Tense::from_index(t)?,
        })
    }

    /// What the parser sees of a tag: mood and tense say little about attachment.
    pub(crate) fn syntactic(self) -> u8 {
        self.upos as u8 * VerbForm::ALL.len() as u8 + self.verb_form as u8
    }
}

/// Stand for the tags before the first word.
pub(crate) const START: [u32; 2] = [250, 251];

/// The features of word `i` after the tags `p1` (the last) and `p2`.
#[inline(never)]
pub(crate) fn features(words: &[Word], i: usize, p1: u32, p2: u32, out: &mut Features) {
    out.clear();
    let at = |d: isize| match i.checked_add_signed(d) {
        None => &BEFORE,
        Some(j) => words.get(j).unwrap_or(&AFTER),
    };
    let (w, a, b, a2, b2) = (&words[i], at(-1), at(1), at(-2), at(2));
    let first = u32::from(i == 0);
    let mut f = |t: u32, x: u32, y: u32, z: u32| out.push(mix(t, x, y, z));
    f(0, 0, 0, 0);
    f(1, w.form, 0, 0);
    for (k, s) in w.suffix.iter().enumerate() {
        f(2 + k as u32, *s, 0, 0);
    }
    for (k, p) in w.prefix.iter().enumerate() {
        f(7 + k as u32, *p, 0, 0);
    }
    f(10, w.shape, first, 0);
    f(11, p1, 0, 0);
    f(12, p1, p2, 0);
    f(13, w.form, p1, 0);
    f(14, a.form, 0, 0);
    f(15, b.form, 0, 0);
    f(16, a2.form, 0, 0);
    f(17, b2.form, 0, 0);
    f(18, a.suffix[2], 0, 0);
    f(19, b.suffix[2], 0, 0);
    f(20, w.suffix[2], p1, 0);
    f(21, w.form, b.form, 0);
    f(22, a.form, w.form, 0);
    f(23, p1, b.suffix[2], 0);
    f(24, b.shape, 0, 0);
    f(25, w.suffix[2], b.suffix[2], 0);
    f(31, w.shape, b.shape, a.shape);
    f(32, w.suffix[1], p1, p2);
    if w.cluster | a.cluster | b.cluster != 0 {
        f(26, w.cluster, 0, 0);
        f(27, a.cluster, 0, 0);
        f(28, b.cluster, 0, 0);
        f(29, w.cluster, p1, 0);
        f(30, w.cluster, b.cluster, 0);
        f(33, w.coarse, p1, b.coarse);
        f(34, a.cluster, w.cluster, 0);
    }
}

/// Tags a sentence; `out` holds indices into the model's tags.
pub(crate) fn tag(table: &Table, words: &[Word], out: &mut Vec<u8>) {
    out.clear();
    let (mut list, mut room) = (Features::NONE, Room::NEW);
    let [mut p1, mut p2] = START;
    for i in 0..words.len() {
        features(words, i, p1, p2, &mut list);
        let best = best(table.sum(&list, &mut room));
        out.push(best as u8);
        (p2, p1) = (p1, best as u32);
    }
}

/// The first of the highest scores.
pub(crate) fn best<T: Ord + Copy>(scores: &[T]) -> usize {
    let highest = scores.iter().copied().max();
    scores.iter().position(|s| Some(*s) == highest).unwrap_or(0)
}
