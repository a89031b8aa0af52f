//! The grid is what a public place is rounded to: cells of about 5 km, the same for everybody, so that no two roundings can be compared.

use accalmie_record::{Place, Relation};

/// The least width and height of a cell.
pub const CELL_KM: f64 = 5.0;
/// Degrees of latitude of a cell: 5.56 km.
const STEP: f64 = 0.05;
/// UCDP `where_prec` of a district; what is finer is rounded.
const DISTRICT: u8 = 3;
/// Of a country.
pub(crate) const COUNTRY: u8 = 6;
/// A line between two named places, which would name them.
const LINE: u8 = 5;

/// A place as it may be told; `None` when nothing may: an unresolved name can be a village, or a person's farm.
pub(crate) fn coarse(p: &Place) -> Option<Place> {
    let (lat, lon, precision) = (p.lat?, p.lon?, p.precision.unwrap_or(1));
    if precision >= DISTRICT && precision != LINE {
        let name = p.name.clone()?;
        return Some(Place {
            text: name.clone(),
            relation: Relation::Within,
            name: Some(name),
            id: p.id.clone(),
            lat: Some(lat),
            lon: Some(lon),
            precision: Some(precision),
            candidates: Vec::new(),
        });
    }
    let (lat, lon) = centre(lat, lon)?;
    Some(Place {
        text: format!("{lat:.3} {lon:.3} ± {CELL_KM:.0} km"),
        relation: Relation::Within,
        name: None,
        id: None,
        lat: Some(lat),
        lon: Some(lon),
        precision: Some(if precision == LINE { LINE } else { DISTRICT - 1 }),
        candidates: Vec::new(),
    })
}

/// The middle of the cell; rows are as high everywhere, and as wide as high on their middle line.
fn centre(lat: f64, lon: f64) -> Option<(f64, f64)> {
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
        return None;
    }
    let middle = ((lat / STEP).floor() + 0.5) * STEP;
    let width = STEP / middle.to_radians().cos().max(0.01);
    let across = ((lon / width).floor() + 0.5) * width;
    let round = |x: f64| (x * 1000.0).round() / 1000.0;
    Some((round(middle.clamp(-90.0, 90.0)), round(across.clamp(-180.0, 180.0))))
}
