//! A table is one tab-separated file of rows about one kind of word; this reads it and says where it is broken.

use std::fmt;

/// One row; `line` counts from 1 in the file as it lies on disk.
#[derive(Clone, Debug)]
pub struct Row {
    pub line: u32,
    pub cells: Vec<String>,
}

impl Row {
    /// The cell, or "" when it is empty, `-` or absent.
    pub fn cell(&self, i: usize) -> &str {
        match self.cells.get(i).map(String::as_str) {
            None | Some("-") => "",
            Some(s) => s,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Table {
    /// As said in messages: `fr/triggers.tsv`.
    pub file: String,
    pub rows: Vec<Row>,
}

/// Something is wrong with a table; `line` and `column` count from 1, 0 when the whole file is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    pub file: String,
    pub line: u32,
    pub column: u32,
    pub message: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

impl std::error::Error for TableError {}

impl Table {
    /// Reads the rows of `text`; the header must be exactly `columns`. Broken rows are left out and reported.
    pub fn parse(file: &str, text: &str, columns: &[&str], problems: &mut Vec<TableError>) -> Table {
        let mut rows = Vec::new();
        let mut header_seen = false;
        let mut wrong = |line: usize, column: usize, message: String| {
            problems.push(TableError { file: file.to_owned(), line: line as u32 + 1, column: column as u32, message });
        };
        for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cells: Vec<String> = line.split('\t').map(|c| c.trim().to_owned()).collect();
            if !header_seen {
                header_seen = true;
                if cells != columns {
                    wrong(i, 1, format!("the header must be: {}", columns.join(" ⇥ ")));
                }
                continue;
            }
            if cells.len() != columns.len() {
                wrong(i, 1, format!("{} cells, the header has {}; is a tab missing or one too many?", cells.len(), columns.len()));
                continue;
            }
            if cells[0].is_empty() {
                wrong(i, 1, "the first cell is empty".to_owned());
                continue;
            }
            rows.push(Row { line: i as u32 + 1, cells });
        }
        if !header_seen {
            wrong(0, 1, format!("the file has no header; it must be: {}", columns.join(" ⇥ ")));
        }
        Table { file: file.to_owned(), rows }
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn says_where_it_is_broken() {
        let mut problems = Vec::new();
        let t = Table::parse(
            "xx/sites.tsv",
            "lemma\tclass\texample\n# note\nécole\teducation\tL'école brûle.\nécole education\n",
            &["lemma", "class", "example"],
            &mut problems,
        );
        assert_eq!(t.rows.len(), 1);
        assert_eq!(t.rows[0].line, 3);
        assert_eq!(problems[0].to_string(), "xx/sites.tsv:4:1: 1 cells, the header has 3; is a tab missing or one too many?");
    }
}
