//! The schema of the database is the sum of dated migrations; one that has been released is never edited, a later one follows it.

use super::Postgres;
use crate::sql::{Cell, Result, Sql};
use crate::verify::Fault;
use crate::{LedgerError, engine};

/// What brings the tables from the date before to this one, and whether the fold has changed with it.
const MIGRATIONS: &[(i64, &str, bool)] = &[(20261122, include_str!("../../migrations/postgres/2026-11-22-first.sql"), false)];

/// Whoever holds it appends; 1094929485 is "ACLM" in ASCII.
pub const LOCK: &str = "SELECT pg_advisory_xact_lock(1094929485, hashtext(current_schema()))";

/// Date of the tables; 0 where there are none.
fn version(postgres: &Postgres) -> Result<i64> {
    // Asked of the rows of the catalogue: what a session remembers of names may be older than the lock that it waited for.
    let there = "SELECT c.relname::TEXT FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
                 WHERE s.nspname = current_schema() AND c.relname = 'accalmie_ledger'";
    if postgres.first(there, &[])?.is_none() {
        return Ok(0);
    }
    let row = postgres.first("SELECT version FROM accalmie_ledger", &[])?;
    row.and_then(|row| row.first().and_then(Cell::int)).ok_or_else(|| postgres.odd("it does not say of which date its tables are"))
}

pub fn migrate(postgres: &Postgres) -> Result<()> {
    let known = MIGRATIONS.last().map_or(0, |m| m.0);
    let newer = |found| LedgerError::Newer { where_: postgres.where_().to_owned(), found, known };
    match version(postgres)? {
        found if found > known => return Err(newer(found)),
        found if found == known => return Ok(()),
        _ => {}
    }
    postgres.lock()?;
    let done = (|| {
        let found = version(postgres)?;
        if found > known {
            return Err(newer(found));
        }
        let doing = "bringing the tables up to date";
        postgres.batch("CREATE TABLE IF NOT EXISTS accalmie_ledger (version BIGINT NOT NULL)", doing)?;
        let mut rebuild = false;
        for (_, sql, anew) in MIGRATIONS.iter().filter(|m| m.0 > found) {
            postgres.batch(sql, doing)?;
            rebuild |= anew;
        }
        postgres.batch(&format!("DELETE FROM accalmie_ledger; INSERT INTO accalmie_ledger VALUES ({known})"), doing)?;
        if rebuild {
            engine::rebuild(postgres)?;
        }
        postgres.commit()
    })();
    if done.is_err() {
        postgres.rollback();
    }
    done
}

/// Every index is there and in use. The pages are the server's to check (`data_checksums`, `amcheck`).
pub fn sound(postgres: &Postgres, each: &mut dyn FnMut(Fault)) {
    let of = "SELECT c.relname::TEXT FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace s ON s.oid = c.relnamespace
              WHERE s.nspname = current_schema() AND i.indisvalid AND i.indisready";
    match postgres.ask(of, &[]) {
        Ok(rows) => {
            let is: Vec<&str> = rows.iter().filter_map(|row| row.first().and_then(Cell::text)).collect();
            for index in ["member_incident", "incident_time", "incident_type", "incident_near", "named_incident"] {
                if !is.contains(&index) {
                    each(Fault::Database(format!("the index {index} is missing or not valid")));
                }
            }
        }
        Err(e) => each(Fault::Database(e.to_string())),
    }
}
