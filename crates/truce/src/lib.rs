//! A truce is an agreement written as data, and what incidents say of each of its clauses.
//!
//! [`check`] reads an agreement and names every fault of it; [`judge`] says what one incident means for each clause that it could
//! touch; [`board`] counts those verdicts by day, zone, party and clause, beside the days on which nobody reported. No verdict is a
//! "violation" by default: an agreement says what it says, and what is missing to decide is named.

pub mod agreement;
pub mod board;
pub mod check;
pub mod geometry;
pub mod lull;
pub mod say;
pub mod verdict;

pub use agreement::Agreement;
pub use board::{Board, Coverage, Days, board};
pub use check::{Fault, check};
pub use verdict::{Context, Outcome, Verdict, judge};
