//! A series is what one cell (a zone and a kind of weapon) told day by day, and how many reports could have told of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One civil day of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Day {
    /// Incidents of the day; `None` where nobody counted. A caller that weighs incidents gives whole weights.
    pub count: Option<u32>,
    /// Reports that came and could have told of the cell, in any unit. Nought, less, or no number at all is no coverage, and then
    /// the count says nothing. They must be reports that would have come without the incidents too: where each incident brings reports of
    /// its own that are counted here, a true lull looks like a fall of reports and is not told.
    pub exposure: f64,
}

impl Day {
    /// A day on which nothing could be known of the cell. It is not a calm day.
    pub const UNCOVERED: Day = Day { count: None, exposure: 0.0 };

    /// Count and exposure, of a day on which something could be known.
    pub fn covered(&self) -> Option<(u32, f64)> {
        self.count.filter(|_| self.exposure.is_finite() && self.exposure > 0.0).map(|count| (count, self.exposure))
    }
}

/// The days of one cell, one after another without a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Number of the first day, from any epoch that the caller likes (days since 1970-01-01, say).
    pub first: i32,
    pub days: Vec<Day>,
}

impl Series {
    /// The days with coverage: where each stands among `days`, its count, its exposure.
    pub fn covered(&self) -> impl DoubleEndedIterator<Item = (usize, u32, f64)> + '_ {
        self.days.iter().enumerate().filter_map(|(at, day)| day.covered().map(|(count, exposure)| (at, count, exposure)))
    }

    /// The number of the day that stands at `at`.
    pub fn day(&self, at: usize) -> i32 {
        self.first.saturating_add(i32::try_from(at).unwrap_or(i32::MAX))
    }
}

/// A place and a kind of weapon that are watched together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell<Z, W> {
    pub zone: Z,
    pub weapon: W,
}

/// One series a cell, sorted by cell, from `first` to `last` (both included). Counts of one day and cell are added up; a day with
/// exposure on which nothing was told is a day of nought; a day without exposure stays uncovered. Incidents outside the days are left
/// out. A cell of which nobody ever told an incident has no series: it has no baseline either.
pub fn by_cell<Z: Ord, W: Ord>(
    first: i32,
    last: i32,
    incidents: impl IntoIterator<Item = (i32, Z, W, u32)>,
    exposure: impl Fn(i32, &Z, &W) -> f64,
) -> Vec<(Cell<Z, W>, Series)> {
    let mut counts: BTreeMap<Cell<Z, W>, BTreeMap<i32, u32>> = BTreeMap::new();
    for (day, zone, weapon, count) in incidents.into_iter().filter(|(day, ..)| (first..=last).contains(day)) {
        let sum = counts.entry(Cell { zone, weapon }).or_default().entry(day).or_default();
        *sum = sum.saturating_add(count);
    }
    let series = |cell: &Cell<Z, W>, told: &BTreeMap<i32, u32>| {
        let day = |day| {
            let covered = Day { count: Some(told.get(&day).copied().unwrap_or(0)), exposure: exposure(day, &cell.zone, &cell.weapon) };
            covered.covered().map_or(Day::UNCOVERED, |_| covered)
        };
        Series { first, days: (first..=last).map(day).collect() }
    };
    counts
        .into_iter()
        .map(|(cell, told)| {
            let days = series(&cell, &told);
            (cell, days)
        })
        .collect()
}
