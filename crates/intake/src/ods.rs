//! An OpenDocument spreadsheet keeps its cells in `content.xml`; repeated cells are written once with a count, which is not trusted.

use crate::error::Trouble;
use crate::sheet::{MOST, Sheets, WHAT, WIDEST, row};
use crate::table::Cell;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The sheets in their order. The archive was seen to be sound and not to unpack without end.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Sheets, Trouble> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| Trouble::broken(WHAT, e))?;
    let mut xml = String::new();
    let mut member = zip.by_name("content.xml").map_err(|e| Trouble::broken(WHAT, e))?;
    member.read_to_string(&mut xml).map_err(|e| Trouble::broken(WHAT, e))?;
    let mut reader = Reader::from_str(&xml);
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk { left: MOST, ..Walk::default() };
    loop {
        match reader.read_event().map_err(|e| Trouble::broken(WHAT, e))? {
            Event::Eof => return Ok(walk.sheets),
            Event::Start(e) => walk.enter(&e),
            Event::End(e) => walk.leave(e.name().0)?,
            Event::Text(t) => walk.words(&t.xml10_content()),
            Event::GeneralRef(r) => {
                let named = quick_xml::escape::resolve_predefined_entity(&r).map(str::to_owned);
                let words = named.or_else(|| r.resolve_char_ref().ok().flatten().map(String::from));
                walk.words(&words.unwrap_or_default());
            }
            _ => {}
        }
    }
}

#[derive(Default)]
struct Walk {
    sheets: Sheets,
    /// Of the row that is open, from 0.
    at_row: u64,
    rows: u64,
    cells: BTreeMap<u32, Cell>,
    at: u32,
    repeated: u32,
    cell: Option<Cell>,
    words: String,
    paragraphs: usize,
    in_words: bool,
    /// Within a note on a cell, which is not the cell's.
    note: usize,
    /// Cells that may still come.
    left: usize,
}

fn attribute(e: &BytesStart, name: &str) -> Option<String> {
    let value = e.try_get_attribute(name).ok().flatten()?;
    quick_xml::escape::unescape(&value.value).ok().map(|v| v.into_owned())
}

impl Walk {
    fn enter(&mut self, e: &BytesStart) {
        let count = |name: &str| attribute(e, name).and_then(|n| n.parse::<u32>().ok()).unwrap_or(1).max(1);
        match e.name().0 {
            "table:table" => {
                self.sheets.push(Vec::new());
                self.at_row = 0;
            }
            "table:table-row" => {
                self.at = 0;
                self.cells.clear();
                self.rows = u64::from(count("table:number-rows-repeated"));
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.repeated = count("table:number-columns-repeated");
                self.words.clear();
                self.paragraphs = 0;
                self.cell = match attribute(e, "office:value-type").as_deref() {
                    Some("date") => attribute(e, "office:date-value").map(Cell::Day),
                    Some("float" | "percentage" | "currency") => attribute(e, "office:value").map(Cell::Number),
                    _ => None,
                };
            }
            "office:annotation" => self.note += 1,
            "text:p" if self.note == 0 => {
                if self.paragraphs > 0 {
                    self.words.push('\n');
                }
                self.paragraphs += 1;
                self.in_words = true;
            }
            "text:s" if self.in_words => self.words.push(' '),
            "text:tab" if self.in_words => self.words.push('\t'),
            "text:line-break" if self.in_words => self.words.push('\n'),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_words && self.note == 0 {
            self.words.push_str(words);
        }
    }

    fn leave(&mut self, name: &str) -> Result<(), Trouble> {
        match name {
            "office:annotation" => self.note = self.note.saturating_sub(1),
            "text:p" if self.note == 0 => self.in_words = false,
            "table:table-cell" | "table:covered-table-cell" => {
                let cell = self.cell.take().or_else(|| (!self.words.trim().is_empty()).then(|| Cell::Words(self.words.clone())));
                if let Some(cell) = cell.filter(|_| self.at < WIDEST) {
                    // What is said in several columns at once is said once.
                    self.cells.insert(self.at, cell);
                }
                self.at = self.at.saturating_add(self.repeated);
            }
            "table:table-row" => {
                let cells = std::mem::take(&mut self.cells);
                if let Some(rows) = self.sheets.last_mut().filter(|_| !cells.is_empty()) {
                    rows.push(row(self.at_row + 1, cells, &mut self.left)?);
                }
                self.at_row += self.rows;
            }
            _ => {}
        }
        Ok(())
    }
}
