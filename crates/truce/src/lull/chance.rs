//! A chance is how likely a day's count is at a given rate: Poisson, or more scattered than that.

/// ln Γ(x) for x > 0: the recurrence up to 10, then Stirling's series to x⁻⁷ (Abramowitz and Stegun 1964, 6.1.15 and 6.1.41); its error
/// there is under 1e-11.
pub fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut product) = (x, 1.0);
    while x < 10.0 {
        product *= x;
        x += 1.0;
    }
    let square = x * x;
    let series = (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - 1.0 / (1680.0 * square)) / square) / square) / x;
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + series - product.ln()
}

/// The part of the log-likelihood of a count that does not depend on the rate; see [`given_rate`].
pub fn of_count(count: u32, size: f64) -> f64 {
    let y = f64::from(count);
    ln_gamma(y + size) - ln_gamma(size) - ln_gamma(y + 1.0) + size * size.ln()
}

/// The part that does. Both together are the negative binomial with mean μ and variance μ + μ²/size: a Poisson count whose rate is
/// itself gamma-distributed from day to day (Greenwood and Yule 1920). A large size is Poisson.
pub fn given_rate(count: u32, size: f64, mean: f64, ln_mean: f64) -> f64 {
    let y = f64::from(count);
    y * ln_mean - (y + size) * (size + mean).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ln_gamma_is_the_logarithm_of_factorials_and_of_the_root_of_pi() {
        let mut factorial = 1.0f64;
        for n in 1..100u32 {
            let expected = factorial.ln();
            assert!((ln_gamma(f64::from(n)) - expected).abs() <= 1e-11 * (1.0 + expected), "{n}");
            factorial *= f64::from(n);
        }
        assert!((ln_gamma(0.5) - std::f64::consts::PI.sqrt().ln()).abs() < 1e-11);
    }

    #[test]
    fn chances_of_all_counts_sum_to_one_with_the_mean_and_variance_that_are_told() {
        for (size, mean) in [(0.5, 0.3f64), (2.0, 4.0), (5.0, 10.0), (1e4, 3.0)] {
            let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
            for y in 0..2000u32 {
                let p = (of_count(y, size) + given_rate(y, size, mean, mean.ln())).exp();
                let y = f64::from(y);
                (sum, first, second) = (sum + p, first + p * y, second + p * y * y);
            }
            let variance = mean + mean * mean / size;
            assert!((sum - 1.0).abs() < 1e-6 && (first - mean).abs() < 1e-5, "{size} {mean}: {sum} {first}");
            assert!((second - first * first - variance).abs() < 1e-3, "{size} {mean}: {second}");
        }
    }
}
