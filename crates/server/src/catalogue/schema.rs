//! The tables of a catalogue's file. They are an index of the ledger: whatever does not fit is thrown away and made anew.

use super::CatalogueError;
use rusqlite::Connection;

/// Changes with the tables, with what is written into them, and with how words are folded.
pub const VERSION: i64 = 3;
/// “Accl”: a file that has another is somebody else's, and is left alone.
pub const APPLICATION: i64 = 0x4163_636C;

const TABLES: &str = "
CREATE TABLE followed (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, digest TEXT NOT NULL, docs INTEGER NOT NULL);
INSERT INTO followed VALUES (1, 0, '', 0);
-- One row an incident. `into_n`: what it is now one with. `touched`: a person or an absorption said something of it beside its last shape.
-- `open_id`: its id in public. `doc` and `words`: its document, and the hash of its words. `shown` and `public`: its rows in memory.
CREATE TABLE incident (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, open_id TEXT UNIQUE, into_n INTEGER, touched INTEGER NOT NULL DEFAULT 0,
    doc INTEGER, words INTEGER, shown BLOB, public BLOB);
CREATE TABLE short (n INTEGER PRIMARY KEY, shown TEXT NOT NULL, public TEXT);
-- `said`: its folded words. `doubts`: bits of the record itself; `beside`: of its incident. `word`: the last that was said of it.
-- `waits`: in the queue, at `rank`.
CREATE TABLE record (k INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, incident INTEGER, report INTEGER, current INTEGER NOT NULL DEFAULT 0,
    said TEXT NOT NULL DEFAULT '', doubts INTEGER NOT NULL DEFAULT 0, beside INTEGER NOT NULL DEFAULT 0, word TEXT,
    waits INTEGER NOT NULL DEFAULT 0, rank INTEGER NOT NULL DEFAULT 0);
CREATE INDEX record_of ON record (incident) WHERE incident IS NOT NULL;
CREATE INDEX record_in ON record (report) WHERE report IS NOT NULL;
CREATE INDEX queue ON record (rank, id) WHERE waits = 1;
CREATE TABLE report (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, source TEXT, title TEXT, published TEXT, lang TEXT,
    minutes INTEGER NOT NULL, doc INTEGER NOT NULL);
CREATE TABLE word (seq INTEGER PRIMARY KEY, record TEXT NOT NULL, incident TEXT, reviewer TEXT NOT NULL, word TEXT NOT NULL, at TEXT NOT NULL,
    field TEXT, value TEXT, reason TEXT NOT NULL);
CREATE INDEX word_on ON word (record, reviewer);
CREATE TABLE segment (of INTEGER NOT NULL, segment INTEGER NOT NULL, level INTEGER NOT NULL, PRIMARY KEY (of, segment)) WITHOUT ROWID;
CREATE TABLE posting (of INTEGER NOT NULL, segment INTEGER NOT NULL, word TEXT NOT NULL, block INTEGER NOT NULL, docs BLOB NOT NULL,
    PRIMARY KEY (of, segment, word, block)) WITHOUT ROWID;
CREATE TABLE name (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE actor_set (number INTEGER PRIMARY KEY, names BLOB NOT NULL UNIQUE);
CREATE TABLE harm_set (number INTEGER PRIMARY KEY, harm BLOB NOT NULL UNIQUE);
";

/// Makes the tables, if the file has others or none.
pub fn make(conn: &mut Connection) -> Result<(), CatalogueError> {
    let version: i64 = conn.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if version != VERSION {
        clear(conn)?;
    }
    Ok(())
}

/// Throws everything away and makes the tables anew.
pub fn clear(conn: &mut Connection) -> Result<(), CatalogueError> {
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let names: Vec<String> = tx
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    for name in names {
        tx.execute_batch(&format!("DROP TABLE \"{}\"", name.replace('"', "\"\"")))?;
    }
    tx.execute_batch(TABLES)?;
    tx.execute_batch(&format!("PRAGMA user_version = {VERSION}; PRAGMA application_id = {APPLICATION}"))?;
    tx.commit()?;
    Ok(())
}
