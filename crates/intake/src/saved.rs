//! A saved page is a web page as a browser kept it with its pictures in one file (MHTML, RFC 2557); only the page is read.
//!
//! The `Date` of the file is the day it was saved, which says nothing of when the page was written.

use crate::error::Trouble;
use crate::found::filled;
use crate::part::{Holds, Part, Parts};
use crate::{encoding, html, page};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, MessageParser, MessagePart, MimeHeaders};

const WHAT: &str = "a saved web page";

/// Parts that go together, and a browser's mark or nothing that a letter would have.
pub(crate) fn is(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start));
    let mut names: Vec<(String, String)> = Vec::new();
    for line in start.trim_start().lines() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            match names.last_mut() {
                Some((_, value)) => value.push_str(line),
                None => return false,
            }
            continue;
        }
        let Some((name, value)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return false;
        }
        names.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let has = |name: &str| names.iter().any(|(n, _)| n == name);
    let related = names.iter().any(|(n, v)| n == "content-type" && v.to_ascii_lowercase().starts_with("multipart/related"));
    let letter = ["to", "cc", "received", "delivered-to", "message-id", "return-path"].iter().any(|n| has(n));
    related && has("mime-version") && (has("snapshot-content-location") || !letter)
}

pub(crate) fn cut(bytes: &[u8]) -> Result<Parts, Trouble> {
    let file = MessageParser::default().parse(bytes).ok_or_else(|| Trouble::broken(WHAT, "it has no parts"))?;
    let is_page = |p: &&MessagePart| p.content_type().is_some_and(|t| t.ctype() == "text" && t.subtype() == Some("html"));
    let part = file.parts.iter().find(is_page).ok_or_else(|| Trouble::broken(WHAT, "none of its parts is a page"))?;
    let raw = bytes.get(part.raw_body_offset() as usize..part.raw_end_offset() as usize).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    let decoded = decoded.ok_or_else(|| Trouble::broken(WHAT, "its page is not written as it says"))?;
    let told = part.content_type().and_then(|t| t.attribute("charset")).map(str::to_owned).or_else(|| page::declared_encoding(&decoded));
    let text = encoding::decode(decoded.clone(), told.as_deref())?;
    let mut found = html::find(&text);
    if found.text.trim().is_empty() {
        return Err(Trouble::Empty);
    }
    let location = file.header_raw("Snapshot-Content-Location").map(str::to_owned).or_else(|| part.content_location().map(str::to_owned));
    // Long addresses are folded over lines.
    let location = location.map(|l| l.split_whitespace().collect::<String>()).filter(|l| l.starts_with("http") && l.contains("://"));
    found.url = location.or(found.url);
    found.title = found.title.or_else(|| file.subject().and_then(filled));
    Ok(vec![Ok(Part { name: String::new(), line: None, bytes: decoded, holds: Holds::Report(Box::new(found)) })])
}
