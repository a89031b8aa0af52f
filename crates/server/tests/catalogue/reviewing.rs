//! Reviewing: who waits, in which order and why; what people said; the reports that it is all from.

use crate::questions::{follow, made};
use crate::samples::*;
use accalmie_ledger::{Act, Draft, Ledger, Original, Word, open};
use accalmie_protect::Profile::Full;
use accalmie_record::Record;
use accalmie_server::catalogue::Catalogue;
use serde_json::{Value, json};

fn with(n: u64, nth: usize, fields: Value) -> Record {
    let mut all = serde_json::to_value(record(n, nth)).expect("JSON");
    all["time"] = period("2019-11-04", "2019-11-04");
    for (name, value) in fields.as_object().expect("fields") {
        all[name] = value.clone();
    }
    serde_json::from_value(all).expect("a record")
}

fn keep(ledger: &mut dyn Ledger, n: u64, published: Option<&str>, records: Vec<Record>) {
    let (Act::Report { mut report, bytes, text, read_with, origin, sketch, bands }, original) = report(n, &[]) else { panic!("a report") };
    report.published = published.map(str::to_owned);
    let came = Act::Report { report, bytes, text, read_with, origin, sketch, bands };
    let blocks = vec![vec![]; records.len()];
    let read = Act::Reading { report: report_id(n), read_with: "k".into(), records, blocks, problems: vec![] };
    ledger.append(vec![draft(came), draft(read)], vec![original] as Vec<Original>).expect("is appended");
}

fn word(ledger: &mut dyn Ledger, who: &str, record: String, word: Word) {
    let act = Act::Review { record, incident: None, word, field: None, value: None };
    ledger.append(vec![Draft { author: who.to_owned(), ..draft(act) }], vec![]).expect("is appended");
}

/// Records that wait, shortly, with the first letters of why.
fn queue(c: &Catalogue, page: usize) -> Vec<String> {
    let (mut after, mut out) = (None, Vec::new());
    loop {
        let queue = c.review_queue(after.as_deref(), page).expect("lists");
        out.extend(
            queue.items.iter().map(|w| format!("{} {}", w.record.rsplit('#').next().unwrap_or(""), w.why.join(" ")).trim().to_owned()),
        );
        after = queue.next;
        if after.is_none() {
            assert_eq!(queue.left, out.len() as u64);
            return out;
        }
    }
}

#[test]
fn doubtful_ones_come_first() {
    let mut ledger = open(":memory:").expect("opens");
    let inferred = json!([{"role": "initiator", "text": "the army", "name": null, "id": null, "basis": "inferred"}]);
    let ambiguous = {
        let mut p = place(36.0, 40.0);
        p["candidates"] = json!([{"name": "Other Mill", "id": "x:1", "lat": 1.0, "lon": 1.0}]);
        json!([p])
    };
    let toll = json!({"killed": {"low": 2, "best": 3, "high": 3, "civilians": null, "combatants": null, "by_source": [
        {"report": "a", "record": record_id(1, 7), "source": null, "published": null, "min": 2, "max": 2, "who": "unknown", "status": "asserted", "text": "two"},
        {"report": "b", "record": record_id(2, 1), "source": null, "published": null, "min": 3, "max": 3, "who": "unknown", "status": "asserted", "text": "three"},
    ]}});
    keep(
        ledger.as_mut(),
        1,
        Some("2019-11-05"),
        vec![
            with(1, 1, json!({})),
            with(1, 2, json!({"confidence": 0.5})),
            with(1, 3, json!({"places": []})),
            with(1, 4, json!({"places": ambiguous, "actors": inferred})),
            with(1, 5, json!({"status": "hedged"})),
            with(1, 6, json!({"time": null})),
            with(1, 7, json!({})),
            with(1, 8, json!({})),
            with(1, 9, json!({"type": "claim.claimed", "kind": "statement", "places": [], "time": null})),
        ],
    );
    keep(ledger.as_mut(), 2, Some("2019-11-06"), vec![with(2, 1, json!({}))]);
    keep(ledger.as_mut(), 3, None, vec![with(3, 1, json!({}))]);
    append(
        ledger.as_mut(),
        [
            Act::Incident { incident: incident("ia", &[record_id(1, 7), record_id(2, 1)], json!({"harm": toll})) },
            Act::Incident { incident: incident("ib", &[record_id(1, 8)], json!({"standing": "contested"})) },
        ],
    );
    let c = made(ledger.as_ref());
    let expected = [
        "4 place_ambiguous author_inferred",
        "1 toll_conflict",
        "7 toll_conflict",
        "8 contested",
        "2 low_confidence",
        "3 place_unresolved",
        "5 hedged",
        "6 date_wide",
        "1",
        "9",
        "1",
    ];
    for page in [1, 3, 100] {
        assert_eq!(queue(&c, page), expected);
    }
    // It waits no more when somebody looked, and again when another sees it differently.
    let mut say = |who: &str, nth, what| {
        word(ledger.as_mut(), who, record_id(1, nth), what);
        follow(&c, ledger.as_ref(), 10);
        queue(&c, 100).first().cloned().expect("one waits")
    };
    assert_eq!(say("a", 4, Word::Accept), "1 toll_conflict");
    assert_eq!(say("b", 4, Word::Accept), "1 toll_conflict");
    assert_eq!(say("b", 4, Word::Reject), "4 words_differ place_ambiguous author_inferred");
    assert_eq!(say("a", 4, Word::Reject), "1 toll_conflict");
    assert_eq!(say("a", 7, Word::Reject), "1 toll_conflict");
    let said = c.words_on(&record_id(1, 4)).expect("reads");
    assert_eq!(
        said.iter().map(|s| (s.reviewer.as_str(), s.word.as_str())).collect::<Vec<_>>(),
        [("a", "accept"), ("b", "accept"), ("b", "reject"), ("a", "reject")]
    );
    let agreement = c.agreement().expect("reckons");
    assert_eq!((agreement.records, agreement.agreed, agreement.pairs.len()), (1, 1, 1));
    for cursor in ["", "x", "1"] {
        assert!(c.review_queue(Some(cursor), 1).is_err(), "{cursor}");
    }
}

#[test]
fn an_incident_shows_how_it_was_looked_at() {
    let mut ledger = open(":memory:").expect("opens");
    keep(ledger.as_mut(), 1, Some("2019-11-05"), vec![with(1, 1, json!({})), with(1, 2, json!({}))]);
    append(ledger.as_mut(), [Act::Incident { incident: incident("ia", &[record_id(1, 1), record_id(1, 2)], json!({})) }]);
    let c = made(ledger.as_ref());
    let mut then = |nth, what| {
        word(ledger.as_mut(), "a", record_id(1, nth), what);
        assert_eq!(follow(&c, ledger.as_ref(), 10), ["ia"]);
        let short: Value = serde_json::from_str(c.short("ia", Full).expect("reads").expect("is there").get()).expect("JSON");
        short["review"].clone()
    };
    assert_eq!(then(1, Word::Reject), "rejected");
    assert_eq!(then(2, Word::Accept), "accepted");
    assert_eq!(then(1, Word::Correct), "corrected");
}

#[test]
fn reports_are_found_by_name_and_by_what_they_say() {
    let mut ledger = open(":memory:").expect("opens");
    let says = |n, words: &str| with(n, 1, json!({"evidence": [{"in": "text", "start": 0, "end": 8, "text": words}]}));
    keep(ledger.as_mut(), 1, Some("2019-11-05"), vec![says(1, "près d'Alep"), with(1, 2, json!({}))]);
    keep(ledger.as_mut(), 2, Some("2019-11-06T10:00"), vec![says(2, "the bridge")]);
    keep(ledger.as_mut(), 3, None, vec![]);
    append(ledger.as_mut(), [Act::Incident { incident: incident("ia", &[record_id(1, 1), record_id(2, 1)], json!({})) }]);
    let c = made(ledger.as_ref());
    let keys = |c: &Catalogue, text: Option<&str>, page| {
        let (mut after, mut out): (Option<String>, Vec<String>) = (None, Vec::new());
        loop {
            let found = c.reports(text, after.as_deref(), page).expect("lists");
            out.extend(found.items.into_iter().map(|i| i.key));
            after = found.next;
            if after.is_none() {
                return out.join(" ");
            }
        }
    };
    for page in 1..4 {
        assert_eq!(keys(&c, None, page), "exercise-2 exercise-1 exercise-3");
        assert_eq!(keys(&c, Some("desk exerc"), page), "exercise-2 exercise-1 exercise-3");
    }
    assert_eq!(keys(&c, Some("alep"), 9), "exercise-1");
    assert_eq!(keys(&c, Some("bridge"), 9), "exercise-2");
    assert_eq!(keys(&c, Some("nothing"), 9), "");
    assert_eq!(keys(&c, Some("!"), 9), "");
    let first = &c.reports(Some("alep"), None, 1).expect("lists").items[0];
    assert_eq!((first.records, first.incidents.clone(), first.lang.as_deref()), (2, vec!["ia".to_owned()], Some("en")));
    assert!(c.reports(None, Some("x"), 1).is_err());
    // Read again with other words, it is found by these.
    keep(ledger.as_mut(), 1, Some("2019-11-07"), vec![says(1, "près de l'usine")]);
    assert_eq!(follow(&c, ledger.as_ref(), 10), ["ia"]);
    assert_eq!((keys(&c, Some("alep"), 9), keys(&c, Some("usine"), 9)), (String::new(), "exercise-1".to_owned()));
    assert_eq!(keys(&c, None, 9), "exercise-1 exercise-2 exercise-3");
    let counts = c.counts(Full);
    assert_eq!(
        (counts.reports, counts.oldest.map(|d| d.to_string()), counts.newest.map(|d| d.to_string())),
        (3, Some("2019-11-06".to_owned()), Some("2019-11-07".to_owned()))
    );
}
