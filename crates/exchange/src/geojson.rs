//! GeoJSON (RFC 7946): a feature an incident, with the flat columns as properties.
//!
//! Geometry is `null` where no place is resolved, where the place is a country or a sea, and where only one end of a road is known. A
//! point comes with `uncertainty_km`, a radius by `where_prec` ([`crate::uncertainty_km`]: the project's own constants); `null` there
//! means that no circle holds it, and `relation` says how it stands to the place.

use crate::case::{self, Case};
use crate::flat;
use crate::location::{Geometry, Point};
use crate::rows::Cell;
use crate::{ExchangeError, Form, Holdings, json};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::io::Write;

/// Six decimal places, as everywhere.
fn position(p: Point) -> [f64; 2] {
    let round = |x: f64| (x * 1e6).round() / 1e6 + 0.0;
    [round(p.lon), round(p.lat)]
}

#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Shape {
    Point([f64; 2]),
    LineString([[f64; 2]; 2]),
}

impl Shape {
    fn of(geometry: &Geometry) -> Shape {
        match geometry {
            Geometry::Point(p) => Shape::Point(position(*p)),
            Geometry::Line(a, b) => Shape::LineString([position(*a), position(*b)]),
        }
    }
}

struct Properties<'a>(&'a Case<'a>);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(flat::COLUMNS.len()))?;
        for column in &flat::COLUMNS {
            match (column.cell)(self.0) {
                Cell::Empty => map.serialize_entry(column.name, &None::<()>)?,
                Cell::Text(t) => map.serialize_entry(column.name, &t)?,
                Cell::Whole(n) => map.serialize_entry(column.name, &n)?,
                Cell::Real(x) => map.serialize_entry(column.name, &x)?,
                Cell::Flag(b) => map.serialize_entry(column.name, &b)?,
                Cell::Day(d) => map.serialize_entry(column.name, &d.to_string())?,
            }
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    type_: &'static str,
    id: &'a str,
    geometry: Option<Shape>,
    properties: Properties<'a>,
}

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let reports = case::by_key(holdings.readings);
    let failed = |cause| ExchangeError::Write { form: Form::GeoJson.name(), cause };
    // A feature a line, so that two exports can be compared.
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[").map_err(failed)?;
    for (i, incident) in holdings.incidents.iter().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" }).map_err(failed)?;
        let case = Case::of(incident, &reports);
        let geometry = case.location.geometry.as_ref().map(Shape::of);
        let feature = Feature { type_: "Feature", id: &incident.id, geometry, properties: Properties(&case) };
        json::compact(out, &feature).map_err(failed)?;
    }
    out.write_all(b"\n]}\n").map_err(failed)
}
