//! Intake turns bytes, however they come, into reports: text, web pages, documents, mail and batches, in files, folders,
//! archives or a pipe.
//!
//! It works in two steps so that the slow one can be shared between threads: [`Pieces`] cuts the inputs into the bytes of
//! one report each, in order and without holding more than one; [`Piece::report`] decodes a piece. A file that holds several
//! reports, or files in their own right, is opened by the pieces; no program is run and nothing is written to disk for it.

mod archive;
mod batch;
mod blocks;
mod budget;
mod dateline;
mod docx;
mod encoding;
mod error;
mod extract;
mod files;
mod format;
mod found;
mod html;
mod kind;
mod lines;
mod made;
mod mail;
mod mbox;
mod numbering;
mod odt;
mod page;
mod part;
mod pdf;
mod piece;
mod pieces;
mod quoted;
mod text;
mod xml;
mod zipped;

pub use error::{IntakeError, Spot, Trouble};
pub use files::{Input, inputs};
pub use format::Format;
pub use piece::{Operator, Piece};
pub use pieces::Pieces;
