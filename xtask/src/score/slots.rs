//! A slot is one thing that a matched record should have right: type, place, toll, author, day, weapon.

use super::fact::{Fact, toll};
use super::figures::Figures;
use super::matching::{Matched, NEAR, asked, right_type, same_place};
use super::spelling::{akin, nearest};
use accalmie_record::{Outcome, Role};
use std::collections::BTreeMap;

pub const RECORDS: [&str; 3] = ["records P", "records R", "records F1"];
pub const HARM: [&str; 3] = ["harm P", "harm R", "harm F1"];
pub const TYPE: &str = "type exact";
pub const PLACE: &str = "place right";
pub const POINT: &str = "place within 25 km";
pub const KILLED: &str = "killed right";
pub const INJURED: &str = "injured right";
pub const AUTHOR: &str = "actor right";
pub const NO_AUTHOR: &str = "no actor invented";
pub const DAY: &str = "date right";
pub const WEAPON: &str = "weapon right";
pub const WHOLE: &str = "record wholly right";

/// The slots that the gold fills, each right or not.
pub fn slots(gold: &Fact, ours: &Fact) -> Vec<(&'static str, bool)> {
    let mut out = vec![(TYPE, right_type(gold, ours))];
    if !gold.places.is_empty() {
        out.push((PLACE, same_place(gold, ours) == 1.0));
    }
    // Only the first is where it was; others may say how one gets there.
    if let Some(first) = gold.points().first() {
        out.push((POINT, nearest(&[*first], &ours.points()) <= NEAR));
    }
    for (slot, outcome) in [(KILLED, Outcome::Killed), (INJURED, Outcome::Injured)] {
        let (want, have) = (toll(gold, outcome), toll(ours, outcome));
        if want.is_some() || have.is_some() {
            out.push((slot, right_toll(gold, ours, outcome)));
        }
    }
    if gold.authors().next().is_some() {
        out.push((AUTHOR, named_rightly(gold, ours)));
    } else {
        out.push((NO_AUTHOR, ours.actors.iter().all(|(role, _)| *role != Role::Initiator)));
    }
    if gold.day.is_some() {
        out.push((DAY, gold.day == ours.day));
    }
    if gold.weapon.is_some() {
        out.push((WEAPON, gold.weapon == ours.weapon));
    }
    out
}

/// The lower end is the gold's, or that of its second telling.
fn right_toll(gold: &Fact, ours: &Fact, outcome: Outcome) -> bool {
    let mut other = gold.harm.iter().filter(|h| h.outcome == outcome && h.alternative);
    match (toll(gold, outcome), toll(ours, outcome)) {
        (Some(want), Some(have)) => want.0 == have.0 || other.any(|h| h.min == have.0),
        (None, Some(have)) => other.any(|h| h.min == have.0),
        (_, None) => false,
    }
}

/// One of the authors is among the actors that ours has, in whatever role.
fn named_rightly(gold: &Fact, ours: &Fact) -> bool {
    let mut want = gold.authors().flat_map(|a| &a.names);
    want.any(|a| ours.actors.iter().flat_map(|(_, b)| &b.names).any(|b| akin(a, b)))
}

/// The figures of one report.
pub fn figures(gold: &[Fact], ours: &[Fact], matched: &Matched) -> Figures {
    let mut out = Figures::default();
    out.add_found(RECORDS, matched.pairs.len() as u64, matched.lost.len() as u64, matched.extra.len() as u64);
    for (i, j) in &matched.pairs {
        let slots = slots(&gold[*i], &ours[*j]);
        // An author where the gold has none is counted by itself.
        out.mark(WHOLE, slots.iter().all(|(slot, right)| *right || *slot == NO_AUTHOR));
        for (slot, right) in slots {
            out.mark(slot, right);
        }
    }
    let (found, missed, extra) = losses(gold, ours);
    out.add_found(HARM, found, missed, extra);
    out
}

/// Figures of dead and injured, whichever record they stand on: found, missed, extra.
fn losses(gold: &[Fact], ours: &[Fact]) -> (u64, u64, u64) {
    let asked_for = count(gold.iter().filter(|g| asked(g)));
    let optional = count(gold.iter().filter(|g| !asked(g)));
    let had = count(ours.iter().filter(|p| p.told() && !p.optional));
    let of = |counts: &Losses, key: &(Outcome, u64)| counts.get(key).copied().unwrap_or(0);
    let found: u64 = asked_for.iter().map(|(key, n)| *n.min(&of(&had, key))).sum();
    let missed = asked_for.values().sum::<u64>() - found;
    let extra = had.iter().map(|(key, n)| n.saturating_sub(of(&asked_for, key)).saturating_sub(of(&optional, key))).sum();
    (found, missed, extra)
}

type Losses = BTreeMap<(Outcome, u64), u64>;

fn count<'f>(facts: impl Iterator<Item = &'f Fact>) -> Losses {
    let mut out = Losses::new();
    for h in facts.flat_map(|f| &f.harm).filter(|h| !h.aside && matches!(h.outcome, Outcome::Killed | Outcome::Injured)) {
        *out.entry((h.outcome, h.min)).or_default() += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::fact::Loss;
    use super::super::fact::tests::{author, fact, loss};
    use super::super::matching::compare;
    use super::{AUTHOR, DAY, HARM, KILLED, NO_AUTHOR, PLACE, TYPE, WHOLE, figures, slots};
    use accalmie_record::{Status, Type, Who};

    #[test]
    fn only_what_the_gold_fills_is_asked() {
        let (mut gold, mut ours) = (fact(Type::ExplosiveShelling, "Souran", None), fact(Type::ExplosiveIed, "Souran", None));
        ours.day = Some("2021-05-03".to_owned());
        assert_eq!(slots(&gold, &ours), [(TYPE, false), (PLACE, true), (NO_AUTHOR, true)]);
        gold.day = Some("2021-05-03".to_owned());
        gold.actors = vec![author("Hamza Division")];
        ours.harm = vec![loss(3, Who::Civilians)];
        assert_eq!(slots(&gold, &ours), [(TYPE, false), (PLACE, true), (KILLED, false), (AUTHOR, false), (DAY, true)]);
        gold.harm = vec![Loss { alternative: true, aside: true, ..loss(3, Who::Civilians) }];
        assert!(slots(&gold, &ours).contains(&(KILLED, true)));
    }

    #[test]
    fn an_invented_author_is_counted_by_itself() {
        let gold = [fact(Type::ExplosiveShelling, "Souran", None)];
        let mut ours = gold.clone();
        ours[0].actors = vec![author("Hamza Division")];
        let f = figures(&gold, &ours, &compare(&gold, &ours));
        assert_eq!((f.get(WHOLE).map(|s| s.hits), f.get(NO_AUTHOR).map(|s| s.hits)), (Some(1), Some(0)));
    }

    #[test]
    fn losses_are_counted_over_the_whole_report() {
        let mut background = fact(Type::BattleArmedClash, "Baga", Some(40));
        background.optional = true;
        let mut denied = fact(Type::BattleArmedClash, "Baga", Some(9));
        denied.status = Status::Negated;
        let gold = [fact(Type::ExplosiveShelling, "Souran", Some(2)), fact(Type::BattleRaid, "Souran", Some(5)), background, denied];
        let ours = [
            fact(Type::ExplosiveShelling, "Manajir", Some(2)),
            fact(Type::BattleArmedClash, "Baga", Some(40)),
            fact(Type::BattleArmedClash, "Baga", Some(9)),
            fact(Type::BattleArmedClash, "Baga", Some(7)),
        ];
        let f = figures(&gold, &ours, &compare(&gold, &ours));
        let share = |name| f.get(name).map(|s| (s.hits, s.of));
        assert_eq!((share(HARM[0]), share(HARM[1])), (Some((1, 2)), Some((1, 2))));
    }
}
