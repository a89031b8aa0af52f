//! An OpenDocument text is paragraphs, lists, tables and notes of ISO/IEC 26300; its words are read as they would be printed.
//!
//! Changes that are tracked, comments, hidden words and indexes are left out. The names of those who wrote it are never read.

use crate::blocks::{Blocks, Gap};
use crate::budget::Budget;
use crate::error::Trouble;
use crate::found::{Found, filled};
use crate::xml::{self, Element, Sees};
use crate::{made, text, zipped};
use std::collections::HashSet;

const WHAT: &str = "an OpenDocument text";
/// Blanks that one mark may stand for; a text keeps one.
const BLANKS: &str = " ";

pub(crate) fn find(bytes: Vec<u8>) -> Result<Found, Trouble> {
    let mut zip = zipped::open(bytes, WHAT)?;
    let mut budget = Budget::default();
    let mut part = |name: &str| zipped::member(&mut zip, name, WHAT, &mut budget);
    if part("META-INF/manifest.xml")?.is_some_and(|m| m.windows(LOCKED.len()).any(|w| w == LOCKED)) {
        return Err(Trouble::Locked(WHAT));
    }
    let content = part("content.xml")?.ok_or_else(|| Trouble::broken(WHAT, "the part with its text is missing"))?;
    let mut body = Body::default();
    xml::walk(content, WHAT, &mut body)?;
    let mut blocks = body.blocks;
    blocks.gap(Gap::Paragraph);
    for note in body.notes {
        blocks.words(&note.finish());
        blocks.gap(Gap::Paragraph);
    }
    let text = blocks.finish();
    if text.is_empty() {
        return Err(Trouble::NoWords(", only pictures or nothing; type what it shows into a text file"));
    }
    let mut about = About::default();
    if let Some(meta) = part("meta.xml")? {
        // What is said about a document is no reason not to read it.
        let _ = xml::walk(meta, WHAT, &mut about);
    }
    let mut found = text::find(text);
    if found.title.is_none() {
        found.title = filled(&about.title);
    }
    made::date(&mut found, filled(&about.begun).as_deref(), filled(&about.saved).as_deref());
    Ok(found)
}

/// The manifest names it for each member that is locked (OpenDocument 1.3 part 2, 4.8.1).
const LOCKED: &[u8] = b"encryption-data";

#[derive(Default)]
struct Body {
    blocks: Blocks,
    /// Notes are read after the text they stand in.
    notes: Vec<Blocks>,
    in_note: bool,
    /// Paragraphs that are open, one within a note or a frame of the other.
    paragraphs: usize,
    /// Lists within lists.
    lists: usize,
    item_begins: bool,
    /// The style that is described, and those whose words are not shown.
    style: Option<String>,
    hidden: HashSet<String>,
}

impl Body {
    fn blocks(&mut self) -> &mut Blocks {
        match self.notes.last_mut() {
            Some(note) if self.in_note => note,
            _ => &mut self.blocks,
        }
    }
}

impl Sees for Body {
    fn open(&mut self, e: &Element) -> bool {
        match e.name {
            "tracked-changes" | "annotation" | "annotation-end" | "note-citation" | "forms" | "script" | "scripts" | "table-of-content"
            | "alphabetical-index" | "illustration-index" | "table-index" | "user-index" | "object-index" | "bibliography"
            | "font-face-decls" | "hidden-text" | "ruby-text" | "title" | "desc" | "sequence-decls" | "user-field-decls"
            | "variable-decls" => return false,
            "hidden-paragraph" | "page-number" | "page-count" | "author-name" | "author-initials" | "creator" | "initial-creator"
            | "sender-firstname" | "sender-lastname" | "sender-email" => return false,
            "style" => self.style = e.get("name"),
            "text-properties" if e.get("display").is_some_and(|d| d == "none") => self.hidden.extend(self.style.take()),
            "p" | "h" | "span" if e.get("style-name").is_some_and(|s| self.hidden.contains(&s)) => return false,
            // Sections that are not shown.
            "section" if e.get("display").is_some_and(|d| d == "none") => return false,
            "note" => {
                self.in_note = true;
                self.notes.push(Blocks::default());
            }
            "p" | "h" => {
                let gap = if self.lists > 0 || self.paragraphs > 0 { Gap::Line } else { Gap::Paragraph };
                self.blocks().gap(gap);
                if std::mem::take(&mut self.item_begins) && !self.in_note {
                    self.blocks().words("\u{2022} ");
                }
                self.paragraphs += 1;
            }
            "list" => {
                if self.lists == 0 && self.paragraphs == 0 {
                    self.blocks().gap(Gap::Paragraph);
                }
                self.lists += 1;
            }
            "list-item" => self.item_begins = true,
            "s" => self.blocks().words(BLANKS),
            "tab" => self.blocks().words("\t"),
            "line-break" => self.blocks().gap(Gap::Line),
            "table" => self.blocks().gap(Gap::Paragraph),
            "table-row" => self.blocks().open_row(),
            "table-cell" | "covered-table-cell" => self.blocks().open_cell(),
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "note" => self.in_note = false,
            "p" | "h" => {
                self.paragraphs = self.paragraphs.saturating_sub(1);
                let gap = if self.lists > 0 || self.paragraphs > 0 { Gap::Line } else { Gap::Paragraph };
                self.blocks().gap(gap);
            }
            "list" => {
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0 {
                    self.item_begins = false;
                    self.blocks().gap(Gap::Paragraph);
                }
            }
            "list-item" => self.item_begins = false,
            "table" => self.blocks().gap(Gap::Paragraph),
            "table-row" => self.blocks().close_row(),
            "table-cell" | "covered-table-cell" => self.blocks().close_cell(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.paragraphs > 0 {
            self.blocks().words(words);
        }
    }
}

/// What the document says about itself (OpenDocument 1.3 part 3, 4.3).
#[derive(Default)]
struct About {
    title: String,
    begun: String,
    saved: String,
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
            "creation-date" => self.begun += words,
            // Dublin Core's date is when it was last saved.
            "date" => self.saved += words,
            _ => {}
        }
    }
}
