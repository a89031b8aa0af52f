//! A place is where the report says something is, in its own words, and what the gazetteer makes of them.

use crate::harm::closed;
use serde::{Deserialize, Serialize};

closed! {
    /// How the happening stands to the named place.
    Relation {
        At = "at",
        Near = "near",
        Around = "around",
        RoadToward = "road_toward",
        RoadBetween = "road_between",
        Direction = "direction",
        Within = "within",
    }
}

/// Unresolved is all `None`; `lat` and `lon` are WGS 84 degrees of the gazetteer's point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub text: String,
    pub relation: Relation,
    pub name: Option<String>,
    /// `geonames:163434`, `ocha:C4409` …
    pub id: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// UCDP `where_prec`: 1 exact, 2 near a place, 3 district, 4 province, 5 line or fuzzy area, 6 country, 7 sea or air.
    pub precision: Option<u8>,
    /// Other places the name could be, best first, when the choice is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
}

/// A place that the name could also be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    pub name: String,
    pub id: String,
    pub lat: f64,
    pub lon: f64,
}
