//! A walk finds the incidents that meet a query, in order of time and id, on any database.
//!
//! Two ways lead there, and the numbers choose. When few incidents lie in the area, or few have the actor, they are put in order and
//! looked up until the page is full. When many do, or fewer are of the types and days, the incidents are walked in order of time
//! (apart by type, where types are asked for, and by how long they last) and the first that meet the query fill the page.

use crate::sql::{Cell, Result, Row, Sql, Value, int, seq, text};
use crate::{Area, Cursor, Query, fold, when};
use std::collections::{BTreeMap, BTreeSet};

/// Up to how many incidents of an area are put in order. Of a million, the walk past what lies elsewhere then costs about as much.
const FEW: usize = 8000;

/// Up to how many incidents of an actor are looked up.
const FEW_OF_ACTOR: usize = 4000;

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
        Some(few) if asked.area.is_none() || asked.names.is_some() || !fewer_to_walk(sql, &asked, few.len())? => {
            look_up(sql, &asked, few, after, limit)
        }
        _ => in_order(sql, &asked, after, limit),
    }
}

/// Looks incidents up in order of the minutes that they do not begin before.
fn look_up(sql: &dyn Sql, asked: &Asked, mut few: Vec<(i64, u64)>, after: Option<&Cursor>, limit: usize) -> Result<(Vec<Key>, bool)> {
    few.sort_unstable();
    let one = format!("SELECT {KEY} FROM incident WHERE n = $1 AND lasts >= 0");
    // The R*Tree keeps 24 bits: a minute is told to 1 in 4 million of its distance from 1970.
    let upto = |minute: i64| minute.saturating_add(minute.saturating_abs() / 4_000_000 + 2);
    let surely_before = |minute: i64, cursor: &Cursor| upto(minute) < when::FAR.min(cursor.start);
    let mut found: BTreeMap<(i64, String), Key> = BTreeMap::new();
    for (minute, n) in few {
        if found.len() > limit && found.keys().nth(limit).is_some_and(|(start, _)| *start < minute) {
            break;
        }
        if minute != i64::MIN && after.is_some_and(|cursor| surely_before(minute, cursor)) {
            continue;
        }
        let Some(row) = sql.first(&one, &[n.into()])? else { continue };
        let key = Key::of(sql, &row)?;
        if asked.admits(&key) && after.is_none_or(|cursor| key.beyond(cursor)) && has_actor(sql, asked, key.n)? {
            found.insert((key.start, key.id.clone()), key);
            // One more than the page holds tells that there is more.
            if found.len() > limit + 1 {
                found.pop_last();
            }
        }
    }
    let more = found.len() > limit;
    Ok((found.into_values().take(limit).collect(), more))
}

/// Whether fewer incidents are of the types and days than `few`.
fn fewer_to_walk(sql: &dyn Sql, asked: &Asked, few: usize) -> Result<bool> {
    if asked.types.is_none() && !asked.timed {
        return Ok(false);
    }
    let mut left = few as i64;
    for stream in streams(asked, None) {
        left -= stream.count(sql, left)?;
        if left <= 0 {
            return Ok(false);
        }
    }
    Ok(true)
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

/// All that the area or the actor leaves, when they are few: a minute that each does not begin before, and its number.
fn few(sql: &dyn Sql, asked: &Asked) -> Result<Option<Vec<(i64, u64)>>> {
    if let Some(names) = &asked.names {
        let mut of_actor: BTreeSet<u64> = BTreeSet::new();
        for name in names {
            for row in sql.ask("SELECT incident FROM named WHERE name = $1 LIMIT $2", &[name.into(), (FEW_OF_ACTOR as i64).into()])? {
                of_actor.insert(seq(sql, &row, 0)?);
            }
            if of_actor.len() >= FEW_OF_ACTOR {
                break;
            }
        }
        if of_actor.len() < FEW_OF_ACTOR {
            return Ok(Some(of_actor.into_iter().map(|n| (i64::MIN, n)).collect()));
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
    type_: Option<&'static str>,
    lasts: i64,
    /// Nothing of it up to here is asked for.
    at: (i64, String),
    to: i64,
    batch: i64,
    done: bool,
}

impl Stream {
    /// Which rows they are, and how many parameters that takes.
    fn where_(&self) -> (String, usize) {
        let (by_type, p) = if self.type_.is_some() { ("type = $1 AND ", 2) } else { ("", 1) };
        let rows = format!("FROM incident WHERE {by_type}lasts = ${p} AND (start, id) > (${}, ${}) AND start <= ${}", p + 1, p + 2, p + 3);
        (rows, p + 3)
    }

    fn with(&self, last: i64) -> Vec<Value<'_>> {
        let mut with: Vec<Value> = self.type_.iter().map(|t| Value::Text(t)).collect();
        let (start, id) = (Value::Int(self.at.0), Value::Text(&self.at.1));
        with.extend([Value::Int(self.lasts), start, id, Value::Int(self.to), Value::Int(last)]);
        with
    }

    /// How many there are, up to `most`.
    fn count(&self, sql: &dyn Sql, most: i64) -> Result<i64> {
        let (rows, p) = self.where_();
        let row = sql.first(&format!("SELECT COUNT(*) FROM (SELECT 1 {rows} LIMIT ${}) AS found", p + 1), &self.with(most))?;
        int(sql, &row.unwrap_or_default(), 0)
    }

    fn next(&mut self, sql: &dyn Sql) -> Result<Vec<Key>> {
        let (rows, p) = self.where_();
        let rows = sql.ask(&format!("SELECT {KEY} {rows} ORDER BY start, id LIMIT ${}", p + 1), &self.with(self.batch))?;
        self.done = (rows.len() as i64) < self.batch;
        self.batch = (self.batch * 4).min(4096);
        let keys: Vec<Key> = rows.iter().map(|row| Key::of(sql, row)).collect::<Result<_>>()?;
        if let Some(last) = keys.last() {
            self.at = (last.start, last.id.clone());
        }
        Ok(keys)
    }
}

fn streams(asked: &Asked, after: Option<&Cursor>) -> Vec<Stream> {
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
            streams.push(Stream { type_, lasts: lasts as i64, at, to: asked.to, batch, done: false });
        }
    }
    streams
}

fn in_order(sql: &dyn Sql, asked: &Asked, after: Option<&Cursor>, limit: usize) -> Result<(Vec<Key>, bool)> {
    let mut streams = streams(asked, after);
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
