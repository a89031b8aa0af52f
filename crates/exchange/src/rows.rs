//! A row is a line of a table: cells that are either ours to write (numbers, days) or somebody's words (neutralised).

use crate::neutral;
use jiff::civil::Date;
use std::io::{self, Write};

/// What kind of cell a column has; a column of one shape may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    Whole,
    Real,
    Flag,
    Day,
}

/// One cell. Unknown is `Empty`, never 0.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Whole(u64),
    /// A finite number; degrees are written to six places (about 0.1 m), which is more than any gazetteer knows.
    Real(f64),
    Flag(bool),
    Day(Date),
}

impl Cell {
    pub fn text(s: &str) -> Cell {
        let s = neutral::clean(s);
        if s.trim().is_empty() { Cell::Empty } else { Cell::Text(s.trim().to_owned()) }
    }

    /// Several values in one cell, each once, in the order given.
    pub fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> Cell {
        let mut seen: Vec<String> = Vec::new();
        for item in items {
            let item = neutral::clean(item).trim().to_owned();
            if !item.is_empty() && !seen.contains(&item) {
                seen.push(item);
            }
        }
        if seen.is_empty() { Cell::Empty } else { Cell::Text(seen.join("; ")) }
    }

    pub fn whole(n: Option<u64>) -> Cell {
        n.map_or(Cell::Empty, Cell::Whole)
    }

    pub fn real(x: Option<f64>) -> Cell {
        x.filter(|x| x.is_finite()).map_or(Cell::Empty, Cell::Real)
    }

    pub fn day(d: Option<Date>) -> Cell {
        d.map_or(Cell::Empty, Cell::Day)
    }

    /// As a CSV shows it, before quotation.
    fn plain(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(s) => neutral::cell(s),
            Cell::Whole(n) => n.to_string(),
            Cell::Real(x) => degrees(*x),
            Cell::Flag(b) => b.to_string(),
            Cell::Day(d) => d.to_string(),
        }
    }
}

/// A number with at most six decimal places, and never a negative zero.
pub fn degrees(x: f64) -> String {
    let rounded = format!("{x:.6}");
    let short = rounded.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Writes one line of a CSV (RFC 4180, but for the line end, which is a line feed: sums and differences of files are then the same
/// on every system).
pub fn write_row(out: &mut dyn Write, cells: impl IntoIterator<Item = Cell>) -> io::Result<()> {
    let mut line = String::new();
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            line.push(',');
        }
        let plain = cell.plain();
        if plain.contains([',', '"', ';', '|', '\'']) || plain.starts_with(' ') || plain.ends_with(' ') {
            line.push('"');
            line.push_str(&plain.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(&plain);
        }
    }
    line.push('\n');
    out.write_all(line.as_bytes())
}

/// The line above the data: our own words and a format's keywords, which begin with `#` in HXL and are no formulas.
pub fn write_header<'a>(out: &mut dyn Write, names: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
    write_row(out, names.into_iter().map(|n| Cell::Text(n.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::{Cell, degrees, write_row};

    #[track_caller]
    fn check(cells: Vec<Cell>, expected: &str) {
        let mut out = Vec::new();
        write_row(&mut out, cells).expect("a vector can be written to");
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }

    #[test]
    fn lines() {
        check(vec![Cell::Empty, Cell::Whole(0), Cell::Flag(true)], ",0,true\n");
        check(vec![Cell::text("a,b"), Cell::text("say \"x\"")], "\"a,b\",\"say \"\"x\"\"\"\n");
        check(vec![Cell::text("=1"), Cell::Real(-1.5)], "\"'=1\",-1.5\n");
        check(vec![Cell::list(["a", "b", "a", " "])], "\"a; b\"\n");
        check(vec![Cell::text(" \u{202E} "), Cell::real(Some(f64::NAN))], ",\n");
    }

    #[test]
    fn degrees_are_short() {
        for (x, s) in [(36.5, "36.5"), (-0.0000001, "0"), (40.0, "40"), (-10.0, "-10"), (36.65634567, "36.656346"), (0.0, "0")] {
            assert_eq!(degrees(x), s);
        }
    }
}
