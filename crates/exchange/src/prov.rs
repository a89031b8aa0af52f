//! Provenance is where each incident comes from, as W3C PROV-JSON: reports are read into records, and records are merged into incidents.
//!
//! Entities are reports, records and incidents; the activities are one reading a report and one merging; the agents are the program and
//! whoever publishes or is quoted. A record is quoted from its report, with the byte spans as attributes; an incident `wasDerivedFrom`
//! its records, and has the reports as its primary sources. Where no readings are given, an incident's records and reports are named, with
//! what the incident itself knows of them, and nothing more. Words are neutralised as everywhere; the byte spans lead to them as they were.

use crate::atom::urn;
use crate::{ExchangeError, Form, Holdings, json};
use accalmie_record::{Incident, Record, Report, Text};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// One kind of statement of the document: name of the statement to its attributes. Sorted, so the same holdings give the same bytes.
type Statements = BTreeMap<String, Value>;

#[derive(Default)]
struct Document {
    kinds: BTreeMap<&'static str, Statements>,
    relations: usize,
}

impl Document {
    fn put(&mut self, kind: &'static str, name: String, attributes: Value) {
        self.kinds.entry(kind).or_default().insert(name, attributes);
    }

    /// A relation; `ends` are the PROV roles and what stands in them.
    fn relate(&mut self, kind: &'static str, ends: &[(&str, &str)]) {
        let ends = ends.iter().map(|(role, to)| ((*role).to_owned(), Value::from(*to))).collect();
        self.put_unnamed(kind, ends);
    }

    /// PROV-JSON writes `wasQuotedFrom` and `hadPrimarySource` as a derivation with a type.
    fn derive(&mut self, entity: &str, from: &str, type_: Option<&str>) {
        let mut ends = Map::new();
        ends.insert("prov:generatedEntity".to_owned(), json!(entity));
        ends.insert("prov:usedEntity".to_owned(), json!(from));
        ends.extend(type_.map(|t| ("prov:type".to_owned(), name(t))));
        self.put_unnamed("wasDerivedFrom", ends);
    }

    fn put_unnamed(&mut self, kind: &'static str, ends: Map<String, Value>) {
        self.relations += 1;
        let unnamed = format!("_:r{:07}", self.relations);
        self.put(kind, unnamed, Value::Object(ends));
    }

    fn agent(&mut self, name: &str) -> String {
        let id = id("agent", name);
        self.put("agent", id.clone(), json!({ "prov:label": name }));
        id
    }
}

/// A qualified name of the document: the prefix `accalmie` stands for `urn:accalmie:`.
fn id(what: &str, name: &str) -> String {
    urn(what, name).replacen("urn:", "", 1)
}

/// A name as a value: PROV-JSON tells it from text.
fn name(qualified: &str) -> Value {
    json!({ "$": qualified, "type": "xsd:QName" })
}

/// The attributes that are known; an unknown one is not there.
fn attributes(known: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    Value::Object(known.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
}

fn report(doc: &mut Document, report: &Report, program: &str) {
    let entity = id("report", &report.key);
    let text = |s: &Option<String>| s.clone().map(Value::from);
    let known = [
        ("prov:type", Some(name("accalmie:Report"))),
        ("accalmie:digest", Some(json!(report.id))),
        ("accalmie:language", report.language.map(|l| json!(l))),
        ("accalmie:published", text(&report.published)),
        ("accalmie:title", text(&report.title)),
        ("accalmie:url", text(&report.url)),
    ];
    doc.put("entity", entity.clone(), attributes(known));
    if let Some(source) = &report.source {
        let agent = doc.agent(source);
        doc.relate("wasAttributedTo", &[("prov:entity", &entity), ("prov:agent", &agent)]);
    }
    let reading = id("reading", &report.key);
    doc.put("activity", reading.clone(), json!({ "prov:type": name("accalmie:Reading") }));
    doc.relate("used", &[("prov:activity", &reading), ("prov:entity", &entity)]);
    doc.relate("wasAssociatedWith", &[("prov:activity", &reading), ("prov:agent", program)]);
}

fn record(doc: &mut Document, record: &Record, key: &str) {
    let (entity, from) = (id("record", &record.id), id("report", key));
    let spans = record.evidence.iter().map(|e| {
        let in_ = if e.in_ == Text::Title { "title" } else { "text" };
        json!(format!("{in_}:{}-{}", e.span.start, e.span.end))
    });
    let words = record.evidence.iter().map(|e| json!(e.text));
    let known = [
        ("prov:type", Some(name("accalmie:Record"))),
        ("accalmie:type", Some(json!(record.type_))),
        ("accalmie:status", Some(json!(record.status))),
        ("accalmie:bytes", Some(Value::Array(spans.collect()))),
        ("accalmie:words", Some(Value::Array(words.collect()))),
    ];
    doc.put("entity", entity.clone(), attributes(known));
    doc.derive(&entity, &from, Some("prov:Quotation"));
    doc.relate("wasGeneratedBy", &[("prov:entity", &entity), ("prov:activity", &id("reading", key))]);
    if let Some(said) = &record.attribution {
        let agent = doc.agent(said.name.as_deref().unwrap_or(&said.text));
        doc.relate("wasAttributedTo", &[("prov:entity", &entity), ("prov:agent", &agent)]);
    }
}

fn incident(doc: &mut Document, incident: &Incident, merging: &str) {
    let entity = id("incident", &incident.id);
    let known = json!({
        "prov:type": name("accalmie:Incident"),
        "accalmie:type": incident.type_,
        "accalmie:standing": incident.standing,
        "accalmie:origins": incident.origins,
        "accalmie:why": incident.why,
    });
    doc.put("entity", entity.clone(), known);
    doc.relate("wasGeneratedBy", &[("prov:entity", &entity), ("prov:activity", merging)]);
    // A record or report that was not given is still named: its id is in the incident.
    let bare = |doc: &mut Document, what: &str, of: &str, type_: &str| {
        let entity = id(what, of);
        doc.kinds.entry("entity").or_default().entry(entity.clone()).or_insert_with(|| json!({ "prov:type": name(type_) }));
        entity
    };
    for r in &incident.records {
        let from = bare(doc, "record", r, "accalmie:Record");
        doc.derive(&entity, &from, None);
        doc.relate("used", &[("prov:activity", merging), ("prov:entity", &from)]);
    }
    for key in &incident.reports {
        let from = bare(doc, "report", key, "accalmie:Report");
        doc.derive(&entity, &from, Some("prov:PrimarySource"));
    }
}

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let made = &holdings.made;
    let at = made.time()?.to_string();
    let mut doc = Document::default();
    let program = id("program", made.version);
    doc.put(
        "agent",
        program.clone(),
        json!({ "prov:type": name("prov:SoftwareAgent"), "accalmie:version": made.version, "accalmie:knowledge": made.knowledge }),
    );
    // What else the reports say is not the provenance of these incidents, and may have been filtered out for a reason.
    let reports: BTreeSet<&str> = holdings.incidents.iter().flat_map(|i| &i.reports).map(String::as_str).collect();
    let records: BTreeSet<&str> = holdings.incidents.iter().flat_map(|i| &i.records).map(String::as_str).collect();
    for reading in holdings.readings.iter().filter(|r| reports.contains(r.report.key.as_str())) {
        report(&mut doc, &reading.report, &program);
        for r in reading.records.iter().filter(|r| records.contains(r.id.as_str())) {
            record(&mut doc, r, &reading.report.key);
        }
    }
    let merging = id("merging", &at);
    let head = made.head.map(|h| json!(h));
    let known = [("prov:type", Some(name("accalmie:Merging"))), ("accalmie:profile", Some(json!(made.profile))), ("accalmie:head", head)];
    doc.put("activity", merging.clone(), attributes(known));
    doc.relate("wasAssociatedWith", &[("prov:activity", &merging), ("prov:agent", &program)]);
    for i in holdings.incidents {
        incident(&mut doc, i, &merging);
    }
    let mut document = Map::new();
    document.insert("prefix".to_owned(), json!({ "accalmie": "urn:accalmie:" }));
    for (kind, statements) in doc.kinds {
        document.insert(kind.to_owned(), Value::Object(statements.into_iter().collect()));
    }
    let failed = |cause| ExchangeError::Write { form: Form::Prov.name(), cause };
    json::pretty(out, &document).map_err(failed)?;
    out.write_all(b"\n").map_err(failed)
}
