//! A quick map is a hash map for tables: what is in it is known when the program is built or the tables are read, so that
//! no text can fill it with words that collide, and it need not pay for a hash that withstands that.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Eight bytes at a time; the last product's high bits, which all bytes have moved, are turned to where a map looks first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quick(u64);

impl Quick {
    #[inline]
    fn add(&mut self, x: u64) {
        self.0 = (self.0.rotate_left(5) ^ x).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            self.add(rest.iter().rev().fold(0, |x, b| x << 8 | u64::from(*b)));
        }
    }

    #[inline]
    fn write_u8(&mut self, x: u8) {
        self.add(x.into());
    }

    #[inline]
    fn write_u32(&mut self, x: u32) {
        self.add(x.into());
    }

    #[inline]
    fn write_usize(&mut self, x: usize) {
        self.add(x as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
