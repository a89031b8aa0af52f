//! Samples are invented reports, records and incidents; none of them happened.

use accalmie_ledger::{Act, Digest, Draft, Ledger, Original};
use accalmie_record::{Incident, Record};
use serde_json::{Value, json};

pub fn draft(act: Act) -> Draft {
    Draft { at: "2026-11-22T10:00:00Z".to_owned(), author: "analyst".to_owned(), reason: "exercise".to_owned(), act }
}

/// The bytes of invented report `n`.
pub fn bytes(n: u64) -> Vec<u8> {
    format!("Exercise. Report {n}: shelling was heard near the mill.").into_bytes()
}

pub fn report_id(n: u64) -> String {
    Digest::of(&bytes(n)).to_string()
}

pub fn report(n: u64, bands: &[u64]) -> (Act, Original) {
    let report = json!({
        "schema": "accalmie/1", "id": report_id(n), "key": format!("exercise-{n}"), "language": "en", "published": "2019-12-11",
        "published_from": "operator", "source": "Exercise desk", "url": null, "title": null,
    });
    let act = Act::Report {
        report: serde_json::from_value(report).expect("a report"),
        bytes: Digest::of(&bytes(n)),
        text: None,
        read_with: "k1".to_owned(),
        origin: None,
        sketch: vec![n, u64::MAX - n],
        bands: bands.to_vec(),
    };
    (act, Original { bytes: bytes(n) })
}

pub fn record_id(n: u64, nth: usize) -> String {
    format!("{}#{}", report_id(n).get(7..19).expect("hex"), nth)
}

pub fn record(n: u64, nth: usize) -> Record {
    let record = json!({
        "id": record_id(n, nth), "kind": "event", "type": "explosive.shelling", "status": "asserted", "count": null, "actors": [],
        "targets": [], "weapon": null, "places": [place(36.1 + 0.001 * n as f64, 40.0 / 3.0)], "time": null, "harm": [], "attribution": null,
        "evidence": [{"in": "text", "start": 0, "end": 8, "text": "Exercise"}], "confidence": 0.7, "links": [], "sensitivity": "public",
        "grade": null, "why": [],
    });
    serde_json::from_value(record).expect("a record")
}

/// Records 1 to `blocks.len()` of report `n`.
pub fn reading(n: u64, blocks: &[&[&str]]) -> Act {
    Act::Reading {
        report: report_id(n),
        read_with: "k1".to_owned(),
        records: (1..=blocks.len()).map(|nth| record(n, nth)).collect(),
        blocks: blocks.iter().map(|b| b.iter().map(|s| (*s).to_owned()).collect()).collect(),
        problems: Vec::new(),
    }
}

pub fn place(lat: f64, lon: f64) -> Value {
    json!({"text": "the mill", "relation": "at", "name": "Mill", "id": null, "lat": lat, "lon": lon, "precision": 1})
}

pub fn period(from: &str, to: &str) -> Value {
    json!({"text": null, "from": from, "to": to, "precision": "day", "open_end": false, "relative": null})
}

/// An incident with some fields other than the plain ones.
pub fn incident(id: &str, records: &[String], fields: Value) -> Incident {
    let mut all = json!({
        "schema": "accalmie/1", "incident": id, "reports": ["exercise-1"], "records": records, "origins": 1, "standing": "reported",
        "kind": "event", "type": "explosive.shelling", "status": "asserted", "places": [], "time": null, "actors": [], "targets": [],
        "weapon": null, "harm": {}, "sensitivity": "public", "confidence": 0.7, "why": [],
    });
    for (name, value) in fields.as_object().expect("fields") {
        all[name] = value.clone();
    }
    serde_json::from_value(all).expect("an incident")
}

pub fn actor(name: &str) -> Value {
    json!({"role": "initiator", "name": name, "id": null, "stated": true, "by": []})
}

pub fn toll(n: u64) -> Value {
    json!({"low": n, "best": n, "high": n, "civilians": null, "combatants": null, "by_source": []})
}

/// Appends acts of which none brings a report.
pub fn append(ledger: &mut dyn Ledger, acts: impl IntoIterator<Item = Act>) -> Vec<u64> {
    ledger.append(acts.into_iter().map(draft).collect(), Vec::new()).expect("is appended")
}

/// Reports 1 to `n`, each read, with one record that is in block `b`.
pub fn append_read(ledger: &mut dyn Ledger, n: u64) {
    for n in 1..=n {
        let (act, original) = report(n, &[n]);
        ledger.append(vec![draft(act), draft(reading(n, &[&["b"]]))], vec![original]).expect("is appended");
    }
}

/// The reason why acts are refused.
pub fn refusal(ledger: &mut dyn Ledger, acts: Vec<Act>) -> String {
    let head = ledger.head().expect("a head");
    let refused = ledger.append(acts.into_iter().map(draft).collect(), Vec::new());
    assert_eq!(ledger.head().expect("a head"), head, "nothing of it is kept");
    refused.expect_err("is refused").to_string()
}
