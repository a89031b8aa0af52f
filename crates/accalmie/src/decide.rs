//! `accalmie correct`, `split`, `join` and `retract`: what a person says of an incident, which holds for ever.

use crate::cli::keeping::{CorrectArgs, JoinArgs, RetractArgs, SplitArgs};
use crate::hand;
use crate::output::{Ended, Failure};
use accalmie_answers::Keeper;
use accalmie_ledger::{Act, Ledger, StoredIncident};

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
    let (gone, into) = (keeper.one(&args.incident)?.id, keeper.one(&args.into)?.id);
    let changed = keeper.join_two(&gone, &into, &hand::by(&args.hand, &args.reason))?;
    println!("{gone} is now part of {into}; changed: {}", changed.join(" "));
    Ok(Ended::Well)
}

pub fn split(args: SplitArgs) -> Result<Ended, Failure> {
    let mut keeper = keeper(&args.db.db)?;
    let incident = keeper.one(&args.incident)?;
    let changed = keeper.take_out(&incident.id, &args.records, &hand::by(&args.hand, &args.reason))?;
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
