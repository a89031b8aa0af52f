//! A budget is how much an input may still unpack: a small file can be made to unpack to more than any machine holds.

use crate::error::Trouble;
use std::io::Read;

const MIB: u64 = 1 << 20;
/// MiB that the files of one input unpack to, all archives within archives taken together.
const TOTAL: u64 = 1024;
/// Files of one input.
const FILES: u64 = 20_000;
/// MiB of one file.
const ONE: u64 = 256;
/// How often its packed size a file may be once it is unpacked, beyond the first MiB. Text packs to a tenth, at best a thirtieth.
const RATIO: u64 = 100;

#[derive(Debug)]
pub(crate) struct Budget {
    bytes: u64,
    files: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { bytes: TOTAL * MIB, files: FILES }
    }
}

impl Budget {
    /// One file more; an error when there are too many.
    pub fn file(&mut self) -> Result<(), Trouble> {
        self.files = self.files.checked_sub(1).ok_or(Trouble::TooManyFiles(FILES))?;
        Ok(())
    }

    /// True when nothing can be unpacked any more.
    pub fn spent(&self) -> bool {
        self.bytes == 0
    }

    /// Unpacks a file that takes `packed` bytes in its archive.
    pub fn unpack(&mut self, packed: u64, reader: impl Read) -> Result<Vec<u8>, Trouble> {
        let by_ratio = packed.saturating_mul(RATIO).max(MIB);
        let most = by_ratio.min(ONE * MIB).min(self.bytes);
        let mut bytes = Vec::new();
        let read = reader.take(most + 1).read_to_end(&mut bytes);
        let n = bytes.len() as u64;
        self.bytes = self.bytes.saturating_sub(n);
        read.map_err(|e| Trouble::broken("a packed file", e))?;
        match n > most {
            false => Ok(bytes),
            true if self.bytes == 0 => Err(Trouble::UnpacksTooMuch(TOTAL)),
            true if most == by_ratio => Err(Trouble::Bomb(RATIO)),
            true => Err(Trouble::UnpacksTooMuch(ONE)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, FILES, MIB};
    use crate::error::Trouble;
    use std::io::{Read, repeat};

    #[test]
    fn what_unpacks_without_end_is_refused() {
        let mut budget = Budget::default();
        assert_eq!(budget.unpack(10, repeat(b'a').take(MIB)).map(|b| b.len() as u64).ok(), Some(MIB));
        assert!(matches!(budget.unpack(10, repeat(b'a')), Err(Trouble::Bomb(100))));
        assert!(matches!(budget.unpack(1 << 40, repeat(b'a')), Err(Trouble::UnpacksTooMuch(256))));
        while !budget.spent() {
            assert!(budget.unpack(1 << 40, repeat(b'a')).is_err());
        }
        assert!(matches!(budget.unpack(1 << 40, repeat(b'a')), Err(Trouble::UnpacksTooMuch(1024))));
    }

    #[test]
    fn files_without_end_are_refused() {
        let mut budget = Budget::default();
        assert!((0..FILES).all(|_| budget.file().is_ok()));
        assert!(matches!(budget.file(), Err(Trouble::TooManyFiles(FILES))));
    }
}
