//! A bit set says which rows of a table exist and, by counting, where each is stored.

use crate::hash::Features;

/// Built at start from the bytes of the weights, in about a millisecond.
pub(crate) struct Bits {
    /// 16 of the bits, and above them how many ones stand before them in their block: one look at memory for both. Of 16
    /// bits, those below one are at most 15, which [`ones_of_15`] counts in five instructions; 32 took three times as
    /// many on processors that the program may not ask for more, and were a quarter of all instructions of an analysis.
    words: Vec<u32>,
    /// How many ones stand before each block of 2^16 bits.
    blocks: Vec<u32>,
    ones: usize,
}

const BLOCK: u32 = 16;

impl Bits {
    /// `bytes` holds 2^`log2` bits.
    pub(crate) fn new(bytes: &[u8], log2: u32) -> Option<Bits> {
        if !(6..=28).contains(&log2) || bytes.len() != (1usize << log2) / 8 {
            return None;
        }
        let (mut words, mut blocks, mut ones) = (Vec::with_capacity(bytes.len() / 2), Vec::new(), 0);
        for block in bytes.chunks((1 << BLOCK) / 8) {
            blocks.push(ones);
            let first = ones;
            for word in block.as_chunks().0 {
                let w = u16::from_le_bytes(*word);
                words.push((ones - first) << 16 | u32::from(w));
                ones += w.count_ones();
            }
        }
        Some(Bits { words, blocks, ones: ones as usize })
    }

    pub(crate) fn ones(&self) -> usize {
        self.ones
    }

    /// The number of the row that `key` falls on.
    pub(crate) fn row(&self, key: u32) -> Option<usize> {
        let mut rows = [0; Features::MOST];
        (self.rows(&[key], &mut rows) == 1).then_some(rows[0] as usize)
    }

    /// Puts the rows of those `keys` that have one first in `rows` and tells how many. Whether one exists is a coin toss
    /// that a processor cannot foresee, so they are gathered without a branch.
    ///
    /// Not inlined: within a large function its six values do not stay in registers.
    #[inline(never)]
    pub(crate) fn rows(&self, keys: &[u32], rows: &mut [u32; Features::MOST]) -> usize {
        let (words, blocks) = (&self.words[..], &self.blocks[..]);
        if words.is_empty() || blocks.is_empty() {
            return 0;
        }
        // Both lengths are powers of two: what is above them in a key does not count, and no index needs a check.
        let mut n = 0;
        for key in keys {
            let w = words[(key >> 4) as usize & (words.len() - 1)];
            let bit = key & 15;
            let before = ones_of_15(w & ((1 << bit) - 1));
            rows[n % Features::MOST] = blocks[(key >> BLOCK) as usize & (blocks.len() - 1)] + (w >> 16) + before;
            n += (w >> bit & 1) as usize;
        }
        n
    }
}

/// The number of ones in `bits`, of which there are 15: four copies of them, next to each other, give each fourth bit a
/// copy where it stands alone in its half-byte; a product adds the half-bytes up.
#[inline(always)]
fn ones_of_15(bits: u32) -> u32 {
    let alone = u64::from(bits).wrapping_mul(0x0000_2000_4000_8001) & 0x0111_1111_1111_1111;
    (alone.wrapping_mul(0x0111_1111_1111_1111) >> 56) as u32 & 15
}

/// The bytes of a set of sorted keys below 2^`log2`.
pub(crate) fn write(keys: impl Iterator<Item = u32>, log2: u32) -> Vec<u8> {
    let mut out = vec![0u8; (1usize << log2) / 8];
    for k in keys {
        out[(k >> 3) as usize] |= 1 << (k & 7);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Bits, ones_of_15, write};

    #[test]
    fn ones() {
        for bits in 0..1 << 15 {
            assert_eq!(ones_of_15(bits), bits.count_ones());
        }
    }

    #[test]
    fn rows_are_numbered_in_order() {
        // Three blocks with some rows, none and all.
        let there = |k: u32| k >> 16 != 1 && (k >> 16 == 2 || k % 7 == 3 || k % 64 > 40);
        let bits = Bits::new(&write((0..1 << 18).filter(|k| there(*k)), 18), 18).expect("2^18 bits");
        let mut rows = 0;
        for key in 0..1 << 18 {
            // What is above the bits of the set does not count.
            assert_eq!(bits.row(key | 3 << 20), there(key).then_some(rows));
            rows += usize::from(there(key));
        }
        assert_eq!(bits.ones(), rows);
    }
}
