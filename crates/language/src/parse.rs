//! A parse finds the head of every word in one pass: at each step the best of three moves by a linear model over the
//! words at the top of the stack and at the head of the buffer.

use crate::features::Word;
use crate::hash::mix;
use crate::state::{Id, Move, State};
use crate::table::Pairs;
use crate::tree::{Upos, VerbForm};

/// A sentence as the parser sees it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub words: &'a [Word],
    /// [`crate::tag::Tag::syntactic`] of each word.
    pub tags: &'a [u8],
    /// What comes after each word, by [`look_ahead`].
    pub ahead: &'a [u8],
}

/// For each word, what the rest of its clause looks like: whether a finite verb, another verb, a conjunction or a mark
/// comes first and how soon, and whether finite verbs are left at all. "…un enfant et deux personnes ont été blessées"
/// cannot be read without it.
pub(crate) fn look_ahead(tags: &[u8], out: &mut Vec<u8>) {
    out.clear();
    out.resize(tags.len(), 0);
    let (mut kind, mut distance, mut verbs) = (0u8, 0u8, 0u8);
    for i in (0..tags.len()).rev() {
        out[i] = (kind * 4 + distance.min(3)) * 3 + verbs.min(2);
        let (upos, form) = (tags[i] / FORMS, tags[i] % FORMS);
        let verb = upos == Upos::Verb as u8 || upos == Upos::Aux as u8;
        let met = if verb && form == VerbForm::Fin as u8 {
            verbs = verbs.saturating_add(1);
            1
        } else if upos == Upos::Verb as u8 {
            2
        } else if upos == Upos::Punct as u8 {
            3
        } else if upos == Upos::Cconj as u8 {
            4
        } else if upos == Upos::Sconj as u8 {
            5
        } else {
            distance = distance.saturating_add(1);
            continue;
        };
        (kind, distance) = (met, 0);
    }
}

const FORMS: u8 = VerbForm::ALL.len() as u8;

#[derive(Clone, Copy)]
pub(crate) struct Seen {
    pub form: u32,
    pub tag: u32,
    pub suffix: u32,
    pub short: u32,
    pub cluster: u32,
    pub coarse: u32,
}

impl View<'_> {
    /// None (0) and the root have words of their own.
    #[inline]
    pub(crate) fn see(&self, id: Id) -> Seen {
        match (id as usize).checked_sub(1) {
            None => Seen { form: 3, tag: 100, suffix: 3, short: 3, cluster: 0, coarse: 0 },
            Some(i) => match (self.words.get(i), self.tags.get(i)) {
                (Some(w), Some(t)) => {
                    Seen { form: w.form, tag: u32::from(*t), suffix: w.suffix[2], short: w.suffix[1], cluster: w.cluster, coarse: w.coarse }
                }
                _ => Seen { form: 4, tag: 101, suffix: 4, short: 4, cluster: 0, coarse: 0 },
            },
        }
    }

    #[inline]
    pub(crate) fn tag(&self, id: Id) -> u32 {
        match (id as usize).checked_sub(1) {
            None => 100,
            Some(i) => self.tags.get(i).map_or(101, |t| u32::from(*t)),
        }
    }

    #[inline]
    fn after(&self, id: Id) -> u32 {
        (id as usize).checked_sub(1).and_then(|i| self.ahead.get(i)).map_or(250, |a| u32::from(*a))
    }

    #[inline]
    pub(crate) fn form(&self, id: Id) -> u32 {
        match (id as usize).checked_sub(1) {
            None => 3,
            Some(i) => self.words.get(i).map_or(4, |w| w.form),
        }
    }
}

/// Two small values in one.
#[inline]
pub(crate) fn pair(a: u32, b: u32) -> u32 {
    a << 8 | b
}

#[rustfmt::skip]
pub(crate) fn features(state: &State, v: &View, out: &mut Vec<u32>) {
    out.clear();
    let (i0, i1, i2) = (state.below(0), state.below(1), state.below(2));
    let (j0, j1, j2) = (state.ahead(0), state.ahead(1), state.ahead(2));
    let (s0, s1, b0, b1) = (v.see(i0), v.see(i1), v.see(j0), v.see(j1));
    let (s2t, b2, b2t) = (v.tag(i2), v.form(j2), v.tag(j2));
    let (a0, a1, ab) = (&state.arcs[i0 as usize], &state.arcs[i1 as usize], &state.arcs[j0 as usize]);
    let (l0, l02, r0, r02) = (v.tag(a0.left[0]), v.tag(a0.left[1]), v.tag(a0.right[0]), v.tag(a0.right[1]));
    let (l1, r1, r12) = (v.tag(a1.left[0]), v.tag(a1.right[0]), v.tag(a1.right[1]));
    let (lb, lb2) = (v.tag(ab.left[0]), v.tag(ab.left[1]));
    let far = |a: Id, b: Id| if a == 0 { 9 } else { b.saturating_sub(a).min(8) };
    let (d, d1) = (far(i0, j0), far(i1, i0));
    let arity = |l: u32, r: u32| l.min(4) * 8 + r.min(4);
    let (v0, v1, vb) = (arity(a0.lefts, a0.rights), arity(a1.lefts, a1.rights), ab.lefts.min(4));
    let mut t = 100;
    let mut f = |x: u32, y: u32, z: u32| { t += 1; out.push(mix(t, x, y, z)); };
    f(0, 0, 0);
    // One word.
    f(s0.form, s0.tag, 0); f(s0.form, 0, 0); f(s0.tag, 0, 0);
    f(b0.form, b0.tag, 0); f(b0.form, 0, 0); f(b0.tag, 0, 0);
    f(b1.form, b1.tag, 0); f(b1.form, 0, 0); f(b1.tag, 0, 0); f(b2, 0, 0); f(b2t, 0, 0);
    f(s1.form, s1.tag, 0); f(s1.form, 0, 0); f(s1.tag, 0, 0); f(s2t, 0, 0);
    // Top of the stack and next word.
    f(s0.form, b0.form, 0); f(s0.form, b0.tag, 0); f(s0.tag, b0.form, 0); f(s0.tag, b0.tag, 0);
    f(s0.form, b0.form, pair(s0.tag, b0.tag)); f(s0.form, s0.tag, b0.tag); f(s0.tag, b0.form, b0.tag);
    // The two on top of the stack.
    f(s1.form, s0.form, 0); f(s1.tag, s0.tag, 0); f(s1.form, s0.tag, 0); f(s1.tag, s0.form, 0);
    f(s1.form, s0.form, pair(s1.tag, s0.tag)); f(s1.form, b0.tag, s0.tag); f(s1.tag, b0.form, s0.tag);
    // Tags around.
    f(b0.tag, b1.tag, 0); f(s0.tag, b0.tag, b1.tag); f(s1.tag, s0.tag, b0.tag); f(s2t, s1.tag, s0.tag);
    f(b0.tag, b1.tag, b2t); f(s1.tag, s0.tag, pair(b0.tag, b1.tag)); f(s0.form, b0.tag, b1.tag); f(s0.tag, b0.form, b1.tag);
    f(s0.tag, pair(b0.tag, b1.tag), b2t); f(pair(s2t, s1.tag), s0.tag, b0.tag);
    // What hangs on them already.
    f(s0.tag, l0, b0.tag); f(s0.tag, r0, b0.tag); f(s0.tag, b0.tag, lb); f(s1.tag, s0.tag, pair(l1, r1));
    f(s1.tag, s0.tag, pair(l0, r0)); f(s0.tag, pair(l0, l02), b0.tag); f(s0.tag, pair(r0, r02), b0.tag);
    f(s1.tag, pair(r1, r12), s0.tag); f(b0.tag, pair(lb, lb2), s0.tag);
    // What is still to come.
    let (ahead, ahead1) = (v.after(j0), v.after(j1));
    f(s0.tag, b0.tag, ahead); f(s0.form, b0.tag, ahead); f(pair(s1.tag, s0.tag), b0.tag, ahead); f(s0.tag, pair(b0.tag, lb), ahead);
    f(s0.tag, pair(b0.tag, b1.tag), ahead1); f(s0.tag, b0.form, ahead);
    // How far apart, how many dependants.
    f(s0.form, d, 0); f(s0.tag, d, 0); f(b0.form, d, 0); f(b0.tag, d, 0); f(s0.tag, b0.tag, d);
    f(s0.form, b0.form, d); f(s1.tag, s0.tag, d1); f(s1.form, s0.form, d1);
    f(s0.form, v0, 0); f(s0.tag, v0, 0); f(s1.form, v1, 0); f(s1.tag, v1, s0.tag); f(b0.form, vb, 0);
    f(b0.tag, vb, s0.tag); f(s0.tag, pair(v0, b0.tag), b1.tag);
    // Forms of dependants: prepositions, auxiliaries, subordinators.
    f(v.form(a0.left[0]), s0.tag, 0); f(v.form(a0.right[0]), s0.tag, b0.tag); f(v.form(ab.left[0]), b0.tag, s0.tag);
    f(v.form(a1.right[0]), s1.tag, s0.tag); f(v.form(a0.left[0]), s1.form, s0.tag); f(v.form(a0.left[0]), s1.tag, s0.tag);
    // Ends of words, for words never seen.
    f(s0.suffix, s0.tag, b0.tag); f(b0.suffix, b0.tag, s0.tag); f(s1.suffix, s1.tag, s0.tag);
    f(s0.suffix, b0.suffix, pair(s0.tag, b0.tag)); f(s1.suffix, s0.suffix, pair(s1.tag, s0.tag)); f(s0.tag, b0.tag, b1.suffix);
    if s0.cluster | s1.cluster | b0.cluster | b1.cluster != 0 {
        f(s0.cluster, s0.tag, 0); f(b0.cluster, b0.tag, 0); f(s1.cluster, s1.tag, 0);
        f(s0.cluster, b0.cluster, pair(s0.tag, b0.tag)); f(s1.cluster, s0.cluster, pair(s1.tag, s0.tag));
        f(s0.cluster, b0.tag, b1.tag); f(s1.cluster, s0.tag, b0.tag); f(b0.cluster, s0.tag, s1.tag);
        f(s0.coarse, b0.coarse, pair(s0.tag, b0.tag)); f(s1.coarse, s0.coarse, pair(s1.tag, s0.tag));
        f(v.form(a0.left[0]), s1.cluster, s0.tag); f(v.form(a0.left[0]), pair(s1.coarse, s0.coarse), s0.tag);
    }
}

/// Heads of all words are left in `state.arcs`.
pub(crate) fn parse(table: &Pairs, bytes: &[u8], view: &View, features_: &mut Vec<u32>, state: &mut State) {
    state.reset(view.words.len());
    while !state.done() {
        let allowed = state.allowed();
        let m = match only(allowed) {
            Some(m) => m,
            None => {
                features(state, view, features_);
                best(&table.score(bytes, features_), allowed)
            }
        };
        state.apply(m);
    }
}

/// The only allowed move, when there is one.
pub(crate) fn only(allowed: [bool; 3]) -> Option<Move> {
    match allowed {
        [true, false, false] => Some(Move::Shift),
        [false, true, false] => Some(Move::Left),
        [false, false, true] => Some(Move::Right),
        _ => None,
    }
}

/// The first of the best allowed moves.
pub(crate) fn best(scores: &[i32; 3], allowed: [bool; 3]) -> Move {
    let mut best: Option<Move> = None;
    for m in Move::ALL {
        let i = m as usize;
        if allowed[i] && best.is_none_or(|b| scores[i] > scores[b as usize]) {
            best = Some(m);
        }
    }
    best.unwrap_or(Move::Shift)
}
