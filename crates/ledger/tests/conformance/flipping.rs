//! Flipping: a byte of the file that is changed is named by verify, or lies where nothing is kept.

use crate::samples::*;
use crate::stores::{Store, faults, on_disk, on_server, tables};
use accalmie_ledger::{Act, Digest, Fault, Ledger, Query, open};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::json;
use std::collections::BTreeMap;

/// A ledger with something in every table, large enough for trees of several pages, closed and in one file.
fn filled(store: &Store) {
    let mut ledger = open(&store.where_).expect("opens");
    let ledger = ledger.as_mut();
    for n in 1..=40 {
        let (act, _) = report(n, &[n, n * 1_000_003, u64::MAX - n]);
        // Originals of some pages.
        let long = bytes(n);
        let blocks: [&[&str]; 3] = [&["a long key of a block", "b"], &["b", "c"], &[]];
        ledger.append(vec![draft(act), draft(reading(n, &blocks))], vec![accalmie_ledger::Original { bytes: long }]).expect("is appended");
    }
    let fields = |n: u64| {
        json!({"places": [place(30.0 + n as f64 / 7.0, 40.0 - n as f64 / 11.0)], "actors": [actor(&format!("Exercise Brigade {}", n % 13))],
            "time": period(&format!("2019-{:02}-{:02}", 1 + n % 12, 1 + n % 28), "2019-12-31"), "why": ["words ".repeat(40)]})
    };
    append(
        ledger,
        (1..=120).map(|n| Act::Incident {
            incident: incident(&format!("i{n:012}"), &[record_id(n % 40 + 1, 1 + (n / 40) as usize)], fields(n)),
        }),
    );
    let id = |n: u64| format!("i{n:012}");
    append(ledger, (1..=20).map(|n| Act::Correct { incident: id(n), field: "type".into(), value: json!("battle.raid") }));
    append(ledger, (1..=10).map(|n| Act::Join { incident: id(n), into: id(n + 20) }));
    append(ledger, (41..=50).map(|n| Act::Retract { incident: id(n) }));
    assert_eq!(faults(ledger), []);
}

/// All that can be read of a ledger, by every way that there is.
fn content(ledger: &dyn Ledger) -> Result<BTreeMap<String, String>, accalmie_ledger::LedgerError> {
    let mut all = BTreeMap::new();
    let rows = tables(ledger);
    for entry in ledger.entries(1, 10_000)? {
        all.insert(format!("entry {}", entry.seq), format!("{entry:?}"));
        for id in entry.act.about() {
            let log: Vec<u64> = ledger.log_of(id)?.iter().map(|e| e.seq).collect();
            let incident = ledger.incident(id)?;
            let tellings = ledger.tellings_of(id)?;
            all.insert(format!("of {id}"), format!("{log:?} {incident:?} {tellings:?} {:?}", ledger.report(id)?));
        }
        if let Act::Report { bytes, bands, .. } = &entry.act {
            all.insert(format!("original {bytes}"), format!("{:?} {:?}", ledger.original(bytes)?, ledger.reports_near(bands)?));
        }
    }
    for block in ["a long key of a block", "b", "c"] {
        all.insert(format!("block {block}"), format!("{:?}", ledger.tellings_in(&[block.to_owned()])?));
    }
    let queries = [
        Query::default(),
        Query { area: Some(accalmie_ledger::Area::Box { south: 31.0, west: 30.0, north: 40.0, east: 39.9 }), ..Query::default() },
        Query { types: vec!["battle.raid".parse().expect("a type")], ..Query::default() },
        Query { from: Some("2019-06-01".into()), to: Some("2019-06-30".into()), ..Query::default() },
        Query { actor: Some("brigade 7".into()), ..Query::default() },
    ];
    for query in queries {
        all.insert(format!("{query:?}"), format!("{:?}", ledger.incidents(&query, None, 10_000)?));
    }
    all.insert("ties".to_owned(), format!("{:?} {:?} {rows:?}", ledger.ties()?, ledger.head()?));
    Ok(all)
}

/// What became of one flipped byte.
#[derive(Debug, PartialEq)]
enum Found {
    Named,
    /// Nothing is kept there: all is read back as it was.
    Nothing,
}

fn flipped(good: &[u8], at: usize, mask: u8, was: &BTreeMap<String, String>) -> Result<Found, String> {
    let store = on_disk();
    let mut bytes = good.to_vec();
    bytes[at] ^= mask;
    std::fs::write(&store.where_, &bytes).expect("writes");
    let Ok(ledger) = open(&store.where_) else { return Ok(Found::Named) };
    let mut faults = 0;
    let verified = ledger.verify(None, &mut |_| faults += 1);
    if verified.is_err() || faults > 0 {
        return Ok(Found::Named);
    }
    match content(ledger.as_ref()) {
        Ok(is) if is == *was => Ok(Found::Nothing),
        Ok(is) => {
            let differs: Vec<&String> = was.keys().filter(|k| is.get(*k) != was.get(*k)).take(3).collect();
            Err(format!("byte {at} ^ {mask:#04x} changes {differs:?} and is not named"))
        }
        Err(e) => Err(format!("byte {at} ^ {mask:#04x} is not named, and then: {e}")),
    }
}

fn flip(times: usize) {
    let store = on_disk();
    filled(&store);
    let good = std::fs::read(&store.where_).expect("reads");
    assert!(!std::path::Path::new(&format!("{}-wal", store.where_)).exists(), "all of it is in the file");
    let was = content(open(&store.where_).expect("opens").as_ref()).expect("reads");
    assert!(was.len() > 400, "{}", was.len());
    let mut runner = TestRunner::deterministic();
    let (mut named, mut wrong) = (0, Vec::new());
    for _ in 0..times {
        let place = (0..good.len(), 1u8..=255);
        let (at, mask) = place.new_tree(&mut runner).expect("a place").current();
        match flipped(&good, at, mask, &was) {
            Ok(found) => named += usize::from(found == Found::Named),
            Err(e) => wrong.push(e),
        }
    }
    println!("{times} flips in {} bytes: {named} named, {} where nothing is kept", good.len(), times - named - wrong.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(named * 3 > times, "most of the file is in use: {named} of {times} were named");
}

#[test]
fn a_flipped_byte_is_named() {
    flip(300);
}

/// Every byte of the head of the file and of the page after it has its turn.
#[test]
fn a_flipped_byte_of_the_head_is_named() {
    let store = on_disk();
    filled(&store);
    let good = std::fs::read(&store.where_).expect("reads");
    let was = content(open(&store.where_).expect("opens").as_ref()).expect("reads");
    let wrong: Vec<String> =
        (0..100).flat_map(|at| [1u8, 0x80].map(|mask| flipped(&good, at, mask, &was))).filter_map(Result::err).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
#[ignore = "some minutes"]
fn thousands_of_flipped_bytes_are_named() {
    flip(3_000);
}

#[test]
fn a_page_of_zeros_is_named() {
    let store = on_disk();
    filled(&store);
    let good = std::fs::read(&store.where_).expect("reads");
    let was = content(open(&store.where_).expect("opens").as_ref()).expect("reads");
    for page in 0..good.len() / 4096 {
        let copy = on_disk();
        let mut bytes = good.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0);
        std::fs::write(&copy.where_, &bytes).expect("writes");
        if let Ok(ledger) = open(&copy.where_) {
            let same = || content(ledger.as_ref()).is_ok_and(|is| is == was);
            assert!(!faults(ledger.as_ref()).is_empty() || same(), "page {page}");
        }
    }
}

#[test]
fn a_cut_file_is_named() {
    let store = on_disk();
    filled(&store);
    let good = std::fs::read(&store.where_).expect("reads");
    for share in 1..8 {
        let copy = on_disk();
        std::fs::write(&copy.where_, &good[..good.len() * share / 8]).expect("writes");
        if let Ok(ledger) = open(&copy.where_) {
            assert!(!faults(ledger.as_ref()).is_empty(), "{share} eighths of it");
        }
    }
}

/// Whether a fault is the one that is looked for.
type Check = fn(&Fault) -> bool;

/// What a person with the right to write could do: each is named for what it is.
#[test]
fn tampering_is_named() {
    let entry: Check = |f| matches!(f, Fault::Changed { seq: 3, title, .. } if title.starts_with("Report sha256:"));
    let chain: Check = |f| matches!(f, Fault::Unchained { seq: 4, .. });
    let missing: Check = |f| matches!(f, Fault::Missing { seq: 3 });
    let original: Check = |f| matches!(f, Fault::OriginalChanged { report, .. } if *report == report_id(1));
    let gone: Check = |f| matches!(f, Fault::OriginalMissing { report, .. } if *report == report_id(2));
    let orphan: Check = |f| matches!(f, Fault::Originals { kept: 41, reports: 40 });
    let table: Check = |f| matches!(f, Fault::Table { .. });
    // A forger who also writes the digest anew still breaks the chain.
    let forged = Digest::of(b"{}");
    let hex: String = forged.to_string().trim_start_matches("sha256:").to_owned();
    let cases: Vec<(String, Check)> = vec![
        ("UPDATE journal SET body = (SELECT body FROM journal WHERE seq = 5) WHERE seq = 3".into(), |f| {
            matches!(f, Fault::Changed { seq: 3, .. })
        }),
        ("UPDATE journal SET digest = (SELECT digest FROM journal WHERE seq = 5) WHERE seq = 3".into(), entry),
        (format!("UPDATE journal SET body = HEX'7b7d', digest = HEX'{hex}' WHERE seq = 3"), chain),
        ("DELETE FROM journal WHERE seq = 3".into(), missing),
        (format!("UPDATE original SET bytes = HEX'6f74686572' WHERE digest = HEX'{}'", &report_id(1)[7..]), original),
        (format!("DELETE FROM original WHERE digest = HEX'{}'", &report_id(2)[7..]), gone),
        (format!("INSERT INTO original VALUES (HEX'{hex}', HEX'7b7d')"), orphan),
        ("UPDATE report SET seq = 5 WHERE seq = 3".into(), table),
        ("DELETE FROM band WHERE report = 3".into(), table),
        ("UPDATE telling SET current = 0 WHERE reading = 4".into(), table),
        ("DELETE FROM block WHERE block = 'c'".into(), table),
        ("UPDATE member SET incident = 'i000000000099' WHERE incident = 'i000000000060'".into(), table),
        ("UPDATE incident SET standing = 'corroborated' WHERE id = 'i000000000060'".into(), table),
        ("UPDATE incident SET retracted = NULL".into(), table),
        ("UPDATE incident SET lat = lat + 0.0000001".into(), table),
        ("DELETE FROM incident WHERE id = 'i000000000060'".into(), table),
        ("DELETE FROM named".into(), table),
        ("INSERT INTO name VALUES ('nobody')".into(), table),
        ("UPDATE correction SET value = '\"aid.looted\"'".into(), table),
        ("DELETE FROM pin".into(), table),
        ("DELETE FROM tie".into(), table),
        ("DELETE FROM about WHERE seq = 3".into(), table),
    ];
    let file = on_disk();
    filled(&file);
    let good = std::fs::read(&file.where_).expect("reads");
    for (sql, check) in &cases {
        let copy = on_disk();
        std::fs::write(&copy.where_, &good).expect("writes");
        let conn = rusqlite::Connection::open(&copy.where_).expect("opens");
        let changed = conn.execute(&sql.replace("HEX'", "x'"), []);
        assert!(changed.expect("tampers") > 0, "{sql}");
        drop(conn);
        let found = faults(open(&copy.where_).expect("opens").as_ref());
        assert!(found.iter().any(check), "{sql}: {found:#?}");
    }
    for sql in ["UPDATE near SET north = north + 1", "DELETE FROM near WHERE n > 150", "DROP INDEX incident_time", "CREATE TABLE other (x)"]
    {
        let copy = on_disk();
        std::fs::write(&copy.where_, &good).expect("writes");
        rusqlite::Connection::open(&copy.where_).expect("opens").execute_batch(sql).expect("tampers");
        assert!(!faults(open(&copy.where_).expect("opens").as_ref()).is_empty(), "{sql}");
    }
    on_the_server(&cases);
}

fn on_the_server(cases: &[(String, Check)]) {
    for (sql, check) in cases {
        let Some(store) = on_server() else { return };
        filled(&store);
        let mut client = postgres::Client::connect(&store.where_, postgres::NoTls).expect("the server of the tests");
        assert!(client.execute(&sql.replace("HEX'", "'\\x"), &[]).expect("tampers") > 0, "{sql}");
        let found = faults(open(&store.where_).expect("opens").as_ref());
        assert!(found.iter().any(check), "{sql}: {found:#?}");
    }
    let Some(store) = on_server() else { return };
    filled(&store);
    let mut client = postgres::Client::connect(&store.where_, postgres::NoTls).expect("the server of the tests");
    client.batch_execute("DROP INDEX incident_time").expect("tampers");
    assert!(!faults(open(&store.where_).expect("opens").as_ref()).is_empty());
}
