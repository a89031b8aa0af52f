//! A table is the rows of one `.tsv` file, each with the line that it stands on.

use thiserror::Error;

/// A row that cannot be read, said as `fr/times.tsv:41: message`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}: {message}")]
pub struct TableError {
    pub file: String,
    pub line: usize,
    pub message: String,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    pub line: usize,
    pub form: &'a str,
    pub kind: &'a str,
    pub value: &'a str,
    pub example: &'a str,
}

/// The rows below the header; comment and blank lines are skipped.
pub(crate) fn rows<'a>(file: &str, tsv: &'a str) -> Result<Vec<Row<'a>>, TableError> {
    let fail = |line, message: &str| Err(TableError { file: file.to_owned(), line, message: message.to_owned() });
    let mut out = Vec::new();
    let mut header = false;
    for (i, line) in tsv.trim_start_matches('\u{feff}').lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let mut cells = line.split('\t').map(|c| match c.trim() {
            "-" => "",
            c => c,
        });
        let mut next = || cells.next().unwrap_or("");
        let row = Row { line: i + 1, form: next(), kind: next(), value: next(), example: next() };
        if cells.next().is_some() {
            return fail(i + 1, "more than four cells; is there a tab too many?");
        }
        if !header {
            if (row.form, row.kind, row.value, row.example) != ("form", "kind", "value", "example") {
                return fail(i + 1, "the header must be: form, kind, value, example");
            }
            header = true;
            continue;
        }
        if row.form.is_empty() || row.kind.is_empty() {
            return fail(i + 1, "a row needs a form and a kind");
        }
        out.push(row);
    }
    if header { Ok(out) } else { fail(0, "the table has no header") }
}
