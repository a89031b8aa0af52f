//! GPX 1.1: a waypoint an incident, for field phones.
//!
//! Only what is known to the district or better is a waypoint, and what is planned, denied or withdrawn is not: a receiver cannot
//! show how far off a point may be, so its comment says it. The time of a waypoint is when it was recorded, which is when the export is
//! made; the day of the incident is in the name and the comment.

use crate::case::{self, Case};
use crate::kml::heading;
use crate::location::Location;
use crate::rows::degrees;
use crate::xml::Xml;
use crate::{ExchangeError, Form, Holdings};
use accalmie_record::Incident;
use std::io::Write;

pub(crate) fn holds(incident: &Incident) -> bool {
    case::stands(incident) && Location::of(incident).pin().is_some()
}

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let made = holdings.made.time()?.to_string();
    let reports = case::by_key(holdings.readings);
    let mut xml = Xml::new();
    xml.open("gpx", &[("version", "1.1"), ("creator", "accalmie"), ("xmlns", "http://www.topografix.com/GPX/1/1")]);
    xml.open("metadata", &[]);
    xml.leaf("time", &[], &made);
    xml.close();
    for incident in holdings.incidents.iter().filter(|i| case::stands(i)) {
        let case = Case::of(incident, &reports);
        let Some(pin) = case.location.pin() else { continue };
        let mut notes = case.notes();
        notes.extend(case.location.uncertainty_km().map(|km| format!("uncertainty_km: {km}")));
        xml.open("wpt", &[("lat", &degrees(pin.lat)), ("lon", &degrees(pin.lon))]);
        xml.leaf("time", &[], &made);
        xml.leaf("name", &[], &heading(&case));
        xml.leaf("cmt", &[], &notes.join("; "));
        xml.leaf("desc", &[], &incident.id);
        xml.leaf("type", &[], incident.type_.name());
        xml.close();
    }
    out.write_all(xml.finish().as_bytes()).map_err(|cause| ExchangeError::Write { form: Form::Gpx.name(), cause })
}
