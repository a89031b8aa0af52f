//! Sides are who took part in an incident, as the codebooks ask: two actors and who stood with them.
//!
//! Only an author whom a report names as such is an actor here. One that is only suspected or inferred is written as suspected, in a
//! column of words, and an incident without an author keeps none: "Unidentified Armed Group" is never supplied.

use accalmie_record::{Author, Incident, Role, TargetClass};

/// What the id of an actor tells of its sort: the part before the colon, one of the classes of `lexicons/*/actors.tsv`. Each has the
/// number that ACLED's `inter` gives it, where the class alone decides it, and whether UCDP takes it for a state.
///
/// ACLED's number hangs on more than the class for the others: a state's forces are 1 at home and 8 abroad, a militia is 3 or 4, and
/// hired or unidentified men are what they were hired for.
const CLASSES: [(&str, Option<u8>, Option<bool>); 11] = [
    ("state_forces", None, Some(true)),
    ("government", None, Some(true)),
    ("police", None, Some(true)),
    ("rebels", Some(2), Some(false)),
    ("jihadist", Some(2), Some(false)),
    ("militia", None, Some(false)),
    ("criminal", None, Some(false)),
    ("mercenaries", None, None),
    ("coalition", Some(8), Some(true)),
    ("international", Some(8), None),
    ("peacekeepers", Some(8), None),
];

/// ACLED's number for civilians, and the name that it gives them as a side.
pub const CIVILIANS: (&str, u8) = ("Civilians", 7);

fn class(author: &Author) -> Option<&'static (&'static str, Option<u8>, Option<bool>)> {
    let (scheme, _) = author.id.as_deref()?.split_once(':')?;
    CLASSES.iter().find(|(name, ..)| *name == scheme)
}

/// ACLED `inter`.
pub fn inter(author: &Author) -> Option<u8> {
    class(author)?.1
}

/// Does the actor's id say that it is a state?
pub fn is_state(author: &Author) -> Option<bool> {
    class(author)?.2
}

/// The participants of an incident.
#[derive(Clone, Debug, Default)]
pub struct Sides<'a> {
    /// First named initiator, else the first side. ACLED's `actor1` does not mean attacker.
    pub first: Option<&'a Author>,
    pub with_first: Vec<&'a Author>,
    pub second: Option<&'a Author>,
    pub with_second: Vec<&'a Author>,
    pub suspected: Vec<&'a Author>,
}

impl<'a> Sides<'a> {
    pub fn of(incident: &'a Incident) -> Sides<'a> {
        let of_role = |role: Role, stated: bool| incident.actors.iter().filter(move |a| a.role == role && a.stated == stated);
        let initiators: Vec<&Author> = of_role(Role::Initiator, true).collect();
        let known = |a: &&Author| !initiators.iter().any(|i| i.name == a.name);
        let mut sides: Vec<&Author> = of_role(Role::Side, true).filter(known).collect();
        let suspected = of_role(Role::Initiator, false).chain(of_role(Role::Side, false)).collect();
        if initiators.is_empty() {
            // Two sides of a fight, of which nobody is said to have begun it.
            let mut sides = sides.into_iter();
            return Sides { first: sides.next(), second: sides.next(), with_second: sides.collect(), with_first: Vec::new(), suspected };
        }
        let second = if sides.is_empty() { None } else { Some(sides.remove(0)) };
        Sides {
            first: initiators.first().copied(),
            with_first: initiators.into_iter().skip(1).collect(),
            second,
            with_second: sides,
            suspected,
        }
    }
}

/// Were civilians, and nobody under arms, what it was aimed at?
pub fn civilians_alone(incident: &Incident) -> bool {
    const ARMED: [TargetClass; 4] = [TargetClass::Combatants, TargetClass::Police, TargetClass::Peacekeepers, TargetClass::MilitarySite];
    incident.targets.contains(&TargetClass::Civilians) && !incident.targets.iter().any(|t| ARMED.contains(t))
}
