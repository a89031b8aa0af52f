//! A table of rows of two weights, for three classes of which the first always scores 0: half the bytes of a
//! [`crate::table::Table`] in the pack.
//!
//! Tried and slower: every possible row in memory, zeros too, found without a bit set. It takes a third fewer
//! instructions, but 8 MB instead of 2.5, which do not stay in a cache that others use as well.

use crate::bits::{self, Bits};
use crate::hash::Features;
use crate::pack::{Reader, Writer};

pub(crate) struct Pairs {
    bits: Bits,
    rows: Vec<[i8; 2]>,
}

impl Pairs {
    pub(crate) fn read(reader: &mut Reader) -> Option<Pairs> {
        let (head, bits, entries) = (reader.section()?, reader.section()?, reader.section()?);
        let &[log2] = reader.bytes(&head) else { return None };
        let bits = Bits::new(reader.bytes(&bits), u32::from(log2))?;
        let (rows, rest) = reader.bytes(&entries).as_chunks();
        let sound = rest.is_empty() && rows.len() == bits.ones();
        sound.then(|| Pairs { bits, rows: rows.iter().map(|r| r.map(|w| w as i8)).collect() })
    }

    /// The sums of the rows of `features`.
    pub(crate) fn sum(&self, features: &Features, found: &mut [u32; Features::MOST]) -> [i32; 2] {
        let n = self.bits.rows(features.as_slice(), found);
        let (mut a, mut b) = (0, 0);
        for row in &found[..n.min(Features::MOST)] {
            let [x, y] = self.rows[*row as usize];
            a += i32::from(x);
            b += i32::from(y);
        }
        [a, b]
    }

    /// `rows` are sorted by feature.
    pub(crate) fn write(out: &mut Writer, log2: u32, rows: &[(u32, [i8; 2])]) {
        out.section(&[log2 as u8]);
        out.section(&bits::write(rows.iter().map(|r| r.0), log2));
        out.section(&rows.iter().flat_map(|r| r.1).map(|w| w as u8).collect::<Vec<_>>());
    }
}

#[cfg(test)]
mod tests {
    use super::Pairs;
    use crate::hash::Features;
    use crate::pack::{Reader, Writer};

    #[test]
    fn sums_are_those_of_the_rows_as_written() {
        let rows: Vec<(u32, [i8; 2])> = (0..1 << 17).filter(|k| k % 7 < 3).map(|k: u32| (k, [k as i8, (k * 31) as i8])).collect();
        let mut out = Writer::new("und");
        Pairs::write(&mut out, 17, &rows);
        let (mut reader, _) = Reader::new(out.finish().into()).expect("a pack");
        let table = Pairs::read(&mut reader).expect("a table");
        for first in 0..2000u32 {
            let mut features = Features::NONE;
            (0..first % 100).for_each(|k| features.push(first.wrapping_mul(0x9e37_79b9) + k * 1021));
            let found = features.as_slice().iter().filter_map(|f| rows.binary_search_by_key(&(f % (1 << 17)), |r| r.0).ok());
            let sums = found.fold([0, 0], |[a, b], at| [a + i32::from(rows[at].1[0]), b + i32::from(rows[at].1[1])]);
            assert_eq!(table.sum(&features, &mut [0; Features::MOST]), sums);
        }
    }
}
