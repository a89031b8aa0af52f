//! A PDF is letters placed on pages (ISO 32000-1); which of them are words, lines and columns is told by where they stand.
//!
//! The structure of the file is read by a crate, under a guard; what is within the pages is read here.

mod cmap;
mod font;
mod furniture;
mod letters;
mod lines;
mod order;
mod page;
mod paragraphs;
mod stream;
mod tokens;

use crate::error::Trouble;
use crate::found::{Found, filled};
use crate::{dateline, made, text};
use lopdf::{Document, Object, ObjectId};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) const WHAT: &str = "a PDF document";
/// Pages that are read of one file.
const PAGES: usize = 10_000;
/// Letters without a name, in a hundred, beyond which words cannot be known.
const NAMELESS: u64 = 20;

/// The mark may stand below a few lines of something else.
pub(crate) fn is(start: &[u8]) -> bool {
    let head = start.get(..start.len().min(1024)).unwrap_or(start);
    head.starts_with(b"%PDF-") || stream::find(head, b"\n%PDF-").is_some()
}

pub(crate) fn find(bytes: Vec<u8>) -> Result<Found, Trouble> {
    stream::indexes(&bytes)?;
    // A fault of the crate on a broken file is the file's trouble.
    let read = catch_unwind(AssertUnwindSafe(|| read(&bytes)));
    read.unwrap_or_else(|_| Err(Trouble::broken(WHAT, "its structure is damaged")))
}

fn read(bytes: &[u8]) -> Result<Found, Trouble> {
    let doc = match Document::load_mem(bytes) {
        Ok(doc) => doc,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => return Err(Trouble::Locked(WHAT)),
        Err(_) if stream::find(bytes, b"/Encrypt").is_some() => return Err(Trouble::Locked(WHAT)),
        Err(e) => return Err(Trouble::broken(WHAT, e)),
    };
    if doc.is_encrypted() {
        return Err(Trouble::Locked(WHAT));
    }
    let pages = pages(&doc);
    if pages.is_empty() {
        return Err(Trouble::broken(WHAT, "it has no pages"));
    }
    let mut reader = page::Reader::new(&doc);
    let mut read = Vec::new();
    for id in pages {
        read.push(lines::blocks(reader.page(id)?));
    }
    if reader.all == 0 {
        return Err(Trouble::OnlyPictures);
    }
    if reader.nameless * 100 > reader.all * NAMELESS {
        return Err(Trouble::NamelessLetters);
    }
    furniture::clear(&mut read);
    let words = paragraphs::text(&read);
    if !words.chars().any(char::is_alphanumeric) {
        return Err(Trouble::OnlyPictures);
    }
    let mut found = text::find(words);
    about(&doc, &mut found);
    Ok(found)
}

/// The pages in their order; a tree that goes round in a circle is left where it does.
fn pages(doc: &Document) -> Vec<ObjectId> {
    let root = doc.catalog().and_then(|c| c.get(b"Pages")).and_then(Object::as_reference);
    let mut open: Vec<ObjectId> = root.into_iter().collect();
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) || out.len() >= PAGES {
            continue;
        }
        let Ok(node) = doc.get_dictionary(id) else { continue };
        match node.get(b"Kids").ok().and_then(|k| doc.dereference(k).ok()).and_then(|(_, k)| k.as_array().ok()) {
            Some(kids) => open.extend(kids.iter().rev().filter_map(|k| k.as_reference().ok())),
            None => out.push(id),
        }
    }
    out
}

/// What the document says about itself; never who wrote it.
fn about(doc: &Document, found: &mut Found) {
    let info = doc.trailer.get(b"Info").ok().and_then(|i| doc.dereference(i).ok()).and_then(|(_, i)| i.as_dict().ok());
    let Some(info) = info else { return };
    let get = |key: &[u8]| info.get(key).ok().and_then(|o| doc.dereference(o).ok()).and_then(|(_, o)| lopdf::decode_text_string(o).ok());
    if found.title.is_none() {
        // Programs put a file's name there.
        found.title = get(b"Title")
            .as_deref()
            .and_then(filled)
            .filter(|t| t.contains(char::is_whitespace) && !t.contains('.') && !t.contains('\u{fffd}'));
    }
    let (made, saved) = (get(b"CreationDate").and_then(|d| date(&d)), get(b"ModDate").and_then(|d| date(&d)));
    made::date(found, made.as_deref(), saved.as_deref());
}

/// `D:20210504093000+02'00'` (7.9.4) as ISO; the day alone where no time is told.
fn date(words: &str) -> Option<String> {
    let words = words.strip_prefix("D:").unwrap_or(words);
    let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
    let day = dateline::whole(digits.get(..8)?)?;
    let Some(time) = digits.get(8..14) else { return Some(day) };
    let zone = words.get(14..).unwrap_or("").replace('\'', "");
    let zone = match (zone.get(..1), zone.get(1..3), zone.get(3..5)) {
        (Some("Z"), ..) => "Z".to_owned(),
        (Some(sign @ ("+" | "-")), Some(hours), minutes) => format!("{sign}{hours}:{}", minutes.unwrap_or("00")),
        _ => String::new(),
    };
    Some(format!("{day}T{}:{}:{}{zone}", time.get(..2)?, time.get(2..4)?, time.get(4..6)?))
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_become_iso() {
        for (words, iso) in [
            ("D:20210504093000+02'00'", Some("2021-05-04T09:30:00+02:00")),
            ("D:20210504093000Z", Some("2021-05-04T09:30:00Z")),
            ("D:20210504093000", Some("2021-05-04T09:30:00")),
            ("D:20210504", Some("2021-05-04")),
            ("20210504093000-05'", Some("2021-05-04T09:30:00-05:00")),
            ("D:2021", None),
            ("D:20211304", None),
            ("yesterday", None),
        ] {
            assert_eq!(date(words).as_deref(), iso, "{words}");
        }
    }
}
