//! `accalmie correct`, `split`, `join` and `retract`: what a person says of an incident, which holds for ever.

use crate::cli::keeping::{CorrectArgs, JoinArgs, RetractArgs, SplitArgs};
use crate::hand;
use crate::output::{Ended, Failure};
use accalmie_answers::Keeper;
use accalmie_ledger::{Act, Ledger, StoredIncident};
use std::collections::BTreeSet;

pub fn correct(args: CorrectArgs) -> Result<Ended, Failure> {
    let value = serde_json::from_str(&args.value).map_err(|e| {
        Failure::Usage(format!("the value “{}” is no JSON ({e}); a word stands in quotes, as '\"explosive.shelling\"'", args.value))
    })?;
    let mut keeper = keeper(&args.db.db)?;
    let incident = one(&*keeper.ledger, &args.incident)?.incident.id;
    let act = Act::Correct { incident: incident.clone(), field: args.field.clone(), value };
    keeper.decide(act, &hand::by(&args.hand, &args.reason)).map_err(hand::failed)?;
    println!("{incident}: {} is corrected", args.field);
    Ok(Ended::Well)
}

pub fn retract(args: RetractArgs) -> Result<Ended, Failure> {
    let mut keeper = keeper(&args.db.db)?;
    let incident = one(&*keeper.ledger, &args.incident)?.incident.id;
    keeper.decide(Act::Retract { incident: incident.clone() }, &hand::by(&args.hand, &args.reason)).map_err(hand::failed)?;
    println!("{incident} is retracted; it keeps its id and its history");
    Ok(Ended::Well)
}

pub fn join(args: JoinArgs) -> Result<Ended, Failure> {
    let mut keeper = keeper(&args.db.db)?;
    let (gone, into) = (one(&*keeper.ledger, &args.incident)?, one(&*keeper.ledger, &args.into)?);
    if gone.incident.id == into.incident.id {
        return Err(Failure::Usage(format!("{} and {} are one already", args.incident, args.into)));
    }
    let (gone, into) = (gone.incident.id, into.incident.id);
    let changed = keeper.join(&gone, &into, &hand::by(&args.hand, &args.reason)).map_err(hand::failed)?;
    println!("{gone} is now part of {into}; changed: {}", changed.join(" "));
    Ok(Ended::Well)
}

pub fn split(args: SplitArgs) -> Result<Ended, Failure> {
    let mut keeper = keeper(&args.db.db)?;
    let incident = one(&*keeper.ledger, &args.incident)?.incident;
    // Records that tell of one happening from two sides go together.
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for telling in keeper.of_incident(&incident.id).map_err(hand::failed)? {
        if telling.records.iter().any(|r| args.records.contains(&r.id)) {
            taken.extend(telling.records.iter().map(|r| r.id.clone()));
        }
    }
    if let Some(missing) = args.records.iter().find(|r| !taken.contains(*r)) {
        return Err(Failure::Usage(format!("{missing} is no record of {}; its records are {}", incident.id, incident.records.join(" "))));
    }
    let rest: Vec<String> = incident.records.iter().filter(|r| !taken.contains(*r)).cloned().collect();
    if rest.is_empty() {
        return Err(Failure::Usage(format!("these are all the records of {}; nothing would be left of it", incident.id)));
    }
    let taken: Vec<String> = taken.into_iter().collect();
    let changed = keeper.split(&incident.id, taken, rest, &hand::by(&args.hand, &args.reason)).map_err(hand::failed)?;
    println!("{} is split; changed: {}", incident.id, changed.join(" "));
    Ok(Ended::Well)
}

fn keeper(db: &str) -> Result<Keeper, Failure> {
    Ok(Keeper::new(hand::open_existing(db)?, String::new()))
}

/// The incident, or what it is part of now.
pub fn one(ledger: &dyn Ledger, id: &str) -> Result<StoredIncident, Failure> {
    let found = ledger.incident(id).map_err(hand::failed)?;
    found.ok_or_else(|| Failure::Usage(format!("there is no incident {id}; `accalmie incidents` lists them")))
}
