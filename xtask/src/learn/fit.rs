//! Fitting is logistic regression with a quadratic penalty, by full gradient steps: the same table from the same corpora,
//! always.

use std::collections::{BTreeMap, HashMap};

pub struct Example {
    pub features: Vec<String>,
    pub yes: bool,
}

pub struct Table {
    pub text: String,
    pub weights: usize,
    pub loss: f64,
    pub right: f64,
}

/// Features seen in fewer examples say nothing that can be relied on.
const RARE: usize = 5;
const PASSES: usize = 400;
const RATE: f64 = 0.3;
/// Thousandths of a logit below which a weight is left out.
const SMALL: i64 = 15;

/// What is held true before anything is learned, and how hard it is to leave.
pub struct Prior {
    /// Weights by name, in logits; all others begin at nothing.
    pub weights: &'static [(&'static str, f64)],
    /// A weight's squared distance from its prior costs this much of an example's loss.
    pub penalty: f64,
}

pub fn fit(examples: &[Example], name: &str, prior: &Prior) -> Table {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for f in examples.iter().flat_map(|e| &e.features) {
        *seen.entry(f).or_default() += 1;
    }
    let kept: BTreeMap<&str, usize> = seen
        .iter()
        .filter(|(_, n)| **n >= RARE)
        .map(|(f, _)| *f)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .enumerate()
        .map(|(i, f)| (f, i))
        .collect();
    let rows: Vec<(Vec<usize>, f64)> = examples
        .iter()
        .map(|e| (e.features.iter().filter_map(|f| kept.get(f.as_str()).copied()).collect(), if e.yes { 1.0 } else { 0.0 }))
        .collect();
    let before = |f: &str| prior.weights.iter().find(|(name, _)| *name == f).map_or(0.0, |(_, w)| *w);
    let origin: Vec<f64> = kept.keys().map(|f| before(f)).collect();
    let mut weights = origin.clone();
    let mut squares = vec![1e-6f64; kept.len()];
    for _ in 0..PASSES {
        let mut slopes: Vec<f64> = weights.iter().zip(&origin).map(|(w, o)| prior.penalty * (w - o)).collect();
        for (features, yes) in &rows {
            let slope = guess(&weights, features) - yes;
            features.iter().for_each(|&f| slopes[f] += slope);
        }
        // AdaGrad: Duchi, Hazan and Singer 2011.
        for (w, (g, sum)) in weights.iter_mut().zip(slopes.iter().zip(&mut squares)) {
            *sum += g * g;
            *w -= RATE * g / sum.sqrt();
        }
    }
    let whole: Vec<i64> = weights.iter().map(|w| (w * 1000.0).round() as i64).collect();
    let mut text = format!(
        "# The model of {name}, learned from the learning part of corpora/ by `xtask learn {name}`: feature, thousandths of a logit\n"
    );
    let mut count = 0;
    for (f, i) in kept.iter().filter(|(_, i)| whole[**i].abs() >= SMALL) {
        text.push_str(&format!("{f}\t{}\n", whole[*i]));
        count += 1;
    }
    let (mut loss, mut right) = (0.0, 0usize);
    for (features, yes) in &rows {
        let p = guess(&weights, features).clamp(1e-9, 1.0 - 1e-9);
        loss -= yes * p.ln() + (1.0 - yes) * (1.0 - p).ln();
        right += usize::from((p > 0.5) == (*yes > 0.5));
    }
    let n = rows.len().max(1) as f64;
    Table { text, weights: count, loss: loss / n, right: right as f64 / n }
}

fn guess(weights: &[f64], features: &[usize]) -> f64 {
    let sum: f64 = features.iter().map(|&f| weights[f]).sum();
    1.0 / (1.0 + (-sum).exp())
}

#[cfg(test)]
mod tests {
    use super::{Example, Prior, fit};

    #[test]
    fn learns_what_tells_and_not_what_does_not() {
        let example = |f: &[&str], yes| Example { features: f.iter().map(|f| f.to_string()).collect(), yes };
        let examples: Vec<Example> =
            (0..40).flat_map(|_| [example(&["place=shared", "x"], true), example(&["place=elsewhere", "x"], false)]).collect();
        let prior = Prior { weights: &[], penalty: 1.0 };
        let table = fit(&examples, "test", &prior);
        let weight =
            |name: &str| table.text.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix('\t')?.parse::<i64>().ok()).unwrap_or(0);
        assert!(weight("place=shared") > 500 && weight("place=elsewhere") < -500, "{}", table.text);
        assert!(weight("x").abs() < 200);
        assert_eq!(table.right, 1.0);
        assert_eq!(table.text, fit(&examples, "test", &prior).text);
    }
}
