//! A rehearsal is a past without change that might have been: two months simulated from how the cell's own counts scattered and waved before.
//!
//! A fall is told only where hardly any rehearsal holds one as deep. Unlike `waves.rs`, which knows beforehand what waves are like, rehearsals know
//! it from the days before the fall alone; each errs where the other does not. The dice are thrown from the counts themselves: the
//! same counts have the same rehearsals.

use super::dice::Dice;

/// Rehearsals of one fall, and the days of each that are watched.
const REHEARSALS: usize = 200;
const WATCHED: usize = 60;
/// Every other day of them: neighbours hold nearly the same falls.
const STRIDE: usize = 2;
/// The days before a fall that are rehearsed, at most.
const BEFORE: usize = 106;
/// Stretches of days, at the end, that are held against the days before.
const STRETCHES: [usize; 6] = [3, 5, 7, 10, 14, 21];
/// Less than this (ln of before over after: a fall to 0.7) is no fall.
const FALL: f64 = 0.35;
/// Means above which a Poisson count is taken to be normal.
const MANY: f64 = 50.0;

/// How counts scatter and wave where nothing changes.
struct Habit {
    mean: f64,
    /// Standard deviation of ln rate, and what is left of a wave on the next day.
    height: f64,
    memory: f64,
    /// Size of the negative binomial of a day, where there is more scatter than Poisson's.
    size: Option<f64>,
}

impl Habit {
    /// By moments. Where ln rate is a normal wave of variance s² and memory φ, counts that are l days apart have the covariance
    /// mean² (exp(s² φˡ) − 1), whatever the scatter of single days.
    fn of(counts: &[f64]) -> Habit {
        let n = counts.len() as f64;
        let mean = counts.iter().sum::<f64>() / n;
        let variance = counts.iter().map(|count| (count - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
        let wave = |lag: usize| {
            let pairs = counts.iter().zip(counts.iter().skip(lag));
            let sum: f64 = pairs.map(|(a, b)| (a - mean) * (b - mean)).sum();
            // Deviations from their own mean are drawn to it: covariances come out too low by about variance/n, more where there are waves.
            let covariance = sum / (n - lag as f64).max(1.0) + 2.0 * variance / n;
            (1.0 + covariance / (mean * mean)).max(0.01).ln()
        };
        let (near, far) = (wave(1) + wave(2) + wave(3), wave(2) + wave(3) + wave(4));
        let memory = if near > 0.0 { (far / near).clamp(0.2, 0.95) } else { 0.2 };
        // Short series show less memory than there is (Marriott and Pope 1954).
        let memory = (memory + (1.0 + 3.0 * memory) / n).min(0.95);
        let height = (near / (memory + memory.powi(2) + memory.powi(3))).clamp(0.0, 1.0);
        let scatter = (variance / (mean * mean) - 1.0 / mean - (height.exp() - 1.0)) / height.exp();
        Habit { mean, height: height.sqrt(), memory, size: (scatter > 0.01).then(|| 1.0 / scatter) }
    }

    fn rehearse(&self, days: usize, dice: &mut Dice) -> Vec<f64> {
        let mut wave = dice.normal();
        let fresh = (1.0 - self.memory * self.memory).sqrt();
        let day = |_| {
            wave = self.memory * wave + fresh * dice.normal();
            let rate = self.mean * (self.height * wave - self.height * self.height / 2.0).exp();
            let rate = self.size.map_or(rate, |size| rate * dice.gamma(size) / size);
            if rate > MANY { (rate + rate.sqrt() * dice.normal()).round().max(0.0) } else { f64::from(dice.poisson(rate)) }
        };
        (0..days).map(day).collect()
    }
}

/// ln of the mean before over the mean of a stretch of days; half an incident is added to both, so that there is one.
fn fall(before: &[f64], stretch: &[f64]) -> f64 {
    let mean = |counts: &[f64]| (counts.iter().sum::<f64>() / counts.len().max(1) as f64) + 0.5 / stretch.len().max(1) as f64;
    (mean(before) / mean(stretch)).ln()
}

/// The deepest fall, each in units of how deep falls of its length usually are.
fn deepest(falls: &[f64; STRETCHES.len()], usual: &[f64; STRETCHES.len()]) -> f64 {
    falls.iter().zip(usual).filter(|(fall, usual)| **fall > FALL && **usual > 0.0).map(|(fall, usual)| fall / usual).fold(0.0, f64::max)
}

/// The share of rehearsals in which nothing fell as deep as the counts do at their end: near one where the fall is no chance and no wave.
/// `counts` are those of covered days, `began` is where among them the fall began. Nought where nothing fell.
pub fn rarity(counts: &[u32], began: usize) -> f64 {
    let days: Vec<f64> = counts.iter().map(|count| f64::from(*count)).collect();
    let before = days.get(began.saturating_sub(BEFORE)..began).unwrap_or_default();
    if before.len() < 2 || before.iter().all(|count| *count == 0.0) {
        return 0.0;
    }
    let mut told = [0.0; STRETCHES.len()];
    for (told, length) in told.iter_mut().zip(STRETCHES) {
        if length == STRETCHES[0] || length <= days.len() - began {
            *told = fall(before, &days[days.len().saturating_sub(length)..]);
        }
    }
    let habit = Habit::of(before);
    let mut dice = Dice::of(counts);
    let rehearsals: Vec<Vec<[f64; STRETCHES.len()]>> = (0..REHEARSALS)
        .map(|_| {
            let days = habit.rehearse(before.len() + WATCHED, &mut dice);
            let falls = |end: usize| {
                STRETCHES.map(|length| {
                    let from = end.saturating_sub(length);
                    fall(&days[from.saturating_sub(before.len())..from], &days[from..end])
                })
            };
            (before.len() + 1..=days.len()).step_by(STRIDE).map(falls).collect()
        })
        .collect();
    let mut usual = [0.0; STRETCHES.len()];
    for (at, usual) in usual.iter_mut().enumerate() {
        let squares = rehearsals.iter().flatten().map(|falls| falls[at] * falls[at]);
        *usual = (squares.sum::<f64>() / (REHEARSALS * WATCHED.div_ceil(STRIDE)) as f64).sqrt();
    }
    let depth = deepest(&told, &usual);
    let shallower = rehearsals.iter().filter(|falls| falls.iter().all(|falls| deepest(falls, &usual) < depth)).count();
    shallower as f64 / REHEARSALS as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn habit(mean: f64, height: f64, memory: f64, size: Option<f64>) -> Habit {
        Habit { mean, height, memory, size }
    }

    #[test]
    fn a_habit_is_learnt_from_what_it_makes() {
        for of in [habit(20.0, 0.5, 0.8, Some(10.0)), habit(5.0, 0.7, 0.6, None), habit(200.0, 0.3, 0.9, Some(5.0))] {
            let it = Habit::of(&of.rehearse(20_000, &mut Dice::of(&[1])));
            assert!((it.mean / of.mean - 1.0).abs() < 0.1 && (it.height - of.height).abs() < 0.1 && (it.memory - of.memory).abs() < 0.1);
            assert!((it.size.map_or(0.0, |size| 1.0 / size) - of.size.map_or(0.0, |size| 1.0 / size)).abs() < 0.06);
        }
    }

    #[test]
    fn a_fall_is_rare_where_there_were_none_and_not_where_there_were_many() {
        let calm = [[10, 12, 9, 8, 11, 13, 7].repeat(14), vec![4; 7]].concat();
        let wavy = [[vec![14; 7], vec![4; 7]].concat().repeat(7), vec![4; 7]].concat();
        assert!(rarity(&calm, 98) > 0.99 && rarity(&wavy, 98) < 0.6, "{} {}", rarity(&calm, 98), rarity(&wavy, 98));
        assert_eq!(rarity(&calm, 98), rarity(&calm, 98));
    }

    #[test]
    fn odd_counts_have_a_rarity_too() {
        for (counts, began) in
            [(vec![], 0), (vec![0; 50], 40), (vec![u32::MAX; 50], 40), (vec![3; 50], 50), (vec![3; 50], 99), (vec![3; 50], 0)]
        {
            assert!((0.0..=1.0).contains(&rarity(&counts, began)));
        }
    }
}
