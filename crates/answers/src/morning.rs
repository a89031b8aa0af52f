//! The morning's brief of a ledger: what happened, what changed, the truces, the roads, what is not known.

use crate::agreements::{covers, word};
use crate::{COUNTED, Day, Heard, Unanswered, around, cut_off, every, lulls, named};
use accalmie_brief::{Before, Brief, Correction, Matter, Report, Shut, Told, Truce, Words, brief, phrases};
use accalmie_ledger::{Act, Cell, Ledger, LedgerError, Query, TABLES};
use accalmie_places::Gazetteer;
use accalmie_protect::{Profile, protect};
use accalmie_record::{Incident, Kind};
use accalmie_roads::{Level, Network, Router, Stretch, Validity};
use accalmie_truce::{Agreement, Context, Verdict, judge};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked for.
pub struct Morning<'a> {
    pub day: Date,
    /// The day of the brief before; what came after it is told.
    pub since: Date,
    pub profile: Profile,
    /// `en`, `fr` or `ar`.
    pub language: &'a str,
    pub agreements: &'a [(String, Agreement)],
    /// For the towns on its map.
    pub gazetteer: &'a Gazetteer,
    /// Of the network that is drawn.
    pub router: &'a Router<'static>,
    pub network: &'static Network,
    pub validity: &'a Validity,
}

/// Days before the period that a lull is held against, and that a closure is looked for in.
const BEFORE: i64 = 120;

/// Reads all of the ledger's reports and incidents once.
///
/// # Errors
/// When the ledger cannot be read.
pub fn morning(ledger: &dyn Ledger, asked: &Morning) -> Result<Brief, Unanswered> {
    let public = asked.profile == Profile::Public;
    let reports = reports(ledger)?;
    let within = |d: Date| d > asked.since && d <= asked.day;
    let came = |i: &Incident| i.reports.iter().any(|r| reports.get(r).and_then(|r| r.published).is_some_and(within));
    let back = asked.since.checked_sub(BEFORE.days()).unwrap_or(asked.since);
    let day = |t: Option<&String>| t.and_then(|t| t.get(..10)).and_then(|t| t.parse::<Date>().ok());
    let days = |i: &Incident| i.time.as_ref().and_then(|t| Some((day(t.from.as_ref())?, day(t.to.as_ref()))));
    let mut kept: Vec<Incident> = Vec::new();
    every::<LedgerError>(ledger, &Query::default(), |stored| {
        let i = stored.incident;
        let near = days(&i).is_some_and(|(from, to)| from <= asked.day && to.unwrap_or(from) >= back);
        if near || came(&i) {
            kept.push(i);
        }
        Ok(())
    })?;
    let heard = heard(ledger, kept, &reports)?;
    let corrections = corrections(ledger, asked)?;
    let corrected: BTreeSet<&str> = corrections.iter().map(|c| c.incident.as_str()).collect();
    let new = |i: &Incident| days(i).is_some_and(|(from, to)| from <= asked.day && to.unwrap_or(from) > asked.since);
    let shown: Vec<(Incident, Vec<Words>)> = heard
        .incidents
        .iter()
        .filter(|i| new(i) || came(i) || corrected.contains(i.id.as_str()))
        .filter_map(|i| Some((protect(i, asked.profile)?, if public { Vec::new() } else { words(i, &heard) })))
        .collect();
    let told: Vec<Told> = shown.iter().map(|(incident, words)| Told { incident, words: words.clone() }).collect();
    let verdicts = verdicts(asked, &heard.incidents, &new);
    let ground = Day::new(heard, Some(asked.day), asked.validity.clone())?;
    let laid = ground.lay(asked.network, asked.router.snapper());
    let shut = if public { Vec::new() } else { shut(asked, &ground, &laid) };
    let cut: Vec<_> = if public { Vec::new() } else { cut_off(asked.router, asked.network, &ground, &laid) };
    let cut: Vec<Before> = cut
        .iter()
        .filter(|c| c.out || c.into)
        .map(|c| Before { place: c.place, closures: ground.closures.iter().filter(|x| c.by.contains(&x.id.as_str())).collect() })
        .collect();
    let truces: Vec<Truce> = if public { Vec::new() } else { truces(asked, &ground.heard, &verdicts, &reports) };
    let matter = Matter {
        day: asked.day,
        since: asked.since,
        public,
        told: &told,
        reports: &reports,
        truces: &truces,
        roads: &shut,
        cut_off: &cut,
        corrections: &corrections,
        around: &|frame| around(asked.gazetteer, frame),
        schematic: asked.network.schematic,
    };
    Ok(brief(&matter, &phrases(asked.language)))
}

fn reports(ledger: &dyn Ledger) -> Result<BTreeMap<String, Report>, LedgerError> {
    let mut ids = Vec::new();
    if let Some(table) = TABLES.iter().find(|t| t.name == "report") {
        ledger.rows(table, &mut |row| ids.extend(row.first().and_then(Cell::text).map(str::to_owned)))?;
    }
    let mut out = BTreeMap::new();
    for id in ids {
        let Some(stored) = ledger.report(&id)? else { continue };
        let published = stored.report.published.as_deref().and_then(|p| p.get(..10)).and_then(|p| p.parse().ok());
        out.insert(stored.report.key, Report { source: stored.report.source, published });
    }
    Ok(out)
}

fn heard(ledger: &dyn Ledger, incidents: Vec<Incident>, reports: &BTreeMap<String, Report>) -> Result<Heard, LedgerError> {
    let mut heard = Heard::of_incidents(ledger, incidents)?;
    heard.published.extend(reports.iter().filter_map(|(key, r)| Some((key.clone(), r.published?))));
    Ok(heard)
}

fn words(i: &Incident, heard: &Heard) -> Vec<Words> {
    let said = i.records.iter().filter_map(|r| heard.said.get(r));
    said.map(|s| Words { report: s.report.clone(), text: s.text.clone(), kind: Kind::Event }).collect()
}

/// What people did to incidents after the day of the brief before, by the journal's own time.
fn corrections(ledger: &dyn Ledger, asked: &Morning) -> Result<Vec<Correction>, LedgerError> {
    let mut pinned = Vec::new();
    if let Some(table) = TABLES.iter().find(|t| t.name == "pin") {
        ledger.rows(table, &mut |row| pinned.extend(row.first().and_then(Cell::text).map(str::to_owned)))?;
    }
    let mut out = Vec::new();
    for incident in pinned {
        for entry in ledger.log_of(&incident)? {
            let at = entry.at.get(..10).and_then(|d| d.parse::<Date>().ok());
            let did = match &entry.act {
                Act::Correct { .. } => "correct",
                Act::Join { into, .. } if *into == incident => "join",
                Act::Split { incident: from, .. } if *from == incident => "split",
                Act::Retract { .. } => "retract",
                _ => continue,
            };
            if at.is_some_and(|d| d > asked.since) {
                out.push(Correction { incident: incident.clone(), did, reason: entry.reason });
            }
        }
    }
    Ok(out)
}

fn verdicts(asked: &Morning, incidents: &[Incident], new: &dyn Fn(&Incident) -> bool) -> Vec<Vec<Verdict>> {
    let context = Context::default();
    let judged = |(_, a): &(String, Agreement)| incidents.iter().filter(|i| new(i)).flat_map(|i| judge(a, i, &context)).collect();
    asked.agreements.iter().map(judged).collect()
}

/// Of each agreement that the period's incidents touch.
fn truces<'a>(asked: &'a Morning, heard: &Heard, verdicts: &'a [Vec<Verdict>], reports: &BTreeMap<String, Report>) -> Vec<Truce<'a>> {
    use accalmie_truce::Outcome::{NoApplicableClause, OutsideWindow, OutsideZone, PartyNotBound};
    let first = asked.since.checked_sub(BEFORE.days()).unwrap_or(asked.since);
    let oldest = reports.values().filter_map(|r| r.published).min().unwrap_or(first);
    let mut out = Vec::new();
    for ((_, agreement), verdicts) in asked.agreements.iter().zip(verdicts) {
        if verdicts.iter().all(|v| matches!(v.outcome, OutsideZone | OutsideWindow | NoApplicableClause | PartyNotBound)) {
            continue;
        }
        let counted = Heard {
            incidents: heard.incidents.iter().filter(|i| COUNTED.contains(&i.type_.family())).cloned().collect(),
            published: heard.published.clone(),
            ..Heard::default()
        };
        let lull = lulls(&counted, Some(agreement), first.max(oldest), asked.day)
            .into_iter()
            .find(|l| l.zone == "everywhere" && l.weapon == "any")
            .map(|l| (l.state, if l.state == accalmie_truce::lull::State::Broken { l.probability_broken } else { l.probability }));
        let inside = |i: &&Incident| i.point().is_some_and(|at| agreement.zones.values().any(|z| covers(agreement, z, at)));
        let told: BTreeSet<Date> = heard
            .incidents
            .iter()
            .filter(inside)
            .flat_map(|i| i.reports.iter().filter_map(|r| reports.get(r)?.published))
            .filter(|d| *d > asked.since && *d <= asked.day)
            .collect();
        let days = asked.since.until(asked.day).map_or(0, |s| usize::try_from(s.get_days()).unwrap_or(0));
        out.push(Truce {
            title: word(&agreement.title, asked.language),
            verdicts: verdicts.iter().collect(),
            lull,
            days,
            days_with_reports: told.len(),
        });
    }
    out
}

fn shut<'a>(asked: &Morning, day: &'a Day, laid: &accalmie_roads::Laid) -> Vec<Shut<'a>> {
    let network = asked.network;
    let lines = |pieces: &[u32]| -> Vec<Vec<[f64; 2]>> {
        let arcs = pieces.iter().filter_map(|p| network.arcs_of(*p).first());
        arcs.map(|a| network.segment(*a).geometry.iter().map(|(lat, lon)| [*lon, *lat]).collect()).collect()
    };
    let mut out = Vec::new();
    for bar in &laid.bars {
        let Some(closure) = day.closures.get(bar.closure) else { continue };
        let state = match bar.level {
            Level::Confirmed => "closed",
            Level::Suspected => "suspected",
            Level::Aged => "unknown",
        };
        out.push(Shut { closure, state, where_: place(closure, network, &bar.pieces), lines: lines(&bar.pieces) });
    }
    out
}

/// The road as the report names it, else the stretches that it was laid on.
fn place(closure: &accalmie_roads::Closure, network: &Network, pieces: &[u32]) -> String {
    let one = |s: &Stretch| match s {
        Stretch::Road { name } => name.clone(),
        Stretch::Between { from, to } => format!("{} \u{2013} {}", from.name, to.name),
        Stretch::Toward { to } | Stretch::Around { at: to, .. } => to.name.clone(),
    };
    let mut said: Vec<String> = closure.stretches.iter().map(one).collect();
    said.dedup();
    if !said.is_empty() {
        return said.join(" · ");
    }
    let mut names: Vec<String> = pieces.iter().take(4).map(|p| named(network, *p)).collect();
    names.dedup();
    names.join("; ")
}
