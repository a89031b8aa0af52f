//! A brief is what a monitor reads aloud in the morning: the day, every sentence with its sources, and what is not known.
//!
//! [`brief`] composes it of [`Matter`], [`render`] writes it. A sentence cannot be made without a source ([`Cited`]): what says that nothing
//! was told cites the reports that were read. It asks no clock and holds no word of a language: those are in `phrases/*.tsv`.

mod brief;
mod compose;
mod frame;
mod matter;
mod phrases;
mod render;

pub use brief::{Brief, Cited, Dot, Drawing, Figure, Section, Sentence, Source, Table};
pub use compose::brief;
pub use matter::{Around, Before, Border, Correction, Matter, Report, Shut, Told, Town, Truce, Words};
pub use phrases::{LANGUAGES, Phrases, phrases};
pub use render::{Fonts, Format, RenderError, render};
