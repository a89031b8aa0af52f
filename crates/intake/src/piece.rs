//! A piece is the bytes of one report as they came, and where they came from; decoding makes it a report.

use crate::batch;
use crate::error::{IntakeError, Spot, Trouble};
use crate::format::{Format, Told};
use crate::found::Found;
use crate::kind::{self, How};
use accalmie_record::{Lang, PublishedFrom, Report, Schema};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// What the person who runs it says of all reports; it wins over what they say themselves.
#[derive(Clone, Debug, Default)]
pub struct Operator {
    /// ISO date or date-time.
    pub date: Option<String>,
    pub language: Option<Lang>,
}

#[derive(Clone, Debug)]
pub struct Piece {
    /// With the part of it, where it holds several: `archive.zip/letters/a.docx`, `mailbox.mbox message 12`.
    pub file: String,
    /// Of the file, from 1, where it has lines.
    pub line: Option<u64>,
    pub format: Format,
    pub bytes: Vec<u8>,
    /// Bytes of all inputs up to the end of this one, for those who wait.
    pub consumed: u64,
}

impl Piece {
    /// As said in messages.
    pub fn spot(&self) -> Spot {
        Spot { file: self.file.clone(), line: self.line, column: None }
    }

    pub fn report(self, operator: &Operator) -> Result<Report, IntakeError> {
        let spot = self.spot();
        let wrong = |trouble| IntakeError { spot: spot.clone(), trouble };
        let (id, key, found) = match self.format {
            Format::Batch => {
                let (key, found) =
                    batch::find(&self.bytes).map_err(|(column, trouble)| IntakeError { spot: Spot { column, ..spot.clone() }, trouble })?;
                (digest(found.text.as_bytes()), key.unwrap_or_else(|| spot.to_string()), found)
            }
            Format::Told(Told(found)) => (digest(&self.bytes), self.file, *found),
            format => {
                let id = digest(&self.bytes);
                let found = match kind::of(&format).map(|k| &k.how) {
                    Some(How::One(find)) => find(self.bytes).map_err(wrong)?,
                    // Only `Pieces` opens what holds several.
                    _ => return Err(wrong(Trouble::Several)),
                };
                (id, self.file, found)
            }
        };
        Ok(report(id, key, found, operator))
    }
}

fn digest(bytes: &[u8]) -> String {
    let mut id = String::from("sha256:");
    for b in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(id, "{b:02x}");
    }
    id
}

fn report(id: String, key: String, found: Found, operator: &Operator) -> Report {
    let (published, published_from) = match &operator.date {
        Some(date) => (Some(date.clone()), PublishedFrom::Operator),
        None => (found.published, found.published_from),
    };
    Report {
        schema: Schema,
        id,
        key,
        language: operator.language.or(found.language),
        published,
        published_from,
        source: found.source,
        url: found.url,
        title: found.title,
        text: found.text,
    }
}
