//! A delimited file is a table in text: commas, semicolons, tabs or strokes between its cells (RFC 4180, and what sheets write).

use crate::encoding;
use crate::error::Trouble;
use crate::part::Parts;
use crate::table::{self, Cell, Row};
use csv::{ReaderBuilder, StringRecord, Trim};

const WHAT: &str = "a table";
const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows by which the mark is told.
const SAMPLE: usize = 20;
/// A name of a column is not longer, in characters; what is longer is a sentence with commas.
const LONGEST_NAME: usize = 60;

/// Strict, since any sentence has commas: the names of two known columns, or an HXL row, under one of the marks.
pub(crate) fn is(start: &[u8]) -> bool {
    let Ok(text) = encoding::decode(start.to_vec(), None) else { return false };
    if text.trim_start().starts_with(['{', '[', '<']) {
        return false;
    }
    let (mark, text) = marked(&text);
    let mut rows = rows(text, mark.unwrap_or_else(|| told(text)), 0);
    // The last row may be cut.
    if rows.len() > 2 {
        rows.pop();
    }
    let widest = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let sound = |r: &Row| r.cells.iter().all(|c| c.words().chars().count() <= LONGEST_NAME);
    widest > 1 && rows.first().is_some_and(sound) && table::is_named(&rows)
}

pub(crate) fn cut(bytes: &[u8]) -> Result<Parts, Trouble> {
    let text = encoding::decode(bytes.to_vec(), None)?;
    if text.trim().is_empty() {
        return Err(Trouble::Empty);
    }
    if text.contains('\0') {
        return Err(Trouble::broken(WHAT, "it is not text"));
    }
    let (mark, body) = marked(&text);
    table::reports(&rows(body, mark.unwrap_or_else(|| told(body)), u64::from(mark.is_some())), None)
}

/// The mark that a sheet's program wrote in a first line of its own: `sep=;`.
fn marked(text: &str) -> (Option<u8>, &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(rest) = text.strip_prefix("sep=") else { return (None, text) };
    let mark = rest.bytes().next().filter(|m| MARKS.contains(m));
    match (mark, rest.find('\n')) {
        (Some(mark), Some(end)) => (Some(mark), rest.get(end + 1..).unwrap_or("")),
        _ => (None, text),
    }
}

fn read(text: &str, mark: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).trim(Trim::None).from_reader(text.as_bytes())
}

/// The mark that gives most cells in most rows.
fn told(text: &str) -> u8 {
    let score = |mark: u8| {
        let widths: Vec<usize> = read(text, mark).into_records().take(SAMPLE).flatten().map(|r| r.len()).collect();
        let first = widths.iter().copied().max().unwrap_or(0);
        let alike = widths.iter().filter(|w| **w == first).count();
        if first < 2 { (0, 0) } else { (alike * 100 / widths.len().max(1), first) }
    };
    let named = |mark: u8| {
        let first: Vec<Row> = rows_of(read(text, mark).into_records().take(SAMPLE).flatten(), 0);
        table::is_named(&first)
    };
    // Names that are known decide before widths, which commas within texts disturb.
    MARKS.into_iter().max_by_key(|m| (named(*m), score(*m), u8::from(*m == b','))).unwrap_or(b',')
}

/// `above` lines stood before the first row.
fn rows(text: &str, mark: u8, above: u64) -> Vec<Row> {
    // Of text that is UTF-8 and may have rows of any width, no record is an error.
    rows_of(read(text, mark).into_records().flatten(), above)
}

fn rows_of(records: impl Iterator<Item = StringRecord>, above: u64) -> Vec<Row> {
    let row = |(i, record): (usize, StringRecord)| Row {
        number: i as u64 + 1 + above,
        line: record.position().map(|p| p.line() + above),
        cells: record.iter().map(|c| Cell::Words(c.to_owned())).collect(),
    };
    records.enumerate().map(row).collect()
}
