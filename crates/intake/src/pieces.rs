//! Pieces are the reports of all inputs as bytes, one after the other; of a batch no more than a line is held.

use crate::budget::Budget;
use crate::encoding;
use crate::error::{IntakeError, Trouble};
use crate::files::Input;
use crate::format::{Format, SNIFFED, Told};
use crate::kind::{self, How};
use crate::lines::Lines;
use crate::part::{Holds, Opened, Part};
use crate::piece::Piece;
use crate::zipped;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

const MIB: u64 = 1 << 20;
/// Beyond it something is amiss: an endless device, a disk image.
const LARGEST_FILE: u64 = 1024;
/// Archives within archives.
const ARCHIVES: usize = 3;
/// Files within files of whatever kind: a mail, in a mail, in an archive, …
const LEVELS: usize = 8;

type Reader = Box<dyn BufRead + Send>;

/// A file that holds several reports and is open.
enum Level {
    Lines(Lines),
    Parts {
        /// The file's, with where it is within others.
        name: String,
        within: &'static str,
        archive: bool,
        parts: Box<dyn Opened>,
    },
}

/// Iterates over the reports of the inputs in their order; an input, or a part of one, that cannot be read is an error in its place.
pub struct Pieces {
    inputs: std::vec::IntoIter<Result<Input, IntakeError>>,
    /// The file that is open, and in it those that are open within.
    levels: Vec<Level>,
    budget: Budget,
    consumed: u64,
}

impl Pieces {
    pub fn new(inputs: Vec<Result<Input, IntakeError>>) -> Pieces {
        Pieces { inputs: inputs.into_iter(), levels: Vec::new(), budget: Budget::default(), consumed: 0 }
    }

    /// A whole document, or `None` when it holds several and is now open.
    fn open(&mut self, input: Input) -> Result<Option<Piece>, IntakeError> {
        let file = input.name();
        let wrong = |trouble| IntakeError::file(&file, trouble);
        self.budget = Budget::default();
        let (mut reader, named): (Reader, _) = match &input {
            Input::Stdin => (Box::new(BufReader::with_capacity(64 << 10, io::stdin())), None),
            Input::File { path, format, .. } => {
                let opened = File::open(path).map_err(|e| wrong(e.into()))?;
                (Box::new(BufReader::with_capacity(64 << 10, opened)), format.clone())
            }
        };
        let start = start(&mut reader).map_err(|e| wrong(e.into()))?;
        if start.is_empty() {
            return Err(wrong(Trouble::Empty));
        }
        let format = Format::settle(named, &start);
        let lines = format == Format::Batch && !is_utf16(&start);
        let reader = Cursor::new(start).chain(reader);
        if lines {
            self.levels.push(Level::Lines(Lines::new(Box::new(reader), file)));
            return Ok(None);
        }
        let mut bytes = Vec::new();
        reader.take(LARGEST_FILE * MIB + 1).read_to_end(&mut bytes).map_err(|e| wrong(e.into()))?;
        if bytes.len() as u64 > LARGEST_FILE * MIB {
            return Err(wrong(Trouble::TooLarge(LARGEST_FILE)));
        }
        self.consumed += bytes.len() as u64;
        self.whole(file, format, bytes)
    }

    /// A file whose bytes are held.
    fn whole(&mut self, file: String, format: Format, bytes: Vec<u8>) -> Result<Option<Piece>, IntakeError> {
        let wrong = |trouble| IntakeError::file(&file, trouble);
        if bytes.is_empty() {
            return Err(wrong(Trouble::Empty));
        }
        if bytes.starts_with(zipped::OLE) {
            return Err(wrong(zipped::old(&bytes)));
        }
        let format = if format == Format::Zip { zipped::format(&bytes).map_err(wrong)? } else { format };
        match kind::of(&format).map(|k| &k.how) {
            Some(How::Lines) => {
                let text = if is_utf16(&bytes) { encoding::decode(bytes, None).map_err(wrong)?.into_bytes() } else { bytes };
                self.levels.push(Level::Lines(Lines::new(Box::new(Cursor::new(text)), file)));
            }
            Some(How::Parts(cut)) => {
                let parts = cut(bytes).map_err(wrong)?;
                self.push(file, Box::new(parts.into_iter()), " ", false)?;
            }
            Some(How::Opened { open, within, archive }) => {
                let parts = open(bytes).map_err(wrong)?;
                self.push(file, parts, within, *archive)?;
            }
            Some(How::One(_)) | None => return Ok(Some(Piece { file, line: None, format, bytes, consumed: self.consumed })),
        }
        Ok(None)
    }

    fn push(&mut self, name: String, parts: Box<dyn Opened>, within: &'static str, archive: bool) -> Result<(), IntakeError> {
        let archives = self.levels.iter().filter(|l| matches!(l, Level::Parts { archive: true, .. })).count();
        if archive && archives >= ARCHIVES {
            return Err(IntakeError::file(&name, Trouble::TooDeep(ARCHIVES)));
        }
        if self.levels.len() >= LEVELS {
            return Err(IntakeError::file(&name, Trouble::Nested(LEVELS)));
        }
        self.levels.push(Level::Parts { name, within, archive, parts });
        Ok(())
    }

    /// A part as a report, or as a file that is opened in its turn.
    fn part(&mut self, file: String, part: Part) -> Result<Option<Piece>, IntakeError> {
        match part.holds {
            Holds::Report(found) => {
                Ok(Some(Piece { file, line: part.line, format: Format::Told(Told(found)), bytes: part.bytes, consumed: self.consumed }))
            }
            Holds::File(format) => {
                let format = format.unwrap_or_else(|| Format::settle(Format::of_name(Path::new(&part.name)), &part.bytes));
                self.whole(file, format, part.bytes)
            }
        }
    }

    /// The next of what is open; `None` when nothing is left of the innermost.
    fn within(&mut self) -> Option<Result<Option<Piece>, IntakeError>> {
        match self.levels.last_mut()? {
            Level::Lines(lines) => Some(lines.next(&mut self.consumed).transpose()?.map(Some)),
            Level::Parts { name, within, parts, .. } => {
                let named = |part: &str| if part.is_empty() { name.clone() } else { format!("{name}{within}{part}") };
                match parts.next(&mut self.budget)? {
                    Err((part, trouble)) => Some(Err(IntakeError::file(&named(&part), trouble))),
                    Ok(part) => {
                        let file = named(&part.name);
                        Some(self.part(file, part))
                    }
                }
            }
        }
    }
}

fn is_utf16(start: &[u8]) -> bool {
    start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff")
}

/// Enough to tell the format, and no more than that of a slow pipe: the first line, or its first part.
fn start(reader: &mut Reader) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    while start.len() < SNIFFED && !start.trim_ascii_start().contains(&b'\n') {
        let part = match reader.fill_buf() {
            Ok([]) => break,
            Ok(part) => part,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(e),
        };
        let n = part.len();
        start.extend_from_slice(part);
        reader.consume(n);
    }
    Ok(start)
}

impl Iterator for Pieces {
    type Item = Result<Piece, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let made = match self.within() {
                Some(made) => made,
                None if self.levels.pop().is_some() => continue,
                None => match self.inputs.next()? {
                    Err(e) => return Some(Err(e)),
                    Ok(input) => self.open(input),
                },
            };
            match made {
                Ok(Some(piece)) => return Some(Ok(piece)),
                Ok(None) => {}
                Err(e) => return Some(Err(e)),
            }
        }
    }
}
