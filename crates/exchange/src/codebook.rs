//! A codebook row is what ACLED and UCDP call a type of ours, or why they have no name for it.
//!
//! ACLED: event and sub-event types of the codebook of 2023. Where a sub-event type hangs on something that a report may leave open (was
//! the protest peaceful? who took the town?), it is empty and not guessed. UCDP: `type_of_violence` 1 state-based, 2 non-state,
//! 3 one-sided.

use crate::sides;
use accalmie_record::{Author, Type, WeaponClass};

/// ACLED's name for a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acled {
    pub disorder: &'static str,
    pub event: &'static str,
    /// Empty where the type alone does not decide it.
    pub sub: &'static str,
}

/// What UCDP's `type_of_violence` hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violence {
    /// 1 or 2, by who the two sides are.
    ByDyad,
    /// 3: by an organised actor against civilians.
    OneSided,
    /// A death in it may be organised violence or not; nothing says which.
    Unsaid,
}

/// One type's row; `Err` says why there is none.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub type_: Type,
    pub acled: Result<Acled, &'static str>,
    pub ucdp: Result<Violence, &'static str>,
}

const POLITICAL: &str = "Political violence";
const STRATEGIC: &str = "Strategic developments";
const BATTLES: &str = "Battles";
const REMOTE: &str = "Explosions/Remote violence";
const AGAINST_CIVILIANS: &str = "Violence against civilians";
const REMOTE_EXPLOSIVE: &str = "Remote explosive/landmine/IED";
const AIR: &str = "Air/drone strike";
const SHELLING: &str = "Shelling/artillery/missile attack";
const LOOTING: &str = "Looting/property destruction";

const NO_VIOLENCE: &str = "not an act of violence: a death told with it has another cause, which is a record of its own";
const MOVES_OF_PEOPLE: &str = "the codebook has no type for people who move";

const fn political(event: &'static str, sub: &'static str) -> Result<Acled, &'static str> {
    Ok(Acled { disorder: POLITICAL, event, sub })
}

const fn strategic(sub: &'static str) -> Result<Acled, &'static str> {
    Ok(Acled { disorder: STRATEGIC, event: STRATEGIC, sub })
}

const fn row(type_: Type, acled: Result<Acled, &'static str>, ucdp: Result<Violence, &'static str>) -> Row {
    Row { type_, acled, ucdp }
}

use Violence::{ByDyad, OneSided, Unsaid};

/// Every event type, in the order of the closed list.
pub const ROWS: [Row; 47] = [
    row(Type::BattleArmedClash, political(BATTLES, "Armed clash"), Ok(ByDyad)),
    row(Type::BattleTerritoryTaken, political(BATTLES, ""), Ok(ByDyad)),
    row(Type::BattleRaid, political(BATTLES, "Armed clash"), Ok(ByDyad)),
    row(Type::BattleSelfDefence, political(BATTLES, "Armed clash"), Ok(ByDyad)),
    row(Type::ExplosiveAirstrike, political(REMOTE, AIR), Ok(ByDyad)),
    row(Type::ExplosiveDroneStrike, political(REMOTE, AIR), Ok(ByDyad)),
    row(Type::ExplosiveShelling, political(REMOTE, SHELLING), Ok(ByDyad)),
    row(Type::ExplosiveVehicleBomb, political(REMOTE, REMOTE_EXPLOSIVE), Ok(ByDyad)),
    row(Type::ExplosiveSuicideBomb, political(REMOTE, "Suicide bomb"), Ok(ByDyad)),
    row(Type::ExplosiveIed, political(REMOTE, REMOTE_EXPLOSIVE), Ok(ByDyad)),
    row(Type::ExplosiveLandmine, political(REMOTE, REMOTE_EXPLOSIVE), Ok(ByDyad)),
    row(Type::ExplosiveErw, political(REMOTE, REMOTE_EXPLOSIVE), Ok(ByDyad)),
    row(Type::ExplosiveGrenade, political(REMOTE, "Grenade"), Ok(ByDyad)),
    row(Type::ExplosiveChemical, political(REMOTE, "Chemical weapon"), Ok(ByDyad)),
    row(Type::ExplosiveUnspecified, political(REMOTE, ""), Ok(ByDyad)),
    row(Type::CivilianTargetingAttack, political(AGAINST_CIVILIANS, "Attack"), Ok(OneSided)),
    row(Type::CivilianTargetingKilling, political(AGAINST_CIVILIANS, "Attack"), Ok(OneSided)),
    row(Type::CivilianTargetingExecution, political(AGAINST_CIVILIANS, "Attack"), Ok(OneSided)),
    row(Type::CivilianTargetingAbduction, political(AGAINST_CIVILIANS, "Abduction/forced disappearance"), Ok(OneSided)),
    row(Type::CivilianTargetingSexualViolence, political(AGAINST_CIVILIANS, "Sexual violence"), Ok(OneSided)),
    row(Type::CivilianTargetingTorture, political(AGAINST_CIVILIANS, "Attack"), Ok(OneSided)),
    row(Type::ObjectAttackStrike, strategic(LOOTING), Ok(ByDyad)),
    row(Type::ObjectAttackArson, strategic(LOOTING), Ok(ByDyad)),
    row(Type::ObjectAttackLooting, strategic(LOOTING), Ok(ByDyad)),
    row(Type::ObjectAttackDemolition, strategic(LOOTING), Ok(ByDyad)),
    row(Type::ObjectAttackOccupation, strategic("Other"), Err(NO_VIOLENCE)),
    row(Type::HazardMineLaying, strategic("Other"), Err(NO_VIOLENCE)),
    row(Type::HazardClearance, strategic("Disrupted weapons use"), Err(NO_VIOLENCE)),
    row(Type::ForceDeployment, strategic("Other"), Err(NO_VIOLENCE)),
    row(Type::ForceWithdrawal, strategic("Other"), Err(NO_VIOLENCE)),
    row(Type::ForcePatrol, strategic("Other"), Err(NO_VIOLENCE)),
    row(Type::ForceBase, strategic("Headquarters or base established"), Err(NO_VIOLENCE)),
    row(Type::ForceMobilisation, strategic("Other"), Err(NO_VIOLENCE)),
    row(Type::ForceSurrender, strategic("Other"), Err(NO_VIOLENCE)),
    row(Type::ControlTransferred, strategic("Non-violent transfer of territory"), Err(NO_VIOLENCE)),
    row(Type::ArrestArrest, strategic("Arrests"), Err(NO_VIOLENCE)),
    row(Type::ArrestRelease, strategic("Other"), Err(NO_VIOLENCE)),
    row(Type::ArrestWeaponsSeized, strategic("Disrupted weapons use"), Err(NO_VIOLENCE)),
    row(Type::UnrestProtest, Ok(Acled { disorder: "Demonstrations", event: "Protests", sub: "" }), Ok(Unsaid)),
    // A violent demonstration and mob violence are two kinds of disorder.
    row(Type::UnrestRiot, Ok(Acled { disorder: "", event: "Riots", sub: "" }), Ok(Unsaid)),
    row(
        Type::UnrestCoup,
        Err("a coup is coded as a battle, a transfer of territory or a change of group, by how it went; the type does not say"),
        Ok(Unsaid),
    ),
    row(Type::DisplacementFlight, Err(MOVES_OF_PEOPLE), Err(NO_VIOLENCE)),
    row(Type::DisplacementReturn, Err(MOVES_OF_PEOPLE), Err(NO_VIOLENCE)),
    row(Type::DisplacementExpulsion, Err(MOVES_OF_PEOPLE), Ok(Unsaid)),
    row(Type::AidDelivered, Err("the codebook has no type for aid that arrives"), Err(NO_VIOLENCE)),
    row(Type::AidObstructed, strategic("Other"), Err(NO_VIOLENCE)),
    row(Type::AidLooted, strategic(LOOTING), Ok(Unsaid)),
];

/// `None` for what is no event.
pub fn find(type_: Type) -> Option<&'static Row> {
    ROWS.iter().find(|r| r.type_ == type_)
}

/// ACLED's names for a type, with what the weapon and the first actor decide of them.
pub fn acled(type_: Type, weapon: Option<WeaponClass>, first: Option<&Author>) -> Option<Acled> {
    use WeaponClass as W;
    let acled = find(type_)?.acled.ok()?;
    Some(match type_ {
        Type::ObjectAttackStrike => match weapon {
            Some(W::Drone | W::Aircraft) => Acled { disorder: POLITICAL, event: REMOTE, sub: AIR },
            Some(W::Artillery | W::Rocket | W::Mortar | W::Missile) => Acled { disorder: POLITICAL, event: REMOTE, sub: SHELLING },
            Some(W::Mine | W::Ied | W::VehicleBomb) => Acled { disorder: POLITICAL, event: REMOTE, sub: REMOTE_EXPLOSIVE },
            Some(W::SuicideVest) => Acled { disorder: POLITICAL, event: REMOTE, sub: "Suicide bomb" },
            Some(W::Grenade) => Acled { disorder: POLITICAL, event: REMOTE, sub: "Grenade" },
            Some(W::Chemical) => Acled { disorder: POLITICAL, event: REMOTE, sub: "Chemical weapon" },
            Some(W::Bomb) => Acled { disorder: POLITICAL, event: REMOTE, sub: "" },
            _ => acled,
        },
        // "Government regains territory" asks whose government it is; the id does not tell at home from abroad.
        Type::BattleTerritoryTaken if first.and_then(sides::is_state) == Some(false) => {
            Acled { sub: "Non-state actor overtakes territory", ..acled }
        }
        _ => acled,
    })
}

#[cfg(test)]
mod tests {
    use super::{ROWS, acled, find};
    use accalmie_record::{Kind, Type, WeaponClass};

    #[test]
    fn every_event_type_has_one_row_or_a_reason() {
        let events: Vec<Type> = Type::ALL.iter().copied().filter(|t| t.kind() == Kind::Event).collect();
        assert_eq!(ROWS.iter().map(|r| r.type_).collect::<Vec<_>>(), events);
        for row in &ROWS {
            assert!(row.acled.err().is_none_or(|why| why.len() > 20), "{}", row.type_);
            assert!(row.ucdp.err().is_none_or(|why| why.len() > 20), "{}", row.type_);
        }
        assert!(Type::ALL.iter().all(|t| find(*t).is_some() == (t.kind() == Kind::Event)));
    }

    /// The codebook's own list: 6 event types, 25 sub-event types.
    #[test]
    fn every_name_is_one_of_the_codebook() {
        const NAMES: [(&str, &[&str]); 6] = [
            ("Battles", &["Armed clash", "Government regains territory", "Non-state actor overtakes territory"]),
            (
                "Explosions/Remote violence",
                &[
                    "Chemical weapon",
                    "Air/drone strike",
                    "Suicide bomb",
                    "Shelling/artillery/missile attack",
                    "Remote explosive/landmine/IED",
                    "Grenade",
                ],
            ),
            ("Violence against civilians", &["Sexual violence", "Attack", "Abduction/forced disappearance"]),
            ("Protests", &["Peaceful protest", "Protest with intervention", "Excessive force against protesters"]),
            ("Riots", &["Violent demonstration", "Mob violence"]),
            (
                "Strategic developments",
                &[
                    "Agreement",
                    "Arrests",
                    "Change to group/activity",
                    "Disrupted weapons use",
                    "Headquarters or base established",
                    "Looting/property destruction",
                    "Non-violent transfer of territory",
                    "Other",
                ],
            ),
        ];
        let weapons = WeaponClass::ALL.iter().copied().map(Some).chain([None]);
        for weapon in weapons {
            for row in &ROWS {
                let Some(a) = acled(row.type_, weapon, None) else { continue };
                let Some((_, subs)) = NAMES.iter().find(|(event, _)| *event == a.event) else { panic!("{}", a.event) };
                assert!(a.sub.is_empty() || subs.contains(&a.sub), "{}", a.sub);
                assert!(["", "Political violence", "Demonstrations", "Strategic developments"].contains(&a.disorder));
            }
        }
    }
}
