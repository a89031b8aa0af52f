//! A sheet is a table of an Excel (ISO/IEC 29500) or OpenDocument (ISO/IEC 26300) workbook; each sheet with a text column is read.
//!
//! Cells are taken as they come and never as a rectangle: one cell in the last corner makes a rectangle larger than any memory.

use crate::error::Trouble;
use crate::ods;
use crate::order::in_range;
use crate::part::Parts;
use crate::table::{self, Cell, Row};
use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, sink};
use zip::ZipArchive;

pub(crate) const WHAT: &str = "a workbook";
/// What lies to the right of it is no column of a table of reports.
pub(crate) const WIDEST: u32 = 1024;
/// MiB that a workbook may unpack to.
const LARGEST: u64 = 512;
/// Cells of all rows, each up to its last.
pub(crate) const MOST: usize = 20_000_000;

/// By the names of the first members of the zip archive.
pub(crate) fn is(start: &[u8]) -> bool {
    let members = members(start);
    members.iter().any(|m| m.starts_with(b"xl/")) || is_ods(start)
}

fn is_ods(start: &[u8]) -> bool {
    const MIMETYPE: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    start.starts_with(b"PK\x03\x04") && start.get(30..30 + MIMETYPE.len()) == Some(MIMETYPE)
}

/// Names of the local headers that stand in the beginning (APPNOTE 4.3.7).
fn members(start: &[u8]) -> Vec<&[u8]> {
    if !start.starts_with(b"PK\x03\x04") {
        return Vec::new();
    }
    let headers = start.windows(30).enumerate().filter(|(_, w)| w.starts_with(b"PK\x03\x04"));
    headers.filter_map(|(at, w)| start.get(at + 30..at + 30 + usize::from(w[26]) + 256 * usize::from(w[27]))).collect()
}

pub(crate) fn cut(bytes: &[u8]) -> Result<Parts, Trouble> {
    let holds = unpacked(bytes)?;
    let sheets = if holds.iter().any(|m| m == "content.xml") { ods::sheets(bytes)? } else { excel(bytes)? };
    if sheets.iter().all(Vec::is_empty) {
        return Err(Trouble::Empty);
    }
    let (mut parts, mut first_trouble, mut read) = (Parts::new(), None, false);
    for (i, rows) in sheets.iter().enumerate().filter(|(_, rows)| !rows.is_empty()) {
        // By its place: sheets are named after those who fill them. The first has none, so that one added later changes no key.
        let name = format!("sheet {}", i + 1);
        match table::reports(rows, (i > 0).then_some(name.as_str())) {
            Ok(more) => {
                read = true;
                parts.extend(more);
            }
            // A sheet of notes or codes beside the one with the reports.
            Err(trouble) => first_trouble = first_trouble.or(Some(trouble)),
        }
    }
    match first_trouble {
        Some(trouble) if !read => Err(trouble),
        _ => Ok(parts),
    }
}

/// The names of the members, once all of them are known to be sound and not to unpack without end.
fn unpacked(bytes: &[u8]) -> Result<Vec<String>, Trouble> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| Trouble::broken(WHAT, e))?;
    let mut left = LARGEST << 20;
    let mut names = Vec::new();
    for i in 0..zip.len() {
        let member = zip.by_index(i).map_err(|e| Trouble::broken(WHAT, e))?;
        names.push(member.name().to_owned());
        let size = std::io::copy(&mut member.take(left + 1), &mut sink()).map_err(|e| Trouble::broken(WHAT, e))?;
        left = left.checked_sub(size).ok_or_else(|| Trouble::broken(WHAT, format!("it unpacks to more than {LARGEST} MiB")))?;
    }
    Ok(names)
}

/// The rows of each sheet, those without a cell left out.
pub(crate) type Sheets = Vec<Vec<Row>>;

fn excel(bytes: &[u8]) -> Result<Sheets, Trouble> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| Trouble::broken(WHAT, e))?;
    let shown = book.sheets_metadata().iter().filter(|s| s.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.map(|s| s.name.clone()).collect();
    let mut sheets = Sheets::new();
    let mut left = MOST;
    for name in names {
        // A sheet of charts alone has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: BTreeMap<u32, BTreeMap<u32, Cell>> = BTreeMap::new();
        while let Some(cell) = cells.next_cell().map_err(|e| Trouble::broken(WHAT, e))? {
            let (row, column) = cell.get_position();
            if let Some(value) = value(cell.get_value()).filter(|_| column < WIDEST) {
                rows.entry(row).or_default().insert(column, value);
            }
        }
        let rows: Result<Vec<Row>, Trouble> = rows.into_iter().map(|(at, cells)| row(u64::from(at) + 1, cells, &mut left)).collect();
        sheets.push(rows?);
    }
    Ok(sheets)
}

/// `number` from 1; what stands between the cells is blank. `left` is how many cells the workbook may still have, blank ones too.
pub(crate) fn row(number: u64, cells: BTreeMap<u32, Cell>, left: &mut usize) -> Result<Row, Trouble> {
    let width = cells.keys().last().map_or(0, |last| *last as usize + 1);
    *left = left.checked_sub(width).ok_or_else(|| Trouble::broken(WHAT, format!("it has more than {MOST} cells")))?;
    let mut all = vec![Cell::Words(String::new()); width];
    for (at, cell) in cells {
        if let Some(place) = all.get_mut(at as usize) {
            *place = cell;
        }
    }
    Ok(Row { number, line: None, cells: all })
}

fn value(cell: &DataRef) -> Option<Cell> {
    let words = |w: &str| (!w.trim().is_empty()).then(|| Cell::Words(w.to_owned()));
    match cell {
        DataRef::String(w) => words(w),
        DataRef::SharedString(w) => words(w),
        DataRef::Int(n) => Some(Cell::Number(n.to_string())),
        DataRef::Float(n) => Some(Cell::Number(n.to_string())),
        DataRef::Bool(b) => Some(Cell::Number(b.to_string())),
        DataRef::DateTime(serial) => Some(serial_day(serial)),
        DataRef::DateTimeIso(iso) => Some(Cell::Day(iso.clone())),
        DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => None,
    }
}

/// A serial number is a day only where the cell's format says so; what is no day in our time stays a number.
fn serial_day(serial: &ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, second, _) = serial.to_ymd_hms_milli();
    let sound = serial.is_datetime() && i16::try_from(year).is_ok_and(in_range);
    match (hour, minute, second) {
        _ if !sound => Cell::Number(serial.as_f64().to_string()),
        (0, 0, 0) => Cell::Day(format!("{year:04}-{month:02}-{day:02}")),
        _ => Cell::Day(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")),
    }
}
