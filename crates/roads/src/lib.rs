//! Roads are a network that a person's own map extract gives, and what reports say closes it.

pub mod access;
mod assemble;
pub mod astar;
pub mod bar;
pub mod cch;
pub mod closure;
mod error;
pub mod globe;
pub mod graph;
pub mod import;
pub mod kind;
pub mod laying;
mod mainland;
pub mod network;
pub mod profile;
pub mod reach;
mod schematic;
mod shape;
pub mod snap;
mod store;
pub mod told;

pub use access::{Access, Passage, Question, Reached, Side, access};
pub use astar::{End, Walk, astar};
pub use bar::{Bar, Level};
pub use closure::{Cause, Closure, Evidence, Spot, Stretch, Validity};
pub use error::Error;
pub use import::Imported;
pub use laying::{Laid, Unlaid, lay};
pub use mainland::mainland;
pub use network::{Network, Place, PlaceKind, Road, Segment};
pub use profile::Profile;
pub use reach::reach;
pub use schematic::WINDING;
pub use snap::{NoRoad, Snap, Snapper};
pub use told::{Beside, closures};
