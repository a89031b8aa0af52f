//! A lexicon is what the words of one language mean: the tables of `lexicons/<lang>/`, compiled into one matcher.
//!
//! Nothing here knows a language: a language is its folder of tables. Each row's example is a test ([`check`]).

mod affixes;
pub mod check;
pub mod embedded;
mod entry;
mod grammar;
mod kinds;
mod load;
mod matching;
pub mod nations;
pub mod pages;
mod pattern;
mod table;
mod words;

pub use affixes::{Affixes, Said};
pub use entry::{
    ActorClass, ActorRow, Cue, CueRow, Definite, DeterminerRow, Entry, Feature, Frame, General, Meaning, Number, PersonRow, Pos,
    RelationRow, RelationWord, RoleWord, SiteRow, TriggerRow, WeaponRow,
};
pub use grammar::Grammar;
pub use kinds::{KindLabel, labels};
pub use load::{LexRow, Lexicon, MEASURED, Tables};
pub use matching::{Match, MatchScratch};
pub use table::{Row, Table, TableError};
pub use words::{Alternative, Vocabulary};
