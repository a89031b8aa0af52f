//! `accalmie brief`: the day, each sentence with its sources.

use crate::cli::answering::BriefArgs;
use crate::output::{self, Ended, Failure};
use crate::{ground, hand, truce};
use accalmie_answers::agreements::SHIPPED;
use accalmie_answers::{Morning, fonts, morning};
use accalmie_brief::{Format, render};
use accalmie_ledger::{Cell, Ledger, TABLES};
use accalmie_places::Gazetteer;
use accalmie_protect::Profile;
use accalmie_roads::{Profile as Traveller, Router, Validity};
use jiff::ToSpan;
use jiff::civil::Date;
use std::io::Write;

pub fn run(args: BriefArgs) -> Result<Ended, Failure> {
    let ledger = hand::open_existing(&args.db)?;
    let asked = |d: &str| d.get(..10).and_then(|d| d.parse::<Date>().ok());
    let day = match args.day.as_deref() {
        Some(day) => asked(day),
        None => newest(&*ledger)?,
    };
    let day = day.ok_or_else(|| Failure::Usage("no report has a date; say which day is asked about with --day".to_owned()))?;
    let since = match args.since.as_str() {
        "yesterday" => day.checked_sub(1.day()).ok(),
        said => asked(said),
    };
    let since = since.filter(|s| *s < day);
    let since =
        since.ok_or_else(|| Failure::Usage(format!("--since {} is no day before {day}; write 2019-11-03, or yesterday", args.since)))?;
    let mut validity = Validity::default();
    args.valid.iter().try_for_each(|rule| validity.set(rule)).map_err(|why| Failure::Usage(format!("--valid: {why}")))?;
    let names = SHIPPED.iter().map(|(name, _)| (*name).to_owned()).chain(args.agreement.iter().cloned());
    let agreements = names.map(|name| Ok((name.clone(), truce::load(&name)?))).collect::<Result<Vec<_>, Failure>>()?;
    // Both live as long as the program, which ends with this.
    let network = Box::leak(Box::new(ground::network(args.network.as_deref())?));
    let router = Router::new(network, Traveller::Car).map_err(|e| Failure::Usage(format!("the network: {e}")))?;
    let made = morning(
        &*ledger,
        &Morning {
            day,
            since,
            profile: Profile::from_name(&args.profile).unwrap_or(Profile::Public),
            language: &args.lang,
            agreements: &agreements,
            gazetteer: Gazetteer::embedded(),
            router: &router,
            network,
            validity: &validity,
        },
    )?;
    let format = Format::ALL.into_iter().find(|f| f.name() == args.format).unwrap_or(Format::Html);
    let fonts = if format == Format::Pdf { fonts(args.font.as_deref()) } else { Default::default() };
    let bytes = render(&made, format, &fonts).map_err(|e| Failure::Usage(e.to_string()))?;
    match &args.out {
        Some(path) => std::fs::write(path, bytes).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))?,
        None => {
            let mut out = output::stdout();
            out.write_all(&bytes)?;
            out.flush()?;
        }
    }
    Ok(Ended::Well)
}

/// The day of the newest report.
fn newest(ledger: &dyn Ledger) -> Result<Option<Date>, Failure> {
    let mut ids = Vec::new();
    if let Some(table) = TABLES.iter().find(|t| t.name == "report") {
        ledger.rows(table, &mut |row| ids.extend(row.first().and_then(Cell::text).map(str::to_owned)))?;
    }
    let mut newest = None;
    for id in ids {
        let published = ledger.report(&id)?.and_then(|r| r.report.published);
        newest = newest.max(published.and_then(|p| p.get(..10).and_then(|d| d.parse().ok())));
    }
    Ok(newest)
}
