//! A linear model is a table of features by name with a whole-number weight each, in thousandths of a logit: small, readable, the same
//! on every machine.
//!
//! A feature is named by its parts, joined by `=` and `&` in the table (`dist=1&place=shared`); here only the name's hash is kept.

use std::collections::HashMap;

/// Takes the parts of one feature's name.
pub type Sink<'s> = dyn FnMut(&[&str]) + 's;

#[derive(Default)]
pub struct Linear {
    weights: HashMap<u64, i32>,
    /// The languages that it was learned from, as its table says.
    languages: Vec<String>,
}

/// The models that are learned from corpora; an empty one leaves the decision to the rules.
#[derive(Default)]
pub struct Models {
    /// Whether two tellings are of one happening; see `pair`.
    pub same: Linear,
    /// Whether a record tells a happening at all; see `worth`. The last is for the languages that none was learned from.
    pub worth: Vec<Linear>,
}

impl Models {
    pub fn embedded() -> Models {
        Models {
            same: Linear::parse(include_str!("../weights/same.tsv")),
            worth: [include_str!("../weights/worth.tsv"), include_str!("../weights/worth-young.tsv")].map(Linear::parse).into(),
        }
    }

    /// The model of worth for a language; `None` where the rules decide.
    pub fn worth(&self, lang: &str) -> Option<&Linear> {
        let own = self.worth.iter().find(|m| m.languages.iter().any(|l| l == lang));
        own.or(self.worth.last()).filter(|m| !m.is_empty())
    }
}

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a over the parts' bytes, nothing between them.
fn hash(parts: &[&str]) -> u64 {
    parts.iter().flat_map(|p| p.bytes()).fold(OFFSET, |h, b| (h ^ u64::from(b)).wrapping_mul(PRIME))
}

impl Linear {
    /// Reads `feature<TAB>weight` lines; lines that begin with `#` are comments. What is no whole number is left out.
    ///
    /// A comment `# languages: fr en` names those it was learned from.
    pub fn parse(table: &str) -> Linear {
        let languages = table.lines().find_map(|l| l.strip_prefix("# languages:")).unwrap_or("");
        let rows = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
        Linear {
            weights: rows.filter_map(|(name, w)| Some((hash(&[name]), w.trim().parse().ok()?))).collect(),
            languages: languages.split_whitespace().map(str::to_owned).collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The sum over the features that `fill` names, in thousandths of a logit.
    pub fn score(&self, fill: impl FnOnce(&mut Sink)) -> i32 {
        let mut sum = 0;
        fill(&mut |parts| sum += self.weights.get(&hash(parts)).copied().unwrap_or(0));
        sum
    }
}

/// The features' names, for training.
pub fn names(fill: impl FnOnce(&mut Sink)) -> Vec<String> {
    let mut out = Vec::new();
    fill(&mut |parts| out.push(parts.concat()));
    out
}

/// What a score says as a probability.
pub fn probability(score: i32) -> f32 {
    1.0 / (1.0 + (-(score as f32) / 1000.0).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_what_it_knows() {
        let model = Linear::parse("# a comment\ndist=1\t700\nplace=shared\t-200\nbroken\tx\n");
        assert_eq!(
            model.score(|f| {
                f(&["dist=", "1"]);
                f(&["place=", "shared"]);
                f(&["new"])
            }),
            500
        );
    }

    #[test]
    fn no_evidence_is_even() {
        assert_eq!(probability(0), 0.5);
    }
}
