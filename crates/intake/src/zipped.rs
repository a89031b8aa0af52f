//! Zipped documents are zip archives whose members, and no others, make one document; what they hold tells which kind it is.

use crate::budget::Budget;
use crate::docx;
use crate::error::Trouble;
use crate::format::Format;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// A zip archive whose bytes are held.
pub(crate) type Zipped = ZipArchive<Cursor<Vec<u8>>>;

/// A document that is read, or what to call one that is not.
enum Known {
    Format(Format),
    Other(&'static str),
}

/// By a member that no other kind has (ISO/IEC 29500-2 and the names that all its writers use).
const BY_MEMBER: [(&str, Known); 4] = [
    ("xl/workbook.xml", Known::Format(Format::Workbook)),
    ("xl/workbook.bin", Known::Other("an Excel workbook")),
    ("ppt/presentation.xml", Known::Other("a PowerPoint presentation")),
    ("AndroidManifest.xml", Known::Other("a program for telephones")),
];

/// By what the member `mimetype` says (OpenDocument 1.3 part 2, 3.3).
const BY_MIMETYPE: [(&str, Known); 5] = [
    ("application/vnd.oasis.opendocument.text", Known::Format(Format::Odt)),
    ("application/vnd.oasis.opendocument.spreadsheet", Known::Format(Format::Workbook)),
    ("application/vnd.oasis.opendocument.presentation", Known::Other("an OpenDocument presentation")),
    ("application/vnd.oasis.opendocument.graphics", Known::Other("an OpenDocument drawing")),
    ("application/epub+zip", Known::Other("an e-book")),
];

/// What a file that begins as a zip does is: a document, or an archive of files in their own right.
pub(crate) fn format(bytes: &[u8]) -> Result<Format, Trouble> {
    // What is wrong with it is said by who opens it.
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(Format::Zip) };
    let mut mimetype = String::new();
    if let Ok(member) = zip.by_name("mimetype") {
        let _ = member.take(100).read_to_string(&mut mimetype);
    }
    let by_mimetype = BY_MIMETYPE.iter().find(|(m, _)| mimetype.trim().trim_end_matches("-template") == *m);
    if by_mimetype.is_none() && docx::main(zip.file_names()).is_some() {
        return Ok(Format::Docx);
    }
    let known = by_mimetype.or_else(|| BY_MEMBER.iter().find(|(name, _)| zip.index_for_name(name).is_some()));
    match known {
        Some((_, Known::Format(format))) => Ok(format.clone()),
        Some((_, Known::Other(what))) => Err(Trouble::OtherFormat(what)),
        None => Ok(Format::Zip),
    }
}

/// `what` it should be, with its article: "a Word document".
pub(crate) fn open(bytes: Vec<u8>, what: &'static str) -> Result<Zipped, Trouble> {
    if bytes.starts_with(OLE) {
        return Err(old(&bytes));
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|e| trouble(what, e))
}

/// The member of this name; `None` when there is none.
pub(crate) fn member(zip: &mut Zipped, name: &str, what: &'static str, budget: &mut Budget) -> Result<Option<Vec<u8>>, Trouble> {
    match zip.by_name(name) {
        Ok(member) => budget.unpack(member.compressed_size(), member).map(Some),
        Err(ZipError::FileNotFound) => Ok(None),
        Err(e) => Err(trouble(what, e)),
    }
}

pub(crate) fn trouble(what: &'static str, e: ZipError) -> Trouble {
    match e {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Trouble::Locked(what),
        e => Trouble::broken(what, e),
    }
}

/// How a Compound File begins ([MS-CFB] 2.2): documents of before 2007, messages saved by Outlook, and locked documents.
pub(crate) const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What to say of a Compound File; streams are told by their names, in UTF-16.
pub(crate) fn old(bytes: &[u8]) -> Trouble {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|w| w == wide)
    };
    match () {
        () if holds("EncryptedPackage") => Trouble::Locked("a Word or Excel document"),
        () if holds("WordDocument") => Trouble::OldKind("a Word document", ".docx"),
        () if holds("Workbook") => Trouble::OldKind("an Excel workbook", ".xlsx or .csv"),
        () if holds("__properties_version1.0") => Trouble::OldKind("an Outlook message", ".eml"),
        () => Trouble::OldKind("an old Word or Excel document", ".docx or .csv"),
    }
}
