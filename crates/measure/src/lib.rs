//! A measure is a quantity or a time that a sentence says in words or digits, turned into a value.
//!
//! Which words mean what, and in which order they stand, is in `lexicons/<lang>/{numbers,times}.tsv`; this crate knows
//! only the decimal system, the calendar and how to apply the tables' rules: atoms → words and digits → numbers →
//! the rules of each pass in turn → mentions.

mod atom;
mod build;
mod build_clock;
mod build_quantity;
mod build_range;
mod build_time;
mod calendar;
mod cardinal;
mod cascade;
mod digits;
mod embedded;
mod entry;
mod interval;
mod lunar;
mod meaning;
mod measures;
mod node;
mod quantity;
mod range;
mod relative;
mod rule;
mod slot;
mod table;
mod time;
mod time_words;
mod vocabulary;

pub use measures::Measures;
pub use quantity::{QuantityKind, QuantityMention};
pub use table::TableError;
pub use time::{DateParts, DayPart, Edge, Feast, Half, NthOf, Origin, Pick, TimeKind, TimeMention, TimeValue, Unit};
