//! A regime is a stretch of days with one rate. This file sums over all ways to cut a series into regimes.
//!
//! A hidden Markov model, solved exactly by the forward and backward recursions (Rabiner 1989), on a lattice of rates (steps of 2^¼,
//! 19 %). On each covered day the cell is in one of four phases, at one rate:
//! - **steady**: no lull came lately.
//! - **risen**: worse than usual. It falls back (a massacre, an offensive: no lull comes after it, only what was usual), or it becomes
//!   the new usual rate.
//! - **lull**: entered from steady or broken by a fall to at most 2^-½ = 0.71 of the rate before; all falls from there to 0.07 are alike
//!   likely.
//! - **broken**: a lull is over, by a rise of at least 2^½.
//!
//! How scattered the counts are (`SIZES`) is one for the whole series, unknown, and summed over as well. Days without coverage are no
//! steps: nothing is learnt on them, and nothing is taken to have happened.

use super::chance::{given_rate, of_count};

/// Steps of the lattice in a factor of two.
pub const STEPS: i32 = 4;
/// The lowest rate of the lattice: 2^-6, one incident in 64 days.
const LOWEST: i32 = -6 * STEPS;
/// The lattice reaches to this rate at least, and to the highest day of a series.
const COMMON: f64 = 64.0;
/// A fall into a lull, or the rise that breaks it, in steps: from a factor 0.71 to a factor 0.07.
const FALL: std::ops::RangeInclusive<usize> = 2..=15;
/// A rise that is no break, in steps: from a factor 1.7 to a factor 32. Smaller ones are scatter.
const RISE: std::ops::RangeInclusive<usize> = 3..=20;
/// Sizes of the negative binomial that are tried, alike likely before the series is seen: the variance is mean + mean²/size.
const SIZES: [f64; 6] = [0.5, 1.0, 2.0, 5.0, 20.0, 1e4];
/// Keeps a day that no rate explains from deciding alone, and sums from vanishing.
const FLOOR: f64 = 1e-200;

/// How often regimes end, a covered day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hazards {
    pub lull: f64,
    pub rise: f64,
    pub r#break: f64,
    /// A rise is over, and things are as they were.
    pub fall_back: f64,
    /// A rise is the new usual.
    pub settle: f64,
}

/// A rate of the lattice, in counts a unit of exposure.
pub fn rate(level: usize) -> f64 {
    ((level as f64 + f64::from(LOWEST)) / f64::from(STEPS)).exp2()
}

/// Weights by size of the counts and level of the rate.
type Row = Vec<f64>;

/// What is known on each covered day of a series.
pub struct Regimes {
    levels: usize,
    hazards: Hazards,
    /// Likelihood of the day at each size and level, divided by the highest of the day.
    likely: Vec<Row>,
    /// Steady, risen, lull and broken, given all days up to this one; they sum to one.
    steady: Vec<Row>,
    risen: Vec<Row>,
    lull: Vec<Row>,
    broken: Vec<Row>,
    /// What the sums were divided by.
    scale: Vec<f64>,
}

/// The sums of what lies before each level, and of all: so that a sum over steps is one difference, whatever their number.
fn before(of: &[f64]) -> Row {
    let mut sum = 0.0;
    std::iter::once(0.0)
        .chain(of.iter().map(|mass| {
            sum += mass;
            sum
        }))
        .collect()
}

/// Adds to each level what comes from the levels `steps` above (a fall), alike from each; what would leave the lattice stays at its end.
fn falls(from: &[f64], levels: usize, share: f64, into: &mut [f64]) {
    let share = share / (FALL.end() - FALL.start() + 1) as f64;
    for (from, into) in from.chunks_exact(levels).zip(into.chunks_exact_mut(levels)) {
        let before = before(from);
        if before[levels] > 0.0 {
            for (at, into) in into.iter_mut().enumerate() {
                let (low, high) = ((at + FALL.start()).min(levels), (at + FALL.end() + 1).min(levels));
                *into += share * (before[high] - before[low]);
            }
            into[0] += share * FALL.map(|step| before[step.min(levels)]).sum::<f64>();
        }
    }
}

/// The same for the levels below (a rise).
fn rises(from: &[f64], levels: usize, steps: std::ops::RangeInclusive<usize>, share: f64, into: &mut [f64]) {
    let share = share / (steps.end() - steps.start() + 1) as f64;
    for (from, into) in from.chunks_exact(levels).zip(into.chunks_exact_mut(levels)) {
        let before = before(from);
        if before[levels] > 0.0 {
            for (at, into) in into.iter_mut().enumerate() {
                let (low, high) = (at.saturating_sub(*steps.end()), (at + 1).saturating_sub(*steps.start()));
                *into += share * (before[high] - before[low]);
            }
            into[levels - 1] += share * steps.clone().map(|step| before[levels] - before[levels.saturating_sub(step)]).sum::<f64>();
        }
    }
}

/// A break the other way round in time: what each level is worth by what it may rise to.
fn worth(of: &[f64], levels: usize, share: f64, into: &mut [f64]) {
    let share = share / (FALL.end() - FALL.start() + 1) as f64;
    for (of, into) in of.chunks_exact(levels).zip(into.chunks_exact_mut(levels)) {
        for step in FALL {
            let higher = of.iter().skip(step).chain(std::iter::repeat(&of[levels - 1]));
            into.iter_mut().zip(higher).for_each(|(into, of)| *into += share * of);
        }
    }
}

fn scaled(row: &[f64], by: f64) -> Row {
    row.iter().map(|x| x * by).collect()
}

impl Regimes {
    /// Runs forward over the covered days: counts, and exposures whose unit is about one.
    pub fn new(days: &[(u32, f64)], hazards: Hazards) -> Regimes {
        let highest = days.iter().map(|&(count, exposure)| f64::from(count) / exposure).fold(COMMON, f64::max).min(1e6);
        let levels = ((highest.log2() * f64::from(STEPS)).ceil() as i32 - LOWEST + 1).max(1) as usize;
        let mut it = Regimes {
            levels,
            hazards,
            likely: days.iter().map(|day| likely(*day, levels)).collect(),
            steady: vec![],
            risen: vec![],
            lull: vec![],
            broken: vec![],
            scale: vec![],
        };
        let width = SIZES.len() * levels;
        for at in 0..days.len() {
            let [mut steady, mut risen, mut lull, mut broken] = match at.checked_sub(1) {
                None => [vec![1.0; width], vec![0.0; width], vec![0.0; width], vec![0.0; width]],
                Some(before) => it.step(before),
            };
            let mut sum = 0.0;
            for row in [&mut steady, &mut risen, &mut lull, &mut broken] {
                row.iter_mut().zip(&it.likely[at]).for_each(|(mass, likely)| *mass *= likely);
                sum += row.iter().sum::<f64>();
            }
            // What is this small decides nothing, and would only slow the arithmetic down.
            for row in [&mut steady, &mut risen, &mut lull, &mut broken] {
                row.iter_mut().for_each(|mass| *mass = if *mass < sum * 1e-60 { 0.0 } else { *mass / sum });
            }
            it.steady.push(steady);
            it.risen.push(risen);
            it.lull.push(lull);
            it.broken.push(broken);
            it.scale.push(sum);
        }
        it
    }

    /// The phases of the day after, before its count is seen.
    fn step(&self, at: usize) -> [Row; 4] {
        let stay = 1.0 - self.hazards.lull - self.hazards.rise;
        let mut steady = scaled(&self.steady[at], stay);
        steady.iter_mut().zip(&self.risen[at]).for_each(|(steady, risen)| *steady += self.hazards.settle * risen);
        falls(&self.risen[at], self.levels, self.hazards.fall_back, &mut steady);
        let mut risen = scaled(&self.risen[at], 1.0 - self.hazards.settle - self.hazards.fall_back);
        for from in [&self.steady[at], &self.broken[at]] {
            rises(from, self.levels, RISE, self.hazards.rise, &mut risen);
        }
        let mut broken = scaled(&self.broken[at], stay);
        let out = self.breaking(at);
        broken.iter_mut().zip(&out).for_each(|(broken, out)| *broken += out);
        let mut lull = scaled(&self.lull[at], 1.0 - self.hazards.r#break);
        lull.iter_mut().zip(&self.falling(at)).for_each(|(lull, into)| *lull += into);
        [steady, risen, lull, broken]
    }

    /// What falls into a lull on the day after `at`, by the lull's level.
    fn falling(&self, at: usize) -> Row {
        let mut into = vec![0.0; self.likely[at].len()];
        for from in [&self.steady[at], &self.broken[at]] {
            falls(from, self.levels, self.hazards.lull, &mut into);
        }
        into
    }

    /// What leaves a lull on the day after `at`, by the level it rises to.
    fn breaking(&self, at: usize) -> Row {
        let mut into = vec![0.0; self.likely[at].len()];
        rises(&self.lull[at], self.levels, FALL, self.hazards.r#break, &mut into);
        into
    }

    /// On each covered day, as known on that day: how probable it is that a lull holds, and that one held and is broken.
    pub fn known(&self) -> Vec<(f64, f64)> {
        self.lull.iter().zip(&self.broken).map(|(lull, broken)| (lull.iter().sum(), broken.iter().sum())).collect()
    }

    /// How the series ends, looking back from its last day.
    pub fn looking_back(&self) -> Back {
        let (n, width) = (self.likely.len(), SIZES.len() * self.levels);
        let mut back = Back {
            holds: vec![0.0; n],
            held: vec![0.0; n],
            broke: vec![0.0; n],
            pairs_holding: Pairs::new(self.levels),
            pairs_held: Pairs::new(self.levels),
            since: vec![0.0; self.levels],
        };
        // Worth of being in a lull that lasts to the end; in a lull that breaks for good; in the broken phase to the end.
        let (mut lasts, mut breaks, mut stays) = (vec![1.0; width], vec![0.0; width], vec![1.0; width]);
        for at in (0..n).rev() {
            for row in [&mut lasts, &mut breaks, &mut stays] {
                row.iter_mut().zip(&self.likely[at]).for_each(|(x, likely)| *x = (*x * likely / self.scale[at]).min(1e250));
            }
            if at == 0 {
                break;
            }
            let (falling, breaking) = (self.falling(at - 1), self.breaking(at - 1));
            let dot = |a: &Row, b: &Row| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
            back.holds[at] = dot(&falling, &lasts);
            back.held[at] = dot(&falling, &breaks);
            back.broke[at] = dot(&breaking, &stays);
            for (pairs, worth, share) in [(&mut back.pairs_holding, &lasts, back.holds[at]), (&mut back.pairs_held, &breaks, back.held[at])]
            {
                if share > 1e-6 {
                    self.pairs(at - 1, worth, pairs);
                }
            }
            // One day earlier.
            let stay = 1.0 - self.hazards.lull - self.hazards.rise;
            breaks.iter_mut().for_each(|x| *x *= 1.0 - self.hazards.r#break);
            worth(&stays, self.levels, self.hazards.r#break, &mut breaks);
            lasts.iter_mut().for_each(|x| *x *= 1.0 - self.hazards.r#break);
            stays.iter_mut().for_each(|x| *x *= stay);
        }
        if let Some(broken) = self.broken.last() {
            broken.iter().enumerate().for_each(|(at, mass)| back.since[at % self.levels] += mass);
        }
        back
    }

    fn pairs(&self, before: usize, worth: &[f64], pairs: &mut Pairs) {
        for (at, mass) in self.steady[before].iter().zip(&self.broken[before]).map(|(steady, broken)| steady + broken).enumerate() {
            let (size, level) = (at / self.levels, at % self.levels);
            if mass > 1e-12 {
                for step in FALL {
                    let to = level.saturating_sub(step);
                    pairs.0[level][to] += mass * worth[size * self.levels + to];
                }
            }
        }
    }

    /// Rates on the last day outside lulls, by level.
    pub fn steady_now(&self) -> Row {
        let mut sums = vec![0.0; self.levels];
        for row in [self.steady.last(), self.risen.last(), self.broken.last()].into_iter().flatten() {
            row.iter().enumerate().for_each(|(at, mass)| sums[at % self.levels] += mass);
        }
        sums
    }
}

fn likely((count, exposure): (u32, f64), levels: usize) -> Row {
    let means: Vec<(f64, f64)> = (0..levels).map(|level| rate(level) * exposure).map(|mean| (mean, mean.ln())).collect();
    let mut row = Vec::with_capacity(SIZES.len() * levels);
    for size in SIZES {
        let constant = of_count(count, size);
        row.extend(means.iter().map(|(mean, ln_mean)| constant + given_rate(count, size, *mean, *ln_mean)));
    }
    let highest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    row.iter_mut().for_each(|x| *x = (*x - highest).exp().max(FLOOR));
    row
}

/// How the series ends, by day: probabilities that share one scale with [`Regimes::known`].
pub struct Back {
    /// A lull began on this covered day and holds to the end.
    pub holds: Vec<f64>,
    /// A lull began on this day, broke later, and none came after it.
    pub held: Vec<f64>,
    /// The last lull broke on this day, and none came after it.
    pub broke: Vec<f64>,
    pub pairs_holding: Pairs,
    pub pairs_held: Pairs,
    /// Rates on the last day, where a lull is broken.
    pub since: Vec<f64>,
}

/// Weights of the rate before a lull and the rate within it, by level.
pub struct Pairs(pub Vec<Vec<f64>>);

impl Pairs {
    fn new(levels: usize) -> Pairs {
        Pairs(vec![vec![0.0; levels]; levels])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_back_says_the_same_as_looking_forward() {
        let days: Vec<(u32, f64)> =
            (0..90u32).map(|t| ((t * 7 + t * t) % if (40..60).contains(&t) { 2 } else { 9 }, 1.0 + f64::from(t % 5) / 10.0)).collect();
        for n in [2, 30, 45, 59, 66, 90] {
            let regimes = Regimes::new(&days[..n], Hazards { lull: 0.005, rise: 0.002, r#break: 0.02, fall_back: 0.1, settle: 0.03 });
            let (back, (lull, broken)) = (regimes.looking_back(), regimes.known()[n - 1]);
            assert!((back.holds.iter().sum::<f64>() - lull).abs() < 1e-9, "{n}");
            assert!((back.held.iter().sum::<f64>() - broken).abs() < 1e-9, "{n}");
            assert!((back.broke.iter().sum::<f64>() - broken).abs() < 1e-9, "{n}");
        }
    }
}
