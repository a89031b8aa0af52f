//! An act is what one entry of the journal does: a report came, was read, an incident took shape, a person decided.
//!
//! The JSON of an act is `{"report":{…}}`, `{"reading":{…}}` and so on. The names are kept for ever: a journal of today is read by
//! every later program. Fields may be added with a default.

use crate::Digest;
use accalmie_record::{Incident, Problem, Record, Report};
use serde::{Deserialize, Serialize};

// One act lives at a time; boxing the larger ones would only make them harder to write.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// A report came in. `bytes` is the digest of its original, the same as its id; when it came before, this entry replaces what
    /// the tables say of it (another key or date) and the journal keeps both.
    Report {
        report: Report,
        bytes: Digest,
        /// The text that was read from the original, where it is not the original itself: to read it again, whatever its format was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Id of the knowledge (tables, weights, gazetteer) that was at hand.
        read_with: String,
        /// Id of the report whose text this one repeats.
        origin: Option<String>,
        /// Of the text, opaque to the ledger.
        #[serde(with = "words")]
        sketch: Vec<u64>,
        /// Opaque keys under which reports of like text meet; see [`crate::Ledger::reports_near`].
        #[serde(with = "words")]
        bands: Vec<u64>,
    },
    /// What the report says. May be appended again when the report is read with other knowledge; the last one holds, and records
    /// that it no longer has stay known by id.
    Reading {
        /// Id of the report.
        report: String,
        read_with: String,
        records: Vec<Record>,
        /// For each record in turn, opaque keys under which tellings of one happening meet; see [`crate::Ledger::tellings_in`].
        blocks: Vec<Vec<String>>,
        problems: Vec<Problem>,
    },
    /// The incident as it now is, opened or changed. Its id never changes.
    Incident { incident: Incident },
    /// Merging found that two are one: the older id stays, and the younger points to it until it takes shape again by itself.
    Absorbed { incident: String, into: String },
    /// A person's value for a field, laid over whatever merging says, for ever. `field` is a field of an incident (`type`, `time`,
    /// `places` …) or `harm.` and an outcome; `value` is its whole value in the public shape, `null` where it is not known.
    Correct { incident: String, field: String, value: serde_json::Value },
    /// A person took records out of an incident; they are of `to`, a new incident or another one.
    Split { incident: String, records: Vec<String>, to: String },
    /// A person says that two are one; `incident` points to `into` for ever.
    Join { incident: String, into: String },
    /// A person withdrew it. It keeps its id and its history.
    Retract { incident: String },
    /// A person looked at a record. It changes nothing by itself: what comes of a rejection or a correction is an act of its own.
    Review {
        record: String,
        /// Of which the record was when it was looked at.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<String>,
        word: Word,
        /// What was corrected, and to what.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        value: Option<serde_json::Value>,
    },
    /// Something was done with an account of the server: made, its role changed, shut out, signed in. Never a password.
    Account { account: String, did: String },
}

/// What a person says of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// It is what the words say.
    Accept,
    /// It is, but for a field.
    Correct,
    /// The words do not say so.
    Reject,
}

impl Word {
    pub fn name(self) -> &'static str {
        match self {
            Word::Accept => "accept",
            Word::Correct => "correct",
            Word::Reject => "reject",
        }
    }
}

impl Act {
    /// What it is and of what, for a person.
    pub fn title(&self) -> String {
        match self {
            Act::Report { report, .. } => format!("Report {}", report.id),
            Act::Reading { report, .. } => format!("Reading of {report}"),
            Act::Incident { incident } => format!("Incident {}", incident.id),
            Act::Absorbed { incident, into } => format!("Absorbed {incident} into {into}"),
            Act::Correct { incident, field, .. } => format!("Correct {field} of {incident}"),
            Act::Split { incident, to, .. } => format!("Split {incident}, to {to}"),
            Act::Join { incident, into } => format!("Join {incident} into {into}"),
            Act::Retract { incident } => format!("Retract {incident}"),
            Act::Review { record, word, .. } => format!("Review of {record}: {}", word.name()),
            Act::Account { account, did } => format!("Account {account}: {did}"),
        }
    }

    /// Ids of the reports and incidents that the act is about.
    pub fn about(&self) -> Vec<&str> {
        match self {
            Act::Report { report, .. } => vec![&report.id],
            Act::Reading { report, .. } => vec![report],
            Act::Incident { incident } => vec![&incident.id],
            Act::Correct { incident, .. } | Act::Retract { incident } => vec![incident],
            Act::Review { incident, .. } => incident.iter().map(String::as_str).collect(),
            Act::Account { .. } => Vec::new(),
            Act::Absorbed { incident, into } | Act::Join { incident, into } => vec![incident, into],
            Act::Split { incident, to, .. } => vec![incident, to],
        }
    }
}

/// Words of 64 bits as one string, sixteen hex digits each: programs that hold numbers as floats read them unharmed.
mod words {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(words: &[u64], s: S) -> Result<S::Ok, S::Error> {
        use std::fmt::Write;
        let mut out = String::with_capacity(16 * words.len());
        for word in words {
            let _ = write!(out, "{word:016x}");
        }
        s.serialize_str(&out)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u64>, D::Error> {
        let said = std::borrow::Cow::<'de, str>::deserialize(d)?;
        let wrong = || D::Error::custom("the sketch and bands are written as sixteen hex digits a word");
        if said.len() % 16 != 0 {
            return Err(wrong());
        }
        (0..said.len() / 16)
            .map(|i| said.get(16 * i..16 * i + 16).and_then(|hex| u64::from_str_radix(hex, 16).ok()).ok_or_else(wrong))
            .collect()
    }
}
