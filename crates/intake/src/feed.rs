//! A feed is a saved RSS 2.0, RSS 1.0 (RDF) or Atom file: an entry is a report, and the feed's title is its source.
//!
//! Elements of other vocabularies are known by the prefixes that all writers use (`content:encoded`, `dc:date`).

use crate::error::Trouble;
use crate::found::{Found, filled, language};
use crate::order::in_range;
use crate::part::{Holds, Part, Parts};
use crate::{dateline, encoding, html, page, text};
use accalmie_record::{Lang, PublishedFrom};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

const WHAT: &str = "a feed";

/// Its first element is that of a feed; RDF and Atom by their namespace.
pub(crate) fn is(start: &[u8]) -> bool {
    let start = String::from_utf8_lossy(start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start));
    let mut rest = start.trim_start();
    // Declaration, stylesheet and comments may stand before it.
    while let Some(end) = ["<?", "<!"].iter().any(|m| rest.starts_with(m)).then(|| if rest.starts_with("<!--") { "-->" } else { ">" }) {
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    let tag = rest.split('>').next().unwrap_or("");
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or("");
    match name.strip_prefix('<') {
        Some("rss") => true,
        Some("feed" | "atom:feed") => tag.contains("http://www.w3.org/2005/Atom") || tag.contains("http://purl.org/atom/ns"),
        Some("rdf:RDF" | "RDF") => tag.contains("http://purl.org/rss/1.0/") || tag.contains("http://my.netscape.com/rdf/simple/0.9/"),
        _ => false,
    }
}

/// Entries up to where the file is broken, if it is, and then what is wrong.
pub(crate) fn cut(bytes: &[u8]) -> Result<Parts, Trouble> {
    let xml = encoding::decode(bytes.to_vec(), page::declared_encoding(bytes).as_deref())?;
    let mut feed = Feed::default();
    let trouble = feed.read(&xml).err();
    let mut parts = Parts::new();
    let mut keys = HashSet::new();
    for (i, entry) in feed.entries.iter().enumerate() {
        let name = entry.key().filter(|k| keys.insert(k.clone())).unwrap_or_else(|| format!("entry {}", i + 1));
        if let Some(found) = entry.found(&feed) {
            parts.push(Ok(Part { name, line: Some(entry.line), bytes: entry.bytes.clone(), holds: Holds::Report(Box::new(found)) }));
        }
    }
    match trouble {
        Some(trouble) if feed.entries.is_empty() => Err(trouble),
        Some(trouble) => {
            parts.push(Err((format!("after entry {}", feed.entries.len()), trouble)));
            Ok(parts)
        }
        None if feed.opened => Ok(parts),
        None => Err(Trouble::broken(WHAT, "it has no element of a feed")),
    }
}

#[derive(Default)]
struct Feed {
    opened: bool,
    title: Option<String>,
    language: Option<Lang>,
    entries: Vec<Entry>,
}

#[derive(Default)]
struct Entry {
    line: u64,
    bytes: Vec<u8>,
    /// Names in lower case, and what the elements hold; of links, where they lead.
    elements: Vec<(String, String)>,
    language: Option<Lang>,
}

impl Feed {
    fn read(&mut self, xml: &str) -> Result<(), Trouble> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().allow_dangling_amp = true;
        reader.config_mut().expand_empty_elements = true;
        let (mut line, mut counted, mut open) = (1, 0, 0i64);
        loop {
            let before = usize::try_from(reader.buffer_position()).unwrap_or(0);
            let e = match reader.read_event().map_err(|e| Trouble::broken(WHAT, e))? {
                // quick-xml ends quietly where a file was cut between elements.
                Event::Eof if open > 0 => return Err(Trouble::broken(WHAT, "it ends before its last element does")),
                Event::Eof => return Ok(()),
                Event::Start(e) => e,
                Event::End(_) => {
                    open -= 1;
                    continue;
                }
                _ => continue,
            };
            match name(&e).as_str() {
                "rss" | "feed" | "rdf" | "rdf:rdf" | "channel" => {
                    self.opened = true;
                    open += 1;
                    self.language = self.language.or_else(|| attribute(&e, "xml:lang").and_then(|l| language(&l)));
                }
                "item" | "entry" => {
                    line += xml.get(counted..before).unwrap_or("").matches('\n').count() as u64;
                    counted = before;
                    let mut entry = Entry { line, language: attribute(&e, "xml:lang").and_then(|l| language(&l)), ..Entry::default() };
                    entry.read(&mut reader, xml)?;
                    let after = usize::try_from(reader.buffer_position()).unwrap_or(0);
                    entry.bytes = xml.get(before..after).unwrap_or("").as_bytes().to_vec();
                    self.entries.push(entry);
                }
                other => {
                    let held = held(&mut reader, &e, xml)?;
                    match other {
                        "title" => self.title = self.title.take().or_else(|| plain(&held)),
                        "language" | "dc:language" => self.language = self.language.or_else(|| language(&held)),
                        _ => {}
                    }
                }
            }
        }
    }
}

/// In lower case, without Atom's own prefix.
fn name(e: &BytesStart) -> String {
    let name = e.name().0.to_ascii_lowercase();
    name.strip_prefix("atom:").map(str::to_owned).unwrap_or(name)
}

fn attribute(e: &BytesStart, name: &str) -> Option<String> {
    let value = e.try_get_attribute(name).ok().flatten()?;
    filled(&unescaped(&value.value))
}

/// What an element holds, as its characters; markup that is written as elements stays markup.
fn held(reader: &mut Reader<&[u8]>, e: &BytesStart, xml: &str) -> Result<String, Trouble> {
    let end = e.to_end().into_owned();
    let span = reader.read_to_end(end.name()).map_err(|e| Trouble::broken(WHAT, e))?;
    let (from, to) = (usize::try_from(span.start).unwrap_or(0), usize::try_from(span.end).unwrap_or(0));
    let raw = xml.get(from..to).unwrap_or("");
    if attribute(e, "type").is_some_and(|t| t == "xhtml") {
        return Ok(raw.to_owned());
    }
    let (mut out, mut rest) = (String::new(), raw);
    while let Some((before, after)) = rest.split_once("<![CDATA[") {
        let (inside, later) = after.split_once("]]>").unwrap_or((after, ""));
        out.push_str(&unescaped(before));
        out.push_str(inside);
        rest = later;
    }
    out.push_str(&unescaped(rest));
    // What is plain text, by its own word, holds no markup; its signs are written again so that nothing is taken for a tag.
    let plain = attribute(e, "type").is_some_and(|t| t == "text");
    Ok(if plain { quick_xml::escape::partial_escape(out.as_str()).into_owned() } else { out })
}

/// Names of XML and numbers; names of HTML alone stay, for the path that knows them.
fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        // No name is longer; a file of ampersands is not searched to its end for each.
        let one = rest.bytes().take(12).position(|b| b == b';').and_then(|end| rest.get(..=end));
        match one.and_then(|one| quick_xml::escape::unescape(one).ok().map(|c| (one.len(), c.into_owned()))) {
            Some((length, c)) => {
                out.push_str(&c);
                rest = rest.get(length..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = rest.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

impl Entry {
    fn read(&mut self, reader: &mut Reader<&[u8]>, xml: &str) -> Result<(), Trouble> {
        loop {
            match reader.read_event().map_err(|e| Trouble::broken(WHAT, e))? {
                Event::Eof => return Err(Trouble::broken(WHAT, "it ends within an entry")),
                Event::End(_) => return Ok(()),
                Event::Start(e) => {
                    let mut name = name(&e);
                    let rel = attribute(&e, "rel");
                    let href = attribute(&e, "href");
                    let own = attribute(&e, "ispermalink").or_else(|| attribute(&e, "isPermaLink")).is_none_or(|p| p != "false");
                    let held = held(reader, &e, xml)?;
                    if name == "link" && rel.is_some_and(|r| r != "alternate") {
                        continue;
                    }
                    // A guid that says it is none is no address.
                    if name == "guid" && own {
                        self.elements.push(("permalink".to_owned(), held.clone()));
                    }
                    if name == "source" && held.contains("<title") {
                        name = "atom source".to_owned();
                    }
                    self.elements.push((name, href.filter(|_| held.trim().is_empty()).unwrap_or(held)));
                }
                _ => {}
            }
        }
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|n| self.elements.iter().filter(|(name, _)| name == n).find_map(|(_, held)| filled(held)))
    }

    fn key(&self) -> Option<String> {
        self.first(&["guid", "id", "link"]).map(|k| k.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// `None` for an entry without words, such as a sound or a picture alone.
    fn found(&self, feed: &Feed) -> Option<Found> {
        let body =
            ["content:encoded", "content", "summary", "description", "dc:description"].iter().find_map(|n| plain(&self.first(&[n])?));
        let title = self.first(&["title", "dc:title"]).and_then(|t| plain(&t)).map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
        let (text, title) = match (body, title) {
            (Some(body), title) => (body, title),
            (None, Some(title)) => (title, None),
            (None, None) => return None,
        };
        let dated = |names: &[&str]| self.first(names).and_then(|w| day(&w));
        // When it was touched last says little of when it was said.
        let published = dated(&["pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created"])
            .or_else(|| dated(&["updated", "modified", "dcterms:modified"]));
        Some(Found {
            text,
            title,
            source: self.first(&["source"]).and_then(|s| plain(&s)).or_else(|| feed.title.clone()),
            url: ["link", "permalink", "id"].iter().find_map(|n| self.first(&[n]).filter(|u| u.starts_with("http") && u.contains("://"))),
            published_from: if published.is_some() { PublishedFrom::Metadata } else { PublishedFrom::None },
            published,
            language: self.language.or_else(|| self.first(&["dc:language"]).and_then(|l| language(&l))).or(feed.language),
        })
    }
}

/// With its own distance from UTC; words as they stand where they are no numbers. `None` for a year that no feed is of.
fn day(words: &str) -> Option<String> {
    let Some(iso) = dateline::iso(words) else {
        return words.chars().any(char::is_alphabetic).then(|| words.to_owned());
    };
    iso.get(..4).and_then(|y| y.parse().ok()).is_some_and(in_range).then_some(iso)
}

/// The words of a field that may be HTML; text without a sign of markup stays as it was typed.
fn plain(held: &str) -> Option<String> {
    if held.contains(['<', '&']) { filled(&html::find(held).text) } else { filled(&text::line_feeds(held.to_owned())) }
}
