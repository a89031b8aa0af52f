//! Blocks are the paragraphs, list items and rows of a document, which become lines of text.

/// How much parts what is before and after.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// A list item, a row, a line broken by hand.
    Line,
    Paragraph,
}

/// Collects words; cells are parted by a tab, rows by a line's end, paragraphs by a blank line.
#[derive(Default)]
pub(crate) struct Blocks {
    out: String,
    due: Option<Gap>,
    /// The cells of the row that is open. A table within a cell is read as the cell's words.
    row: Option<Vec<String>>,
    /// Cells within cells.
    deep: usize,
}

impl Blocks {
    /// Words as they stand, blanks and all.
    pub fn words(&mut self, words: &str) {
        for c in words.chars() {
            match c {
                '\t' if self.deep == 0 => self.blank('\t'),
                '\t' | '\n' | '\r' | ' ' => self.blank(' '),
                // Soft hyphens are no letters, and a text needs no marks for the order of Arabic and Latin.
                '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
                c if c.is_control() => {}
                c => {
                    self.part();
                    self.target().push(c);
                }
            }
        }
    }

    fn target(&mut self) -> &mut String {
        match &mut self.row {
            Some(cells) if self.deep > 0 && !cells.is_empty() => cells.last_mut().unwrap_or(&mut self.out),
            _ => &mut self.out,
        }
    }

    /// Of several blanks, and at the begin of a line, one or none is kept.
    fn blank(&mut self, c: char) {
        let waiting = self.due.is_some() && self.deep == 0;
        let target = self.target();
        if !waiting && !target.is_empty() && !target.ends_with(['\n', '\t', ' ']) {
            target.push(c);
        }
    }

    fn part(&mut self) {
        if self.deep > 0 {
            return;
        }
        match self.due.take() {
            Some(Gap::Line) if !self.out.is_empty() => self.out.push('\n'),
            Some(Gap::Paragraph) if !self.out.is_empty() => self.out.push_str("\n\n"),
            _ => {}
        }
    }

    /// What was is at an end, and what comes begins anew.
    pub fn gap(&mut self, gap: Gap) {
        if self.deep > 0 {
            return self.blank(' ');
        }
        let kept = self.out.trim_end_matches([' ', '\t']).len();
        self.out.truncate(kept);
        self.due = self.due.max(Some(gap));
    }

    pub fn open_row(&mut self) {
        if self.deep == 0 {
            self.row = Some(Vec::new());
        }
    }

    pub fn open_cell(&mut self) {
        if self.deep == 0 {
            self.row.get_or_insert_default().push(String::new());
        }
        self.deep += 1;
        self.blank(' ');
    }

    pub fn close_cell(&mut self) {
        self.deep = self.deep.saturating_sub(1);
        if self.deep > 0 {
            self.blank(' ');
        }
    }

    pub fn close_row(&mut self) {
        if self.deep > 0 {
            return;
        }
        let cells = self.row.take().unwrap_or_default();
        let row = cells.iter().map(|c| c.trim()).collect::<Vec<_>>().join("\t");
        let row = row.trim_end();
        if !row.trim().is_empty() {
            self.gap(Gap::Line);
            self.part();
            self.out.push_str(row);
            self.gap(Gap::Line);
        }
    }

    pub fn finish(mut self) -> String {
        self.deep = 0;
        self.close_row();
        self.gap(Gap::Line);
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::{Blocks, Gap};

    /// `/` ends a line, `#` a paragraph, `{}` is a row, `()` a cell.
    fn check(script: &str, expected: &str) {
        let mut blocks = Blocks::default();
        for c in script.chars() {
            match c {
                '/' => blocks.gap(Gap::Line),
                '#' => blocks.gap(Gap::Paragraph),
                '{' => blocks.open_row(),
                '}' => blocks.close_row(),
                '(' => blocks.open_cell(),
                ')' => blocks.close_cell(),
                c => blocks.words(c.encode_utf8(&mut [0; 4])),
            }
        }
        assert_eq!(blocks.finish(), expected, "{script}");
    }

    #[test]
    fn blocks_become_lines() {
        check("a#b#", "a\n\nb");
        check("#a  /  b /#/#", "a\nb");
        check("x#{(a#)(b#c#)}{(d)()(e)}#y", "x\n\na\tb c\nd\t\te\n\ny");
        check("{()()}x", "x");
        check("{(a{(b)(c)}d)(e)}", "a b c d\te");
        check("a\tb", "a\tb");
        check("{(a\tb)(c)}", "a b\tc");
        check("co\u{ad}op\u{200f}", "coop");
        check("12\u{a0}000", "12\u{a0}000");
        check("", "");
        check("{(a", "a");
        check(")}a", "a");
    }
}
