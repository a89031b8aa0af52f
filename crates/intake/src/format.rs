//! A format is how the bytes of an input are to be understood.

use std::path::Path;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Html,
    /// One JSON object a line, a report each.
    Batch,
}

/// What a first part of a file tells enough from.
pub(crate) const SNIFFED: usize = 4096;

impl Format {
    /// By the name's extension; `None` when it says nothing.
    pub fn of_name(path: &Path) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "txt" | "md" | "text" => Format::Text,
            "html" | "htm" | "xhtml" => Format::Html,
            "jsonl" | "ndjson" => Format::Batch,
            _ => return None,
        })
    }

    /// By how the content begins; text when in doubt.
    pub fn sniff(start: &[u8]) -> Format {
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
        let head = &start[..start.len().min(SNIFFED)];
        if let Some(object) = head.strip_prefix(b"{")
            && object.trim_ascii_start().starts_with(b"\"")
        {
            return Format::Batch;
        }
        if is_markup(head) { Format::Html } else { Format::Text }
    }
}

/// Begins with a tag that web pages, whole or in part, begin with.
fn is_markup(head: &[u8]) -> bool {
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
    let Some(rest) = head.strip_prefix(b"<") else { return false };
    OPENINGS.iter().any(|o| {
        let begins = rest.len() >= o.len() && rest[..o.len()].eq_ignore_ascii_case(o.as_bytes());
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
            ("", Format::Text),
        ] {
            assert_eq!(Format::sniff(start.as_bytes()), format, "{start}");
        }
    }
}
