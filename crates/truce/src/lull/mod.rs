//! A lull is a sustained fall of incidents in a cell that is still being watched.
//!
//! [`answer`] takes the days of one cell, how many incidents were told and how many reports could have told of them, and says how probable it is
//! that it became quieter, when, by how much, and whether that is over; or that nobody can tell, and why. No report is no coverage, not calm.
//!
//! Reports are an imperfect measure of how well a place is watched: ten that copy one agency see no more than the one. So every series
//! is counted twice, by the day (as if reports did not matter) and by the report (incidents grow as reports^β, β = 1 unless set), and a
//! lull is told only where both say so. A fall of incidents beside an equal fall of reports fails by the report; more reports
//! of as many incidents fails by the day.
//!
//! A day's scatter is taken to be its own. Where good and bad weeks come in waves without any change (offensives, weather), waves are told
//! as lulls: a daily watch told one in a quarter to three fifths of simulated 90-day series of 2 or 10 a day in which nothing changed but
//! that the logarithm of the rate wandered by 0.3 to 0.7 (standard deviation) and forgot a tenth or a fifth of itself a day.
//!
//! `regimes.rs` has the model, `examples/lull.rs` how often it errs, and from which rates on it can see anything.

pub mod answer;
mod chance;
pub mod coverage;
mod regimes;
pub mod series;

pub use answer::{Answer, Estimate, State, When, Why};
pub use coverage::Coverage;
pub use series::{Cell, Day, Series, by_cell};

use regimes::{Back, Hazards, Regimes};

/// Covered days without which there is no baseline, and which give the unit of exposure.
const BASELINE: usize = 28;
/// Covered days that must lie before a lull.
const BEFORE: usize = 14;
/// Days at the end without coverage after which nothing is known of today.
const SILENT: usize = 7;
/// For so many days is a broken lull told as broken; then it is the past.
const NEWS: i32 = 28;
/// Where so many incidents are usual in the last [`WINDOW`] covered days, a fall to a tenth is told within them in nineteen of twenty
/// Poisson series (`examples/lull.rs`). Where fewer are, silence is no news, and "no lull" is not said.
const SEEN: f64 = 25.0;
const WINDOW: usize = 28;
/// Beside fewer reports, a fall of incidents a day this probable is enough not to deny a lull.
const HINT: f64 = 0.1;
/// A lull this probable is not denied.
const DOUBT: f64 = 0.5;

/// What may be set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Incidents told grow as reports^β.
    pub beta: f64,
    /// A lull, or its end, is told from this probability on. The default keeps false alarms of 90 days under 5 %: see `examples/lull.rs`.
    pub threshold: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { beta: 1.0, threshold: 0.85 }
    }
}

/// What is taken to be usual before a series is seen: a lull begins once in 200 days and lasts as long; a rise comes once in 500, is over after
/// five days or so, or has become usual after four weeks. Set by hand.
const HAZARDS: Hazards = Hazards { lull: 1.0 / 200.0, rise: 1.0 / 500.0, r#break: 1.0 / 200.0, fall_back: 1.0 / 5.0, settle: 1.0 / 28.0 };

/// The covered days of a series with exposure^β, divided by what it was in the first weeks, so that the caller's unit does not matter;
/// and that unit.
fn counted(series: &Series, beta: f64) -> (Vec<(u32, f64)>, f64) {
    let first: Vec<f64> = series.covered().take(BASELINE).map(|(.., exposure)| exposure).collect();
    let usual = first.iter().sum::<f64>() / first.len().max(1) as f64;
    (series.covered().map(|(_, count, exposure)| (count, (exposure / usual).powf(beta))).collect(), usual.powf(beta))
}

/// On each covered day, how probable it was that a lull holds, from that day and those before it alone: what a daily watch would have said.
/// The least of both ways of counting, as in [`Answer::probability`], which is the last of these.
pub fn watched(series: &Series, settings: Settings) -> Vec<(i32, f64)> {
    let known = |beta| Regimes::new(&counted(series, beta).0, HAZARDS).known();
    let (by_day, by_report) = (known(0.0), known(settings.beta));
    let least = by_day.iter().zip(&by_report).map(|(day, report)| day.0.min(report.0));
    series.covered().zip(least).map(|((at, ..), least)| (series.day(at), least)).collect()
}

/// One way of counting, and what came of it.
struct Way {
    lull: f64,
    /// Broken in the last [`NEWS`] days.
    broken: f64,
    back: Back,
    usual: Vec<f64>,
    unit: f64,
}

impl Way {
    fn of(series: &Series, days: &[i32], beta: f64) -> Way {
        let (counted, unit) = counted(series, beta);
        let regimes = Regimes::new(&counted, HAZARDS);
        let (lull, back) = (regimes.known().last().map_or(0.0, |known| known.0), regimes.looking_back());
        let news = days.last().map_or(0, |last| last.saturating_sub(NEWS));
        let broken = days.iter().zip(&back.broke).filter(|(day, _)| **day > news).map(|(_, broke)| broke).sum();
        Way { lull, broken, usual: regimes.steady_now(), back, unit }
    }

    /// Whether a lull that is over is the likelier one to tell of.
    fn is_over(&self) -> bool {
        self.broken > self.lull
    }

    fn began(&self, days: &[i32]) -> Option<When> {
        let weights = if self.is_over() { &self.back.held } else { &self.back.holds };
        When::of(days.iter().copied().zip(weights.iter().copied()))
    }
}

/// What can be said of a cell on the last day of its series.
pub fn answer(series: &Series, settings: Settings) -> Answer {
    let days: Vec<i32> = series.covered().map(|(at, ..)| series.day(at)).collect();
    let (by_day, by_report) = (Way::of(series, &days, 0.0), Way::of(series, &days, settings.beta));
    let probability = by_day.lull.min(by_report.lull);
    let probability_broken = by_day.broken.min(by_report.broken);

    let candidate = if by_day.lull >= DOUBT { by_day.began(&days) } else { None };
    let began = by_report.began(&days);
    let place = |when: &When| usize::try_from(i64::from(when.most_probable) - i64::from(series.first)).ok();
    let coverage = Coverage::of(series, candidate.as_ref().and_then(place));

    let told = Told { threshold: settings.threshold, probability, probability_broken, by_day: by_day.lull };
    let before = |when: &When| days.iter().filter(|day| **day < when.most_probable).count();
    let baseline = if days.len() < BASELINE { 0 } else { began.as_ref().map_or(days.len(), before) };
    let usual = Estimate::of_rates(&by_report.usual, 1.0).map_or(0.0, |usual| usual.middle);
    let lately = &counted(series, settings.beta).0;
    let expected = usual * lately.iter().rev().take(WINDOW).map(|(_, exposure)| exposure).sum::<f64>();
    let (state, why_cannot_tell) = told.state(&coverage, days.len(), baseline, expected);

    let pairs = if by_report.is_over() { &by_report.back.pairs_held } else { &by_report.back.pairs_holding };
    let (before_rate, after_rate, ratio) = if began.is_some() { pairs.estimates(by_report.unit) } else { (None, None, None) };
    let broke = by_report.is_over().then(|| When::of(days.iter().copied().zip(by_report.back.broke.iter().copied()))).flatten();
    let since_rate = broke.as_ref().and_then(|_| Estimate::of_rates(&by_report.back.since, by_report.unit));
    Answer {
        state,
        probability,
        probability_broken,
        probability_by_the_day: by_day.lull,
        began,
        broke,
        before_rate,
        after_rate,
        ratio,
        since_rate,
        why_cannot_tell,
        coverage,
    }
}

struct Told {
    threshold: f64,
    probability: f64,
    probability_broken: f64,
    by_day: f64,
}

impl Told {
    /// `baseline`: covered days before the lull. `expected`: incidents that the last 28 covered days would have had at the usual rate.
    fn state(&self, coverage: &Coverage, covered: usize, baseline: usize, expected: f64) -> (State, Option<Why>) {
        let cannot = |why| (State::CannotTell, Some(why));
        let doubtful = self.by_day >= DOUBT;
        if covered < BASELINE {
            return cannot(Why::ShortBaseline);
        }
        if coverage.uncovered_at_the_end > SILENT {
            return cannot(Why::NoCoverage);
        }
        if self.probability >= self.threshold {
            return match () {
                () if coverage.fell() => cannot(Why::ReportsFell),
                () if baseline < BEFORE => cannot(Why::ShortBaseline),
                () => (State::Lull, None),
            };
        }
        if self.probability_broken >= self.threshold {
            return (State::Broken, None);
        }
        // Fewer incidents, and by the report no fewer; or so few reports that the usual number of incidents would hardly show.
        if self.by_day >= self.threshold || coverage.fell() && (self.by_day >= HINT || expected < SEEN) {
            return cannot(Why::ReportsFell);
        }
        if doubtful && self.probability >= DOUBT {
            return cannot(Why::Undecided);
        }
        if expected < SEEN { cannot(Why::TooRare) } else { (State::NoLull, None) }
    }
}
