//! Reports as they are listed: newest first, found by what they are called and by what their records say.

use super::minutes::DAY;
use std::collections::BTreeSet;

/// A report in memory, in order of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Came {
    /// Of its publication; `i32::MIN` where it has no date.
    pub minutes: i32,
    /// Number of the entry that it came with.
    pub n: u32,
    pub doc: u32,
}

impl Came {
    /// Days since 1970; `None` where it has no date.
    pub fn day(&self) -> Option<i32> {
        (self.minutes != i32::MIN).then(|| self.minutes.div_euclid(DAY))
    }
}

/// All reports after some came or changed.
pub fn edited(before: &[Came], edits: &[Came]) -> Vec<Came> {
    let changed: BTreeSet<u32> = edits.iter().map(|c| c.n).collect();
    let mut all: Vec<Came> = before.iter().filter(|c| !changed.contains(&c.n)).chain(edits).copied().collect();
    all.sort_unstable();
    all
}
