//! A wave is a stretch of worse or better days that comes and goes without any change: an offensive, the weather, a feast.
//!
//! The logarithm of a day's rate is the usual level plus a wave that forgets itself by and by (a first-order autoregression); in a lull it is
//! lower by one of three depths. How high waves go, how long they last and how scattered a day's count is are unknown; each guess of the three runs its own filter, and
//! guesses weigh by how well they foretold the days so far. So a cell where quiet fortnights have come and gone must fall further, or
//! for longer, before a lull is told of it.
//!
//! Each filter holds the level and the wave as two jointly normal unknowns per phase (Kalman 1960), takes a day's count in by the peak of its likelihood and the curvature
//! there (Laplace's method, as West, Harrison and Migon 1985 do for counts), and merges what entered a phase on different days into one
//! normal with the same mean and variance (Harrison and Stevens 1976). No days are drawn at random: the same series has the same answer.

use super::chance::{given_rate, of_count};

/// How high waves go that are tried (standard deviation of ln rate); how likely that is before the series is seen; in how many days a
/// lull begins. Where waves are high, lulls are told less readily: most of what looks like one is a wave whose height is misjudged. Set by
/// simulation (`examples/lull.rs`), so that false alarms are about as rare at every height.
const HEIGHTS: [(f64, f64, f64); 5] = [(0.0, 2.0, 40.0), (0.15, 1.0, 60.0), (0.3, 1.0, 400.0), (0.5, 2.0, 600.0), (0.8, 4.0, 1000.0)];
/// What is left of a wave on the next day, and how likely that is before the series is seen. Long waves are the ones that look like lulls.
const MEMORY: [(f64, f64); 3] = [(0.5, 1.0), (0.8, 1.0), (0.93, 4.0)];
/// Sizes of the negative binomial of a day's count.
const SIZES: [f64; 4] = [1.0, 3.0, 10.0, 1e4];
/// ln of the rate in a lull over the usual rate: 0.55, 0.3 and 0.09.
const DEPTHS: [f64; 3] = [-0.6, -1.2, -2.4];
const PHASES: usize = DEPTHS.len() + 1;
/// How likely a day ends a lull.
const ENDS: f64 = 1.0 / 200.0;
/// Variance by which the usual level drifts a day.
const DRIFT: f64 = 0.02 * 0.02;
/// Mean and variance of the level (ln of incidents a unit of exposure) before the series is seen: two a day, give or take much.
const FIRST: (f64, f64) = (0.7, 4.0);
/// ln of exposures is taken to lie within this of nought, so that no sum overflows.
const FAR: f64 = 30.0;
/// A guess under this share of the best is given up.
const FORLORN: f64 = 1e-5;

/// Level and wave as known: weight, means, variances and covariance.
#[derive(Clone, Copy, Default)]
struct Known {
    weight: f64,
    level: f64,
    wave: f64,
    levels: f64,
    both: f64,
    waves: f64,
}

impl Known {
    fn scaled(self, share: f64) -> Known {
        Known { weight: self.weight * share, ..self }
    }

    fn with(self, other: Known) -> Known {
        let weight = self.weight + other.weight;
        if other.weight <= 0.0 || weight <= 0.0 {
            return self;
        }
        if self.weight <= 0.0 {
            return other;
        }
        let (a, b) = (self.weight / weight, other.weight / weight);
        let (dl, dw) = (self.level - other.level, self.wave - other.wave);
        Known {
            weight,
            level: a * self.level + b * other.level,
            wave: a * self.wave + b * other.wave,
            levels: a * self.levels + b * other.levels + a * b * dl * dl,
            both: a * self.both + b * other.both + a * b * dl * dw,
            waves: a * self.waves + b * other.waves + a * b * dw * dw,
        }
    }

    fn later(self, memory: f64, height: f64, days: f64) -> Known {
        let left = memory.powf(days);
        Known {
            wave: self.wave * left,
            levels: self.levels + DRIFT * days,
            both: self.both * left,
            waves: self.waves * left * left + height * height * (1.0 - left * left),
            ..self
        }
    }

    /// ln of how likely the count was (less what depends on count and size alone), and what is known after it.
    fn told(self, count: u32, exposure: f64, depth: f64, size: f64) -> (f64, Known) {
        let y = f64::from(count);
        let mean = self.level + self.wave + depth + exposure.ln().clamp(-FAR, FAR);
        let variance = self.levels + 2.0 * self.both + self.waves;
        // The peak of prior and likelihood together, by Newton's method from between the two.
        let mut at = (mean + variance * (y + 0.5) * (y + 0.5).ln()) / (1.0 + variance * (y + 0.5));
        let curvature = |at: f64| {
            let part = at.exp() / (size + at.exp());
            (part, (y + size) * part * (1.0 - part))
        };
        for _ in 0..4 {
            let (part, bend) = curvature(at);
            let slope = y - (y + size) * part - (at - mean) / variance;
            at = (at + (slope / (bend + 1.0 / variance)).clamp(-2.0, 2.0)).clamp(-2.0 * FAR, 2.0 * FAR);
        }
        let bend = curvature(at).1;
        let off = at - mean;
        let chance = given_rate(count, size, at.exp(), at) - 0.5 * off * off / variance - 0.5 * (1.0 + variance * bend).ln();
        let left = 1.0 / (1.0 / variance + bend);
        let (l, w) = ((self.levels + self.both) / variance, (self.both + self.waves) / variance);
        let less = variance - left;
        let known = Known {
            weight: self.weight,
            level: self.level + l * off,
            wave: self.wave + w * off,
            levels: self.levels - l * l * less,
            both: self.both - l * w * less,
            waves: self.waves - w * w * less,
        };
        (chance, known)
    }
}

/// One guess of how the cell behaves.
struct Guess {
    begins: f64,
    height: f64,
    memory: f64,
    size: usize,
    weight: f64,
    phases: [Known; PHASES],
}

impl Guess {
    fn all() -> Vec<Guess> {
        let mut out = Vec::new();
        for (height, share, days) in HEIGHTS {
            // Where there are no waves, there is nothing to remember.
            let memories: &[(f64, f64)] = if height > 0.0 { &MEMORY } else { &[(0.0, 1.0)] };
            for (memory, of) in memories {
                for (size, _) in SIZES.iter().enumerate() {
                    let usual = Known { weight: 1.0, level: FIRST.0, levels: FIRST.1, waves: height * height, ..Known::default() };
                    let mut phases = [Known::default(); PHASES];
                    phases[0] = usual;
                    out.push(Guess { begins: 1.0 / days, height, memory: *memory, size, weight: share * of, phases });
                }
            }
        }
        out
    }

    /// Takes in a covered day, `days` after the last, and says how likely its count was (ln, less what depends on count and size alone).
    fn day(&mut self, days: f64, (count, exposure): (u32, f64)) -> f64 {
        let later = self.phases.map(|known| known.later(self.memory, self.height, days));
        let mut next = later.map(|known| known.scaled(1.0 - ENDS));
        next[0] = later[0].scaled(1.0 - self.begins);
        for phase in 1..PHASES {
            next[0] = next[0].with(later[phase].scaled(ENDS));
            next[phase] = next[phase].with(later[0].scaled(self.begins / DEPTHS.len() as f64));
        }
        let mut chances = [f64::NEG_INFINITY; PHASES];
        for (phase, known) in next.iter_mut().enumerate() {
            if known.weight > 1e-12 {
                let depth = if phase == 0 { 0.0 } else { DEPTHS[phase - 1] };
                let (chance, told) = known.told(count, exposure, depth, SIZES[self.size]);
                *known = told;
                chances[phase] = chance;
            }
        }
        let best = chances.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for (known, chance) in next.iter_mut().zip(chances) {
            known.weight *= (chance - best).exp();
            sum += known.weight;
        }
        next.iter_mut().for_each(|known| known.weight /= sum);
        self.phases = next;
        best + sum.ln()
    }
}

/// On each covered day, how probable it is that a lull holds, given that day and those before. `days` are the numbers of the days, `counted`
/// their counts and exposures, whose unit is about one.
pub fn known(days: &[i32], counted: &[(u32, f64)]) -> Vec<f64> {
    let mut guesses = Guess::all();
    let mut last = None;
    let mut out = Vec::with_capacity(days.len());
    for (day, counted) in days.iter().zip(counted) {
        let constant = SIZES.map(|size| of_count(counted.0, size));
        let passed = last.map_or(1.0, |last: i32| f64::from(day.saturating_sub(last).max(1)));
        last = Some(*day);
        let chances: Vec<f64> = guesses.iter_mut().map(|guess| guess.day(passed, *counted) + constant[guess.size]).collect();
        let best = chances.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        guesses.iter_mut().zip(&chances).for_each(|(guess, chance)| guess.weight *= (chance - best).exp());
        let most = guesses.iter().map(|guess| guess.weight).fold(0.0, f64::max);
        guesses.retain(|guess| guess.weight >= most * FORLORN);
        let sum: f64 = guesses.iter().map(|guess| guess.weight).sum();
        guesses.iter_mut().for_each(|guess| guess.weight /= sum);
        out.push(guesses.iter().map(|guess| guess.weight * (1.0 - guess.phases[0].weight)).sum());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_and_the_curvature_say_what_a_sum_over_all_rates_says() {
        for (count, mean, variance, size) in
            [(0, 0.7f64, 0.3f64, 3.0), (3, 0.0, 0.5, 1e4), (12, 2.0, 0.2, 10.0), (0, 2.5, 0.3, 1e4), (40, 2.5, 0.6, 1.0)]
        {
            let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
            for step in -4000..=4000 {
                let at = mean + f64::from(step) / 1000.0;
                let weight = (of_count(count, size) + given_rate(count, size, at.exp(), at) - 0.5 * (at - mean).powi(2) / variance).exp()
                    / (2.0 * std::f64::consts::PI * variance).sqrt()
                    / 1000.0;
                (sum, first, second) = (sum + weight, first + weight * at, second + weight * at * at);
            }
            let (first, second) = (first / sum, (second / sum - (first / sum).powi(2)).sqrt());
            let before = Known { level: mean, levels: variance / 2.0, waves: variance / 2.0, ..Known::default() };
            let (chance, after) = before.told(count, 1.0, 0.0, size);
            let chance = chance + of_count(count, size);
            let (at, spread) = (after.level + after.wave, (after.levels + 2.0 * after.both + after.waves).sqrt());
            assert!((chance - sum.ln()).abs() < 0.04, "{count} {mean}: {chance} {}", sum.ln());
            assert!(
                (at - first).abs() < 0.35 * second && (spread / second - 1.0).abs() < 0.1,
                "{count} {mean}: {at} {spread}, {first} {second}"
            );
        }
    }

    #[test]
    fn a_fall_that_came_and_went_before_is_a_wave_and_one_that_never_did_is_a_lull() {
        let wavy: Vec<(u32, f64)> = (0..120).map(|day| (if day / 12 % 2 == 0 { 12 } else { 5 }, 1.0)).collect();
        let calm: Vec<(u32, f64)> = (0..120).map(|day| (if day < 108 { 10 + day % 3 } else { 5 }, 1.0)).collect();
        let last = |days: &[(u32, f64)]| known(&(0..120).collect::<Vec<i32>>(), days)[119];
        assert!(last(&wavy) < 0.2 && last(&calm) > 0.95, "{} {}", last(&wavy), last(&calm));
    }

    #[test]
    fn no_count_and_no_exposure_is_too_large_or_too_small() {
        let odd = [(0, 1e-300), (u32::MAX, 1e-300), (0, 1e300), (u32::MAX, 1e300), (5, f64::INFINITY), (0, 1.0), (u32::MAX, 1.0)];
        let days: Vec<(u32, f64)> = odd.repeat(10);
        let known = known(&(0..70).map(|day| day * 7).collect::<Vec<i32>>(), &days);
        assert!(known.iter().all(|p| (0.0..=1.0 + 1e-9).contains(p)), "{known:?}");
    }
}
