//! A detail is what a figure says of whom: in public only where it is of three people or more, so that it points at nobody.

use accalmie_record::{Incident, Outcome, Range, TargetClass, Toll};

/// The fewest people that a detail may be told of (k-anonymity as HDX and statistical offices use it).
const FEWEST: u64 = 3;

/// A toll without its sources, and without details of few.
pub(crate) fn total(t: &Toll) -> Toll {
    let told = |r: Option<Range>| r.filter(|r| r.low >= FEWEST);
    let (mut civilians, mut combatants) = (told(t.civilians), told(t.combatants));
    // One part and the total give the other part.
    let rest = |part: Option<Range>| part.is_some_and(|p| t.best.abs_diff(p.best) > 0 && t.best.abs_diff(p.best) < FEWEST);
    if rest(civilians) {
        civilians = None;
    }
    if rest(combatants) {
        combatants = None;
    }
    Toll { low: t.low, best: t.best, high: t.high, civilians, combatants, by_source: Vec::new() }
}

/// What was hit. A journalist, an official, an aid worker among one or two harmed is somebody.
pub(crate) fn targets(i: &Incident) -> Vec<TargetClass> {
    let harmed: u64 = [Outcome::Killed, Outcome::Injured, Outcome::Missing, Outcome::Abducted, Outcome::Detained]
        .iter()
        .filter_map(|o| i.harm.get(o))
        .fold(0, |n, t| n.saturating_add(t.low));
    i.targets.iter().copied().filter(|t| harmed >= FEWEST || !is_few(*t)).collect()
}

fn is_few(t: TargetClass) -> bool {
    use TargetClass::*;
    matches!(t, Officials | AidWorkers | Journalists | Police | Peacekeepers | Worship | Education)
}
