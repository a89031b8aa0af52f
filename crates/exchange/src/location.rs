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

    /// Is it at, near, around or within the place, and not on the way to it?
    fn is_there(&self) -> bool {
        self.place.is_some_and(|p| matches!(p.relation, Relation::At | Relation::Near | Relation::Around | Relation::Within))
    }

    /// A circle round the place holds it only when it is there.
    pub fn uncertainty_km(&self) -> Option<u64> {
        self.geometry.as_ref().filter(|_| self.is_there()).and_then(|_| uncertainty_km(self.precision()))
    }

    /// A point for forms that cannot say how far off it may be: only where the place is known to the district or better. A province's
    /// point would put everything of the province into its capital.
    pub fn pin(&self) -> Option<Point> {
        match (&self.geometry, self.precision()) {
            (Some(Geometry::Point(p)), Some(1..=3)) if self.is_there() => Some(*p),
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

#[cfg(test)]
mod tests {
    use super::{Geometry, Location};
    use accalmie_record::{Incident, Place, Relation};

    fn incident(places: Vec<Place>) -> Incident {
        let json = r#"{"schema":"accalmie/1","incident":"i","reports":[],"records":[],"origins":1,"standing":"reported","kind":"event",
            "type":"explosive.ied","status":"asserted","places":[],"time":null,"actors":[],"targets":[],"weapon":null,"harm":{},
            "sensitivity":"public","confidence":0.5,"why":[]}"#;
        Incident { places, ..serde_json::from_str(json).expect("an incident") }
    }

    fn place(relation: Relation, precision: Option<u8>, at: Option<(f64, f64)>) -> Place {
        let (lat, lon) = (at.map(|a| a.0), at.map(|a| a.1));
        Place { text: "x".to_owned(), relation, name: None, id: None, lat, lon, precision, candidates: vec![] }
    }

    /// What is drawn, the circle in km, is there a pin, ACLED's precision.
    #[track_caller]
    fn check(places: Vec<Place>, expected: (&str, Option<u64>, bool, Option<u64>)) {
        let incident = incident(places);
        let l = Location::of(&incident);
        let drawn = match l.geometry {
            None => "nothing",
            Some(Geometry::Point(_)) => "point",
            Some(Geometry::Line(..)) => "line",
        };
        assert_eq!((drawn, l.uncertainty_km(), l.pin().is_some(), l.acled_precision()), expected);
    }

    #[test]
    fn what_is_drawn() {
        use Relation::*;
        let (a, b, far) = (Some((36.0, 40.0)), Some((37.0, 41.0)), Some((36.0, -179.0)));
        check(vec![], ("nothing", None, false, None));
        check(vec![place(At, None, None)], ("nothing", None, false, None));
        check(vec![place(At, Some(1), a)], ("point", Some(1), true, Some(1)));
        check(vec![place(Near, Some(2), a)], ("point", Some(5), true, Some(2)));
        check(vec![place(Within, Some(3), a)], ("point", Some(25), true, Some(2)));
        check(vec![place(Within, Some(4), a)], ("point", Some(100), false, Some(3)));
        check(vec![place(RoadToward, Some(5), a)], ("point", None, false, Some(3)));
        check(vec![place(Direction, Some(1), a)], ("point", None, false, Some(1)));
        check(vec![place(Within, Some(6), a)], ("nothing", None, false, Some(3)));
        check(vec![place(At, Some(7), a)], ("nothing", None, false, Some(3)));
        check(vec![place(At, Some(1), Some((91.0, 0.0)))], ("nothing", None, false, Some(1)));
        check(vec![place(At, Some(1), Some((f64::NAN, 0.0)))], ("nothing", None, false, Some(1)));
        check(vec![place(At, None, None), place(At, Some(1), a)], ("point", Some(1), true, Some(1)));
        check(vec![place(RoadBetween, Some(5), a)], ("nothing", None, false, Some(3)));
        check(vec![place(RoadBetween, Some(5), a), place(RoadBetween, Some(5), b)], ("line", None, false, Some(3)));
        check(vec![place(RoadBetween, Some(5), a), place(RoadBetween, Some(5), a)], ("nothing", None, false, Some(3)));
        check(vec![place(RoadBetween, Some(5), b), place(RoadBetween, Some(5), far)], ("nothing", None, false, Some(3)));
        check(vec![place(RoadBetween, Some(5), a), place(At, Some(1), b)], ("nothing", None, false, Some(3)));
        check(vec![place(At, Some(1), a), place(RoadBetween, Some(5), b)], ("point", Some(1), true, Some(1)));
    }
}
