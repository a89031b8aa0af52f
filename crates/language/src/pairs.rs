//! A table of rows of two weights, for three classes of which the first always scores 0: half the bytes of a
//! [`crate::table::Table`].

use crate::bits::{self, Bits};
use crate::pack::{Reader, Writer};

pub(crate) struct Pairs {
    bits: Bits,
    rows: Vec<[i8; 2]>,
}

/// Features are looked up so many at a time: enough for memory to answer them together.
const BATCH: usize = 64;

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
    pub(crate) fn sum(&self, features: &[u32]) -> [i32; 2] {
        let (mut a, mut b) = (0, 0);
        self.bits.rows::<BATCH>(features, |rows| {
            for row in rows {
                let [x, y] = self.rows[*row as usize];
                a += i32::from(x);
                b += i32::from(y);
            }
        });
        [a, b]
    }

    /// `rows` are sorted by feature.
    pub(crate) fn write(out: &mut Writer, log2: u32, rows: &[(u32, [i8; 2])]) {
        out.section(&[log2 as u8]);
        out.section(&bits::write(rows.iter().map(|r| r.0), log2));
        out.section(&rows.iter().flat_map(|r| r.1).map(|w| w as u8).collect::<Vec<_>>());
    }
}
