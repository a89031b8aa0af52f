//! A ledger in a PostgreSQL database, on the server that the user named; the only place of the house that opens a socket.

mod schema;
mod types;

use crate::engine::Engine;
use crate::sql::{Result, Row, Sql, Value};
use crate::verify::Fault;
use crate::{LedgerError, Query};
use postgres::types::ToSql;
use postgres::{Client, Config, NoTls, Statement};
use std::cell::RefCell;
use std::collections::HashMap;

pub struct Postgres {
    where_: String,
    /// The client wants to be borrowed to write even to read.
    client: RefCell<Client>,
    prepared: RefCell<HashMap<String, Statement>>,
}

pub fn open(url: &str) -> Result<Engine<Postgres>> {
    let where_ = without_password(url);
    let cannot = |e: postgres::Error| LedgerError::CannotOpen { where_: where_.clone(), cause: whole(&e) };
    let config: Config = url.parse().map_err(cannot)?;
    let client = config.connect(NoTls).map_err(cannot)?;
    let postgres = Postgres { where_, client: RefCell::new(client), prepared: RefCell::default() };
    postgres.batch("SET synchronous_commit = on; SET client_min_messages = warning", "opening")?;
    schema::migrate(&postgres)?;
    Ok(Engine::new(postgres))
}

/// The address as it may be shown and logged.
fn without_password(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let (address, options) = rest.split_once('?').map_or((rest, None), |(a, o)| (a, Some(o)));
    let address = match address.rsplit_once('@') {
        Some((who, host)) => format!("{}@{host}", who.split_once(':').map_or(who, |(user, _)| user)),
        None => address.to_owned(),
    };
    let options: Vec<&str> = options.into_iter().flat_map(|o| o.split('&')).filter(|o| !o.starts_with("password=")).collect();
    format!("{scheme}://{address}{}{}", if options.is_empty() { "" } else { "?" }, options.join("&"))
}

/// The server's own words, which the error's first line leaves out.
fn whole(e: &postgres::Error) -> String {
    match (e.as_db_error(), std::error::Error::source(e)) {
        (Some(said), _) => said.to_string(),
        (None, Some(source)) => format!("{e}: {source}"),
        (None, None) => e.to_string(),
    }
}

impl Postgres {
    fn error(&self, e: postgres::Error, doing: &'static str) -> LedgerError {
        let (where_, cause) = (self.where_.clone(), whole(&e));
        // Codes of the server: class 53 is want of resources, 25006 a server that only reads, 55P03 a lock not given.
        match e.code().map(|c| c.code()) {
            Some("53100" | "53400") => LedgerError::Full { where_, cause },
            Some("25006" | "42501") => LedgerError::ReadOnly { where_, cause },
            Some("55P03") => LedgerError::Busy { where_, cause },
            Some("XX001" | "XX002") => LedgerError::Damaged { where_, what: cause },
            _ => LedgerError::Storage { where_, doing, cause },
        }
    }

    fn batch(&self, sql: &str, doing: &'static str) -> Result<()> {
        self.client.borrow_mut().batch_execute(sql).map_err(|e| self.error(e, doing))
    }

    fn prepared(&self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.prepared.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.borrow_mut().prepare(sql).map_err(|e| self.error(e, "preparing"))?;
        self.prepared.borrow_mut().insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Sql for Postgres {
    fn where_(&self) -> &str {
        &self.where_
    }

    fn run(&self, sql: &str, with: &[Value]) -> Result<u64> {
        let statement = self.prepared(sql)?;
        let with: Vec<&(dyn ToSql + Sync)> = with.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        self.client.borrow_mut().execute(&statement, &with).map_err(|e| self.error(e, "writing"))
    }

    fn each(&self, sql: &str, with: &[Value], each: &mut dyn FnMut(Row) -> Result<bool>) -> Result<()> {
        let statement = self.prepared(sql)?;
        let with: Vec<&(dyn ToSql + Sync)> = with.iter().map(|v| v as &(dyn ToSql + Sync)).collect();
        // All rows at once: what is done with one of them may ask again.
        let rows = self.client.borrow_mut().query(&statement, &with).map_err(|e| self.error(e, "reading"))?;
        for row in &rows {
            if !each(types::cells(row).map_err(|e| self.error(e, "reading"))?)? {
                break;
            }
        }
        Ok(())
    }

    fn lock(&self) -> Result<()> {
        self.batch("BEGIN ISOLATION LEVEL READ COMMITTED", "beginning to append")?;
        // One key a schema: ledgers in one database do not wait for one another. It is given back with the transaction.
        let locked = self.batch(schema::LOCK, "waiting for others to have appended");
        if locked.is_err() {
            self.rollback();
        }
        locked
    }

    fn snapshot(&self) -> Result<()> {
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "beginning to read")
    }

    fn commit(&self) -> Result<()> {
        self.batch("COMMIT", "appending")
    }

    fn rollback(&self) {
        // Without a connection the server does it by itself.
        let _ = self.client.borrow_mut().batch_execute("ROLLBACK");
    }

    fn near(&self, query: &Query, most: usize) -> Result<Option<Vec<(i64, u64)>>> {
        let Some(area) = &query.area else { return Ok(None) };
        let (from, to) = query.minutes()?;
        let within = "SELECT start, n FROM incident WHERE point(lon, lat) <@ box(point($1, $2), point($3, $4))
                      AND lat IS NOT NULL AND lasts >= 0 AND until >= $5 AND start <= $6 LIMIT $7";
        let mut found = Vec::new();
        for [south, west, north, east] in area.boxes() {
            let [south, west, north, east] = [south, west, north, east].map(Value::Real);
            let [from, to, limit] = [from, to, most as i64 + 1].map(Value::Int);
            self.each(within, &[west, south, east, north, from, to, limit], &mut |row| {
                found.push((crate::sql::int(self, &row, 0)?, crate::sql::seq(self, &row, 1)?));
                Ok(true)
            })?;
            if found.len() > most {
                return Ok(None);
            }
        }
        Ok(Some(found))
    }

    /// The index over points is the server's own.
    fn locate(&self, _: u64, _: Option<[f64; 2]>, _: [i64; 2]) -> Result<()> {
        Ok(())
    }

    fn sound(&self, _: &dyn Sql, each: &mut dyn FnMut(Fault)) {
        schema::sound(self, each);
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn no_password_is_ever_shown() {
        let check = |url: &str, expected: &str| assert_eq!(without_password(url), expected);
        check("postgres://u:secret@h/d", "postgres://u@h/d");
        check("postgres://u:se@cret@h/d?x=1", "postgres://u@h/d?x=1");
        check("postgres:///d?password=secret&host=/tmp", "postgres:///d?host=/tmp");
        check("postgresql://h/d", "postgresql://h/d");
    }
}
