//! As PDF, for paper: A4, the same drawings as the page, numbers that lead to their sources. The same brief and fonts give the same bytes.

mod faces;
mod figures;
mod file;
mod lines;
mod sheet;
mod standard;
mod table;

use super::{Fonts, RenderError, markdown, numbers};
use crate::brief::{Brief, Cited};
use faces::Faces;
use lines::Style;
use sheet::Sheet;

pub const INK: [f32; 3] = [0.11, 0.13, 0.15];
pub const FAINT: [f32; 3] = [0.36, 0.4, 0.44];
pub const RULE: [f32; 3] = [0.79, 0.82, 0.84];

const fn style(size: f32, bold: bool, ink: [f32; 3]) -> Style {
    Style { size, bold, ink, leads: None }
}

const TITLE: Style = style(19.0, true, INK);
const LEAD: Style = style(10.0, false, FAINT);
const HEADING: Style = style(12.5, true, INK);
const TEXT: Style = style(10.0, false, INK);
const NOTE: Style = style(8.5, false, FAINT);
const SOURCE: Style = style(8.5, false, INK);
/// How far what is listed stands in.
const INDENT: f32 = 13.0;

/// # Errors
/// A font that is none; Arabic letters without a font that has them.
pub fn write(brief: &Brief, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    let mut sheet = Sheet::new(Faces::new(fonts, brief.rtl)?, brief.rtl);
    sheet.paragraph(&[(&brief.title, TITLE)], 0.0)?;
    sheet.gap(2.0);
    sheet.paragraph(&[(&brief.lead, LEAD)], 0.0)?;
    figures::draw(&mut sheet, &brief.drawing)?;
    for section in &brief.sections {
        heading(&mut sheet, &section.title)?;
        for s in &section.sentences {
            sheet.listed(None, &[(&format!("{} ", s.text), TEXT), cited(&s.cited).styled()], INDENT)?;
            sheet.gap(3.5);
        }
        if let Some(t) = &section.table {
            table::draw(&mut sheet, t)?;
            sheet.gap(3.0);
            sheet.paragraph(&[(&format!("{} ", t.note), NOTE), cited(&t.cited).styled()], 0.0)?;
        }
    }
    heading(&mut sheet, &brief.sources_title)?;
    for (n, source) in brief.sources.iter().enumerate() {
        sheet.source(n + 1);
        // What a source is called and says is in its own script, and keeps to itself.
        let line =
            markdown::line(source).split(" \u{b7} ").map(|part| format!("\u{2068}{part}\u{2069}")).collect::<Vec<_>>().join(" \u{b7} ");
        sheet.listed(Some((&format!("{}.", n + 1), NOTE)), &[(&line, SOURCE)], 20.0)?;
        sheet.gap(2.5);
    }
    file::write(sheet, brief)
}

fn heading(sheet: &mut Sheet, title: &str) -> Result<(), RenderError> {
    // No heading stands alone at the foot.
    sheet.room(70.0);
    sheet.gap(12.0);
    sheet.section(title);
    sheet.paragraph(&[(title, HEADING)], 0.0)?;
    sheet.rule(RULE);
    sheet.gap(6.0);
    Ok(())
}

struct Numbers(String, usize);

impl Numbers {
    fn styled(&self) -> (&str, Style) {
        (&self.0, Style { leads: Some(self.1), ..style(8.0, false, FAINT) })
    }
}

/// They stay on one line.
fn cited(cited: &Cited) -> Numbers {
    Numbers(format!("[{}]", numbers(cited)).replace(' ', "\u{a0}"), cited.iter().next().unwrap_or(1))
}
