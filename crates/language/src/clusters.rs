//! A cluster is a class of words that stand in like contexts; it says something of words that no treebank has.

use crate::bits::{self, Bits};
use crate::fold::fold_into;
use crate::hash;
use crate::pack::{Reader, Writer};

/// Bits of a cell that tell the word apart from others on the same row; the rest is the cluster.
const CHECK_BITS: u32 = 6;
const LOG2: u32 = 20;

#[derive(Default)]
pub(crate) struct Clusters {
    rows: Option<Bits>,
    cells: Vec<u16>,
    /// The coarse cluster of each fine one.
    coarse: Vec<u8>,
}

impl Clusters {
    pub(crate) fn read(reader: &mut Reader) -> Option<Clusters> {
        let (bits, cells, coarse) = (reader.section()?, reader.section()?, reader.section()?);
        if bits.is_empty() {
            return Some(Clusters::default());
        }
        let rows = Bits::new(reader.bytes(&bits), LOG2)?;
        let cells: Vec<u16> = reader.bytes(&cells).chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
        let coarse = reader.bytes(&coarse).to_vec();
        let sound = cells.len() == rows.ones() && cells.iter().all(|c| usize::from(c >> CHECK_BITS) < coarse.len());
        sound.then_some(Clusters { rows: Some(rows), cells, coarse })
    }

    /// Fine and coarse, both from 1; zeros for a word that has none. The word is in its normal form; when that is
    /// not known its form without accents is tried.
    pub(crate) fn of(&self, word: &str, folded: &mut String) -> (u32, u32) {
        let Some(rows) = &self.rows else { return (0, 0) };
        if let Some(found) = self.cell(rows, hash::bytes(word.as_bytes())) {
            return found;
        }
        folded.clear();
        fold_into(word, folded);
        self.cell(rows, hash::bytes(folded.as_bytes())).unwrap_or((0, 0))
    }

    fn cell(&self, rows: &Bits, key: u32) -> Option<(u32, u32)> {
        let cell = *self.cells.get(rows.row(key)?)?;
        if u32::from(cell) & ((1 << CHECK_BITS) - 1) != check(key) {
            return None;
        }
        let fine = cell >> CHECK_BITS;
        let coarse = self.coarse.get(usize::from(fine))?;
        Some((u32::from(fine) + 1, u32::from(*coarse) + 1))
    }

    /// From words in order of frequency with their fine and coarse clusters. Of two words on one row the more
    /// frequent stays.
    pub(crate) fn write(out: &mut Writer, words: &[(String, u16, u8)]) {
        let mut cells: Vec<Option<u16>> = vec![None; 1 << LOG2];
        let mut votes: Vec<Vec<u32>> = Vec::new();
        let mut put = |key: &str, fine: u16| {
            let key = hash::bytes(key.as_bytes());
            let cell = &mut cells[(key & ((1 << LOG2) - 1)) as usize];
            cell.get_or_insert(fine << CHECK_BITS | check(key) as u16);
        };
        for (word, fine, coarse) in words {
            put(word, *fine);
            votes.resize_with(votes.len().max(usize::from(*fine) + 1), || vec![0; 256]);
            votes[usize::from(*fine)][usize::from(*coarse)] += 1;
        }
        for (word, fine, _) in words {
            put(&crate::fold(word), *fine);
        }
        if words.is_empty() {
            (0..3).for_each(|_| out.section(&[]));
            return;
        }
        let used = || cells.iter().enumerate().filter_map(|(k, c)| c.map(|c| (k as u32, c)));
        out.section(&bits::write(used().map(|u| u.0), LOG2));
        out.section(&used().flat_map(|u| u.1.to_le_bytes()).collect::<Vec<_>>());
        let best = |v: &Vec<u32>| (0..256usize).rev().max_by_key(|k| v[*k]).unwrap_or(0) as u8;
        out.section(&votes.iter().map(best).collect::<Vec<_>>());
    }
}

fn check(key: u32) -> u32 {
    key >> (32 - CHECK_BITS)
}
