//! Matching decides which record of ours tells of what which gold record tells; each is used once.

use super::fact::{Fact, toll};
use super::spelling::{akin, nearest};
use accalmie_record::{Kind, Outcome};

/// Places within this many kilometres are the same place.
pub const NEAR: f64 = 25.0;
/// A shorter name within a longer one says nothing.
const LONG_NAME: usize = 4;

/// What became of a report's gold and of our records, by index into the lists that were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// Gold that is asked for, with the record that tells it.
    pub pairs: Vec<(usize, usize)>,
    /// Gold that is asked for and that no record tells.
    pub lost: Vec<usize>,
    /// Gold that is not asked for, with the record that tells it: neither right nor wrong.
    pub excused: Vec<(usize, usize)>,
    /// Records that tell of nothing in the gold.
    pub extra: Vec<usize>,
}

/// Asked for: told by the report, and not a matter of taste.
pub fn asked(gold: &Fact) -> bool {
    gold.told() && !gold.optional
}

pub fn compare(gold: &[Fact], ours: &[Fact]) -> Matched {
    let of = |facts: &[Fact], take: &dyn Fn(&Fact) -> bool| (0..facts.len()).filter(|i| take(&facts[*i])).collect::<Vec<_>>();
    let must = of(gold, &asked);
    let may = of(gold, &|g| g.told() && g.optional);
    let all = of(ours, &|p| p.told() && !p.optional);
    let pairs = pair(gold, &must, ours, &all);
    let free: Vec<usize> = all.into_iter().filter(|j| pairs.iter().all(|(_, used)| used != j)).collect();
    let excused = pair(gold, &may, ours, &free);
    Matched {
        lost: must.into_iter().filter(|i| pairs.iter().all(|(found, _)| found != i)).collect(),
        extra: free.into_iter().filter(|j| excused.iter().all(|(_, used)| used != j)).collect(),
        pairs,
        excused,
    }
}

/// The likeliest pairs first. Of pairs equally likely the later in the report goes first, so that the order never depends on chance.
fn pair(gold: &[Fact], these: &[usize], ours: &[Fact], those: &[usize]) -> Vec<(usize, usize)> {
    let mut likely: Vec<(f64, usize, usize)> = these
        .iter()
        .flat_map(|&i| those.iter().map(move |&j| (likeness(&gold[i], &ours[j]), i, j)))
        .filter(|(likeness, ..)| *likeness > 0.0)
        .collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in likely {
        if pairs.iter().all(|(found, used)| *found != i && *used != j) {
            pairs.push((i, j));
        }
    }
    pairs
}

/// How surely a record tells of what the gold tells, 0 when it cannot: kind and family agree, and the place, or else a toll or an author.
pub fn likeness(gold: &Fact, ours: &Fact) -> f64 {
    let place = same_place(gold, ours);
    if !same_sort(gold, ours) || place == 0.0 {
        return 0.0;
    }
    let harm = tolls_agree(gold, ours);
    let author = gold.authors().flat_map(|a| &a.names).any(|a| ours.authors().flat_map(|b| &b.names).any(|b| akin(a, b)));
    let type_ = gold.type_ == ours.type_;
    if place < 1.0 && harm <= 0.0 && !author && !(place == 0.5 && type_) {
        return 0.0;
    }
    let one = |yes: bool| if yes { 1.0 } else { 0.0 };
    1.0 + 2.0 * place + one(type_) + 0.5 * harm + 0.5 * one(author)
}

/// Kind and family agree. Attacks, battles and attacks on things are one family, and close to explosions.
pub fn same_sort(gold: &Fact, ours: &Fact) -> bool {
    if gold.kind() != ours.kind() {
        return false;
    }
    let (a, b) = (family(gold), family(ours));
    let violent = |f: &str| f == "violence" || f == "explosive";
    a == b || right_type(gold, ours) || (gold.kind() == Kind::Event && violent(a) && violent(b))
}

pub fn right_type(gold: &Fact, ours: &Fact) -> bool {
    gold.type_ == ours.type_ || gold.also.contains(&ours.type_)
}

fn family(fact: &Fact) -> &'static str {
    match fact.type_.family() {
        "civilian_targeting" | "battle" | "object_attack" => "violence",
        other => other,
    }
}

/// 1 for a shared name or a point nearby, 0 for none; in between where one of the two names no place.
pub fn same_place(gold: &Fact, ours: &Fact) -> f64 {
    if gold.places.is_empty() {
        return 0.5;
    }
    if ours.places.is_empty() {
        return 0.25;
    }
    let names = |f: &'_ Fact| f.places.iter().flat_map(|(p, _)| p.names.clone()).collect::<Vec<_>>();
    let long = |name: &str| name.chars().count() >= LONG_NAME;
    let theirs = names(ours);
    let shared = names(gold).iter().any(|a| theirs.iter().any(|b| a == b || long(a) && long(b) && akin(a, b)));
    if shared || nearest(&gold.points(), &ours.points()) <= NEAR { 1.0 } else { 0.0 }
}

/// More than 0 where tolls agree, less where they do not.
pub fn tolls_agree(gold: &Fact, ours: &Fact) -> f64 {
    let one = |outcome| match (toll(gold, outcome), toll(ours, outcome)) {
        (Some(a), Some(b)) if a.0 == b.0 => 1.0,
        (Some(_), Some(_)) => -0.4,
        _ => 0.0,
    };
    one(Outcome::Killed) + one(Outcome::Injured)
}

#[cfg(test)]
mod tests {
    use super::super::fact::tests::{author, fact};
    use super::{compare, likeness, same_place};
    use accalmie_record::{Status, Type};

    const SHELLING: Type = Type::ExplosiveShelling;
    const CLASH: Type = Type::BattleArmedClash;
    const FLIGHT: Type = Type::DisplacementFlight;

    #[test]
    fn families_must_agree() {
        let gold = fact(SHELLING, "Souran", Some(2));
        assert!(likeness(&gold, &fact(SHELLING, "Souran", None)) > likeness(&gold, &fact(CLASH, "Souran", None)));
        assert!(likeness(&gold, &fact(CLASH, "Souran", None)) > 0.0);
        assert_eq!(likeness(&gold, &fact(FLIGHT, "Souran", None)), 0.0);
        let mut either = gold.clone();
        either.also = vec![FLIGHT];
        assert!(likeness(&either, &fact(FLIGHT, "Souran", None)) > 0.0);
    }

    #[test]
    fn without_a_place_something_else_must_agree() {
        let (mut gold, mut ours) = (fact(SHELLING, "Souran", Some(2)), fact(SHELLING, "", None));
        assert_eq!(likeness(&gold, &ours), 0.0);
        ours.harm = gold.harm.clone();
        assert!(likeness(&gold, &ours) > 0.0);
        ours.harm[0].min = 3;
        assert_eq!(likeness(&gold, &ours), 0.0);
        gold.actors.push(author("Hamza Division"));
        ours.actors.push(author("the Hamza division"));
        assert!(likeness(&gold, &ours) > 0.0);
        // Where the gold names no place the type is enough.
        assert!(likeness(&fact(SHELLING, "", None), &fact(SHELLING, "Souran", None)) > 0.0);
        assert_eq!(likeness(&fact(SHELLING, "", None), &fact(CLASH, "Souran", None)), 0.0);
    }

    #[test]
    fn places_agree_by_name_or_nearness() {
        assert_eq!(same_place(&fact(CLASH, "Aïn Issa", None), &fact(CLASH, "ain issa district", None)), 1.0);
        assert_eq!(same_place(&fact(CLASH, "Tel", None), &fact(CLASH, "Tel Abyad", None)), 0.0);
        let (mut a, mut b) = (fact(CLASH, "Souran", None), fact(CLASH, "Manajir", None));
        (a.places[0].1, b.places[0].1) = (Some((36.0, 40.0)), Some((36.1, 40.1)));
        assert_eq!(same_place(&a, &b), 1.0);
        b.places[0].1 = Some((37.0, 40.0));
        assert_eq!(same_place(&a, &b), 0.0);
    }

    #[test]
    fn each_record_is_used_once() {
        let gold = [fact(SHELLING, "Souran", Some(2)), fact(SHELLING, "Manajir", None), fact(FLIGHT, "Souran", None)];
        let ours = [fact(CLASH, "Souran", None), fact(SHELLING, "Souran", Some(2)), fact(CLASH, "Baga", None)];
        let m = compare(&gold, &ours);
        assert_eq!((m.pairs, m.lost, m.extra), (vec![(0, 1)], vec![1, 2], vec![0, 2]));
    }

    #[test]
    fn what_is_optional_or_not_told_is_neither_asked_for_nor_held_against_it() {
        let (mut optional, mut planned) = (fact(SHELLING, "Souran", None), fact(CLASH, "Baga", None));
        optional.optional = true;
        planned.status = Status::Intended;
        let ours = [optional.clone(), planned.clone()].map(|mut f| {
            f.optional = false;
            f
        });
        let m = compare(&[optional.clone(), planned], &ours);
        assert_eq!((m.pairs.len(), m.lost.len(), m.excused, m.extra.len()), (0, 0, vec![(0, 0)], 0));
        let asserted = compare(&[optional], &[fact(CLASH, "Baga", None)]);
        assert_eq!((asserted.excused.len(), asserted.extra), (0, vec![0]));
    }
}
