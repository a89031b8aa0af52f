//! A period is when something was, as exactly as the words say and no more.

use crate::harm::closed;
use serde::{Deserialize, Serialize};

closed! {
    /// How exactly a time is known, finest first.
    TimePrecision {
        Minute = "minute",
        Hour = "hour",
        PartOfDay = "part_of_day",
        Day = "day",
        Week = "week",
        Month = "month",
        Year = "year",
        Unknown = "unknown",
    }
}

/// `from` and `to` are ISO 8601 dates or date-times in the report's own local time (no zone is guessed); both are `None` when
/// the report has no publication date to reckon from, and then `relative` says it (`D-1`, `D-7..D-1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub text: Option<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub precision: TimePrecision,
    /// It began then and the report does not say that it ended ("since Tuesday").
    pub open_end: bool,
    pub relative: Option<String>,
}
