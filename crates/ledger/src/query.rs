//! A query is which incidents are asked for: where, when, of what type and standing, and with which actor.

use crate::{LedgerError, when};
use accalmie_record::{Standing, Type};
use std::fmt;
use std::str::FromStr;

/// Every part that is given must be met; the default asks for all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The incident's first resolved place lies in it.
    pub area: Option<Area>,
    /// ISO dates or date-times, both included; the incident's time overlaps them. One with no date does not.
    pub from: Option<String>,
    pub to: Option<String>,
    /// One of these; see also `families`.
    pub types: Vec<Type>,
    /// The part of a type before its dot.
    pub families: Vec<String>,
    /// One of these; all when empty, retracted ones too.
    pub standings: Vec<Standing>,
    /// Stands somewhere in the name of an actor, whatever its case and accents.
    pub actor: Option<String>,
}

/// WGS 84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Area {
    /// Degrees; `west` may be greater than `east`, and then the box goes over the 180th meridian.
    Box { south: f64, west: f64, north: f64, east: f64 },
    /// Within `km` of a point, on a sphere of 6371.0088 km (the mean radius of the IUGG).
    Circle { lat: f64, lon: f64, km: f64 },
}

/// Where a page ended: the last incident's minute and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) start: i64,
    pub(crate) id: String,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.start, self.id)
    }
}

impl FromStr for Cursor {
    type Err = LedgerError;

    fn from_str(s: &str) -> Result<Cursor, LedgerError> {
        let wrong = || LedgerError::Query(format!("\u{201c}{s}\u{201d} is no cursor; give back the one that came with the page before"));
        let (start, id) = s.split_once('.').ok_or_else(wrong)?;
        Ok(Cursor { start: start.parse().map_err(|_| wrong())?, id: id.to_owned() })
    }
}

const EARTH_KM: f64 = 6371.0088;

/// Kilometres along the sphere, by the haversine formula.
pub fn km(a: [f64; 2], b: [f64; 2]) -> f64 {
    let [lat_a, lon_a, lat_b, lon_b] = [a[0], a[1], b[0], b[1]].map(f64::to_radians);
    let h = ((lat_b - lat_a) / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * ((lon_b - lon_a) / 2.0).sin().powi(2);
    2.0 * EARTH_KM * h.sqrt().min(1.0).asin()
}

impl Area {
    pub(crate) fn check(&self) -> Result<(), LedgerError> {
        let wrong = |what: String| Err(LedgerError::Query(what));
        let sound = |lat: f64, lon: f64| (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        match *self {
            Area::Box { south, west, north, east } if !sound(south, west) || !sound(north, east) || south > north => wrong(format!(
                "the box {south}, {west}, {north}, {east} is none: south, west, north, east are degrees, and south is not above north"
            )),
            Area::Circle { lat, lon, km } if !sound(lat, lon) || !(0.0..=20_100.0).contains(&km) => {
                wrong(format!("the circle {lat}, {lon}, {km} is none: it takes degrees, degrees, and kilometres up to 20100"))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn holds(&self, at: [f64; 2]) -> bool {
        match *self {
            Area::Box { south, west, north, east } => {
                let [lat, lon] = at;
                (south..=north).contains(&lat) && if west <= east { (west..=east).contains(&lon) } else { lon >= west || lon <= east }
            }
            Area::Circle { lat, lon, km: far } => km([lat, lon], at) <= far,
        }
    }

    /// Boxes `[south, west, north, east]` that hold all of the area, none over the 180th meridian.
    pub(crate) fn boxes(&self) -> Vec<[f64; 4]> {
        let (south, west, north, east) = match *self {
            Area::Box { south, west, north, east } => (south, west, north, east),
            Area::Circle { lat, lon, km } => {
                let angle = (km / EARTH_KM).to_degrees() + 1e-6;
                let (south, north) = (lat - angle, lat + angle);
                let wide = (angle.to_radians().sin() / lat.to_radians().cos()).asin().to_degrees() + 1e-6;
                if south <= -90.0 || north >= 90.0 || angle >= 90.0 || !wide.is_finite() {
                    // A pole is in it: every meridian meets it.
                    (south.max(-90.0), -180.0, north.min(90.0), 180.0)
                } else {
                    let turn = |lon: f64| {
                        if lon < -180.0 {
                            lon + 360.0
                        } else if lon > 180.0 {
                            lon - 360.0
                        } else {
                            lon
                        }
                    };
                    (south, turn(lon - wide), north, turn(lon + wide))
                }
            }
        };
        if west <= east { vec![[south, west, north, east]] } else { vec![[south, west, north, 180.0], [south, -180.0, north, east]] }
    }
}

impl Query {
    /// First and last minute that are asked for.
    pub(crate) fn minutes(&self) -> Result<(i64, i64), LedgerError> {
        let read = |said: &Option<String>| {
            let Some(said) = said else { return Ok(None) };
            when::minutes(said)
                .map(Some)
                .ok_or_else(|| LedgerError::Query(format!("\u{201c}{said}\u{201d} is no date: write 2019-12-31 or 2019-12-31T18:00")))
        };
        Ok((read(&self.from)?.map_or(i64::MIN, |m| m.0), read(&self.to)?.map_or(i64::MAX, |m| m.1)))
    }

    pub(crate) fn timed(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// Names of the types that are asked for; `None` when any is.
    pub(crate) fn kinds(&self) -> Result<Option<Vec<&'static str>>, LedgerError> {
        for family in &self.families {
            if !Type::ALL.iter().any(|t| t.family() == family) {
                return Err(LedgerError::Query(format!("\u{201c}{family}\u{201d} is no family of types")));
            }
        }
        if self.types.is_empty() && self.families.is_empty() {
            return Ok(None);
        }
        let asked = |t: &&Type| self.types.contains(t) || self.families.iter().any(|f| f == t.family());
        Ok(Some(Type::ALL.iter().filter(asked).map(|t| t.name()).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, km};
    use proptest::prelude::*;

    #[test]
    fn kilometres() {
        let check = |a, b, expected: f64| assert!((km(a, b) - expected).abs() < 0.5, "{a:?} {b:?}: {}", km(a, b));
        check([0.0, 0.0], [0.0, 0.0], 0.0);
        check([0.0, 0.0], [0.0, 1.0], 111.2);
        check([0.0, 179.5], [0.0, -179.5], 111.2);
        check([90.0, 0.0], [-90.0, 77.0], 20015.1);
    }

    proptest! {
        #[test]
        fn boxes_hold_their_circle(lat in -90.0..90.0f64, lon in -180.0..180.0f64, far in 0.0..20_000.0f64,
            at_lat in -90.0..90.0f64, at_lon in -180.0..180.0f64) {
            let area = Area::Circle { lat, lon, km: far };
            let inside = area.boxes().iter().any(|b| (b[0]..=b[2]).contains(&at_lat) && (b[1]..=b[3]).contains(&at_lon));
            prop_assert!(inside || !area.holds([at_lat, at_lon]));
        }
    }
}
