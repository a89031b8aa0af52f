//! Dice are numbers that look drawn at random and follow from what they are made of: the same on every machine.

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Dice(u64);

impl Dice {
    /// Dice of a row of counts.
    pub fn of(counts: &[u32]) -> Dice {
        let mut dice = Dice(counts.len() as u64);
        for count in counts {
            dice.0 ^= u64::from(*count);
            dice.0 = dice.bits();
        }
        dice
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Strictly between nought and one.
    fn share(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// Standard normal: Box and Muller 1958.
    pub fn normal(&mut self) -> f64 {
        (-2.0 * self.share().ln()).sqrt() * (std::f64::consts::TAU * self.share()).cos()
    }

    /// Gamma with this shape, which is its mean as well: Marsaglia and Tsang 2000.
    pub fn gamma(&mut self, shape: f64) -> f64 {
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

    /// Poisson, by multiplying shares until they fall under e^-mean (Knuth 1969); for means under some hundred.
    pub fn poisson(&mut self, mean: f64) -> u32 {
        let (end, mut product, mut count) = ((-mean).exp(), self.share(), 0);
        while product > end {
            product *= self.share();
            count += 1;
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_have_the_mean_and_variance_that_are_told() {
        let moments = |mut draw: Box<dyn FnMut() -> f64>| {
            let drawn: Vec<f64> = (0..40_000).map(|_| draw()).collect();
            let mean = drawn.iter().sum::<f64>() / 40_000.0;
            (mean, drawn.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 40_000.0)
        };
        let dice = || Dice::of(&[3, 1, 4]);
        let (mut a, mut b, mut c, mut d) = (dice(), dice(), dice(), dice());
        let drawn = [
            (moments(Box::new(move || a.normal())), 0.0, 1.0),
            (moments(Box::new(move || b.gamma(0.5))), 0.5, 0.5),
            (moments(Box::new(move || c.gamma(4.0))), 4.0, 4.0),
            (moments(Box::new(move || f64::from(d.poisson(12.0)))), 12.0, 12.0),
        ];
        for ((mean, variance), first, second) in drawn {
            assert!(
                (mean - first).abs() < 0.02 * (1.0 + first) && (variance - second).abs() < 0.05 * second,
                "{mean} {variance}, {first} {second}"
            );
        }
    }
}
