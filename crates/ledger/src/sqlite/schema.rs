//! The schema of the file is the sum of dated migrations; one that has been released is never edited, a later one follows it.

use super::Sqlite;
use crate::engine;
use crate::sql::{Cell, Result, Sql};
use crate::LedgerError;

/// What brings the tables from the date before to this one.
pub struct Migration {
    /// As a number: 20261122. Kept in the file as `user_version`.
    pub date: i64,
    pub sql: &'static str,
    /// The fold has changed: the tables are made anew from the journal.
    pub rebuild: bool,
}

/// In order of date.
pub const MIGRATIONS: &[Migration] =
    &[Migration { date: 20261122, sql: include_str!("../../migrations/sqlite/2026-11-22-first.sql"), rebuild: false }];

/// Tells a ledger from any other SQLite file: "ACLM" in ASCII.
const APPLICATION: i64 = 0x41_43_4c_4d;

fn number(sqlite: &Sqlite, pragma: &str) -> Result<i64> {
    Ok(sqlite.first(pragma, &[])?.and_then(|row| row.first().and_then(Cell::int)).unwrap_or(0))
}

/// Date of the file's tables; 0 for an empty file.
///
/// # Errors
/// When the file is no ledger.
pub fn version(sqlite: &Sqlite) -> Result<i64> {
    // Of one moment: another program may be making the tables just now.
    let one = !sqlite.conn.is_autocommit();
    if !one {
        sqlite.snapshot()?;
    }
    let read = (|| {
        let (application, version) = (number(sqlite, "PRAGMA application_id")?, number(sqlite, "PRAGMA user_version")?);
        Ok((application, version, number(sqlite, "SELECT COUNT(*) FROM sqlite_schema")?))
    })();
    if !one {
        sqlite.rollback();
    }
    match read? {
        (APPLICATION, version, _) if version > 0 => Ok(version),
        (0, 0, 0) => Ok(0),
        _ => Err(LedgerError::NotALedger {
            where_: sqlite.where_().to_owned(),
            cause: "it is another program's database, or its head is damaged".to_owned(),
        }),
    }
}

/// Brings the tables to the last migration, in one transaction.
pub fn migrate(sqlite: &Sqlite, migrations: &[Migration]) -> Result<()> {
    let known = migrations.last().map_or(0, |m| m.date);
    let where_ = || sqlite.where_().to_owned();
    let newer = |found| LedgerError::Newer { where_: where_(), found, known };
    match version(sqlite)? {
        found if found > known => return Err(newer(found)),
        found if found == known => return Ok(()),
        found if sqlite.read_only => return Err(LedgerError::OlderReadOnly { where_: where_(), found, known }),
        _ => {}
    }
    sqlite.lock()?;
    let done = (|| {
        // Another program may have done it meanwhile.
        let found = version(sqlite)?;
        if found > known {
            return Err(newer(found));
        }
        let mut rebuild = false;
        for migration in migrations.iter().filter(|m| m.date > found) {
            sqlite.batch(migration.sql, "bringing the tables up to date")?;
            rebuild |= migration.rebuild;
        }
        sqlite.batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {known};"), "bringing the tables up to date")?;
        if rebuild {
            engine::rebuild(sqlite)?;
        }
        sqlite.commit()
    })();
    if done.is_err() {
        sqlite.rollback();
    }
    done
}
