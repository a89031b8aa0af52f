//! A hand is who appends to the ledger, and when: the one place where the program asks the clock and the user's name.

use crate::cli::keeping::Hand;
use crate::output::Failure;
use accalmie_answers::By;
use accalmie_ledger::{Ledger, LedgerError};

/// Who nobody knows.
const NOBODY: &str = "unknown";

pub fn by(hand: &Hand, reason: &str) -> By {
    By { author: author(hand.author.as_deref()), at: hand.at.clone().unwrap_or_else(now), reason: reason.to_owned() }
}

fn author(said: Option<&str>) -> String {
    let user = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|v| std::env::var(v).ok());
    said.map(str::to_owned).or_else(user).filter(|a| !a.trim().is_empty()).unwrap_or_else(|| NOBODY.to_owned())
}

/// RFC 3339 in UTC, to the second.
pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

pub fn open(db: &str) -> Result<Box<dyn Ledger + Send>, Failure> {
    accalmie_ledger::open(db).map_err(failed)
}

/// A ledger that must be there already.
pub fn open_existing(db: &str) -> Result<Box<dyn Ledger + Send>, Failure> {
    let is_file = !db.starts_with("postgres://") && !db.starts_with("postgresql://");
    if is_file && !std::path::Path::new(db).exists() {
        return Err(Failure::Usage(format!("{db}: there is no such ledger; give its path with --db, or make it with `accalmie ingest`")));
    }
    open(db)
}

pub fn failed(e: LedgerError) -> Failure {
    Failure::Ledger(e.to_string())
}
