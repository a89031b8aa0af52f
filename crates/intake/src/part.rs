//! A part is one report of a file that holds several: a message of a chat, a row of a sheet, a file of an archive.

use crate::budget::Budget;
use crate::error::Trouble;
use crate::format::Format;
use crate::found::Found;

#[derive(Debug)]
pub(crate) struct Part {
    /// Which it is within the file, as said in messages and keys: `message 12`, `row 7`, `letters/a.docx`. Stable for the same file.
    /// Empty for what is the file's own report.
    pub name: String,
    /// Of the file, from 1, where it has lines.
    pub line: Option<u64>,
    /// What is kept and hashed as this report's original: its own bytes, so that the same message in a longer export is the same report.
    pub bytes: Vec<u8>,
    pub holds: Holds,
}

#[derive(Debug)]
pub(crate) enum Holds {
    /// What the format says the report is.
    Report(Box<Found>),
    /// A file in its own right, of this format; of any, when `None`.
    File(Option<Format>),
}

/// The parts of a file in their order; one that cannot be read is an error in its place, with its name.
pub(crate) type Parts = Vec<Result<Part, (String, Trouble)>>;

/// A file whose parts are made one after the other, so that no more than one is held.
pub(crate) trait Opened: Send {
    /// The next part, unpacked at the cost of the budget.
    fn next(&mut self, budget: &mut Budget) -> Option<Result<Part, (String, Trouble)>>;
}

impl Opened for std::vec::IntoIter<Result<Part, (String, Trouble)>> {
    fn next(&mut self, _: &mut Budget) -> Option<Result<Part, (String, Trouble)>> {
        Iterator::next(self)
    }
}
