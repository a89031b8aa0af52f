//! A sheet is what is written on from the top down, with another under it when it is full. Lengths are points, from the upper left corner.

use super::super::RenderError;
use super::faces::{Faces, Glyph, Of};
use super::lines::{self, Line, Style};
use pdf_writer::types::TextRenderingMode;
use pdf_writer::{Content, Name, Str};

/// A4.
pub const SIZE: (f32, f32) = (595.28, 841.89);
pub const MARGIN: f32 = 51.0;
/// Between the margins.
pub const WIDE: f32 = SIZE.0 - 2.0 * MARGIN;
const FOOT: f32 = SIZE.1 - 56.0;

pub struct Page {
    pub content: Content,
    /// Where it is (left, top, right, bottom), and the source that it leads to.
    pub links: Vec<([f32; 4], usize)>,
}

/// Page and height.
#[derive(Clone, Copy)]
pub struct Spot {
    pub page: usize,
    pub y: f32,
}

pub struct Sheet {
    pub faces: Faces,
    pub rtl: bool,
    pub pages: Vec<Page>,
    pub y: f32,
    pub sections: Vec<(String, Spot)>,
    /// By number, from 1.
    pub sources: Vec<Spot>,
}

impl Sheet {
    pub fn new(faces: Faces, rtl: bool) -> Sheet {
        let mut sheet = Sheet { faces, rtl, pages: Vec::new(), y: MARGIN, sections: Vec::new(), sources: Vec::new() };
        sheet.turn();
        sheet
    }

    /// Another page.
    fn turn(&mut self) {
        self.pages.push(Page { content: Content::new(), links: Vec::new() });
        self.y = MARGIN;
    }

    /// Turns the page where less than this is left.
    pub fn room(&mut self, high: f32) {
        if self.y + high > FOOT && self.y > MARGIN {
            self.turn();
        }
    }

    /// Nothing at the top of a page.
    pub fn gap(&mut self, high: f32) {
        if self.y > MARGIN {
            self.y += high;
        }
    }

    fn here(&self) -> Spot {
        Spot { page: self.pages.len() - 1, y: self.y }
    }

    pub fn section(&mut self, title: &str) {
        let here = self.here();
        self.sections.push((title.to_owned(), here));
    }

    /// The next that is written is this source.
    pub fn source(&mut self, n: usize) {
        self.room(14.0);
        let here = self.here();
        debug_assert_eq!(self.sources.len() + 1, n);
        self.sources.push(here);
    }

    /// What is drawn on now.
    pub fn content(&mut self) -> &mut Content {
        let last = self.pages.len() - 1;
        &mut self.pages[last].content
    }

    /// Across, under what was written.
    pub fn rule(&mut self, ink: [f32; 3]) {
        let y = SIZE.1 - self.y - 2.0;
        let content = self.content();
        content.save_state().set_stroke_rgb(ink[0], ink[1], ink[2]).set_line_width(0.6);
        content.move_to(MARGIN, y).line_to(MARGIN + WIDE, y).stroke().restore_state();
        self.y += 2.0;
    }

    /// How far it is from line to line: Arabic stands higher and hangs lower.
    pub fn leading(&self, size: f32) -> f32 {
        size * if self.rtl { 1.6 } else { 1.38 }
    }

    pub fn paragraph(&mut self, spans: &[(&str, Style)], indent: f32) -> Result<(), RenderError> {
        self.listed(None, spans, indent)
    }

    /// With its mark in the indent: a number, or where there is none a dot.
    pub fn listed(&mut self, mark: Option<(&str, Style)>, spans: &[(&str, Style)], indent: f32) -> Result<(), RenderError> {
        let size = spans.iter().map(|s| s.1.size).fold(0.0, f32::max);
        let leading = self.leading(size);
        let lines = lines::lines(&mut self.faces, spans, self.rtl, WIDE - indent)?;
        // Kept together where it is short.
        if lines.len() <= 6 {
            self.room(lines.len() as f32 * leading);
        }
        for (n, line) in lines.iter().enumerate() {
            self.room(leading);
            let base = self.y + leading * 0.74;
            match mark {
                Some(mark) if n == 0 => {
                    let mark = lines::lines(&mut self.faces, &[mark], self.rtl, WIDE)?;
                    mark.iter().for_each(|m| self.set(m, MARGIN, WIDE, base));
                }
                None if n == 0 && indent > 0.0 => self.dot(base - size * 0.28),
                _ => {}
            }
            let left = if self.rtl { MARGIN } else { MARGIN + indent };
            self.set(line, left, WIDE - indent, base);
            self.y += leading;
        }
        Ok(())
    }

    fn dot(&mut self, y: f32) {
        let x = if self.rtl { MARGIN + WIDE - 3.5 } else { MARGIN + 3.5 };
        let content = self.content();
        content.save_state().set_fill_rgb(super::FAINT[0], super::FAINT[1], super::FAINT[2]);
        super::figures::circle(content, x, SIZE.1 - y, 1.4);
        content.fill_nonzero().restore_state();
    }

    /// At the side where the language begins.
    pub fn set(&mut self, line: &Line, left: f32, wide: f32, base: f32) {
        let x = if self.rtl { left + wide - line.width } else { left };
        self.set_at(line, x, base);
    }

    pub fn set_at(&mut self, line: &Line, x: f32, base: f32) {
        let mut x = x;
        let last = self.pages.len() - 1;
        let page = &mut self.pages[last];
        for piece in &line.pieces {
            text(&mut page.content, piece.shaped.of, &piece.shaped.glyphs, &piece.style, x, SIZE.1 - base);
            if let Some(n) = piece.style.leads {
                page.links.push(([x, base - piece.style.size * 0.9, x + piece.width, base + piece.style.size * 0.3], n));
            }
            x += piece.width;
        }
    }
}

/// From left to right, with the origin of the first glyph there.
fn text(content: &mut Content, of: Of, glyphs: &[Glyph], style: &Style, x: f32, y: f32) {
    let [r, g, b] = style.ink;
    content.begin_text().set_font(Name(of.name().as_bytes()), style.size).set_fill_rgb(r, g, b);
    // A given font has no bold beside it: its outlines are thickened.
    let thick = style.bold && of.is_given();
    if thick {
        content.set_stroke_rgb(r, g, b).set_line_width(style.size * 0.028).set_text_rendering_mode(TextRenderingMode::FillStroke);
    } else {
        content.set_text_rendering_mode(TextRenderingMode::Fill);
    }
    let mut pen = x;
    let mut rest = glyphs;
    while let Some((first, _)) = rest.split_first() {
        // As many as stand on one line with nothing moved.
        let run = 1 + rest.iter().skip(1).take_while(|g| (g.dx, g.dy) == (0.0, 0.0) && (first.dx, first.dy) == (0.0, 0.0)).count();
        let (now, later) = rest.split_at(run.min(rest.len()));
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, pen + first.dx * style.size, y + first.dy * style.size]);
        let mut shown = content.show_positioned();
        let mut items = shown.items();
        let mut bytes: Vec<u8> = Vec::new();
        for glyph in now {
            match u8::try_from(glyph.code) {
                Ok(code) if !of.is_given() => bytes.push(code),
                _ => bytes.extend(glyph.code.to_be_bytes()),
            }
            let moved = glyph.own - glyph.advance;
            if moved.abs() > 0.0005 {
                items.show(Str(&bytes)).adjust(moved * 1000.0);
                bytes.clear();
            }
            pen += glyph.advance * style.size;
        }
        if !bytes.is_empty() {
            items.show(Str(&bytes));
        }
        rest = later;
    }
    content.end_text();
}
