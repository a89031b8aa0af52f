//! An error is a sentence for a person: what happened, to which ledger, and what to do.

/// Why the ledger could not do what was asked. Nothing of a failed append is kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    #[error(
        "{where_}: the disk is full, or the file may not grow further. Nothing of this was kept and the ledger is as it was; make room and do it again. ({cause})"
    )]
    Full { where_: String, cause: String },
    #[error(
        "{where_}: the ledger can be read but not written. Allow writing to the file and its folder, or copy it to where you may write. ({cause})"
    )]
    ReadOnly { where_: String, cause: String },
    #[error("{where_}: another program has held the ledger for a long time. Wait until it has done, and try again. ({cause})")]
    Busy { where_: String, cause: String },
    #[error("{where_}: the ledger could not be opened. Is the path right, does its folder exist, and may you read it? ({cause})")]
    CannotOpen { where_: String, cause: String },
    #[error("{where_}: this is no ledger of Accalmie ({cause}). Give the path of a ledger, or of a file that does not exist yet.")]
    NotALedger { where_: String, cause: String },
    #[error(
        "{where_}: this ledger was written by a newer program: its tables are of {found}, and this program knows them up to {known}. Use the newer program; nothing was changed."
    )]
    Newer { where_: String, found: i64, known: i64 },
    #[error(
        "{where_}: the tables of this ledger are of {found} and have to be brought to {known}, but the file cannot be written. Copy it to where you may write."
    )]
    OlderReadOnly { where_: String, found: i64, known: i64 },
    #[error("{where_}: the ledger is damaged: {what}. Nothing was changed; run verify, and take the last good copy.")]
    Damaged { where_: String, what: String },
    #[error("{where_}: {doing} failed: {cause}")]
    Storage { where_: String, doing: &'static str, cause: String },
    #[error("entry {nth} of what was to be appended ({title}) was refused: {why}. Nothing of it was kept.")]
    Refused { nth: usize, title: String, why: String },
    #[error("the question cannot be asked: {0}")]
    Query(String),
    #[error("this program was built without PostgreSQL; give the path of a file, or build it with the feature \u{201c}postgres\u{201d}")]
    NotBuilt,
}
