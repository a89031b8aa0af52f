//! The few things that the ledger asks of a database; everything else is written once, in SQL that both databases read.
//!
//! Parameters are `$1`, `$2` … and appear for the first time in that order: SQLite numbers them by first appearance.

use crate::verify::Fault;
use crate::{LedgerError, Query};

/// A value as a database gives it.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Cell {
    pub fn int(&self) -> Option<i64> {
        if let Cell::Int(i) = self { Some(*i) } else { None }
    }

    pub fn real(&self) -> Option<f64> {
        if let Cell::Real(r) = self { Some(*r) } else { None }
    }

    pub fn text(&self) -> Option<&str> {
        if let Cell::Text(t) = self { Some(t) } else { None }
    }

    pub fn bytes(&self) -> Option<&[u8]> {
        if let Cell::Bytes(b) = self { Some(b) } else { None }
    }

    pub fn value(&self) -> Value<'_> {
        match self {
            Cell::Null => Value::Null,
            Cell::Int(i) => Value::Int(*i),
            Cell::Real(r) => Value::Real(*r),
            Cell::Text(t) => Value::Text(t),
            Cell::Bytes(b) => Value::Bytes(b),
        }
    }
}

/// A value as it is given to a database.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    Null,
    Int(i64),
    Real(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl From<u64> for Value<'_> {
    /// Bit for bit: bands use all 64.
    fn from(n: u64) -> Self {
        Value::Int(n as i64)
    }
}

impl From<i64> for Value<'_> {
    fn from(n: i64) -> Self {
        Value::Int(n)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(s: &'a str) -> Self {
        Value::Text(s)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(s: &'a String) -> Self {
        Value::Text(s)
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(b: &'a [u8]) -> Self {
        Value::Bytes(b)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(o: Option<T>) -> Self {
        o.map_or(Value::Null, Into::into)
    }
}

pub type Row = Vec<Cell>;

pub type Result<T> = std::result::Result<T, LedgerError>;

/// One database, open.
pub trait Sql {
    /// The path, or the address without its password.
    fn where_(&self) -> &str;

    /// How many rows were changed.
    fn run(&self, sql: &str, with: &[Value]) -> Result<u64>;

    /// Gives each row until `each` answers false.
    fn each(&self, sql: &str, with: &[Value], each: &mut dyn FnMut(Row) -> Result<bool>) -> Result<()>;

    /// Begins to append: waits until no other program does.
    fn lock(&self) -> Result<()>;

    /// Begins to read the ledger as it is at one moment.
    fn snapshot(&self) -> Result<()>;

    /// Ends either, and keeps what was done, on disk.
    fn commit(&self) -> Result<()>;

    /// Ends either, and keeps nothing.
    fn rollback(&self);

    /// Incidents whose place (and time, if asked) may meet the query: for each a minute that it does not begin before, and its
    /// number. `None` when there are more than `most`.
    fn near(&self, query: &Query, most: usize) -> Result<Option<Vec<(i64, u64)>>>;

    /// Writes where incident `n` is, for [`Sql::near`], when the database keeps that in a table of its own.
    fn locate(&self, n: u64, place: Option<[f64; 2]>, time: [i64; 2]) -> Result<()>;

    /// What only this database can say of its own soundness, and what it keeps beside the tables, compared with `fold`.
    fn sound(&self, fold: &dyn Sql, each: &mut dyn FnMut(Fault));

    fn ask(&self, sql: &str, with: &[Value]) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        self.each(sql, with, &mut |row| {
            rows.push(row);
            Ok(true)
        })?;
        Ok(rows)
    }

    fn first(&self, sql: &str, with: &[Value]) -> Result<Option<Row>> {
        let mut found = None;
        self.each(sql, with, &mut |row| {
            found = Some(row);
            Ok(false)
        })?;
        Ok(found)
    }

    /// A row is not what the schema says: the file was changed by other hands.
    fn odd(&self, what: &str) -> LedgerError {
        LedgerError::Damaged { where_: self.where_().to_owned(), what: what.to_owned() }
    }
}

/// The cell at `i`, as the text it must be.
pub fn text<'r>(sql: &dyn Sql, row: &'r Row, i: usize) -> Result<&'r str> {
    row.get(i).and_then(Cell::text).ok_or_else(|| sql.odd("a table holds something else where a text should be"))
}

/// The cell at `i`, as the whole number it must be.
pub fn int(sql: &dyn Sql, row: &Row, i: usize) -> Result<i64> {
    row.get(i).and_then(Cell::int).ok_or_else(|| sql.odd("a table holds something else where a number should be"))
}

/// The cell at `i`, as the number of an entry that it must be.
pub fn seq(sql: &dyn Sql, row: &Row, i: usize) -> Result<u64> {
    u64::try_from(int(sql, row, i)?).map_err(|_| sql.odd("a table holds a number below zero where the number of an entry should be"))
}
