//! A parse finds the head of every word in one pass: at each step the best of three moves by a linear model over the
//! words at the top of the stack and at the head of the buffer.

use crate::hash::{Features, mix};
use crate::pairs::Pairs;
use crate::state::{Id, Move, State};
use crate::tree::{Upos, VerbForm};
use crate::view::{View, pair};

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

#[rustfmt::skip]
#[inline(never)]
pub(crate) fn features(state: &State, v: &View, out: &mut Features) {
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
    // Forms of dependants: prepositions, auxiliaries, subordinators.
    let (l0f, r0f, lbf, r1f) = (v.form(a0.left[0]), v.form(a0.right[0]), v.form(ab.left[0]), v.form(a1.right[0]));
    let (ahead, ahead1) = (b0.ahead, b1.ahead);
    // From here on nothing can fail, so that the features are stored one after the other and then counted at once.
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
    f(s0.tag, b0.tag, ahead); f(s0.form, b0.tag, ahead); f(pair(s1.tag, s0.tag), b0.tag, ahead); f(s0.tag, pair(b0.tag, lb), ahead);
    f(s0.tag, pair(b0.tag, b1.tag), ahead1); f(s0.tag, b0.form, ahead);
    // How far apart, how many dependants.
    f(s0.form, d, 0); f(s0.tag, d, 0); f(b0.form, d, 0); f(b0.tag, d, 0); f(s0.tag, b0.tag, d);
    f(s0.form, b0.form, d); f(s1.tag, s0.tag, d1); f(s1.form, s0.form, d1);
    f(s0.form, v0, 0); f(s0.tag, v0, 0); f(s1.form, v1, 0); f(s1.tag, v1, s0.tag); f(b0.form, vb, 0);
    f(b0.tag, vb, s0.tag); f(s0.tag, pair(v0, b0.tag), b1.tag);
    // Forms of dependants.
    f(l0f, s0.tag, 0); f(r0f, s0.tag, b0.tag); f(lbf, b0.tag, s0.tag);
    f(r1f, s1.tag, s0.tag); f(l0f, s1.form, s0.tag); f(l0f, s1.tag, s0.tag);
    // Ends of words, for words never seen.
    f(s0.suffix, s0.tag, b0.tag); f(b0.suffix, b0.tag, s0.tag); f(s1.suffix, s1.tag, s0.tag);
    f(s0.suffix, b0.suffix, pair(s0.tag, b0.tag)); f(s1.suffix, s0.suffix, pair(s1.tag, s0.tag)); f(s0.tag, b0.tag, b1.suffix);
    if s0.cluster | s1.cluster | b0.cluster | b1.cluster != 0 {
        f(s0.cluster, s0.tag, 0); f(b0.cluster, b0.tag, 0); f(s1.cluster, s1.tag, 0);
        f(s0.cluster, b0.cluster, pair(s0.tag, b0.tag)); f(s1.cluster, s0.cluster, pair(s1.tag, s0.tag));
        f(s0.cluster, b0.tag, b1.tag); f(s1.cluster, s0.tag, b0.tag); f(b0.cluster, s0.tag, s1.tag);
        f(s0.coarse, b0.coarse, pair(s0.tag, b0.tag)); f(s1.coarse, s0.coarse, pair(s1.tag, s0.tag));
        f(l0f, s1.cluster, s0.tag); f(l0f, pair(s1.coarse, s0.coarse), s0.tag);
    }
}

/// Heads of all words are left in `state.arcs`.
pub(crate) fn parse(table: &Pairs, view: &View, state: &mut State) {
    state.reset(view.words());
    let (mut list, mut found) = (Features::NONE, [0; Features::MOST]);
    while !state.done() {
        let allowed = state.allowed();
        let m = match only(allowed) {
            Some(m) => m,
            None => {
                features(state, view, &mut list);
                let [left, right] = table.sum(&list, &mut found);
                best(&[0, left, right], allowed)
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
