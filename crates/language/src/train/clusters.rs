//! Clusters are read from a table: a word, its fine and its coarse cluster, the most frequent words first.

use crate::features::normal;
use std::collections::HashSet;

/// Words beyond these are rare and would double the file.
const WORDS: usize = 100_000;

pub(crate) fn rows(table: &str) -> Vec<(String, u16, u8)> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for line in table.lines() {
        let mut c = line.split('\t');
        let (Some(word), Some(fine), Some(coarse)) = (c.next(), c.next(), c.next()) else { continue };
        let (Ok(fine), Ok(coarse)) = (fine.parse::<u16>(), coarse.parse::<u8>()) else { continue };
        let mut key = String::new();
        normal(word, &mut key);
        if fine < 1024 && seen.insert(key.clone()) {
            out.push((key, fine, coarse));
        }
        if out.len() == WORDS {
            break;
        }
    }
    out
}
