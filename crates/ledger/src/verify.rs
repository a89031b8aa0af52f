//! To verify is to reckon everything again from the journal, and to name whatever differs.
//!
//! The tables are folded anew into a scratch ledger on disk, so that it takes little memory, and compared row by row.

use crate::sql::{Cell, Result, Row, Sql, text};
use crate::tables::{TABLES, Table};
use crate::{Digest, Entry, Head, LedgerError, engine, fold, sqlite};
use std::cmp::Ordering;

/// Something that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    #[error("entry {seq} ({title}) does not match its digest: it is {is}, and was {was}")]
    Changed { seq: u64, title: String, is: Digest, was: String },
    #[error("entry {seq} does not follow the entry before it: it says that this was {says}, and it is {is}")]
    Unchained { seq: u64, says: Digest, is: String },
    #[error("entry {seq} is missing")]
    Missing { seq: u64 },
    #[error("entry {seq} cannot be read: {why}")]
    Unreadable { seq: u64, why: String },
    #[error("the original of report {report} was changed: its digest is {is}")]
    OriginalChanged { report: String, is: Digest },
    #[error("the original of report {report} is missing or cannot be read: {why}")]
    OriginalMissing { report: String, why: String },
    #[error("there are {kept} originals and {reports} reports; there should be as many of the one as of the other")]
    Originals { kept: i64, reports: i64 },
    #[error("table {table} does not say what the journal says: {what}")]
    Table { table: &'static str, what: String },
    #[error("the database is not sound: {0}")]
    Database(String),
    #[error("the noted head was entry {noted}, and {is}: entries were cut off or written anew")]
    Head { noted: Head, is: String },
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    pub entries: u64,
    pub originals: u64,
    /// Rows of all tables.
    pub rows: u64,
    pub faults: u64,
    /// To be noted elsewhere: see the crate's first lines.
    pub head: Option<Head>,
}

pub fn verify(sql: &dyn Sql, noted: Option<Head>, each: &mut dyn FnMut(Fault)) -> Result<Verified> {
    let mut done = Verified::default();
    let mut faults = 0;
    let mut each = |fault: Fault| {
        faults += 1;
        each(fault);
    };
    let scratch = sqlite::scratch()?;
    scratch.lock()?;
    journal(sql, &scratch, noted, &mut done, &mut each)?;
    scratch.commit()?;
    originals(sql, &scratch, &mut done, &mut each)?;
    for table in TABLES {
        done.rows += compare(sql, &scratch, table, &mut each)?;
    }
    sql.sound(&scratch, &mut each);
    done.faults = faults;
    Ok(done)
}

/// Walks the chain, and folds it into the scratch ledger.
fn journal(sql: &dyn Sql, scratch: &dyn Sql, noted: Option<Head>, done: &mut Verified, each: &mut dyn FnMut(Fault)) -> Result<()> {
    const BATCH: i64 = 256;
    let mut last = Chain { seq: 0, digest: Some(Digest::NONE), noted, met: noted.is_none_or(|n| n.seq == 0) };
    let until = engine::head(sql).ok().flatten().map_or(0, |h| h.seq);
    loop {
        let with = [last.seq.into(), BATCH.into()];
        match sql.ask("SELECT seq, body, digest FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2", &with) {
            Ok(rows) if rows.is_empty() => break,
            Ok(rows) => {
                for row in rows {
                    last.entry(sql, scratch, row, done, each)?;
                }
            }
            // A page of it is broken: what is on other pages is read one by one.
            Err(e) => {
                each(Fault::Database(e.to_string()));
                let mut misses = 0;
                while last.seq < until || misses < BATCH {
                    let seq = last.seq + 1;
                    match sql.first("SELECT seq, body, digest FROM journal WHERE seq = $1", &[seq.into()]) {
                        Ok(Some(row)) => {
                            misses = 0;
                            last.entry(sql, scratch, row, done, each)?;
                        }
                        Ok(None) => {
                            misses += 1;
                            if seq <= until {
                                each(Fault::Missing { seq });
                            }
                            last.skip(seq);
                        }
                        Err(e) => {
                            misses += 1;
                            each(Fault::Unreadable { seq, why: e.to_string() });
                            last.skip(seq);
                        }
                    }
                }
                break;
            }
        }
    }
    if let (Some(noted), false) = (noted, last.met) {
        let is = match done.head {
            Some(head) => format!("the journal ends with entry {head}"),
            None => "the journal is empty".to_owned(),
        };
        each(Fault::Head { noted, is });
    }
    Ok(())
}

struct Chain {
    seq: u64,
    /// `None` after an entry that could not be read.
    digest: Option<Digest>,
    noted: Option<Head>,
    met: bool,
}

impl Chain {
    fn skip(&mut self, seq: u64) {
        (self.seq, self.digest) = (seq, None);
    }

    fn entry(&mut self, sql: &dyn Sql, scratch: &dyn Sql, row: Row, done: &mut Verified, each: &mut dyn FnMut(Fault)) -> Result<()> {
        let Some(seq) = row.first().and_then(Cell::int).and_then(|n| u64::try_from(n).ok()).filter(|n| *n > self.seq) else {
            each(Fault::Database("the numbers of entries are out of order".to_owned()));
            self.seq += 1;
            return Ok(());
        };
        // A number from a broken page can lie far off; what is missing is then told up to a point.
        (self.seq + 1..seq).take(1000).for_each(|seq| each(Fault::Missing { seq }));
        if self.seq + 1 < seq {
            self.digest = None;
        }
        self.seq = seq;
        done.entries += 1;
        let body = row.get(1).and_then(Cell::bytes).unwrap_or_default();
        let kept = row.get(2).and_then(Cell::bytes);
        let was = kept.and_then(Digest::from_bytes);
        let is = Digest::of(body);
        let entry = Entry::from_body(body);
        if was != Some(is) {
            let title = entry.as_ref().map_or_else(|_| "unreadable".to_owned(), |e| e.act.title());
            each(Fault::Changed { seq, title, is, was: was.map_or_else(|| "nothing of that kind".to_owned(), |d| d.to_string()) });
        }
        if let Some(noted) = self.noted.filter(|n| n.seq == seq) {
            self.met = true;
            if was != Some(noted.digest) || is != noted.digest {
                each(Fault::Head { noted, is: format!("entry {seq} is now {is}") });
            }
        }
        done.head = Some(Head { seq, digest: is });
        match entry {
            Ok(entry) => {
                if entry.seq != seq {
                    each(Fault::Unreadable { seq, why: format!("it calls itself entry {}", entry.seq) });
                }
                if let Some(before) = self.digest.filter(|before| *before != entry.before) {
                    each(Fault::Unchained { seq, says: entry.before, is: before.to_string() });
                }
                fold::apply(scratch, &|seq| Ok(fold::entry_at(sql, seq).ok().flatten()), &entry)?;
            }
            Err(e) => each(Fault::Unreadable { seq, why: e.to_string() }),
        }
        self.digest = was;
        Ok(())
    }
}

fn originals(sql: &dyn Sql, scratch: &dyn Sql, done: &mut Verified, each: &mut dyn FnMut(Fault)) -> Result<()> {
    let mut reports = 0;
    scratch.each("SELECT id FROM report ORDER BY n", &[], &mut |row| {
        reports += 1;
        let report = text(scratch, &row, 0)?.to_owned();
        let digest = report.parse::<Digest>();
        match digest.map_err(|e| e.to_string()).and_then(|d| Ok((d, engine::original(sql, &d).map_err(|e| e.to_string())?))) {
            Ok((digest, Some(bytes))) => {
                done.originals += 1;
                let is = Digest::of(&bytes);
                if is != digest {
                    each(Fault::OriginalChanged { report, is });
                }
            }
            Ok((_, None)) => each(Fault::OriginalMissing { report, why: "there is none".to_owned() }),
            Err(why) => each(Fault::OriginalMissing { report, why }),
        }
        Ok(true)
    })?;
    match sql.first("SELECT COUNT(*), COUNT(DISTINCT digest) FROM original", &[]) {
        Ok(row) => {
            let kept = row.and_then(|row| row.first().and_then(Cell::int)).unwrap_or(-1);
            if kept != reports {
                each(Fault::Originals { kept, reports });
            }
        }
        Err(e) => each(Fault::Database(e.to_string())),
    }
    Ok(())
}

/// Rows of one table in pages; what cannot be read ends it.
struct Pages<'a> {
    sql: &'a dyn Sql,
    table: &'static Table,
    rows: std::vec::IntoIter<Row>,
    after: Option<Row>,
    ended: bool,
}

impl<'a> Pages<'a> {
    fn of(sql: &'a dyn Sql, table: &'static Table) -> Pages<'a> {
        Pages { sql, table, rows: Vec::new().into_iter(), after: None, ended: false }
    }

    fn next(&mut self) -> Result<Option<Row>> {
        const PAGE: i64 = 1000;
        if self.rows.len() == 0 && !self.ended {
            let rows = self.table.page(self.sql, self.after.as_ref(), PAGE).inspect_err(|_| self.ended = true)?;
            self.ended = (rows.len() as i64) < PAGE;
            let key = |row: &Row| row.get(..self.table.key).map(<[Cell]>::to_vec);
            // Broken pages may lead round in a ring.
            if !rows.is_empty() && self.after.is_some() && rows.first().and_then(key) <= self.after.as_ref().and_then(key) {
                self.ended = true;
                return Err(LedgerError::Damaged { where_: self.sql.where_().to_owned(), what: "its rows are out of order".to_owned() });
            }
            self.after = rows.last().cloned();
            self.rows = rows.into_iter();
        }
        Ok(self.rows.next())
    }
}

/// How many rows were compared.
fn compare(sql: &dyn Sql, scratch: &dyn Sql, table: &'static Table, each: &mut dyn FnMut(Fault)) -> Result<u64> {
    let mut kept = Pages::of(sql, table);
    let mut folded = Pages::of(scratch, table);
    let mut fault = |what: String| each(Fault::Table { table: table.name, what });
    let mut rows = 0;
    // What cannot be read is one fault, and not as many as it has rows.
    let read = |kept: &mut Pages, fault: &mut dyn FnMut(String)| kept.next().map_err(|e| fault(e.to_string()));
    let Ok(mut is) = read(&mut kept, &mut fault) else { return Ok(0) };
    let mut should = folded.next()?;
    loop {
        let key = |row: &Row| row.get(..table.key).unwrap_or_default().to_vec();
        let order = match (&is, &should) {
            (None, None) => break,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(a), Some(b)) => key(a).partial_cmp(&key(b)).unwrap_or(Ordering::Less),
        };
        match (order, &is, &should) {
            (Ordering::Equal, Some(a), Some(b)) if a != b => {
                fault(format!("it has {}, and the journal gives {}", written(table, a), written(table, b)));
            }
            (Ordering::Less, Some(a), _) => fault(format!("it has {}, of which the journal knows nothing", written(table, a))),
            (Ordering::Greater, _, Some(b)) => fault(format!("{} is missing", written(table, b))),
            _ => {}
        }
        rows += 1;
        if order != Ordering::Greater {
            let Ok(next) = read(&mut kept, &mut fault) else { return Ok(rows) };
            is = next;
        }
        if order != Ordering::Less {
            should = folded.next()?;
        }
    }
    Ok(rows)
}

fn written(table: &Table, row: &Row) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Null => "nothing".to_owned(),
        Cell::Int(i) => i.to_string(),
        Cell::Real(r) => r.to_string(),
        Cell::Text(t) => format!("\u{201c}{}\u{201d}", t.escape_debug()),
        Cell::Bytes(b) => format!("{} bytes", b.len()),
    };
    let cells: Vec<String> = table.columns.iter().zip(row).map(|(name, value)| format!("{name} {}", cell(value))).collect();
    cells.join(", ")
}
