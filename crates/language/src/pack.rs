//! A pack is the byte layout of the weights: a header and numbered sections.

use std::borrow::Cow;
use std::ops::Range;

const MAGIC: &[u8; 4] = b"ACLW";
/// Goes up with every change of a feature or of the layout: older weights are then refused.
pub(crate) const VERSION: u8 = 1;

/// Writes sections one after the other.
pub(crate) struct Writer {
    out: Vec<u8>,
}

impl Writer {
    pub(crate) fn new(lang: &str) -> Writer {
        let mut out = MAGIC.to_vec();
        out.push(VERSION);
        let mut code = [0; 3];
        for (o, b) in code.iter_mut().zip(lang.bytes()) {
            *o = b;
        }
        out.extend(code);
        Writer { out }
    }

    pub(crate) fn section(&mut self, bytes: &[u8]) {
        self.out.extend((bytes.len() as u32).to_le_bytes());
        self.out.extend(bytes);
    }

    pub(crate) fn size(&self) -> usize {
        self.out.len()
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.out
    }
}

/// Hands out sections in the order they were written.
pub(crate) struct Reader {
    bytes: Cow<'static, [u8]>,
    at: usize,
}

impl Reader {
    /// The reader and the code of the language.
    pub(crate) fn new(bytes: Cow<'static, [u8]>) -> Option<(Reader, String)> {
        if bytes.get(..4)? != MAGIC || *bytes.get(4)? != VERSION {
            return None;
        }
        let code = bytes.get(5..8)?.iter().take_while(|b| **b != 0).map(|b| char::from(*b)).collect();
        Some((Reader { bytes, at: 8 }, code))
    }

    pub(crate) fn section(&mut self) -> Option<Range<usize>> {
        let size = self.bytes.get(self.at..self.at + 4)?.try_into().ok().map(u32::from_le_bytes)?;
        let start = self.at + 4;
        let end = start.checked_add(size as usize)?;
        self.bytes.get(start..end)?;
        self.at = end;
        Some(start..end)
    }

    pub(crate) fn bytes(&self, section: &Range<usize>) -> &[u8] {
        &self.bytes[section.clone()]
    }

    /// All bytes, once every section has been handed out.
    pub(crate) fn into_bytes(self) -> Option<Cow<'static, [u8]>> {
        (self.at == self.bytes.len()).then_some(self.bytes)
    }
}
