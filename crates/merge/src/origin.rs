//! An origin is the text that others repeat: reposts and near-copies of it are one source, however many print it.
//!
//! A [`Sketch`] is the smallest hashes of a text's runs of words (MinHash, Broder 1997), so that two texts can be compared without keeping them.

use crate::roots::Roots;
use crate::wording::{mix, words};
use std::collections::BTreeMap;

/// Hashes in a sketch.
const SIZE: usize = 64;
/// Hashes in a band: two texts are looked at when all of one band are alike. With 16 bands of four, texts that share half of their runs
/// are looked at in 64 of 100 cases, those that share three quarters in 99.
const BAND: usize = 4;
/// Words in a run.
const RUN: usize = 3;
/// Fewer runs are a headline that anybody may have written.
const FEWEST: usize = 8;
/// Hashes in common, of [`SIZE`], that make a near-copy: three quarters of the runs.
const COPY: usize = 48;

/// 64 hashes; empty for a text too short to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(pub Vec<u64>);

impl Sketch {
    pub fn of(text: &str) -> Sketch {
        let words: Vec<u64> = words(text).collect();
        let mut runs: Vec<u64> = words.windows(RUN).map(|w| w.iter().fold(7, |h, x| mix(h, *x))).collect();
        runs.sort_unstable();
        runs.dedup();
        if runs.len() < FEWEST {
            return Sketch::default();
        }
        Sketch(
            (0..SIZE as u64)
                .map(|seed| runs.iter().map(|r| mix(seed.wrapping_mul(0x2545_f491_4f6c_dd1d), *r)).min().unwrap_or(0))
                .collect(),
        )
    }

    /// Where it is looked up: near-copies share one of these in all but few cases.
    pub fn bands(&self) -> Vec<u64> {
        self.0.chunks_exact(BAND).enumerate().map(|(n, band)| band.iter().fold(n as u64, |h, x| mix(h, *x))).collect()
    }

    pub fn is_copy_of(&self, other: &Sketch) -> bool {
        self.0.len() == SIZE && other.0.len() == SIZE && self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() >= COPY
    }
}

/// For each of the reports, given as id and sketch, the id of the text that it repeats: of all that repeat one another, the smallest id.
pub fn origins(reports: &[(&str, &Sketch)]) -> Vec<String> {
    let mut held: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (i, (_, sketch)) in reports.iter().enumerate() {
        for band in sketch.bands() {
            held.entry(band).or_default().push(i);
        }
    }
    let mut roots = Roots::new(reports.len());
    for together in held.values() {
        // Each against the first: what repeats it repeats the others as well, nearly always, and many copies of one text cost no more.
        for pair in together.windows(2).flat_map(|w| [(w[0], w[1]), (together[0], w[1])]) {
            if roots.of(pair.0) != roots.of(pair.1) && reports[pair.0].1.is_copy_of(reports[pair.1].1) {
                roots.unite(pair.0, pair.1);
            }
        }
    }
    let mut smallest: BTreeMap<usize, &str> = BTreeMap::new();
    for (i, (id, _)) in reports.iter().enumerate() {
        let held = smallest.entry(roots.of(i)).or_insert(id);
        *held = (*held).min(id);
    }
    (0..reports.len()).map(|i| smallest.get(&roots.of(i)).copied().unwrap_or(reports[i].0).to_owned()).collect()
}
