//! A record is one thing that a report says, with the bytes it stands on; this crate holds the nouns that every
//! other crate speaks in, and nothing else.
//!
//! The JSON shape is public and versioned ([`SCHEMA`]): fields may be added, never renamed.

mod closed;
mod harm;
mod incident;
mod lang;
mod period;
mod place;
mod quantity;
mod report;
mod said;
mod schema;
mod span;

pub use closed::{Kind, Type, TypeError};
pub use harm::{Harm, Outcome, Sex, Unit, Who};
pub use incident::{Author, Figure, Incident, Near, Range, Standing, Toll};
pub use lang::Lang;
pub use period::{Period, TimePrecision};
pub use place::{Candidate, Place, Relation};
pub use quantity::Quantity;
pub use report::{Problem, PublishedFrom, Reading, Report};
pub use said::{
    Actor, Attribution, Basis, Evidence, Link, LinkRel, Record, Role, Sensitivity, SpanJson, Status, Target, TargetClass, Text, Weapon,
    WeaponClass,
};
pub use schema::{SCHEMA, Schema};
pub use span::Span;
