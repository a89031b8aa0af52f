//! `accalmie incidents`, `show` and `log`: what the ledger holds, for a person or a program.

use crate::cli::Format;
use crate::cli::keeping::{IncidentsArgs, LogArgs, ShowArgs, Which};
use crate::decide::one;
use crate::hand;
use crate::incidents::Incidents;
use crate::layout::clean;
use crate::output::{self, Ended, Failure};
use accalmie_ledger::{Act, Area, Entry, Ledger, Query};
use accalmie_record::{Incident, Type};
use std::io::Write;

/// Incidents asked for at once.
const PAGE: usize = 500;

pub fn query(which: &Which) -> Query {
    let area = match (which.near, which.within) {
        (Some([lat, lon, km]), _) => Some(Area::Circle { lat, lon, km }),
        (_, Some([south, west, north, east])) => Some(Area::Box { south, west, north, east }),
        _ => None,
    };
    let (types, families): (Vec<&String>, Vec<&String>) = which.types.iter().partition(|t| t.parse::<Type>().is_ok());
    Query {
        area,
        from: which.from.clone(),
        to: which.to.clone(),
        types: types.into_iter().filter_map(|t| t.parse().ok()).collect(),
        families: families.into_iter().cloned().collect(),
        standings: which.standing.clone(),
        actor: which.actor.clone(),
    }
}

/// Gives `each` all incidents that meet the query, in order of time.
pub fn every(ledger: &dyn Ledger, query: &Query, mut each: impl FnMut(Incident) -> Result<(), Failure>) -> Result<(), Failure> {
    accalmie_answers::every(ledger, query, |stored| each(stored.incident))
}

pub fn incidents(args: IncidentsArgs) -> Result<Ended, Failure> {
    let ledger = hand::open_existing(&args.db.db)?;
    let mut out = output::stdout();
    let table = Incidents::new();
    let mut all = Vec::new();
    every(&*ledger, &query(&args.which), |incident| {
        match args.format {
            Format::Table => out.write_all(table.list(std::slice::from_ref(&incident)).as_bytes())?,
            Format::Json => all.push(incident),
            Format::Jsonl => {
                serde_json::to_writer(&mut out, &incident).map_err(std::io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    })?;
    if args.format == Format::Json {
        serde_json::to_writer_pretty(&mut out, &all).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush().map(|()| Ended::Well)?)
}

pub fn show(args: ShowArgs) -> Result<Ended, Failure> {
    let ledger = hand::open_existing(&args.db.db)?;
    let stored = one(&*ledger, &args.incident)?;
    let tellings = ledger.tellings_of(&stored.incident.id).map_err(hand::failed)?;
    let mut out = output::stdout();
    if args.format != Format::Table {
        let records: Vec<_> = tellings.iter().map(|t| &t.record).collect();
        let whole = serde_json::json!({ "incident": stored.incident, "records": records, "corrected": stored.corrected });
        match args.format {
            Format::Jsonl => serde_json::to_writer(&mut out, &whole),
            _ => serde_json::to_writer_pretty(&mut out, &whole),
        }
        .map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        return Ok(out.flush().map(|()| Ended::Well)?);
    }
    if stored.incident.id != args.incident {
        writeln!(out, "{} is now part of {}", args.incident, stored.incident.id)?;
    }
    out.write_all(Incidents::new().list(std::slice::from_ref(&stored.incident)).as_bytes())?;
    if !stored.corrected.is_empty() {
        writeln!(out, "  corrected by a person: {}", stored.corrected.join(", "))?;
    }
    for telling in &tellings {
        let said: Vec<String> = telling.record.evidence.iter().map(|e| format!("“{}”", clean(&e.text))).collect();
        let gone = if telling.current { "" } else { " (no longer read so)" };
        writeln!(out, "  {} {}{gone}\n      {}", telling.record.id, clean(&telling.key), said.join(" … "))?;
    }
    for entry in ledger.log_of(&stored.incident.id).map_err(hand::failed)? {
        writeln!(out, "  {}", line(&entry))?;
    }
    Ok(out.flush().map(|()| Ended::Well)?)
}

pub fn log(args: LogArgs) -> Result<Ended, Failure> {
    let ledger = hand::open_existing(&args.db.db)?;
    let mut out = output::stdout();
    if let Some(id) = &args.id {
        for entry in ledger.log_of(id).map_err(hand::failed)? {
            writeln!(out, "{}", line(&entry))?;
        }
        return Ok(out.flush().map(|()| Ended::Well)?);
    }
    let mut from = 1;
    loop {
        let entries = ledger.entries(from, PAGE).map_err(hand::failed)?;
        let Some(last) = entries.last() else { break };
        from = last.seq + 1;
        for entry in &entries {
            writeln!(out, "{}", line(entry))?;
        }
    }
    Ok(out.flush().map(|()| Ended::Well)?)
}

/// One entry, as a person reads it.
fn line(e: &Entry) -> String {
    let more = match &e.act {
        Act::Report { report, .. } => format!(" {}", clean(&report.key)),
        Act::Reading { records, .. } => format!(" {} records", records.len()),
        Act::Correct { value, .. } => format!(" to {}", clean(&value.to_string())),
        _ => String::new(),
    };
    let reason = if e.reason.is_empty() { String::new() } else { format!(" ({})", clean(&e.reason)) };
    format!("{:>6} {} {}: {}{more}{reason}", e.seq, e.at, clean(&e.author), e.act.title())
}
