//! A memo keeps sums of weights by what they were summed for. Features are looked up in groups, each a function of a few
//! values that make up its key; most keys come back soon (`the` after a preposition, a noun and its article on the
//! stack), and then one look at memory stands for three to eleven. Integer sums are exact: remembered or not, every score
//! is the same.
//!
//! A slot holds the last key that fell on it: nothing to maintain, and bounded.

use crate::pairs::Pairs;
use crate::table::{LANES, Sums, Table};

/// What a score is made of: groups of features with their keys, and the features that no group has.
pub(crate) trait Grouped<const GROUPS: usize> {
    /// A number for the values that each group is made of: never 0, and different for different values.
    fn keys(&self) -> [u64; GROUPS];
    /// Appends the features of a group; they depend on its key alone.
    fn group(&self, number: usize, out: &mut Vec<u32>);
    /// Appends the features of no group.
    fn rest(&self, out: &mut Vec<u32>);

    /// All features, in the order of the groups.
    fn features(&self, out: &mut Vec<u32>) {
        out.clear();
        for number in 0..GROUPS {
            self.group(number, out);
        }
        self.rest(out);
    }
}

/// A key from values and how many bits each may take.
#[inline(always)]
pub(crate) fn key<const N: usize>(parts: [(u32, u32); N]) -> u64 {
    parts.iter().fold(1, |key, (value, bits)| {
        debug_assert!(*value < 1 << bits, "{value} does not fit in {bits} bits");
        key << bits | u64::from(*value)
    })
}

/// The slot of a key of a group that has 2^`log2` slots.
#[inline]
fn slot(group: usize, key: u64, log2: u32) -> usize {
    let mixed = (key ^ key >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (group << log2) + (mixed >> (64 - log2)) as usize
}

/// Of sums over a [`Table`].
pub(crate) struct Memo {
    keys: Vec<u64>,
    sums: Vec<[i16; LANES]>,
    log2: u32,
}

impl Memo {
    pub(crate) fn new(groups: usize, log2: u32, table: &Table) -> Memo {
        Memo { keys: vec![0; groups << log2], sums: vec![[0; LANES]; (groups << log2) * table.lanes()], log2 }
    }

    pub(crate) fn clear(&mut self) {
        self.keys.fill(0);
    }

    /// The sums for all features of `of`.
    pub(crate) fn sum<const N: usize>(&mut self, table: &Table, of: &impl Grouped<N>, features: &mut Vec<u32>, sums: &mut Sums) {
        let lanes = table.lanes();
        sums[..lanes].fill([0; LANES]);
        // All slots are asked for before any answer is waited for.
        let slots: [(usize, u64); N] = {
            let keys = of.keys();
            std::array::from_fn(|g| (slot(g, keys[g], self.log2), keys[g]))
        };
        let mut missing = [0u8; N];
        let mut n = 0;
        for (g, (slot, key)) in slots.iter().enumerate() {
            missing[n.min(N - 1)] = g as u8;
            n += usize::from(self.keys[*slot] != *key);
        }
        let missing = &missing[..n];
        let mut gone = missing.iter().peekable();
        for (g, (slot, _)) in slots.iter().enumerate() {
            if gone.next_if(|m| usize::from(**m) == g).is_none() {
                add(&mut sums[..lanes], &self.sums[slot * lanes..]);
            }
        }
        for g in missing {
            let (slot, key) = slots[usize::from(*g)];
            features.clear();
            of.group(usize::from(*g), features);
            let mut own: Sums = [[0; LANES]; _];
            table.add(features, &mut own);
            self.keys[slot] = key;
            self.sums[slot * lanes..(slot + 1) * lanes].copy_from_slice(&own[..lanes]);
            add(&mut sums[..lanes], &own);
        }
        features.clear();
        of.rest(features);
        table.add(features, sums);
    }
}

#[inline]
fn add(sums: &mut [[i16; LANES]], more: &[[i16; LANES]]) {
    for (s, m) in sums.as_flattened_mut().iter_mut().zip(more.as_flattened()) {
        *s = s.wrapping_add(*m);
    }
}

/// Of sums over [`Pairs`].
pub(crate) struct PairMemo {
    slots: Vec<(u64, [i32; 2])>,
    log2: u32,
}

impl PairMemo {
    pub(crate) fn new(groups: usize, log2: u32) -> PairMemo {
        PairMemo { slots: vec![(0, [0; 2]); groups << log2], log2 }
    }

    pub(crate) fn clear(&mut self) {
        self.slots.fill((0, [0; 2]));
    }

    pub(crate) fn sum<const N: usize>(&mut self, table: &Pairs, of: &impl Grouped<N>, features: &mut Vec<u32>) -> [i32; 2] {
        features.clear();
        of.rest(features);
        let [mut a, mut b] = table.sum(features);
        let keys = of.keys();
        let (mut missing, mut n) = ([0u8; N], 0);
        for (g, key) in keys.iter().enumerate() {
            let (there, [x, y]) = self.slots[slot(g, *key, self.log2)];
            let hit = there == *key;
            missing[n.min(N - 1)] = g as u8;
            n += usize::from(!hit);
            a += if hit { x } else { 0 };
            b += if hit { y } else { 0 };
        }
        for g in &missing[..n] {
            let g = usize::from(*g);
            features.clear();
            of.group(g, features);
            let sum = table.sum(features);
            self.slots[slot(g, keys[g], self.log2)] = (keys[g], sum);
            a += sum[0];
            b += sum[1];
        }
        [a, b]
    }
}
