//! A quantity mention is how many or how much some words say: a range that may be open, and what kind of number it is.

use accalmie_record::{Quantity, Span};
use std::ops::Range;

#[derive(Clone, Debug, PartialEq)]
pub struct QuantityMention {
    /// Indices in the slice of tokens given.
    pub tokens: Range<usize>,
    pub span: Span,
    pub min: u64,
    /// `None` for "at least" and the like.
    pub max: Option<u64>,
    pub kind: QuantityKind,
    /// The number as said: 12.5 of "12.5 km", 10 of "une dizaine".
    pub value: f64,
    /// It is "a", "an", "un", "une": one, or a mere article.
    pub article: bool,
    /// It is "no", "none", "aucun", "zero".
    pub none: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuantityKind {
    Count,
    Ordinal,
    Fraction,
    Percent,
    /// Years of a person's life.
    Age,
    /// Followed by a unit: km, tonnes, dollars, hours.
    Measure,
    /// Digits inside a date.
    Date,
    /// Digits inside a clock time.
    Time,
    /// A number that names: M4, article 5, 82mm.
    Label,
}

impl QuantityMention {
    /// As the record holds it, with the words that said it.
    pub fn quantity(&self, text: &str) -> Quantity {
        Quantity { min: self.min, max: self.max, text: Some(self.span.of(text).to_owned()) }
    }
}

/// A quantity under construction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount {
    pub min: u64,
    pub max: Option<u64>,
    pub value: f64,
    pub kind: QuantityKind,
    pub article: bool,
}

impl Amount {
    pub fn exactly(value: f64) -> Amount {
        let n = whole(value);
        Amount { min: n, max: Some(n), value, kind: QuantityKind::Count, article: false }
    }

    /// Give or take `percent`, rounded outward, never nobody.
    pub fn about(value: f64, percent: u64) -> Amount {
        let share = |p: u64| value * p as f64 / 100.0;
        let (low, high) = (whole(share(100 - percent.min(100)).floor()).max(whole(value).min(1)), whole(share(100 + percent).ceil()));
        Amount { min: low, max: Some(high), ..Amount::exactly(value) }
    }
}

/// The whole part; what no count can be becomes 0 or the largest count.
pub(crate) fn whole(value: f64) -> u64 {
    value as u64
}
