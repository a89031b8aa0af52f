//! The schema of the file is the sum of dated migrations; one that has been released is never edited, a later one follows it.

use super::Sqlite;
use crate::LedgerError;
use crate::engine;
use crate::sql::{Cell, Result, Sql};

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
        sqlite
            .batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {known};"), "bringing the tables up to date")?;
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

#[cfg(test)]
mod tests {
    use super::{MIGRATIONS, Migration, Sqlite, migrate, version};
    use crate::engine::Engine;
    use crate::sql::{Cell, Sql};
    use crate::{Act, Digest, Draft, Ledger, LedgerError};

    const LATER: &[Migration] = &[
        Migration { date: 20261122, sql: MIGRATIONS[0].sql, rebuild: false },
        Migration { date: 20270101, sql: "ALTER TABLE pin ADD COLUMN note TEXT", rebuild: false },
        Migration { date: 20270301, sql: "CREATE INDEX about_seq ON about (seq)", rebuild: true },
    ];

    fn filled(where_: &str) {
        let mut ledger = Engine::new(Sqlite::connect(where_).expect("connects"));
        migrate(&ledger.sql, MIGRATIONS).expect("is made");
        let incident = serde_json::json!({
            "schema": "accalmie/1", "incident": "i1", "reports": [], "records": ["r#1"], "origins": 1, "standing": "reported",
            "kind": "event", "type": "battle.raid", "status": "asserted", "places": [], "time": null, "actors": [], "targets": [],
            "weapon": null, "harm": {}, "sensitivity": "public", "confidence": 0.5, "why": [],
        });
        let act = Act::Incident { incident: serde_json::from_value(incident).expect("an incident") };
        let draft = Draft { at: "2026-11-22T10:00:00Z".into(), author: "a".into(), reason: String::new(), act };
        ledger.append(vec![draft], Vec::new()).expect("is appended");
    }

    #[test]
    fn an_older_ledger_is_brought_up_to_date_and_keeps_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let where_ = folder.path().join("l").to_string_lossy().into_owned();
        filled(&where_);
        // What is wrong in the tables is right again after a migration that makes them anew.
        Sqlite::connect(&where_).expect("connects").run("DELETE FROM member", &[]).expect("tampers");
        let sqlite = Sqlite::connect(&where_).expect("connects");
        migrate(&sqlite, LATER).expect("is brought up to date");
        assert_eq!(version(&sqlite).expect("reads"), 20270301);
        assert_eq!(sqlite.ask("SELECT incident, note FROM pin", &[]).expect("has the column"), Vec::<Vec<Cell>>::new());
        assert_eq!(sqlite.ask("SELECT record FROM member", &[]).expect("reads"), [[Cell::Text("r#1".into())]]);
        assert_eq!(Engine::new(sqlite).incident("i1").expect("reads").map(|i| i.opened), Some(1));
        // Again is nothing, and the older program leaves it alone.
        migrate(&Sqlite::connect(&where_).expect("connects"), LATER).expect("nothing is to be done");
        let older = migrate(&Sqlite::connect(&where_).expect("connects"), MIGRATIONS);
        assert!(matches!(older, Err(LedgerError::Newer { found: 20270301, known: 20261122, .. })), "{older:?}");
    }

    #[test]
    fn a_migration_that_fails_leaves_the_ledger_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let where_ = folder.path().join("l").to_string_lossy().into_owned();
        filled(&where_);
        let wrong = [
            Migration { date: 20270101, sql: "CREATE TABLE half (x); DELETE FROM member", rebuild: false },
            Migration { date: 20270102, sql: "CREATE TABLE journal (x)", rebuild: false },
        ];
        let said = migrate(&Sqlite::connect(&where_).expect("connects"), &wrong).expect_err("fails").to_string();
        assert!(said.contains("bringing the tables up to date"), "{said}");
        let sqlite = Sqlite::connect(&where_).expect("connects");
        assert_eq!(version(&sqlite).expect("reads"), 20261122);
        assert_eq!(sqlite.ask("SELECT record FROM member", &[]).expect("reads").len(), 1);
        assert!(sqlite.ask("SELECT * FROM half", &[]).is_err());
    }

    /// What ledgers were made with is never edited: a change is a migration of a later date.
    #[test]
    fn migrations_are_as_they_were_released() {
        let check = |sql: &str, digest: &str| assert_eq!(Digest::of(sql.as_bytes()).to_string(), digest);
        check(
            include_str!("../../migrations/sqlite/2026-11-22-first.sql"),
            "sha256:0e372172c0f4b7ddf8cdc378bd9a35e6be6a494e2ab3e00aa6a31729d87fa09e",
        );
        check(
            include_str!("../../migrations/postgres/2026-11-22-first.sql"),
            "sha256:fa925ba51c2c4704ad500cc1c4d33d3e952bec97391e56692311d1b1c2c02f7c",
        );
        assert!(MIGRATIONS.windows(2).all(|w| w[0].date < w[1].date));
        assert_eq!(MIGRATIONS.len(), 1, "a new migration has its line above");
    }
}
