//! A report is one document as it came: whose it is, in which language, of which day; a reading is what it says.

use crate::{Lang, Record, Schema};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishedFrom {
    /// `--date`
    Operator,
    /// A dateline in the text.
    Text,
    /// A mail header, a feed entry, HTML metadata, a batch field.
    Metadata,
    #[default]
    None,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    pub schema: Schema,
    /// `sha256:` and the hex digest of the original bytes.
    pub id: String,
    /// The caller's own id in a batch, or the file's path.
    pub key: String,
    pub language: Option<Lang>,
    /// ISO date or date-time.
    pub published: Option<String>,
    pub published_from: PublishedFrom,
    pub source: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    /// The text that spans point into.
    #[serde(skip)]
    pub text: String,
}

/// Something that made the reading less sure than it could be. Reading never fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
}

/// What reading one report yields, in the order of the report.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    pub report: Report,
    pub records: Vec<Record>,
    pub problems: Vec<Problem>,
}
