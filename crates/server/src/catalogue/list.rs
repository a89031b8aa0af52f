//! A list is some incidents in order of time, a page at a time. The cursor is a place in that order, so that what comes meanwhile moves nothing.

use super::columns::{Chunk, Columns, Key};
use super::filter::{Filter, Sieve};
use super::minutes::UNDATED;
use super::{Catalogue, CatalogueError};
use accalmie_protect::Profile;
use rusqlite::{Connection, OptionalExtension};
use serde_json::value::RawValue;
use std::ops::Range;
use std::sync::Arc;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    #[default]
    Newest,
    Oldest,
}

/// One page.
#[derive(Debug, Default)]
pub struct Listed {
    /// The short shapes.
    pub items: Vec<Box<RawValue>>,
    /// Where to go on; `None` at the end.
    pub next: Option<String>,
    pub as_of: u64,
}

impl Catalogue {
    /// What passes the filter, in order of its first minute; what has no date is last either way.
    ///
    /// # Errors
    /// When the cursor is none, or the catalogue's file cannot be read.
    pub fn list(
        &self,
        filter: &Filter,
        audience: Profile,
        order: Order,
        after: Option<&str>,
        limit: usize,
    ) -> Result<Listed, CatalogueError> {
        let after = after.map(|c| cursor(c).ok_or_else(|| CatalogueError::Cursor(c.to_owned()))).transpose()?;
        let state = self.state();
        let sieve = self.sieve(filter, audience, state.as_of)?;
        let mut keys = Vec::with_capacity(limit.min(1000) + 1);
        walk(state.columns(audience), &sieve, order, after, limit.saturating_add(1), &mut keys);
        let more = keys.len() > limit;
        keys.truncate(limit);
        let next = keys.last().filter(|_| more).map(|(start, n)| format!("{start}.{n}"));
        let items = self.store.read(|conn| {
            let mut items = Vec::with_capacity(keys.len());
            for (_, n) in &keys {
                items.extend(shown(conn, *n, audience)?);
            }
            Ok(items)
        })?;
        Ok(Listed { items, next, as_of: state.as_of })
    }

    /// Ids in the ledger of all that pass the filter, the newest first.
    ///
    /// # Errors
    /// When the catalogue's file cannot be read.
    pub fn ids(&self, filter: &Filter, audience: Profile, most: usize) -> Result<Vec<String>, CatalogueError> {
        let state = self.state();
        let sieve = self.sieve(filter, audience, state.as_of)?;
        let mut keys = Vec::new();
        walk(state.columns(audience), &sieve, Order::Newest, None, most, &mut keys);
        self.store.read(|conn| {
            let mut ask = conn.prepare_cached("SELECT id FROM incident WHERE n = ?1")?;
            let id = |(_, n): &Key| ask.query_row([n], |r| r.get(0)).optional().map_err(CatalogueError::from).transpose();
            keys.iter().filter_map(id).collect()
        })
    }

    /// The id in the ledger of what goes by another in public.
    ///
    /// # Errors
    /// When the catalogue's file cannot be read.
    pub fn own_id(&self, open: &str) -> Result<Option<String>, CatalogueError> {
        let ask = "SELECT id FROM incident WHERE open_id = ?1 AND public IS NOT NULL";
        self.store.read(|conn| Ok(conn.prepare_cached(ask)?.query_row([open], |r| r.get(0)).optional()?))
    }

    /// The short shape of one, by its id for this audience; `None` where there is none for this audience. What became part of another is not there by its own id.
    ///
    /// # Errors
    /// When the catalogue's file cannot be read.
    pub fn short(&self, id: &str, audience: Profile) -> Result<Option<Box<RawValue>>, CatalogueError> {
        self.store.read(|conn| {
            let ask = match audience {
                Profile::Full => "SELECT n FROM incident WHERE id = ?1",
                Profile::Public => "SELECT n FROM incident WHERE open_id = ?1",
            };
            let n: Option<u32> = conn.prepare_cached(ask)?.query_row([id], |r| r.get(0)).optional()?;
            n.map_or(Ok(None), |n| shown(conn, n, audience))
        })
    }
}

/// The short shape of number `n`; `None` when it is gone since, or not to be shown any more.
pub fn shown(conn: &Connection, n: u32, audience: Profile) -> Result<Option<Box<RawValue>>, CatalogueError> {
    let ask = match audience {
        Profile::Full => "SELECT shown FROM short WHERE n = ?1",
        Profile::Public => "SELECT public FROM short WHERE n = ?1",
    };
    let json: Option<Option<String>> = conn.prepare_cached(ask)?.query_row([n], |r| r.get(0)).optional()?;
    Ok(json.flatten().map(RawValue::from_string).transpose()?)
}

fn cursor(said: &str) -> Option<Key> {
    let (start, n) = said.split_once('.')?;
    Some((start.parse().ok()?, n.parse().ok()?))
}

/// What has no date stands last among the rows, and is listed last: newest first, that is a walk of its own.
fn walk(columns: &Columns, sieve: &Sieve, order: Order, after: Option<Key>, most: usize, found: &mut Vec<Key>) {
    const FIRST: Key = (i32::MIN, 0);
    const NO_DATE: Key = (UNDATED, 0);
    const LAST: Key = (i32::MAX, u32::MAX);
    match (order, after) {
        (Order::Oldest, after) => forward(columns, sieve, after.map_or(FIRST, |(start, n)| (start, n.saturating_add(1))), most, found),
        (Order::Newest, Some(after)) if after >= NO_DATE => backward(columns, sieve, NO_DATE..after, most, found),
        (Order::Newest, after) => {
            backward(columns, sieve, FIRST..after.unwrap_or(NO_DATE), most, found);
            backward(columns, sieve, NO_DATE..LAST, most, found);
        }
    }
}

fn forward(columns: &Columns, sieve: &Sieve, from: Key, most: usize, found: &mut Vec<Key>) {
    let mut pass = Vec::new();
    for chunk in columns.chunks.iter().filter(|c| c.last() >= from && sieve.may_hold(c)) {
        sieve.sift(chunk, &mut pass);
        sieve.within(chunk, &mut pass);
        let rows = chunk.before(from)..chunk.len();
        found.extend(rows.filter(|i| pass.get(*i) == Some(&1)).map(|i| chunk.key(i)).take(most - found.len()));
        if found.len() >= most {
            return;
        }
    }
}

fn backward(columns: &Columns, sieve: &Sieve, range: Range<Key>, most: usize, found: &mut Vec<Key>) {
    let mut pass = Vec::new();
    let there = |c: &&Arc<Chunk>| c.last() >= range.start && c.first() < range.end && sieve.may_hold(c);
    for chunk in columns.chunks.iter().rev().filter(there) {
        if found.len() >= most {
            return;
        }
        sieve.sift(chunk, &mut pass);
        sieve.within(chunk, &mut pass);
        let rows = (chunk.before(range.start)..chunk.before(range.end)).rev();
        found.extend(rows.filter(|i| pass.get(*i) == Some(&1)).map(|i| chunk.key(i)).take(most - found.len()));
    }
}
