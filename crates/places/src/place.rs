//! A place is a named point on Earth with the register that it comes from; its number in an index is its [`PlaceId`].

use crate::feature::Feature;
use std::fmt;

/// A place in a loaded gazetteer: the layer in the high bits, its rank in the layer in the low ones. Not to be stored:
/// store [`Register`] and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u32);

const LAYER_BITS: u32 = 26;

impl PlaceId {
    pub(crate) fn new(layer: usize, rank: u32) -> PlaceId {
        PlaceId((layer as u32) << LAYER_BITS | (rank & ((1 << LAYER_BITS) - 1)))
    }

    pub(crate) fn layer(self) -> usize {
        (self.0 >> LAYER_BITS) as usize
    }

    pub(crate) fn rank(self) -> u32 {
        self.0 & ((1 << LAYER_BITS) - 1)
    }
}

/// Who keeps the number by which a place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Register {
    GeoNames = 0,
    /// A P-code of a populated place in OCHA's data sets: `ocha:C4409`.
    Ocha = 1,
    /// A row of `places/features.tsv`.
    Accalmie = 2,
    Osm = 3,
}

impl Register {
    pub fn from_byte(b: u8) -> Option<Register> {
        [Register::GeoNames, Register::Ocha, Register::Accalmie, Register::Osm].get(usize::from(b)).copied()
    }
}

/// A register and the number in it; prints as `geonames:163434`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    pub register: Register,
    pub number: u64,
}

impl Source {
    pub fn parse(id: &str) -> Option<Source> {
        let (register, number) = id.split_once(':')?;
        let (register, number) = match register {
            "geonames" => (Register::GeoNames, number),
            "ocha" => (Register::Ocha, number.strip_prefix('C')?),
            "accalmie" => (Register::Accalmie, number),
            "osm" => (Register::Osm, number.strip_prefix("node/")?),
            _ => return None,
        };
        Some(Source { register, number: number.parse().ok()? })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.register {
            Register::GeoNames => write!(f, "geonames:{}", self.number),
            Register::Ocha => write!(f, "ocha:C{}", self.number),
            Register::Accalmie => write!(f, "accalmie:{}", self.number),
            Register::Osm => write!(f, "osm:node/{}", self.number),
        }
    }
}

/// What is known of a place.
#[derive(Clone, Copy, Debug)]
pub struct PlaceInfo<'a> {
    pub id: PlaceId,
    pub source: Source,
    /// The same place in a second register.
    pub also: Option<Source>,
    pub name: &'a str,
    pub lat: f64,
    pub lon: f64,
    pub feature: Feature,
    /// Two letters; empty for what lies in no one country.
    pub country: &'a str,
    pub adm1: Option<PlaceId>,
    /// To three digits; 0 when not known.
    pub population: u32,
    /// 0–255: how likely a report of which nothing else is known means this place by its name.
    pub importance: u8,
}

impl PlaceInfo<'_> {
    pub fn id_string(&self) -> String {
        self.source.to_string()
    }

    /// As UCDP's `where_prec`.
    pub fn precision(&self) -> u8 {
        self.feature.precision()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back() {
        for id in ["geonames:163434", "ocha:C4409", "accalmie:12", "osm:node/9876543210"] {
            assert_eq!(Source::parse(id).map(|s| s.to_string()).as_deref(), Some(id));
        }
        for id in ["", "geonames", "geonames:x", "ocha:4409", "other:1"] {
            assert_eq!(Source::parse(id), None, "{id}");
        }
    }
}
