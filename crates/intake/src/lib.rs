//! Intake turns bytes, however they come, into reports: text, web pages and batches, in files, folders or a pipe.
//!
//! It works in two steps so that the slow one can be shared between threads: [`Pieces`] cuts the inputs into the bytes of
//! one report each, in order and without holding more than one; [`Piece::report`] decodes a piece.

mod batch;
mod columns;
mod dateline;
mod delimited;
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
mod kobo;
mod ods;
mod order;
mod page;
#[allow(dead_code)]
mod part;
mod piece;
mod pieces;
mod reliefweb;
mod saved;
mod sheet;
mod stamp;
#[allow(dead_code)]
mod streams;
mod table;
mod telegram;
mod text;
mod whatsapp;

pub use error::{IntakeError, Spot, Trouble};
pub use files::{Input, inputs};
pub use format::Format;
pub use piece::{Operator, Piece};
pub use pieces::Pieces;
