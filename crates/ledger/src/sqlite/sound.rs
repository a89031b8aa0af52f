//! What only SQLite can say of a file: its pages, its indices, and the R*Tree, each of whose rows is compared with the fold.

use super::Sqlite;
use crate::sql::{Cell, Result, Sql, text};
use crate::verify::Fault;

pub fn sound(sqlite: &Sqlite, fold: &dyn Sql, each: &mut dyn FnMut(Fault)) {
    for step in [pages, schema, tree] {
        if let Err(e) = step(sqlite, fold, each) {
            each(Fault::Database(e.to_string()));
        }
    }
}

/// Every page is used once, every row of a table is in its indices, and the R*Tree's boxes hold what lies in them.
fn pages(sqlite: &Sqlite, _: &dyn Sql, each: &mut dyn FnMut(Fault)) -> Result<()> {
    for check in ["PRAGMA integrity_check(100000)", "SELECT rtreecheck('main', 'near')"] {
        sqlite.each(check, &[], &mut |row| {
            let said = row.first().and_then(Cell::text).unwrap_or("it said nothing");
            for line in said.lines().filter(|line| *line != "ok") {
                each(Fault::Database(line.to_owned()));
            }
            Ok(true)
        })?;
    }
    Ok(())
}

/// The tables and indices are declared as this program declares them.
fn schema(sqlite: &Sqlite, fold: &dyn Sql, each: &mut dyn FnMut(Fault)) -> Result<()> {
    let declared = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
    let (is, should) = (sqlite.ask(declared, &[])?, fold.ask(declared, &[])?);
    let name = |row: &Vec<Cell>| row.get(1).and_then(Cell::text).unwrap_or("without a name").to_owned();
    for row in is.iter().filter(|row| !should.contains(row)) {
        each(Fault::Database(format!("\u{201c}{}\u{201d} is declared otherwise than by this program", name(row))));
    }
    for row in should.iter().filter(|row| !is.contains(row)) {
        each(Fault::Database(format!("\u{201c}{}\u{201d} is not declared as it should be", name(row))));
    }
    Ok(())
}

/// The R*Tree says of each incident where and when it is, rounded as SQLite rounds, and of no other.
fn tree(sqlite: &Sqlite, fold: &dyn Sql, each: &mut dyn FnMut(Fault)) -> Result<()> {
    let one = "SELECT n, south, north, west, east, start, until FROM near WHERE n = $1";
    let mut rows = 0;
    sqlite.each("SELECT n, south, north, west, east, start, until FROM near", &[], &mut |row| {
        rows += 1;
        let n = row.first().cloned().unwrap_or(Cell::Null);
        if fold.first(one, &[n.value()])?.as_ref() != Some(&row) {
            each(Fault::Table { table: "near", what: format!("where incident number {n:?} is differs from what the journal says") });
        }
        // A look-up by number goes another way than a search by place; both must find it.
        if sqlite.first(one, &[n.value()])?.as_ref() != Some(&row) {
            each(Fault::Table { table: "near", what: format!("incident number {n:?} is not found by its number") });
        }
        Ok(true)
    })?;
    let should = fold.first("SELECT COUNT(*) FROM near", &[])?.and_then(|row| row.first().and_then(Cell::int)).unwrap_or(0);
    if rows != should {
        each(Fault::Table { table: "near", what: format!("it has {rows} rows, and the journal gives {should}") });
    }
    // The encoding decides how every text is read.
    let encoding = sqlite.first("PRAGMA encoding", &[])?.unwrap_or_default();
    if text(sqlite, &encoding, 0)? != "UTF-8" {
        each(Fault::Database("its texts are not in UTF-8".to_owned()));
    }
    Ok(())
}
