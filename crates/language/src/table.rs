//! A table holds the weights of a linear model: one sparse row of 8-bit integers a feature. Scores are integer sums,
//! the same on every machine.

use crate::bits::{self, Bits};
use crate::pack::{Reader, Writer};
use std::ops::Range;

/// Rows hold pairs of class and weight.
pub(crate) struct Table {
    bits: Bits,
    /// Where row `i` starts in `entries`, counted in pairs; one more than there are rows.
    starts: Vec<u32>,
    entries: Range<usize>,
    classes: usize,
}

impl Table {
    pub(crate) fn read(reader: &mut Reader) -> Option<Table> {
        let (head, bits, counts, entries) = (reader.section()?, reader.section()?, reader.section()?, reader.section()?);
        let &[log2, classes] = reader.bytes(&head) else { return None };
        let bits = Bits::new(reader.bytes(&bits), u32::from(log2))?;
        let mut starts = Vec::with_capacity(bits.ones() + 1);
        let mut at = 0u32;
        starts.push(0);
        for n in reader.bytes(&counts) {
            at += u32::from(*n);
            starts.push(at);
        }
        let pairs = reader.bytes(&entries);
        let sound = starts.len() == bits.ones() + 1 && pairs.len() == at as usize * 2 && pairs.chunks_exact(2).all(|p| p[0] < classes);
        sound.then_some(Table { bits, starts, entries, classes: usize::from(classes) })
    }

    pub(crate) fn classes(&self) -> usize {
        self.classes
    }

    /// Adds up the rows of `features`; `bytes` are those of the pack.
    pub(crate) fn score(&self, bytes: &[u8], features: &[u32], scores: &mut [i32]) {
        // Classes are bytes: with room for all of them no index needs a check.
        let Some(scores) = scores.first_chunk_mut::<256>() else { return };
        scores[..self.classes].fill(0);
        let entries = &bytes[self.entries.clone()];
        self.bits.rows(features, |rows| {
            for row in rows {
                let (a, b) = (self.starts[*row as usize] as usize, self.starts[*row as usize + 1] as usize);
                for pair in entries[a * 2..b * 2].chunks_exact(2) {
                    scores[usize::from(pair[0])] += i32::from(pair[1] as i8);
                }
            }
        });
    }

    /// `rows` are sorted by feature.
    pub(crate) fn write(out: &mut Writer, log2: u32, classes: usize, rows: &[(u32, Vec<(u8, i8)>)]) {
        out.section(&[log2 as u8, classes as u8]);
        out.section(&bits::write(rows.iter().map(|r| r.0), log2));
        out.section(&rows.iter().map(|r| r.1.len() as u8).collect::<Vec<_>>());
        out.section(&rows.iter().flat_map(|r| &r.1).flat_map(|(c, w)| [*c, *w as u8]).collect::<Vec<_>>());
    }
}

/// Rows of two weights, for three classes of which the first always scores 0: half the bytes of a [`Table`].
pub(crate) struct Pairs {
    bits: Bits,
    entries: Range<usize>,
}

impl Pairs {
    pub(crate) fn read(reader: &mut Reader) -> Option<Pairs> {
        let (head, bits, entries) = (reader.section()?, reader.section()?, reader.section()?);
        let &[log2] = reader.bytes(&head) else { return None };
        let bits = Bits::new(reader.bytes(&bits), u32::from(log2))?;
        (entries.len() == bits.ones() * 2).then_some(Pairs { bits, entries })
    }

    pub(crate) fn score(&self, bytes: &[u8], features: &[u32]) -> [i32; 3] {
        let entries = &bytes[self.entries.clone()];
        let (mut a, mut b) = (0, 0);
        self.bits.rows(features, |rows| {
            for row in rows {
                let pair = &entries[*row as usize * 2..*row as usize * 2 + 2];
                a += i32::from(pair[0] as i8);
                b += i32::from(pair[1] as i8);
            }
        });
        [0, a, b]
    }

    pub(crate) fn write(out: &mut Writer, log2: u32, rows: &[(u32, [i8; 2])]) {
        out.section(&[log2 as u8]);
        out.section(&bits::write(rows.iter().map(|r| r.0), log2));
        out.section(&rows.iter().flat_map(|r| r.1).map(|w| w as u8).collect::<Vec<_>>());
    }
}
