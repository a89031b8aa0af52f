//! Hearing what answers are made of: from reports read now, or from a ledger.

use crate::cli::answering::Told;
use crate::hand;
use crate::output::{Ended, Failure};
use crate::pipeline;
use accalmie_answers::{Heard, sketch};
use accalmie_ledger::Query;

/// Reads the reports, or asks the ledger for the incidents that meet `query`.
pub fn hear(told: &Told, query: &Query) -> Result<(Heard, Ended), Failure> {
    match (&told.db, told.paths.is_empty()) {
        (Some(_), false) => Err(Failure::Usage("give reports or --db, not both; keep reports with `accalmie ingest`".to_owned())),
        (None, true) => Err(Failure::Usage("give reports to read, or a ledger with --db".to_owned())),
        (Some(db), true) => {
            let ledger = hand::open_existing(db)?;
            Ok((Heard::of_ledger(&*ledger, query).map_err(hand::failed)?, Ended::Well))
        }
        (None, false) => read(told),
    }
}

fn read(told: &Told) -> Result<(Heard, Ended), Failure> {
    let mut held = Vec::new();
    let (_, ended) = pipeline::each(
        &told.inputs(),
        |taken, knowledge, desk| {
            let sketch = sketch(&taken.report.text);
            let mut reading = accalmie_read::read(taken.report, knowledge, desk);
            reading.report.text = String::new();
            Ok((reading, sketch))
        },
        |read| {
            held.extend(read);
            Ok(())
        },
    )?;
    Ok((Heard::of_readings(&held), ended))
}
