//! A delimited file is a table in text: commas, semicolons, tabs or strokes between its cells (RFC 4180, and what sheets write).

use crate::encoding;
use crate::error::Trouble;
use crate::part::Parts;
use crate::table::{self, Cell, Row};
use csv::ReaderBuilder;

const WHAT: &str = "a table";
const MARKS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows by which the mark is told.
const SAMPLE: usize = 20;
/// A name of a column is not longer, in characters; what is longer is a sentence with commas.
const LONGEST_NAME: usize = 60;

/// Strict, since any sentence has commas: the names of two known columns, or an HXL row, and rows of one width under them.
pub(crate) fn is(start: &[u8]) -> bool {
    let Ok(text) = encoding::decode(start.to_vec(), None) else { return false };
    if text.trim_start().starts_with(['{', '[', '<']) {
        return false;
    }
    let (mark, text) = marked(&text);
    let mut rows = rows(text, mark.unwrap_or_else(|| told(text)), 0);
    // The last row may be cut.
    if rows.len() > 2 {
        rows.pop();
    }
    let Some((first, last)) = rows.first().zip(rows.last()) else { return false };
    let names = first.cells.iter().map(Cell::words);
    // Writers of tables put no blank after a comma; people do.
    let typed = names.clone().skip(1).filter(|n| n.starts_with(' ')).count() * 2 > first.cells.len();
    let short = names.clone().all(|n| n.chars().count() <= LONGEST_NAME);
    let width = first.cells.len();
    rows.len() > 1 && width > 1 && last.cells.len() == width && short && !typed && table::is_named(&rows)
}

pub(crate) fn cut(bytes: &[u8]) -> Result<Parts, Trouble> {
    let text = encoding::decode(bytes.to_vec(), None)?;
    if text.trim().is_empty() {
        return Err(Trouble::Empty);
    }
    if text.contains('\0') {
        return Err(Trouble::broken(WHAT, "it is not text"));
    }
    let (mark, body) = marked(&text);
    table::reports(&rows(body, mark.unwrap_or_else(|| told(body)), u64::from(mark.is_some())), None)
}

/// The mark that a sheet's program wrote in a first line of its own: `sep=;`.
fn marked(text: &str) -> (Option<u8>, &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(rest) = text.strip_prefix("sep=") else { return (None, text) };
    let mark = rest.bytes().next().filter(|m| MARKS.contains(m));
    match (mark, rest.find('\n')) {
        (Some(mark), Some(end)) => (Some(mark), rest.get(end + 1..).unwrap_or("")),
        _ => (None, text),
    }
}

fn read(text: &str, mark: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(text.as_bytes())
}

/// The mark that gives most cells in most rows.
fn told(text: &str) -> u8 {
    let score = |mark: u8| {
        let widths: Vec<usize> = read(text, mark).into_records().take(SAMPLE).flatten().map(|r| r.len()).collect();
        let first = widths.iter().copied().max().unwrap_or(0);
        let alike = widths.iter().filter(|w| **w == first).count();
        if first < 2 { (0, 0) } else { (alike * 100 / widths.len().max(1), first) }
    };
    let named = |mark: u8| {
        let head: Vec<Row> = read(text, mark)
            .into_records()
            .take(SAMPLE)
            .flatten()
            .map(|r| Row { number: 0, line: None, cells: r.iter().map(|c| Cell::Words(c.to_owned())).collect() })
            .collect();
        table::is_named(&head)
    };
    // Names that are known decide before widths, which commas within texts disturb.
    MARKS.into_iter().max_by_key(|m| (named(*m), score(*m), u8::from(*m == b','))).unwrap_or(b',')
}

/// `above` lines stood before the first row.
fn rows(text: &str, mark: u8, above: u64) -> Vec<Row> {
    let bytes = text.as_bytes();
    let (mut line, mut counted, mut blank) = (1 + above, 0, 0);
    let mut rows = Vec::new();
    // Of text that is UTF-8 and may have rows of any width, no record is an error.
    for (i, record) in read(text, mark).into_records().flatten().enumerate() {
        let at = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(counted).clamp(counted, bytes.len());
        // The end of the line above, where it is two bytes, and blank lines are still before the row.
        let ends = bytes.get(at..).unwrap_or_default().iter().take_while(|b| matches!(b, b'\r' | b'\n'));
        let begins = at + ends.count();
        let fed = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default().iter().filter(|b| **b == b'\n').count() as u64;
        let half = at > 0 && bytes.get(at - 1) == Some(&b'\r') && bytes.get(at) == Some(&b'\n');
        blank += fed(at, begins) - u64::from(half);
        line += fed(counted, begins);
        counted = begins;
        let cells = record.iter().map(|c| Cell::Words(c.to_owned())).collect();
        rows.push(Row { number: i as u64 + 1 + above + blank, line: Some(line), cells });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn rows_are_counted_as_people_count_them() {
        for (text, expected) in [
            ("a,b\nc,d\ne,f", "1:1 2:2 3:3"),
            ("a,b\r\nc,d\r\n\r\ne,f\r\n", "1:1 2:2 4:4"),
            ("\n\na,b\n\nc,d", "3:3 5:5"),
            ("a,\"b\nb\"\nc,d", "1:1 2:3"),
            ("", ""),
        ] {
            let got: Vec<String> = rows(text, b',', 0).iter().map(|r| format!("{}:{}", r.number, r.line.unwrap_or(0))).collect();
            assert_eq!(got.join(" "), expected, "{text:?}");
        }
    }
}
