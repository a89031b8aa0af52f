//! An agreement is what parties promised, clause by clause: who is bound to what, where, and from when to when.
//!
//! It is facts in our own words and never its text. Where its readers differ on a zone or a time, every reading is kept beside who
//! holds it; none is chosen.

use accalmie_record::{TargetClass, Type};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One file of `agreements/`. Made by [`crate::check()`] alone, so every key that it refers to is defined.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// Short and permanent: `us-turkey-2019`.
    pub id: String,
    pub title: Words,
    /// ISO day.
    pub signed: String,
    /// Minutes east of UTC in which days of reports are counted, since reports give no zone.
    pub utc_offset_minutes: i32,
    /// Which text the clauses were read from.
    pub text_version: String,
    /// Facts were compared with a published text. `false`: from general knowledge, to be checked before use.
    pub certain: bool,
    pub sources: BTreeMap<String, Source>,
    pub parties: BTreeMap<String, Party>,
    pub links: Vec<ControlLink>,
    pub zones: BTreeMap<String, Zone>,
    pub clauses: Vec<Clause>,
    /// What the text leaves open.
    pub ambiguities: Vec<String>,
}

/// Our own words for what is agreed, by language (`en`, `fr`, `ar`).
pub type Words = BTreeMap<String, String>;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    pub name: String,
    /// Where it was published.
    pub published: String,
}

/// Somebody whom the agreement names or binds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Party {
    /// Actor ids, as records give them: `state_forces:turkish-military`.
    pub ids: Vec<String>,
    pub signatory: bool,
    /// Ids that no lexicon gives.
    pub not_in_lexicon: bool,
}

/// Somebody answers for somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ControlLink {
    /// Key of the party that answers.
    pub party: String,
    /// Key of the party answered for.
    pub answers_for: String,
    /// The text itself says so.
    pub in_text: bool,
    pub held_by: Vec<String>,
    /// Not empty: the link holds in some readings and not in others.
    pub disputed_by: Vec<String>,
}

/// An area. Distances are in km; points are WGS 84, latitude first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Zone {
    pub id: String,
    pub shape: Shape,
    /// How far the drawn edge may be from the edge that was meant.
    pub error_km: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Seen along the line in the order of its points.
    Left,
    Right,
    Both,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shape {
    Everywhere,
    /// The text has a zone and nobody published where it is.
    Undrawn,
    Polygon {
        points: Vec<(f64, f64)>,
    },
    /// `from_km` to `depth_km` away from a line, on one side or both. The line itself is no edge of a one-sided buffer: a place that
    /// lies on the right side of it is known to.
    Buffer {
        line: Vec<(f64, f64)>,
        side: Side,
        depth_km: f64,
    },
    Circle {
        center: (f64, f64),
        radius_km: f64,
    },
    /// Inside all of `all` (or one of `any`, where given) and of none of `none`.
    Composed {
        all: Vec<String>,
        any: Vec<String>,
        none: Vec<String>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClauseKind {
    Obligation,
    Prohibition,
    Permission,
    Declaration,
    Mechanism,
    Objective,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Clause {
    pub id: String,
    pub kind: ClauseKind,
    pub certain: bool,
    pub words: Words,
    /// Keys of parties.
    pub bound: Vec<String>,
    /// Keys of parties that the clause is about and does not bind.
    pub objects: Vec<String>,
    pub acts: Vec<Act>,
    /// More than one where readers differ.
    pub zones: Vec<ZoneReading>,
    pub windows: Vec<Window>,
    /// Binds the parties towards one another only: a fight with somebody else is not touched.
    pub between_parties: bool,
    pub exceptions: Vec<String>,
    pub ambiguity: Option<String>,
    /// Keys of sources.
    pub sources: Vec<String>,
}

/// What an act of this kind would mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The clause's own words forbid it.
    Forbidden,
    /// They do not, but it cannot stand beside them.
    Implied,
    /// It is what was promised.
    Fulfils,
    /// It shows that what was promised is not done yet.
    Undone,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Act {
    pub mode: Mode,
    pub types: Vec<Type>,
    /// Empty: whatever is hit.
    pub targets: Vec<TargetClass>,
    /// `false`: the act itself is about the zone, and a missing place does not hinder.
    pub needs_place: bool,
    /// The key of a party that must control the place for the clause to bind.
    pub needs_control_of: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ZoneReading {
    pub zone: String,
    /// Empty: nobody disputes it.
    pub held_by: Vec<String>,
}

/// From when to when. Every bound is an instant; `None` is open.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Window {
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    pub deadline: Option<Timestamp>,
    /// What it begins with, where it is no instant.
    pub trigger: Option<String>,
    pub held_by: Vec<String>,
}

impl Agreement {
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|c| c.id == id)
    }
}
