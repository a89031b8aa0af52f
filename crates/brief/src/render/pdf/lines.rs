//! Lines: a paragraph is cut at its spaces into lines, and each line is put in the order in which it is drawn (UAX #9).

use super::super::RenderError;
use super::faces::{Faces, Shaped};
use unicode_bidi::{BidiInfo, Level};

/// How a stretch of a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Points.
    pub size: f32,
    pub bold: bool,
    pub ink: [f32; 3],
    /// The number of the source that it leads to.
    pub leads: Option<usize>,
}

/// In one face, style and direction.
pub struct Piece {
    pub shaped: Shaped,
    pub style: Style,
    /// Points.
    pub width: f32,
    level: Level,
}

/// From left to right, with a gap before each.
#[derive(Default)]
pub struct Line {
    pub pieces: Vec<Piece>,
    pub width: f32,
}

/// What no line is cut within, unless it is longer than a line.
struct Word {
    pieces: Vec<Piece>,
    width: f32,
    /// The space before it.
    space: Option<Piece>,
}

/// Cuts and orders it for lines of `wide` points.
pub fn lines(faces: &mut Faces, spans: &[(&str, Style)], rtl: bool, wide: f32) -> Result<Vec<Line>, RenderError> {
    let mut out: Vec<Line> = Vec::new();
    let mut line: Vec<Piece> = Vec::new();
    let mut width = 0.0;
    for word in words(faces, spans, rtl, wide)? {
        let space = word.space.as_ref().map_or(0.0, |s| s.width);
        if !line.is_empty() && width + space + word.width > wide {
            out.push(ordered(std::mem::take(&mut line)));
            width = 0.0;
        } else if let Some(space) = word.space.filter(|_| !line.is_empty()) {
            width += space.width;
            line.push(space);
        }
        width += word.width;
        line.extend(word.pieces);
    }
    if !line.is_empty() {
        out.push(ordered(line));
    }
    Ok(out)
}

/// The width of the longest word, and of all of it on one line.
pub fn widths(faces: &mut Faces, text: &str, style: Style, rtl: bool) -> Result<(f32, f32), RenderError> {
    let words = words(faces, &[(text, style)], rtl, f32::MAX)?;
    let longest = words.iter().map(|w| w.width).fold(0.0, f32::max);
    let all = words.iter().map(|w| w.width + w.space.as_ref().map_or(0.0, |s| s.width)).sum();
    Ok((longest, all))
}

fn words(faces: &mut Faces, spans: &[(&str, Style)], rtl: bool, wide: f32) -> Result<Vec<Word>, RenderError> {
    let text: String = spans.iter().flat_map(|s| s.0.chars()).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let levels = BidiInfo::new(&text, Some(base)).levels;
    let mut ends = Vec::new();
    let mut end = 0;
    for (words, style) in spans {
        end += words.chars().map(|c| if c.is_control() { 1 } else { c.len_utf8() }).sum::<usize>();
        ends.push((end, *style));
    }
    let style_at = |at: usize| ends.iter().find(|(end, _)| at < *end).or(ends.last()).map(|(_, style)| *style);
    let mut out: Vec<Word> = Vec::new();
    let mut open: Option<(usize, Level, Style)> = None;
    let mut word = Word { pieces: Vec::new(), width: 0.0, space: None };
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let (Some(style), level) = (style_at(at), levels.get(at).copied().unwrap_or(base)) else { continue };
        let breaks = c == ' ';
        // Too long for a line: it is cut where it must.
        let full = open.is_some_and(|(start, _, s)| word.width + (at - start) as f32 * s.size * 0.5 > wide * 0.95);
        if let Some((start, was, styled)) = open
            && (breaks || full || was != level || styled != style)
        {
            let pieces = shaped(faces, text.get(start..at).unwrap_or_default(), was, styled)?;
            word.width += pieces.iter().map(|p| p.width).sum::<f32>();
            word.pieces.extend(pieces);
            open = None;
        }
        if (breaks || full) && !word.pieces.is_empty() {
            out.push(std::mem::replace(&mut word, Word { pieces: Vec::new(), width: 0.0, space: None }));
        }
        if breaks {
            word.space = shaped(faces, " ", level, style)?.pop();
        } else if open.is_none() {
            open = Some((at, level, style));
        }
    }
    Ok(out)
}

fn shaped(faces: &mut Faces, text: &str, level: Level, style: Style) -> Result<Vec<Piece>, RenderError> {
    let mut shaped = faces.shape(text, level.is_rtl(), style.bold)?;
    // They come as they are drawn; ordering a line turns them again.
    if level.is_rtl() {
        shaped.reverse();
    }
    let piece = |shaped: Shaped| {
        let width = shaped.glyphs.iter().map(|g| g.advance).sum::<f32>() * style.size;
        Piece { shaped, style, width, level }
    };
    Ok(shaped.into_iter().map(piece).collect())
}

/// UAX #9, L2: from the highest level down to the lowest odd one, what is at that level or above is turned.
fn ordered(mut pieces: Vec<Piece>) -> Line {
    let highest = pieces.iter().map(|p| p.level.number()).max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut start = 0;
        while start < pieces.len() {
            let run = pieces.iter().skip(start).take_while(|p| p.level.number() >= level).count();
            if let Some(run) = pieces.get_mut(start..start + run) {
                run.reverse();
            }
            start += run.max(1);
        }
    }
    let width = pieces.iter().map(|p| p.width).sum();
    Line { pieces, width }
}
