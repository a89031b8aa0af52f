//! A layer is one index file, read in place: the embedded world is one, a user's imported villages are another.

use crate::feature::Feature;
use crate::format::{self, ALSO, COUNTRY, DIVISION, HEADER, Kind, MAGIC, NONE, ROW, SECTIONS, Section, VERSION};
use crate::place::{Register, Source};
use fst::raw::Fst;
use std::borrow::Cow;
use std::ops::Range;

/// Why bytes are not an index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error("these bytes are not an index of places; make one with `accalmie places import`")]
    NotAnIndex,
    #[error("this index of places was made by another version ({found}, wanted {VERSION}); import the file again")]
    Version { found: u32 },
    #[error("this index of places is damaged or cut short; import the file again")]
    Damaged,
}

pub(crate) struct Layer {
    bytes: Cow<'static, [u8]>,
    sections: [Range<usize>; SECTIONS],
    pub keys: Fst<Cow<'static, [u8]>>,
    pub skeletons: Fst<Cow<'static, [u8]>>,
}

/// A place row as stored.
pub(crate) struct Row<'a> {
    pub source: Source,
    pub name: &'a str,
    pub lat: f64,
    pub lon: f64,
    pub feature: Feature,
    pub country: &'a str,
    /// Index into the divisions, counted from one; 0 is none.
    pub division: u16,
    pub population: u32,
    pub importance: u8,
}

impl Layer {
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Layer, IndexError> {
        if bytes.len() < HEADER || &bytes[..8] != MAGIC {
            return Err(IndexError::NotAnIndex);
        }
        let found = u32_at(&bytes, 8);
        if found != VERSION {
            return Err(IndexError::Version { found });
        }
        let mut sections: [Range<usize>; SECTIONS] = std::array::from_fn(|_| 0..0);
        for (i, section) in sections.iter_mut().enumerate() {
            let start = u32_at(&bytes, 12 + i * 8) as usize;
            let end = start.checked_add(u32_at(&bytes, 16 + i * 8) as usize).ok_or(IndexError::Damaged)?;
            if end > bytes.len() {
                return Err(IndexError::Damaged);
            }
            *section = start..end;
        }
        let map = |s: Section| {
            let range = sections[s as usize].clone();
            let part = match &bytes {
                Cow::Borrowed(b) => Cow::Borrowed(&b[range]),
                Cow::Owned(b) => Cow::Owned(b[range].to_vec()),
            };
            Fst::new(part).map_err(|_| IndexError::Damaged)
        };
        let (keys, skeletons) = (map(Section::Keys)?, map(Section::Skeletons)?);
        // The embedded index is checked by a test; a file from outside is checked here.
        if matches!(bytes, Cow::Owned(_)) && (keys.verify().is_err() || skeletons.verify().is_err()) {
            return Err(IndexError::Damaged);
        }
        Ok(Layer { bytes, sections, keys, skeletons })
    }

    fn section(&self, s: Section) -> &[u8] {
        &self.bytes[self.sections[s as usize].clone()]
    }

    pub fn len(&self) -> u32 {
        (self.section(Section::Rows).len() / ROW) as u32
    }

    pub fn row(&self, rank: u32) -> Option<Row<'_>> {
        let start = rank as usize * ROW;
        let r = self.section(Section::Rows).get(start..start + ROW)?;
        Some(Row {
            lat: format::unpack_degrees([r[0], r[1], r[2]]),
            lon: format::unpack_degrees([r[3], r[4], r[5]]),
            name: self.name(u32::from_le_bytes([r[6], r[7], r[8], 0]) as usize),
            feature: Feature::from_byte(r[9]).unwrap_or(Feature::Site),
            country: self.country_code(r[10]),
            division: u16::from_le_bytes([r[11], r[12]]),
            importance: r[13],
            population: format::unpack_population(u16::from_le_bytes([r[14], r[15]])),
            source: source(&r[16..22]),
        })
    }

    /// What kind of place it is; the rest of the row is not looked at.
    pub fn feature(&self, rank: u32) -> Option<Feature> {
        Some(Feature::from_byte(*self.section(Section::Rows).get(rank as usize * ROW + 9)?).unwrap_or(Feature::Site))
    }

    pub fn importance(&self, rank: u32) -> u8 {
        self.section(Section::Rows).get(rank as usize * ROW + 13).copied().unwrap_or(0)
    }

    fn name(&self, offset: usize) -> &str {
        let names = self.section(Section::Names);
        let len = names.get(offset).copied().unwrap_or(0) as usize;
        names.get(offset + 1..offset + 1 + len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    fn country_code(&self, index: u8) -> &str {
        let Some(i) = usize::from(index).checked_sub(1) else { return "" };
        self.section(Section::Countries).get(i * COUNTRY..i * COUNTRY + 2).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    /// The country's code and row, in order of codes.
    pub fn countries(&self) -> impl Iterator<Item = (&str, Option<u32>)> {
        self.section(Section::Countries)
            .chunks_exact(COUNTRY)
            .map(|c| (std::str::from_utf8(&c[..2]).unwrap_or(""), row_or_none(u32_at(c, 2))))
    }

    /// The division's code, and its row when it is a place of this layer.
    pub fn division(&self, index: u16) -> Option<(&str, Option<u32>)> {
        let i = usize::from(index.checked_sub(1)?);
        let d = self.section(Section::Divisions).get(i * DIVISION..(i + 1) * DIVISION)?;
        let code = d[..16].split(|b| *b == 0).next().unwrap_or(&[]);
        Some((std::str::from_utf8(code).unwrap_or(""), row_or_none(u32_at(d, 16))))
    }

    /// The row of the division with this code.
    pub fn division_named(&self, code: &str) -> Option<u32> {
        let n = self.section(Section::Divisions).len() / DIVISION;
        let (mut low, mut high) = (0, n);
        while low < high {
            let mid = (low + high) / 2;
            let (found, row) = self.division(mid as u16 + 1)?;
            match found.cmp(code) {
                std::cmp::Ordering::Equal => return row,
                std::cmp::Ordering::Less => low = mid + 1,
                std::cmp::Ordering::Greater => high = mid,
            }
        }
        None
    }

    /// The place's id in a second register.
    pub fn also(&self, rank: u32) -> Option<Source> {
        let also = self.section(Section::Also);
        let n = also.len() / ALSO;
        let i = partition(n, |i| u32_at(also, i * ALSO) < rank);
        let found = also.get(i * ALSO..(i + 1) * ALSO)?;
        (u32_at(found, 0) == rank).then(|| source(&found[4..10]))
    }

    /// The places of a posting list, most important first.
    pub fn postings(&self, list: u64) -> impl Iterator<Item = (u32, Kind)> {
        let bytes = self.section(Section::Postings);
        let mut at = usize::try_from(list).unwrap_or(usize::MAX);
        let mut left = format::get_varint(bytes, &mut at);
        let mut rank = 0u32;
        std::iter::from_fn(move || {
            left = left.checked_sub(1)?;
            let v = format::get_varint(bytes, &mut at);
            rank = rank.wrapping_add((v >> 2) as u32);
            Some((rank, Kind::from_bits(v)))
        })
    }
}

fn partition(n: usize, below: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let mid = (low + high) / 2;
        if below(mid) { low = mid + 1 } else { high = mid }
    }
    low
}

fn row_or_none(v: u32) -> Option<u32> {
    (v != NONE).then_some(v)
}

fn source(b: &[u8]) -> Source {
    let mut number = [0; 8];
    number[..5].copy_from_slice(&b[1..6]);
    Source { register: Register::from_byte(b[0]).unwrap_or(Register::Accalmie), number: u64::from_le_bytes(number) }
}

fn u32_at(b: &[u8], at: usize) -> u32 {
    b.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}
