//! A workbook with two sheets: `incidents`, the flat columns, and `figures`, every figure as each source gave it.
//!
//! Words are written as strings, which a spreadsheet never runs, and still carry the apostrophe where they would be a formula: people
//! save workbooks as CSV. Days are dates; the header stays in sight; the workbook's own date is `made.at`.

use crate::case::{self, Case};
use crate::flat;
use crate::rows::Cell;
use crate::{ExchangeError, Form, Holdings, neutral};
use accalmie_record::{Figure, Incident, Outcome};
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io::Write;

/// A cell of the format holds no more characters.
const LONGEST: usize = 32_767;

type FigureColumn = (&'static str, fn(&Incident, Outcome, &Figure) -> Cell);

fn words(s: Option<&str>) -> Cell {
    s.map_or(Cell::Empty, Cell::text)
}

const FIGURES: [FigureColumn; 15] = [
    ("incident", |i, _, _| Cell::text(&i.id)),
    ("standing", |i, _, _| Cell::text(i.standing.name())),
    ("counted", |i, _, _| Cell::Flag(i.counts())),
    ("outcome", |_, outcome, _| Cell::text(outcome.name())),
    ("who", |_, _, f| Cell::text(f.who.name())),
    ("min", |_, _, f| Cell::Whole(f.min)),
    ("max", |_, _, f| Cell::whole(f.max)),
    ("words", |_, _, f| Cell::text(&f.text)),
    ("status", |_, _, f| Cell::text(f.status.name())),
    ("report", |_, _, f| Cell::text(&f.report)),
    ("record", |_, _, f| Cell::text(&f.record)),
    ("source", |_, _, f| words(f.source.as_deref())),
    ("said_by", |_, _, f| words(f.said_by.as_deref())),
    ("published", |_, _, f| words(f.published.as_deref())),
    ("left_out", |_, _, f| words(f.left_out.as_deref())),
];

/// Whole numbers up to here are exact in a spreadsheet, whose numbers are doubles.
const EXACT: u64 = 1 << 53;

struct Styles {
    header: Format,
    day: Format,
}

fn excel_day(d: Date) -> Option<ExcelDateTime> {
    let (year, month, day) = (u16::try_from(d.year()).ok()?, u8::try_from(d.month()).ok()?, u8::try_from(d.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell, styles: &Styles) -> Result<(), XlsxError> {
    let words = |sheet: &mut Worksheet, text: &str| {
        let text: String = neutral::cell(text)
            .chars()
            .scan(0, |units, c| {
                *units += c.len_utf16();
                (*units <= LONGEST).then_some(c)
            })
            .collect();
        sheet.write_string(row, column, text).map(|_| ())
    };
    match cell {
        Cell::Empty => Ok(()),
        Cell::Text(t) => words(sheet, &t),
        #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53; larger ones are written as text")]
        Cell::Whole(n) if n <= EXACT => sheet.write_number(row, column, n as f64).map(|_| ()),
        Cell::Whole(n) => words(sheet, &n.to_string()),
        Cell::Real(x) => sheet.write_number(row, column, x).map(|_| ()),
        Cell::Flag(b) => sheet.write_boolean(row, column, b).map(|_| ()),
        Cell::Day(d) => match excel_day(d) {
            Some(day) => sheet.write_datetime_with_format(row, column, &day, &styles.day).map(|_| ()),
            None => words(sheet, &d.to_string()),
        },
    }
}

fn table<'a>(
    sheet: &mut Worksheet,
    header: impl Iterator<Item = &'a str>,
    lines: impl Iterator<Item = Vec<Cell>>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    for (column, name) in (0u16..).zip(header) {
        sheet.write_string_with_format(0, column, name, &styles.header)?;
        sheet.set_column_width(column, 16)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    for (row, line) in (1u32..).zip(lines) {
        for (column, cell) in (0u16..).zip(line) {
            put(sheet, row, column, cell, styles)?;
        }
    }
    Ok(())
}

fn build(holdings: &Holdings, created: &ExcelDateTime) -> Result<Vec<u8>, XlsxError> {
    let reports = case::by_key(holdings.readings);
    let styles = Styles { header: Format::new().set_bold(), day: Format::new().set_num_format("yyyy-mm-dd") };
    let mut book = Workbook::new();
    let made = &holdings.made;
    let comment = format!("accalmie {}; profile: {}; knowledge: {}; made: {}", made.version, made.profile, made.knowledge, made.at);
    book.set_properties(&DocProperties::new().set_creation_datetime(created).set_comment(neutral::text(&comment)));

    let sheet = book.add_worksheet().set_name("incidents")?;
    let lines = holdings.incidents.iter().map(|i| {
        let case = Case::of(i, &reports);
        flat::COLUMNS.iter().map(|c| (c.cell)(&case)).collect()
    });
    table(sheet, flat::COLUMNS.iter().map(|c| c.name), lines, &styles)?;

    let sheet = book.add_worksheet().set_name("figures")?;
    let lines = holdings.incidents.iter().flat_map(|i| {
        i.harm
            .iter()
            .flat_map(|(outcome, toll)| toll.by_source.iter().map(|f| FIGURES.iter().map(|(_, cell)| cell(i, *outcome, f)).collect()))
    });
    table(sheet, FIGURES.iter().map(|(name, _)| *name), lines, &styles)?;
    book.save_to_buffer()
}

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let form = Form::Xlsx.name();
    let failed = |e: XlsxError| ExchangeError::Build { form, cause: e.to_string() };
    let created = ExcelDateTime::from_timestamp(holdings.made.time()?.as_second()).map_err(failed)?;
    let bytes = build(holdings, &created).map_err(failed)?;
    out.write_all(&bytes).map_err(|cause| ExchangeError::Write { form, cause })
}
