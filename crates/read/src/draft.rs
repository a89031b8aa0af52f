//! A draft is a record in the making: one happening as one stretch of one sentence tells it.

use accalmie_language::{Rel, Tense, VerbForm};
use accalmie_lexicon::{Frame, General};
use accalmie_record::{Actor, Attribution, Harm, Period, Quantity, Span, Status, Target, Text, Type, Weapon};

/// How surely the words chose the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Only what became of people is told.
    Harm,
    /// A general word refined by what stands around it.
    General,
    /// The word, or the weapon, names the type.
    Specific,
}

/// What is kept of the word that told it, for the model of worth.
#[derive(Clone, Copy, Debug)]
pub struct Sketch {
    pub row: u32,
    pub verb: bool,
    pub rel: Option<Rel>,
    pub form: Option<VerbForm>,
    pub tense: Option<Tense>,
    pub general: Option<General>,
    pub frame: Option<Frame>,
    /// Tokens in its sentence, and where in it the word stands.
    pub length: usize,
    pub at: usize,
    /// A label stands before it: "عاجل: انفجار".
    pub labelled: bool,
    /// Inside quotation marks.
    pub quoted: bool,
}

#[derive(Clone, Debug)]
pub struct Draft {
    pub sketch: Sketch,
    pub sentence: usize,
    pub segment: u16,
    pub paragraph: usize,
    pub unit: Text,
    /// First told in the title.
    pub titled: bool,
    /// `None`: harm of which the words do not say that it was violence.
    pub type_: Option<Type>,
    pub strength: Strength,
    pub violent: bool,
    /// "l'attaque", "the blast", "ces combats": speaks of what was told before.
    pub definite: bool,
    /// "une autre attaque", "a second blast": surely not what was told before.
    pub another: bool,
    pub status: Status,
    pub count: Option<Quantity>,
    pub actors: Vec<Actor>,
    pub targets: Vec<Target>,
    pub weapon: Option<Weapon>,
    /// Indices into the report's names of places.
    pub places: Vec<usize>,
    /// Named in its own stretch, not carried over.
    pub own_place: bool,
    pub time: Option<Period>,
    pub own_time: bool,
    pub harm: Vec<Harm>,
    pub attribution: Option<Attribution>,
    pub evidence: Vec<(Text, Span)>,
    pub why: Vec<String>,
    pub update: bool,
    /// Its subject is "this": what the sentence before told brought it about.
    pub refers: bool,
    /// Who is accused, where an accusation is told.
    pub accused: Option<Actor>,
    /// The pronoun that does the deed, as it stands.
    pub doer: Option<String>,
    /// Its subject is a pronoun for somebody.
    pub pronoun: bool,
    /// The earlier draft's number that brought it about.
    pub cause: Option<usize>,
    pub number: usize,
}

impl Draft {
    pub fn killed(&self) -> Option<u64> {
        self.sum(accalmie_record::Outcome::Killed)
    }

    /// The dead as a figure says, not as a mere plural.
    pub fn killed_counted(&self) -> Option<u64> {
        let vague = self.harm.iter().any(|h| h.outcome == accalmie_record::Outcome::Killed && h.max.is_none() && h.min <= 2);
        self.killed().filter(|_| !vague)
    }

    pub fn sum(&self, outcome: accalmie_record::Outcome) -> Option<u64> {
        let mut whole = self.harm.iter().filter(|h| h.outcome == outcome && !h.part_of_total && !h.superseded && !h.alternative).peekable();
        whole.peek()?;
        Some(whole.map(|h| h.min).sum())
    }
}
