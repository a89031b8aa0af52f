//! The fold lays entries of the journal over the catalogue's tables, one after the other, and notes what they changed: incidents, records and
//! reports whose rows are then made anew, once each ([`super::settle`]).

use super::postings::Pending;
use super::sets::Fresh;
use super::{CatalogueError, doubts, folding, minutes};
use accalmie_ledger::{Act, Entry};
use accalmie_record::{Incident, Record, Report};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

type Result<T> = std::result::Result<T, CatalogueError>;

/// One batch of entries.
pub struct Fold<'a> {
    pub conn: &'a Connection,
    /// Documents that there are.
    pub docs: u32,
    pub words: Pending,
    pub fresh: Fresh,
    /// Incidents that changed, with the last shape that these entries gave them.
    pub incidents: BTreeMap<u32, Option<Incident>>,
    /// Records whose place in the queue may have changed, by their rows.
    pub records: BTreeSet<i64>,
    pub reports: BTreeSet<u32>,
    /// Reports that came for the first time.
    pub came: usize,
    /// How the queue grew.
    pub waiting: i64,
}

impl<'a> Fold<'a> {
    pub fn new(conn: &'a Connection, docs: u32) -> Fold<'a> {
        Fold {
            conn,
            docs,
            words: Pending::default(),
            fresh: Fresh::default(),
            incidents: BTreeMap::new(),
            records: BTreeSet::new(),
            reports: BTreeSet::new(),
            came: 0,
            waiting: 0,
        }
    }

    pub fn apply(&mut self, entry: Entry) -> Result<()> {
        let n = u32::try_from(entry.seq).map_err(|_| CatalogueError::Row("more than 4 billion entries".to_owned()))?;
        match entry.act {
            Act::Report { report, .. } => self.came(n, &report),
            Act::Reading { report, records, .. } => self.read(&report, &records),
            Act::Incident { incident } => self.took_shape(n, incident),
            Act::Absorbed { incident, into } | Act::Join { incident, into } => self.one(&incident, &into),
            Act::Correct { incident, .. } | Act::Retract { incident } => match self.now(&incident)? {
                Some(n) => self.touch(n),
                None => Ok(()),
            },
            Act::Split { incident, records, to } => self.split(n, &incident, &records, &to),
            Act::Review { record, incident, word, field, value } => {
                self.conn.prepare_cached("INSERT INTO word VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?.execute(params![
                    n,
                    record,
                    incident,
                    entry.author,
                    word.name(),
                    entry.at,
                    field,
                    value.map(|v| v.to_string()),
                    entry.reason
                ])?;
                self.looked(&record, word.name())
            }
            Act::Account { .. } => Ok(()),
        }
    }

    fn came(&mut self, n: u32, report: &Report) -> Result<()> {
        let at = report.published.as_deref().and_then(minutes::of).map_or(i32::MIN, |(first, _)| first);
        let known = self.report(&report.id)?;
        self.came += usize::from(known.is_none());
        let n = known.unwrap_or(n);
        self.conn
            .prepare_cached(
                "INSERT INTO report VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0) ON CONFLICT (n) DO UPDATE SET key = excluded.key,
                 source = excluded.source, title = excluded.title, published = excluded.published, lang = excluded.lang, minutes = excluded.minutes",
            )?
            .execute(params![
                n,
                report.id,
                report.key,
                report.source,
                report.title,
                report.published,
                report.language.map(|l| l.as_str().to_owned()),
                at
            ])?;
        self.reports.insert(n);
        if known.is_some() {
            // Its records are as new as it is.
            let mut ask = self.conn.prepare_cached("SELECT k FROM record WHERE report = ?1 AND current = 1")?;
            for k in ask.query_map([n], |r| r.get(0))? {
                self.records.insert(k?);
            }
        }
        Ok(())
    }

    fn read(&mut self, report: &str, records: &[Record]) -> Result<()> {
        let Some(n) = self.report(report)? else { return Ok(()) };
        self.reports.insert(n);
        let before: Vec<(i64, Option<u32>)> = self
            .conn
            .prepare_cached("SELECT k, incident FROM record WHERE report = ?1 AND current = 1")?
            .query_map([n], |r| Ok((r.get(0)?, r.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (k, incident) in before {
            self.conn.prepare_cached("UPDATE record SET current = 0 WHERE k = ?1")?.execute([k])?;
            self.records.insert(k);
            self.changed(incident);
        }
        for record in records {
            let mut said = BTreeSet::new();
            record.evidence.iter().for_each(|e| folding::terms(&e.text, &mut said));
            let said = said.into_iter().collect::<Vec<_>>().join(" ");
            // What another reading of another report said under this id is that report's no more.
            let other: Option<Option<u32>> =
                self.conn.prepare_cached("SELECT report FROM record WHERE id = ?1")?.query_row([&record.id], |r| r.get(0)).optional()?;
            self.reports.extend(other.flatten());
            let (k, incident) = self
                .conn
                .prepare_cached(
                    "INSERT INTO record (id, report, current, said, doubts) VALUES (?1, ?2, 1, ?3, ?4) ON CONFLICT (id) DO UPDATE SET
                     report = excluded.report, current = 1, said = excluded.said, doubts = excluded.doubts RETURNING k, incident",
                )?
                .query_row(params![record.id, n, said, doubts::of_record(record)], |r| Ok((r.get(0)?, r.get(1)?)))?;
            self.records.insert(k);
            self.changed(incident);
        }
        Ok(())
    }

    fn took_shape(&mut self, n: u32, incident: Incident) -> Result<()> {
        let known = self.number(&incident.id)?;
        let n = match known {
            Some(known) => {
                self.conn.prepare_cached("UPDATE incident SET into_n = NULL WHERE n = ?1")?.execute([known])?;
                let mine: BTreeSet<&str> = incident.records.iter().map(String::as_str).collect();
                for (k, record) in self.members(known)? {
                    if !mine.contains(record.as_str()) {
                        self.conn.prepare_cached("UPDATE record SET incident = NULL, beside = 0 WHERE k = ?1")?.execute([k])?;
                        self.records.insert(k);
                        self.report_of(k)?;
                    }
                }
                known
            }
            None => self.begin(n, &incident.id)?,
        };
        for record in &incident.records {
            self.belongs(record, n)?;
        }
        self.incidents.insert(n, Some(incident));
        Ok(())
    }

    /// Two are one from now on.
    fn one(&mut self, incident: &str, into: &str) -> Result<()> {
        let (Some(incident), Some(into)) = (self.now(incident)?, self.now(into)?) else { return Ok(()) };
        if incident == into {
            return Ok(());
        }
        for (_, record) in self.members(incident)? {
            self.belongs(&record, into)?;
        }
        self.conn.prepare_cached("UPDATE incident SET into_n = ?2 WHERE n = ?1")?.execute([incident, into])?;
        self.touch(incident)?;
        self.touch(into)
    }

    fn split(&mut self, n: u32, incident: &str, records: &[String], to: &str) -> Result<()> {
        let to = match self.number(to)? {
            Some(known) => {
                self.conn.prepare_cached("UPDATE incident SET into_n = NULL WHERE n = ?1")?.execute([known])?;
                known
            }
            None => self.begin(n, to)?,
        };
        for record in records {
            self.belongs(record, to)?;
        }
        if let Some(incident) = self.now(incident)? {
            self.touch(incident)?;
        }
        self.touch(to)
    }

    fn looked(&mut self, record: &str, word: &str) -> Result<()> {
        let known: Option<(i64, Option<u32>)> = self
            .conn
            .prepare_cached("UPDATE record SET word = ?2 WHERE id = ?1 RETURNING k, incident")?
            .query_row(params![record, word], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        if let Some((k, incident)) = known {
            self.records.insert(k);
            self.changed(incident);
        }
        Ok(())
    }

    fn belongs(&mut self, record: &str, incident: u32) -> Result<()> {
        let known: Option<(i64, Option<u32>)> = self
            .conn
            .prepare_cached("SELECT k, incident FROM record WHERE id = ?1")?
            .query_row([record], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        match known {
            Some((_, Some(before))) if before == incident => {}
            Some((k, before)) => {
                self.conn.prepare_cached("UPDATE record SET incident = ?2 WHERE k = ?1")?.execute(params![k, incident])?;
                self.changed(before);
            }
            None => {
                self.conn.prepare_cached("INSERT INTO record (id, incident) VALUES (?1, ?2)")?.execute(params![record, incident])?;
            }
        }
        Ok(())
    }

    fn begin(&self, n: u32, id: &str) -> Result<u32> {
        self.conn.prepare_cached("INSERT INTO incident (n, id) VALUES (?1, ?2)")?.execute(params![n, id])?;
        Ok(n)
    }

    /// Its shape is not what the last entry of it says.
    fn touch(&mut self, n: u32) -> Result<()> {
        self.conn.prepare_cached("UPDATE incident SET touched = 1 WHERE n = ?1")?.execute([n])?;
        self.changed(Some(n));
        Ok(())
    }

    pub fn changed(&mut self, incident: Option<u32>) {
        if let Some(n) = incident {
            self.incidents.entry(n).or_default();
        }
    }

    fn report_of(&mut self, k: i64) -> Result<()> {
        let report: Option<u32> = self.conn.prepare_cached("SELECT report FROM record WHERE k = ?1")?.query_row([k], |r| r.get(0))?;
        self.reports.extend(report);
        Ok(())
    }

    fn report(&self, id: &str) -> Result<Option<u32>> {
        Ok(self.conn.prepare_cached("SELECT n FROM report WHERE id = ?1")?.query_row([id], |r| r.get(0)).optional()?)
    }

    fn number(&self, id: &str) -> Result<Option<u32>> {
        Ok(self.conn.prepare_cached("SELECT n FROM incident WHERE id = ?1")?.query_row([id], |r| r.get(0)).optional()?)
    }

    fn members(&self, n: u32) -> Result<Vec<(i64, String)>> {
        let mut ask = self.conn.prepare_cached("SELECT k, id FROM record WHERE incident = ?1 ORDER BY id")?;
        let members = ask.query_map([n], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(members.collect::<rusqlite::Result<_>>()?)
    }

    /// What the incident is now one with: itself, as a rule.
    fn now(&self, id: &str) -> Result<Option<u32>> {
        let Some(mut at) = self.number(id)? else { return Ok(None) };
        let mut seen = BTreeSet::new();
        while seen.insert(at) {
            let into: Option<u32> = self.conn.prepare_cached("SELECT into_n FROM incident WHERE n = ?1")?.query_row([at], |r| r.get(0))?;
            match into {
                Some(into) => at = into,
                None => return Ok(Some(at)),
            }
        }
        Err(CatalogueError::Row(format!("incident {id} points to itself")))
    }
}
