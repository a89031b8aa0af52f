//! An answer is what can be said of one cell on the last day of its series.

use serde::{Deserialize, Serialize};

use super::coverage::Coverage;
use super::regimes::{Pairs, STEPS, rate};

/// Whether it is quieter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Incidents fell to at most 0.71 of what they were, by the day and by the report, and still are there.
    Lull,
    /// No lull, where one could have been seen.
    NoLull,
    /// A lull held, and broke in the last four weeks.
    Broken,
    /// Neither can be said; `why_cannot_tell` says why.
    CannotTell,
}

/// What is missing to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Fewer than 28 covered days, or fewer than 14 before the candidate day: there is nothing to compare with.
    ShortBaseline,
    /// More than seven days at the end on which nothing could be known.
    NoCoverage,
    /// Fewer incidents are told, and fewer reports came: the one may be the other's doing. Or so few came that a lull could not be seen.
    ReportsFell,
    /// Fewer than 25 incidents were usual in 28 days: even a fall to a tenth of them may not show.
    TooRare,
    /// It may be quieter: too probable to be denied, not probable enough to be said; or no more than falls that came and went before.
    Undecided,
}

/// A value, and between which bounds it lies with 90 % probability.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    pub low: f64,
    /// The median.
    pub middle: f64,
    pub high: f64,
}

/// On which day, each with its probability; they sum to one. Only days with coverage can be told apart, so a day stands for itself and
/// the days without coverage before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct When {
    pub days: Vec<(i32, f64)>,
    pub most_probable: i32,
    /// From the 5th to the 95th hundredth.
    pub between: (i32, i32),
}

/// Everything that can be said of a cell. Rates are incidents a unit of exposure^β, as the caller gave it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub state: State,
    /// That a lull holds on the last covered day: the least of the two ways of counting, by the day and by the report, and of two models,
    /// one with waves and one without.
    pub probability: f64,
    /// That a lull broke in the last four weeks and none came since, the lower of both ways; waves not considered.
    pub probability_broken: f64,
    /// That incidents a day fell, whatever the reports did. High beside a low `probability` is a fall that reports may explain.
    pub probability_by_the_day: f64,
    /// When the lull began: the one that holds or, where more probable, the one that broke. It says when, not whether.
    pub began: Option<When>,
    pub broke: Option<When>,
    pub before_rate: Option<Estimate>,
    pub after_rate: Option<Estimate>,
    /// After over before.
    pub ratio: Option<Estimate>,
    /// The rate since a lull broke.
    pub since_rate: Option<Estimate>,
    /// Share of simulated pasts without change (`rehearsal.rs`) that hold no fall as deep in two months. Asked only where all else says that
    /// a lull holds or broke.
    pub rarity: Option<f64>,
    pub why_cannot_tell: Option<Why>,
    pub coverage: Coverage,
}

impl When {
    /// Of weights by day; nothing where there is no weight worth the name.
    pub fn of(weights: impl Iterator<Item = (i32, f64)>) -> Option<When> {
        let all: Vec<(i32, f64)> = weights.filter(|(_, weight)| *weight > 0.0).collect();
        let highest = all.iter().copied().reduce(|best, day| if day.1 > best.1 { day } else { best }).filter(|best| best.1 > 1e-9)?;
        let kept: Vec<(i32, f64)> = all.into_iter().filter(|(_, weight)| *weight > highest.1 * 1e-6).collect();
        let sum: f64 = kept.iter().map(|(_, weight)| weight).sum();
        let days: Vec<(i32, f64)> = kept.into_iter().map(|(day, weight)| (day, weight / sum)).collect();
        let at = |share| quantile(&days, share).unwrap_or(highest.0);
        Some(When { most_probable: highest.0, between: (at(0.05), at(0.95)), days })
    }
}

/// The first value at which the weights, in the order given, reach a share of their sum.
fn quantile<T: Copy>(weights: &[(T, f64)], share: f64) -> Option<T> {
    let goal = share * weights.iter().map(|(_, weight)| weight).sum::<f64>();
    let mut sum = 0.0;
    weights
        .iter()
        .find(|(_, weight)| {
            sum += weight;
            sum >= goal
        })
        .or(weights.last())
        .map(|(value, _)| *value)
}

impl Estimate {
    /// Of weights by step of the lattice, each step reaching half a step to both sides.
    fn of(weights: &[f64], value: impl Fn(usize) -> f64) -> Option<Estimate> {
        let weights: Vec<(usize, f64)> = weights.iter().copied().enumerate().filter(|(_, weight)| *weight > 0.0).collect();
        let half = (0.5 / f64::from(STEPS)).exp2();
        let at = |share| quantile(&weights, share).map(&value);
        Some(Estimate { low: at(0.05)? / half, middle: at(0.5)?, high: at(0.95)? * half })
    }

    /// Of rates, `unit` being what the lattice's unit of exposure is in the caller's.
    pub fn of_rates(weights: &[f64], unit: f64) -> Option<Estimate> {
        Estimate::of(weights, |level| rate(level) / unit)
    }
}

impl Pairs {
    /// The rate before, the rate within, and the ratio of the two.
    pub fn estimates(&self, unit: f64) -> (Option<Estimate>, Option<Estimate>, Option<Estimate>) {
        let levels = self.0.len();
        let (mut before, mut after, mut falls) = (vec![0.0; levels], vec![0.0; levels], vec![0.0; levels]);
        for (from, row) in self.0.iter().enumerate() {
            for (to, weight) in row.iter().enumerate().take(from + 1) {
                before[from] += weight;
                after[to] += weight;
                // Turned round, so that the ratio grows with the place.
                falls[levels - 1 - (from - to)] += weight;
            }
        }
        let ratio = Estimate::of(&falls, |at| (-((levels - 1 - at) as f64) / f64::from(STEPS)).exp2());
        (Estimate::of_rates(&before, unit), Estimate::of_rates(&after, unit), ratio)
    }
}
