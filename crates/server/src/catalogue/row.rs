//! A row is what of an incident a filter asks for, in 37 bytes; one for each audience, made of what that audience may see.

use super::{kinds, minutes};
use accalmie_exchange::uncertainty_km;
use accalmie_record::{Incident, Place, Relation, WeaponClass};

/// Latitude of a row that has no place to be drawn at.
pub const UNPLACED: i32 = i32::MIN;
/// Weapon of a row that names none.
pub const UNARMED: u8 = u8::MAX;
/// Degrees in one unit of `lat` and `lon`: a millionth, about 11 cm.
pub const UNITS: f64 = 1e6;
const BYTES: usize = 37;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// First minute, see [`minutes`].
    pub start: i32,
    pub end: i32,
    /// Millionths of a degree, WGS 84.
    pub lat: i32,
    pub lon: i32,
    /// km; 0 where no circle holds the place.
    pub radius: u16,
    /// Number of the type.
    pub kind: u8,
    pub weapon: u8,
    /// Place in `Standing::ALL`.
    pub standing: u8,
    /// Set of harms, and of actors; see [`super::sets`].
    pub harm: u32,
    pub actors: u32,
    /// Its number in the postings.
    pub doc: u32,
    /// Number of the entry that it began with: the same in every catalogue of the ledger.
    pub n: u32,
}

impl Row {
    /// `incident` as its audience may see it.
    pub fn of(incident: &Incident, n: u32, doc: u32, harm: u32, actors: u32) -> Row {
        let (start, end) = minutes::extent(incident.time.as_ref()).unwrap_or((minutes::UNDATED, minutes::UNDATED));
        let spot = drawn(incident);
        let (lat, lon) = spot.map_or((UNPLACED, 0), |(_, lat, lon)| (units(lat), units(lon)));
        let radius = spot.and_then(|(place, ..)| radius_km(place)).and_then(|km| u16::try_from(km).ok()).unwrap_or(0);
        let standing = incident.standing as u8;
        let weapon = incident.weapon.map_or(UNARMED, weapon);
        Row { start, end, lat, lon, radius, kind: kinds::number(incident.type_), weapon, standing, harm, actors, doc, n }
    }

    /// Where it stands among the rows.
    pub fn key(&self) -> (i32, u32) {
        (self.start, self.n)
    }

    pub fn to_bytes(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(BYTES);
        for i in [self.start, self.end, self.lat, self.lon] {
            out.extend(i.to_le_bytes());
        }
        for u in [self.harm, self.actors, self.doc, self.n] {
            out.extend(u.to_le_bytes());
        }
        out.extend(self.radius.to_le_bytes());
        out.extend([self.kind, self.weapon, self.standing]);
        out
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Row> {
        if bytes.len() != BYTES {
            return None;
        }
        let four = |at: usize| bytes.get(4 * at..4 * at + 4)?.try_into().ok();
        let signed = |at| four(at).map(i32::from_le_bytes);
        let whole = |at| four(at).map(u32::from_le_bytes);
        Some(Row {
            start: signed(0)?,
            end: signed(1)?,
            lat: signed(2)?,
            lon: signed(3)?,
            harm: whole(4)?,
            actors: whole(5)?,
            doc: whole(6)?,
            n: whole(7)?,
            radius: u16::from_le_bytes(bytes.get(32..34)?.try_into().ok()?),
            kind: *bytes.get(34)?,
            weapon: *bytes.get(35)?,
            standing: *bytes.get(36)?,
        })
    }
}

pub fn weapon(w: WeaponClass) -> u8 {
    w as u8
}

pub fn units(degrees: f64) -> i32 {
    // In range by its callers' checks.
    (degrees * UNITS).round() as i32
}

/// The best place that is resolved, and its point, where there is one to be drawn. A country or a sea has a middle, where nothing happened.
pub fn drawn(incident: &Incident) -> Option<(&Place, f64, f64)> {
    let (place, lat, lon) = incident.places.iter().find_map(|p| {
        let (lat, lon) = (p.lat?, p.lon?);
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((p, lat, lon))
    })?;
    (place.precision.unwrap_or(0) < 6).then_some((place, lat, lon))
}

/// How far off its point the happening may be, in km: a circle holds it only when it is there, and not on the way.
pub fn radius_km(place: &Place) -> Option<u64> {
    matches!(place.relation, Relation::At | Relation::Near | Relation::Around | Relation::Within)
        .then(|| uncertainty_km(place.precision))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::Row;

    #[test]
    fn a_row_is_read_back() {
        let row = Row {
            start: -5,
            end: i32::MAX,
            lat: super::UNPLACED,
            lon: 179_999_999,
            radius: 100,
            kind: 7,
            weapon: 255,
            standing: 3,
            harm: 1,
            actors: u32::MAX,
            doc: 2,
            n: 3,
        };
        assert_eq!(Row::from_bytes(&row.to_bytes()), Some(row));
        assert_eq!(Row::from_bytes(b"short"), None);
    }
}
