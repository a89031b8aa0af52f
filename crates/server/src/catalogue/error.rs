//! What can go wrong with a catalogue. None of it loses anything: the catalogue is made anew from the ledger.

use accalmie_ledger::LedgerError;

#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    #[error("the catalogue at {path} cannot be used ({why}); delete it and start again, it is made anew from the ledger")]
    File { path: String, why: String },
    #[error("the catalogue cannot be read or written: {0}; delete its file and start again, it is made anew from the ledger")]
    Store(#[from] rusqlite::Error),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error("entry {seq} of the ledger does not follow on what the catalogue was made from: open the catalogue again")]
    OtherLedger { seq: u64 },
    #[error("\u{201c}{0}\u{201d} is no cursor: give `after` as `next` gave it")]
    Cursor(String),
    #[error("a row of the catalogue cannot be read: {0}; delete its file and start again, it is made anew from the ledger")]
    Row(String),
}

impl From<serde_json::Error> for CatalogueError {
    fn from(e: serde_json::Error) -> Self {
        CatalogueError::Row(e.to_string())
    }
}
