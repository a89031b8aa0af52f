//! A table holds the weights of a linear model: one sparse row of 8-bit integers a feature. Scores are integer sums,
//! the same on every machine and in any order of adding.
//!
//! In the pack a row is pairs of class and weight. Read in place, half the time of a whole analysis went by waiting for
//! memory: first for where a row starts, then for the row, and the end of a row of unforeseen length stopped the
//! processor from asking for the next meanwhile. So rows are laid out anew at start (2 ms): nine in ten are one cell of
//! four pairs without a start, the long ones are dense, and no branch hangs on what memory says.

use crate::bits::{self, Bits};
use crate::pack::{Reader, Writer};

/// Room for a sum of weights for each of 256 classes. No model has so many features that 16 bits could overflow.
pub(crate) type Sums = [[i16; LANES]; 256 / LANES];

/// Pairs that a cell holds.
const SHORT: usize = 4;
/// As the class of a first pair: the rest of the cell is the number of a dense row. No class has this number.
const LONG: u8 = 255;
/// Dense rows are a multiple of this long: what a processor adds at once.
pub(crate) const LANES: usize = 16;
/// Features are looked up so many at a time: enough for memory to answer them together.
const BATCH: usize = 32;

pub(crate) struct Table {
    bits: Bits,
    cells: Vec<u64>,
    dense: Vec<[i8; LANES]>,
    classes: usize,
    /// Length of a dense row, in lanes.
    width: usize,
}

impl Table {
    pub(crate) fn read(reader: &mut Reader) -> Option<Table> {
        let (head, bits, counts, entries) = (reader.section()?, reader.section()?, reader.section()?, reader.section()?);
        let &[log2, classes] = reader.bytes(&head) else { return None };
        let bits = Bits::new(reader.bytes(&bits), u32::from(log2))?;
        let (counts, mut rest) = (reader.bytes(&counts), reader.bytes(&entries));
        let width = usize::from(classes).div_ceil(LANES);
        let mut table = Table { bits, cells: Vec::with_capacity(counts.len()), dense: Vec::new(), classes: usize::from(classes), width };
        for count in counts {
            let (row, after) = rest.split_at_checked(usize::from(*count) * 2)?;
            rest = after;
            table.push(row.as_chunks().0)?;
        }
        (rest.is_empty() && counts.len() == table.bits.ones()).then_some(table)
    }

    /// None when its classes are not known ones in rising order.
    fn push(&mut self, row: &[[u8; 2]]) -> Option<()> {
        let sound = row.is_sorted_by(|a, b| a[0] < b[0]) && row.last().is_none_or(|p| usize::from(p[0]) < self.classes);
        if !sound {
            return None;
        }
        let mut cell = [0; SHORT * 2];
        if row.len() <= SHORT {
            for (k, pair) in cell.as_chunks_mut().0.iter_mut().enumerate() {
                // A spare pair adds nothing, to a class of its own: adding to one place over and over would be slow.
                *pair = row.get(k).copied().unwrap_or([(self.cells.len() % 32 * SHORT + k) as u8, 0]);
            }
        } else {
            let number = (self.dense.len() / self.width) as u32;
            cell[0] = LONG;
            cell[1..5].copy_from_slice(&number.to_le_bytes());
            let at = self.dense.len();
            self.dense.resize(at + self.width, [0; LANES]);
            for [class, weight] in row {
                self.dense[at..].as_flattened_mut()[usize::from(*class)] = *weight as i8;
            }
        }
        self.cells.push(u64::from_le_bytes(cell));
        Some(())
    }

    pub(crate) fn classes(&self) -> usize {
        self.classes
    }

    /// Length of the part of [`Sums`] that is in use.
    pub(crate) fn lanes(&self) -> usize {
        self.width
    }

    /// Adds the rows of `features` to `sums`.
    pub(crate) fn add(&self, features: &[u32], sums: &mut Sums) {
        for features in features.chunks(BATCH) {
            let (mut short, mut long) = ([0u64; BATCH], [0u32; BATCH]);
            let (mut s, mut l) = (0, 0);
            self.bits.rows::<BATCH>(features, |rows| {
                for row in rows {
                    let cell = self.cells[*row as usize];
                    let is_long = usize::from(cell as u8 == LONG);
                    (short[s % BATCH], long[l % BATCH]) = (cell, (cell >> 8) as u32);
                    (s, l) = (s + 1 - is_long, l + is_long);
                }
            });
            for number in &long[..l] {
                let at = *number as usize * self.width;
                for (sums, weights) in sums.iter_mut().zip(&self.dense[at..at + self.width]) {
                    for (s, w) in sums.iter_mut().zip(weights) {
                        *s = s.wrapping_add(i16::from(*w));
                    }
                }
            }
            let sums = sums.as_flattened_mut();
            for cell in &short[..s] {
                for [class, weight] in cell.to_le_bytes().as_chunks().0 {
                    let s = &mut sums[usize::from(*class)];
                    *s = s.wrapping_add(i16::from(*weight as i8));
                }
            }
        }
    }

    /// `rows` are sorted by feature, and each by class.
    pub(crate) fn write(out: &mut Writer, log2: u32, classes: usize, rows: &[(u32, Vec<(u8, i8)>)]) {
        out.section(&[log2 as u8, classes as u8]);
        out.section(&bits::write(rows.iter().map(|r| r.0), log2));
        out.section(&rows.iter().map(|r| r.1.len() as u8).collect::<Vec<_>>());
        out.section(&rows.iter().flat_map(|r| &r.1).flat_map(|(c, w)| [*c, *w as u8]).collect::<Vec<_>>());
    }
}
