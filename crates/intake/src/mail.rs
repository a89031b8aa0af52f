//! A mail is one message of RFC 5322: its own words are the report, what it answers to and its signature are not.
//!
//! The sender is named by the list or the domain, never by a person's name or address. Attached files of a format that is
//! known are read in their turn; pictures and the like are passed by.

use crate::budget::Budget;
use crate::error::Trouble;
use crate::format::Format;
use crate::found::{Found, filled};
use crate::part::{Holds, Opened, Part};
use crate::{archive, encoding, html, kind, quoted, text, zipped};
use accalmie_record::PublishedFrom;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::path::Path;

const WHAT: &str = "a mail";
/// Parts of one mail; more are no mail that a person wrote.
const MOST_PARTS: usize = 1000;

/// Headers that programs write and typed memos do not have, and those that every mail has.
pub(crate) fn is(start: &[u8]) -> bool {
    const BY_PROGRAM: [&str; 6] = ["return-path", "received", "message-id", "mime-version", "delivered-to", "dkim-signature"];
    let (mut known, mut from) = (false, false);
    for (i, line) in start.split(|b| *b == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            break;
        }
        // A header that goes on.
        if i > 0 && line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(end) = line.iter().position(|b| *b == b':') else { return i > 0 && known && from };
        let name = line.get(..end).unwrap_or(&[]).to_ascii_lowercase();
        if name.is_empty() || !name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
            return false;
        }
        known |= BY_PROGRAM.iter().any(|k| k.as_bytes() == name);
        from |= matches!(name.as_slice(), b"from" | b"subject" | b"date");
    }
    known && from
}

pub(crate) fn open(bytes: Vec<u8>) -> Result<Box<dyn Opened>, Trouble> {
    let message = MessageParser::default().parse(&bytes).ok_or_else(|| Trouble::broken(WHAT, "it has no header"))?;
    let bare = message.headers().iter().all(|h| matches!(h.name, HeaderName::Other(_)));
    if message.parts.len() > MOST_PARTS || bare {
        let why = if bare { "no header of a mail stands at its top" } else { "it has more parts than any mail" };
        return Err(Trouble::broken(WHAT, why));
    }
    let files: Vec<_> = message.attachments().filter_map(|a| file(a, &message)).collect();
    let body = body(&message);
    if body.text.trim().is_empty() && files.is_empty() {
        return Err(Trouble::NoWords("; what it answers to and its signature are not read"));
    }
    let files = files.into_iter();
    if body.text.trim().is_empty() {
        return Ok(Box::new(Mail { own: None, files }));
    }
    drop(message);
    let own = Part { name: String::new(), line: None, bytes, holds: Holds::Report(Box::new(body)) };
    Ok(Box::new(Mail { own: Some(own), files }))
}

struct Mail {
    own: Option<Part>,
    files: std::vec::IntoIter<Part>,
}

impl Opened for Mail {
    fn next(&mut self, budget: &mut Budget) -> Option<Result<Part, (String, Trouble)>> {
        if let Some(own) = self.own.take() {
            return Some(Ok(own));
        }
        let part = self.files.next()?;
        match budget.file() {
            Ok(()) => Some(Ok(part)),
            Err(e) => {
                self.files = Vec::new().into_iter();
                Some(Err((part.name, e)))
            }
        }
    }
}

fn body(message: &Message) -> Found {
    let written: Vec<String> = message.text_bodies().filter_map(|p| words(p, message)).collect();
    let mut body = quoted::own(&written.join("\n\n"));
    if body.trim().is_empty() && written.iter().all(|w| w.trim().is_empty()) {
        let pages: Vec<String> = message.html_bodies().filter_map(|p| words(p, message)).collect();
        body = pages.join("\n\n");
    }
    let mut found = text::find(body);
    // A mail's first line is seldom a title, and the subject is one.
    if let Some(title) = found.title.take() {
        found.text = format!("{title}\n\n{}", found.text);
    }
    found.title = subject(message);
    if let Some(date) = message.date().filter(|d| d.is_valid()) {
        // With the hours as the sender's clock showed them, and the zone.
        let zone = if date.tz_before_gmt { '-' } else { '+' };
        found.published = Some(format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{zone}{:02}:{:02}",
            date.year, date.month, date.day, date.hour, date.minute, date.second, date.tz_hour, date.tz_minute
        ));
        found.published_from = PublishedFrom::Metadata;
    }
    found.source = list(message).or_else(|| domain(message));
    found
}

/// Old programs write letters as they are, in an encoding that is not said.
fn subject(message: &Message) -> Option<String> {
    let told = message.subject().and_then(filled)?;
    let raw = message.headers().iter().find(|h| h.name == HeaderName::Subject).filter(|_| told.contains('\u{fffd}'));
    let raw = raw.and_then(|h| message.raw_message().get(h.offset_start as usize..h.offset_end as usize));
    let decoded = raw.and_then(|r| encoding::decode(r.to_vec(), None).ok()).as_deref().and_then(filled);
    Some(decoded.filter(|d| !d.contains("=?")).unwrap_or(told))
}

/// The name of the list, of `Name of the list <name.list.example>`.
fn list(message: &Message) -> Option<String> {
    let raw = message.header(HeaderName::ListId)?;
    let named = match raw.as_address() {
        Some(address) => address.first().and_then(|a| a.name().or(a.address()).map(str::to_owned)),
        None => raw.as_text().map(str::to_owned),
    };
    let named = named?;
    let name = named.split('<').next().filter(|n| !n.trim().is_empty()).unwrap_or(&named);
    filled(name.trim_matches(['<', '>', '"', ' '])).filter(|n| !n.contains('@'))
}

fn domain(message: &Message) -> Option<String> {
    let address = message.from()?.first()?.address()?;
    let (_, domain) = address.rsplit_once('@')?;
    filled(&domain.to_ascii_lowercase()).filter(|d| d.contains('.') && !d.contains(char::is_whitespace))
}

/// The text of a part; pages as a reader would see them.
fn words(part: &MessagePart, message: &Message) -> Option<String> {
    let (decoded, page) = match &part.body {
        PartType::Text(words) => (words, false),
        PartType::Html(words) => (words, true),
        _ => return None,
    };
    // A charset that is not the one declared leaves marks of what could not be read.
    let anew = if decoded.contains('\u{fffd}') { again(part, message) } else { None };
    let words = anew.unwrap_or_else(|| decoded.clone().into_owned()).replace('\0', "");
    Some(if page { html::find(&quoted::page(&words)).text } else { text::line_feeds(words) })
}

/// Decoded by what the bytes say themselves.
fn again(part: &MessagePart, message: &Message) -> Option<String> {
    let raw = message.raw_message().get(part.offset_body as usize..part.offset_end as usize)?;
    let bytes = match part.encoding {
        Encoding::None => raw.to_vec(),
        Encoding::QuotedPrintable => quoted_printable_decode(raw)?,
        Encoding::Base64 => base64_decode(raw)?,
    };
    encoding::decode(bytes, None).ok()
}

/// An attachment as a file of its own; `None` for what is not read.
fn file(part: &MessagePart, message: &Message) -> Option<Part> {
    let named = part.attachment_name().and_then(|n| archive::clean(n.as_bytes()));
    let name = |else_: &str| named.clone().unwrap_or_else(|| else_.to_owned());
    let (name, bytes, format) = match &part.body {
        PartType::Message(inner) => {
            let raw = inner.raw_message();
            let bytes = if raw.is_empty() { message.raw_message().get(part.offset_body as usize..part.offset_end as usize)? } else { raw };
            (name("message"), bytes.to_vec(), Some(Format::Mail))
        }
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => (name("file"), bytes.to_vec(), None),
        PartType::Text(words) => (name("text"), words.as_bytes().to_vec(), Some(Format::Text)),
        PartType::Html(words) => (name("page"), words.as_bytes().to_vec(), Some(Format::Html)),
        PartType::Multipart(_) => return None,
    };
    // Texts whose encoding was known are UTF-8 by now; a name may still say that they are tables or the like.
    let by_name = Format::of_name(Path::new(&name));
    let settled = Format::settle(by_name.clone().or(format.clone()), &bytes);
    let known = format.is_some() || by_name.is_some() || kind::of(&settled).is_some_and(|k| k.sure) || bytes.starts_with(zipped::OLE);
    (known && !bytes.is_empty()).then_some(Part { name, line: None, bytes, holds: Holds::File(Some(settled)) })
}
