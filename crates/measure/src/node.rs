//! A node is a stretch of atoms that the rules see as one: a word, a phrase of a table, or a value made of them.

use crate::meaning::{Meaning, Sense};
use crate::quantity::Amount;
use crate::time::{TimeKind, TimeValue};
use std::ops::Range;

#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub atoms: Range<usize>,
    /// The word, when the node is a single atom; [`crate::vocabulary::UNKNOWN`] otherwise.
    pub word: u32,
    pub senses: &'a [Sense],
    pub made: Option<Made>,
    pub is_name: bool,
    pub is_stop: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Made {
    Number(Number),
    Amount(Amount),
    Time(TimeKind, TimeValue),
    /// Numbers that stay apart but are of one kind: "aged 8 and 11".
    Each(crate::quantity::QuantityKind),
    /// Zero, said.
    Nothing,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Number {
    pub value: f64,
    /// How many digits, when it is written in plain digits without any mark.
    pub digits: u8,
    pub ordinal: bool,
    pub article: bool,
    /// It names something: M4, Su-24.
    pub label: bool,
    /// It is written in words.
    pub words: bool,
}

impl Number {
    pub fn is_day(&self) -> bool {
        let fits = self.value >= 1.0 && self.value <= 31.0 && self.value.fract() == 0.0;
        fits && !self.label && !self.article && (self.ordinal || self.words || matches!(self.digits, 1 | 2))
    }

    pub fn is_year(&self) -> bool {
        let fits = (1000.0..=2100.0).contains(&self.value) && self.value.fract() == 0.0;
        fits && !self.label && !self.ordinal && (self.digits == 4 || (self.words && self.value > 1900.0))
    }
}

impl<'a> Node<'a> {
    pub fn made(atoms: Range<usize>, made: Made) -> Node<'a> {
        Node { atoms, word: crate::vocabulary::UNKNOWN, senses: &[], made: Some(made), is_name: false, is_stop: false }
    }

    /// A word that no table has and that is no name: no slot takes it.
    pub fn fills_nothing(&self) -> bool {
        self.made.is_none() && self.senses.is_empty() && !self.is_name && !self.is_stop
    }

    pub fn meaning<T>(&self, pick: impl Fn(&Meaning) -> Option<T>) -> Option<T> {
        self.senses.iter().find_map(|s| pick(&s.meaning))
    }
}
