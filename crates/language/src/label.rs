//! A label is the relation of a word to its head, chosen once the heads of the whole sentence are known.

use crate::hash::{Features, mix};
use crate::state::Id;
use crate::table::{Room, Table};
use crate::tag::best;
use crate::tree::Rel;
use crate::view::{View, pair};

/// The dependants of every word, in order, without a list of lists.
#[derive(Default)]
pub(crate) struct Children {
    starts: Vec<u32>,
    ids: Vec<Id>,
}

impl Children {
    /// `heads[i]` is the head of word `i + 1`; the root is one past the last word.
    pub(crate) fn fill(&mut self, heads: &[Id]) {
        let n = heads.len();
        self.starts.clear();
        self.starts.resize(n + 3, 0);
        for h in heads {
            self.starts[*h as usize + 1] += 1;
        }
        for k in 1..self.starts.len() {
            self.starts[k] += self.starts[k - 1];
        }
        self.ids.clear();
        self.ids.resize(n, 0);
        // Each start moves to the end of its own list, which is the start of the next: shift back after.
        for (i, h) in heads.iter().enumerate() {
            let slot = &mut self.starts[*h as usize];
            self.ids[*slot as usize] = i as Id + 1;
            *slot += 1;
        }
        self.starts.rotate_right(1);
        self.starts[0] = 0;
    }

    pub(crate) fn of(&self, id: Id) -> &[Id] {
        &self.ids[self.starts[id as usize] as usize..self.starts[id as usize + 1] as usize]
    }
}

/// The labels that the dependants of one head got so far.
#[derive(Clone, Copy)]
pub(crate) struct Given {
    last: u32,
    /// One bit each for what a clause has but once, and for its passive.
    once: u32,
}

impl Given {
    pub(crate) const NONE: Given = Given { last: 99, once: 0 };

    pub(crate) fn add(&mut self, rel: Rel) {
        self.last = rel as u32;
        self.once |= match rel {
            Rel::Nsubj => 1,
            Rel::NsubjPass => 2,
            Rel::AuxPass => 4,
            Rel::Obj => 8,
            Rel::Cop => 16,
            Rel::OblAgent => 32,
            _ => 0,
        };
    }
}

/// The features of word `i` (from 1) whose siblings on the left got the labels `given`.
#[rustfmt::skip]
#[inline(never)]
pub(crate) fn features(heads: &[Id], children: &Children, i: Id, v: &View, given: Given, out: &mut Features) {
    out.clear();
    let n = heads.len() as Id;
    let h = heads[i as usize - 1];
    let (x, y) = (v.see(i), v.see(h));
    let grand = if h <= n { v.see(heads[h as usize - 1]) } else { v.see(0) };
    let dir = u32::from(h > i);
    let dist = h.abs_diff(i).min(7) * 2 + dir;
    let siblings = children.of(h);
    let pos = siblings.iter().position(|k| *k == i).unwrap_or(0);
    let sibling = |d: isize| pos.checked_add_signed(d).and_then(|k| siblings.get(k)).copied().unwrap_or(0);
    let (ls, rs) = (sibling(-1), sibling(1));
    let own = children.of(i);
    let (fc, fc2, lc) = (own.first().copied().unwrap_or(0), own.get(1).copied().unwrap_or(0), own.last().copied().unwrap_or(0));
    let (first, last) = (siblings.first().copied().unwrap_or(0), siblings.last().copied().unwrap_or(0));
    let (fcf, fct, lct) = (v.form(fc), v.tag(fc), v.tag(lc));
    let (lst, rst) = (v.tag(ls), v.tag(rs));
    let (pv, nx) = (i - 1, i + 1);
    let before = given.last;
    // Next to the head on its left: in a passive the auxiliary.
    let near = v.form(siblings.iter().copied().take_while(|k| *k < h).last().unwrap_or(0));
    let kids = own.len().min(4) as u32;
    let place = pos.min(5) as u32;
    let (fc2f, lsf, rsf, pvf, nxf, firstf) = (v.form(fc2), v.form(ls), v.form(rs), v.form(pv), v.form(nx), v.form(first));
    let (pvt, nxt, firstt, lastt) = (v.tag(pv), v.tag(nx), v.tag(first), v.tag(last));
    // From here on nothing can fail: see `crate::parse::features`.
    let mut t = 300;
    let mut f = |a: u32, b: u32, c: u32| { t += 1; out.push(mix(t, a, b, c)); };
    f(0, 0, 0); f(x.form, 0, 0); f(x.tag, dir, 0); f(y.form, dir, 0); f(y.tag, dir, 0);
    f(x.form, y.form, dir); f(x.form, y.tag, dir); f(x.tag, y.form, dir); f(x.tag, y.tag, dir); f(x.tag, y.tag, dist);
    f(x.suffix, y.tag, dir); f(x.tag, y.suffix, dir); f(x.suffix, y.suffix, dir); f(x.short, x.tag, y.tag);
    f(fcf, x.tag, y.tag); f(fct, x.tag, pair(y.tag, dir)); f(fcf, x.tag, y.form); f(lct, x.tag, pair(y.tag, dir));
    f(fc2f, x.tag, y.tag); f(pair(fct, lct), x.tag, pair(y.tag, kids * 2 + dir));
    f(lst, x.tag, pair(y.tag, dir)); f(rst, x.tag, pair(y.tag, dir)); f(lst, rst, pair(x.tag, y.tag));
    f(lsf, x.tag, y.tag); f(rsf, x.tag, y.tag);
    f(before, x.tag, pair(y.tag, dir)); f(before, x.form, y.tag); f(before, fcf, pair(x.tag, y.tag));
    f(grand.tag, pair(x.tag, y.tag), dir); f(pvf, x.tag, y.tag); f(nxf, x.tag, y.tag);
    f(pvt, nxt, pair(x.tag, y.tag)); f(firstf, x.tag, pair(y.tag, dir)); f(lastt, x.tag, pair(y.tag, dir));
    f(pair(firstt, lastt), x.tag, pair(y.tag, place * 2 + dir)); f(y.form, fcf, dir); f(y.form, x.tag, fct);
    f(siblings.len().min(6) as u32, x.tag, pair(y.tag, place)); f(grand.form, x.tag, y.tag); f(y.suffix, fcf, x.tag);
    f(given.once, x.tag, pair(y.tag, dir)); f(given.once, fcf, pair(x.tag, y.tag)); f(given.once, x.form, y.tag);
    f(near, x.tag, pair(y.tag, dir)); f(near, fcf, pair(x.tag, y.tag));
    if x.cluster | y.cluster != 0 {
        f(x.cluster, y.tag, dir); f(y.cluster, x.tag, dir); f(x.cluster, y.cluster, dir);
        f(x.cluster, fcf, y.tag); f(y.cluster, fcf, x.tag); f(x.coarse, y.coarse, pair(x.tag, y.tag)); f(x.coarse, fcf, y.form);
    }
}

/// Relations of all words; exactly the word that hangs on the root gets [`Rel::Root`].
pub(crate) struct Labeller<'a> {
    pub table: &'a Table,
}

impl Labeller<'_> {
    pub(crate) fn label(&self, heads: &[Id], view: &View, children: &mut Children, given: &mut Vec<Given>, out: &mut Vec<Rel>) {
        out.clear();
        let (mut list, mut room) = (Features::NONE, Room::NEW);
        children.fill(heads);
        given.clear();
        given.resize(heads.len() + 2, Given::NONE);
        for (i, h) in heads.iter().enumerate() {
            let rel = if *h as usize > heads.len() {
                Rel::Root
            } else {
                features(heads, children, i as Id + 1, view, given[*h as usize], &mut list);
                let scores = self.table.sum(&list, &mut room);
                scores[Rel::Root as usize] = i16::MIN;
                Rel::from_index(best(scores) as u8).unwrap_or(Rel::Dep)
            };
            out.push(rel);
            given[*h as usize].add(rel);
        }
    }
}
