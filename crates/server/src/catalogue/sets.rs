//! A set is a combination that many incidents share, the names of their actors or their tolls: each is kept once and known by a number, so
//! that a filter is tried on the few combinations there are and not on every incident.

use super::CatalogueError;
use super::folding::Asked;
use accalmie_record::{Incident, Outcome};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Of an outcome that nobody tells of.
const UNTOLD: u32 = u32::MAX;
/// Best figures by outcome, in the order of `Outcome::ALL`.
pub type Best = [u32; Outcome::ALL.len()];

/// The sets in memory; they only grow, and number 0 is the empty one.
#[derive(Default)]
pub struct Sets {
    harm: Vec<Best>,
    /// Folded names, one after the other, and where each ends.
    names: String,
    ends: Vec<u32>,
    /// Numbers of names, set after set, and where each set ends.
    members: Vec<u32>,
    bounds: Vec<u32>,
}

/// Numbers that were given out for sets that are in no memory yet.
#[derive(Default)]
pub struct Fresh {
    harm: Vec<(u32, Best)>,
    names: Vec<(u32, String)>,
    actors: Vec<(u32, Vec<u32>)>,
}

impl Sets {
    /// All that a file holds.
    pub fn load(conn: &Connection) -> Result<Sets, CatalogueError> {
        let mut fresh = Fresh::default();
        let mut ask = conn.prepare("SELECT number, harm FROM harm_set ORDER BY number")?;
        for row in ask.query_map([], |r| Ok((r.get(0)?, r.get::<_, Vec<u8>>(1)?)))? {
            let (number, bytes) = row?;
            fresh.harm.push((number, best(&bytes).ok_or_else(|| CatalogueError::Row(format!("set {number} of harms")))?));
        }
        let mut ask = conn.prepare("SELECT number, name FROM name ORDER BY number")?;
        fresh.names = ask.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
        let mut ask = conn.prepare("SELECT number, names FROM actor_set ORDER BY number")?;
        for row in ask.query_map([], |r| Ok((r.get(0)?, r.get::<_, Vec<u8>>(1)?)))? {
            let (number, bytes) = row?;
            fresh.actors.push((number, words(&bytes)));
        }
        let mut sets = Sets::default();
        sets.take(fresh)?;
        Ok(sets)
    }

    /// Numbers follow one another without a gap: a file where they do not was not written by this program.
    pub fn take(&mut self, fresh: Fresh) -> Result<(), CatalogueError> {
        let next = |have: usize, number: u32| match number as usize == have {
            true => Ok(()),
            false => Err(CatalogueError::Row(format!("set {number} after {have} sets"))),
        };
        for (number, harm) in fresh.harm {
            next(self.harm.len(), number)?;
            self.harm.push(harm);
        }
        for (number, name) in fresh.names {
            next(self.ends.len(), number)?;
            self.names.push_str(&name);
            self.ends.push(u32::try_from(self.names.len()).map_err(|_| CatalogueError::Row("more than 4 GB of names".into()))?);
        }
        for (number, members) in fresh.actors {
            next(self.bounds.len(), number)?;
            self.members.extend(members);
            self.bounds.push(u32::try_from(self.members.len()).map_err(|_| CatalogueError::Row("more than 4 billion names".into()))?);
        }
        Ok(())
    }

    /// Sets of harms with at least so many.
    pub fn harmed(&self, outcome: Outcome, least: u64) -> Vec<bool> {
        let one = |best: &Best| best.get(outcome as usize).is_some_and(|n| *n != UNTOLD && u64::from(*n) >= least);
        self.harm.iter().map(one).collect()
    }

    /// Sets of actors of whom one has this in its name.
    pub fn acted(&self, part: &str) -> Vec<bool> {
        self.any(|name| name.contains(part))
    }

    /// Sets of actors of whom one has a word of his name asked for.
    pub fn called(&self, word: &Asked) -> Vec<bool> {
        let one = |w: &str| word.forms.iter().any(|form| w == form || word.begins && w.starts_with(form.as_str()));
        self.any(|name| name.split(' ').any(|w| one(w) || w.strip_prefix("ال").is_some_and(one)))
    }

    fn any(&self, good: impl Fn(&str) -> bool) -> Vec<bool> {
        let mut from = 0;
        let mut names = Vec::with_capacity(self.ends.len());
        for end in &self.ends {
            let end = *end as usize;
            names.push(self.names.get(from..end).is_some_and(&good));
            from = end;
        }
        let mut from = 0;
        let mut sets = Vec::with_capacity(self.bounds.len());
        for end in &self.bounds {
            let end = *end as usize;
            let members = self.members.get(from..end).unwrap_or_default();
            sets.push(members.iter().any(|m| names.get(*m as usize).copied().unwrap_or(false)));
            from = end;
        }
        sets
    }
}

/// The number of the set of harms of an incident.
pub fn harm_of(conn: &Connection, fresh: &mut Fresh, incident: &Incident) -> Result<u32, CatalogueError> {
    let mut best = [UNTOLD; Outcome::ALL.len()];
    for (outcome, toll) in &incident.harm {
        if let Some(cell) = best.get_mut(*outcome as usize) {
            *cell = u32::try_from(toll.best).unwrap_or(UNTOLD).min(UNTOLD - 1);
        }
    }
    let bytes: Vec<u8> = best.iter().flat_map(|n| n.to_le_bytes()).collect();
    let (number, new) = number(conn, "harm_set", "harm", &bytes)?;
    if new {
        fresh.harm.push((number, best));
    }
    Ok(number)
}

/// The number of the set of names of an incident's actors.
pub fn actors_of(conn: &Connection, fresh: &mut Fresh, incident: &Incident) -> Result<u32, CatalogueError> {
    let names: BTreeSet<String> = incident.actors.iter().map(|a| super::folding::name(&a.name)).filter(|n| !n.is_empty()).collect();
    let mut numbers = Vec::with_capacity(names.len());
    for name in names {
        let (number, new) = number(conn, "name", "name", &name)?;
        numbers.push(number);
        if new {
            fresh.names.push((number, name));
        }
    }
    numbers.sort_unstable();
    let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
    let (number, new) = number(conn, "actor_set", "names", &bytes)?;
    if new {
        fresh.actors.push((number, numbers));
    }
    Ok(number)
}

/// The number of a value of a table, and whether it is new.
fn number(conn: &Connection, table: &str, column: &str, value: &dyn rusqlite::ToSql) -> Result<(u32, bool), CatalogueError> {
    let ask = format!("SELECT number FROM {table} WHERE {column} = ?1");
    if let Some(known) = conn.prepare_cached(&ask)?.query_row([value], |r| r.get(0)).optional()? {
        return Ok((known, false));
    }
    let next: u32 = conn.prepare_cached(&format!("SELECT coalesce(max(number) + 1, 0) FROM {table}"))?.query_row([], |r| r.get(0))?;
    conn.prepare_cached(&format!("INSERT INTO {table} (number, {column}) VALUES (?1, ?2)"))?.execute(params![next, value])?;
    Ok((next, true))
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect()
}

fn best(bytes: &[u8]) -> Option<Best> {
    words(bytes).try_into().ok()
}
