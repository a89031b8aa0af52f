//! Roads are a network that a person's own map extract gives, and what reports say closes it.

mod assemble;
pub mod astar;
pub mod bar;
pub mod cch;
mod error;
pub mod globe;
pub mod graph;
pub mod import;
pub mod kind;
mod mainland;
pub mod network;
pub mod profile;
pub mod reach;
mod schematic;
mod shape;
pub mod snap;
mod store;

pub use astar::{End, Walk, astar};
pub use bar::{Bar, Level};
pub use error::Error;
pub use import::Imported;
pub use mainland::mainland;
pub use network::{Network, Place, PlaceKind, Road, Segment};
pub use profile::Profile;
pub use reach::reach;
pub use schematic::WINDING;
pub use snap::{NoRoad, Snap, Snapper};
