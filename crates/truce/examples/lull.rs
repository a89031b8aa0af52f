//! How often lulls are told where there is none, and found where there is one, on simulated series: prints the tables.
//!
//! `cargo run --release -p accalmie-truce --example lull [series-a-row [calm]]`; `calm` for the first table alone

use std::time::Instant;

use accalmie_truce::lull::{Day, Series, Settings, State, Why, answer, watched};

/// SplitMix64 (Steele, Lea and Flood 2014): a small generator, the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Strictly between nought and one.
    pub fn share(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// Box and Muller 1958.
    pub fn normal(&mut self) -> f64 {
        (-2.0 * self.share().ln()).sqrt() * (std::f64::consts::TAU * self.share()).cos()
    }

    /// Mean `shape`: Marsaglia and Tsang 2000.
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * self.share().powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && self.share().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// Arrivals in one unit of time, one after another.
    pub fn poisson(&mut self, mean: f64) -> u32 {
        let (mut count, mut time) = (0, -self.share().ln());
        while time < mean {
            count += 1;
            time -= self.share().ln();
        }
        count
    }
}

/// A simulated cell.
#[derive(Clone, Copy)]
pub struct World {
    pub days: usize,
    /// Incidents a day at usual reporting.
    pub rate: f64,
    /// Variance of a day's count: mean + mean²/size; infinite for Poisson.
    pub size: f64,
    /// Two days of the week have 40 % of the incidents of the others.
    pub weekly: bool,
    /// Scatter of the day's reports (standard deviation of their logarithm).
    pub noise: f64,
    /// From this day on, incidents are this many times as many; then from another.
    pub changes: [(usize, f64); 2],
    /// From this day on, reports are this many times as many.
    pub reports: (usize, f64),
    /// Incidents told grow as reports^β.
    pub beta: f64,
    /// Waves of the rate without any change: standard deviation of its logarithm, and what is left of a wave on the next day.
    pub waves: (f64, f64),
}

pub const NEVER: (usize, f64) = (usize::MAX, 1.0);
pub const CALM: World = World {
    days: 90,
    rate: 1.0,
    size: f64::INFINITY,
    weekly: false,
    noise: 0.0,
    changes: [NEVER, NEVER],
    reports: NEVER,
    beta: 1.0,
    waves: (0.0, 0.0),
};

/// Simulated, of the size that ACCORD's compilations of ACLED give for deadly incidents in Syria: 1,756 in the 90 days of January to
/// March 2018, 624 in the 91 days of April to June 2020, after the truce of March. Scatter, week and noise are ours.
pub const SIMULATED_TRUCE: World = World { rate: 19.5, size: 5.0, weekly: true, noise: 0.2, ..CALM };
pub const SIMULATED_TRUCE_FALL: f64 = 6.9 / 19.5;

/// Simulated truces.
pub const TRUCES: [(&str, World, f64); 3] = [
    ("simulated: 19.5 to 6.9 a day, size 5, strong week, reports scatter", SIMULATED_TRUCE, SIMULATED_TRUCE_FALL),
    ("simulated: the same without a week", World { weekly: false, ..SIMULATED_TRUCE }, SIMULATED_TRUCE_FALL),
    (
        "simulated: the same in waves of 0.3, memory 0.8",
        World { weekly: false, waves: (0.3, 0.8), ..SIMULATED_TRUCE },
        SIMULATED_TRUCE_FALL,
    ),
];

impl World {
    pub fn series(&self, dice: &mut Dice) -> Series {
        let factor =
            |at: usize, changes: &[(usize, f64)]| changes.iter().rev().find(|(from, _)| *from <= at).map_or(1.0, |(_, factor)| *factor);
        let (height, memory) = self.waves;
        let mut wave = if height > 0.0 { dice.normal() } else { 0.0 };
        let days = (0..self.days).map(|at| {
            if height > 0.0 {
                wave = memory * wave + (1.0 - memory * memory).sqrt() * dice.normal();
            }
            let reports = 20.0 * factor(at, &[self.reports]) * (self.noise * dice.normal()).exp();
            let week = if !self.weekly { 1.0 } else { [0.48, 0.48, 1.208, 1.208, 1.208, 1.208, 1.208][at % 7] };
            let mean = self.rate * week * factor(at, &self.changes) * (reports / 20.0).powf(self.beta);
            // The mean over many days is the rate.
            let mean = mean * (height * wave - height * height / 2.0).exp();
            let mean = if self.size.is_finite() { mean * dice.gamma(self.size) / self.size } else { mean };
            Day { count: Some(dice.poisson(mean)), exposure: reports }
        });
        Series { first: 0, days: days.collect() }
    }
}

/// The first day, from `from` on, on which a daily watch that knows no later day tells a lull.
pub fn first_told(series: &Series, from: i32, settings: Settings) -> Option<i32> {
    let told = |day: i32| {
        let days = series.days.iter().take(usize::try_from(day - series.first + 1).unwrap_or(0)).copied().collect();
        answer(&Series { first: series.first, days }, settings).state == State::Lull
    };
    // `answer` tells no lull under the threshold, so it is asked only where the cheap filter reaches it.
    watched(series, settings).into_iter().find(|&(day, p)| day >= from && p >= settings.threshold && told(day)).map(|(day, _)| day)
}

/// Shares of `n` simulated series.
#[derive(Debug, Default)]
pub struct Shares {
    /// A lull is told on any day by a daily watch.
    pub online: f64,
    /// States on the last day.
    pub lull: f64,
    pub broken: f64,
    pub no_lull: f64,
    pub reports_fell: f64,
    pub cannot: f64,
}

pub fn shares(world: World, n: u32, seed: u64) -> Shares {
    let (mut dice, mut it, one) = (Dice(seed), Shares::default(), 1.0 / f64::from(n));
    for _ in 0..n {
        let series = world.series(&mut dice);
        if first_told(&series, 0, Settings::default()).is_some() {
            it.online += one;
        }
        let answer = answer(&series, Settings::default());
        match answer.state {
            State::Lull => it.lull += one,
            State::Broken => it.broken += one,
            State::NoLull => it.no_lull += one,
            State::CannotTell => it.cannot += one,
        }
        if answer.why_cannot_tell == Some(Why::ReportsFell) {
            it.reports_fell += one;
        }
    }
    it
}

/// A lull after so many days.
pub const AFTER: usize = 60;
/// Told so many days after it began.
pub const WITHIN: [usize; 5] = [3, 5, 7, 14, 28];

/// Of series that fall by `factor` after `after` days: the share in which a lull is told within 3, 5, 7, 14 and 28 days of it and not in the 30 days before,
/// and of those told within 28 days, the share whose 90 % interval holds the true day.
pub fn found(world: World, factor: f64, after: usize, n: u32, seed: u64) -> ([f64; 5], f64) {
    let (mut dice, mut found, mut held) = (Dice(seed), [0.0; 5], 0.0);
    let start = i32::try_from(after).unwrap_or(0);
    for _ in 0..n {
        let series = World { days: after + 28, changes: [(after, factor), NEVER], ..world }.series(&mut dice);
        let Some(day) = first_told(&series, start - 30, Settings::default()).filter(|day| *day >= start) else { continue };
        let late = usize::try_from(day - start).unwrap_or(0);
        found.iter_mut().zip(WITHIN).for_each(|(found, within)| *found += if late < within { 1.0 } else { 0.0 });
        let days = series.days[..=after + late].to_vec();
        let when = answer(&Series { first: 0, days }, Settings::default()).began;
        held += when.map_or(0.0, |when| if when.between.0 <= start && start <= when.between.1 { 1.0 } else { 0.0 });
    }
    (found.map(|found| found / f64::from(n)), held / f64::max(found[4], 1.0))
}

/// Of series that fall by `factor` on day 60 and rise back on day 90, the share in which the break is told within 14 days, among those whose lull was
/// told before.
pub fn breaks(world: World, factor: f64, n: u32, seed: u64) -> (f64, f64) {
    let (mut dice, mut told, mut broke) = (Dice(seed), 0.0, 0.0);
    for _ in 0..n {
        let series = World { days: 104, changes: [(60, factor), (90, 1.0)], ..world }.series(&mut dice);
        if first_told(&series, 60, Settings::default()).is_some_and(|day| day < 90) {
            told += 1.0;
            let tells =
                |days: usize| answer(&Series { first: 0, days: series.days[..days].to_vec() }, Settings::default()).state == State::Broken;
            broke += if (91..=104).any(tells) { 1.0 } else { 0.0 };
        }
    }
    (told / f64::from(n), broke / f64::max(told, 1.0))
}

/// Series in which nothing changes, and good and bad stretches come and go all the same: by the standard deviation of ln rate, and by what
/// is left of a wave on the next day.
pub fn wavy() -> Vec<World> {
    let mut rows = Vec::new();
    for (rate, size) in [(2.0, 5.0), (10.0, 5.0), (30.0, f64::INFINITY)] {
        for height in [0.3, 0.5, 0.7] {
            rows.extend([0.3, 0.6, 0.9].map(|memory| World { rate, size, waves: (height, memory), ..CALM }));
        }
    }
    rows
}

/// Shares of `n` series of which a daily watch tells a lull on any of the 60 days after the first `from`, and of those that are told as lull and as broken on the last day.
pub fn alarms(world: World, from: usize, n: u32, seed: u64) -> [f64; 3] {
    let (mut dice, mut told) = (Dice(seed), [0.0; 3]);
    for _ in 0..n {
        let series = World { days: from + 60, ..world }.series(&mut dice);
        let last = answer(&series, Settings::default()).state;
        let any = first_told(&series, i32::try_from(from).unwrap_or(0), Settings::default()).is_some();
        for (told, is) in told.iter_mut().zip([any, last == State::Lull, last == State::Broken]) {
            *told += if is { 1.0 / f64::from(n) } else { 0.0 };
        }
    }
    told
}

/// Series in which nothing changes but, in some, the reports.
pub fn stationary() -> Vec<(&'static str, World)> {
    let mut rows = Vec::new();
    for rate in [0.5, 1.0, 2.0, 5.0, 10.0] {
        let calm = World { rate, ..CALM };
        rows.extend([
            ("Poisson", calm),
            ("negative binomial, size 2", World { size: 2.0, ..calm }),
            ("negative binomial, size 0.7", World { size: 0.7, ..calm }),
            ("weekly cycle", World { weekly: true, ..calm }),
            ("reports scatter by 30 %", World { noise: 0.3, ..calm }),
            ("reports scatter, incidents do not follow", World { noise: 0.3, beta: 0.0, ..calm }),
            ("reports fall by half", World { reports: (60, 0.5), ..calm }),
            ("reports fall by half, scattered, size 2", World { reports: (60, 0.5), noise: 0.3, size: 2.0, ..calm }),
            ("reports fall to a fifth", World { reports: (60, 0.2), ..calm }),
            ("reports fall by half, incidents as reports^1.5", World { reports: (60, 0.5), beta: 1.5, ..calm }),
            ("reports double, incidents do not follow", World { reports: (60, 2.0), beta: 0.0, ..calm }),
        ]);
    }
    rows
}

fn row(name: &str, (found, held): ([f64; 5], f64)) {
    println!("{name:<60} {}   interval {:>5.1}%", found.map(|share| format!("{:>5.1}%", 100.0 * share)).join(" "), 100.0 * held);
}

fn main() {
    let (n, only_calm) = (std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100), std::env::args().nth(2).is_some());
    println!(
        "Nothing changes, but good and bad stretches come and go (n = {n}): a lull is told on any day of a watch of 60 days, or on its last"
    );
    println!("day; a broken one is told on its last day. After 90 days, and after 28.");
    for world in wavy() {
        let [long, short] = [90, 28].map(|from| alarms(world, from, n, 7).map(|share| format!("{:>5.1}%", 100.0 * share)).join(" "));
        let World { rate, size, waves: (height, memory), .. } = world;
        println!("rate {rate:>4}, size {size:>3}, waves of {height}, memory {memory}: {long}   {short}");
    }
    println!("\nNo lull there, 90 days, {n} series a row. online: told on any day by a daily watch; the rest on the last day.");
    println!(
        "{:<50} {:>5} {:>7} {:>6} {:>7} {:>8} {:>7} (reports fell)",
        "series", "rate", "online", "lull", "broken", "no lull", "cannot"
    );
    for (name, world) in stationary() {
        let it = shares(world, n, 1);
        println!(
            "{name:<50} {:>5} {:>6.1}% {:>5.1}% {:>6.1}% {:>7.1}% {:>6.1}% {:>6.1}%",
            world.rate,
            100.0 * it.online,
            100.0 * it.lull,
            100.0 * it.broken,
            100.0 * it.no_lull,
            100.0 * it.cannot,
            100.0 * it.reports_fell
        );
    }
    if only_calm {
        return;
    }
    for after in [AFTER, 90] {
        println!(
            "\nA lull after {after} days: told within 3, 5, 7, 14, 28 days; true day within the 90 % interval of its beginning when first told."
        );
        for (name, size, factor, rates) in [
            ("halved, Poisson", f64::INFINITY, 0.5, [2.0, 5.0, 10.0, 15.0, 20.0, 30.0]),
            ("halved, size 5", 5.0, 0.5, [2.0, 5.0, 10.0, 15.0, 20.0, 30.0]),
            ("0.3, Poisson", f64::INFINITY, 0.3, [2.0, 3.0, 5.0, 10.0, 20.0, 30.0]),
            ("0.3, size 5", 5.0, 0.3, [2.0, 3.0, 5.0, 10.0, 20.0, 30.0]),
            ("a quarter, Poisson", f64::INFINITY, 0.25, [2.0, 3.0, 5.0, 10.0, 20.0, 30.0]),
            ("a quarter, size 2", 2.0, 0.25, [2.0, 3.0, 5.0, 10.0, 20.0, 30.0]),
            ("a tenth, Poisson", f64::INFINITY, 0.1, [1.0, 2.0, 3.0, 5.0, 10.0, 30.0]),
            ("a tenth, size 5", 5.0, 0.1, [1.0, 2.0, 3.0, 5.0, 10.0, 30.0]),
        ] {
            for rate in rates {
                row(&format!("{name:<20} rate {rate:>4}"), found(World { rate, size, ..CALM }, factor, after, n, 2));
            }
        }
        for (height, memory) in [(0.3, 0.6), (0.3, 0.9), (0.5, 0.6), (0.5, 0.9)] {
            for factor in [0.5, 0.1] {
                let world = World { rate: 20.0, size: 5.0, waves: (height, memory), ..CALM };
                row(&format!("times {factor}, 20 a day, size 5, waves of {height}, memory {memory}"), found(world, factor, after, n, 2));
            }
        }
        for (name, world, factor) in TRUCES {
            row(name, found(world, factor, after, n, 5));
        }
    }
    println!("\nA lull from day 60 to day 90: told before it broke; then the break told within 14 days.");
    for (name, factor) in [("halved", 0.5), ("a quarter", 0.25)] {
        for rate in [1.0, 2.0, 5.0, 10.0, 20.0] {
            let (told, broke) = breaks(World { rate, ..CALM }, factor, n.min(200), 3);
            println!("{name:<20} rate {rate:>4}: {:>5.1}% {:>5.1}%", 100.0 * told, 100.0 * broke);
        }
    }
    println!();
    for days in [90, 365, 1000] {
        let series = World { days, rate: 5.0, ..CALM }.series(&mut Dice(4));
        let start = Instant::now();
        let rounds = 20;
        let sum: f64 = (0..rounds).map(|_| answer(&series, Settings::default()).probability).sum();
        println!(
            "{days} days: {:.1} ms an answer ({:.3})",
            start.elapsed().as_secs_f64() * 1e3 / f64::from(rounds),
            sum / f64::from(rounds)
        );
    }
}
