//! Hashes name features and words by numbers; they are part of the format of the weights and never change within it.

/// FNV-1a, folded to 32 bits.
pub(crate) fn bytes(b: &[u8]) -> u32 {
    let mut h = Rolling::default();
    for &x in b {
        h.push(x);
    }
    h.get()
}

/// The same, byte by byte.
#[derive(Clone, Copy)]
pub(crate) struct Rolling(u64);

impl Default for Rolling {
    fn default() -> Self {
        Rolling(0xcbf2_9ce4_8422_2325)
    }
}

impl Rolling {
    pub(crate) fn push(&mut self, b: u8) {
        self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    }

    pub(crate) fn get(self) -> u32 {
        ((self.0 >> 32) ^ self.0) as u32
    }
}

/// The features of one decision. A list of fixed length takes one store a feature, where a growing one asks each time
/// whether it must grow.
pub(crate) struct Features {
    list: [u32; Features::MOST],
    len: usize,
}

impl Features {
    /// A power of two; the parser has 94.
    pub(crate) const MOST: usize = 128;
    pub(crate) const NONE: Features = Features { list: [0; Features::MOST], len: 0 };

    pub(crate) fn clear(&mut self) {
        self.len = 0;
    }

    #[inline(always)]
    pub(crate) fn push(&mut self, feature: u32) {
        debug_assert!(self.len < Features::MOST, "more features than there is room for");
        self.list[self.len % Features::MOST] = feature;
        self.len += 1;
    }

    #[inline(always)]
    pub(crate) fn as_slice(&self) -> &[u32] {
        &self.list[..self.len.min(Features::MOST)]
    }
}

/// The number of a feature: its template and up to three values.
#[inline]
pub(crate) fn mix(template: u32, a: u32, b: u32, c: u32) -> u32 {
    let mut h = u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(a);
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 29;
    h = h.wrapping_add(u64::from(b)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^= h >> 31;
    h = h.wrapping_add(u64::from(c) << 1 | 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (h >> 32) as u32
}
