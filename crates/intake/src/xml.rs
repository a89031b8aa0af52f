//! XML as documents hold it: elements, one within the other, and words. It is walked through once, in bounded memory.
//!
//! Declarations of entities are refused: no document that we read has them, and they can stand for words without end.

use crate::encoding;
use crate::error::Trouble;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

/// Elements within elements; documents that people write nest to about forty.
const DEEPEST: usize = 256;

/// An element as it opens.
pub(crate) struct Element<'a> {
    /// The namespace's address, empty when there is none.
    pub space: &'a str,
    /// Without prefix.
    pub name: &'a str,
    start: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// The value of the attribute of this name, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<String> {
        let found = self.start.attributes().with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|v| v.into_owned())
    }
}

/// Who sees the elements and words of a document in their order.
pub(crate) trait Sees {
    /// False leaves out the element with all it holds; `close` is not called then.
    fn open(&mut self, element: &Element) -> bool;
    fn close(&mut self, name: &str);
    fn words(&mut self, words: &str);
}

/// `what` the document is, with its article.
pub(crate) fn walk(bytes: Vec<u8>, what: &'static str, sees: &mut impl Sees) -> Result<(), Trouble> {
    let wrong = |e: &dyn std::fmt::Display| Trouble::broken(what, e);
    let xml = encoding::decode(bytes, None)?;
    let mut reader = NsReader::from_str(&xml);
    reader.config_mut().expand_empty_elements = true;
    // Elements that are open, and how many of them are left out.
    let (mut depth, mut out) = (0usize, 0usize);
    loop {
        let (space, event) = reader.read_resolved_event().map_err(|e| wrong(&e))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Trouble::Nested(DEEPEST));
                }
                let space = match space {
                    ResolveResult::Bound(space) => space.into_inner(),
                    _ => "",
                };
                let local = start.local_name();
                if out > 0 || !sees.open(&Element { space, name: local.into_inner(), start: &start }) {
                    out += 1;
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if out > 0 {
                    out -= 1;
                } else {
                    sees.close(end.local_name().into_inner());
                }
            }
            Event::Text(words) if out == 0 => sees.words(&words.xml10_content()),
            Event::CData(words) if out == 0 => sees.words(&words),
            Event::GeneralRef(name) if out == 0 => match name.resolve_char_ref() {
                Ok(Some(c)) => sees.words(c.encode_utf8(&mut [0; 4])),
                Ok(None) => sees.words(resolve_xml_entity(&name).unwrap_or("")),
                Err(_) => {}
            },
            Event::DocType(_) => return Err(wrong(&"it declares entities, as no document does")),
            Event::Eof if depth > 0 => return Err(wrong(&"its text ends in the middle")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Element, Sees, walk};

    #[derive(Default)]
    struct Log(String);

    impl Sees for Log {
        fn open(&mut self, e: &Element) -> bool {
            self.0 += &format!("<{}{}>", e.name, e.get("a").map(|a| format!("={a}")).unwrap_or_default());
            e.name != "out"
        }
        fn close(&mut self, name: &str) {
            self.0 += &format!("</{name}>");
        }
        fn words(&mut self, words: &str) {
            self.0 += words;
        }
    }

    fn check(xml: &str, expected: Result<&str, &str>) {
        let mut log = Log::default();
        match (walk(xml.as_bytes().to_vec(), "a document", &mut log), expected) {
            (Ok(()), Ok(expected)) => assert_eq!(log.0, expected),
            (Err(e), Err(expected)) => assert!(e.to_string().contains(expected), "{e}"),
            (got, _) => panic!("{xml}: {got:?} {}", log.0),
        }
    }

    #[test]
    fn elements_and_words_are_seen_in_order() {
        check("<a><b a='1&amp;2'/>x &lt; y&#233;<![CDATA[&]]></a>", Ok("<a><b=1&2></b>x < yé&</a>"));
        check("<p:a xmlns:p='u'><p:out>x<b>y</b></p:out>z</p:a>", Ok("<a><out>z</a>"));
        check("<a>&unknown;</a>", Ok("<a></a>"));
        check("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Err("declares entities"));
        check("<a><b></a>", Err("cannot be read"));
        check("<a><b>", Err("ends in the middle"));
        check(&"<a>".repeat(5000), Err("nests deeper"));
    }
}
