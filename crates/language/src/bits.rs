//! A bit set says which rows of a table exist and, by counting, where each is stored.

/// Built at start from the bytes of the weights, in well under a millisecond.
pub(crate) struct Bits {
    /// 32 of the bits and how many ones stand before them: one look at memory for both.
    words: Vec<(u32, u32)>,
    mask: u32,
    ones: usize,
}

impl Bits {
    /// `bytes` holds 2^`log2` bits.
    pub(crate) fn new(bytes: &[u8], log2: u32) -> Option<Bits> {
        if !(6..=28).contains(&log2) || bytes.len() != (1usize << log2) / 8 {
            return None;
        }
        let mut ones = 0;
        let words = bytes
            .chunks_exact(4)
            .map(|c| {
                let before = ones;
                let w = u32::from_le_bytes([c[0], c[1], c[2], c[3]]);
                ones += w.count_ones();
                (w, before)
            })
            .collect();
        Some(Bits { words, mask: (1u32 << log2) - 1, ones: ones as usize })
    }

    pub(crate) fn ones(&self) -> usize {
        self.ones
    }

    /// The number of the row that `key` falls on.
    pub(crate) fn row(&self, key: u32) -> Option<usize> {
        let (there, row) = self.look(key);
        there.then_some(row as usize)
    }

    #[inline]
    fn look(&self, key: u32) -> (bool, u32) {
        let at = key & self.mask;
        let (w, before) = self.words[(at >> 5) as usize];
        let bit = at & 31;
        (w >> bit & 1 == 1, before + (w & ((1 << bit) - 1)).count_ones())
    }

    /// Hands over the rows that exist, some at a time. Whether one exists is a coin toss that a processor cannot
    /// foresee, so they are gathered without a branch.
    #[inline]
    pub(crate) fn rows(&self, keys: &[u32], mut take: impl FnMut(&[u32])) {
        let mut found = [0u32; 128];
        for keys in keys.chunks(found.len()) {
            let mut n = 0;
            for key in keys {
                let (there, row) = self.look(*key);
                found[n] = row;
                n += usize::from(there);
            }
            take(&found[..n]);
        }
    }
}

/// The bytes of a set of sorted keys below 2^`log2`.
pub(crate) fn write(keys: impl Iterator<Item = u32>, log2: u32) -> Vec<u8> {
    let mut out = vec![0u8; (1usize << log2) / 8];
    for k in keys {
        out[(k >> 3) as usize] |= 1 << (k & 7);
    }
    out
}
