//! Reports as they are listed: newest first, found by what they are called and by what their records say. Never for the public.

use super::folding::asked;
use super::minutes::DAY;
use super::postings::{self, Of};
use super::{Catalogue, CatalogueError};
use rusqlite::Connection;
use serde::Serialize;
use std::collections::BTreeSet;

/// A report in memory, in order of its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Came {
    /// Of its publication; `i32::MIN` where it has no date.
    pub minutes: i32,
    /// Number of the entry that it came with.
    pub n: u32,
    pub doc: u32,
}

impl Came {
    /// Days since 1970; `None` where it has no date.
    pub fn day(&self) -> Option<i32> {
        (self.minutes != i32::MIN).then(|| self.minutes.div_euclid(DAY))
    }
}

/// All reports after some came or changed.
pub fn edited(before: &[Came], edits: &[Came]) -> Vec<Came> {
    let changed: BTreeSet<u32> = edits.iter().map(|c| c.n).collect();
    let mut all: Vec<Came> = before.iter().filter(|c| !changed.contains(&c.n)).chain(edits).copied().collect();
    // In order already, but for the last: a sort that sees runs.
    all.sort();
    all
}

/// One report, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportItem {
    pub id: String,
    pub key: String,
    pub source: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
    pub lang: Option<String>,
    /// Records of its last reading.
    pub records: u32,
    /// Ids of the incidents that they are of, sorted.
    pub incidents: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reports {
    pub items: Vec<ReportItem>,
    pub next: Option<String>,
    pub as_of: u64,
}

impl Catalogue {
    /// Reports that have all words of `text` (all reports, without one), newest first, those without a date last.
    ///
    /// # Errors
    /// When the cursor is none, or the catalogue's file cannot be read.
    pub fn reports(&self, text: Option<&str>, after: Option<&str>, limit: usize) -> Result<Reports, CatalogueError> {
        let after = after.map(|c| cursor(c).ok_or_else(|| CatalogueError::Cursor(c.to_owned()))).transpose()?;
        let state = self.state();
        let words = text.map(asked).unwrap_or_default();
        if words.is_empty() && text.is_some_and(|t| !t.trim().is_empty()) {
            return Ok(Reports { as_of: state.as_of, ..Reports::default() });
        }
        let docs = words
            .iter()
            .map(|w| self.answers.docs(state.as_of, w, || self.store.read(|conn| postings::docs(conn, Of::Reports, w))))
            .collect::<Result<Vec<_>, _>>()?;
        let end = after.map_or(state.reports.len(), |after| state.reports.partition_point(|c| (c.minutes, c.n) < after));
        let before = state.reports.get(..end).unwrap_or_default();
        let mut found: Vec<Came> =
            before.iter().rev().filter(|c| docs.iter().all(|d| d.has(c.doc))).take(limit.saturating_add(1)).copied().collect();
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|c| format!("{}.{}", c.minutes, c.n));
        let items = self.store.read(|conn| found.iter().map(|c| item(conn, c.n)).collect())?;
        Ok(Reports { items, next, as_of: state.as_of })
    }
}

fn cursor(said: &str) -> Option<(i32, u32)> {
    let (minutes, n) = said.split_once('.')?;
    Some((minutes.parse().ok()?, n.parse().ok()?))
}

fn item(conn: &Connection, n: u32) -> Result<ReportItem, CatalogueError> {
    let records = conn.prepare_cached("SELECT count(*) FROM record WHERE report = ?1 AND current = 1")?.query_row([n], |r| r.get(0))?;
    let mut ask = conn.prepare_cached(
        "SELECT DISTINCT i.id FROM record r JOIN incident i ON i.n = r.incident WHERE r.report = ?1 AND r.current = 1 AND i.shown IS NOT NULL
         ORDER BY i.id",
    )?;
    let incidents = ask.query_map([n], |r| r.get(0))?.collect::<Result<_, _>>()?;
    let mut ask = conn.prepare_cached("SELECT id, key, source, title, published, lang FROM report WHERE n = ?1")?;
    Ok(ask.query_row([n], |r| {
        Ok(ReportItem {
            id: r.get(0)?,
            key: r.get(1)?,
            source: r.get(2)?,
            title: r.get(3)?,
            published: r.get(4)?,
            lang: r.get(5)?,
            records,
            incidents,
        })
    })?)
}
