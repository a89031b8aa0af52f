//! The fold makes the tables out of the journal, one entry after the other; nothing else writes them.
//!
//! It is total: of an entry that makes no sense (which [`crate::check`] keeps out, and a changed journal may hold) it does as much
//! as can be done, and the same on every database.

use crate::sql::{Result, Sql, Value, int, seq, text};
use crate::{Act, Digest, Entry, overlay, when};
use accalmie_record::Incident;
use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Where earlier entries are read: the journal is not always beside the tables that are made.
pub type Earlier<'a> = &'a dyn Fn(u64) -> Result<Option<Entry>>;

/// Reads one entry of a journal.
pub fn entry_at(sql: &dyn Sql, seq: u64) -> Result<Option<Entry>> {
    let Some(row) = sql.first("SELECT body, digest FROM journal WHERE seq = $1", &[seq.into()])? else { return Ok(None) };
    let body = row.first().and_then(crate::Cell::bytes).unwrap_or_default();
    let kept = row.get(1).and_then(crate::Cell::bytes);
    // What is damaged is never given out as what was written.
    if kept != Some(Digest::of(body).as_bytes()) {
        return Err(sql.odd(&format!("entry {seq} does not match its digest")));
    }
    Entry::from_body(body).map(Some).map_err(|e| sql.odd(&format!("entry {seq} cannot be read: {e}")))
}

/// Lays one entry over the tables.
pub fn apply(sql: &dyn Sql, earlier: Earlier, entry: &Entry) -> Result<()> {
    let about: Vec<[Value; 2]> = entry.act.about().into_iter().map(|subject| [subject.into(), entry.seq.into()]).collect();
    insert(sql, "about (subject, seq)", &about, "NOTHING")?;
    match &entry.act {
        Act::Report { report, bands, .. } => came(sql, earlier, entry.seq, &report.id, bands),
        Act::Reading { report, records, blocks, .. } => {
            let ids: Vec<&str> = records.iter().map(|r| r.id.as_str()).collect();
            read(sql, earlier, entry.seq, report, &ids, blocks)
        }
        Act::Incident { incident } => took_shape(sql, earlier, entry.seq, incident),
        Act::Absorbed { incident, into } => one(sql, earlier, incident, into, None),
        Act::Join { incident, into } => one(sql, earlier, incident, into, Some(entry.seq)),
        Act::Correct { incident, field, value } => {
            let id = now(sql, incident)?;
            sql.run(
                "INSERT INTO correction (incident, field, value, seq) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (incident, field) DO UPDATE SET value = excluded.value, seq = excluded.seq",
                &[(&id).into(), field.into(), (&value.to_string()).into(), entry.seq.into()],
            )?;
            pin(sql, &id)?;
            index(sql, earlier, &id, None)
        }
        Act::Split { incident, records, to } => split(sql, earlier, entry.seq, incident, records, to),
        // Known by what it is about, and by nothing else.
        Act::Review { .. } | Act::Account { .. } => Ok(()),
        Act::Retract { incident } => {
            let id = now(sql, incident)?;
            sql.run("UPDATE incident SET retracted = $1 WHERE id = $2 AND retracted IS NULL", &[entry.seq.into(), (&id).into()])?;
            pin(sql, &id)?;
            index(sql, earlier, &id, None)
        }
    }
}

fn came(sql: &dyn Sql, earlier: Earlier, entry: u64, id: &str, bands: &[u64]) -> Result<()> {
    let known = sql.first("SELECT n, seq FROM report WHERE id = $1", &[id.into()])?;
    let n = match &known {
        Some(row) => {
            let n = seq(sql, row, 0)?;
            if let Some(Act::Report { bands, .. }) = earlier(seq(sql, row, 1)?)?.map(|e| e.act) {
                for band in bands {
                    sql.run("DELETE FROM band WHERE band = $1 AND report = $2", &[band.into(), n.into()])?;
                }
            }
            sql.run("UPDATE report SET seq = $1 WHERE id = $2", &[entry.into(), id.into()])?;
            n
        }
        None => {
            sql.run("INSERT INTO report (id, n, seq) VALUES ($1, $2, $2)", &[id.into(), entry.into()])?;
            entry
        }
    };
    let bands: Vec<[Value; 2]> = bands.iter().map(|band| [(*band).into(), n.into()]).collect();
    insert(sql, "band (band, report)", &bands, "NOTHING")
}

fn read(sql: &dyn Sql, earlier: Earlier, entry: u64, report: &str, records: &[&str], blocks: &[Vec<String>]) -> Result<()> {
    let Some(row) = sql.first("SELECT n, reading FROM report WHERE id = $1", &[report.into()])? else { return Ok(()) };
    let n = seq(sql, &row, 0)?;
    if let Some(before) = row.get(1).and_then(crate::Cell::int).and_then(|i| u64::try_from(i).ok())
        && let Some(Act::Reading { records, blocks, .. }) = earlier(before)?.map(|e| e.act)
    {
        for (nth, record) in records.iter().enumerate() {
            sql.run("UPDATE telling SET current = 0 WHERE record = $1", &[(&record.id).into()])?;
            for block in blocks.get(nth).into_iter().flatten() {
                sql.run("DELETE FROM block WHERE block = $1 AND record = $2", &[block.into(), (&record.id).into()])?;
            }
        }
    }
    sql.run("UPDATE report SET reading = $1 WHERE id = $2", &[entry.into(), report.into()])?;
    let told = records.iter().enumerate();
    let tellings: Vec<[Value; 5]> =
        told.map(|(nth, record)| [(*record).into(), n.into(), entry.into(), (nth as i64).into(), 1i64.into()]).collect();
    let again = "UPDATE SET report = excluded.report, reading = excluded.reading, nth = excluded.nth, current = 1";
    insert(sql, "telling (record, report, reading, nth, current)", &tellings, again)?;
    let blocks = records.iter().zip(blocks).flat_map(|(record, blocks)| blocks.iter().map(|block| [block.into(), (*record).into()]));
    insert(sql, "block (block, record)", &blocks.collect::<Vec<[Value; 2]>>(), "NOTHING")
}

/// Inserts rows, some at a time: on a server each statement is a journey. `columns` begins with the table and its key; `again` is
/// what to do with a row whose key is there.
fn insert<const N: usize>(sql: &dyn Sql, columns: &str, rows: &[[Value; N]], again: &str) -> Result<()> {
    let key = if again == "NOTHING" { "" } else { columns.split(['(', ',']).nth(1).unwrap_or_default() };
    let key = if key.is_empty() { String::new() } else { format!("({key})") };
    for some in rows.chunks(16) {
        let row = |i: usize| format!("({})", (1..=N).map(|k| format!("${}", i * N + k)).collect::<Vec<_>>().join(", "));
        let marks: Vec<String> = (0..some.len()).map(row).collect();
        sql.run(&format!("INSERT INTO {columns} VALUES {} ON CONFLICT {key} DO {again}", marks.join(", ")), some.as_flattened())?;
    }
    Ok(())
}

fn took_shape(sql: &dyn Sql, earlier: Earlier, entry: u64, incident: &Incident) -> Result<()> {
    let id = &incident.id;
    let known = sql.run("UPDATE incident SET seq = $1, into_id = NULL WHERE id = $2", &[entry.into(), id.into()])? > 0;
    if !known {
        sql.run(
            "INSERT INTO incident (n, id, seq, type, start, until, lasts, standing) VALUES ($1, $2, $1, '', 0, 0, -1, '')",
            &[entry.into(), id.into()],
        )?;
    }
    let new: BTreeSet<&str> = incident.records.iter().map(String::as_str).collect();
    for record in members(sql, id)?.iter().filter(|r| !new.contains(r.as_str())) {
        sql.run("DELETE FROM member WHERE record = $1", &[record.into()])?;
    }
    let new: Vec<[Value; 2]> = new.into_iter().map(|record| [record.into(), id.into()]).collect();
    insert(sql, "member (record, incident)", &new, "UPDATE SET incident = excluded.incident")?;
    index(sql, earlier, id, Some(incident))
}

/// Two are one: by merging, or (`by_hand`, the entry's number) by a person.
fn one(sql: &dyn Sql, earlier: Earlier, incident: &str, into: &str, by_hand: Option<u64>) -> Result<()> {
    let (incident, into) = (now(sql, incident)?, now(sql, into)?);
    let known = |id: &str| sql.first("SELECT n FROM incident WHERE id = $1", &[id.into()]);
    if incident == into || known(&incident)?.is_none() || known(&into)?.is_none() {
        return Ok(());
    }
    let moved = members(sql, &incident)?;
    for record in &moved {
        belongs(sql, record, &into)?;
    }
    if let Some(entry) = by_hand {
        tie(sql, entry, members(sql, &into)?, Vec::new())?;
        pin(sql, &into)?;
    }
    // What a person said of the one holds of both, unless a person said otherwise of the other.
    sql.run(
        "INSERT INTO correction (incident, field, value, seq)
         SELECT CAST($1 AS TEXT), field, value, seq FROM correction WHERE incident = $2 ON CONFLICT DO NOTHING",
        &[(&into).into(), (&incident).into()],
    )?;
    if sql.first("SELECT incident FROM pin WHERE incident = $1", &[(&incident).into()])?.is_some() {
        pin(sql, &into)?;
    }
    sql.run("UPDATE incident SET into_id = $1 WHERE id = $2", &[(&into).into(), (&incident).into()])?;
    index(sql, earlier, &incident, None)?;
    index(sql, earlier, &into, None)
}

fn split(sql: &dyn Sql, earlier: Earlier, entry: u64, incident: &str, records: &[String], to: &str) -> Result<()> {
    sql.run("UPDATE incident SET into_id = NULL WHERE id = $1", &[to.into()])?;
    let (incident, to) = (now(sql, incident)?, to.to_owned());
    for record in records {
        belongs(sql, record, &to)?;
    }
    let together = members(sql, &to)?;
    let apart = if incident == to { Vec::new() } else { members(sql, &incident)? };
    tie(sql, entry, together, apart)?;
    pin(sql, &incident)?;
    pin(sql, &to)?;
    index(sql, earlier, &to, None)
}

fn belongs(sql: &dyn Sql, record: &str, incident: &str) -> Result<()> {
    sql.run(
        "INSERT INTO member (record, incident) VALUES ($1, $2) ON CONFLICT (record) DO UPDATE SET incident = excluded.incident",
        &[record.into(), incident.into()],
    )?;
    Ok(())
}

fn tie(sql: &dyn Sql, entry: u64, together: Vec<String>, apart: Vec<String>) -> Result<()> {
    let list = |l: Vec<String>| serde_json::Value::from(l).to_string();
    sql.run(
        "INSERT INTO tie (seq, together, apart) VALUES ($1, $2, $3)",
        &[entry.into(), (&list(together)).into(), (&list(apart)).into()],
    )?;
    Ok(())
}

fn pin(sql: &dyn Sql, incident: &str) -> Result<()> {
    sql.run("INSERT INTO pin (incident) VALUES ($1) ON CONFLICT DO NOTHING", &[incident.into()]).map(drop)
}

/// Ids of the records of an incident, sorted.
pub fn members(sql: &dyn Sql, incident: &str) -> Result<Vec<String>> {
    let rows = sql.ask("SELECT record FROM member WHERE incident = $1 ORDER BY record", &[incident.into()])?;
    rows.iter().map(|row| text(sql, row, 0).map(str::to_owned)).collect()
}

/// What the incident is now one with: itself, as a rule.
pub fn now(sql: &dyn Sql, id: &str) -> Result<String> {
    let mut at = id.to_owned();
    let mut seen = BTreeSet::new();
    // The fold makes no ring; a changed table could.
    while seen.insert(at.clone()) {
        let row = sql.first("SELECT into_id FROM incident WHERE id = $1", &[(&at).into()])?;
        match row.as_ref().and_then(|row| row.first()).and_then(crate::Cell::text) {
            Some(into) => at = into.to_owned(),
            None => return Ok(at),
        }
    }
    Err(sql.odd(&format!("incident {id} points to itself")))
}

/// What people corrected of it, in order of field.
pub fn corrections(sql: &dyn Sql, incident: &str) -> Result<Vec<(String, serde_json::Value)>> {
    let rows = sql.ask("SELECT field, value FROM correction WHERE incident = $1 ORDER BY field", &[incident.into()])?;
    rows.iter()
        .map(|row| {
            let value = serde_json::from_str(text(sql, row, 1)?).map_err(|e| sql.odd(&format!("a correction cannot be read: {e}")))?;
            Ok((text(sql, row, 0)?.to_owned(), value))
        })
        .collect()
}

/// A name as it is compared: without case, accents and control characters.
pub fn folded(name: &str) -> String {
    name.nfkd().filter(|c| !is_combining_mark(*c) && !c.is_control()).flat_map(char::to_lowercase).collect()
}

/// Writes the columns by which an incident is found.
fn index(sql: &dyn Sql, earlier: Earlier, id: &str, given: Option<&Incident>) -> Result<()> {
    let Some(row) = sql.first("SELECT n, seq, into_id, retracted FROM incident WHERE id = $1", &[id.into()])? else { return Ok(()) };
    let (n, at) = (seq(sql, &row, 0)?, seq(sql, &row, 1)?);
    let set = |i: usize| row.get(i).is_some_and(|c| *c != crate::Cell::Null);
    let incident = match given {
        Some(incident) => incident.clone(),
        None => match earlier(at)?.map(|e| e.act) {
            Some(Act::Incident { incident }) => incident,
            _ => return Ok(()),
        },
    };
    let incident = overlay::lay(incident, &corrections(sql, id)?, set(3));
    let (start, until) = when::extent(incident.time.as_ref()).unwrap_or((when::UNDATED, when::UNDATED));
    // One that is now another is found by its id alone.
    let gone = set(2);
    let lasts = if gone { -1 } else { when::length(start, until) };
    let place = incident.point().filter(|(lat, lon)| lat.is_finite() && lon.is_finite()).map(|(lat, lon)| [lat, lon]);
    sql.run(
        "UPDATE incident SET type = $1, start = $2, until = $3, lasts = $4, lat = $5, lon = $6, standing = $7 WHERE n = $8",
        &[
            incident.type_.name().into(),
            start.into(),
            until.into(),
            lasts.into(),
            place.map_or(Value::Null, |p| Value::Real(p[0])),
            place.map_or(Value::Null, |p| Value::Real(p[1])),
            incident.standing.name().into(),
            n.into(),
        ],
    )?;
    sql.locate(n, place.filter(|_| !gone), [start, until])?;
    let names: BTreeSet<String> =
        incident.actors.iter().filter(|_| !gone).map(|a| folded(&a.name)).filter(|name| !name.is_empty()).collect();
    name(sql, n, &names)
}

fn name(sql: &dyn Sql, n: u64, names: &BTreeSet<String>) -> Result<()> {
    for row in sql.ask("SELECT name FROM named WHERE incident = $1", &[n.into()])? {
        let old = text(sql, &row, 0)?;
        if !names.contains(old) {
            sql.run("DELETE FROM named WHERE name = $1 AND incident = $2", &[old.into(), n.into()])?;
        }
    }
    for name in names {
        if sql.run("INSERT INTO named (name, incident) VALUES ($1, $2) ON CONFLICT DO NOTHING", &[name.into(), n.into()])? > 0 {
            sql.run("INSERT INTO name (name) VALUES ($1) ON CONFLICT DO NOTHING", &[name.into()])?;
        }
    }
    Ok(())
}

/// Whether what is in row `i` is set, as a number of an entry.
pub fn optional(sql: &dyn Sql, row: &crate::sql::Row, i: usize) -> Result<Option<u64>> {
    if row.get(i).is_none_or(|c| *c == crate::Cell::Null) {
        return Ok(None);
    }
    u64::try_from(int(sql, row, i)?).map(Some).map_err(|_| sql.odd("a table holds a number below zero where an entry should be"))
}
