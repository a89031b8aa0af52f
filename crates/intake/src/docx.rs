//! A Word document is paragraphs, lists, tables and notes of ISO/IEC 29500; its words are read as they would be printed.
//!
//! Deletions that are tracked, comments, hidden words, the codes of fields and tables of contents are left out, and so are
//! running heads. The names of those who wrote it are never read.

use crate::blocks::{Blocks, Gap};
use crate::budget::Budget;
use crate::error::Trouble;
use crate::found::{Found, filled};
use crate::numbering::Numbering;
use crate::xml::{self, Element, Sees};
use crate::{made, text, zipped};

pub(crate) const WHAT: &str = "a Word document";

pub(crate) fn find(bytes: Vec<u8>) -> Result<Found, Trouble> {
    let mut zip = zipped::open(bytes, WHAT)?;
    let mut budget = Budget::default();
    let main = main(zip.file_names()).ok_or_else(|| Trouble::broken(WHAT, "the part with its text is missing"))?;
    let mut part = |name: &str| zipped::member(&mut zip, name, WHAT, &mut budget);
    let mut numbering = Numbering::default();
    for name in ["word/numbering.xml", "word/styles.xml"] {
        if let Some(bytes) = part(name)? {
            numbering.read(bytes, WHAT)?;
        }
    }
    let mut body = Body { numbering, ..Body::default() };
    let bytes = part(&main)?.ok_or_else(|| Trouble::broken(WHAT, "the part with its text is missing"))?;
    xml::walk(bytes, WHAT, &mut body)?;
    for name in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(bytes) = part(name)? {
            body.blocks.gap(Gap::Paragraph);
            xml::walk(bytes, WHAT, &mut body)?;
        }
    }
    let text = body.blocks.finish();
    if text.is_empty() {
        return Err(Trouble::NoWords(", only pictures or nothing; type what it shows into a text file"));
    }
    let mut about = About::default();
    for name in ["docProps/core.xml", "docProps/app.xml"] {
        if let Some(bytes) = part(name)? {
            // What is said about a document is no reason not to read it.
            let _ = xml::walk(bytes, WHAT, &mut about);
        }
    }
    let mut found = text::find(text);
    about.tell(&mut found);
    Ok(found)
}

/// Some writers count their parts: `document2.xml`.
pub(crate) fn main<'a>(mut names: impl Iterator<Item = &'a str>) -> Option<String> {
    let is = |name: &str| {
        let number = name.strip_prefix("word/document").and_then(|n| n.strip_suffix(".xml"));
        number.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
    };
    names.find(|n| is(n)).map(str::to_owned)
}

#[derive(Default)]
struct Body {
    blocks: Blocks,
    numbering: Numbering,
    /// Style, list and level of the paragraph.
    style: Option<String>,
    list: (Option<String>, Option<usize>),
    /// The label is written with the first word.
    begun: bool,
    /// Words are words only within `t`.
    in_text: bool,
    hidden: bool,
    /// Of a gallery of tables of contents.
    contents: bool,
    /// An empty mark stands at the begin of the last paragraph of a list.
    listed: bool,
}

impl Body {
    fn label(&mut self) {
        if std::mem::replace(&mut self.begun, true) {
            return;
        }
        let label = self.numbering.label(self.style.as_deref(), self.list.0.as_deref(), self.list.1);
        // Items of a list follow each other line by line.
        if label.is_some() != self.listed || label.is_none() {
            self.blocks.gap(Gap::Paragraph);
        } else {
            self.blocks.gap(Gap::Line);
        }
        self.listed = label.is_some();
        if let Some(label) = label {
            self.blocks.words(&label);
            self.blocks.words(" ");
        }
    }

    fn printed(&mut self, words: &str) {
        if !self.hidden {
            if !words.trim().is_empty() {
                self.label();
            }
            self.blocks.words(words);
        }
    }
}

/// Namespaces of word processing, in both editions of the standard.
fn is_word(space: &str) -> bool {
    space.contains("wordprocessingml")
}

impl Sees for Body {
    fn open(&mut self, e: &Element) -> bool {
        if !is_word(e.space) {
            self.in_text = e.name == "t" && e.space.contains("/math");
            // What older programs show instead of a drawing says the same a second time.
            return e.name != "Fallback";
        }
        let on = || !matches!(e.get("val").as_deref(), Some("0" | "false" | "off"));
        match e.name {
            // Moved away, deleted, or said about the text.
            "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "comment" | "pPrChange" | "rPrChange" | "sectPr" | "ruby" => {
                return e.name == "ruby";
            }
            // The words over the words.
            "rt" => return false,
            "docPartGallery" => self.contents = e.get("val").is_some_and(|v| v.eq_ignore_ascii_case("Table of Contents")),
            "sdtContent" if std::mem::take(&mut self.contents) => return false,
            // Lines that stand above the notes.
            "footnote" | "endnote" if e.get("type").is_some_and(|t| t != "normal") => return false,
            "p" => {
                (self.style, self.list, self.begun, self.hidden) = (None, (None, None), false, false);
                self.blocks.gap(if self.listed { Gap::Line } else { Gap::Paragraph });
            }
            "pStyle" => self.style = e.get("val"),
            "numId" => self.list.0 = e.get("val"),
            "ilvl" => self.list.1 = e.get("val").and_then(|v| v.parse().ok()),
            "r" => self.hidden = false,
            "vanish" => self.hidden = on(),
            "t" => self.in_text = true,
            "tab" | "ptab" => self.printed("\t"),
            "br" | "cr" => self.blocks.gap(Gap::Line),
            "noBreakHyphen" => self.printed("\u{2011}"),
            "tr" => self.blocks.open_row(),
            "tc" => self.blocks.open_cell(),
            "tbl" => {
                self.listed = false;
                self.blocks.gap(Gap::Paragraph);
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => self.hidden = false,
            "p" => self.blocks.gap(Gap::Line),
            "tc" => self.blocks.close_cell(),
            "tr" => self.blocks.close_row(),
            "tbl" => self.blocks.gap(Gap::Paragraph),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_text {
            self.printed(words);
        }
    }
}

/// What the document says about itself (core and extended properties).
#[derive(Default)]
struct About {
    title: String,
    company: String,
    created: String,
    modified: String,
    at: String,
}

impl Sees for About {
    fn open(&mut self, e: &Element) -> bool {
        self.at = e.name.to_owned();
        true
    }

    fn close(&mut self, _: &str) {
        self.at.clear();
    }

    fn words(&mut self, words: &str) {
        match self.at.as_str() {
            "title" => self.title += words,
            "Company" => self.company += words,
            "created" => self.created += words,
            "modified" => self.modified += words,
            _ => {}
        }
    }
}

impl About {
    fn tell(&self, found: &mut Found) {
        // The title that is printed is its own; the one in the properties may be a form's.
        if found.title.is_none() {
            found.title = filled(&self.title);
        }
        if found.source.is_none() {
            found.source = filled(&self.company);
        }
        made::date(found, filled(&self.created).as_deref(), filled(&self.modified).as_deref());
    }
}
