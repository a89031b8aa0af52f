//! Where an incident stands to a zone: inside, outside, or nearer to the edge than anybody can tell.

use crate::agreement::{Agreement, Zone};
use crate::geometry::{Standing, standing};
use accalmie_record::{Incident, Place, Relation};
use serde::Serialize;

/// What is known of one incident and one zone. `distance_km` is negative inside; `error_km` is of the place and of the drawn zone together, as
/// the root of the sum of their squares, since one does not lean on the other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Where {
    pub zone: String,
    pub place: Option<String>,
    pub distance_km: Option<f64>,
    pub error_km: Option<f64>,
    pub lies: Lies,
    /// The name could also be a place that lies otherwise.
    pub name_open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lies {
    Inside,
    Outside,
    /// No place, an open choice of places, or within the error of the edge.
    Unknown,
    /// The zone was never drawn.
    Undrawn,
}

/// How far the happening may be from the named point, in km, by UCDP `where_prec`.
///
/// | where_prec | meaning (UCDP GED codebook) | km |
/// |---|---|---|
/// | 1 | exact location: the town itself | 2 |
/// | 2 | near a known point, up to about 25 km | 25 |
/// | 3 | second-order division (district) | 40 |
/// | 4 | first-order division (province) | 120 |
/// | 5 | a line or a fuzzy area: a stretch of road, a valley | 60 |
/// | 6, 7, none | country; sea or air; not said | no bound |
///
/// 25 km is the codebook's own; 2, 40, 60 and 120 are half the usual size of such a thing, and ours. A happening told as near, around, towards
/// or along is never held nearer than 25 km.
pub fn radius_km(place: &Place) -> Option<f64> {
    let radius = match place.precision? {
        1 => 2.0,
        2 => 25.0,
        3 => 40.0,
        4 => 120.0,
        5 => 60.0,
        _ => return None,
    };
    let vague = !matches!(place.relation, Relation::At | Relation::Within);
    Some(if vague { f64::max(radius, 25.0) } else { radius })
}

pub fn place(a: &Agreement, zone: &Zone, incident: &Incident) -> Where {
    let nowhere = |lies| Where { zone: zone.id.clone(), place: None, distance_km: None, error_km: None, lies, name_open: false };
    if standing(a, zone, (0.0, 0.0)) == Standing::Everywhere {
        return nowhere(Lies::Inside);
    }
    let mut all = incident.places.iter().filter_map(|p| Some((p, p.lat.zip(p.lon)?))).map(|(p, point)| one(a, zone, p, point));
    let Some(mut first) = all.next() else { return nowhere(Lies::Unknown) };
    if all.any(|other| other.lies != first.lies) {
        first.lies = Lies::Unknown;
    }
    let others = incident.places.iter().flat_map(|p| p.candidates.iter().map(move |c| one(a, zone, p, (c.lat, c.lon))));
    first.name_open = others.into_iter().any(|other| other.lies != first.lies);
    first
}

fn one(a: &Agreement, zone: &Zone, place: &Place, point: (f64, f64)) -> Where {
    let name = place.name.clone().or_else(|| Some(place.text.clone()));
    let mut found = Where { zone: zone.id.clone(), place: name, distance_km: None, error_km: None, lies: Lies::Unknown, name_open: false };
    let Standing::At(distance) = standing(a, zone, point) else { return Where { lies: Lies::Undrawn, ..found } };
    found.distance_km = Some(distance.km);
    let Some(radius) = radius_km(place) else { return found };
    let error = radius.hypot(distance.error_km);
    found.error_km = Some(error);
    if distance.km < -error {
        found.lies = Lies::Inside;
    } else if distance.km > error {
        found.lies = Lies::Outside;
    }
    found
}
