//! How many: the number of happenings, and the lines of a toll as a record shows them.

use crate::people::count_before;
use crate::sentence::Sentence;
use crate::trigger::Trigger;
use crate::what::Arm;
use crate::whom::Toll;
use accalmie_lexicon::Frame;
use accalmie_record::{Harm, Kind, Quantity, Type, Weapon, WeaponClass};

/// A type that names its weapon, in the words that named it.
pub fn implied_weapon(core: &Trigger, type_: Option<Type>, s: &Sentence) -> Option<Weapon> {
    // To open fire takes a firearm, of whatever kind.
    if core.general() == Some(accalmie_lexicon::General::Shooting) {
        return Some(Weapon { text: s.text_of(&core.run).to_owned(), class: WeaponClass::SmallArms });
    }
    let placed = core.general() == Some(accalmie_lexicon::General::Bombing);
    let class = match core.type_().or(type_.filter(|_| placed))? {
        Type::ExplosiveAirstrike => WeaponClass::Aircraft,
        Type::ExplosiveDroneStrike => WeaponClass::Drone,
        Type::ExplosiveShelling => WeaponClass::Artillery,
        Type::ExplosiveVehicleBomb => WeaponClass::VehicleBomb,
        Type::ExplosiveSuicideBomb => WeaponClass::SuicideVest,
        Type::ExplosiveIed => WeaponClass::Ied,
        Type::ExplosiveLandmine | Type::HazardMineLaying => WeaponClass::Mine,
        Type::ExplosiveGrenade => WeaponClass::Grenade,
        Type::ExplosiveChemical => WeaponClass::Chemical,
        _ => return None,
    };
    Some(Weapon { text: s.text_of(&core.run).to_owned(), class })
}

/// How many: the figure before the noun, or of the weapon that went off.
pub fn count(s: &Sentence, core: &Trigger, arm: Option<&Arm>, kind: Kind) -> Option<Quantity> {
    if core.outcome.is_some() && core.frame == Some(Frame::Counted) {
        return Some(Quantity::ONE);
    }
    // "200 hommes": the force itself is what is counted.
    if core.type_() == Some(Type::ForcePresence)
        && let Some(q) = s.quantities.iter().find(|q| {
            q.kind == accalmie_measure::QuantityKind::Count && q.tokens.start >= core.run.start && q.tokens.start <= core.run.end + 2
        })
    {
        return Some(q.quantity(s.page));
    }
    if !core.verb {
        let c = count_before(s, core.run.start, core.head);
        let words = (c.start < core.run.end && c.explicit).then(|| s.text_of(&(c.start..core.run.end)).to_owned());
        if c.explicit || kind == Kind::Event {
            return Some(Quantity { min: c.min.max(1), max: c.max, text: words });
        }
        return None;
    }
    if matches!(core.frame, Some(Frame::Happens))
        && let Some(a) = arm.filter(|a| a.run.end <= core.run.start || a.run.start >= core.run.end)
    {
        let c = count_before(s, a.run.start, a.run.start);
        return Some(Quantity { min: a.min.max(1), max: a.max, text: c.explicit.then(|| s.text_of(&(c.start..a.run.end)).to_owned()) });
    }
    (kind == Kind::Event).then_some(Quantity::ONE)
}

pub fn harm_line(s: &Sentence, t: &Toll, cumulative: bool) -> Harm {
    Harm {
        outcome: t.outcome,
        min: t.min,
        max: t.max,
        text: s.text_of(&t.run).to_owned(),
        who: t.who,
        age: t.age.clone(),
        sex: t.sex,
        cumulative: cumulative || t.grown,
        superseded: false,
        alternative: false,
        part_of_total: t.part,
        unit: t.unit,
    }
}
