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
mod columns;
mod dateline;
mod delimited;
mod docx;
mod encoding;
mod error;
mod extract;
mod feed;
mod files;
mod form;
mod format;
mod found;
mod html;
mod hxl;
mod json;
mod kind;
mod kobo;
mod lines;
mod made;
mod mail;
mod mbox;
mod numbering;
mod ods;
mod odt;
mod order;
mod page;
mod part;
mod pdf;
mod piece;
mod pieces;
mod quoted;
mod reliefweb;
mod saved;
mod sheet;
mod stamp;
#[cfg(test)]
mod streams;
mod table;
mod telegram;
mod text;
mod whatsapp;
mod xml;
mod zipped;

pub use error::{IntakeError, Spot, Trouble};
pub use files::{Input, inputs};
pub use format::Format;
pub use piece::{Operator, Piece};
pub use pieces::Pieces;
