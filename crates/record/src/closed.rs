//! A type is what kind of thing a record tells; the list is closed, and each type belongs to one kind.
//!
//! The list and its meaning are those of the public record shape; the mapping to ACLED, UCDP GED, PLOVER and GTD is made by
//! `exchange`, from these names.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// What sort of thing is said. Only events are ever counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It happened, or is happening.
    Event,
    /// It holds over a time.
    Condition,
    Statement,
    Accord,
    Need,
    /// An inference, intent, goal, forecast or characterisation.
    Assessment,
}

macro_rules! types {
    ($($variant:ident $kind:ident $name:literal,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Type { $($variant,)* }

        impl Type {
            pub const ALL: &[Type] = &[$(Type::$variant,)*];

            pub fn kind(self) -> Kind {
                match self { $(Type::$variant => Kind::$kind,)* }
            }

            /// The public dotted name.
            pub fn name(self) -> &'static str {
                match self { $(Type::$variant => $name,)* }
            }
        }

        impl FromStr for Type {
            type Err = TypeError;
            fn from_str(s: &str) -> Result<Type, TypeError> {
                match s {
                    $($name => Ok(Type::$variant),)*
                    _ => Err(TypeError(s.to_owned())),
                }
            }
        }
    };
}

types! {
    BattleArmedClash Event "battle.armed_clash",
    BattleTerritoryTaken Event "battle.territory_taken",
    BattleRaid Event "battle.raid",
    BattleSelfDefence Event "battle.self_defence",
    ExplosiveAirstrike Event "explosive.airstrike",
    ExplosiveDroneStrike Event "explosive.drone_strike",
    ExplosiveShelling Event "explosive.shelling",
    ExplosiveVehicleBomb Event "explosive.vehicle_bomb",
    ExplosiveSuicideBomb Event "explosive.suicide_bomb",
    ExplosiveIed Event "explosive.ied",
    ExplosiveLandmine Event "explosive.landmine",
    ExplosiveErw Event "explosive.erw",
    ExplosiveGrenade Event "explosive.grenade",
    ExplosiveChemical Event "explosive.chemical",
    ExplosiveUnspecified Event "explosive.unspecified",
    CivilianTargetingAttack Event "civilian_targeting.attack",
    CivilianTargetingKilling Event "civilian_targeting.killing",
    CivilianTargetingExecution Event "civilian_targeting.execution",
    CivilianTargetingAbduction Event "civilian_targeting.abduction",
    CivilianTargetingSexualViolence Event "civilian_targeting.sexual_violence",
    CivilianTargetingTorture Event "civilian_targeting.torture",
    ObjectAttackStrike Event "object_attack.strike",
    ObjectAttackArson Event "object_attack.arson",
    ObjectAttackLooting Event "object_attack.looting",
    ObjectAttackDemolition Event "object_attack.demolition",
    ObjectAttackOccupation Event "object_attack.occupation",
    HazardMineLaying Event "hazard.mine_laying",
    HazardClearance Event "hazard.clearance",
    ForceDeployment Event "force.deployment",
    ForceWithdrawal Event "force.withdrawal",
    ForcePatrol Event "force.patrol",
    ForceBase Event "force.base",
    ForceMobilisation Event "force.mobilisation",
    ForceSurrender Event "force.surrender",
    ControlTransferred Event "control.transferred",
    ArrestArrest Event "arrest.arrest",
    ArrestRelease Event "arrest.release",
    ArrestWeaponsSeized Event "arrest.weapons_seized",
    UnrestProtest Event "unrest.protest",
    UnrestRiot Event "unrest.riot",
    UnrestCoup Event "unrest.coup",
    DisplacementFlight Event "displacement.flight",
    DisplacementReturn Event "displacement.return",
    DisplacementExpulsion Event "displacement.expulsion",
    AidDelivered Event "aid.delivered",
    AidObstructed Event "aid.obstructed",
    AidLooted Event "aid.looted",
    HazardSuspectedArea Condition "hazard.suspected_area",
    HazardConfirmedArea Condition "hazard.confirmed_area",
    AccessExitBlocked Condition "access.exit_blocked",
    AccessAidBlocked Condition "access.aid_blocked",
    AccessRoadClosed Condition "access.road_closed",
    AccessRoadOpen Condition "access.road_open",
    AccessCrossingClosed Condition "access.crossing_closed",
    AccessCrossingOpen Condition "access.crossing_open",
    AccessCheckpoint Condition "access.checkpoint",
    AccessMovementBanned Condition "access.movement_banned",
    ControlHeld Condition "control.held",
    ControlContested Condition "control.contested",
    ControlExpanding Condition "control.expanding",
    ControlEncircled Condition "control.encircled",
    ForcePresence Condition "force.presence",
    CaptivityHeld Condition "captivity.held",
    DisplacementSite Condition "displacement.site",
    DisplacementPopulation Condition "displacement.population",
    ServiceCut Condition "service.cut",
    ServiceRestored Condition "service.restored",
    ClaimClaimed Statement "claim.claimed",
    ClaimDenied Statement "claim.denied",
    ClaimUnclaimed Statement "claim.unclaimed",
    ClaimPartlyClaimed Statement "claim.partly_claimed",
    ClaimAccusation Statement "claim.accusation",
    DiplomacyCall Statement "diplomacy.call",
    DiplomacyMeeting Statement "diplomacy.meeting",
    DiplomacyMediation Statement "diplomacy.mediation",
    DiplomacyStatement Statement "diplomacy.statement",
    DiplomacyThanks Statement "diplomacy.thanks",
    DiplomacyCondemnation Statement "diplomacy.condemnation",
    DiplomacyDemand Statement "diplomacy.demand",
    DiplomacyThreat Statement "diplomacy.threat",
    DiplomacyOffer Statement "diplomacy.offer",
    AccordReference Accord "accord.reference",
    AccordAnnounced Accord "accord.announced",
    AccordSigned Accord "accord.signed",
    AccordExtended Accord "accord.extended",
    AccordEnded Accord "accord.ended",
    AccordLull Accord "accord.lull",
    AccordBreachAlleged Accord "accord.breach_alleged",
    AccordObligationMet Accord "accord.obligation_met",
    AccordObligationOverdue Accord "accord.obligation_overdue",
    NeedHealth Need "need.health",
    NeedFood Need "need.food",
    NeedWater Need "need.water",
    NeedShelter Need "need.shelter",
    NeedProtection Need "need.protection",
    NeedMulti Need "need.multi",
    AssessmentInference Assessment "assessment.inference",
    AssessmentIntent Assessment "assessment.intent",
    AssessmentGoal Assessment "assessment.goal",
    AssessmentForecast Assessment "assessment.forecast",
    AssessmentCharacterisation Assessment "assessment.characterisation",
}

impl Type {
    /// The part before the dot: `battle`, `explosive`, `access` …
    pub fn family(self) -> &'static str {
        self.name().split_once('.').map_or(self.name(), |(family, _)| family)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Type {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Type, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The name is not in the closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeError(pub String);

impl fmt::Display for TypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\u{201c}{}\u{201d} is not in the list of types; see lexicons/kinds.tsv", self.0)
    }
}

impl std::error::Error for TypeError {}

#[cfg(test)]
mod tests {
    use super::{Kind, Type};

    #[test]
    fn names_round_trip() {
        for t in Type::ALL {
            assert_eq!(t.name().parse(), Ok(*t));
            assert!(t.name().starts_with(t.family()));
        }
        assert!("battle.unknown".parse::<Type>().is_err());
        assert_eq!(Type::HazardMineLaying.kind(), Kind::Event);
        assert_eq!(Type::HazardSuspectedArea.kind(), Kind::Condition);
    }
}
