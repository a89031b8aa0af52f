//! The tables are what is asked instead of the journal; each is the fold of it, and none holds anything that the journal does not.
//!
//! They hold keys and point to entries: the reports, records and incidents themselves are read from the journal.

use crate::sql::{Cell, Result, Row, Sql, Value};

/// A table and its columns, the key first.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub columns: &'static [&'static str],
    /// How many of the columns are the key.
    pub key: usize,
}

/// Every table that is the fold of the journal.
pub const TABLES: &[Table] = &[
    // `n` is the number of the entry that brought the report first, `seq` of the one that holds, `reading` of its last reading.
    Table { name: "report", columns: &["id", "n", "seq", "reading"], key: 1 },
    Table { name: "band", columns: &["band", "report"], key: 2 },
    // `nth` of the records of entry `reading`; `current` is 0 when a later reading does not have it.
    Table { name: "telling", columns: &["record", "report", "reading", "nth", "current"], key: 1 },
    Table { name: "block", columns: &["block", "record"], key: 2 },
    Table { name: "member", columns: &["record", "incident"], key: 1 },
    // `n` is the number of the entry that opened it, `seq` of the one that holds; the columns after `retracted` are of the
    // incident with its corrections. `lasts` is −1 for one that is now another.
    Table {
        name: "incident",
        columns: &["n", "id", "seq", "into_id", "retracted", "type", "start", "until", "lasts", "lat", "lon", "standing"],
        key: 1,
    },
    Table { name: "named", columns: &["name", "incident"], key: 2 },
    Table { name: "name", columns: &["name"], key: 1 },
    Table { name: "correction", columns: &["incident", "field", "value", "seq"], key: 2 },
    Table { name: "pin", columns: &["incident"], key: 1 },
    Table { name: "tie", columns: &["seq", "together", "apart"], key: 1 },
    Table { name: "about", columns: &["subject", "seq"], key: 2 },
];

impl Table {
    /// At most `most` rows in order of the key, after `after`.
    pub(crate) fn page(&self, sql: &dyn Sql, after: Option<&Row>, most: i64) -> Result<Vec<Row>> {
        let columns = self.columns.join(", ");
        let keys = self.columns.get(..self.key).unwrap_or_default().join(", ");
        let after = after.and_then(|row| row.get(..self.key));
        let marks: Vec<String> = (1..=self.key).map(|i| format!("${i}")).collect();
        let (beyond, next) = match after {
            Some(_) => (format!("WHERE ({keys}) > ({})", marks.join(", ")), self.key + 1),
            None => (String::new(), 1),
        };
        let mut with: Vec<Value> = after.unwrap_or_default().iter().map(Cell::value).collect();
        with.push(most.into());
        sql.ask(&format!("SELECT {columns} FROM {} {beyond} ORDER BY {keys} LIMIT ${next}", self.name), &with)
    }

    /// Every row, in order of the key.
    pub(crate) fn each(&self, sql: &dyn Sql, each: &mut dyn FnMut(Row)) -> Result<()> {
        const PAGE: i64 = 2000;
        let mut after: Option<Row> = None;
        loop {
            let rows = self.page(sql, after.as_ref(), PAGE)?;
            let last = (rows.len() as i64) < PAGE;
            after = rows.last().cloned();
            rows.into_iter().for_each(&mut *each);
            if last {
                return Ok(());
            }
        }
    }
}
