//! A fact is one record as the scorer sees it: the same shape for what annotators wrote and for what the reader found.

use super::spelling::{Point, fold};
use accalmie_record::{Kind, Outcome, Record, Role, Span, Status, Text, Type, WeaponClass, Who};

/// An actor or a place: its names, folded, the shared one first, and how it is shown.
#[derive(Clone, Debug, Default)]
pub struct Named {
    pub names: Vec<String>,
    pub shown: String,
}

impl Named {
    pub fn new(name: Option<&str>, text: Option<&str>) -> Named {
        let said: Vec<&str> = [name, text].into_iter().flatten().filter(|s| !s.is_empty()).collect();
        let names = said.iter().map(|s| fold(s)).filter(|s| !s.is_empty()).collect();
        Named { names, shown: said.first().unwrap_or(&"?").to_string() }
    }
}

/// One figure of people harmed.
#[derive(Clone, Copy, Debug)]
pub struct Loss {
    pub outcome: Outcome,
    pub min: u64,
    pub max: Option<u64>,
    pub who: Who,
    /// The part in "16, of whom 3 children".
    pub part: bool,
    /// A second telling that disagrees with the first.
    pub alternative: bool,
    /// Of a period, replaced, or a second telling: not the happening's own toll.
    pub aside: bool,
}

#[derive(Clone, Debug)]
pub struct Fact {
    pub type_: Type,
    /// Types that a careful reader could give as well.
    pub also: Vec<Type>,
    pub status: Status,
    pub optional: bool,
    pub actors: Vec<(Role, Named)>,
    pub weapon: Option<WeaponClass>,
    pub places: Vec<(Named, Option<Point>)>,
    /// The day on which it began, `2021-05-03`.
    pub day: Option<String>,
    pub harm: Vec<Loss>,
    pub quotes: Vec<String>,
    /// Where the quotes stand; an annotator's are looked up in the text.
    pub spans: Vec<(Text, Span)>,
    pub confidence: Option<f32>,
}

impl Fact {
    pub fn kind(&self) -> Kind {
        self.type_.kind()
    }

    /// Given as so, or as perhaps so.
    pub fn counted(&self) -> bool {
        self.kind() == Kind::Event && matches!(self.status, Status::Asserted | Status::Hedged) && !self.optional
    }

    /// Something that happened or holds, and that the report gives as so. Denials, plans and hypotheses reported as such are
    /// neither asked for nor held against a reading.
    pub fn told(&self) -> bool {
        matches!(self.kind(), Kind::Event | Kind::Condition)
            && matches!(self.status, Status::Asserted | Status::Hedged | Status::Presupposed)
    }

    pub fn points(&self) -> Vec<Point> {
        self.places.iter().filter_map(|(_, p)| *p).collect()
    }

    /// Who did it: authors and sides.
    pub fn authors(&self) -> impl Iterator<Item = &Named> {
        self.actors.iter().filter(|(role, _)| matches!(role, Role::Initiator | Role::Side)).map(|(_, who)| who)
    }

    pub fn initiators(&self) -> impl Iterator<Item = &Named> {
        self.actors.iter().filter(|(role, _)| *role == Role::Initiator).map(|(_, who)| who)
    }
}

impl From<&Record> for Fact {
    fn from(r: &Record) -> Fact {
        Fact {
            type_: r.type_,
            also: Vec::new(),
            status: r.status,
            optional: false,
            actors: r.actors.iter().map(|a| (a.role, Named::new(a.name.as_deref(), Some(&a.text)))).collect(),
            weapon: r.weapon.as_ref().map(|w| w.class),
            places: r.places.iter().map(|p| (Named::new(p.name.as_deref(), Some(&p.text)), p.lat.zip(p.lon))).collect(),
            day: r.time.as_ref().and_then(|t| t.from.as_deref()).map(day),
            harm: r
                .harm
                .iter()
                .map(|h| Loss {
                    outcome: h.outcome,
                    min: h.min,
                    max: h.max,
                    who: h.who,
                    part: h.part_of_total,
                    alternative: h.alternative,
                    aside: h.cumulative || h.superseded || h.alternative,
                })
                .collect(),
            quotes: r.evidence.iter().map(|e| e.text.clone()).collect(),
            spans: r.evidence.iter().map(|e| (e.in_, Span::new(e.span.start, e.span.end))).collect(),
            confidence: Some(r.confidence),
        }
    }
}

/// A date-time is its day.
pub fn day(moment: &str) -> String {
    moment.chars().take(10).collect()
}

/// A toll's lower end, and its upper end where it has one.
pub type Toll = (u64, Option<u64>);

/// The happening's own toll of an outcome; `None` when it says nothing of it. Parts of a total count only where no total is given.
pub fn toll(fact: &Fact, outcome: Outcome) -> Option<Toll> {
    sum(fact.harm.iter().filter(|h| h.outcome == outcome && !h.aside).copied().collect())
}

/// As `toll`, without those who fight where others are told apart from them.
pub fn toll_of_others(fact: &Fact, outcome: Outcome) -> Option<Toll> {
    let mut own: Vec<Loss> = fact.harm.iter().filter(|h| h.outcome == outcome && !h.aside).copied().collect();
    let other = |h: &Loss| !matches!(h.who, Who::Combatants | Who::Attackers);
    if own.iter().any(other) {
        own.retain(other);
    }
    sum(own)
}

fn sum(mut own: Vec<Loss>) -> Option<Toll> {
    if own.iter().any(|h| !h.part) {
        own.retain(|h| !h.part);
    }
    (!own.is_empty()).then(|| (own.iter().map(|h| h.min).sum(), own.iter().map(|h| h.max).sum()))
}

#[cfg(test)]
pub mod tests {
    use super::{Fact, Loss, Named, toll, toll_of_others};
    use accalmie_record::{Outcome, Role, Status, Type, Who};

    /// A happening at a place with so many killed, for the tests of the files beside.
    pub fn fact(type_: Type, place: &str, killed: Option<u64>) -> Fact {
        Fact {
            type_,
            also: Vec::new(),
            status: Status::Asserted,
            optional: false,
            actors: Vec::new(),
            weapon: None,
            places: if place.is_empty() { Vec::new() } else { vec![(Named::new(Some(place), None), None)] },
            day: None,
            harm: killed.map(|n| loss(n, Who::Civilians)).into_iter().collect(),
            quotes: Vec::new(),
            spans: Vec::new(),
            confidence: None,
        }
    }

    pub fn loss(n: u64, who: Who) -> Loss {
        Loss { outcome: Outcome::Killed, min: n, max: Some(n), who, part: false, alternative: false, aside: false }
    }

    pub fn author(name: &str) -> (Role, Named) {
        (Role::Initiator, Named::new(Some(name), None))
    }

    #[test]
    fn a_total_is_not_added_to_its_parts() {
        let mut f = fact(Type::ExplosiveShelling, "", Some(16));
        f.harm.push(Loss { part: true, ..loss(3, Who::Children) });
        f.harm.push(Loss { aside: true, ..loss(40, Who::Unknown) });
        assert_eq!(toll(&f, Outcome::Killed), Some((16, Some(16))));
        f.harm.remove(0);
        assert_eq!(toll(&f, Outcome::Killed), Some((3, Some(3))));
        assert_eq!(toll(&f, Outcome::Injured), None);
        f.harm.push(Loss { max: None, part: true, ..loss(2, Who::Women) });
        assert_eq!(toll(&f, Outcome::Killed), Some((5, None)));
    }

    #[test]
    fn fighters_are_left_out_where_others_are_told() {
        let mut f = fact(Type::BattleArmedClash, "", None);
        f.harm.push(loss(7, Who::Attackers));
        assert_eq!(toll_of_others(&f, Outcome::Killed), Some((7, Some(7))));
        f.harm.push(loss(2, Who::Unknown));
        assert_eq!(toll_of_others(&f, Outcome::Killed), Some((2, Some(2))));
    }
}
