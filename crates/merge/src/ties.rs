//! Ties are what a person has said of records: that they are of one happening, or that they are not. They bind for ever.

use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, Default)]
pub struct Ties {
    /// Each set of record ids is of one happening.
    pub together: Vec<BTreeSet<String>>,
    /// No record of the first set is of one happening with one of the second.
    pub apart: Vec<(BTreeSet<String>, BTreeSet<String>)>,
}

impl Ties {
    pub fn is_empty(&self) -> bool {
        self.together.is_empty() && self.apart.is_empty()
    }

    /// The pairs of tellings that a person joined, by index. `names` gives the telling of each record.
    pub(crate) fn joined(&self, names: &BTreeMap<&str, usize>) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        for set in &self.together {
            let known: Vec<usize> = set.iter().filter_map(|r| names.get(r.as_str()).copied()).collect();
            out.extend(known.windows(2).map(|w| (w[0].min(w[1]), w[0].max(w[1]))).filter(|(a, b)| a != b));
        }
        out
    }

    /// The pairs that a person parted.
    pub(crate) fn parted(&self, names: &BTreeMap<&str, usize>) -> BTreeSet<(usize, usize)> {
        let mut out = BTreeSet::new();
        for (these, those) in &self.apart {
            let known = |set: &BTreeSet<String>| -> Vec<usize> { set.iter().filter_map(|r| names.get(r.as_str()).copied()).collect() };
            for a in known(these) {
                out.extend(known(those).into_iter().filter(|b| *b != a).map(|b| (a.min(b), a.max(b))));
            }
        }
        out
    }
}
