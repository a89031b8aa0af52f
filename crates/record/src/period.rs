//! A period is when something was, as exactly as the words say and no more.

use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimePrecision {
    Minute,
    Hour,
    PartOfDay,
    Day,
    Week,
    Month,
    Year,
    Unknown,
}

/// `from` and `to` are ISO 8601 dates or date-times in the report's own local time (no zone is guessed); both are `None` when
/// the report has no publication date to reckon from, and then `relative` says it (`D-1`, `D-7..D-1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    pub text: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub precision: TimePrecision,
    /// It began then and the report does not say that it ended ("since Tuesday").
    pub open_end: bool,
    pub relative: Option<String>,
}
