//! A check is what a draft must pass to become an entry: that it can be read back for ever, and names only what is there.

use crate::sql::{Result, Sql};
use crate::{Act, Draft, Entry, Head, LedgerError, fold, overlay};
use accalmie_record::{Incident, Place, Record};

/// Longest id, band or field, in bytes; what an index can surely hold.
const LONGEST: usize = 1000;

/// `Err` with the reason why it is refused.
type Checked = std::result::Result<(), String>;

/// Checks a draft against the ledger as it is; `nth` counts from 1.
pub fn draft(sql: &dyn Sql, draft: &Draft, nth: usize) -> Result<()> {
    let refused = |why: String| LedgerError::Refused { nth, title: draft.act.title(), why };
    form(draft).map_err(refused)?;
    let there = |id: &str| {
        let row = sql.first("SELECT into_id FROM incident WHERE id = $1", &[id.into()])?;
        let into = row.as_ref().map(|row| row.first().and_then(crate::Cell::text).map(str::to_owned));
        match into {
            None => Err(refused(format!("there is no incident {id}"))),
            Some(into) => Ok(into),
        }
    };
    let own = |id: &str| match there(id)? {
        Some(into) => Err(refused(format!("incident {id} has become one with {into}; say it of that one"))),
        None => Ok(()),
    };
    match &draft.act {
        Act::Report { origin, .. } => match origin {
            Some(id) if !has_report(sql, id)? => Err(refused(format!("there is no report {id}, of which it would be a repeat"))),
            _ => Ok(()),
        },
        Act::Reading { report, .. } if !has_report(sql, report)? => Err(refused(format!("there is no report {report}"))),
        Act::Reading { .. } => Ok(()),
        // One that became part of another may part from it again: it still begins with the same record.
        Act::Incident { .. } => Ok(()),
        Act::Absorbed { incident, into } | Act::Join { incident, into } => {
            own(incident)?;
            there(into)?;
            if fold::now(sql, into)? == *incident {
                return Err(refused("an incident cannot become one with itself".to_owned()));
            }
            Ok(())
        }
        Act::Retract { incident } => own(incident),
        Act::Review { record, incident, .. } => {
            if let Some(incident) = incident {
                there(incident)?;
            }
            match sql.first("SELECT report FROM telling WHERE record = $1", &[record.into()])? {
                Some(_) => Ok(()),
                None => Err(refused(format!("there is no record {record}"))),
            }
        }
        Act::Account { .. } => Ok(()),
        // What is split off may have its old id again.
        Act::Split { incident, records, .. } => {
            own(incident)?;
            let members = fold::members(sql, incident)?;
            match records.iter().find(|r| !members.contains(r)) {
                Some(record) => Err(refused(format!("record {record} is not of incident {incident}"))),
                None => Ok(()),
            }
        }
        Act::Correct { incident, field, value } => {
            own(incident)?;
            let row = sql.first("SELECT seq FROM incident WHERE id = $1", &[incident.into()])?.unwrap_or_default();
            match fold::entry_at(sql, crate::sql::seq(sql, &row, 0)?)?.map(|e| e.act) {
                Some(Act::Incident { incident: now }) => {
                    let corrected = overlay::correct(&now, field, value).map_err(refused)?;
                    shape(&corrected).map_err(refused)
                }
                _ => Err(refused(format!("incident {incident} has no shape yet"))),
            }
        }
    }
}

/// Reads back what will be kept: what cannot be read for ever is not kept.
pub fn read_back(draft: &Draft, nth: usize, body: &[u8], head: Option<Head>) -> Result<Entry> {
    let refused = |why: String| LedgerError::Refused { nth, title: draft.act.title(), why };
    let entry = Entry::from_body(body).map_err(|e| refused(format!("it could not be read back: {e}")))?;
    if entry.seq != head.map_or(0, |h| h.seq) + 1 {
        return Err(refused("it could not be read back as it was".to_owned()));
    }
    Ok(entry)
}

pub fn has_report(sql: &dyn Sql, id: &str) -> Result<bool> {
    Ok(sql.first("SELECT n FROM report WHERE id = $1", &[id.into()])?.is_some())
}

/// What can be told of a draft without the ledger.
fn form(draft: &Draft) -> Checked {
    if !draft.at.ends_with('Z') || draft.at.parse::<jiff::Timestamp>().is_err() {
        return Err(format!("\u{201c}{}\u{201d} is no time in UTC; write 2026-11-22T10:00:00Z", draft.at));
    }
    if draft.author.trim().is_empty() {
        return Err("it has no author; every entry is somebody's".to_owned());
    }
    match &draft.act {
        Act::Report { report, bytes, .. } => {
            if report.id != bytes.to_string() {
                return Err(format!("the id of the report must be the digest of its original, which is {bytes}"));
            }
            Ok(())
        }
        Act::Reading { records, blocks, .. } => {
            if blocks.len() != records.len() {
                return Err(format!(
                    "it has {} records and blocks for {}; give blocks for each, if only none",
                    records.len(),
                    blocks.len()
                ));
            }
            let mut ids: Vec<&str> = records.iter().map(|r| r.id.as_str()).collect();
            ids.sort_unstable();
            if let Some(twice) = ids.windows(2).find(|w| w.first() == w.get(1)).and_then(|w| w.first()) {
                return Err(format!("record {twice} is there twice"));
            }
            ids.into_iter().chain(blocks.iter().flatten().map(String::as_str)).try_for_each(id)?;
            records.iter().try_for_each(finite)
        }
        Act::Incident { incident } => shape(incident),
        Act::Absorbed { incident, into } | Act::Join { incident, into } => {
            id(incident)?;
            id(into)?;
            if incident == into { Err("an incident cannot become one with itself".to_owned()) } else { Ok(()) }
        }
        Act::Correct { incident, field, .. } => id(incident).and_then(|()| id(field)),
        Act::Split { incident, records, to } => {
            id(to)?;
            if incident == to {
                return Err("what is split off must go to another incident".to_owned());
            }
            if records.is_empty() { Err("it names no record to be split off".to_owned()) } else { records.iter().try_for_each(|r| id(r)) }
        }
        Act::Retract { incident } => id(incident),
        Act::Review { record, incident, field, .. } => {
            id(record)?;
            incident.iter().chain(field).try_for_each(|i| id(i))
        }
        Act::Account { account, did } => id(account).and_then(|()| id(did)),
    }
}

fn id(id: &str) -> Checked {
    if id.is_empty() || id.len() > LONGEST || id.chars().any(char::is_control) {
        return Err(format!(
            "\u{201c}{}\u{201d} is no id or key: it must have 1 to {LONGEST} bytes and no control character",
            id.escape_debug()
        ));
    }
    Ok(())
}

fn shape(incident: &Incident) -> Checked {
    id(&incident.id)?;
    incident.records.iter().try_for_each(|r| id(r))?;
    if incident.kind != incident.type_.kind() {
        return Err(format!("its kind is not that of its type, {}", incident.type_));
    }
    if let Some(actor) = incident.actors.iter().find(|a| fold::folded(&a.name).len() > LONGEST) {
        return Err(format!("the name of an actor is longer than {LONGEST} bytes: {}…", actor.name.chars().take(40).collect::<String>()));
    }
    number(incident.confidence.into(), "its confidence")?;
    places(&incident.places)
}

fn finite(record: &Record) -> Checked {
    number(record.confidence.into(), "the confidence of a record")?;
    places(&record.places)
}

fn places(places: &[Place]) -> Checked {
    let others = places.iter().flat_map(|p| &p.candidates).flat_map(|c| [c.lat, c.lon]);
    let mut all = places.iter().flat_map(|p| [p.lat, p.lon]).flatten().chain(others);
    all.try_for_each(|degrees| number(degrees, "a latitude or longitude"))
}

/// JSON knows no other.
fn number(x: f64, what: &str) -> Checked {
    if x.is_finite() { Ok(()) } else { Err(format!("{what} is no finite number")) }
}
