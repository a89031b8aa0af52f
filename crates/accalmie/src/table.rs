//! The table is a reading for a person: a heading a report, a row a record, and under it the words that it was read from.

use crate::layout::{Ink, Sheet, clean, cut, wrap};
use crate::{explain, shown};
use accalmie_record::{Lang, Outcome, Reading, Record, Type};
use std::collections::HashMap;
use unicode_width::UnicodeWidthStr;

/// Narrower sheets get a row in two lines.
const NARROW: usize = 72;
const INDENT: usize = 6;

pub struct Table {
    sheet: Sheet,
    explain: bool,
    labels: HashMap<(Lang, Type), String>,
}

/// Widths of the columns of one report.
struct Columns {
    what: usize,
    place: usize,
    when: usize,
    killed: usize,
    injured: usize,
    who: usize,
}

struct Row<'a> {
    record: &'a Record,
    what: String,
    place: String,
    when: String,
    killed: String,
    injured: String,
    who: String,
}

impl Table {
    pub fn new(explain: bool) -> Table {
        let mut labels = HashMap::new();
        for lang in accalmie_lexicon::embedded::languages() {
            labels.extend(accalmie_lexicon::labels(lang.as_str()).into_iter().map(|l| ((lang, l.type_), l.label)));
        }
        Table { sheet: Sheet::of_stdout(), explain, labels }
    }

    fn label(&self, type_: Type, lang: Option<Lang>) -> String {
        let label = lang.and_then(|l| self.labels.get(&(l, type_))).filter(|l| !l.is_empty());
        label.cloned().unwrap_or_else(|| type_.name().replace(['.', '_'], " "))
    }

    pub fn reading(&self, reading: &Reading) -> String {
        let mut out = String::new();
        self.sheet.heading(&reading.report, &mut out);
        let rows: Vec<Row> = reading.records.iter().map(|r| self.row(r, reading.report.language)).collect();
        if rows.is_empty() {
            out.push_str(&format!("  {}\n", shown::UNKNOWN));
        } else if self.sheet.width >= NARROW {
            let columns = self.columns(&rows);
            self.wide(&columns, &self.head(), Some(Ink::Dim), &mut out);
            for row in &rows {
                self.wide(&columns, &row.cells(), None, &mut out);
                self.below(row.record, reading, &mut out);
            }
        } else {
            for row in &rows {
                self.narrow(row, &mut out);
                self.below(row.record, reading, &mut out);
            }
        }
        for problem in &reading.problems {
            for line in wrap(&format!("! {}", clean(&problem.what)), self.sheet.width - 2) {
                out.push_str(&format!("  {}\n", self.sheet.ink(Ink::Mark, &line)));
            }
        }
        out
    }

    fn row<'a>(&self, record: &'a Record, lang: Option<Lang>) -> Row<'a> {
        let times = record.count.as_ref().filter(|c| (c.min, c.max) != (1, Some(1))).map(|c| format!("{} × ", shown::range(c.min, c.max)));
        Row {
            record,
            what: format!("{}{}", times.unwrap_or_default(), self.label(record.type_, lang)),
            place: shown::places(record),
            when: shown::when(record.time.as_ref()),
            killed: shown::toll(&record.harm, Outcome::Killed),
            injured: shown::toll(&record.harm, Outcome::Injured),
            who: shown::who(record),
        }
    }

    fn head(&self) -> [String; 6] {
        ["what", "where", "when", "killed", "injured", "who"].map(str::to_owned)
    }

    /// As wide as the longest cell, within bounds; what is left is for the names.
    fn columns(&self, rows: &[Row]) -> Columns {
        let roomy = self.sheet.width >= 96;
        let fit = |least: usize, most: usize, cell: for<'r> fn(&'r Row) -> &'r str| {
            rows.iter().map(|r| cell(r).width()).max().unwrap_or(0).clamp(least, most)
        };
        let what = fit(12, if roomy { 28 } else { 20 }, |r| &r.what);
        let place = fit(8, if roomy { 24 } else { 16 }, |r| &r.place);
        let when = fit(10, if roomy { 22 } else { 10 }, |r| &r.when);
        let killed = fit(6, 9, |r| &r.killed);
        let injured = fit(7, 9, |r| &r.injured);
        let who = self.sheet.width.saturating_sub(2 + what + place + when + killed + injured + 10).max(4);
        Columns { what, place, when, killed, injured, who }
    }

    fn wide(&self, c: &Columns, cells: &[String; 6], ink: Option<Ink>, out: &mut String) {
        let [what, place, when, killed, injured, who] = cells;
        let s = &self.sheet;
        let line = [
            s.cell(what, c.what),
            s.cell(place, c.place),
            s.cell(when, c.when),
            s.figure(killed, c.killed),
            s.figure(injured, c.injured),
            s.cell(who, c.who),
        ]
        .join("  ");
        let line = line.trim_end();
        out.push_str(&format!("  {}\n", ink.map_or_else(|| line.to_owned(), |i| s.ink(i, line))));
    }

    fn narrow(&self, row: &Row, out: &mut String) {
        let s = &self.sheet;
        let room = s.width - 2;
        out.push_str(&format!("  {}\n", s.ink(Ink::Bold, &s.isolated(&cut(&row.what, room)))));
        out.push_str(&format!("  {}\n", s.isolated(&cut(&format!("{} · {}", row.place, row.when), room))));
        let toll = format!("killed {} · injured {} · {}", row.killed, row.injured, row.who);
        out.push_str(&format!("  {}\n", s.isolated(&cut(&toll, room))));
    }

    /// What does not fit a column, and the words.
    fn below(&self, record: &Record, reading: &Reading, out: &mut String) {
        let s = &self.sheet;
        let mut notes: Vec<String> = shown::status(record).map(str::to_owned).into_iter().collect();
        notes.extend(shown::other_harm(&record.harm));
        let room = s.width - INDENT;
        let notes = cut(&notes.join(", "), room / 2);
        let quote = record.evidence.iter().map(|e| clean(&e.text)).collect::<Vec<_>>().join(" … ");
        let left = room.saturating_sub(notes.width() + if notes.is_empty() { 2 } else { 5 });
        let quote = s.ink(Ink::Dim, &s.isolated(&format!("“{}”", cut(&quote, left))));
        let notes = if notes.is_empty() { String::new() } else { format!("{} · ", s.ink(Ink::Mark, &notes)) };
        out.push_str(&format!("{}{notes}{quote}\n", " ".repeat(INDENT)));
        if self.explain {
            for line in explain::lines(record, &reading.records) {
                for (i, part) in wrap(&line, room - 2).iter().enumerate() {
                    let indent = " ".repeat(if i == 0 { INDENT } else { INDENT + 2 });
                    out.push_str(&format!("{indent}{}\n", s.ink(Ink::Dim, &s.isolated(part))));
                }
            }
        }
    }
}

impl Row<'_> {
    fn cells(&self) -> [String; 6] {
        [&self.what, &self.place, &self.when, &self.killed, &self.injured, &self.who].map(Clone::clone)
    }
}
