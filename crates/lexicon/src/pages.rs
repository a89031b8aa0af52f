//! Pages of the web print marks around what somebody wrote: where it begins, where the comments of others begin. The marks are those
//! of `lexicons/pages.tsv`, whatever the language.

use std::ops::Range;
use std::sync::OnceLock;

const PAGES: &str = include_str!("../../../lexicons/pages.tsv");

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub text: &'static str,
    /// What was written begins after it; otherwise it ends before it.
    pub starts: bool,
    pub example: &'static str,
}

/// How far from its beginning a page may say where what was written begins, in bytes.
const HEAD: usize = 2_000;

/// All marks.
pub fn marks() -> &'static [Mark] {
    static MARKS: OnceLock<Vec<Mark>> = OnceLock::new();
    MARKS.get_or_init(|| {
        let rows = PAGES.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).skip(1);
        rows.filter_map(|l| {
            let cells: Vec<&str> = l.split('\t').collect();
            Some(Mark { text: cells.first()?, starts: *cells.get(1)? == "start", example: cells.get(2).copied().unwrap_or("") })
        })
        .collect()
    })
}

/// The bytes of a page that somebody wrote; all of it where no mark stands.
pub fn written(page: &str) -> Range<usize> {
    let mut head = page.len().min(HEAD);
    while !page.is_char_boundary(head) {
        head -= 1;
    }
    let starts = marks().iter().filter(|m| m.starts).filter_map(|m| page[..head].find(m.text).map(|at| at + m.text.len()));
    let mut start = starts.min().unwrap_or(0);
    // Several may follow one another.
    while start > 0
        && let Some(mark) = marks().iter().find(|m| m.starts && page[start..].trim_start().starts_with(m.text))
    {
        start += page[start..].len() - page[start..].trim_start().len() + mark.text.len();
    }
    let ends = marks().iter().filter(|m| !m.starts).filter_map(|m| page[start..].find(m.text).map(|at| at + start));
    // A page that is nothing but marks is read whole: something may still be told in it.
    let end = ends.filter(|end| !page[start..*end].trim().is_empty()).min().unwrap_or(page.len());
    start..end
}

#[cfg(test)]
mod tests {
    use super::{marks, written};

    #[test]
    fn every_mark_parts_its_example() {
        for m in marks() {
            let kept = &m.example[written(m.example)];
            assert!(!kept.contains(m.text) && kept.trim().len() > 20, "{}: {kept}", m.text);
        }
    }

    #[test]
    fn a_plain_text_is_whole() {
        let text = "A shell fell on the market on Monday.";
        assert_eq!(written(text), 0..text.len());
    }
}
