//! The ledger keeps reports, records and incidents for years: it only grows, and shows when a byte of it has changed.
//!
//! It holds three things. The **originals** are the bytes of every report, under their SHA-256. The **journal** is a chain of
//! entries, each of which carries the digest of the one before. The **tables** are nothing but the fold of the journal, there to
//! be asked quickly, and can be made anew from it at any time ([`Ledger::rebuild`]).
//!
//! The ledger reads no text and merges nothing: it stores what it is given. It has no clock: times are given. A ledger is a
//! file (SQLite) or a database of a PostgreSQL server that the user named; [`open`] takes either, and both pass one suite.
//!
//! What the chain can show and what it cannot: a changed, swapped or missing entry is found by [`Ledger::verify`] alone. Whoever
//! holds the file can still cut off the last entries together with what the tables say of them, and the shorter ledger is whole in
//! itself; so note the [`Head`] elsewhere, and give it to `verify`, which then finds the cut.

mod act;
mod chain;
mod check;
mod engine;
mod entry;
mod error;
mod fold;
mod ledger;
mod overlay;
#[cfg(feature = "postgres")]
mod postgres;
mod query;
mod sql;
mod sqlite;
mod tables;
mod tie;
mod verify;
mod walk;
mod when;

pub use act::{Act, Word};
pub use chain::Digest;
pub use entry::{Draft, Entry, Head, Original};
pub use error::LedgerError;
pub use ledger::{Ledger, Page, StoredIncident, StoredReport, StoredTelling, Whereabouts};
pub use query::{Area, Cursor, Query};
pub use sql::Cell;
pub use tables::{TABLES, Table};
pub use tie::{Bond, Tie, Ties};
pub use verify::{Fault, Verified};

/// Opens the ledger at `where_`: a path (made when there is none, its folder must exist), `:memory:`, or `postgres://…`.
///
/// # Errors
/// When it cannot be opened or made, is no ledger, or was written by a newer program. A file that cannot be written is opened
/// for reading; then appending is the error.
pub fn open(where_: &str) -> Result<Box<dyn Ledger + Send>, LedgerError> {
    if where_.starts_with("postgres://") || where_.starts_with("postgresql://") {
        #[cfg(feature = "postgres")]
        return Ok(Box::new(postgres::open(where_)?));
        #[cfg(not(feature = "postgres"))]
        return Err(LedgerError::NotBuilt);
    }
    Ok(Box::new(sqlite::open(where_)?))
}
