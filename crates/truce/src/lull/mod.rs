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
//! Good and bad weeks also come in waves without any change (offensives, weather), and a fall must be more than that. So three must agree:
//! `regimes.rs`, where a day's scatter is its own, says when, by how much, and whether a lull is over; `waves.rs`, where the rate wanders as
//! it has wandered in the cell so far, says how probable a lull is then; and `rehearsal.rs` how many pasts without change hold as
//! deep a fall. `examples/lull.rs` shows how often they err together, and from which rates on they see anything.

pub mod answer;
mod chance;
pub mod coverage;
mod dice;
mod regimes;
mod rehearsal;
pub mod series;
mod waves;

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

/// Days before a fall that say what was usual.
const QUARTER: usize = 90;
/// This probable, waves not considered, a fall is not denied, and a break is told.
const SURE: f64 = 0.85;

/// What may be set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Incidents told grow as reports^β.
    pub beta: f64,
    /// A lull is told from this probability on where five incidents a day or more are usual; see [`Settings::needed`].
    pub threshold: f64,
    /// And where so large a share of rehearsals without change hold no fall as deep. Both defaults together keep false alarms of two
    /// months under 5 %: see `examples/lull.rs`.
    pub rarity: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { beta: 1.0, threshold: 0.5, rarity: 0.98 }
    }
}

impl Settings {
    /// The probability from which on a lull is told after such counts. Few incidents show little of the waves that a cell has, so where two a day or fewer are
    /// usual, more is asked: 0.3 of the way from nought to one.
    fn needed(&self, before: &[u32]) -> f64 {
        let usual = before.iter().rev().take(QUARTER).map(|count| f64::from(*count)).sum::<f64>() / before.len().clamp(1, QUARTER) as f64;
        self.threshold + 0.3 * ((5.0 - usual) / 3.0).clamp(0.0, 1.0)
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
/// The least of both ways of counting and both models, as in [`Answer::probability`], which is the last of these.
pub fn watched(series: &Series, settings: Settings) -> Vec<(i32, f64)> {
    let days: Vec<i32> = series.covered().map(|(at, ..)| series.day(at)).collect();
    let known = |beta| {
        let counted = counted(series, beta).0;
        let waves = waves::known(&days, &counted);
        Regimes::new(&counted, HAZARDS).known().into_iter().zip(waves).map(|((lull, _), waves)| lull.min(waves))
    };
    let least = known(0.0).zip(known(settings.beta)).map(|(by_day, by_report)| by_day.min(by_report));
    days.iter().copied().zip(least).collect()
}

/// One way of counting, and what came of it.
struct Way {
    lull: f64,
    /// On each covered day, that a lull held which is more than a wave.
    waves: Vec<f64>,
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
        Way { lull, waves: waves::known(days, &counted), broken, usual: regimes.steady_now(), back, unit }
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
    let fell = by_day.lull.min(by_report.lull);
    let waves: Vec<f64> = by_day.waves.iter().zip(&by_report.waves).map(|(day, report)| day.min(*report)).collect();
    let probability = fell.min(waves.last().copied().unwrap_or(0.0));
    let probability_broken = by_day.broken.min(by_report.broken);

    let began = by_report.began(&days);
    let broke = by_report.is_over().then(|| When::of(days.iter().copied().zip(by_report.back.broke.iter().copied()))).flatten();
    let place = |when: &When| days.iter().filter(|day| **day < when.most_probable).count();
    let (first, last) = (began.as_ref().map(place), broke.as_ref().map_or(days.len(), place));
    // A lull that broke is judged as it was before it broke: had it been one?
    let held = first.and_then(|first| waves.get(first..last)).unwrap_or_default().iter().copied().fold(0.0, f64::max);
    let counts: Vec<u32> = series.covered().map(|(_, count, _)| count).collect();
    let needed = settings.needed(counts.get(..first.unwrap_or(0)).unwrap_or_default());
    let (holds, was) = (probability >= needed, probability_broken >= SURE && held >= needed);
    let candidate = if by_day.lull >= DOUBT { by_day.began(&days) } else { None };
    let at = |when: &When| usize::try_from(i64::from(when.most_probable) - i64::from(series.first)).ok();
    let coverage = Coverage::of(series, candidate.as_ref().and_then(at));
    // The dearest question is asked last, and only where it decides.
    let asked = was || holds && !coverage.fell() && coverage.uncovered_at_the_end <= SILENT;
    let rarity = first.filter(|_| asked).map(|first| rehearsal::rarity(counts.get(..last).unwrap_or_default(), first));
    let rare = rarity.is_some_and(|rarity| rarity >= settings.rarity);
    let usual = Estimate::of_rates(&by_report.usual, 1.0).map_or(0.0, |usual| usual.middle);
    let lately = &counted(series, settings.beta).0;
    let told = Told {
        covered: days.len(),
        before: first.unwrap_or(days.len()),
        holds,
        rare,
        was,
        fell,
        by_day: by_day.lull,
        expected: usual * lately.iter().rev().take(WINDOW).map(|(_, exposure)| exposure).sum::<f64>(),
    };
    let (state, why_cannot_tell) = told.state(&coverage);

    let pairs = if by_report.is_over() { &by_report.back.pairs_held } else { &by_report.back.pairs_holding };
    let (before_rate, after_rate, ratio) = if began.is_some() { pairs.estimates(by_report.unit) } else { (None, None, None) };
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
        rarity,
        why_cannot_tell,
        coverage,
    }
}

struct Told {
    covered: usize,
    /// Covered days before the lull.
    before: usize,
    /// Both models and both ways of counting say that a lull holds; that one held, and broke; and rehearsals hold no fall like it.
    holds: bool,
    was: bool,
    rare: bool,
    /// How probable a lull is by the day and by the report, waves not considered; and by the day alone.
    fell: f64,
    by_day: f64,
    /// Incidents that the last [`WINDOW`] covered days would have had at the usual rate.
    expected: f64,
}

impl Told {
    fn state(&self, coverage: &Coverage) -> (State, Option<Why>) {
        let cannot = |why| (State::CannotTell, Some(why));
        if self.covered < BASELINE {
            return cannot(Why::ShortBaseline);
        }
        if coverage.uncovered_at_the_end > SILENT {
            return cannot(Why::NoCoverage);
        }
        if self.holds && !coverage.fell() && self.before < BEFORE {
            return cannot(Why::ShortBaseline);
        }
        if self.holds && self.rare {
            return (State::Lull, None);
        }
        if self.was && self.rare {
            return (State::Broken, None);
        }
        // Fewer incidents, and by the report no fewer; or so few reports that the usual number of incidents would hardly show.
        let by_day_alone = self.by_day >= SURE && self.fell < DOUBT;
        if by_day_alone || coverage.fell() && (self.by_day >= HINT || self.expected < SEEN) {
            return cannot(Why::ReportsFell);
        }
        // It fell, perhaps as it has fallen before.
        if self.fell >= DOUBT {
            return cannot(Why::Undecided);
        }
        if self.expected < SEEN { cannot(Why::TooRare) } else { (State::NoLull, None) }
    }
}
