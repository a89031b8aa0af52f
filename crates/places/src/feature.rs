//! A feature is the kind of thing that a place is: a village, a province, a road.

/// The closed list; the discriminants are stored in index files, so new ones go at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Feature {
    Country = 0,
    /// An area that is no division of its country, or spans several: Sahel, Donbass, Rojava.
    Region = 1,
    Adm1 = 2,
    Adm2 = 3,
    Capital = 4,
    City = 5,
    Village = 6,
    Quarter = 7,
    Camp = 8,
    Crossing = 9,
    Road = 10,
    River = 11,
    Lake = 12,
    Mountain = 13,
    Dam = 14,
    Island = 15,
    Airport = 16,
    Base = 17,
    Sea = 18,
    Forest = 19,
    Desert = 20,
    /// A plant, field, hospital, prison, bridge …
    Site = 21,
    Continent = 22,
    /// A valley or plain.
    Valley = 23,
}

use Feature::*;

const ALL: [(Feature, &str); 24] = [
    (Country, "country"),
    (Region, "region"),
    (Adm1, "adm1"),
    (Adm2, "adm2"),
    (Capital, "capital"),
    (City, "city"),
    (Village, "village"),
    (Quarter, "quarter"),
    (Camp, "camp"),
    (Crossing, "crossing"),
    (Road, "road"),
    (River, "river"),
    (Lake, "lake"),
    (Mountain, "mountain"),
    (Dam, "dam"),
    (Island, "island"),
    (Airport, "airport"),
    (Base, "base"),
    (Sea, "sea"),
    (Forest, "forest"),
    (Desert, "desert"),
    (Site, "site"),
    (Continent, "continent"),
    (Valley, "valley"),
];

impl Feature {
    pub fn from_byte(b: u8) -> Option<Feature> {
        ALL.get(usize::from(b)).map(|(f, _)| *f)
    }

    pub fn from_name(name: &str) -> Option<Feature> {
        ALL.iter().find(|(_, n)| *n == name).map(|(f, _)| *f)
    }

    pub fn name(self) -> &'static str {
        ALL[self as usize].1
    }

    pub fn names() -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|(_, n)| *n)
    }

    pub fn is_settlement(self) -> bool {
        matches!(self, Capital | City | Village | Quarter | Camp)
    }

    /// A part of a country that is drawn as an area.
    pub fn is_division(self) -> bool {
        matches!(self, Country | Region | Adm1 | Adm2)
    }

    /// Is a place of this feature what a text means that writes `hint`? “City” asks for a settlement of any size,
    /// “province” for a division of any level.
    pub fn fits(self, hint: Feature) -> bool {
        match hint {
            Capital | City | Village => matches!(self, Capital | City | Village),
            Quarter => matches!(self, Quarter | Village | City),
            Adm1 | Adm2 | Region => matches!(self, Region | Adm1 | Adm2),
            River | Lake | Dam => matches!(self, River | Lake | Dam),
            Mountain | Valley | Desert | Forest => matches!(self, Mountain | Valley | Desert | Forest | Region),
            other => self == other,
        }
    }

    /// Precision in the sense of UCDP's `where_prec`: 1 exact, 2 near, 3 second-order division, 4 first-order
    /// division, 5 a line or an area without borders, 6 country, 7 beyond.
    pub fn precision(self) -> u8 {
        match self {
            Capital | City | Village | Quarter | Camp | Crossing | Dam | Airport | Base | Site => 1,
            Mountain | Island => 2,
            Adm2 => 3,
            Adm1 => 4,
            Region | Road | River | Lake | Forest | Desert | Valley => 5,
            Country => 6,
            Sea | Continent => 7,
        }
    }

    /// How far from its point a place of this feature typically reaches, in kilometres.
    pub fn reach_km(self) -> f32 {
        match self {
            Continent => 3000.0,
            Country => 500.0,
            Sea | Desert => 400.0,
            Region => 200.0,
            Adm1 | River => 120.0,
            Road => 80.0,
            Adm2 | Lake | Mountain | Forest | Valley => 40.0,
            Island => 20.0,
            _ => 5.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_names_come_back() {
        for (i, (f, name)) in ALL.iter().enumerate() {
            assert_eq!(*f as usize, i);
            assert_eq!(Feature::from_byte(i as u8), Some(*f));
            assert_eq!(Feature::from_name(name), Some(*f));
        }
        assert_eq!(Feature::from_byte(200), None);
    }
}
