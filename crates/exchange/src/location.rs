//! A location is what may be drawn of an incident's places: a point, a line between two named places, or nothing.

use accalmie_record::{Incident, Place, Relation};

/// How far off a point may be, in km, by UCDP `where_prec`: 1 exact, 2 near a place, 3 district, 4 province. The codebook gives no
/// distances; these are the project's own, rounded up from the usual size of a town, its surroundings, a district and a province.
pub const MAY_BE_OFF_BY_KM: [(u8, u64); 4] = [(1, 1), (2, 5), (3, 25), (4, 100)];

/// `None` for a road or a fuzzy area (5), a country (6), sea or air (7), and where no precision is known: no circle holds those.
pub fn uncertainty_km(precision: Option<u8>) -> Option<u64> {
    MAY_BE_OFF_BY_KM.iter().find(|(p, _)| Some(*p) == precision).map(|(_, km)| *km)
}

/// WGS 84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub lat: f64,
    pub lon: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Geometry {
    Point(Point),
    /// Straight between two named places of a road; it is not the road.
    Line(Point, Point),
}

#[derive(Clone, Debug)]
pub struct Location<'a> {
    /// The best place that is resolved, else the first that is named.
    pub place: Option<&'a Place>,
    pub geometry: Option<Geometry>,
}

fn point(place: &Place) -> Option<Point> {
    let (lat, lon) = (place.lat?, place.lon?);
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some(Point { lat, lon })
}

impl<'a> Location<'a> {
    pub fn of(incident: &'a Incident) -> Location<'a> {
        let places = &incident.places;
        let Some((place, at)) = places.iter().find_map(|p| Some((p, point(p)?))) else {
            return Location { place: places.first(), geometry: None };
        };
        let geometry = match (place.relation, place.precision) {
            // A country or a sea has a middle, where nothing happened.
            (_, Some(6..)) => None,
            // One end of a road alone would say that it was there.
            (Relation::RoadBetween, _) => places
                .iter()
                .filter(|p| p.relation == Relation::RoadBetween)
                .filter_map(point)
                // A line over the date line would run round the world.
                .find(|end| *end != at && (end.lon - at.lon).abs() <= 180.0)
                .map(|end| Geometry::Line(at, end)),
            _ => Some(Geometry::Point(at)),
        };
        Location { place: Some(place), geometry }
    }

    pub fn precision(&self) -> Option<u8> {
        self.place.and_then(|p| p.precision)
    }

    pub fn uncertainty_km(&self) -> Option<u64> {
        self.geometry.as_ref().and_then(|_| uncertainty_km(self.precision()))
    }

    /// A point for forms that cannot say how far off it may be: only where the place is known to the district or better. A province's
    /// point would put everything of the province into its capital.
    pub fn pin(&self) -> Option<Point> {
        match (&self.geometry, self.precision()) {
            (Some(Geometry::Point(p)), Some(1..=3)) => Some(*p),
            _ => None,
        }
    }

    /// The name of the gazetteer, else the report's words.
    pub fn name(&self) -> Option<&'a str> {
        self.place.map(|p| p.name.as_deref().unwrap_or(&p.text))
    }

    /// The division that the words name: the place itself when it is one (UCDP 3 district, 4 province, 6 country).
    pub fn division(&self, precision: u8) -> Option<&'a str> {
        self.place.filter(|p| p.precision == Some(precision)).and_then(|p| p.name.as_deref())
    }

    /// ACLED's three levels from UCDP's seven: 1 a named place, 2 near it or a district, 3 anything larger.
    pub fn acled_precision(&self) -> Option<u64> {
        match self.precision()? {
            1 => Some(1),
            2 | 3 => Some(2),
            _ => Some(3),
        }
    }
}
