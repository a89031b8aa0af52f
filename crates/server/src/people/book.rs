//! The book of people is a SQLite file of accounts, sessions and the one-time key. Times are seconds since 1970.

use super::secret::Kept;
use super::{Account, Role};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::path::Path;
use std::time::Duration;

const VERSION: i64 = 1;
/// Sessions of one account; the oldest ends when there are more.
const SESSIONS: u32 = 20;

pub struct Book(Connection);

/// A session as it is kept.
pub struct Held {
    pub account: Account,
    pub begun: i64,
    pub seen: i64,
}

type Told<T> = rusqlite::Result<T>;

impl Book {
    /// `None` is a book in memory.
    pub fn open(path: Option<&Path>) -> Result<Book, String> {
        let book = match path {
            None => Connection::open_in_memory(),
            Some(path) => {
                private(path).map_err(|e| e.to_string())?;
                Connection::open(path)
            }
        };
        let book = book.map_err(|e| e.to_string())?;
        Book::prepared(book).map_err(|e| e.to_string())?
    }

    fn prepared(book: Connection) -> Told<Result<Book, String>> {
        book.busy_timeout(Duration::from_secs(2))?;
        book.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;")?;
        let version: i64 = book.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version > VERSION {
            return Ok(Err(format!("was written by a later program (version {version}; this one knows {VERSION})")));
        }
        if version == 0 {
            book.execute_batch(concat!("BEGIN IMMEDIATE;", include_str!("book.sql"), "PRAGMA user_version = 1; COMMIT;"))?;
        }
        Ok(Ok(Book(book)))
    }

    /// By folded name.
    pub fn account(&self, folded: &str) -> Told<Option<Account>> {
        let mut asked =
            self.0.prepare_cached("SELECT name, role, disabled, password, made, seen, wrong FROM accounts WHERE folded = ?1")?;
        asked.query_row([folded], account).optional()
    }

    /// In the order of their folded names.
    pub fn accounts(&self) -> Told<Vec<Account>> {
        let mut asked = self.0.prepare_cached("SELECT name, role, disabled, password, made, seen, wrong FROM accounts ORDER BY folded")?;
        asked.query_map([], account)?.collect()
    }

    /// Made, or changed to this.
    pub fn keep(&self, folded: &str, account: &Account) -> Told<()> {
        let mut asked = self.0.prepare_cached(
            "INSERT INTO accounts (folded, name, role, disabled, password, made, seen, wrong) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (folded) DO UPDATE SET role = ?3, disabled = ?4, password = ?5, seen = ?7, wrong = ?8",
        )?;
        let a = account;
        asked.execute(params![folded, a.name, a.role.name(), a.disabled, a.password, a.made, a.seen, a.wrong]).map(drop)
    }

    pub fn tried_wrong(&self, folded: &str) -> Told<()> {
        let somebody = self.0.prepare_cached("UPDATE accounts SET wrong = wrong + 1 WHERE folded = ?1")?.execute([folded])? == 1;
        // A name that nobody has is a write as well, so that the time it takes does not tell.
        if somebody { Ok(()) } else { self.0.execute("UPDATE strangers SET wrong = wrong + 1", []).map(drop) }
    }

    pub fn begin(&self, session: &Kept, folded: &str, now: i64) -> Told<()> {
        self.0.execute("INSERT INTO sessions (token, account, begun, seen) VALUES (?1, ?2, ?3, ?3)", params![session, folded, now])?;
        self.0.execute("UPDATE accounts SET seen = ?2, wrong = 0 WHERE folded = ?1", params![folded, now])?;
        let newest = "SELECT token FROM sessions WHERE account = ?1 ORDER BY begun DESC, rowid DESC LIMIT ?2";
        self.0.execute(&format!("DELETE FROM sessions WHERE account = ?1 AND token NOT IN ({newest})"), params![folded, SESSIONS]).map(drop)
    }

    pub fn session(&self, session: &Kept) -> Told<Option<Held>> {
        let mut asked = self.0.prepare_cached(
            "SELECT a.name, a.role, a.disabled, a.password, a.made, a.seen, a.wrong, s.begun, s.seen
             FROM sessions s JOIN accounts a ON a.folded = s.account WHERE s.token = ?1",
        )?;
        asked.query_row([session], |row| Ok(Held { account: account(row)?, begun: row.get(7)?, seen: row.get(8)? })).optional()
    }

    pub fn seen(&self, session: &Kept, now: i64) -> Told<()> {
        self.0.prepare_cached("UPDATE sessions SET seen = ?2 WHERE token = ?1")?.execute(params![session, now]).map(drop)
    }

    pub fn end(&self, session: &Kept) -> Told<()> {
        self.0.execute("DELETE FROM sessions WHERE token = ?1", [session]).map(drop)
    }

    /// Every session of an account but `but`.
    pub fn end_all(&self, folded: &str, but: Option<&Kept>) -> Told<()> {
        self.0.execute("DELETE FROM sessions WHERE account = ?1 AND token IS NOT ?2", params![folded, but]).map(drop)
    }

    /// Those begun or last seen before.
    pub fn end_old(&self, begun: i64, seen: i64) -> Told<()> {
        self.0.execute("DELETE FROM sessions WHERE begun <= ?1 OR seen <= ?2", [begun, seen]).map(drop)
    }

    /// The one key there is from now on.
    pub fn lay_key(&self, key: &Kept, until: i64) -> Told<()> {
        self.0.execute("INSERT OR REPLACE INTO keys (one, key, until) VALUES (1, ?1, ?2)", params![key, until]).map(drop)
    }

    /// Takes the key away if it is this one and still good.
    pub fn use_key(&self, key: &Kept, now: i64) -> Told<bool> {
        self.0.execute("DELETE FROM keys WHERE key = ?1 AND until > ?2", params![key, now]).map(|n| n == 1)
    }

    pub fn has_key(&self, key: &Kept, now: i64) -> Told<bool> {
        self.0.query_row("SELECT EXISTS (SELECT 1 FROM keys WHERE key = ?1 AND until > ?2)", params![key, now], |row| row.get(0))
    }

    /// All of it or nothing.
    pub fn at_once(&mut self, steps: impl FnOnce(&Book) -> Told<()>) -> Told<()> {
        self.0.execute_batch("BEGIN IMMEDIATE")?;
        let done = steps(self).and_then(|()| self.0.execute_batch("COMMIT"));
        done.inspect_err(|_| {
            let _ = self.0.execute_batch("ROLLBACK");
        })
    }
}

fn account(row: &Row<'_>) -> Told<Account> {
    let role: String = row.get(1)?;
    Ok(Account {
        name: row.get(0)?,
        // A role of a later program gives the least rights here.
        role: Role::named(&role).unwrap_or(Role::Reader),
        disabled: row.get(2)?,
        password: row.get(3)?,
        made: row.get(4)?,
        seen: row.get(5)?,
        wrong: row.get(6)?,
    })
}

/// Nobody else on the machine reads it. SQLite gives the files beside it the same rights.
fn private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    drop(file);
    Ok(())
}
