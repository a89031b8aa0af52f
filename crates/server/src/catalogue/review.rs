//! Review is what people said of records: the queue of those that nobody looked at or that two see differently, and the words on each.

use super::{Catalogue, CatalogueError, doubts};
use rusqlite::{Connection, params};
use serde::Serialize;
use serde_json::value::RawValue;

/// A record that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    pub record: String,
    /// Id of its report.
    pub report: String,
    /// Id of the incident that it is of, if any.
    pub incident: Option<String>,
    /// Slugs, weightiest first; none where nothing is doubtful but nobody looked yet.
    pub why: Vec<&'static str>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Queue {
    pub items: Vec<Waiting>,
    pub next: Option<String>,
    /// All that wait.
    pub left: u64,
    pub as_of: u64,
}

/// What a person said of a record.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// Number of the entry.
    pub seq: u64,
    pub reviewer: String,
    /// `accept`, `correct` or `reject`.
    pub word: String,
    pub at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Box<RawValue>>,
    pub reason: String,
}

/// What a person put in the place of a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    pub record: String,
    pub field: String,
    pub value: serde_json::Value,
}

impl Catalogue {
    /// Records of last readings that nobody looked at yet, or on which the last words of two people differ: doubtful ones first, the
    /// newest first among equals.
    ///
    /// # Errors
    /// When the cursor is none, or the catalogue's file cannot be read.
    pub fn review_queue(&self, after: Option<&str>, limit: usize) -> Result<Queue, CatalogueError> {
        let wrong = |c: &str| CatalogueError::Cursor(c.to_owned());
        let (rank, id) = match after {
            Some(c) => c.split_once('.').and_then(|(rank, id)| Some((rank.parse::<i64>().ok()?, id))).ok_or_else(|| wrong(c))?,
            None => (i64::MIN, ""),
        };
        let state = self.state();
        let most = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
        let mut found: Vec<(i64, Waiting)> = self.store.read(|conn| {
            let mut ask = conn.prepare_cached(
                "SELECT r.rank, r.id, p.id, i.id, i.shown IS NOT NULL, r.doubts | r.beside, r.word FROM record r
                 JOIN report p ON p.n = r.report LEFT JOIN incident i ON i.n = r.incident
                 WHERE r.waits = 1 AND (r.rank, r.id) > (?1, ?2) ORDER BY r.rank, r.id LIMIT ?3",
            )?;
            let rows = ask.query_map(params![rank, id, most], |r| {
                let (there, bits, word): (bool, u32, Option<String>) = (r.get(4)?, r.get(5)?, r.get(6)?);
                // Who waits although somebody looked, waits because two see it differently.
                let bits = bits | if word.is_some() { doubts::WORDS_DIFFER } else { 0 };
                let incident = r.get::<_, Option<String>>(3)?.filter(|_| there);
                Ok((r.get(0)?, Waiting { record: r.get(1)?, report: r.get(2)?, incident, why: doubts::slugs(bits) }))
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|(rank, w)| format!("{rank}.{}", w.record));
        Ok(Queue { items: found.into_iter().map(|(_, w)| w).collect(), next, left: state.waiting, as_of: state.as_of })
    }

    /// Every correction of a record that somebody reviewed, in order.
    ///
    /// # Errors
    /// When the catalogue's file cannot be read.
    pub fn corrections(&self) -> Result<Vec<Correction>, CatalogueError> {
        self.store.read(|conn| {
            let mut ask =
                conn.prepare_cached("SELECT record, field, value FROM word WHERE field IS NOT NULL AND value IS NOT NULL ORDER BY seq")?;
            let found = ask.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get::<_, String>(2)?)))?;
            found
                .map(|row| {
                    row.map_err(CatalogueError::from)
                        .and_then(|(record, field, value)| Ok(Correction { record, field, value: serde_json::from_str(&value)? }))
                })
                .collect()
        })
    }

    /// Everything that people said of a record, in order.
    ///
    /// # Errors
    /// When the catalogue's file cannot be read.
    pub fn words_on(&self, record: &str) -> Result<Vec<Said>, CatalogueError> {
        self.store.read(|conn| {
            let mut ask =
                conn.prepare_cached("SELECT seq, reviewer, word, at, field, value, reason FROM word WHERE record = ?1 ORDER BY seq")?;
            let mut rows = ask.query([record])?;
            let mut said = Vec::new();
            while let Some(r) = rows.next()? {
                let value: Option<String> = r.get(5)?;
                said.push(Said {
                    seq: u64::try_from(r.get::<_, i64>(0)?).unwrap_or(0),
                    reviewer: r.get(1)?,
                    word: r.get(2)?,
                    at: r.get(3)?,
                    field: r.get(4)?,
                    value: value.map(RawValue::from_string).transpose()?,
                    reason: r.get(6)?,
                });
            }
            Ok(said)
        })
    }
}

/// The last word of each who looked at a record: who, and the word.
pub fn last_words(conn: &Connection, record: &str) -> Result<Vec<(String, String)>, CatalogueError> {
    let mut ask = conn.prepare_cached("SELECT reviewer, word, max(seq) FROM word WHERE record = ?1 GROUP BY reviewer ORDER BY reviewer")?;
    let words = ask.query_map([record], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(words.collect::<rusqlite::Result<_>>()?)
}
