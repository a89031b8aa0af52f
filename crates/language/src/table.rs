//! A table holds the weights of a linear model: one sparse row of 8-bit integers a feature. Scores are integer sums,
//! the same on every machine and in any order of adding.
//!
//! In the pack a row is pairs of class and weight. Read in place, more than half the time of an analysis went by waiting
//! for memory: first for where a row starts, then for the row, and the end of a row of unforeseen length kept the
//! processor from asking for the next meanwhile. So rows are laid out anew at start: nine in ten are one cell of four
//! pairs, found without a start; the long ones are dense; and nothing branches on a cell before all cells are asked for.
//! With the same in [`crate::bits`] this reads 1.8 to 2 times as many tokens a second.

use crate::bits::{self, Bits};
use crate::hash::Features;
use crate::pack::{Reader, Writer};

/// What is found on the way to a score.
pub(crate) struct Room {
    rows: [u32; Features::MOST],
    short: [u64; Features::MOST],
    long: [usize; Features::MOST],
    /// For each of 256 classes. The 128 features of a decision cannot overflow 16 bits.
    sums: [[i16; LANES]; 256 / LANES],
}

impl Room {
    pub(crate) const NEW: Room =
        Room { rows: [0; Features::MOST], short: [0; Features::MOST], long: [0; Features::MOST], sums: [[0; LANES]; 256 / LANES] };
}

/// Pairs that a cell holds.
const SHORT: usize = 4;
/// As the class of a first pair: the rest of the cell is the number of a dense row. No class has this number.
const LONG: u8 = 255;
/// Dense rows are a multiple of this long: what a processor adds at once.
const LANES: usize = 16;

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
        let (mut counts, mut rest) = (reader.bytes(&counts).iter(), reader.bytes(&entries));
        let classes = usize::from(classes);
        let width = classes.div_ceil(LANES);
        if !reader.bytes(&entries).as_chunks::<2>().0.iter().all(|[class, _]| usize::from(*class) < classes) {
            return None;
        }
        let mut table = Table { bits, cells: Vec::with_capacity(counts.len()), dense: Vec::new(), classes, width };
        for count in counts.by_ref() {
            let (row, after) = rest.split_at_checked(usize::from(*count) * 2)?;
            rest = after;
            table.push(row.as_chunks().0);
        }
        (rest.is_empty() && table.cells.len() == table.bits.ones()).then_some(table)
    }

    #[inline]
    fn push(&mut self, row: &[[u8; 2]]) {
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
            let dense = self.dense[at..].as_flattened_mut();
            for [class, weight] in row {
                dense[usize::from(*class)] = *weight as i8;
            }
        }
        self.cells.push(u64::from_le_bytes(cell));
    }

    pub(crate) fn classes(&self) -> usize {
        self.classes
    }

    /// The sums of the rows of `features`, by class.
    pub(crate) fn sum<'s>(&self, features: &Features, room: &'s mut Room) -> &'s mut [i16] {
        let Room { rows, short, long, sums } = room;
        let n = self.bits.rows(features.as_slice(), rows);
        // All cells are asked for before what is in one decides anything.
        let (mut s, mut l) = (0, 0);
        for row in &rows[..n.min(Features::MOST)] {
            let cell = self.cells[*row as usize];
            let is_long = usize::from(cell as u8 == LONG);
            (short[s % Features::MOST], long[l % Features::MOST]) = (cell, (cell >> 8) as usize * self.width);
            (s, l) = (s + 1 - is_long, l + is_long);
        }
        let (short, long) = (&short[..s.min(Features::MOST)], &long[..l.min(Features::MOST)]);
        for (lane, sums) in sums[..self.width].iter_mut().enumerate() {
            let mut sum = [0i16; LANES];
            for at in long {
                for (s, w) in sum.iter_mut().zip(&self.dense[at + lane]) {
                    *s = s.wrapping_add(i16::from(*w));
                }
            }
            *sums = sum;
        }
        let sums = sums.as_flattened_mut();
        for cell in short {
            for [class, weight] in cell.to_le_bytes().as_chunks().0 {
                let s = &mut sums[usize::from(*class)];
                *s = s.wrapping_add(i16::from(*weight as i8));
            }
        }
        &mut sums[..self.classes]
    }

    /// `rows` are sorted by feature, and each by class.
    pub(crate) fn write(out: &mut Writer, log2: u32, classes: usize, rows: &[(u32, Vec<(u8, i8)>)]) {
        out.section(&[log2 as u8, classes as u8]);
        out.section(&bits::write(rows.iter().map(|r| r.0), log2));
        out.section(&rows.iter().map(|r| r.1.len() as u8).collect::<Vec<_>>());
        out.section(&rows.iter().flat_map(|r| &r.1).flat_map(|(c, w)| [*c, *w as u8]).collect::<Vec<_>>());
    }
}

#[cfg(test)]
mod tests {
    use super::{Room, Table};
    use crate::hash::Features;
    use crate::pack::{Reader, Writer};

    /// Rows of every length, and features that have none.
    #[test]
    fn sums_are_those_of_the_rows_as_written() {
        const CLASSES: usize = 41;
        let length = |key: u32| (key / 3) as usize % (CLASSES + 1);
        let weight = |key: u32, class: usize| (key as usize * 31 + class * 17) as u8 as i8;
        let row = |key: u32| (0..length(key)).map(|k| k * CLASSES / length(key)).map(|c| (c as u8, weight(key, c))).collect();
        let rows: Vec<(u32, Vec<(u8, i8)>)> = (0..1 << 10).filter(|k| k % 3 == 0).map(|k| (k, row(k))).collect();
        let mut out = Writer::new("und");
        Table::write(&mut out, 10, CLASSES, &rows);
        let (mut reader, _) = Reader::new(out.finish().into()).expect("a pack");
        let table = Table::read(&mut reader).expect("a table");
        let mut room = Room::NEW;
        for first in 0..2000u32 {
            let mut features = Features::NONE;
            (0..first % 90).for_each(|k| features.push(first.wrapping_mul(97) + k * 5));
            let mut sums = vec![0i16; CLASSES];
            for f in features.as_slice() {
                for (class, weight) in rows.iter().filter(|r| r.0 == f % (1 << 10)).flat_map(|r| &r.1) {
                    sums[usize::from(*class)] += i16::from(*weight);
                }
            }
            assert_eq!(table.sum(&features, &mut room), sums);
        }
    }
}
