//! `accalmie merge`: reports into incidents, without keeping them.

use crate::cli::{Format, MergeArgs};
use crate::incidents::Incidents;
use crate::output::{self, Ended, Failure};
use crate::pipeline;
use accalmie_answers::{incidents, sketch};
use accalmie_merge::Sketch;
use accalmie_record::{Incident, Reading};
use std::io::Write;

pub fn run(args: MergeArgs) -> Result<Ended, Failure> {
    let format = args.inputs.format;
    let mut held: Vec<(Reading, Sketch)> = Vec::new();
    let (_, ended) = pipeline::each(
        &args.inputs,
        |taken, knowledge, desk| {
            let sketch = sketch(&taken.report.text);
            let mut reading = accalmie_read::read(taken.report, knowledge, desk);
            // The words are needed no more.
            reading.report.text = String::new();
            Ok((reading, sketch))
        },
        |read| {
            held.extend(read);
            Ok(())
        },
    )?;
    write(&incidents(&held), format)?;
    Ok(ended)
}

fn write(incidents: &[Incident], format: Format) -> Result<(), Failure> {
    let mut out = output::stdout();
    match format {
        Format::Table => out.write_all(Incidents::new().list(incidents).as_bytes())?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, incidents).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
        Format::Jsonl => {
            for incident in incidents {
                serde_json::to_writer(&mut out, incident).map_err(std::io::Error::from)?;
                out.write_all(b"\n")?;
            }
        }
    }
    Ok(out.flush()?)
}
