//! The engine is the ledger over any database: the journal first, then the tables as its fold; all of an append or nothing of it.
//!
//! An append is a transaction of its own, unless the ledger is held ([`Ledger::hold`]): then it is a step of one that is on disk when it is released.

use crate::sql::{Result, Row, Sql, Value, int, seq, text};
use crate::tables::{TABLES, Table};
use crate::verify::{self, Fault, Verified};
use crate::{
    Act, Cell, Cursor, Digest, Draft, Entry, Head, Ledger, LedgerError, Original, Page, Query, StoredIncident, StoredReport, StoredTelling,
    Tie, Ties, Whereabouts, check, fold, walk,
};
use std::collections::{BTreeMap, BTreeSet};

/// Blocks that are asked for in one statement.
const BLOCKS: usize = 16;

pub struct Engine<S> {
    pub sql: S,
    held: bool,
}

/// The last entry.
pub fn head(sql: &dyn Sql) -> Result<Option<Head>> {
    let Some(row) = sql.first("SELECT seq, digest FROM journal ORDER BY seq DESC LIMIT 1", &[])? else { return Ok(None) };
    let digest = row.get(1).and_then(Cell::bytes).and_then(Digest::from_bytes);
    Ok(Some(Head { seq: seq(sql, &row, 0)?, digest: digest.ok_or_else(|| sql.odd("the last entry has no digest"))? }))
}

pub fn original(sql: &dyn Sql, digest: &Digest) -> Result<Option<Vec<u8>>> {
    let row = sql.first("SELECT bytes FROM original WHERE digest = $1", &[digest.as_bytes().into()])?;
    Ok(row.and_then(|mut row| row.pop()).and_then(|cell| if let Cell::Bytes(bytes) = cell { Some(bytes) } else { None }))
}

/// Makes the tables anew. The caller holds the lock.
pub fn rebuild(sql: &dyn Sql) -> Result<()> {
    for row in sql.ask("SELECT n FROM incident", &[])? {
        sql.locate(seq(sql, &row, 0)?, None, [0, 0])?;
    }
    for table in TABLES {
        sql.run(&format!("DELETE FROM {}", table.name), &[])?;
    }
    let last = head(sql)?.map_or(0, |h| h.seq);
    let earlier = |seq| fold::entry_at(sql, seq);
    for seq in 1..=last {
        let entry = fold::entry_at(sql, seq)?.ok_or_else(|| sql.odd(&format!("entry {seq} is missing")))?;
        fold::apply(sql, &earlier, &entry)?;
    }
    Ok(())
}

impl<S: Sql> Engine<S> {
    pub fn new(sql: S) -> Self {
        Engine { sql, held: false }
    }

    fn sql(&self) -> &dyn Sql {
        &self.sql
    }

    /// Does all of `what`, or none of it.
    fn write<T>(&mut self, what: impl FnOnce(&dyn Sql) -> Result<T>) -> Result<T> {
        if self.held {
            return self.step(what);
        }
        self.sql.lock()?;
        let done = what(&self.sql).and_then(|done| self.sql.commit().map(|()| done));
        if done.is_err() {
            self.sql.rollback();
        }
        done
    }

    /// A step of the transaction that is held: if it fails, the steps before it stay.
    fn step<T>(&mut self, what: impl FnOnce(&dyn Sql) -> Result<T>) -> Result<T> {
        self.sql.run("SAVEPOINT step", &[])?;
        let end = |sql: &S| sql.run("RELEASE SAVEPOINT step", &[]);
        let done = what(&self.sql).and_then(|done| end(&self.sql).map(|_| done));
        if done.is_err() && self.sql.run("ROLLBACK TO SAVEPOINT step", &[]).and_then(|_| end(&self.sql)).is_err() {
            // After some errors the database has thrown the whole away, or must.
            self.sql.rollback();
            self.held = false;
        }
        done
    }

    fn read<T>(&self, what: impl FnOnce(&dyn Sql) -> Result<T>) -> Result<T> {
        if self.held {
            return what(&self.sql);
        }
        self.sql.snapshot()?;
        let done = what(&self.sql);
        self.sql.rollback();
        done
    }

    fn keep_originals(sql: &dyn Sql, drafts: &[Draft], originals: &[Original]) -> Result<()> {
        let mut given: BTreeMap<Digest, &[u8]> = originals.iter().map(|o| (Digest::of(&o.bytes), o.bytes.as_slice())).collect();
        let mut named = BTreeSet::new();
        for (nth, draft) in (1..).zip(drafts) {
            let Act::Report { bytes: digest, .. } = &draft.act else { continue };
            named.insert(*digest);
            let kept = sql.first("SELECT digest FROM original WHERE digest = $1", &[digest.as_bytes().into()])?.is_some();
            match given.remove(digest) {
                Some(bytes) if !kept => {
                    sql.run("INSERT INTO original (digest, bytes) VALUES ($1, $2)", &[digest.as_bytes().into(), bytes.into()])?;
                }
                None if !kept => {
                    let why = "the bytes of its original are not among those given, and were not given before".to_owned();
                    return Err(LedgerError::Refused { nth, title: draft.act.title(), why });
                }
                _ => {}
            }
        }
        match given.keys().find(|digest| !named.contains(digest)) {
            Some(digest) => Err(LedgerError::Refused {
                nth: drafts.len() + 1,
                title: format!("original {digest}"),
                why: "no report among the entries has it".to_owned(),
            }),
            None => Ok(()),
        }
    }

    fn stored_report(sql: &dyn Sql, row: &Row) -> Result<StoredReport> {
        let (at, reading) = (seq(sql, row, 0)?, fold::optional(sql, row, 1)?);
        match fold::entry_at(sql, at)?.map(|e| e.act) {
            Some(Act::Report { report, bytes, read_with, origin, sketch, bands, .. }) => {
                Ok(StoredReport { report, bytes, origin, sketch, bands, read_with, seq: at, reading })
            }
            _ => Err(sql.odd(&format!("entry {at} brings no report"))),
        }
    }

    /// From rows `reading, nth, current, record`, in any order: one look at each entry.
    fn stored_tellings(sql: &dyn Sql, rows: Vec<Row>) -> Result<Vec<StoredTelling>> {
        let mut readings: BTreeMap<u64, Vec<Row>> = BTreeMap::new();
        for row in rows {
            readings.entry(seq(sql, &row, 0)?).or_default().push(row);
        }
        let mut found: BTreeMap<String, StoredTelling> = BTreeMap::new();
        for (at, rows) in readings {
            let Some(Act::Reading { report: id, records, .. }) = fold::entry_at(sql, at)?.map(|e| e.act) else {
                return Err(sql.odd(&format!("entry {at} is no reading")));
            };
            let row = sql.first("SELECT seq, reading FROM report WHERE id = $1", &[(&id).into()])?;
            let of = Self::stored_report(sql, &row.ok_or_else(|| sql.odd(&format!("report {id} is missing")))?)?;
            for row in rows {
                let record = usize::try_from(int(sql, &row, 1)?).ok().and_then(|nth| records.get(nth));
                let record = record.ok_or_else(|| sql.odd(&format!("entry {at} has fewer records than the tables say")))?.clone();
                let incident = sql.first("SELECT incident FROM member WHERE record = $1", &[(&record.id).into()])?;
                let incident = incident.as_ref().map(|row| text(sql, row, 0).map(str::to_owned)).transpose()?;
                let telling = StoredTelling {
                    report: id.clone(),
                    key: of.report.key.clone(),
                    source: of.report.source.clone(),
                    published: of.report.published.clone(),
                    origin: of.origin.clone(),
                    incident,
                    current: int(sql, &row, 2)? == 1,
                    record,
                };
                found.insert(telling.record.id.clone(), telling);
            }
        }
        Ok(found.into_values().collect())
    }

    fn stored_incident(sql: &dyn Sql, id: &str) -> Result<Option<StoredIncident>> {
        let Some(row) = sql.first("SELECT n, seq, retracted FROM incident WHERE id = $1", &[id.into()])? else { return Ok(None) };
        let (opened, at) = (seq(sql, &row, 0)?, seq(sql, &row, 1)?);
        let Some(Act::Incident { incident }) = fold::entry_at(sql, at)?.map(|e| e.act) else {
            return Err(sql.odd(&format!("entry {at} says of no incident what it is")));
        };
        let corrections = fold::corrections(sql, id)?;
        let incident = crate::overlay::lay(incident, &corrections, fold::optional(sql, &row, 2)?.is_some());
        let pinned = sql.first("SELECT incident FROM pin WHERE incident = $1", &[id.into()])?.is_some();
        let corrected = corrections.into_iter().map(|(field, _)| field).collect();
        Ok(Some(StoredIncident { incident, opened, seq: at, corrected, pinned }))
    }
}

impl<S: Sql> Ledger for Engine<S> {
    fn where_(&self) -> &str {
        self.sql.where_()
    }

    fn hold(&mut self) -> Result<()> {
        if !self.held {
            self.sql.lock()?;
            self.held = true;
        }
        Ok(())
    }

    fn release(&mut self) -> Result<()> {
        if !std::mem::take(&mut self.held) {
            return Ok(());
        }
        self.sql.commit().inspect_err(|_| self.sql.rollback())
    }

    fn abandon(&mut self) {
        self.held = false;
        self.sql.rollback();
    }

    fn held(&self) -> bool {
        self.held
    }

    fn append(&mut self, drafts: Vec<Draft>, originals: Vec<Original>) -> Result<Vec<u64>> {
        self.write(|sql| {
            Self::keep_originals(sql, &drafts, &originals)?;
            let earlier = |seq| fold::entry_at(sql, seq);
            let mut last = head(sql)?;
            let mut numbers = Vec::with_capacity(drafts.len());
            for (nth, draft) in (1..).zip(&drafts) {
                check::draft(sql, draft, nth)?;
                let (seq, before) = last.map_or((1, Digest::NONE), |h| (h.seq + 1, h.digest));
                let body = draft.body(seq, before).map_err(|e| LedgerError::Refused {
                    nth,
                    title: draft.act.title(),
                    why: format!("it cannot be written: {e}"),
                })?;
                let entry = check::read_back(draft, nth, &body, last)?;
                sql.run(
                    "INSERT INTO journal (seq, body, digest) VALUES ($1, $2, $3)",
                    &[seq.into(), body.as_slice().into(), entry.digest.as_bytes().into()],
                )?;
                fold::apply(sql, &earlier, &entry)?;
                last = Some(Head { seq, digest: entry.digest });
                numbers.push(seq);
            }
            Ok(numbers)
        })
    }

    fn head(&self) -> Result<Option<Head>> {
        head(self.sql())
    }

    fn entries(&self, from: u64, n: usize) -> Result<Vec<Entry>> {
        self.read(|sql| {
            let last = head(sql)?.map_or(0, |h| h.seq);
            let until = last.min(from.max(1).saturating_add(n as u64).saturating_sub(1));
            let missing = |seq| sql.odd(&format!("entry {seq} is missing"));
            (from.max(1)..=until).map(|seq| fold::entry_at(sql, seq)?.ok_or_else(|| missing(seq))).collect()
        })
    }

    fn log_of(&self, id: &str) -> Result<Vec<Entry>> {
        self.read(|sql| {
            let rows = sql.ask("SELECT seq FROM about WHERE subject = $1 ORDER BY seq", &[id.into()])?;
            let missing = |seq| sql.odd(&format!("entry {seq} is missing"));
            rows.iter().map(|row| seq(sql, row, 0).and_then(|n| fold::entry_at(sql, n)?.ok_or_else(|| missing(n)))).collect()
        })
    }

    fn has_report(&self, id: &str) -> Result<bool> {
        check::has_report(self.sql(), id)
    }

    fn report(&self, id: &str) -> Result<Option<StoredReport>> {
        self.read(|sql| {
            let row = sql.first("SELECT seq, reading FROM report WHERE id = $1", &[id.into()])?;
            row.as_ref().map(|row| Self::stored_report(sql, row)).transpose()
        })
    }

    fn original(&self, digest: &Digest) -> Result<Option<Vec<u8>>> {
        let kept = original(self.sql(), digest)?;
        match kept {
            Some(bytes) if Digest::of(&bytes) != *digest => Err(self.sql.odd(&format!("the original {digest} was changed"))),
            kept => Ok(kept),
        }
    }

    fn reports_near(&self, bands: &[u64]) -> Result<Vec<StoredReport>> {
        self.read(|sql| {
            let mut found = BTreeMap::new();
            for band in bands {
                let of = "SELECT r.seq, r.reading, r.n FROM band b JOIN report r ON r.n = b.report WHERE b.band = $1";
                for row in sql.ask(of, &[(*band).into()])? {
                    found.insert(int(sql, &row, 2)?, row);
                }
            }
            found.values().map(|row| Self::stored_report(sql, row)).collect()
        })
    }

    fn tellings_in(&self, blocks: &[String]) -> Result<Vec<StoredTelling>> {
        self.read(|sql| {
            let mut found = BTreeMap::new();
            for block in blocks {
                let of =
                    "SELECT t.reading, t.nth, t.current, t.record FROM block b JOIN telling t ON t.record = b.record WHERE b.block = $1";
                for row in sql.ask(of, &[block.into()])? {
                    found.insert(text(sql, &row, 3)?.to_owned(), row);
                }
            }
            Self::stored_tellings(sql, found.into_values().collect())
        })
    }

    fn whereabouts_in(&self, blocks: &[String]) -> Result<Vec<Whereabouts>> {
        self.read(|sql| {
            // What is beside lies in many of the same blocks; what else is asked of it is asked once.
            let mut records = BTreeSet::new();
            for some in blocks.chunks(BLOCKS) {
                let last = some.last().map_or("", String::as_str);
                let values: Vec<Value> = (0..BLOCKS).map(|i| some.get(i).map_or(last, String::as_str).into()).collect();
                let marks: Vec<String> = (1..=BLOCKS).map(|n| format!("${n}")).collect();
                sql.each(&format!("SELECT record FROM block WHERE block IN ({})", marks.join(", ")), &values, &mut |row| {
                    records.insert(text(sql, &row, 0)?.to_owned());
                    Ok(true)
                })?;
            }
            let of = "SELECT r.id, m.incident FROM telling t JOIN report r ON r.n = t.report LEFT JOIN member m ON m.record = t.record
                 WHERE t.record = $1 AND t.current = 1";
            let mut found = Vec::with_capacity(records.len());
            for record in records {
                let Some(row) = sql.first(of, &[(&record).into()])? else { continue };
                let incident = row.get(1).and_then(Cell::text).map(str::to_owned);
                found.push(Whereabouts { report: text(sql, &row, 0)?.to_owned(), incident, record });
            }
            Ok(found)
        })
    }

    fn incident_of(&self, record: &str) -> Result<Option<String>> {
        self.read(|sql| {
            let row = sql.first("SELECT incident FROM member WHERE record = $1", &[record.into()])?;
            row.as_ref().map(|row| text(sql, row, 0).map(str::to_owned)).transpose()
        })
    }

    fn tellings_of(&self, incident: &str) -> Result<Vec<StoredTelling>> {
        self.read(|sql| {
            let of =
                "SELECT t.reading, t.nth, t.current, t.record FROM member m JOIN telling t ON t.record = m.record WHERE m.incident = $1";
            let rows = sql.ask(of, &[(&fold::now(sql, incident)?).into()])?;
            Self::stored_tellings(sql, rows)
        })
    }

    fn incident(&self, id: &str) -> Result<Option<StoredIncident>> {
        self.read(|sql| Self::stored_incident(sql, &fold::now(sql, id)?))
    }

    fn incidents(&self, query: &Query, after: Option<&Cursor>, limit: usize) -> Result<Page> {
        self.read(|sql| {
            let (keys, more) = walk::walk(sql, query, after, limit)?;
            let next = keys.last().filter(|_| more).map(|key| Cursor { start: key.start, id: key.id.clone() });
            let missing = |id: &str| sql.odd(&format!("incident {id} is missing"));
            let one = |key: &walk::Key| Self::stored_incident(sql, &key.id)?.ok_or_else(|| missing(&key.id));
            Ok(Page { incidents: keys.iter().map(one).collect::<Result<_>>()?, next })
        })
    }

    fn ties(&self) -> Result<Ties> {
        self.read(|sql| {
            let mut out = Ties::default();
            for row in sql.ask("SELECT seq, together, apart FROM tie ORDER BY seq", &[])? {
                let list = |i| serde_json::from_str(text(sql, &row, i)?).map_err(|e| sql.odd(&format!("a tie cannot be read: {e}")));
                out.ties.push(Tie { seq: seq(sql, &row, 0)?, together: list(1)?, apart: list(2)? });
            }
            for row in sql.ask("SELECT incident FROM pin", &[])? {
                out.pinned.insert(text(sql, &row, 0)?.to_owned());
            }
            Ok(out)
        })
    }

    fn verify(&self, noted: Option<Head>, each: &mut dyn FnMut(Fault)) -> Result<Verified> {
        self.read(|sql| verify::verify(sql, noted, each))
    }

    fn rebuild(&mut self) -> Result<()> {
        self.write(rebuild)
    }

    fn rows(&self, table: &Table, each: &mut dyn FnMut(Vec<Cell>)) -> Result<()> {
        self.read(|sql| table.each(sql, each))
    }
}
