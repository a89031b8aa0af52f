//! KML 2.2: a placemark an incident, for map programs and field phones.
//!
//! What is known only to a province has its placemark and its words, but no point: a pin in the capital would be believed. What is
//! planned, denied or withdrawn is left out.

use crate::case::{self, Case};
use crate::flat;
use crate::location::{Geometry, Point};
use crate::rows::{Cell, degrees};
use crate::xml::Xml;
use crate::{ExchangeError, Form, Holdings};
use std::io::Write;

/// A heading of identifiers and names, in no language: type, place, day.
pub(crate) fn heading(case: &Case) -> String {
    let day = case.days.start.map(|d| d.to_string());
    let parts = [Some(case.incident.type_.name()), case.location.name(), day.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn coordinates(p: Point) -> String {
    format!("{},{}", degrees(p.lon), degrees(p.lat))
}

/// A cell as text for XML.
fn plain(cell: Cell) -> Option<String> {
    match cell {
        Cell::Empty => None,
        Cell::Text(t) => Some(t),
        Cell::Whole(n) => Some(n.to_string()),
        Cell::Real(x) => Some(degrees(x)),
        Cell::Flag(b) => Some(b.to_string()),
        Cell::Day(d) => Some(d.to_string()),
    }
}

fn placemark(xml: &mut Xml, case: &Case) {
    xml.open("Placemark", &[]);
    xml.leaf("name", &[], &heading(case));
    xml.leaf("description", &[], &case.notes().join("; "));
    if let Some(start) = case.days.start {
        xml.open("TimeSpan", &[]);
        xml.leaf("begin", &[], &start.to_string());
        if let Some(end) = case.days.end {
            xml.leaf("end", &[], &end.to_string());
        }
        xml.close();
    }
    xml.open("ExtendedData", &[]);
    for column in &flat::COLUMNS {
        // A point that is not drawn is not written beside it either.
        let drawn = matches!(case.location.geometry, Some(Geometry::Line(..))) || case.location.pin().is_some();
        if matches!(column.name, "latitude" | "longitude") || (column.name == "geometry_is" && !drawn) {
            continue;
        }
        if let Some(value) = plain((column.cell)(case)) {
            xml.open("Data", &[("name", column.name)]);
            xml.leaf("value", &[], &value);
            xml.close();
        }
    }
    xml.close();
    match (&case.location.geometry, case.location.pin()) {
        (Some(Geometry::Line(a, b)), _) => {
            xml.open("LineString", &[]);
            xml.leaf("tessellate", &[], "1");
            xml.leaf("coordinates", &[], &format!("{} {}", coordinates(*a), coordinates(*b)));
            xml.close();
        }
        (_, Some(pin)) => {
            xml.open("Point", &[]);
            xml.leaf("coordinates", &[], &coordinates(pin));
            xml.close();
        }
        _ => {}
    }
    xml.close();
}

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let reports = case::by_key(holdings.readings);
    let mut xml = Xml::new();
    xml.open("kml", &[("xmlns", "http://www.opengis.net/kml/2.2")]);
    xml.open("Document", &[]);
    xml.leaf("name", &[], &format!("accalmie {}", holdings.made.at));
    for incident in holdings.incidents.iter().filter(|i| case::stands(i)) {
        placemark(&mut xml, &Case::of(incident, &reports));
    }
    out.write_all(xml.finish().as_bytes()).map_err(|cause| ExchangeError::Write { form: Form::Kml.name(), cause })
}
