//! A walk finds the incidents that meet a query, in order of time and id, on any database.
//!
//! Two ways lead there, and the numbers choose. When few incidents lie in the area, or few have the actor, they are all looked up
//! and put in order. When many do, the incidents are walked in order of time (apart by type, where types are asked for, and by how
//! long they last) and the first that meet the query fill the page.

use crate::sql::{Cell, Result, Row, Sql, Value, int, seq, text};
use crate::{Area, Cursor, Query, fold, when};
use std::collections::{BTreeMap, BTreeSet};

/// Up to how many incidents are looked up and put in order. Walking past so many costs about as much.
const FEW: usize = 4000;

/// What the tables say of an incident.
#[derive(Clone, Debug)]
pub struct Key {
    pub n: u64,
    pub id: String,
    pub start: i64,
    until: i64,
    place: Option<[f64; 2]>,
    type_: String,
    standing: String,
}

/// Columns of [`Key`], in its order.
pub const KEY: &str = "n, id, start, until, lat, lon, type, standing";

impl Key {
    fn of(sql: &dyn Sql, row: &Row) -> Result<Key> {
        let real = |i: usize| row.get(i).and_then(Cell::real);
        Ok(Key {
            n: seq(sql, row, 0)?,
            id: text(sql, row, 1)?.to_owned(),
            start: int(sql, row, 2)?,
            until: int(sql, row, 3)?,
            place: real(4).and_then(|lat| Some([lat, real(5)?])),
            type_: text(sql, row, 6)?.to_owned(),
            standing: text(sql, row, 7)?.to_owned(),
        })
    }

    fn beyond(&self, cursor: &Cursor) -> bool {
        (self.start, self.id.as_str()) > (cursor.start, cursor.id.as_str())
    }
}

struct Asked<'a> {
    area: Option<Area>,
    from: i64,
    to: i64,
    timed: bool,
    types: Option<Vec<&'static str>>,
    standings: Vec<&'static str>,
    /// Every name that holds the text.
    names: Option<BTreeSet<String>>,
    query: &'a Query,
}

impl Asked<'_> {
    /// All but the actor, which is not in the key.
    fn admits(&self, key: &Key) -> bool {
        self.area.is_none_or(|area| key.place.is_some_and(|at| area.holds(at)))
            && (!self.timed || (key.start != when::UNDATED && key.start <= self.to && key.until >= self.from))
            && self.types.as_ref().is_none_or(|types| types.contains(&key.type_.as_str()))
            && (self.standings.is_empty() || self.standings.contains(&key.standing.as_str()))
    }
}

/// At most `limit` keys after the cursor, in order, and whether there may be more.
pub fn walk(sql: &dyn Sql, query: &Query, after: Option<&Cursor>, limit: usize) -> Result<(Vec<Key>, bool)> {
    if let Some(area) = &query.area {
        area.check()?;
    }
    let (from, to) = query.minutes()?;
    let names = match query.actor.as_deref().map(fold::folded).filter(|text| !text.is_empty()) {
        Some(part) => Some(names(sql, &part)?),
        None => None,
    };
    let asked = Asked {
        area: query.area,
        from,
        to,
        timed: query.timed(),
        types: query.kinds()?,
        standings: query.standings.iter().map(|s| s.name()).collect(),
        names,
        query,
    };
    if limit == 0 {
        return Ok((Vec::new(), false));
    }
    match few(sql, &asked)? {
        Some(rows) => {
            let mut found = Vec::new();
            for row in &rows {
                let key = Key::of(sql, row)?;
                if asked.admits(&key) && after.is_none_or(|cursor| key.beyond(cursor)) && has_actor(sql, &asked, key.n)? {
                    found.push(key);
                }
            }
            found.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
            let more = found.len() > limit;
            found.truncate(limit);
            Ok((found, more))
        }
        None => in_order(sql, &asked, after, limit),
    }
}

/// Names of actors that hold `part`. There are some thousands of names in all, whatever the number of incidents.
fn names(sql: &dyn Sql, part: &str) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    sql.each("SELECT name FROM name", &[], &mut |row| {
        if let Some(name) = row.first().and_then(Cell::text).filter(|name| name.contains(part)) {
            found.insert(name.to_owned());
        }
        Ok(true)
    })?;
    Ok(found)
}

/// All rows that the area or the actor leaves, when they are few.
fn few(sql: &dyn Sql, asked: &Asked) -> Result<Option<Vec<Row>>> {
    if let Some(names) = &asked.names {
        let mut of_actor: BTreeSet<i64> = BTreeSet::new();
        for name in names {
            for row in sql.ask("SELECT incident FROM named WHERE name = $1 LIMIT $2", &[name.into(), (FEW as i64).into()])? {
                of_actor.insert(int(sql, &row, 0)?);
            }
            if of_actor.len() >= FEW {
                break;
            }
        }
        if of_actor.len() < FEW {
            let one = format!("SELECT {KEY} FROM incident WHERE n = $1 AND lasts >= 0");
            let mut rows = Vec::new();
            for n in of_actor {
                rows.extend(sql.first(&one, &[n.into()])?);
            }
            return Ok(Some(rows));
        }
    }
    if asked.area.is_some() { sql.near(asked.query, FEW) } else { Ok(None) }
}

fn has_actor(sql: &dyn Sql, asked: &Asked, n: u64) -> Result<bool> {
    let Some(names) = &asked.names else { return Ok(true) };
    let rows = sql.ask("SELECT name FROM named WHERE incident = $1", &[n.into()])?;
    Ok(rows.iter().any(|row| row.first().and_then(Cell::text).is_some_and(|name| names.contains(name))))
}

/// Incidents of one type (or all) and one length, in order.
struct Stream {
    sql: String,
    type_: Option<&'static str>,
    lasts: i64,
    /// Nothing of it up to here is asked for.
    at: (i64, String),
    to: i64,
    batch: i64,
    done: bool,
}

impl Stream {
    fn next(&mut self, sql: &dyn Sql) -> Result<Vec<Key>> {
        let mut with: Vec<Value> = self.type_.iter().map(|t| Value::Text(t)).collect();
        let (start, id) = (Value::Int(self.at.0), Value::Text(&self.at.1));
        with.extend([Value::Int(self.lasts), start, id, Value::Int(self.to), Value::Int(self.batch)]);
        let rows = sql.ask(&self.sql, &with)?;
        self.done = (rows.len() as i64) < self.batch;
        self.batch = (self.batch * 4).min(4096);
        let keys: Vec<Key> = rows.iter().map(|row| Key::of(sql, row)).collect::<Result<_>>()?;
        if let Some(last) = keys.last() {
            self.at = (last.start, last.id.clone());
        }
        Ok(keys)
    }
}

fn in_order(sql: &dyn Sql, asked: &Asked, after: Option<&Cursor>, limit: usize) -> Result<(Vec<Key>, bool)> {
    let types: Vec<Option<&'static str>> = match &asked.types {
        Some(types) => types.iter().map(|t| Some(*t)).collect(),
        None => vec![None],
    };
    let batch = if types.len() > 4 { 32 } else { 256 };
    let mut streams = Vec::new();
    for type_ in types {
        for lasts in 0..=when::LASTS.len() {
            let begun = when::LASTS.get(lasts).map_or(i64::MIN, |most| asked.from.saturating_sub(*most));
            let mut at = (begun, String::new());
            if let Some(cursor) = after.filter(|c| (c.start, &c.id) > (at.0, &at.1)) {
                at = (cursor.start, cursor.id.clone());
            }
            let (by_type, p) = if type_.is_some() { ("type = $1 AND ", 2) } else { ("", 1) };
            let text = format!(
                "SELECT {KEY} FROM incident WHERE {by_type}lasts = ${p} AND (start, id) > (${}, ${}) AND start <= ${} ORDER BY start, id LIMIT ${}",
                p + 1,
                p + 2,
                p + 3,
                p + 4
            );
            streams.push(Stream { sql: text, type_, lasts: lasts as i64, at, to: asked.to, batch, done: false });
        }
    }
    // What each stream has next, in order over all of them.
    let mut next: BTreeMap<(i64, String), (usize, Key)> = BTreeMap::new();
    let mut waiting: Vec<std::vec::IntoIter<Key>> = streams.iter().map(|_| Vec::new().into_iter()).collect();
    let mut dry: Vec<usize> = (0..streams.len()).collect();
    let mut found = Vec::new();
    loop {
        for i in dry.drain(..) {
            let (Some(stream), Some(keys)) = (streams.get_mut(i), waiting.get_mut(i)) else { continue };
            if keys.len() == 0 && !stream.done {
                *keys = stream.next(sql)?.into_iter();
            }
            if let Some(key) = keys.next() {
                next.insert((key.start, key.id.clone()), (i, key));
            }
        }
        let Some((_, (i, key))) = next.pop_first() else { return Ok((found, false)) };
        dry.push(i);
        if asked.admits(&key) && has_actor(sql, asked, key.n)? {
            found.push(key);
            // Whether one more follows could take a walk to the end: the next page will tell.
            if found.len() == limit {
                return Ok((found, true));
            }
        }
    }
}
