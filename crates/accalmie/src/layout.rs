//! Layout is how words fit in columns: widths as a terminal draws them, words cut where they do not fit, colours, and
//! scripts kept apart that run in two directions.

use crate::output;
use accalmie_record::Report;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What is written on: its width, and what it can show.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    pub width: usize,
    pub colours: bool,
    /// A terminal reorders right-to-left words; a file must hold them as they are.
    pub isolates: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Bold,
    Dim,
    Mark,
}

impl Sheet {
    pub fn of_stdout() -> Sheet {
        Sheet { width: output::width(), colours: output::colours(), isolates: output::on_terminal() }
    }

    /// Coloured, where colours are wanted.
    pub fn ink(&self, ink: Ink, words: &str) -> String {
        if !self.colours || words.is_empty() {
            return words.to_owned();
        }
        let code = match ink {
            Ink::Bold => "1",
            Ink::Dim => "2",
            Ink::Mark => "33",
        };
        format!("\u{1b}[{code}m{words}\u{1b}[0m")
    }

    /// Words cut or filled up to a width.
    pub fn cell(&self, words: &str, width: usize) -> String {
        let words = cut(words, width);
        let fill = " ".repeat(width.saturating_sub(words.width()));
        format!("{}{fill}", self.isolated(&words))
    }

    /// The same, at the right side: for figures.
    pub fn figure(&self, words: &str, width: usize) -> String {
        let words = cut(words, width);
        format!("{}{words}", " ".repeat(width.saturating_sub(words.width())))
    }

    /// Right-to-left words between marks that keep them from turning their neighbours round.
    pub fn isolated(&self, words: &str) -> String {
        if self.isolates && words.chars().any(right_to_left) { format!("\u{2068}{words}\u{2069}") } else { words.to_owned() }
    }

    /// Who says it and when: the line or two above a report's rows.
    pub fn heading(&self, report: &Report, out: &mut String) {
        let title = clean(report.title.as_deref().unwrap_or(&report.key));
        let title = cut(&title, self.width);
        out.push_str(&self.ink(Ink::Bold, &self.isolated(&title)));
        out.push('\n');
        let day = report.published.as_deref().map_or("–", |p| p.get(..10).unwrap_or(p));
        let language = report.language.map_or_else(|| "–".to_owned(), |l| l.to_string());
        let file = report.title.as_ref().map(|_| clean(&report.key));
        let facts: Vec<String> =
            [Some(clean(day)), Some(language), report.source.as_deref().map(clean), file].into_iter().flatten().collect();
        let facts = cut(&facts.join(" · "), self.width);
        out.push_str(&self.ink(Ink::Dim, &facts));
        out.push('\n');
    }
}

/// At most so wide; what is cut ends in "…".
pub fn cut(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in words.chars() {
        let w = c.width().unwrap_or(0);
        if used + w + 1 > width {
            break;
        }
        used += w;
        out.push(c);
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    out.push('…');
    out
}

/// Words over several lines, each no wider than `width`; a word that is wider is cut.
pub fn wrap(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|w| !w.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(cut(word, width)),
        }
    }
    lines
}

/// Words of a report fit to be shown: one line, and nothing in them that could steer a terminal.
pub fn clean(words: &str) -> String {
    let shown: String = words
        .chars()
        .filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c })
        .collect();
    shown.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::{Sheet, clean, cut, wrap};

    const PAGE: Sheet = Sheet { width: 80, colours: false, isolates: false };

    #[test]
    fn words_fit() {
        for (words, width, cut_to) in
            [("école", 5, "école"), ("écoles", 5, "écol…"), ("a b", 2, "a…"), ("漢字かな", 5, "漢字…"), ("", 3, "")]
        {
            assert_eq!(cut(words, width), cut_to);
        }
        assert_eq!(PAGE.cell("e\u{301}t", 4), "e\u{301}t  ");
        assert_eq!(PAGE.figure("≥3", 4), "  ≥3");
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
    }

    #[test]
    fn a_report_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\u{202e}c\r\nd\u{7}"), "a [31mbc d");
    }

    #[test]
    fn two_directions_are_kept_apart_on_terminals() {
        let terminal = Sheet { isolates: true, ..PAGE };
        assert_eq!(terminal.isolated("قرية"), "\u{2068}قرية\u{2069}");
        assert_eq!(terminal.isolated("village"), "village");
        assert_eq!(PAGE.isolated("قرية"), "قرية");
    }
}
