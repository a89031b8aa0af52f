//! Answers are what a ledger, or reports just read, say to what people ask: what is told, does the truce hold, which roads are open.
//!
//! The command line and the server ask here, so that both give the same answer in the same shape. Nothing here asks the clock, opens a
//! file that it was not given, or writes a word for a person.

pub mod agreements;
mod around;
mod closed;
mod cut_off;
pub mod dateline;
mod error;
mod fonts;
mod ground;
mod heard;
mod keeper;
mod lately;
mod lulls;
mod morning;
mod named;
mod near_enough;
mod outward;
mod passage;
mod taken;
mod way;

pub use around::around;
pub use closed::{Shut, shut};
pub use cut_off::{CutOff, cut_off};
pub use error::Unanswered;
pub use fonts::fonts;
pub use ground::{BARRING, Day, NEAR_KM, network, schematic, spot};
pub use heard::{Heard, Said, every};
pub use keeper::{By, Keeper, Kept, Read};
pub use lulls::{COUNTED, Lull, Moment, lulls};
pub use morning::{Morning, morning};
pub use named::named;
pub use near_enough::{Reach, near_enough};
pub use outward::{cited, public_id};
pub use passage::{Passages, passages};
pub use taken::{incidents, sketch};
pub use way::{Journey, Trip, journey};
