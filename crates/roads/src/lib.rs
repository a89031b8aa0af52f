//! Roads are a network that a person's own map extract gives, and what reports say closes it.

mod assemble;
pub mod astar;
mod error;
pub mod globe;
pub mod graph;
pub mod import;
pub mod kind;
pub mod network;
pub mod profile;
pub mod reach;
mod shape;

pub use astar::{End, Walk, astar};
pub use error::Error;
pub use import::Imported;
pub use network::{Network, Place, PlaceKind, Road, Segment};
pub use profile::Profile;
pub use reach::reach;
