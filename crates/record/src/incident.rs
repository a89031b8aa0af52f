//! An incident is one happening as every report that tells of it tells it; it keeps each source's figure.
//!
//! It is made by folding records together and never knows more than they say: an outcome that nobody reported has no toll, and a
//! toll is never the sum of two tellings.

use crate::harm::closed;
use crate::{Kind, Outcome, Period, Place, Role, Schema, Sensitivity, Status, TargetClass, Type, WeaponClass, Who};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

closed! {
    /// How well an incident stands. `reported`: one origin tells of it. `corroborated`: two or more independent origins do.
    /// `contested`: it, or who did it, is denied by somebody. `retracted`: withdrawn by a person; it keeps its id and history.
    /// Nothing is ever "verified" by a program.
    Standing {
        Reported = "reported",
        Corroborated = "corroborated",
        Contested = "contested",
        Retracted = "retracted",
    }
}

/// The public shape of an incident, one object a line in `accalmie merge` and `accalmie incidents`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    pub schema: Schema,
    /// Permanent: `i` and twelve hex digits.
    #[serde(rename = "incident")]
    pub id: String,
    /// Keys of the reports that tell of it, sorted, each once.
    pub reports: Vec<String>,
    /// Ids of the records that it is made of, sorted.
    pub records: Vec<String>,
    /// How many independent origins tell of it: reposts and near-copies of one text are one.
    pub origins: usize,
    pub standing: Standing,
    pub kind: Kind,
    #[serde(rename = "type")]
    pub type_: Type,
    /// Other types that tellings of it had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_types: Vec<Type>,
    /// How the best telling holds it.
    pub status: Status,
    /// The most precise that tellings agree on, best first; unresolved names only where nothing is resolved.
    pub places: Vec<Place>,
    /// The narrowest span of time that is compatible with the tellings.
    pub time: Option<Period>,
    pub actors: Vec<Author>,
    pub targets: Vec<TargetClass>,
    pub weapon: Option<WeaponClass>,
    /// By outcome; an outcome that nobody tells of is not here.
    pub harm: BTreeMap<Outcome, Toll>,
    pub sensitivity: Sensitivity,
    /// 0 to 1: the surest of its records, raised by independent origins.
    pub confidence: f32,
    /// Why its records are held to be of one happening: one line a record that joined it.
    pub why: Vec<String>,
    /// What was near to being one with it, and why it is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<Near>,
}

impl Incident {
    /// Only events given as so, or as perhaps so, are counted; see [`crate::Record::counts`].
    pub fn counts(&self) -> bool {
        self.kind == Kind::Event && matches!(self.status, Status::Asserted | Status::Hedged) && self.standing != Standing::Retracted
    }

    /// Where it is, WGS 84 degrees, when a place of it is resolved.
    pub fn point(&self) -> Option<(f64, f64)> {
        self.places.iter().find_map(|p| Some((p.lat?, p.lon?)))
    }
}

/// An author, side or party, and which records name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    pub role: Role,
    /// The name that all languages share, else the words.
    pub name: String,
    pub id: Option<String>,
    /// Named by a report as the author, and not only suspected or inferred.
    pub stated: bool,
    /// Ids of the records, sorted.
    pub by: Vec<String>,
}

/// How many, after all sources. `low` ≤ `best` ≤ `high`; `high` is `None` when somebody says "at least".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toll {
    pub low: u64,
    pub best: u64,
    pub high: Option<u64>,
    /// `None` where nobody says how many were civilians: unknown is not zero.
    pub civilians: Option<Range>,
    pub combatants: Option<Range>,
    /// Every figure that a source gave, in order of report day and record id; superseded ones too.
    pub by_source: Vec<Figure>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    pub low: u64,
    pub best: u64,
    pub high: Option<u64>,
}

/// One source's figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The report's key.
    pub report: String,
    pub record: String,
    /// Who publishes it.
    pub source: Option<String>,
    /// Whom the report has it from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    pub published: Option<String>,
    pub min: u64,
    pub max: Option<u64>,
    pub who: Who,
    pub status: Status,
    /// The words.
    pub text: String,
    /// Does not enter the toll, because it was replaced, is a part, is over a period, or repeats another text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
}

/// Another incident that could have been the same happening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Near {
    pub incident: String,
    pub why: String,
}
