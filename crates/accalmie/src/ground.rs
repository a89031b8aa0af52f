//! The ground as the command line names it: a network, a day, places.

use crate::cli::answering::{Ground, Told};
use crate::hear::hear;
use crate::knowledge;
use crate::output::{Ended, Failure};
use accalmie_answers::{BARRING, Day};
use accalmie_ledger::Query;
use accalmie_roads::{Network, Snapper, Spot, Validity};
use std::path::{Path, PathBuf};

/// The network, from a file or the shipped one.
pub fn network(path: Option<&Path>) -> Result<Network, Failure> {
    Ok(path.map_or_else(accalmie_answers::schematic, accalmie_answers::network)?)
}

pub fn day(told: &Told, ground: &Ground) -> Result<(Day, Ended), Failure> {
    let mut validity = Validity::default();
    ground.valid.iter().try_for_each(|rule| validity.set(rule)).map_err(|why| Failure::Usage(format!("--valid: {why}")))?;
    let query = Query { families: BARRING.map(str::to_owned).to_vec(), ..Query::default() };
    let (heard, ended) = hear(told, &query)?;
    let asked = ground.day.as_deref().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
    if asked.is_none() && heard.newest().is_none() {
        return Err(Failure::Usage("no report has a date; say which day is asked about with --day".to_owned()));
    }
    Ok((Day::new(heard, asked, validity)?, ended))
}

pub fn spot(words: &str, snapper: &Snapper, network: &Network, indexes: &[PathBuf]) -> Result<Spot, Failure> {
    Ok(accalmie_answers::spot(words, snapper, network, knowledge::gazetteer(indexes)?)?)
}
