//! A record is one thing that a report says, with the words it stands on.

use crate::harm::closed;
use crate::{Harm, Kind, Period, Place, Quantity, Span, Type};
use serde::{Deserialize, Serialize};

closed! {
    /// How the report holds it: as so, as perhaps so, as known before, as planned, as possible, as not so.
    Status {
        Asserted = "asserted",
        Hedged = "hedged",
        Presupposed = "presupposed",
        Intended = "intended",
        Hypothetical = "hypothetical",
        Negated = "negated",
    }
}

closed! {
    Role {
        Initiator = "initiator",
        Side = "side",
        Speaker = "speaker",
        Audience = "audience",
        Party = "party",
        Holder = "holder",
    }
}

closed! {
    /// Who says that the actor did it: the report's own words, the report's suspicion, or the reader's inference.
    Basis {
        Stated = "stated",
        Suspected = "suspected",
        Inferred = "inferred",
    }
}

closed! {
    TargetClass {
        Civilians = "civilians",
        Combatants = "combatants",
        Police = "police",
        Peacekeepers = "peacekeepers",
        Officials = "officials",
        AidWorkers = "aid_workers",
        Journalists = "journalists",
        Health = "health",
        Education = "education",
        Agriculture = "agriculture",
        Food = "food",
        Water = "water",
        Power = "power",
        Housing = "housing",
        Worship = "worship",
        Market = "market",
        Transport = "transport",
        Camp = "camp",
        Government = "government",
        MilitarySite = "military_site",
        Prison = "prison",
        Other = "other",
    }
}

closed! {
    WeaponClass {
        Drone = "drone",
        Aircraft = "aircraft",
        Artillery = "artillery",
        Rocket = "rocket",
        Mortar = "mortar",
        Missile = "missile",
        SmallArms = "small_arms",
        Mine = "mine",
        Ied = "ied",
        Bomb = "bomb",
        VehicleBomb = "vehicle_bomb",
        SuicideVest = "suicide_vest",
        Grenade = "grenade",
        Chemical = "chemical",
        Incendiary = "incendiary",
        Blade = "blade",
        Unspecified = "unspecified",
    }
}

closed! {
    LinkRel {
        CausedBy = "caused_by",
        PartOf = "part_of",
        SameAs = "same_as",
        PurposeOf = "purpose_of",
        EvidenceFor = "evidence_for",
        Contradicts = "contradicts",
        Updates = "updates",
    }
}

closed! {
    /// `restricted` is withheld from public output: civilian self-defence, sites of displaced people, witnesses, private persons.
    Sensitivity {
        Public = "public",
        Restricted = "restricted",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub role: Role,
    pub text: String,
    /// The name that all languages share.
    pub name: Option<String>,
    pub id: Option<String>,
    pub basis: Basis,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub text: String,
    pub class: TargetClass,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weapon {
    pub text: String,
    pub class: WeaponClass,
}

/// Who says so, when it is not the report itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    pub text: String,
    pub name: Option<String>,
}

/// Which of the report's two texts a span points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Text {
    Title,
    Text,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    #[serde(rename = "in")]
    pub in_: Text,
    #[serde(flatten)]
    pub span: SpanJson,
    pub text: String,
}

/// A span in the public shape: bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanJson {
    pub start: usize,
    pub end: usize,
}

impl From<Span> for SpanJson {
    fn from(s: Span) -> Self {
        SpanJson { start: s.start, end: s.end }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub rel: LinkRel,
    /// The other record's id.
    pub to: String,
}

/// One thing said. `evidence` is never empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// First 12 hex digits of the report's id, `#`, ordinal in the report from 1.
    pub id: String,
    pub kind: Kind,
    #[serde(rename = "type")]
    pub type_: Type,
    pub status: Status,
    pub count: Option<Quantity>,
    pub actors: Vec<Actor>,
    pub targets: Vec<Target>,
    pub weapon: Option<Weapon>,
    pub places: Vec<Place>,
    pub time: Option<Period>,
    pub harm: Vec<Harm>,
    pub attribution: Option<Attribution>,
    pub evidence: Vec<Evidence>,
    /// 0 to 1.
    pub confidence: f32,
    pub links: Vec<Link>,
    pub sensitivity: Sensitivity,
    pub grade: Option<String>,
    /// Names of the lexicon rows and rules that fired, `fr/triggers.tsv:41 miner`.
    pub why: Vec<String>,
}

impl Record {
    /// Only events that the report gives as so, or as perhaps so, are ever counted.
    pub fn counts(&self) -> bool {
        self.kind == Kind::Event && matches!(self.status, Status::Asserted | Status::Hedged)
    }
}
