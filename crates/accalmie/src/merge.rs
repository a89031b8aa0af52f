//! `accalmie merge`: reports into incidents, without keeping them.

use crate::cli::{Format, MergeArgs};
use crate::incidents::Incidents;
use crate::output::{self, Ended, Failure};
use crate::pipeline;
use accalmie_merge::{Sketch, Ties, merge, origins, tellings};
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

/// What a site prints around a post makes no two posts copies of one another.
pub fn sketch(text: &str) -> Sketch {
    Sketch::of(&text[accalmie_lexicon::pages::written(text)])
}

pub fn incidents(held: &[(Reading, Sketch)]) -> Vec<Incident> {
    let sketched: Vec<(&str, &Sketch)> = held.iter().map(|(r, s)| (r.report.id.as_str(), s)).collect();
    let origins = origins(&sketched);
    let tellings = held.iter().zip(&origins).flat_map(|((reading, _), origin)| tellings(reading, Some(origin))).collect();
    merge(tellings, &Ties::default()).incidents
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
