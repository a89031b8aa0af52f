//! A gazetteer knows what names mean: the places of the world and of the user's imports, found by any of their
//! spellings in Latin and Arabic script, and chosen between by the rest of the report.
//!
//! The embedded index (`places/world.idx`) is read in place; nothing here touches a file, a clock or a network.

mod articles;
mod candidate;
mod common;
mod compile;
mod feature;
mod format;
mod gazetteer;
mod globe;
pub mod import;
mod key;
mod layer;
mod matching;
mod place;
mod resolve;
mod sense;
mod skeleton;
mod typo;

pub use candidate::{Candidate, How};
pub use common::is_everyday;
pub use compile::{Entry, compile};
pub use feature::Feature;
pub use gazetteer::Gazetteer;
pub use globe::distance_km;
pub use key::{fold, key};
pub use layer::IndexError;
pub use place::{PlaceId, PlaceInfo, Register, Source};
pub use resolve::{Mention, Resolved, resolve};
