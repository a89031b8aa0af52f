//! Atom (RFC 4287): a feed of incidents, for whoever follows what is new or revised.
//!
//! Ids are `urn:accalmie:incident:…`, for ever the same; nothing links to a host. `updated` is when the export was made, for an incident
//! does not carry the day of its last entry. A retracted incident stays in the feed and says so.

use crate::case::{self, Case};
use crate::kml::heading;
use crate::rows::degrees;
use crate::xml::Xml;
use crate::{ExchangeError, Form, Holdings};
use std::fmt::Write as _;
use std::io::Write;

/// RFC 8141: what is not allowed as it stands is percent-encoded, so that any id makes a URN.
pub(crate) fn urn(what: &str, id: &str) -> String {
    let mut out = format!("urn:accalmie:{what}:");
    for b in id.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b':') {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

fn entry(xml: &mut Xml, case: &Case, made: &str) {
    let incident = case.incident;
    xml.open("entry", &[]);
    xml.leaf("id", &[], &urn("incident", &incident.id));
    xml.leaf("title", &[("type", "text")], &format!("{} · {}", heading(case), incident.standing.name()));
    xml.leaf("updated", &[], made);
    xml.empty("category", &[("term", incident.type_.name())]);
    xml.empty("category", &[("term", incident.standing.name()), ("scheme", "urn:accalmie:standing")]);
    if let Some(pin) = case.location.pin().filter(|_| case::held(incident)) {
        xml.leaf("georss:point", &[], &format!("{} {}", degrees(pin.lat), degrees(pin.lon)));
    }
    xml.leaf("content", &[("type", "text")], &case.notes().join("; "));
    xml.close();
}

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let made = holdings.made.time()?.to_string();
    let reports = case::by_key(holdings.readings);
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xmlns:georss", "http://www.georss.org/georss")]);
    xml.leaf("id", &[], "urn:accalmie:feed:incidents");
    xml.leaf("title", &[("type", "text")], "accalmie: incidents");
    xml.leaf("updated", &[], &made);
    xml.open("author", &[]);
    xml.leaf("name", &[], "accalmie");
    xml.close();
    xml.leaf("generator", &[("version", holdings.made.version)], "accalmie");
    for incident in holdings.incidents {
        entry(&mut xml, &Case::of(incident, &reports), &made);
    }
    out.write_all(xml.finish().as_bytes()).map_err(|cause| ExchangeError::Write { form: Form::Atom.name(), cause })
}

#[cfg(test)]
mod tests {
    use super::urn;

    #[test]
    fn urns() {
        for (id, expected) in
            [("i0123456789ab", "i0123456789ab"), ("a b", "a%20b"), ("é#1", "%C3%A9%231"), ("<\u{202E}>", "%3C%E2%80%AE%3E")]
        {
            assert_eq!(urn("incident", id), format!("urn:accalmie:incident:{expected}"));
        }
    }
}
