//! Following: what becomes of incidents, another ledger under the same file, an end in the midst.

use crate::questions::{follow, ids, made, text};
use crate::samples::*;
use accalmie_ledger::{Act, open};
use accalmie_protect::Profile::{Full, Public};
use accalmie_record::Standing;
use accalmie_server::catalogue::{Catalogue, CatalogueError, Filter};
use serde_json::{Value, json};

fn shape(id: &str, records: &[String], fields: Value) -> Act {
    Act::Incident { incident: incident(id, records, fields) }
}

fn short(c: &Catalogue, id: &str) -> Value {
    c.short(id, Full).expect("reads").map_or(Value::Null, |s| serde_json::from_str(s.get()).expect("JSON"))
}

#[test]
fn absorbed_split_retracted_corrected() {
    let mut ledger = open(":memory:").expect("opens");
    append_read(ledger.as_mut(), 3);
    let r = |n| record_id(n, 1);
    append(ledger.as_mut(), [shape("ia", &[r(1)], json!({})), shape("ib", &[r(2)], json!({})), shape("ic", &[r(3)], json!({}))]);
    let c = made(ledger.as_ref());
    let all = Filter::default();
    assert_eq!(ids(&c, &all, Full), ["ic", "ib", "ia"]);
    let mut then = |acts: Vec<Act>| {
        append(ledger.as_mut(), acts);
        follow(&c, ledger.as_ref(), 1000)
    };
    assert_eq!(then(vec![Act::Absorbed { incident: "ib".into(), into: "ia".into() }]), ["ia", "ib"]);
    assert_eq!(ids(&c, &all, Full), ["ic", "ia"]);
    assert!(short(&c, "ib").is_null());
    assert_eq!(
        then(vec![Act::Split { incident: "ia".into(), records: vec![r(2)], to: "ib".into() }, shape("ib", &[r(2)], json!({}))]),
        ["ia", "ib"]
    );
    assert_eq!(ids(&c, &all, Full), ["ic", "ib", "ia"]);
    assert_eq!(then(vec![Act::Correct { incident: "ia".into(), field: "type".into(), value: json!("need.food") }]), ["ia"]);
    assert_eq!((short(&c, "ia")["type"].clone(), short(&c, "ia")["corrected"].clone()), (json!("need.food"), json!(true)));
    // What merging says later lies beneath.
    then(vec![shape("ia", &[r(1)], json!({"origins": 2}))]);
    assert_eq!((short(&c, "ia")["type"].clone(), short(&c, "ia")["origins"].clone()), (json!("need.food"), json!(2)));
    assert_eq!(then(vec![Act::Retract { incident: "ic".into() }]), ["ic"]);
    assert_eq!(ids(&c, &all, Full), ["ib", "ia"]);
    assert_eq!(c.counts(Full).incidents, 2);
    let retracted = Filter { standings: vec![Standing::Retracted], ..all.clone() };
    assert_eq!(ids(&c, &retracted, Full), ["ic"]);
    assert_eq!(short(&c, "ic")["standing"], "retracted");
    assert_eq!(then(vec![Act::Join { incident: "ib".into(), into: "ia".into() }]), ["ia", "ib"]);
    assert_eq!(ids(&c, &all, Full), ["ia"]);
    assert!(then(vec![Act::Account { account: "a".into(), did: "made".into() }]).is_empty());
}

#[test]
fn a_file_is_kept_while_it_is_of_this_ledger() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("catalogue.db");
    let mut ledger = open(":memory:").expect("opens");
    append_read(ledger.as_mut(), 3);
    append(ledger.as_mut(), [shape("ia", &[record_id(1, 1)], json!({"actors": [actor("Exercise Brigade")]}))]);
    {
        let c = Catalogue::open(Some(&path), ledger.as_ref()).expect("opens");
        // An end in the midst: the rest is followed after it.
        assert_eq!(c.follow(ledger.as_ref(), 4).expect("follows").behind, 3);
    }
    let c = Catalogue::open(Some(&path), ledger.as_ref()).expect("opens");
    assert_eq!((c.as_of(), c.counts(Full).reports), (4, 2));
    assert_eq!(c.follow(ledger.as_ref(), 100).expect("follows").changed, ["ia"]);
    drop(c);
    let c = Catalogue::open(Some(&path), ledger.as_ref()).expect("opens");
    assert_eq!((c.as_of(), ids(&c, &text("brigade"), Full)), (7, vec!["ia".to_owned()]));
    drop(c);
    // Another ledger, of the same length: the file begins anew.
    let mut other = open(":memory:").expect("opens");
    append(other.as_mut(), [shape("iz", &[], json!({}))]);
    (0..6).for_each(|i| drop(append(other.as_mut(), [shape(&format!("i{i}"), &[], json!({}))])));
    let c = Catalogue::open(Some(&path), other.as_ref()).expect("opens");
    assert_eq!((c.as_of(), c.counts(Full).incidents, ids(&c, &Filter::default(), Full).len()), (0, 0, 0));
    follow(&c, other.as_ref(), 3);
    assert_eq!(ids(&c, &Filter::default(), Full).len(), 7);
    // While it is open a ledger is not exchanged under it.
    append_read(ledger.as_mut(), 4);
    assert!(matches!(c.follow(ledger.as_ref(), 10), Err(CatalogueError::OtherLedger { seq: 8 })));
    assert!(matches!(c.follow(open(":memory:").expect("opens").as_ref(), 10), Err(CatalogueError::OtherLedger { .. })));
    assert_eq!(ids(&c, &Filter::default(), Full).len(), 7);
}

#[test]
fn what_is_no_catalogue_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = open(":memory:").expect("opens");
    let file = folder.path().join("notes.db");
    std::fs::write(&file, "my notes, of which there is one copy, and which are longer than the head of a database is").expect("writes");
    let other = folder.path().join("ledger.db");
    drop(open(other.to_str().expect("a path")).expect("opens"));
    for path in [&file, &other, &folder.path().join("no/such/folder.db")] {
        let before = std::fs::read(path).ok();
        let refused = Catalogue::open(Some(path), ledger.as_ref()).err().expect("is refused").to_string();
        assert!(refused.contains(path.to_str().expect("a path")), "{refused}");
        assert_eq!(std::fs::read(path).ok(), before);
    }
}

#[test]
fn a_catalogue_can_be_asked_from_many_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let folder = tempfile::tempdir().expect("a folder");
    let mut ledger = open(":memory:").expect("opens");
    let c = Catalogue::open(Some(&folder.path().join("c.db")), ledger.as_ref()).expect("opens");
    shared(&c);
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|s| {
        for audience in [Full, Public, Full, Public] {
            let (c, stop) = (&c, &stop);
            s.spawn(move || {
                let mut before = 0;
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    let n = ids(c, &text("mill"), audience).len();
                    c.viewport(&Filter::default(), audience, 4.0, 10).expect("shows");
                    assert!(n >= before, "nothing goes");
                    before = n;
                }
            });
        }
        for n in 0..40 {
            let at = json!({"places": [place(36.0, 40.0 + f64::from(n) / 10.0)], "type": "battle.raid", "places": [{"text": "Mill", "relation": "at",
                "name": "Mill", "id": null, "lat": 36.0, "lon": 40.0, "precision": 3}]});
            append(ledger.as_mut(), [shape(&format!("i{n}"), &[], at)]);
            c.follow(ledger.as_ref(), 10).expect("follows");
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    assert_eq!((ids(&c, &text("mill"), Full).len(), ids(&c, &text("mill"), Public).len()), (40, 40));
}
