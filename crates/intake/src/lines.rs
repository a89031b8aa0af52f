//! The lines of a batch are reports, one each; no more than a line is held, so that a batch may be as long as it likes.

use crate::error::{IntakeError, Spot, Trouble};
use crate::format::Format;
use crate::piece::Piece;
use std::io::{BufRead, Read};

const MIB: u64 = 1 << 20;
const LONGEST_LINE: u64 = 256;

pub(crate) struct Lines {
    reader: Box<dyn BufRead + Send>,
    file: String,
    line: u64,
    /// Nothing more can be read.
    over: bool,
}

impl Lines {
    pub fn new(reader: Box<dyn BufRead + Send>, file: String) -> Lines {
        Lines { reader, file, line: 0, over: false }
    }

    /// The next line that is not blank; `None` at the end. `consumed` counts the bytes that are read.
    pub fn next(&mut self, consumed: &mut u64) -> Result<Option<Piece>, IntakeError> {
        while !self.over {
            let mut bytes = Vec::new();
            self.line += 1;
            let wrong = |trouble| IntakeError { spot: Spot { file: self.file.clone(), line: Some(self.line), column: None }, trouble };
            match self.reader.by_ref().take(LONGEST_LINE * MIB + 1).read_until(b'\n', &mut bytes) {
                Err(e) => {
                    // A batch that cannot be read further ends here.
                    self.over = true;
                    return Err(wrong(e.into()));
                }
                Ok(0) => break,
                Ok(n) => *consumed += n as u64,
            }
            if bytes.len() as u64 > LONGEST_LINE * MIB {
                if let Err(e) = self.reader.skip_until(b'\n') {
                    self.over = true;
                    return Err(wrong(e.into()));
                }
                return Err(wrong(Trouble::LineTooLong(LONGEST_LINE)));
            }
            if self.line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                bytes.drain(..3);
            }
            while bytes.last().is_some_and(u8::is_ascii_whitespace) {
                bytes.pop();
            }
            if bytes.iter().any(|b| !b.is_ascii_whitespace()) {
                return Ok(Some(Piece {
                    file: self.file.clone(),
                    line: Some(self.line),
                    format: Format::Batch,
                    bytes,
                    consumed: *consumed,
                }));
            }
        }
        Ok(None)
    }
}
