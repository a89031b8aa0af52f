//! A miss is one thing that came out wrong: what was wanted, what was had, in which words, and the cause it is filed under.

use super::fact::{Fact, toll};
use accalmie_record::Outcome;

/// What a miss costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cost {
    /// Something that is there was not found.
    Lost,
    /// Something was found that is not there.
    Extra,
    /// What was found has something wrong in it.
    Slot,
}

impl Cost {
    pub const ALL: [Cost; 3] = [Cost::Lost, Cost::Extra, Cost::Slot];

    pub fn name(self) -> &'static str {
        match self {
            Cost::Lost => "lost",
            Cost::Extra => "extra",
            Cost::Slot => "slot",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    pub cause: String,
    pub cost: Cost,
    pub doc: String,
    /// The words that it is about: a sentence, or the whole of a short text.
    pub sentence: String,
    pub wanted: String,
    pub had: String,
}

/// A fact in one line, for a person.
pub fn describe(fact: &Fact) -> String {
    let mut out = format!("{} {}", fact.type_, fact.status.name());
    if fact.optional {
        out.push_str(" optional");
    }
    let mut part = |before: &str, of: Vec<&str>| {
        if !of.is_empty() {
            out.push_str(&format!("; {before} {}", of.join(", ")));
        }
    };
    part("at", fact.places.iter().map(|(p, _)| p.shown.as_str()).collect());
    part("by", fact.authors().map(|a| a.shown.as_str()).collect());
    part("on", fact.day.as_deref().into_iter().collect());
    part("with", fact.weapon.iter().map(|w| w.name()).collect());
    for outcome in [Outcome::Killed, Outcome::Injured] {
        if let Some((least, _)) = toll(fact, outcome) {
            out.push_str(&format!("; {least} {}", outcome.name()));
        }
    }
    if let Some(quote) = fact.quotes.first() {
        out.push_str(&format!(" “{quote}”"));
    }
    out
}
