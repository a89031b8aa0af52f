//! The store is the catalogue's file: one connection that writes, and a few that read beside it. In memory one connection does both.

use super::{CatalogueError, schema};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub struct Store {
    path: Option<PathBuf>,
    writer: Mutex<Connection>,
    idle: Mutex<Vec<Connection>>,
}

/// Connections that are kept open for the next question.
const IDLE: usize = 8;

impl Store {
    /// A file is made where there is none; `None` is in memory.
    pub fn open(path: Option<&Path>) -> Result<Store, CatalogueError> {
        let mut writer = match path {
            Some(path) => file(path)?,
            None => Connection::open_in_memory()?,
        };
        tune(&writer)?;
        schema::make(&mut writer)?;
        Ok(Store { path: path.map(Path::to_owned), writer: Mutex::new(writer), idle: Mutex::default() })
    }

    pub fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks beside whoever writes.
    pub fn read<T>(&self, question: impl FnOnce(&Connection) -> Result<T, CatalogueError>) -> Result<T, CatalogueError> {
        let Some(path) = &self.path else { return question(&self.writer()) };
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match kept {
            Some(conn) => conn,
            None => {
                let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
                tune(&conn)?;
                // What it reads is mostly asked for once; the system keeps the pages of the file.
                conn.execute_batch("PRAGMA cache_size = -2048")?;
                conn
            }
        };
        let answer = question(&conn);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE {
            idle.push(conn);
        }
        answer
    }
}

/// Opens a file of ours, or makes one. Another program's is left alone, and so is what cannot be read: the person may want to look at it.
fn file(path: &Path) -> Result<Connection, CatalogueError> {
    let failed = |why: String| CatalogueError::File { path: path.display().to_string(), why };
    private(path).map_err(|e| failed(e.to_string()))?;
    let open = || -> Result<Connection, rusqlite::Error> {
        let conn = Connection::open(path)?;
        conn.busy_timeout(Duration::from_secs(10))?;
        conn.pragma_update(None, "journal_mode", "wal")?;
        Ok(conn)
    };
    let is_ours = |conn: &Connection| -> Result<bool, rusqlite::Error> {
        let id: i64 = conn.query_row("PRAGMA application_id", [], |r| r.get(0))?;
        let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
        Ok(id == schema::APPLICATION || tables == 0)
    };
    match open().and_then(|conn| Ok((is_ours(&conn)?, conn))) {
        Ok((true, conn)) => Ok(conn),
        Ok((false, _)) => Err(failed("it is a database of another kind".to_owned())),
        Err(e) => Err(failed(e.to_string())),
    }
}

/// Makes the file, where there is none, so that only its owner may read it: it says what the ledger says.
fn private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => Err(e),
        _ => Ok(()),
    }
}

fn tune(conn: &Connection) -> Result<(), CatalogueError> {
    conn.busy_timeout(Duration::from_secs(10))?;
    // What a power cut takes is followed again. 8 MB of pages a connection.
    conn.execute_batch(
        "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;",
    )?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}
