//! Appending: what is given is there, as it was given, and what cannot be kept is refused with a reason.

use crate::samples::*;
use crate::stores::{faults, on_each, sound, tables};
use accalmie_ledger::{Act, Digest, Draft, Head, LedgerError, Original, Word};
use serde_json::json;

#[test]
fn a_new_ledger_is_empty() {
    on_each(|ledger| {
        assert_eq!(ledger.head().expect("reads"), None);
        assert!(ledger.entries(1, 10).expect("reads").is_empty());
        assert!(ledger.incident("i0").expect("reads").is_none());
        assert!(ledger.report("sha256:0").expect("reads").is_none());
        assert!(tables(ledger).is_empty());
        assert!(ledger.append(Vec::new(), Vec::new()).expect("appends nothing").is_empty());
    });
}

#[test]
fn entries_are_chained_and_read_back() {
    on_each(|ledger| {
        append_read(ledger, 3);
        let entries = ledger.entries(1, 100).expect("reads");
        assert_eq!(entries.iter().map(|e| e.seq).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
        let mut before = Digest::NONE;
        for entry in &entries {
            assert_eq!(entry.before, before);
            before = entry.digest;
            assert_eq!((entry.author.as_str(), entry.reason.as_str(), entry.at.as_str()), ("analyst", "exercise", "2026-11-22T10:00:00Z"));
        }
        assert_eq!(ledger.head().expect("reads"), Some(Head { seq: 6, digest: before }));
        let Some(Act::Reading { records, .. }) = entries.get(1).map(|e| &e.act) else { panic!("a reading") };
        assert_eq!(records, &[record(1, 1)], "to the last bit of a latitude");
        assert_eq!(ledger.entries(3, 2).expect("reads").iter().map(|e| e.seq).collect::<Vec<_>>(), [3, 4]);
        assert!(ledger.entries(7, 2).expect("reads").is_empty());
        let log = ledger.log_of(&report_id(2)).expect("reads");
        assert_eq!(log.iter().map(|e| e.seq).collect::<Vec<_>>(), [3, 4]);
    });
}

#[test]
fn reports_and_originals_come_back_as_they_were() {
    on_each(|ledger| {
        let (mut act, _) = report(2, &[u64::MAX, 7]);
        append_read(ledger, 1);
        if let Act::Report { origin, .. } = &mut act {
            *origin = Some(report_id(1));
        }
        ledger.append(vec![draft(act.clone())], vec![Original { bytes: bytes(2) }]).expect("is appended");
        let kept = ledger.report(&report_id(2)).expect("reads").expect("is there");
        assert_eq!((kept.report.key.as_str(), kept.origin, kept.sketch), ("exercise-2", Some(report_id(1)), vec![2, u64::MAX - 2]));
        assert_eq!((kept.bands, kept.seq, kept.reading), (vec![u64::MAX, 7], 3, None));
        assert!(ledger.has_report(&report_id(2)).expect("reads") && !ledger.has_report(&report_id(3)).expect("reads"));
        assert_eq!(ledger.original(&Digest::of(&bytes(2))).expect("reads"), Some(bytes(2)));
        assert_eq!(ledger.original(&Digest::of(b"never given")).expect("reads"), None);
        let near =
            |bands: &[u64]| -> Vec<String> { ledger.reports_near(bands).expect("reads").into_iter().map(|r| r.report.key).collect() };
        assert_eq!(near(&[u64::MAX]), ["exercise-2"]);
        assert_eq!(near(&[7, 1, u64::MAX]), ["exercise-1", "exercise-2"]);
        assert!(near(&[8]).is_empty() && near(&[]).is_empty());
        // The same report again, with other bands and no bytes: they are kept already.
        let (again, _) = report(2, &[9]);
        append(ledger, [again]);
        let near = |bands: &[u64]| ledger.reports_near(bands).expect("reads").len();
        assert_eq!((near(&[7]), near(&[9])), (0, 1));
        assert_eq!(ledger.log_of(&report_id(2)).expect("reads").len(), 2);
    });
}

#[test]
fn tellings_are_found_by_block_and_by_incident() {
    on_each(|ledger| {
        let (act, original) = report(1, &[]);
        ledger.append(vec![draft(act), draft(reading(1, &[&["a", "b"], &["b"], &[]]))], vec![original]).expect("is appended");
        append(ledger, [Act::Incident { incident: incident("i1", &[record_id(1, 1), record_id(1, 3)], json!({})) }]);
        let ids = |found: Vec<accalmie_ledger::StoredTelling>| -> Vec<String> { found.into_iter().map(|t| t.record.id).collect() };
        let in_ = |blocks: &[&str]| ids(ledger.tellings_in(&blocks.iter().map(|b| (*b).to_owned()).collect::<Vec<_>>()).expect("reads"));
        assert_eq!(in_(&["a"]), [record_id(1, 1)]);
        assert_eq!(in_(&["b", "a"]), [record_id(1, 1), record_id(1, 2)]);
        assert!(in_(&["c"]).is_empty());
        assert_eq!(ids(ledger.tellings_of("i1").expect("reads")), [record_id(1, 1), record_id(1, 3)]);
        let told = ledger.tellings_in(&["a".to_owned()]).expect("reads").remove(0);
        assert_eq!(
            (told.key.as_str(), told.source.as_deref(), told.published.as_deref()),
            ("exercise-1", Some("Exercise desk"), Some("2019-12-11"))
        );
        assert_eq!((told.incident.as_deref(), told.current, told.report), (Some("i1"), true, report_id(1)));
        // Read again: the last reading holds, and what it does not have stays known.
        append(ledger, [reading(1, &[&["d"], &["b"]])]);
        let in_ = |block: &str| ids(ledger.tellings_in(&[block.to_owned()]).expect("reads"));
        assert_eq!((in_("a"), in_("b"), in_("d")), (vec![], vec![record_id(1, 2)], vec![record_id(1, 1)]));
        let current: Vec<bool> = ledger.tellings_of("i1").expect("reads").iter().map(|t| t.current).collect();
        assert_eq!(current, [true, false]);
    });
}

#[test]
fn what_cannot_be_kept_is_refused_with_a_reason() {
    on_each(|ledger| {
        append_read(ledger, 1);
        append(ledger, [Act::Incident { incident: incident("i1", &[record_id(1, 1)], json!({})) }]);
        append(ledger, [Act::Incident { incident: incident("i2", &[], json!({})) }]);
        append(ledger, [Act::Join { incident: "i2".into(), into: "i1".into() }]);
        let mut infinite = incident("i3", &[], json!({}));
        infinite.confidence = f32::NAN;
        let mut other_kind = incident("i3", &[], json!({}));
        other_kind.kind = accalmie_record::Kind::Need;
        let (unknown, _) = report(5, &[]);
        let (mut repeat, _) = report(1, &[]);
        if let Act::Report { origin, .. } = &mut repeat {
            *origin = Some("sha256:none".into());
        }
        let correct = |incident: &str, field: &str, value| Act::Correct { incident: incident.into(), field: field.into(), value };
        let split = |records: &[&str], to: &str| Act::Split {
            incident: "i1".into(),
            records: records.iter().map(|r| (*r).to_owned()).collect(),
            to: to.into(),
        };
        let mut check = |act: Act, why: &str| {
            let said = refusal(ledger, vec![act]);
            assert!(said.contains(why) && said.contains("entry 1"), "{said}");
        };
        check(unknown, "the bytes of its original are not among those given");
        check(repeat, "there is no report sha256:none");
        check(reading(7, &[]), "there is no report");
        check(Act::Incident { incident: infinite }, "no finite number");
        check(Act::Incident { incident: other_kind }, "kind is not that of its type");
        check(Act::Incident { incident: incident("", &[], json!({})) }, "no id");
        check(Act::Retract { incident: "i9".into() }, "there is no incident i9");
        let review = |record: &str, incident: Option<&str>| Act::Review {
            record: record.into(),
            incident: incident.map(str::to_owned),
            word: Word::Reject,
            field: None,
            value: None,
        };
        check(review("none-1", None), "there is no record none-1");
        check(review("none-1", Some("i9")), "there is no incident i9");
        check(Act::Account { account: String::new(), did: "made".into() }, "is no id or key");
        check(Act::Join { incident: "i1".into(), into: "i1".into() }, "with itself");
        check(Act::Join { incident: "i1".into(), into: "i2".into() }, "with itself");
        check(Act::Absorbed { incident: "i1".into(), into: "i9".into() }, "there is no incident i9");
        check(split(&[], "i4"), "names no record");
        check(split(&["x#1"], "i4"), "record x#1 is not of incident i1");
        check(split(&[&record_id(1, 1)], "i1"), "another incident");
        check(correct("i1", "colour", json!(1)), "no field that can be corrected");
        check(correct("i1", "records", json!([])), "no field that can be corrected");
        check(correct("i1", "type", json!("battle.unknown")), "cannot be read");
        check(correct("i1", "standing", json!("retracted")), "an act of its own");
        check(correct("i1", "harm.hurt", json!(null)), "no outcome");
        check(correct("i2", "weapon", json!(null)), "has become one with i1");
        // One that is refused takes the whole append with it.
        let good = Act::Retract { incident: "i1".into() };
        assert!(refusal(ledger, vec![good, Act::Retract { incident: "i9".into() }]).contains("entry 2"));
    });
}

#[test]
fn a_draft_without_author_or_time_is_refused() {
    on_each(|ledger| {
        append(ledger, [Act::Incident { incident: incident("i1", &[], json!({})) }]);
        let good = draft(Act::Retract { incident: "i1".into() });
        let mut check = |draft: Draft, why: &str| {
            let said = ledger.append(vec![draft], Vec::new()).expect_err("is refused").to_string();
            assert!(said.contains(why), "{said}");
        };
        check(Draft { author: " ".into(), ..good.clone() }, "no author");
        for at in ["", "2026-11-22", "2026-11-22T10:00:00", "2026-11-22T10:00:00+01:00", "2026-13-22T10:00:00Z", "soon"] {
            check(Draft { at: at.into(), ..good.clone() }, "no time in UTC");
        }
        let mut orphan = |bytes: Vec<u8>| ledger.append(vec![good.clone()], vec![Original { bytes }]);
        assert!(matches!(orphan(bytes(9)), Err(LedgerError::Refused { nth: 2, .. })), "an original of no report");
    });
}

#[test]
fn tables_are_made_anew_from_the_journal() {
    on_each(|ledger| {
        append_read(ledger, 4);
        append(ledger, [Act::Incident { incident: incident("i1", &[record_id(1, 1)], json!({"places": [place(36.4, 40.2)]})) }]);
        append(ledger, [Act::Correct { incident: "i1".into(), field: "type".into(), value: json!("battle.raid") }]);
        let before = tables(ledger);
        assert!(before.len() > 20);
        ledger.rebuild().expect("rebuilds");
        assert_eq!(tables(ledger), before);
    });
}

#[test]
fn a_cut_is_told_by_the_noted_head() {
    on_each(|ledger| {
        append_read(ledger, 2);
        let noted = ledger.head().expect("reads").expect("there is one");
        let check = |noted: Head| {
            let mut faults = Vec::new();
            ledger.verify(Some(noted), &mut |f| faults.push(f)).expect("verifies");
            faults.len()
        };
        assert_eq!(check(noted), 0);
        assert_eq!(noted.to_string().parse(), Ok(noted));
        assert_eq!(check(Head { seq: 9, ..noted }), 1, "entries 5 to 9 were cut off");
        assert_eq!(check(Head { digest: Digest::of(b"other"), ..noted }), 1, "entry 4 was written anew");
        append_read_more(ledger);
        let mut faults = Vec::new();
        ledger.verify(Some(noted), &mut |f| faults.push(f)).expect("verifies");
        assert!(faults.is_empty(), "an older head still holds");
    });
    fn append_read_more(ledger: &mut dyn accalmie_ledger::Ledger) {
        let (act, original) = report(77, &[]);
        ledger.append(vec![draft(act)], vec![original]).expect("is appended");
    }
}

#[test]
fn verify_counts_what_it_looked_at() {
    on_each(|ledger| {
        append_read(ledger, 3);
        let seen = ledger.verify(None, &mut |_| ()).expect("verifies");
        assert_eq!((seen.entries, seen.originals, seen.faults, seen.head), (6, 3, 0, ledger.head().expect("reads")));
        assert_eq!(seen.rows as usize, tables(ledger).len());
        sound(ledger);
        assert_eq!(faults(ledger), []);
    });
}
