//! Paragraphs are lines that were one before they were broken to fit a column.

use super::lines::{Block, Line};
use std::collections::HashSet;

/// Lines this much further apart than most, in line heights, are of two paragraphs.
const APART: f64 = 1.4;
/// Lines of one paragraph are set no looser, in sizes of their letters: with a blank line's room between each.
const LOOSEST: f64 = 1.9;
/// Letters this much larger or smaller are a heading or a note.
const OTHER_SIZE: f64 = 1.12;
/// A first line that is set in, in sizes of its letters.
const INDENT: f64 = 0.8;

#[derive(PartialEq)]
enum Join {
    Flow,
    Line,
    Paragraph,
}

pub(crate) fn text(pages: &[Vec<Block>]) -> String {
    let words = words(pages);
    let mut out = String::new();
    // The last line before, and whether it fills its column.
    let mut last: Option<(&Line, bool)> = None;
    for block in pages.iter().flatten() {
        let (left, right) = (least(block.iter().map(|l| l.x0)), -least(block.iter().map(|l| -l.x1)));
        let pace = pace(block);
        for (i, line) in block.iter().enumerate() {
            let join = match last {
                None => Join::Flow,
                Some((before, _)) if i > 0 => within(before, line, left, right, pace),
                Some((before, full)) if full && goes_on(before, line) => Join::Flow,
                Some(_) => Join::Paragraph,
            };
            add(&mut out, line.text.trim(), join, &words);
            let wide = right - left;
            let full = if line.rtl { line.x0 - left < 0.15 * wide } else { right - line.x1 < 0.15 * wide };
            last = Some((line, full && block.len() > 1));
        }
    }
    out
}

fn least(all: impl Iterator<Item = f64>) -> f64 {
    all.fold(f64::INFINITY, f64::min)
}

/// How far apart most lines of a block are.
fn pace(block: &Block) -> f64 {
    let mut steps: Vec<f64> = block.windows(2).filter_map(|w| Some(w.first()?.y - w.get(1)?.y)).filter(|d| *d > 0.0).collect();
    steps.sort_by(f64::total_cmp);
    // The lower third: in a page of short paragraphs most steps are wide.
    steps.get(steps.len() / 3).copied().unwrap_or(0.0)
}

fn same_size(a: &Line, b: &Line) -> bool {
    a.size.max(b.size) < a.size.min(b.size) * OTHER_SIZE
}

fn within(before: &Line, line: &Line, left: f64, right: f64, pace: f64) -> Join {
    if is_cut(before, line) && before.y - line.y < pace.max(line.size * LOOSEST) * APART {
        return Join::Flow;
    }
    if before.text.contains('\t') || line.text.contains('\t') {
        return if before.text.contains('\t') && line.text.contains('\t') { Join::Line } else { Join::Paragraph };
    }
    let step = before.y - line.y;
    let indented = |l: &Line| if l.rtl { right - l.x1 > INDENT * l.size } else { l.x0 - left > INDENT * l.size };
    let begins = indented(line) && !indented(before);
    let wide_apart = step > pace.max(line.size).min(line.size * LOOSEST) * APART;
    if wide_apart || begins || step < 0.0 || !same_size(before, line) || is_bullet(&line.text) {
        return if is_bullet(&line.text) && !wide_apart { Join::Line } else { Join::Paragraph };
    }
    // The next word would have fitted: the line was ended, not broken.
    let first = line.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    let letters = before.text.chars().count().max(1);
    let wide = (before.x1 - before.x0) / letters as f64 * (first as f64 + 1.0);
    let room = if before.rtl { before.x0 - left } else { right - before.x1 };
    if room > wide + 0.5 * line.size { Join::Line } else { Join::Flow }
}

/// A word begins in one line and goes on in the next.
fn is_cut(before: &Line, line: &Line) -> bool {
    let word = before.text.trim_end().strip_suffix(['-', '\u{2010}', '\u{ad}']);
    word.is_some_and(|w| w.ends_with(char::is_alphabetic)) && line.text.starts_with(char::is_lowercase) && same_size(before, line)
}

/// A mark that stands before the items of a list.
fn is_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    matches!(chars.next(), Some('\u{2022}' | '\u{25cf}' | '\u{25aa}' | '\u{25a0}' | '\u{2023}' | '\u{25e6}' | '-' | '\u{2013}' | '*'))
        && chars.next().is_some_and(char::is_whitespace)
}

/// The sentence goes on in the next column or page.
fn goes_on(before: &Line, line: &Line) -> bool {
    let closed = before.text.trim_end().ends_with(['.', '!', '?', '\u{61f}', '\u{6d4}', '\u{2026}', ':', ';', '\u{bb}', '"', '\u{201d}']);
    same_size(before, line) && !before.text.contains('\t') && !line.text.contains('\t') && !closed && !is_bullet(&line.text)
}

/// All words as they stand within lines, to tell a hyphen that belongs to its word from one that a line's end made.
fn words(pages: &[Vec<Block>]) -> HashSet<String> {
    let mut out = HashSet::new();
    for line in pages.iter().flatten().flatten() {
        let all: Vec<&str> = line.text.split_whitespace().collect();
        let whole = all.len().saturating_sub(usize::from(line.text.trim_end().ends_with(['-', '\u{2010}'])));
        out.extend(all.iter().take(whole).map(|w| bare(w)));
    }
    out
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn add(out: &mut String, line: &str, join: Join, words: &HashSet<String>) {
    if out.is_empty() {
        out.push_str(line);
        return;
    }
    match join {
        Join::Line => out.push('\n'),
        Join::Paragraph => out.push_str("\n\n"),
        Join::Flow => {
            let hyphen = out.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'));
            let first = out.trim_end_matches(['-', '\u{2010}', '\u{ad}']).rsplit(char::is_whitespace).next().unwrap_or("");
            let second = line.split_whitespace().next().unwrap_or("");
            let cut = first.ends_with(char::is_alphabetic) && second.starts_with(char::is_lowercase);
            match hyphen {
                Some('\u{ad}') => {
                    out.pop();
                }
                // One that stands elsewhere with its hyphen has it here too, unless it stands without as well.
                Some(_)
                    if cut
                        && (!words.contains(&bare(&format!("{first}-{second}"))) || words.contains(&bare(&format!("{first}{second}")))) =>
                {
                    out.pop();
                }
                Some(_) if first.ends_with(char::is_alphanumeric) => {}
                _ => out.push(' '),
            }
        }
    }
    out.push_str(line);
}
