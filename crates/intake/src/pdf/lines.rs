//! Lines are letters that stand on one height; columns are blocks of lines with an empty strip between them.

use super::order::{self, Layout, is_mark, is_rtl};
use super::page::Glyph;

/// A line as it is read, with where it stands, in points.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub text: String,
    pub x0: f64,
    pub x1: f64,
    pub y: f64,
    pub size: f64,
    /// Begins at the right.
    pub rtl: bool,
}

/// Lines below each other: a column, or what is as wide as the page.
pub(crate) type Block = Vec<Line>;

/// Letters of one line without a wide gap.
#[derive(Clone)]
struct Run {
    pieces: Vec<String>,
    x0: f64,
    x1: f64,
    size: f64,
    /// Between two of its words.
    widest: f64,
}

#[derive(Clone)]
struct Row {
    y: f64,
    runs: Vec<Run>,
}

/// Marks of one line, and words of one that are apart, beyond which it is a drawing.
const MARKS: usize = 500;
const RUNS: usize = 200;
/// Letters among which a mark's own is looked for.
const NEAR: usize = 1000;

// In sizes of the letters:
/// Letters further apart are of two words.
const WORD: f64 = 0.15;
/// Words further apart are of two columns or cells.
const APART: f64 = 1.0;
/// Cells of a row; what is nearer is a wide blank, unless the other blanks of the row are much smaller.
const CELL: f64 = 1.8;
const MUCH: f64 = 2.0;
const BLANK: f64 = 0.35;
/// Letters of a bullet, or of a number before an item.
const LABEL: usize = 3;
/// Letters within are of one line: raised and lowered ones.
const LEVEL: f64 = 0.4;
/// Least width of the strip between columns.
const GUTTER: f64 = 0.9;
/// Lines and letters a line that make a column, where a table has short cells.
const COLUMN: (usize, usize) = (3, 15);
/// Columns within columns.
const DEEPEST: usize = 4;

/// The blocks of a page in the order in which they are read.
pub(crate) fn blocks(glyphs: Vec<Glyph>) -> Vec<Block> {
    let letters = |rtl: bool| glyphs.iter().flat_map(|g| g.text.chars()).filter(|c| c.is_alphabetic() && is_rtl(*c) == rtl).count();
    let rtl = letters(true) > letters(false);
    let rows = rows(settle(glyphs));
    let stops: Vec<Layout> = rows.iter().flat_map(|r| &r.runs).filter_map(|r| order::stop(&r.pieces)).collect();
    let mislaid = stops.iter().filter(|s| **s == Layout::Mislaid).count() * 2 > stops.len();
    let layout = match (rtl, mislaid) {
        (false, _) => Layout::Right,
        (true, true) => Layout::Mislaid,
        (true, false) => Layout::Left,
    };
    let rtl = layout == Layout::Left;
    let mut out = Vec::new();
    columns(rows, rtl, 0, &mut out);
    out.into_iter()
        .map(|rows| rows.into_iter().map(|r| line(r, layout)).filter(|l| !l.text.trim().is_empty()).collect())
        .filter(|b: &Block| !b.is_empty())
        .collect()
}

/// Marks, and what is drawn without a width of its own, are drawn above or below their line; they are put back on it.
fn settle(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let floats = |g: &Glyph| {
        !g.text.trim().is_empty() && (g.text.chars().all(is_mark) || (g.x1 - g.x0 < 0.01 * g.size && g.text.chars().any(is_rtl)))
    };
    let (mut marks, mut out): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(floats);
    out.sort_by(|a, b| b.y.total_cmp(&a.y));
    for mark in &mut marks {
        let from = out.partition_point(|g| g.y > mark.y + mark.size);
        let near = out.iter().skip(from).take(NEAR).take_while(|g| g.y >= mark.y - mark.size).filter(|g| !g.text.trim().is_empty());
        let middle = f64::midpoint(mark.x0, mark.x1);
        let away = |g: &&Glyph| (middle - middle.clamp(g.x0, g.x1)).abs() + (g.y - mark.y).abs();
        if let Some(letter) = near.min_by(|a, b| away(a).total_cmp(&away(b))) {
            mark.y = letter.y;
        }
    }
    out.extend(marks);
    out
}

fn rows(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<(f64, f64, Vec<Glyph>)> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some((y, size, row)) if *y - glyph.y <= LEVEL * size.max(glyph.size) => {
                // The largest letters say where the line stands.
                if glyph.size > *size * 1.05 {
                    (*y, *size) = (glyph.y, glyph.size);
                }
                row.push(glyph);
            }
            _ => rows.push((glyph.y, glyph.size, vec![glyph])),
        }
    }
    rows.into_iter().map(|(y, _, row)| Row { y, runs: runs(row) }).filter(|r| !r.runs.is_empty()).collect()
}

fn runs(mut row: Vec<Glyph>) -> Vec<Run> {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0).then(a.x1.total_cmp(&b.x1)));
    let (marks, letters): (Vec<Glyph>, Vec<Glyph>) = row.into_iter().partition(|g| g.text.chars().all(is_mark) && !g.text.is_empty());
    let mut letters = once(letters);
    let marks = if marks.len() > MARKS { Vec::new() } else { marks };
    for mark in marks {
        let middle = f64::midpoint(mark.x0, mark.x1);
        let away = |g: &Glyph| (f64::midpoint(g.x0, g.x1) - middle).abs();
        if let Some(letter) = letters.iter_mut().filter(|g| !g.text.trim().is_empty()).min_by(|a, b| away(a).total_cmp(&away(b))) {
            letter.text += &mark.text;
        }
    }
    let mut out: Vec<Run> = Vec::new();
    let mut blank = false;
    for glyph in letters {
        if glyph.text.trim().is_empty() {
            blank = true;
            continue;
        }
        match out.last_mut() {
            Some(run) if glyph.x0 - run.x1 <= APART * run.size.max(glyph.size) => {
                if blank || glyph.x0 - run.x1 > WORD * run.size.max(glyph.size) {
                    run.widest = run.widest.max(glyph.x0 - run.x1);
                    run.pieces.push(" ".to_owned());
                }
                run.pieces.push(glyph.text);
                run.x1 = run.x1.max(glyph.x1);
                run.size = run.size.max(glyph.size);
            }
            _ => out.push(Run { pieces: vec![glyph.text], x0: glyph.x0, x1: glyph.x1, size: glyph.size, widest: 0.0 }),
        }
        blank = false;
    }
    out
}

/// Letters that are drawn twice to look bold are read once.
fn once(row: Vec<Glyph>) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(row.len());
    for glyph in row {
        let twice = out
            .iter()
            .rev()
            .take(3)
            .any(|g| g.text == glyph.text && (g.x0 - glyph.x0).abs() < 0.12 * g.size && (g.y - glyph.y).abs() < 0.12 * g.size);
        if !twice {
            out.push(glyph);
        }
    }
    out
}

/// Cuts rows into bands that have an empty strip in common, and those into columns.
fn columns(rows: Vec<Row>, rtl: bool, deep: usize, out: &mut Vec<Vec<Row>>) {
    let left = rows.iter().flat_map(|r| &r.runs).map(|r| r.x0).fold(f64::INFINITY, f64::min);
    let right = rows.iter().flat_map(|r| &r.runs).map(|r| r.x1).fold(f64::NEG_INFINITY, f64::max);
    let mut plain: Vec<Row> = Vec::new();
    let mut band: Vec<Row> = Vec::new();
    let mut free = vec![(left, right)];
    let close = |band: &mut Vec<Row>, free: &[(f64, f64)], plain: &mut Vec<Row>, out: &mut Vec<Vec<Row>>| {
        let strip = free.iter().filter(|(a, b)| *a > left && *b < right).max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        let Some((one, other)) = strip.filter(|_| deep < DEEPEST).and_then(|s| split(band, f64::midpoint(s.0, s.1))) else {
            plain.append(band);
            return;
        };
        if !plain.is_empty() {
            out.push(std::mem::take(plain));
        }
        band.clear();
        let (first, second) = if rtl { (other, one) } else { (one, other) };
        columns(first, rtl, deep + 1, out);
        columns(second, rtl, deep + 1, out);
    };
    for row in rows {
        let narrowed = narrow(&free, &row);
        if !band.is_empty() && !narrowed.iter().any(|(a, b)| *a > left && *b < right) {
            close(&mut band, &free, &mut plain, out);
            free = narrow(&[(left, right)], &row);
        } else {
            free = narrowed;
        }
        band.push(row);
    }
    close(&mut band, &free, &mut plain, out);
    if !plain.is_empty() {
        out.push(plain);
    }
}

/// What stays free of strips when a row is drawn over them.
fn narrow(free: &[(f64, f64)], row: &Row) -> Vec<(f64, f64)> {
    if row.runs.len() > RUNS {
        return Vec::new();
    }
    let mut free = free.to_vec();
    for run in &row.runs {
        free = free
            .iter()
            .flat_map(|&(a, b)| if run.x1 <= a || run.x0 >= b { vec![(a, b)] } else { vec![(a, run.x0), (run.x1, b)] })
            .collect();
    }
    let size = row.runs.iter().map(|r| r.size).fold(0.0, f64::max);
    free.retain(|(a, b)| b - a > GUTTER * size);
    free
}

/// The rows left and right of a strip, when both are columns of text.
fn split(band: &[Row], strip: f64) -> Option<(Vec<Row>, Vec<Row>)> {
    let side = |keep: &dyn Fn(&Run) -> bool| -> Vec<Row> {
        let rows = band.iter().map(|row| Row { y: row.y, runs: row.runs.iter().filter(|r| keep(r)).cloned().collect() });
        rows.filter(|r| !r.runs.is_empty()).collect()
    };
    let is_column = |rows: &[Row]| {
        let letters: usize = rows.iter().flat_map(|r| &r.runs).map(|r| r.pieces.len()).sum();
        rows.len() >= COLUMN.0 && letters >= rows.len() * COLUMN.1
    };
    let (left, right) = (side(&|r| r.x0 < strip), side(&|r| r.x0 >= strip));
    (is_column(&left) && is_column(&right)).then_some((left, right))
}

fn line(row: Row, page: Layout) -> Line {
    let x0 = row.runs.iter().map(|r| r.x0).fold(f64::INFINITY, f64::min);
    let x1 = row.runs.iter().map(|r| r.x1).fold(f64::NEG_INFINITY, f64::max);
    let size = row.runs.iter().map(|r| r.size).fold(0.0, f64::max);
    let mut pieces: Vec<String> = Vec::new();
    let mut last: Option<(f64, f64)> = None;
    let (begin, count) = (if page == Layout::Left { row.runs.len().saturating_sub(1) } else { 1 }, row.runs.len());
    for (i, run) in row.runs.into_iter().enumerate() {
        if let Some((end, widest)) = last {
            let gap = run.x0 - end;
            // What stands before an item of a list is no cell.
            let label = i == begin && if page == Layout::Left { run.pieces.len() } else { pieces.len() } <= LABEL && count == 2;
            let cell = gap > CELL * run.size || !label && gap > MUCH * widest.max(run.widest).max(BLANK * run.size);
            pieces.push(if cell { "\t" } else { " " }.to_owned());
        }
        last = Some((run.x1, run.widest));
        pieces.extend(run.pieces);
    }
    let mut text = order::read(pieces, page);
    if text.starts_with('\u{2022}') && !text.starts_with("\u{2022} ") {
        text.insert(3, ' ');
    }
    let count = |right: bool| text.chars().filter(|c| c.is_alphabetic() && is_rtl(*c) == right).count();
    let rtl = match page {
        Layout::Mislaid => false,
        // Latin words and figures too stand as the page does.
        Layout::Left => count(true) > 0 || count(false) == 0,
        Layout::Right => count(true) > count(false),
    };
    Line { text, x0, x1, y: row.y, size, rtl }
}
