//! What was heard is the incidents that answers are made of, and the words that they stand on: from reports read now, or from a ledger.

use crate::ask::every;
use crate::cli::answering::Told;
use crate::hand;
use crate::merge::{incidents, sketch};
use crate::output::{Ended, Failure};
use crate::pipeline;
use accalmie_ledger::Query;
use accalmie_record::{Incident, Place, Record};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The words of a record, and whose they are.
pub struct Said {
    /// The report's key.
    pub report: String,
    pub source: Option<String>,
    pub text: String,
    pub places: Vec<Place>,
}

#[derive(Default)]
pub struct Heard {
    pub incidents: Vec<Incident>,
    /// By the record's id.
    pub said: BTreeMap<String, Said>,
    /// By the report's key.
    pub published: BTreeMap<String, Date>,
}

impl Heard {
    /// The day of the newest report.
    pub fn newest(&self) -> Option<Date> {
        self.published.values().max().copied()
    }

    fn hear(&mut self, record: &Record, report: &str, source: Option<&str>) {
        // The first words are those that told it.
        let text = record.evidence.first().map(|e| e.text.clone()).unwrap_or_default();
        self.said.insert(
            record.id.clone(),
            Said { report: report.to_owned(), source: source.map(str::to_owned), text, places: record.places.clone() },
        );
    }

    fn came(&mut self, report: &str, published: Option<&str>) {
        if let Some(day) = published.and_then(|p| p.get(..10)).and_then(|p| p.parse().ok()) {
            self.published.insert(report.to_owned(), day);
        }
    }
}

/// Reads the reports, or asks the ledger for the incidents that meet `query`.
pub fn hear(told: &Told, query: &Query) -> Result<(Heard, Ended), Failure> {
    match (&told.db, told.paths.is_empty()) {
        (Some(_), false) => Err(Failure::Usage("give reports or --db, not both; keep reports with `accalmie ingest`".to_owned())),
        (None, true) => Err(Failure::Usage("give reports to read, or a ledger with --db".to_owned())),
        (Some(db), true) => Ok((kept(db, query)?, Ended::Well)),
        (None, false) => read(told),
    }
}

fn read(told: &Told) -> Result<(Heard, Ended), Failure> {
    let mut held = Vec::new();
    let mut heard = Heard::default();
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
    for (reading, _) in &held {
        heard.came(&reading.report.key, reading.report.published.as_deref());
        reading.records.iter().for_each(|r| heard.hear(r, &reading.report.key, reading.report.source.as_deref()));
    }
    heard.incidents = incidents(&held);
    Ok((heard, ended))
}

fn kept(db: &str, query: &Query) -> Result<Heard, Failure> {
    let ledger = hand::open_existing(db)?;
    let mut heard = Heard::default();
    let mut all = Vec::new();
    every(&*ledger, query, |incident| {
        all.push(incident);
        Ok(())
    })?;
    for incident in &all {
        for telling in ledger.tellings_of(&incident.id).map_err(hand::failed)? {
            heard.came(&telling.key, telling.published.as_deref());
            heard.hear(&telling.record, &telling.key, telling.source.as_deref());
        }
    }
    heard.incidents = all;
    Ok(heard)
}
