//! The format of an index file: a header, a table of sections, and the sections, read in place and never copied.
//!
//! Everything is little-endian. Sections: fixed-size place rows ordered by importance; names (a length byte, then
//! UTF-8); postings; two `fst` maps (key → posting list, skeleton → posting list); first-order divisions (code →
//! row); countries (code → row); second ids.

pub const MAGIC: &[u8; 8] = b"ACCALMPL";
pub const VERSION: u32 = 1;

#[derive(Clone, Copy, Debug)]
#[repr(usize)]
pub enum Section {
    Rows,
    Names,
    Postings,
    Keys,
    Skeletons,
    Divisions,
    Countries,
    Also,
}

pub const SECTIONS: usize = 8;
pub const HEADER: usize = 8 + 4 + SECTIONS * 8;

/// lat 3, lon 3, name offset 3, feature 1, country 1, division 2, importance 1, population 2, register 1, number 5.
pub const ROW: usize = 22;
/// A division's code, zero-padded, then its row or `NONE`.
pub const DIVISION: usize = 16 + 4;
/// Two letters, then the row or `NONE`.
pub const COUNTRY: usize = 2 + 4;
/// Row, register, number.
pub const ALSO: usize = 4 + 1 + 5;
pub const NONE: u32 = u32::MAX;

/// How a name belongs to its place, in the two low bits of a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kind {
    Primary = 0,
    Variant = 1,
    /// A name whose Arabic article was dropped.
    Bare = 2,
}

impl Kind {
    pub fn from_bits(bits: u64) -> Kind {
        match bits & 3 {
            0 => Kind::Primary,
            1 => Kind::Variant,
            _ => Kind::Bare,
        }
    }
}

/// Degrees in steps of about two metres.
pub fn pack_degrees(d: f64) -> [u8; 3] {
    let v = ((d / 180.0) * 8_388_607.0).round().clamp(-8_388_607.0, 8_388_607.0) as i32;
    let b = v.to_le_bytes();
    [b[0], b[1], b[2]]
}

pub fn unpack_degrees(b: [u8; 3]) -> f64 {
    let sign = if b[2] & 0x80 != 0 { 0xff } else { 0 };
    let v = i32::from_le_bytes([b[0], b[1], b[2], sign]);
    // Five decimals, as the sources give.
    ((f64::from(v) / 8_388_607.0) * 180.0 * 1e5).round() / 1e5
}

/// Three significant digits and a power of ten.
pub fn pack_population(p: u32) -> u16 {
    let (mut m, mut e) = (p, 0u16);
    while m >= 1000 {
        m /= 10;
        e += 1;
    }
    m as u16 | e << 10
}

pub fn unpack_population(v: u16) -> u32 {
    u32::from(v & 0x3ff).saturating_mul(10u32.saturating_pow(u32::from(v >> 10)))
}

pub fn put_varint(out: &mut Vec<u8>, mut v: u64) {
    while v >= 0x80 {
        out.push(v as u8 | 0x80);
        v >>= 7;
    }
    out.push(v as u8);
}

pub fn get_varint(b: &[u8], at: &mut usize) -> u64 {
    let (mut v, mut shift) = (0u64, 0);
    while let Some(&byte) = b.get(*at) {
        *at += 1;
        v |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 || shift > 56 {
            break;
        }
    }
    v
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for d in [0.0, 36.65556, -9.82972, 179.99999, -180.0] {
            assert!((unpack_degrees(pack_degrees(d)) - d).abs() < 2.5e-5, "{d}");
        }
        for (p, q) in [(0, 0), (999, 999), (12_345, 12_300), (24_874_500, 24_800_000)] {
            assert_eq!(unpack_population(pack_population(p)), q);
        }
        for v in [0, 127, 128, 1 << 40] {
            let mut b = Vec::new();
            put_varint(&mut b, v);
            assert_eq!(get_varint(&b, &mut 0), v);
        }
    }
}
