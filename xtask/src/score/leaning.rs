//! Leaning is whether errors favour somebody: how well authors are found and named, by what sort of actor they are.
//!
//! The sorts are those of the reader's own tables of actors; a name that the tables lack is said to be lacking.

use super::fact::{Fact, Named};
use super::matching::{Matched, asked};
use super::slots::{self, slots};
use super::spelling::{akin, fold};
use accalmie_lexicon::{ActorClass, Entry};
use accalmie_read::Knowledge;
use std::collections::BTreeMap;

/// A name is shown by itself when it has as many gold records.
const ENOUGH: u64 = 8;
/// A shorter name within a longer one says nothing.
const LONG_NAME: usize = 4;

/// What sort of actor a name is.
pub struct Sorts {
    names: BTreeMap<String, ActorClass>,
}

impl Sorts {
    pub fn new(knowledge: &Knowledge) -> Sorts {
        let rows = knowledge.tongues.iter().flat_map(|t| &t.lexicon.rows);
        let actors = rows.filter_map(|r| if let Entry::Actor(a) = &r.entry { Some(a) } else { None });
        // `*Armed Forces` is any nation's; the first row of a name decides.
        let mut names = BTreeMap::new();
        for a in actors {
            names.entry(fold(&a.name)).or_insert(a.class);
        }
        Sorts { names }
    }

    /// By the name as it is, else by the longest known name in it.
    fn of(&self, who: &Named) -> Option<ActorClass> {
        let whole = who.names.iter().find_map(|n| self.names.get(n));
        let within = || {
            let known = self.names.iter().filter(|(known, _)| known.chars().count() >= LONG_NAME);
            let held = known.filter(|(known, _)| who.names.iter().any(|n| holds(n, known)));
            held.max_by_key(|(known, _)| known.len()).map(|(_, class)| class)
        };
        whole.or_else(within).copied()
    }
}

/// Whole words within words.
fn holds(name: &str, part: &str) -> bool {
    format!(" {name} ").contains(&format!(" {part} "))
}

/// The side of the ledger that a sort is on.
fn side(class: Option<ActorClass>) -> &'static str {
    use ActorClass::*;
    match class {
        Some(StateForces | Police | Government) => "state",
        Some(Rebels | Militia | Jihadist | Mercenaries | Criminal) => "non-state",
        Some(Coalition | Peacekeepers | International) => "international",
        Some(Unidentified) => "unidentified",
        Some(Civil | Media | Leader) => "other",
        None => "not in the tables",
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Gold records with such an author.
    pub gold: u64,
    /// Those that a record of ours tells.
    pub found: u64,
    /// Those of them whose author is named rightly.
    pub right: u64,
    /// Records of ours that name such an initiator where the gold has nobody, or somebody else.
    pub blamed: u64,
}

#[derive(Default)]
pub struct Leaning {
    sides: BTreeMap<&'static str, Tally>,
    sorts: BTreeMap<&'static str, Tally>,
    names: BTreeMap<String, Tally>,
}

impl Leaning {
    pub fn add(&mut self, sorts: &Sorts, gold: &[Fact], ours: &[Fact], matched: &Matched) {
        for (i, fact) in gold.iter().enumerate().filter(|(_, g)| asked(g)) {
            let pair = matched.pairs.iter().find(|(found, _)| *found == i);
            let right = pair.is_some_and(|(_, j)| slots(fact, &ours[*j]).contains(&(slots::AUTHOR, true)));
            for who in fact.authors() {
                self.each(sorts, who, |t| {
                    t.gold += 1;
                    t.found += u64::from(pair.is_some());
                    t.right += u64::from(right);
                });
            }
        }
        for (i, j) in &matched.pairs {
            for who in ours[*j].initiators() {
                let theirs = |a: &Named| a.names.iter().any(|x| who.names.iter().any(|y| akin(x, y)));
                if !gold[*i].actors.iter().any(|(_, a)| theirs(a)) {
                    self.each(sorts, who, |t| t.blamed += 1);
                }
            }
        }
    }

    fn each(&mut self, sorts: &Sorts, who: &Named, note: impl Fn(&mut Tally)) {
        let class = sorts.of(who);
        note(self.sides.entry(side(class)).or_default());
        note(self.sorts.entry(class.map_or("–", ActorClass::name)).or_default());
        note(self.names.entry(who.shown.clone()).or_default());
    }

    pub fn table(&self) -> String {
        let mut out = format!("{:<46}{:>6}{:>8}{:>8}{:>8}\n", "authors", "gold", "recall", "right", "blamed");
        let mut part = |rows: Vec<(&str, &Tally)>| {
            for (name, t) in rows {
                let share = |n: u64, of: u64| if of > 0 { format!("{:.3}", n as f64 / of as f64) } else { "–".to_owned() };
                let (recall, right) = (share(t.found, t.gold), share(t.right, t.found));
                out.push_str(&format!("  {name:<44.43}{:>6}{recall:>8}{right:>8}{:>8}\n", t.gold, t.blamed));
            }
            out.push('\n');
        };
        part(self.sides.iter().map(|(n, t)| (*n, t)).collect());
        part(self.sorts.iter().map(|(n, t)| (*n, t)).collect());
        let mut names: Vec<_> = self.names.iter().filter(|(_, t)| t.gold.max(t.blamed) >= ENOUGH).map(|(n, t)| (n.as_str(), t)).collect();
        names.sort_by_key(|(_, t)| std::cmp::Reverse(t.gold));
        part(names);
        out.truncate(out.trim_end().len());
        out + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::super::fact::Named;
    use super::super::fact::tests::{author, fact};
    use super::super::matching::compare;
    use super::{Leaning, Sorts, Tally, side};
    use accalmie_lexicon::ActorClass;
    use accalmie_record::Type;

    fn sorts() -> Sorts {
        let names = [("armed forces", ActorClass::StateForces), ("hamza division", ActorClass::Rebels)];
        Sorts { names: names.map(|(n, c)| (n.to_owned(), c)).into() }
    }

    #[test]
    fn a_name_is_what_the_longest_known_name_in_it_is() {
        let of = |name| side(sorts().of(&Named::new(Some(name), None)));
        assert_eq!(["Ruritanian Armed Forces", "Hamza Division", "armed forcestown"].map(of), ["state", "non-state", "not in the tables"]);
    }

    #[test]
    fn blame_is_counted_where_it_falls() {
        let (mut gold, mut ours) = (fact(Type::BattleRaid, "Souran", None), fact(Type::BattleRaid, "Souran", None));
        gold.actors = vec![author("Hamza Division")];
        ours.actors = vec![author("Ruritanian Armed Forces")];
        let lost = fact(Type::DisplacementFlight, "Baga", None);
        let (gold, ours) = ([gold, lost], [ours]);
        let mut l = Leaning::default();
        l.add(&sorts(), &gold, &ours, &compare(&gold, &ours));
        assert_eq!(l.sides.get("non-state"), Some(&Tally { gold: 1, found: 1, right: 0, blamed: 0 }));
        assert_eq!(l.sides.get("state"), Some(&Tally { gold: 0, found: 0, right: 0, blamed: 1 }));
    }
}
