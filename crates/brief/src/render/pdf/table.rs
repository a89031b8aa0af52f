//! A table: columns as wide as their words ask, the head again on each page.

use super::super::RenderError;
use super::lines::{self, Style};
use super::sheet::{MARGIN, Sheet, WIDE};
use super::{INK, RULE, style};
use crate::brief::Table;

const HEAD: Style = style(8.5, true, INK);
const CELL: Style = style(9.0, false, INK);
/// Between columns.
const BETWEEN: f32 = 10.0;

pub fn draw(sheet: &mut Sheet, table: &Table) -> Result<(), RenderError> {
    let columns = columns(sheet, table)?;
    row(sheet, &table.head, HEAD, &columns)?;
    for cells in &table.rows {
        let page = sheet.pages.len();
        sheet.room(30.0);
        if sheet.pages.len() > page {
            row(sheet, &table.head, HEAD, &columns)?;
        }
        row(sheet, cells, CELL, &columns)?;
    }
    Ok(())
}

/// Each has its longest word; what is left is shared as their whole texts ask.
fn columns(sheet: &mut Sheet, table: &Table) -> Result<Vec<f32>, RenderError> {
    let mut asked: Vec<(f32, f32)> = vec![(0.0, 0.0); table.head.len()];
    for (cells, style) in std::iter::once((&table.head, HEAD)).chain(table.rows.iter().map(|r| (r, CELL))) {
        for (text, (least, all)) in cells.iter().zip(&mut asked) {
            let (word, whole) = lines::widths(&mut sheet.faces, text, style, sheet.rtl)?;
            *least = least.max(word + BETWEEN);
            *all = all.max(whole + BETWEEN);
        }
    }
    let least: f32 = asked.iter().map(|a| a.0).sum();
    let more: f32 = asked.iter().map(|a| a.1 - a.0).sum();
    let left = WIDE - least;
    let each = left / asked.len().max(1) as f32;
    let wide = |(least, all): &(f32, f32)| match more {
        // Too narrow for their words: all alike.
        _ if left < 0.0 => WIDE / asked.len().max(1) as f32,
        more if more > 0.0 => least + (all - least) * (left / more).min(1.0) + (left - more).max(0.0) / asked.len() as f32,
        _ => least + each,
    };
    Ok(asked.iter().map(wide).collect())
}

fn row(sheet: &mut Sheet, cells: &[String], style: Style, columns: &[f32]) -> Result<(), RenderError> {
    let leading = sheet.leading(style.size);
    let mut set = Vec::new();
    for (cell, wide) in cells.iter().zip(columns) {
        set.push(lines::lines(&mut sheet.faces, &[(cell, style)], sheet.rtl, wide - BETWEEN + 0.1)?);
    }
    let high = set.iter().map(Vec::len).max().unwrap_or(1) as f32 * leading;
    sheet.room(high + 6.0);
    let mut from = 0.0;
    for (lines, wide) in set.iter().zip(columns) {
        let left = if sheet.rtl { MARGIN + WIDE - from - wide + BETWEEN } else { MARGIN + from };
        for (n, line) in lines.iter().enumerate() {
            let base = sheet.y + 2.0 + leading * (n as f32 + 0.74);
            sheet.set(line, left, wide - BETWEEN, base);
        }
        from += wide;
    }
    sheet.y += high + 3.0;
    sheet.rule(RULE);
    sheet.y += 1.0;
    Ok(())
}
