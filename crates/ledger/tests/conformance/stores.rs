//! A store is a fresh place for a ledger, of each kind.

use accalmie_ledger::{Fault, Ledger, TABLES, open};
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// A fresh place; it is gone when this is dropped.
pub struct Store {
    pub where_: String,
    _folder: Option<TempDir>,
}

pub fn on_disk() -> Store {
    let folder = tempfile::tempdir().expect("a folder");
    let where_ = folder.path().join("ledger.sqlite").to_string_lossy().into_owned();
    Store { where_, _folder: Some(folder) }
}

/// A schema of its own on the server of the tests; `None`, and said so, when there is no server.
pub fn on_server() -> Option<Store> {
    if !cfg!(feature = "postgres") {
        println!("skipped on PostgreSQL: built without it");
        return None;
    }
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let Ok(url) = std::env::var("ACCALMIE_TEST_POSTGRES") else {
        println!("skipped on PostgreSQL: ACCALMIE_TEST_POSTGRES is not set; see ci/postgres.sh");
        return None;
    };
    let schema = format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut client = postgres::Client::connect(&url, postgres::NoTls).expect("the server of the tests");
    client.batch_execute(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")).expect("a schema");
    Some(Store { where_: format!("{url}?options=-csearch_path%3D{schema}"), _folder: None })
}

/// Runs a test on a fresh ledger of each kind.
pub fn on_each(test: impl Fn(&mut dyn Ledger)) {
    let memory = Store { where_: ":memory:".to_owned(), _folder: None };
    for store in [Some(memory), Some(on_disk()), on_server()].into_iter().flatten() {
        let mut ledger = open(&store.where_).expect("opens");
        test(ledger.as_mut());
        sound(ledger.as_ref());
    }
}

pub fn faults(ledger: &dyn Ledger) -> Vec<Fault> {
    let mut faults = Vec::new();
    ledger.verify(None, &mut |fault| faults.push(fault)).expect("verifies");
    faults
}

pub fn sound(ledger: &dyn Ledger) {
    assert_eq!(faults(ledger), [], "{}", ledger.where_());
}

/// Every row of every table, as text.
pub fn tables(ledger: &dyn Ledger) -> Vec<String> {
    let mut out = Vec::new();
    for table in TABLES {
        ledger.rows(table, &mut |row| out.push(format!("{} {row:?}", table.name))).expect("reads");
    }
    out
}
