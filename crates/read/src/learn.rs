//! Learning: what a trainer sees of a reading, and how it leads one. At reading time nobody leads.

use crate::discourse::Context;
use crate::draft::Draft;
use crate::knowledge::Knowledge;
use crate::linear::names;
use crate::page::Desk;
use crate::pair;
use crate::same::same;
use accalmie_record::{Kind, Outcome, Reading, Report, Span, Text, Type};

/// One telling, as far as a trainer needs it to find the hand-made record that it tells of.
pub struct Telling {
    pub type_: Option<Type>,
    pub kind: Kind,
    pub evidence: Vec<(Text, Span)>,
    /// Outcome and least number of each line of its toll.
    pub harm: Vec<(Outcome, u64)>,
    /// The names of its places, as written.
    pub places: Vec<String>,
    /// The figure's and the trigger's stretch say which of several records of one sentence is meant.
    pub order: usize,
}

/// Leads a reading by hand-made records.
pub trait Teacher {
    /// Whether anybody watches at all.
    fn watches(&self) -> bool {
        true
    }
    /// Which hand-made record this tells of, if any.
    fn record(&mut self, telling: &Telling) -> Option<usize>;
    /// Whether to join tellings by the hand-made records; otherwise they are joined as in any reading.
    fn joins(&self) -> bool;
    /// One record as it is emitted, in their order.
    fn worth(&mut self, features: Vec<String>);
    /// One pair of tellings that could be of one happening, and whether they are.
    fn pair(&mut self, features: Vec<String>, same: bool);
}

/// Nobody leads a reading but in training.
pub(crate) struct Nobody;

impl Teacher for Nobody {
    fn watches(&self) -> bool {
        false
    }
    fn record(&mut self, _: &Telling) -> Option<usize> {
        None
    }
    fn joins(&self) -> bool {
        false
    }
    fn worth(&mut self, _: Vec<String>) {}
    fn pair(&mut self, _: Vec<String>, _: bool) {}
}

/// What a teacher is told of a draft.
pub fn telling(c: &Context, d: &Draft) -> Telling {
    Telling {
        type_: d.type_,
        kind: d.type_.map_or(Kind::Event, Type::kind),
        evidence: d.evidence.clone(),
        harm: d.harm.iter().map(|h| (h.outcome, h.min)).collect(),
        places: d.places.iter().map(|&p| c.sentences[c.named[p].sentence].text_of(&c.named[p].run).to_owned()).collect(),
        order: d.number,
    }
}

/// The earlier draft that the teacher says is told again; every candidate is shown to the teacher as an example.
pub fn taught(
    c: &Context,
    out: &[Draft],
    d: &Draft,
    labels: &[Option<usize>],
    own: Option<usize>,
    teacher: &mut dyn Teacher,
) -> Option<usize> {
    let mut found = None;
    for (i, between) in pair::candidates(c, out, d) {
        // Words that no hand-made record cites: the rules are taken at their word where they join them to something.
        if own.is_none() && found.is_none() && same(c, &out[i], d) {
            teacher.pair(names(|f| pair::features(c, &out[i], d, between, f)), true);
            found = Some(i);
        }
        let (Some(a), Some(b)) = (labels[i], own) else { continue };
        teacher.pair(names(|f| pair::features(c, &out[i], d, between, f)), a == b);
        if a == b && found.is_none() {
            found = Some(i);
        }
    }
    found
}

/// Reads one report led by a teacher, with the rules alone: what is learned must not lean on what was learned before.
pub fn read(report: Report, knowledge: &Knowledge, desk: &mut Desk, teacher: &mut dyn Teacher) -> Reading {
    crate::led(report, knowledge, desk, teacher)
}
