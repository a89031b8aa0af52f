//! Deciding: what a person said of an incident is laid over whatever merging says, and ids are for ever.

use crate::samples::*;
use crate::stores::on_each;
use accalmie_ledger::{Act, Bond, Ledger, Query};
use accalmie_record::{Outcome, Standing};
use serde_json::{Value, json};

fn shape(id: &str, records: &[String], fields: Value) -> Act {
    Act::Incident { incident: incident(id, records, fields) }
}

fn correct(incident: &str, field: &str, value: Value) -> Act {
    Act::Correct { incident: incident.into(), field: field.into(), value }
}

fn now(ledger: &dyn Ledger, id: &str) -> accalmie_record::Incident {
    ledger.incident(id).expect("reads").expect("is there").incident
}

#[test]
fn a_correction_outlives_what_merging_says() {
    on_each(|ledger| {
        append(ledger, [shape("i1", &[], json!({"harm": {"killed": toll(5)}, "time": period("2019-12-11", "2019-12-11")}))]);
        append(ledger, [correct("i1", "type", json!("need.food")), correct("i1", "harm.killed", json!(null))]);
        append(ledger, [correct("i1", "harm.injured", toll(2)), correct("i1", "time", period("2020-01-01", "2020-01-02"))]);
        // Merging changes its mind; the person does not.
        append(ledger, [shape("i1", &[], json!({"harm": {"killed": toll(9), "missing": toll(1)}, "type": "battle.raid"}))]);
        let is = ledger.incident("i1").expect("reads").expect("is there");
        assert_eq!(is.corrected, ["harm.injured", "harm.killed", "time", "type"]);
        assert!(is.pinned);
        assert_eq!((is.opened, is.seq), (1, 6));
        assert_eq!((is.incident.type_.name(), is.incident.kind), ("need.food", accalmie_record::Kind::Need));
        assert_eq!(is.incident.harm.keys().copied().collect::<Vec<_>>(), [Outcome::Injured, Outcome::Missing], "unknown is not zero");
        // It is found by what the person said.
        let found = |query: Query| ledger.incidents(&query, None, 9).expect("reads").incidents.len();
        let day = |d: &str| Query { from: Some(d.into()), to: Some(d.into()), ..Query::default() };
        assert_eq!((found(day("2020-01-01")), found(day("2019-12-11"))), (1, 0));
        assert_eq!(found(Query { families: vec!["need".into()], ..Query::default() }), 1);
        append(ledger, [correct("i1", "type", json!("aid.looted"))]);
        assert_eq!(now(ledger, "i1").type_.name(), "aid.looted", "the last correction of a field holds");
    });
}

#[test]
fn a_retraction_stands_and_keeps_the_history() {
    on_each(|ledger| {
        append(ledger, [shape("i1", &[], json!({})), Act::Retract { incident: "i1".into() }, shape("i1", &[], json!({"origins": 3}))]);
        assert_eq!((now(ledger, "i1").standing, now(ledger, "i1").origins), (Standing::Retracted, 3));
        assert_eq!(ledger.log_of("i1").expect("reads").len(), 3);
        let found =
            |standing| ledger.incidents(&Query { standings: vec![standing], ..Query::default() }, None, 9).expect("reads").incidents.len();
        assert_eq!((found(Standing::Retracted), found(Standing::Reported)), (1, 0));
    });
}

#[test]
fn an_absorbed_incident_points_to_the_other_until_it_parts() {
    on_each(|ledger| {
        append_read(ledger, 3);
        append(ledger, (1..=3).map(|n| shape(&format!("i{n}"), &[record_id(n, 1)], json!({"places": [place(36.0, 40.0)]}))));
        append(
            ledger,
            [correct("i3", "status", json!("hedged")), correct("i2", "status", json!("negated")), correct("i3", "weapon", json!("drone"))],
        );
        append(
            ledger,
            [Act::Absorbed { incident: "i3".into(), into: "i2".into() }, Act::Join { incident: "i2".into(), into: "i1".into() }],
        );
        for id in ["i1", "i2", "i3"] {
            assert_eq!(now(ledger, id).id, "i1");
            let records: Vec<String> = ledger.tellings_of(id).expect("reads").into_iter().map(|t| t.record.id).collect();
            let mut all = [record_id(1, 1), record_id(2, 1), record_id(3, 1)];
            all.sort();
            assert_eq!(records, all);
        }
        // Corrections come along, the nearer one first.
        assert_eq!(now(ledger, "i1").status.name(), "negated");
        assert_eq!(now(ledger, "i1").weapon.map(|w| w.name()), Some("drone"));
        let all = ledger.incidents(&Query::default(), None, 9).expect("reads").incidents;
        assert_eq!(all.iter().map(|i| i.incident.id.as_str()).collect::<Vec<_>>(), ["i1"]);
        assert_eq!(ledger.log_of("i3").expect("reads").len(), 4, "its own history is kept");
        // Merging finds that it was another after all.
        append(ledger, [shape("i3", &[record_id(3, 1)], json!({})), shape("i1", &[record_id(1, 1), record_id(2, 1)], json!({}))]);
        assert_eq!((now(ledger, "i3").id.as_str(), now(ledger, "i2").id.as_str()), ("i3", "i1"));
        assert_eq!(ledger.tellings_of("i3").expect("reads").len(), 1);
        assert_eq!(ledger.incidents(&Query::default(), None, 9).expect("reads").incidents.len(), 2);
    });
}

#[test]
fn ties_are_what_people_said_last() {
    on_each(|ledger| {
        append_read(ledger, 4);
        let r = |n| record_id(n, 1);
        append(ledger, [shape("i1", &[r(1), r(2), r(3)], json!({})), shape("i4", &[r(4)], json!({}))]);
        assert!(ledger.ties().expect("reads").ties.is_empty() && ledger.ties().expect("reads").pinned.is_empty());
        append(ledger, [Act::Split { incident: "i1".into(), records: vec![r(2), r(3)], to: "i5".into() }]);
        append(ledger, [shape("i5", &[r(2), r(3)], json!({})), shape("i1", &[r(1)], json!({}))]);
        let bond = |ledger: &dyn Ledger, a: u64, b: u64| {
            let ties = ledger.ties().expect("reads");
            assert_eq!(ties.between(&r(a), &r(b)), ties.between(&r(b), &r(a)));
            ties.between(&r(a), &r(b))
        };
        assert_eq!(bond(ledger, 1, 2), Some(Bond::Apart));
        assert_eq!(bond(ledger, 2, 3), Some(Bond::Together));
        assert_eq!((bond(ledger, 1, 4), bond(ledger, 1, 1)), (None, None));
        assert_eq!(ledger.ties().expect("reads").pinned.into_iter().collect::<Vec<_>>(), ["i1", "i5"]);
        append(ledger, [Act::Join { incident: "i4".into(), into: "i1".into() }]);
        assert_eq!(bond(ledger, 1, 4), Some(Bond::Together));
        append(ledger, [Act::Join { incident: "i5".into(), into: "i1".into() }]);
        assert_eq!(bond(ledger, 1, 2), Some(Bond::Together), "the later word holds");
        append(ledger, [Act::Split { incident: "i1".into(), records: vec![r(3)], to: "i6".into() }]);
        assert_eq!(
            (bond(ledger, 3, 2), bond(ledger, 3, 4), bond(ledger, 1, 2)),
            (Some(Bond::Apart), Some(Bond::Apart), Some(Bond::Together))
        );
    });
}
