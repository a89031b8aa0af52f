//! What was heard is the incidents that answers are made of, and the words that they stand on: from reports read now, or from a ledger.

use crate::incidents;
use accalmie_ledger::{Cursor, Ledger, LedgerError, Query, StoredIncident};
use accalmie_merge::Sketch;
use accalmie_record::{Incident, Place, Reading, Record};
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
    /// What readings say together.
    pub fn of_readings(held: &[(Reading, Sketch)]) -> Heard {
        let mut heard = Heard { incidents: incidents(held), ..Heard::default() };
        for (reading, _) in held {
            heard.came(&reading.report.key, reading.report.published.as_deref());
            reading.records.iter().for_each(|r| heard.hear(r, &reading.report.key, reading.report.source.as_deref()));
        }
        heard
    }

    /// What a ledger has of the incidents that meet the query.
    ///
    /// # Errors
    /// When the ledger cannot be read, or the query asks for what there is not.
    pub fn of_ledger(ledger: &dyn Ledger, query: &Query) -> Result<Heard, LedgerError> {
        let mut incidents = Vec::new();
        every::<LedgerError>(ledger, query, |stored| {
            incidents.push(stored.incident);
            Ok(())
        })?;
        Heard::of_incidents(ledger, incidents)
    }

    /// What a ledger has of these incidents.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn of_incidents(ledger: &dyn Ledger, incidents: Vec<Incident>) -> Result<Heard, LedgerError> {
        let mut heard = Heard { incidents, ..Heard::default() };
        for n in 0..heard.incidents.len() {
            for telling in ledger.tellings_of(&heard.incidents[n].id)? {
                heard.came(&telling.key, telling.published.as_deref());
                heard.hear(&telling.record, &telling.key, telling.source.as_deref());
            }
        }
        Ok(heard)
    }

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

/// Incidents asked for at once.
const PAGE: usize = 500;

/// Gives `each` all incidents that meet the query, in order of time.
///
/// # Errors
/// When the ledger cannot be read, or `each` fails.
pub fn every<E: From<LedgerError>>(
    ledger: &dyn Ledger,
    query: &Query,
    mut each: impl FnMut(StoredIncident) -> Result<(), E>,
) -> Result<(), E> {
    let mut after: Option<Cursor> = None;
    loop {
        let page = ledger.incidents(query, after.as_ref(), PAGE)?;
        page.incidents.into_iter().try_for_each(&mut each)?;
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}
