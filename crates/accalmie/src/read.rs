//! `accalmie read`: reports into records.

use crate::cli::{Format, ReadArgs};
use crate::output::{Ended, Failure};
use crate::pipeline;
use crate::table::Table;

pub fn run(args: ReadArgs) -> Result<Ended, Failure> {
    let table = Table::new(args.explain);
    let format = args.inputs.format;
    pipeline::run(&args.inputs, |report, problems, knowledge, desk| {
        let mut reading = accalmie_read::read(report, knowledge, desk);
        reading.problems.splice(0..0, problems);
        Ok(match format {
            Format::Table => table.reading(&reading).into_bytes(),
            Format::Json => serde_json::to_vec_pretty(&reading)?,
            Format::Jsonl => {
                let mut line = serde_json::to_vec(&reading)?;
                line.push(b'\n');
                line
            }
        })
    })
}
