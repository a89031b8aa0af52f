//! A ledger in one SQLite file: write-ahead log, each append forced to the disk before it is acknowledged.
//!
//! While it is open the last appends may stand in a log beside it (`-wal`), which belongs to it; closing brings them into the file.

mod schema;
mod sound;

use crate::engine::Engine;
use crate::sql::{Cell, Result, Row, Sql, Value};
use crate::verify::Fault;
use crate::{LedgerError, Query, when};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql, ffi};
use std::path::Path;
use std::time::Duration;

pub struct Sqlite {
    where_: String,
    conn: Connection,
    read_only: bool,
}

/// The R*Tree packs what is near in all its dimensions, so they must be of one size: a year weighs as much as a degree. Open ends
/// and what has no date are put at 300 years from 1970, that they do not stretch it.
fn years(minute: i64) -> f64 {
    minute.min(when::FAR) as f64 / when::YEAR as f64
}

/// How long another program may hold the file.
const PATIENCE: Duration = Duration::from_secs(60);

pub fn open(where_: &str) -> Result<Engine<Sqlite>> {
    let sqlite = Sqlite::connect(where_)?;
    schema::migrate(&sqlite, schema::MIGRATIONS)?;
    Ok(Engine::new(sqlite))
}

/// A ledger for a while, in a file that goes with it.
pub fn scratch() -> Result<Sqlite> {
    let cannot = |e: rusqlite::Error| LedgerError::CannotOpen { where_: "a temporary file".to_owned(), cause: e.to_string() };
    let conn = Connection::open("").map_err(cannot)?;
    conn.execute_batch("PRAGMA cache_size = -32768; PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;").map_err(cannot)?;
    conn.set_prepared_statement_cache_capacity(64);
    let sqlite = Sqlite { where_: "a temporary file".to_owned(), conn, read_only: false };
    schema::migrate(&sqlite, schema::MIGRATIONS)?;
    Ok(sqlite)
}

impl Sqlite {
    fn connect(where_: &str) -> Result<Sqlite> {
        let cannot = |e: rusqlite::Error| LedgerError::CannotOpen { where_: where_.to_owned(), cause: e.to_string() };
        let conn = if where_ == ":memory:" {
            Connection::open_in_memory().map_err(cannot)?
        } else {
            // No URI: a path may hold any character.
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            match Connection::open_with_flags(where_, flags) {
                Ok(conn) => conn,
                Err(_) if Path::new(where_).is_file() => Self::unwritable(where_).map_err(cannot)?,
                Err(e) => return Err(cannot(e)),
            }
        };
        let mut sqlite = Sqlite { where_: where_.to_owned(), conn, read_only: false };
        sqlite.read_only = sqlite.conn.is_readonly("main").unwrap_or(false);
        sqlite.set_up()?;
        // Only a ledger, or what is to become one, is touched.
        match schema::version(&sqlite) {
            // The log stands beside the file, and may not be made there.
            Err(LedgerError::CannotOpen { .. } | LedgerError::ReadOnly { .. }) if Path::new(where_).is_file() => {
                sqlite.conn = Self::unwritable(where_).map_err(cannot)?;
                sqlite.read_only = true;
                sqlite.set_up()?;
                schema::version(&sqlite)?;
            }
            version => version.map(drop)?,
        }
        if !sqlite.read_only {
            sqlite.write_ahead()?;
            sqlite.batch("PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;", "opening")?;
        }
        Ok(sqlite)
    }

    fn set_up(&self) -> Result<()> {
        self.conn.busy_timeout(PATIENCE).map_err(|e| self.error(e, "opening"))?;
        self.conn.set_prepared_statement_cache_capacity(512);
        // Else SQLite prepares a statement anew for every value that is looked for, lest another plan be better: a third of ingest.
        self.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(|e| self.error(e, "opening"))?;
        let setup = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = FILE;
                     PRAGMA cache_size = -49152; PRAGMA synchronous = FULL;";
        self.batch(setup, "opening")
    }

    /// A file that may not be written, or whose folder may not. With a log beside it SQLite must read that too, and needs to
    /// write its index; without one the file is all there is.
    fn unwritable(where_: &str) -> rusqlite::Result<Connection> {
        if Path::new(&format!("{where_}-wal")).exists() {
            return Connection::open_with_flags(where_, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        }
        let path: String = where_
            .bytes()
            .map(|b| if b.is_ascii_alphanumeric() || b"/._-".contains(&b) { char::from(b).to_string() } else { format!("%{b:02x}") })
            .collect();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)
    }

    /// Turns the write-ahead log on. SQLite does not wait for others here, even when told to.
    fn write_ahead(&self) -> Result<()> {
        const PAUSE: Duration = Duration::from_millis(20);
        for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
            match self.batch("PRAGMA journal_mode = WAL", "opening") {
                Err(LedgerError::Busy { .. }) => std::thread::sleep(PAUSE),
                done => return done,
            }
        }
        self.batch("PRAGMA journal_mode = WAL", "opening")
    }

    /// SQLite's error, as a sentence about this ledger.
    fn error(&self, e: rusqlite::Error, doing: &'static str) -> LedgerError {
        let (where_, cause) = (self.where_.clone(), e.to_string());
        let rusqlite::Error::SqliteFailure(code, _) = &e else { return LedgerError::Storage { where_, doing, cause } };
        match (code.code, code.extended_code) {
            (ErrorCode::DiskFull, _) => LedgerError::Full { where_, cause },
            // A limit on the size of files, or a quota, comes as a write that failed.
            (_, ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_SHMSIZE) => LedgerError::Full { where_, cause },
            (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => LedgerError::ReadOnly { where_, cause },
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => LedgerError::Busy { where_, cause },
            (ErrorCode::CannotOpen, _) => LedgerError::CannotOpen { where_, cause },
            (ErrorCode::NotADatabase, _) => LedgerError::NotALedger { where_, cause },
            (ErrorCode::DatabaseCorrupt, _) => LedgerError::Damaged { where_, what: cause },
            _ => LedgerError::Storage { where_, doing, cause },
        }
    }

    fn batch(&self, sql: &str, doing: &'static str) -> Result<()> {
        self.conn.execute_batch(sql).map_err(|e| self.error(e, doing))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(i) => ValueRef::Integer(*i),
            Value::Real(r) => ValueRef::Real(*r),
            Value::Text(t) => ValueRef::Text(t.as_bytes()),
            Value::Bytes(b) => ValueRef::Blob(b),
        }))
    }
}

fn cell(value: ValueRef) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(i) => Cell::Int(i),
        ValueRef::Real(r) => Cell::Real(r),
        ValueRef::Text(t) => Cell::Text(String::from_utf8_lossy(t).into_owned()),
        ValueRef::Blob(b) => Cell::Bytes(b.to_vec()),
    }
}

impl Sql for Sqlite {
    fn where_(&self) -> &str {
        &self.where_
    }

    fn run(&self, sql: &str, with: &[Value]) -> Result<u64> {
        let run = || self.conn.prepare_cached(sql)?.execute(rusqlite::params_from_iter(with));
        run().map(|n| n as u64).map_err(|e| self.error(e, "writing"))
    }

    fn each(&self, sql: &str, with: &[Value], each: &mut dyn FnMut(Row) -> Result<bool>) -> Result<()> {
        let error = |e| self.error(e, "reading");
        let mut statement = self.conn.prepare_cached(sql).map_err(error)?;
        let columns = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(with)).map_err(error)?;
        while let Some(row) = rows.next().map_err(error)? {
            let cells = (0..columns).map(|i| row.get_ref(i).map(cell)).collect::<rusqlite::Result<Row>>().map_err(error)?;
            if !each(cells)? {
                break;
            }
        }
        Ok(())
    }

    fn lock(&self) -> Result<()> {
        if self.read_only {
            let cause = "it was opened for reading only".to_owned();
            return Err(LedgerError::ReadOnly { where_: self.where_.clone(), cause });
        }
        self.batch("BEGIN IMMEDIATE", "beginning to append")
    }

    fn snapshot(&self) -> Result<()> {
        self.batch("BEGIN", "beginning to read")
    }

    fn commit(&self) -> Result<()> {
        self.batch("COMMIT", "appending")
    }

    fn rollback(&self) {
        // SQLite has rolled back by itself after some errors; then there is nothing to end.
        if !self.conn.is_autocommit() {
            let _ = self.conn.execute_batch("ROLLBACK");
        }
    }

    fn near(&self, query: &Query, most: usize) -> Result<Option<Vec<(i64, u64)>>> {
        let Some(area) = &query.area else { return Ok(None) };
        let (from, to) = query.minutes()?;
        let beside = "SELECT start, n FROM near WHERE north >= $1 AND south <= $2 AND east >= $3 AND west <= $4 AND until >= $5 AND start <= $6 LIMIT $7";
        let mut found = Vec::new();
        for [south, west, north, east] in area.boxes() {
            let [from, to] = [from, to].map(|minute| Value::Real(years(minute)));
            let [south, west, north, east] = [south, west, north, east].map(Value::Real);
            self.each(beside, &[south, north, west, east, from, to, Value::Int(most as i64 + 1)], &mut |row| {
                let start = row.first().and_then(Cell::real).ok_or_else(|| self.odd("the R*Tree has no time"))?;
                found.push(((start * when::YEAR as f64).floor() as i64, crate::sql::seq(self, &row, 1)?));
                Ok(true)
            })?;
            if found.len() > most {
                return Ok(None);
            }
        }
        Ok(Some(found))
    }

    fn locate(&self, n: u64, place: Option<[f64; 2]>, time: [i64; 2]) -> Result<()> {
        let [start, until] = time.map(|minute| Value::Real(years(minute)));
        match place {
            Some([lat, lon]) => self.run(
                "INSERT OR REPLACE INTO near (n, south, north, west, east, start, until) VALUES ($1, $2, $2, $3, $3, $4, $5)",
                &[n.into(), Value::Real(lat), Value::Real(lon), start, until],
            ),
            None => self.run("DELETE FROM near WHERE n = $1", &[n.into()]),
        }
        .map(drop)
    }

    fn sound(&self, fold: &dyn Sql, each: &mut dyn FnMut(Fault)) {
        sound::sound(self, fold, each);
    }
}
