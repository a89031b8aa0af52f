//! A format is how the bytes of an input are to be understood.
//!
//! A new format is a variant here and a row in `kind.rs`, which says by what it is known and what opens it.

use crate::found::Found;
use crate::kind::{self, KINDS};
use std::path::Path;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Html,
    /// One JSON object a line, a report each.
    Batch,
    /// Word, 2007 and later (ISO/IEC 29500).
    Docx,
    /// OpenDocument text (ISO/IEC 26300).
    Odt,
    Pdf,
    /// One message (RFC 5322).
    Mail,
    /// Messages one after the other (RFC 4155).
    Mbox,
    Zip,
    Tar,
    Gzip,
    /// A sheet or several, a report a row: XLSX, ODS.
    Workbook,
    /// `result.json` of Telegram Desktop.
    Telegram,
    /// What ReliefWeb's interface answers.
    ReliefWeb,
    /// Answers to a form of KoboToolbox or ODK.
    Form,
    /// RSS, RDF or Atom.
    Feed,
    /// MHTML (RFC 2557).
    SavedPage,
    /// `_chat.txt` of WhatsApp.
    WhatsApp,
    /// CSV and its like, with or without an HXL row.
    Table,
    /// Understood already, by the format of the file that it is a part of.
    Told(Told),
}

/// What another format has found out about a part of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told(pub(crate) Box<Found>);

/// What a first part of a file tells enough from.
pub(crate) const SNIFFED: usize = 4096;

impl Format {
    /// By the name's extension; `None` when it says nothing.
    pub fn of_name(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        KINDS.iter().find(|k| k.extensions.contains(&extension.as_str())).map(|k| k.format.clone())
    }

    /// By how the content begins; text when in doubt.
    pub fn sniff(start: &[u8]) -> Format {
        let head = &start[..start.len().min(SNIFFED)];
        KINDS.iter().find(|k| (k.is)(head)).map_or(Format::Text, |k| k.format.clone())
    }

    /// By name and content: what the first bytes of a file prove wins over a name that says otherwise.
    pub(crate) fn settle(named: Option<Format>, start: &[u8]) -> Format {
        let head = &start[..start.len().min(SNIFFED)];
        if let Some(sure) = KINDS.iter().find(|k| k.sure && (k.is)(head)) {
            return sure.format.clone();
        }
        match named {
            // A name that promises what the content is not, over words that can be read.
            Some(named) if kind::of(&named).is_some_and(|k| k.sure) && !head.contains(&0) && is_utf8(head) => Format::sniff(head),
            Some(named) => named,
            None => Format::sniff(head),
        }
    }
}

/// The last character may be cut.
fn is_utf8(head: &[u8]) -> bool {
    match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(e) => e.error_len().is_none(),
    }
}

/// Begins with an object in JSON whose first key is a string.
pub(crate) fn is_object(start: &[u8]) -> bool {
    trimmed(start).strip_prefix(b"{").is_some_and(|object| object.trim_ascii_start().starts_with(b"\""))
}

/// Without byte order mark and blanks.
pub(crate) fn trimmed(start: &[u8]) -> &[u8] {
    start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start()
}

/// Begins with a tag that web pages, whole or in part, begin with.
pub(crate) fn is_markup(start: &[u8]) -> bool {
    const OPENINGS: [&str; 16] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "meta",
        "title",
        "article",
        "main",
        "section",
        "div",
        "p",
        "h1",
        "h2",
        "span",
        "!--",
        "?xml",
    ];
    let Some(rest) = trimmed(start).strip_prefix(b"<") else { return false };
    OPENINGS.iter().any(|o| {
        let begins = rest.get(..o.len()).is_some_and(|r| r.eq_ignore_ascii_case(o.as_bytes()));
        let ends = !o.ends_with(|c: char| c.is_ascii_alphanumeric()) || rest.get(o.len()).is_none_or(|b| !b.is_ascii_alphanumeric());
        begins && ends
    })
}

#[cfg(test)]
mod tests {
    use super::Format;
    use std::path::Path;

    #[test]
    fn names_tell() {
        for (name, format) in [
            ("a.txt", Some(Format::Text)),
            ("a.MD", Some(Format::Text)),
            ("a.htm", Some(Format::Html)),
            ("a.jsonl", Some(Format::Batch)),
            ("a.docx", Some(Format::Docx)),
            ("a.ODT", Some(Format::Odt)),
            ("a.pdf", Some(Format::Pdf)),
            ("a.eml", Some(Format::Mail)),
            ("a.mbox", Some(Format::Mbox)),
            ("a.zip", Some(Format::Zip)),
            ("a.tar", Some(Format::Tar)),
            ("a.tar.gz", Some(Format::Gzip)),
            ("a.tgz", Some(Format::Gzip)),
            ("a.log", None),
            ("a", None),
        ] {
            assert_eq!(Format::of_name(Path::new(name)), format, "{name}");
        }
    }

    #[test]
    fn beginnings_tell() {
        for (start, format) in [
            ("{\"text\": \"x\"}", Format::Batch),
            ("\u{feff}\n { \"text\"", Format::Batch),
            ("{curly} words", Format::Text),
            ("<!DOCTYPE html><p>", Format::Html),
            ("<p>x", Format::Html),
            ("<para>x", Format::Text),
            ("<3 January>", Format::Text),
            ("%PDF-1.7\n", Format::Pdf),
            ("junk before\n%PDF-1.7\n", Format::Pdf),
            ("The %PDF-format is old.", Format::Text),
            ("PK\x03\x04", Format::Zip),
            ("\x1f\u{8b}", Format::Text),
            ("Return-Path: <a@example.org>\nFrom: a\nSubject: b\n\nWords", Format::Mail),
            ("From: a\nDate: b\nSubject: c\n\nA memo is no mail.", Format::Text),
            ("TITLE: a\nDATE: b\n\nWords.", Format::Text),
            ("From a@example.org Mon May  3 10:00:00 2021\nFrom: a\nSubject: b\n\nWords", Format::Mbox),
            ("From the river to the road,\nnothing: moved.", Format::Text),
            ("", Format::Text),
        ] {
            assert_eq!(Format::sniff(start.as_bytes()), format, "{start}");
        }
    }

    #[test]
    fn content_wins_over_a_name_that_says_otherwise() {
        for (name, start, format) in [
            ("a.txt", &b"%PDF-1.4"[..], Format::Pdf),
            ("a.docx", b"PK\x03\x04", Format::Zip),
            // Read as a plain text it would keep who wrote each message.
            (
                "_chat.txt",
                b"[31/12/2019, 20:05:03] Somebody: The bridge is cut.\n[31/12/2019, 20:06:10] Another: Since noon.\n",
                Format::WhatsApp,
            ),
            ("a.html", b"\x1f\x8b\x08", Format::Gzip),
            ("a.docx", b"Only words.", Format::Text),
            ("a.pdf", b"<p>Only words.", Format::Html),
            ("a.pdf", b"\0\0\0", Format::Pdf),
            ("a.txt", b"<p>Typed", Format::Text),
            ("a.txt", b"Return-Path: <a>\nFrom: a\n", Format::Text),
            ("a.bin", b"<p>", Format::Html),
        ] {
            assert_eq!(Format::settle(Format::of_name(Path::new(name)), start), format, "{name} {start:?}");
        }
    }
}
