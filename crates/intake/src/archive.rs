//! An archive is files packed into one: zip, tar, gzip. Each is read as if it stood in a folder; nothing is written to disk.

use crate::budget::Budget;
use crate::error::Trouble;
use crate::part::{Holds, Opened, Part};
use crate::zipped::{self, Zipped};
use flate2::read::MultiGzDecoder;
use std::io::{Cursor, Read};

const ZIP: &str = "a zip archive";
const TAR: &str = "a tar archive";
/// Characters of a name that are shown.
const LONGEST_NAME: usize = 240;

pub(crate) fn is_zip(start: &[u8]) -> bool {
    // A file, or the end of an archive of none.
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}

pub(crate) fn is_gzip(start: &[u8]) -> bool {
    start.starts_with(b"\x1f\x8b\x08")
}

/// POSIX and GNU both write it there.
pub(crate) fn is_tar(start: &[u8]) -> bool {
    start.get(257..262) == Some(b"ustar")
}

pub(crate) fn zip(bytes: Vec<u8>) -> Result<Box<dyn Opened>, Trouble> {
    Ok(Box::new(Zip { zip: zipped::open(bytes, ZIP)?, at: 0, any: false }))
}

struct Zip {
    zip: Zipped,
    at: usize,
    /// Something was found in it.
    any: bool,
}

impl Opened for Zip {
    fn next(&mut self, budget: &mut Budget) -> Option<Result<Part, (String, Trouble)>> {
        while self.at < self.zip.len() {
            let at = self.at;
            self.at += 1;
            // Its entry alone; what is in it is opened below.
            let (name, locked, folder) = match self.zip.by_index_raw(at) {
                Ok(member) => (clean(member.name().as_bytes()), member.encrypted(), member.is_dir() || member.is_symlink()),
                Err(e) => return Some(Err((format!("file {}", at + 1), zipped::trouble("a packed file", e)))),
            };
            let Some(name) = name.filter(|_| !folder) else { continue };
            self.any = true;
            if let Err(e) = budget.file() {
                self.at = self.zip.len();
                return Some(Err((name, e)));
            }
            if locked {
                return Some(Err((name, Trouble::Locked("a packed file"))));
            }
            let unpacked = match self.zip.by_index(at) {
                Ok(member) => budget.unpack(member.compressed_size(), member),
                Err(e) => Err(zipped::trouble("a packed file", e)),
            };
            // Said once, not of each file that is left.
            if unpacked.is_err() && budget.spent() {
                self.at = self.zip.len();
            }
            return Some(part(name, unpacked));
        }
        nothing(&mut self.any)
    }
}

/// An archive that holds no report says so, once.
fn nothing(any: &mut bool) -> Option<Result<Part, (String, Trouble)>> {
    (!std::mem::replace(any, true)).then(|| Err((String::new(), Trouble::NoParts)))
}

fn part(name: String, unpacked: Result<Vec<u8>, Trouble>) -> Result<Part, (String, Trouble)> {
    match unpacked {
        Ok(bytes) => Ok(Part { name, line: None, bytes, holds: Holds::File(None) }),
        Err(e) => Err((name, e)),
    }
}

pub(crate) fn tar(bytes: Vec<u8>) -> Result<Box<dyn Opened>, Trouble> {
    Ok(Box::new(Tar { rest: Cursor::new(bytes), long: None, failed: false, any: false }))
}

/// Read header by header: the crate's iterator borrows its archive, and a tape has no list of its files.
struct Tar {
    rest: Cursor<Vec<u8>>,
    /// A name too long for the next file's header.
    long: Option<Vec<u8>>,
    failed: bool,
    any: bool,
}

const BLOCK: u64 = 512;

impl Opened for Tar {
    fn next(&mut self, budget: &mut Budget) -> Option<Result<Part, (String, Trouble)>> {
        while !self.failed {
            let mut header = tar::Header::new_old();
            let left = self.rest.get_ref().len() as u64 - self.rest.position().min(self.rest.get_ref().len() as u64);
            // Writers leave out the blank blocks at the end.
            if left == 0 {
                break;
            }
            if self.rest.read_exact(header.as_mut_bytes()).is_err() {
                return Some(self.fail(String::new(), "it ends within a file's header"));
            }
            if header.as_bytes().iter().all(|b| *b == 0) {
                break;
            }
            let size = match (sums(&header), header.entry_size()) {
                (true, Ok(size)) => size,
                _ => return Some(self.fail(String::new(), "a file's header is damaged")),
            };
            let begins = self.rest.position();
            let bytes = self.rest.get_ref().get(begins as usize..).and_then(|b| b.get(..usize::try_from(size).ok()?)).map(<[u8]>::to_vec);
            let kind = header.entry_type();
            let name = self.long.take().unwrap_or_else(|| header.path_bytes().into_owned());
            let Some(bytes) = bytes else {
                return Some(self.fail(clean(&name).unwrap_or_default(), "it ends within this file"));
            };
            self.rest.set_position(begins + size.div_ceil(BLOCK) * BLOCK);
            if kind.is_gnu_longname() {
                self.long = Some(bytes.into_iter().take_while(|b| *b != 0).collect());
                continue;
            }
            if kind.is_pax_local_extensions() {
                self.long = tar::PaxExtensions::new(&bytes).flatten().find(|e| e.key_bytes() == b"path").map(|e| e.value_bytes().to_vec());
                continue;
            }
            let Some(name) = clean(&name).filter(|_| kind.is_file()) else { continue };
            self.any = true;
            if let Err(e) = budget.file() {
                self.failed = true;
                return Some(Err((name, e)));
            }
            let unpacked = budget.unpack(size, bytes.as_slice());
            self.failed = unpacked.is_err() && budget.spent();
            return Some(part(name, unpacked));
        }
        self.failed = true;
        nothing(&mut self.any)
    }
}

impl Tar {
    fn fail(&mut self, name: String, why: &str) -> Result<Part, (String, Trouble)> {
        (self.failed, self.any) = (true, true);
        Err((name, Trouble::broken(TAR, why)))
    }
}

/// The header's checksum is the sum of its bytes, with blanks for itself.
fn sums(header: &tar::Header) -> bool {
    let sum: u32 = header.as_bytes().iter().enumerate().map(|(i, b)| if (148..156).contains(&i) { 32 } else { u32::from(*b) }).sum();
    header.cksum().is_ok_and(|c| c == sum)
}

pub(crate) fn gzip(bytes: Vec<u8>) -> Result<Box<dyn Opened>, Trouble> {
    Ok(Box::new(Gzip(Some(bytes))))
}

/// One file, which has no name of its own: a tar archive, most often.
struct Gzip(Option<Vec<u8>>);

impl Opened for Gzip {
    fn next(&mut self, budget: &mut Budget) -> Option<Result<Part, (String, Trouble)>> {
        let bytes = self.0.take()?;
        let unpacked = budget.unpack(bytes.len() as u64, MultiGzDecoder::new(bytes.as_slice()));
        Some(part(String::new(), unpacked))
    }
}

/// A member's name as it may be shown; `None` for what systems add for themselves, and hidden files.
/// Names come from anywhere: steps up, marks that turn the reading order and control characters are left out.
pub(crate) fn clean(name: &[u8]) -> Option<String> {
    let name = String::from_utf8_lossy(name).replace('\\', "/");
    let shown = |c: &char| !c.is_control() && !matches!(*c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    let steps: Vec<String> = name.split('/').map(|s| s.chars().filter(shown).collect::<String>()).collect();
    let mut kept = Vec::new();
    for step in steps.iter().map(|s| s.trim()).filter(|s| !s.is_empty() && *s != "." && *s != "..") {
        if step.starts_with('.') || step == "__MACOSX" || step.eq_ignore_ascii_case("thumbs.db") || step.eq_ignore_ascii_case("desktop.ini")
        {
            return None;
        }
        kept.push(step);
    }
    let name: String = kept.join("/");
    let cut = name.chars().count().saturating_sub(LONGEST_NAME);
    // The end of a long name tells the format.
    (!name.is_empty()).then(|| name.chars().skip(cut).collect())
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn names_are_made_fit_to_be_shown() {
        for (name, shown) in [
            ("letters/a.docx", Some("letters/a.docx")),
            ("../../etc/a.txt", Some("etc/a.txt")),
            ("/a.txt", Some("a.txt")),
            ("a\\b.txt", Some("a/b.txt")),
            ("rep\u{202e}txt.docx\n", Some("reptxt.docx")),
            ("__MACOSX/letters/._a.docx", None),
            (".DS_Store", None),
            ("letters/.hidden/a.txt", None),
            ("letters/Thumbs.db", None),
            ("", None),
            ("//", None),
            ("été.txt", Some("été.txt")),
        ] {
            assert_eq!(clean(name.as_bytes()).as_deref(), shown, "{name}");
        }
        assert_eq!(clean("x".repeat(5000).as_bytes()).map(|n| n.len()), Some(240));
        assert_eq!(clean(b"a\xff.txt").as_deref(), Some("a\u{fffd}.txt"));
    }
}
