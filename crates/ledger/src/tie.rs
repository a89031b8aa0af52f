//! A tie is a person's word on which records are of one happening; merging keeps to it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the journal's entry `seq`, a split or a join, says: `together` are of one happening, and none of `apart` is of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    pub seq: u64,
    /// Ids of records, sorted.
    pub together: Vec<String>,
    /// Ids of records, sorted; they need not be of one happening themselves.
    pub apart: Vec<String>,
}

/// All ties in the order in which they were made, and the incidents that a person has touched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ties {
    pub ties: Vec<Tie>,
    /// Ids of incidents that were corrected, split, joined or retracted by hand.
    pub pinned: BTreeSet<String>,
}

/// What holds between two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    Together,
    Apart,
}

impl Ties {
    /// What was said last of these two; `None` when nobody said anything.
    pub fn between(&self, a: &str, b: &str) -> Option<Bond> {
        self.ties.iter().rev().find_map(|tie| tie.between(a, b))
    }
}

impl Tie {
    fn between(&self, a: &str, b: &str) -> Option<Bond> {
        let has = |list: &[String], id: &str| list.binary_search_by(|x| x.as_str().cmp(id)).is_ok();
        let (a_in, b_in) = (has(&self.together, a), has(&self.together, b));
        if a_in && b_in {
            Some(Bond::Together)
        } else if (a_in && has(&self.apart, b)) || (b_in && has(&self.apart, a)) {
            Some(Bond::Apart)
        } else {
            None
        }
    }
}
