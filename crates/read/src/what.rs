//! What refines a general word ("attaque", "frappe", "tuer") into a type, from the weapon, the victims, the object and the author.

use crate::people::count_before;
use crate::sentence::{Run, Sentence};
use crate::trigger::Trigger;
use accalmie_language::Upos;
use accalmie_lexicon::{Entry, General, Meaning};
use accalmie_record::{TargetClass, Type, WeaponClass, Who};

/// A weapon named in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    pub run: Run,
    pub class: WeaponClass,
    pub type_: Option<Type>,
    pub min: u64,
    pub max: Option<u64>,
    pub counted: bool,
    /// The words name who carries it ("gunmen", "hommes armés").
    pub bearer: bool,
    pub row: u32,
}

pub fn arms(s: &Sentence) -> Vec<Arm> {
    s.entries()
        .filter_map(|(m, e)| {
            let Entry::Weapon(w) = e else { return None };
            let run = m.start as usize..m.end as usize;
            // "The hospital was bombed" names no bomb.
            if w.class == WeaponClass::Bomb && run.len() == 1 && s.pos(run.start) == Some(Upos::Verb) {
                return None;
            }
            let c = count_before(s, run.start, run.start);
            let bearer = s.entries().any(|(o, e)| matches!(e, Entry::Person(_) | Entry::Actor(_)) && o.start < m.end && m.start < o.end);
            Some(Arm { bearer, class: w.class, type_: w.type_, min: c.min, max: c.max, counted: c.explicit, row: m.row, run })
        })
        .collect()
}

/// The event that this weapon makes when it strikes or goes off.
pub fn weapon_type(class: WeaponClass) -> Option<Type> {
    Some(match class {
        WeaponClass::Drone => Type::ExplosiveDroneStrike,
        WeaponClass::Aircraft => Type::ExplosiveAirstrike,
        WeaponClass::Artillery | WeaponClass::Rocket | WeaponClass::Mortar | WeaponClass::Missile => Type::ExplosiveShelling,
        WeaponClass::Mine => Type::ExplosiveLandmine,
        WeaponClass::Ied => Type::ExplosiveIed,
        WeaponClass::VehicleBomb => Type::ExplosiveVehicleBomb,
        WeaponClass::SuicideVest => Type::ExplosiveSuicideBomb,
        WeaponClass::Grenade => Type::ExplosiveGrenade,
        WeaponClass::Chemical => Type::ExplosiveChemical,
        // A bomb that was not dropped nor fired was put there: ACLED's "remote explosive/landmine/IED", IMAS 04.10 "improvised".
        WeaponClass::Bomb => Type::ExplosiveIed,
        WeaponClass::SmallArms | WeaponClass::Incendiary | WeaponClass::Blade | WeaponClass::Unspecified => return None,
    })
}

/// The class of a weapon as the event tells it: a bomb that was put there is improvised.
pub fn class(said: WeaponClass, type_: Option<Type>) -> WeaponClass {
    if said == WeaponClass::Bomb && type_ == Some(Type::ExplosiveIed) { WeaponClass::Ied } else { said }
}

/// Who and what was hit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hit {
    pub fighters: bool,
    pub civilians: bool,
    pub people: bool,
    pub site: Option<TargetClass>,
    /// The place itself is the object: "attaqué le village de".
    pub place: bool,
}

impl Hit {
    pub fn add(&mut self, who: Who, class: TargetClass) {
        self.people = true;
        match (who, class) {
            (Who::Combatants | Who::Police | Who::Peacekeepers, _)
            | (_, TargetClass::Combatants | TargetClass::Police | TargetClass::Peacekeepers) => self.fighters = true,
            (Who::Attackers, _) => {}
            (Who::Civilians | Who::Children | Who::Women | Who::Journalists | Who::AidWorkers | Who::Officials, _) => self.civilians = true,
            _ => {}
        }
    }

    fn military(&self) -> bool {
        self.fighters
            || matches!(
                self.site,
                Some(TargetClass::MilitarySite | TargetClass::Combatants | TargetClass::Police | TargetClass::Peacekeepers)
            )
    }
}

/// The type, or `None` where the words do not make an event.
pub fn refine(t: &Trigger, weapon: Option<WeaponClass>, by_weapon: Option<Type>, hit: &Hit, has_author: bool) -> Option<Type> {
    let armed = by_weapon.or_else(|| weapon.and_then(weapon_type));
    match t.meaning {
        Meaning::None => None,
        Meaning::Type(ty) => Some(match (ty, armed) {
            // The weapon of the same stretch says more than the word.
            (Type::ExplosiveShelling | Type::ExplosiveAirstrike, Some(w @ (Type::ExplosiveDroneStrike | Type::ExplosiveChemical))) => w,
            (Type::ExplosiveShelling, Some(w @ Type::ExplosiveAirstrike)) => w,
            (Type::ExplosiveUnspecified, Some(w)) if w.family() == "explosive" => w,
            _ => ty,
        }),
        Meaning::General(g) => match g {
            General::Strike => Some(armed.filter(|w| w.family() == "explosive").unwrap_or(Type::ExplosiveAirstrike)),
            General::Explosion => Some(armed.filter(|w| w.family() == "explosive").unwrap_or(Type::ExplosiveUnspecified)),
            General::Impact => armed.filter(|w| w.family() == "explosive"),
            General::Bombing => Some(armed.filter(|w| w.family() == "explosive").unwrap_or(Type::ExplosiveIed)),
            General::Attack | General::Violence => Some(if let Some(w) = armed {
                w
            } else if hit.military() {
                Type::BattleArmedClash
            } else if hit.civilians || hit.people || hit.place {
                Type::CivilianTargetingAttack
            } else if hit.site.is_some() {
                Type::ObjectAttackStrike
            } else if g == General::Violence {
                Type::CivilianTargetingAttack
            } else {
                Type::BattleArmedClash
            }),
            General::Shooting => Some(if let Some(w) = armed {
                w
            } else if hit.civilians || hit.people && !hit.fighters {
                Type::CivilianTargetingAttack
            } else {
                Type::BattleArmedClash
            }),
            General::Killing => Some(if let Some(w) = armed {
                w
            } else if hit.fighters && !hit.civilians {
                Type::BattleArmedClash
            } else {
                Type::CivilianTargetingKilling
            }),
            // Soldiers who die are not said to be killed, but a war is told of; an accident is ruled out by the tables.
            General::Death => {
                // Who dies of a bullet was shot.
                let shot = weapon == Some(WeaponClass::SmallArms) && hit.people;
                armed
                    .filter(|w| w.family() == "explosive")
                    .or((hit.fighters && !hit.civilians).then_some(Type::BattleArmedClash))
                    .or(shot.then_some(Type::CivilianTargetingKilling))
            }
            // What was closed or opened decides, or who moved; see `closures` and `moves`.
            General::Closure | General::Opening | General::Moving | General::Homecoming => None,
            General::Injury => match armed {
                Some(w) => Some(w),
                None if has_author || weapon == Some(WeaponClass::SmallArms) => {
                    Some(if hit.fighters { Type::BattleArmedClash } else { Type::CivilianTargetingAttack })
                }
                None if hit.fighters && !hit.civilians => Some(Type::BattleArmedClash),
                None => None,
            },
        },
    }
}
