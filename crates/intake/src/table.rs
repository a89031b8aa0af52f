//! A table is rows of cells under names; a row is a report, and a column with words is its text.
//!
//! What a row says of its place stands in cells of its own. Where the text does not name the smallest of them, they are its first
//! line, so that a span can cite them; where it does, they are left out, since the text says it better.

use crate::columns::{self, Role};
use crate::error::Trouble;
use crate::found::{Found, filled, language};
use crate::order::{self, Numbers, Order, in_range};
use crate::part::{Holds, Part, Parts};
use crate::{dateline, form, hxl, text};
use accalmie_record::{Lang, PublishedFrom};
use std::collections::HashSet;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Words(String),
    /// ISO, of a cell that the program knew to hold a day.
    Day(String),
    /// Of a cell that the program knew to hold a number.
    Number(String),
}

impl Cell {
    pub fn words(&self) -> &str {
        match self {
            Cell::Words(w) | Cell::Day(w) | Cell::Number(w) => w,
        }
    }
}

#[derive(Debug)]
pub(crate) struct Row {
    /// From 1, as the program that shows the table counts.
    pub number: u64,
    /// Of the file, from 1, where it has lines.
    pub line: Option<u64>,
    pub cells: Vec<Cell>,
}

/// Rows above the names that are looked through: a title, notes, blanks.
const ABOVE: usize = 25;

struct Column {
    at: usize,
    role: Role,
    rank: usize,
    language: Option<Lang>,
}

/// What the columns of a table are, and where its rows begin.
struct Head {
    names: Vec<String>,
    columns: Vec<Column>,
    first: usize,
    /// Columns of a form's bookkeeping are there: rows are submissions.
    form: bool,
}

fn head(rows: &[Row]) -> Option<Head> {
    let above = rows.get(..rows.len().min(ABOVE))?;
    let named = |at: Option<usize>| -> Vec<String> {
        let cells = at.and_then(|at| rows.get(at)).map(|r| r.cells.iter().map(|c| c.words().trim().to_owned()).collect());
        cells.unwrap_or_default()
    };
    let tagged = above.iter().enumerate().find_map(|(i, r)| Some((i, hxl::row(r.cells.iter().map(Cell::words))?)));
    let by_name = |names: &[String]| -> Vec<Column> {
        let roles = names.iter().enumerate().filter_map(|(at, n)| Some((at, columns::role(n)?)));
        roles.map(|(at, (role, rank))| Column { at, role, rank, language: None }).collect()
    };
    if let Some((i, tags)) = tagged {
        let names = named(i.checked_sub(1));
        let mut columns: Vec<Column> = Vec::new();
        for (at, tag) in tags.iter().enumerate() {
            let Some(tag) = tag else { continue };
            if let Some((role, rank)) = tag.role() {
                columns.push(Column { at, role, rank, language: tag.language() });
            }
        }
        // Data are tagged without their notes at times; the names above them may tell.
        if !columns.iter().any(|c| c.role == Role::Text) {
            columns.extend(by_name(&names).into_iter().filter(|c| c.role == Role::Text));
        }
        return Some(Head { names, columns, first: i + 1, form: false });
    }
    // The row with most names that are known: a title above may be one of them alone.
    let known = |r: &Row| {
        let roles: Vec<Role> = r.cells.iter().filter_map(|c| columns::role(c.words())).map(|(role, _)| role).collect();
        let form = form::names_form(r.cells.iter().map(Cell::words));
        if form || roles.contains(&Role::Text) { roles.len() + usize::from(form) } else { 0 }
    };
    let (i, _) = above.iter().enumerate().map(|(i, r)| (i, known(r))).filter(|(_, n)| *n > 0).max_by_key(|(i, n)| (*n, ABOVE - i))?;
    let names = named(Some(i));
    let form = form::names_form(names.iter().map(String::as_str));
    Some(Head { columns: by_name(&names), names, first: i + 1, form })
}

/// True when a head of a table is there, with two columns at least that are known.
pub(crate) fn is_named(rows: &[Row]) -> bool {
    head(rows).is_some_and(|h| h.form || h.columns.len() > 1 && h.columns.iter().any(|c| c.role == Role::Text))
}

/// The reports of a table; `sheet` is its name when the file has several.
pub(crate) fn reports(rows: &[Row], sheet: Option<&str>) -> Result<Parts, Trouble> {
    let Some(mut head) = head(rows).filter(|h| h.form || h.columns.iter().any(|c| c.role == Role::Text)) else {
        return Err(no_text(rows));
    };
    head.columns.sort_by_key(|c| c.rank);
    let body = rows.get(head.first..).unwrap_or_default();
    let orders = orders(&head, body);
    let mut keys = HashSet::new();
    let mut parts = Parts::new();
    for row in body {
        let Some((key, found, bytes)) = (if head.form { submission(&head, row) } else { report(&head, &orders, row) }) else { continue };
        let name = key.filter(|k| keys.insert(k.clone())).unwrap_or_else(|| format!("row {}", row.number));
        let name = sheet.map_or(name.clone(), |s| format!("{s} {name}"));
        parts.push(Ok(Part { name, line: row.line, bytes, holds: Holds::Report(Box::new(found)) }));
    }
    Ok(parts)
}

/// Names the columns that were seen, so that a person knows which to rename.
fn no_text(rows: &[Row]) -> Trouble {
    let widest =
        rows.iter().take(ABOVE).max_by_key(|r| (r.cells.iter().filter(|c| !c.words().trim().is_empty()).count(), u64::MAX - r.number));
    let names: Vec<String> = widest
        .iter()
        .flat_map(|r| &r.cells)
        .filter_map(|c| filled(c.words()))
        .take(12)
        .map(|n| format!("\"{}\"", n.chars().filter(|c| !c.is_control()).take(30).collect::<String>()))
        .collect();
    if names.is_empty() {
        return Trouble::Empty;
    }
    Trouble::NoTextColumn { seen: names.join(", "), known: columns::text_names() }
}

/// For each column of days, the orders in which all its days can be read.
fn orders(head: &Head, body: &[Row]) -> Vec<(usize, Vec<Order>)> {
    let dates = head.columns.iter().filter(|c| c.role == Role::Date);
    dates
        .map(|c| {
            let all: Vec<Numbers> = body.iter().filter_map(|r| Numbers::read(day_words(r.cells.get(c.at)?.words()))).collect();
            (c.at, order::left(&all, false))
        })
        .collect()
}

/// Without the time of day.
fn day_words(words: &str) -> &str {
    words.trim().split([' ', 'T', ',', '\u{a0}']).next().unwrap_or("")
}

/// A cell of a column of days as ISO, or as it stands where it is in words. `None` for what may be two days or none.
pub(crate) fn day(cell: &Cell, left: &[Order]) -> Option<String> {
    let words = match cell {
        Cell::Day(iso) => return dateline::iso(iso).filter(|i| iso_year(i).is_some_and(in_range)),
        Cell::Number(_) => return None,
        Cell::Words(words) => words.trim(),
    };
    if iso_year(words).is_some() && words.contains('-') {
        return dateline::iso(words).filter(|i| iso_year(i).is_some_and(in_range));
    }
    if let Some(numbers) = Numbers::read(day_words(words)) {
        return numbers.settle(left).map(|d| d.to_string());
    }
    if let Some(iso) = dateline::iso(words) {
        return iso_year(&iso).is_some_and(in_range).then_some(iso);
    }
    // "8 October 2019": the language decides, if its year can be.
    let numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() > 2);
    let sound = numbers.map(|n| n.parse::<i16>().is_ok_and(in_range)).reduce(|a, b| a && b).unwrap_or(false);
    (sound && words.chars().any(char::is_alphabetic) && words.chars().count() < 40).then(|| words.to_owned())
}

fn iso_year(words: &str) -> Option<i16> {
    let year = words.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
    words.as_bytes().get(4).is_some_and(|b| *b == b'-').then(|| year.parse().ok()).flatten()
}

type Told = (Option<String>, Found, Vec<u8>);

fn report(head: &Head, orders: &[(usize, Vec<Order>)], row: &Row) -> Option<Told> {
    let cell = |c: &Column| row.cells.get(c.at);
    let of = |role: Role| head.columns.iter().filter(move |c| c.role == role);
    let first = |role: Role| of(role).find_map(|c| filled(cell(c)?.words()));
    let told = words(of(Role::Text).filter_map(|c| Some((c.language, filled(cell(c)?.words())?))));
    let (mut words, spoken, title) = match (told, first(Role::Title)) {
        (Some((words, spoken)), title) => (words.clone(), spoken, title.filter(|t| *t != words)),
        (None, title) => (title?, None, None),
    };
    let places: Vec<String> = of(Role::Place).filter_map(|c| filled(cell(c)?.words())).fold(Vec::new(), |mut all, p| {
        if !all.contains(&p) {
            all.push(p);
        }
        all
    });
    if let Some(smallest) = places.first()
        && !columns::folded(&words).contains(&columns::folded(smallest))
    {
        words = format!("{}\n\n{words}", places.join(", "));
    }
    let published = of(Role::Date).find_map(|c| {
        let left = orders.iter().find(|(at, _)| *at == c.at).map(|(_, left)| left.as_slice()).unwrap_or_default();
        day(cell(c)?, left)
    });
    let found = Found {
        text: words,
        title,
        source: first(Role::Source),
        url: first(Role::Url).filter(|u| u.contains("://")),
        published_from: if published.is_some() { PublishedFrom::Metadata } else { PublishedFrom::None },
        published,
        language: first(Role::Language).and_then(|l| language(&l)).or(spoken),
    };
    let named: Vec<(&str, &str)> = row
        .cells
        .iter()
        .enumerate()
        .map(|(i, c)| (head.names.get(i).map_or("", String::as_str), c.words().trim()))
        // Who told it and how to reach them is not kept with it.
        .filter(|(name, words)| !words.is_empty() && !form::is_person(name, words))
        .collect();
    Some((first(Role::Id), found, serde_json::to_vec(&named).unwrap_or_default()))
}

/// The words of all columns that tell, once each, in the language of the first: the others are its translations.
fn words(cells: impl Iterator<Item = (Option<Lang>, String)>) -> Option<(String, Option<Lang>)> {
    let mut kept: Vec<String> = Vec::new();
    let mut spoken = None;
    for (language, words) in cells {
        let words = text::line_feeds(words);
        if *spoken.get_or_insert(language) == language && !kept.iter().any(|k| k.contains(&words)) {
            kept.retain(|k| !words.contains(k.as_str()));
            kept.push(words);
        }
    }
    Some((filled(&kept.join("\n\n"))?, spoken.flatten()))
}

fn submission(head: &Head, row: &Row) -> Option<Told> {
    let cells = head.names.iter().zip(&row.cells);
    form::report(&cells.map(|(name, cell)| (name.clone(), cell.words().to_owned())).collect::<Vec<_>>())
}
