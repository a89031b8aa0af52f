//! Coverage is whether anybody could have told: how many reports there were before and after the day on which it may have become quieter.

use serde::{Deserialize, Serialize};

use super::series::Series;

/// The days at the end of a series that say how well the cell is covered now.
pub const RECENT: usize = 7;
/// And the fewest of them, so that a fall shows before it is a week old.
const LATEST: usize = 4;
/// The days before a candidate with which reports are compared. Older reporting says nothing of what the fall was measured against: where
/// a place was seldom told of years ago and often since, half of the reports may still be more than the mean of all days.
const COMPARED: usize = 56;
/// Reports that fell under this share of what they were leave no lull to be told. Incidents may reach us as reports^1.5 (each report
/// leads to others): two thirds of the reports would then make 0.82 of the incidents a report, half of them 0.71, which is what we call
/// a lull.
pub const FELL: f64 = 2.0 / 3.0;

/// Reports before and since a day; every mean is over all days, those without coverage being nought.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    pub days: usize,
    pub covered_days: usize,
    /// Days at the end of the series on which nothing could be known.
    pub uncovered_at_the_end: usize,
    /// Reports a day in the 56 days before the candidate day (before the last 7 days where there is no candidate, or a later one).
    pub before: f64,
    /// Reports a day from the candidate day on.
    pub since: f64,
    /// Reports a day in the last 7 days, or in the last 4 where those are fewer.
    pub recent: f64,
}

impl Coverage {
    /// Coverage of a series around a candidate, which stands at `began` among its days.
    pub fn of(series: &Series, began: Option<usize>) -> Coverage {
        let days = series.days.len();
        let recent = days.saturating_sub(RECENT);
        let began = began.unwrap_or(recent);
        let before = began.min(recent);
        let mean = |from: usize, to: usize| {
            let sum: f64 = series.covered().filter(|(at, ..)| (from..to).contains(at)).map(|(.., exposure)| exposure).sum();
            sum / to.saturating_sub(from).max(1) as f64
        };
        Coverage {
            days,
            covered_days: series.covered().count(),
            uncovered_at_the_end: days - series.covered().next_back().map_or(0, |(at, ..)| at + 1),
            before: mean(before.saturating_sub(COMPARED), before),
            since: mean(began, days),
            recent: mean(recent, days).min(mean(days.saturating_sub(LATEST), days)),
        }
    }

    /// Whether reports fell so far that a fall of incidents may be theirs.
    pub fn fell(&self) -> bool {
        self.since.min(self.recent) < FELL * self.before
    }
}
