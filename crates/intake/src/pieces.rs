//! Pieces are the reports of all inputs as bytes, one after the other; of a batch no more than a line is held.

use crate::encoding;
use crate::error::{IntakeError, Spot, Trouble};
use crate::files::Input;
use crate::format::{Format, SNIFFED};
use crate::piece::Piece;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

const MIB: u64 = 1 << 20;
/// Beyond it something is amiss: an endless device, a disk image.
const LARGEST_FILE: u64 = 1024;
const LONGEST_LINE: u64 = 256;

type Reader = Box<dyn BufRead + Send>;

struct Lines {
    reader: Reader,
    file: String,
    line: u64,
}

/// Iterates over the reports of the inputs in their order; an input that cannot be read is an error in its place.
pub struct Pieces {
    inputs: std::vec::IntoIter<Result<Input, IntakeError>>,
    batch: Option<Lines>,
    consumed: u64,
}

impl Pieces {
    pub fn new(inputs: Vec<Result<Input, IntakeError>>) -> Pieces {
        Pieces { inputs: inputs.into_iter(), batch: None, consumed: 0 }
    }

    /// A whole document, or `None` when it was a batch that is now open.
    fn open(&mut self, input: Input) -> Result<Option<Piece>, IntakeError> {
        let file = input.name();
        let wrong = |trouble| IntakeError::file(&file, trouble);
        let (mut reader, format): (Reader, _) = match &input {
            Input::Stdin => (Box::new(BufReader::with_capacity(64 << 10, io::stdin())), None),
            Input::File { path, format, .. } => {
                let opened = File::open(path).map_err(|e| wrong(e.into()))?;
                (Box::new(BufReader::with_capacity(64 << 10, opened)), *format)
            }
        };
        let start = start(&mut reader).map_err(|e| wrong(e.into()))?;
        if start.is_empty() {
            return Err(wrong(Trouble::Empty));
        }
        let format = format.unwrap_or_else(|| Format::sniff(&start));
        let utf16 = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
        let reader = Cursor::new(start).chain(reader);
        if format == Format::Batch && !utf16 {
            self.batch = Some(Lines { reader: Box::new(reader), file, line: 0 });
            return Ok(None);
        }
        let mut bytes = Vec::new();
        reader.take(LARGEST_FILE * MIB + 1).read_to_end(&mut bytes).map_err(|e| wrong(e.into()))?;
        if bytes.len() as u64 > LARGEST_FILE * MIB {
            return Err(wrong(Trouble::TooLarge(LARGEST_FILE)));
        }
        self.consumed += bytes.len() as u64;
        if format == Format::Batch {
            let text = encoding::decode(bytes, None).map_err(wrong)?;
            self.batch = Some(Lines { reader: Box::new(Cursor::new(text.into_bytes())), file, line: 0 });
            return Ok(None);
        }
        Ok(Some(Piece { file, line: None, format, bytes, consumed: self.consumed }))
    }
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

impl Lines {
    /// The next line that is not blank.
    fn next(&mut self, consumed: &mut u64) -> Option<Result<Piece, IntakeError>> {
        loop {
            let mut bytes = Vec::new();
            self.line += 1;
            let spot = || Spot { file: self.file.clone(), line: Some(self.line), column: None };
            let read = self.reader.by_ref().take(LONGEST_LINE * MIB + 1).read_until(b'\n', &mut bytes);
            match read {
                Err(e) => return Some(Err(IntakeError { spot: spot(), trouble: e.into() })),
                Ok(0) => return None,
                Ok(n) => *consumed += n as u64,
            }
            if bytes.len() as u64 > LONGEST_LINE * MIB {
                if let Err(e) = self.reader.skip_until(b'\n') {
                    return Some(Err(IntakeError { spot: spot(), trouble: e.into() }));
                }
                return Some(Err(IntakeError { spot: spot(), trouble: Trouble::LineTooLong(LONGEST_LINE) }));
            }
            if self.line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                bytes.drain(..3);
            }
            while bytes.last().is_some_and(u8::is_ascii_whitespace) {
                bytes.pop();
            }
            if bytes.iter().any(|b| !b.is_ascii_whitespace()) {
                return Some(Ok(Piece {
                    file: self.file.clone(),
                    line: Some(self.line),
                    format: Format::Batch,
                    bytes,
                    consumed: *consumed,
                }));
            }
        }
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(batch) = &mut self.batch {
                match batch.next(&mut self.consumed) {
                    // A batch that cannot be read further ends here.
                    Some(Err(e)) if matches!(e.trouble, Trouble::Unreadable(_)) => {
                        self.batch = None;
                        return Some(Err(e));
                    }
                    Some(piece) => return Some(piece),
                    None => self.batch = None,
                }
            }
            match self.inputs.next()? {
                Err(e) => return Some(Err(e)),
                Ok(input) => match self.open(input) {
                    Err(e) => return Some(Err(e)),
                    Ok(Some(piece)) => return Some(Ok(piece)),
                    Ok(None) => {}
                },
            }
        }
    }
}
