//! `accalmie export`: incidents in the forms that others read, with what could harm a person withheld where it is for others.

use crate::ask::{every, query};
use crate::cli::keeping::ExportArgs;
use crate::output::{Ended, Failure};
use crate::{hand, knowledge};
use accalmie_answers::{cited, public_id};
use accalmie_exchange::{Holdings, Made, write_set};
use accalmie_protect::{Profile, protect};
use accalmie_record::Incident;
use std::collections::BTreeSet;

pub fn run(args: ExportArgs) -> Result<Ended, Failure> {
    let ledger = hand::open_existing(&args.db.db)?;
    let (mut incidents, mut withheld) = (Vec::new(), 0u64);
    let salt = ledger.entries(1, 1).map_err(hand::failed)?.first().map(|e| e.digest.to_string()).unwrap_or_default();
    let mut records: BTreeSet<String> = BTreeSet::new();
    every(&*ledger, &query(&args.which), |incident: Incident| {
        match protect(&incident, args.profile) {
            Some(mut shown) => {
                if args.profile == Profile::Public {
                    shown.id = public_id(&salt, &shown.id);
                }
                records.extend(incident.records.iter().filter(|_| args.profile == Profile::Full).cloned());
                incidents.push(shown);
            }
            None => withheld += 1,
        }
        Ok(())
    })?;
    let readings = if args.profile == Profile::Full { cited(&*ledger, &records).map_err(hand::failed)? } else { Vec::new() };
    let head = ledger.head().map_err(hand::failed)?.map(|h| h.to_string());
    let at = args.at.clone().unwrap_or_else(hand::now);
    let made = Made {
        at: &at,
        version: env!("CARGO_PKG_VERSION"),
        knowledge: &knowledge::own_id(),
        profile: args.profile.name(),
        // How much a ledger holds is nobody else's.
        head: head.as_deref().filter(|_| args.profile == Profile::Full),
    };
    let holdings = Holdings { incidents: &incidents, readings: &readings, made };
    let failed = |e: &dyn std::fmt::Display| Failure::Ledger(e.to_string());
    std::fs::create_dir_all(&args.out).map_err(|e| failed(&format!("{}: {e}", args.out.display())))?;
    write_set(&holdings, &args.forms, &mut |name, bytes| {
        std::fs::write(args.out.join(name), bytes)?;
        println!("{}", args.out.join(name).display());
        Ok(())
    })
    .map_err(|e| failed(&e))?;
    for form in &args.forms {
        let held = incidents.iter().filter(|i| form.holds(i)).count();
        if held < incidents.len() {
            println!("{}: {} of {} incidents; the form has no place for the others", form.name(), held, incidents.len());
        }
    }
    if withheld > 0 {
        println!("{withheld} incidents are withheld from the public");
    }
    Ok(Ended::Well)
}
