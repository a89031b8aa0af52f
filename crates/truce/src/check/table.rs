//! A table is one TOML table while it is read: it gives values by key, and at the end names the keys that nobody asked for.

use super::Fault;
use crate::agreement::Words;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::ops::Range;
use toml_edit::{Item, TableLike};

pub struct Faults<'t> {
    text: &'t str,
    file: &'t str,
    found: Vec<Fault>,
}

impl<'t> Faults<'t> {
    pub fn new(text: &'t str, file: &'t str) -> Self {
        Faults { text, file, found: Vec::new() }
    }

    pub fn add(&mut self, span: Option<Range<usize>>, what: &'static str, about: impl Into<String>, expected: impl Into<String>) {
        let before = span.and_then(|s| self.text.get(..s.start)).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let fault = Fault { file: self.file.to_owned(), line, column, what, about: about.into(), expected: expected.into() };
        self.found.push(fault);
    }

    pub fn sorted(mut self) -> Vec<Fault> {
        self.found.sort_by(|a, b| (a.line, a.column, a.what).cmp(&(b.line, b.column, b.what)));
        self.found
    }
}

pub struct Table<'d> {
    table: &'d dyn TableLike,
    span: Option<Range<usize>>,
    /// Where it stands, for people: `clauses.UT-6`.
    pub name: String,
    asked: BTreeSet<&'static str>,
}

impl<'d> Table<'d> {
    pub fn new(table: &'d dyn TableLike, name: &str) -> Self {
        Table { table, span: None, name: name.to_owned(), asked: BTreeSet::new() }
    }

    pub fn of(item: &'d Item, name: &str) -> Option<Self> {
        let table = item.as_table_like()?;
        Some(Table { table, span: item.span(), name: name.to_owned(), asked: BTreeSet::new() })
    }

    pub fn span(&self) -> Option<Range<usize>> {
        self.span.clone()
    }

    /// Where a key's value stands, else the table.
    pub fn span_of(&self, key: &str) -> Option<Range<usize>> {
        self.table.get(key).and_then(Item::span).or_else(|| self.span())
    }

    pub fn get(&mut self, key: &'static str) -> Option<&'d Item> {
        self.asked.insert(key);
        self.table.get(key)
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    fn about(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    fn wrong(&self, key: &str, expected: &str, faults: &mut Faults) {
        faults.add(self.span_of(key), "fault.wrong_value", self.about(key), expected);
    }

    pub fn text(&mut self, key: &'static str, faults: &mut Faults) -> Option<String> {
        match self.get(key) {
            None => {
                faults.add(self.span(), "fault.missing_key", self.about(key), "");
                None
            }
            Some(item) => match item.as_str() {
                Some(s) if !s.trim().is_empty() => Some(s.to_owned()),
                _ => {
                    self.wrong(key, "\"…\"", faults);
                    None
                }
            },
        }
    }

    pub fn maybe_text(&mut self, key: &'static str, faults: &mut Faults) -> Option<String> {
        self.get(key)?;
        self.text(key, faults)
    }

    pub fn texts(&mut self, key: &'static str, faults: &mut Faults) -> Vec<String> {
        let Some(item) = self.get(key) else { return Vec::new() };
        let read = item.as_array().map(|a| a.iter().map(|v| v.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>());
        match read {
            Some(Some(texts)) => texts,
            _ => {
                self.wrong(key, "[\"…\"]", faults);
                Vec::new()
            }
        }
    }

    pub fn flag(&mut self, key: &'static str, default: bool, faults: &mut Faults) -> bool {
        let Some(item) = self.get(key) else { return default };
        item.as_bool().unwrap_or_else(|| {
            self.wrong(key, "true, false", faults);
            default
        })
    }

    /// A number that is not negative.
    pub fn number(&mut self, key: &'static str, faults: &mut Faults) -> Option<f64> {
        let item = self.get(key)?;
        let number = item.as_float().or_else(|| item.as_integer().map(|i| i as f64)).filter(|n| n.is_finite() && *n >= 0.0);
        if number.is_none() {
            self.wrong(key, "0 …", faults);
        }
        number
    }

    /// `{ en = "…", fr = "…", ar = "…" }`; all three.
    pub fn words(&mut self, key: &'static str, faults: &mut Faults) -> Option<Words> {
        let name = self.about(key);
        let Some(item) = self.get(key) else {
            faults.add(self.span(), "fault.missing_key", name, "");
            return None;
        };
        let Some(mut t) = Table::of(item, &name) else {
            self.wrong(key, "{ en, fr, ar }", faults);
            return None;
        };
        let words = ["en", "fr", "ar"].into_iter().filter_map(|l| Some((l.to_owned(), t.text(l, faults)?))).collect();
        t.nothing_else(faults);
        Some(words)
    }

    pub fn day(&mut self, key: &'static str, faults: &mut Faults) -> Option<String> {
        let day = self.text(key, faults)?;
        if day.parse::<Date>().is_err() {
            self.wrong(key, "2019-10-22", faults);
            return None;
        }
        Some(day)
    }

    /// `+03:00` in minutes.
    pub fn offset(&mut self, key: &'static str, faults: &mut Faults) -> Option<i32> {
        let text = self.text(key, faults)?;
        let read = || {
            let (sign, rest) = if let Some(r) = text.strip_prefix('+') { (1, r) } else { (-1, text.strip_prefix('-')?) };
            let (h, m) = rest.split_once(':')?;
            let (h, m) = (h.parse::<i32>().ok()?, m.parse::<i32>().ok()?);
            (h <= 14 && m < 60 && h >= 0 && m >= 0).then_some(sign * (h * 60 + m))
        };
        let minutes = read();
        if minutes.is_none() {
            self.wrong(key, "+03:00", faults);
        }
        minutes
    }

    /// An instant with its zone offset.
    pub fn instant(&mut self, key: &'static str, faults: &mut Faults) -> Option<Timestamp> {
        self.get(key)?;
        let text = self.text(key, faults)?;
        match text.parse::<Timestamp>() {
            Ok(t) => Some(t),
            Err(_) if text.parse::<jiff::civil::DateTime>().is_ok() => {
                faults.add(self.span_of(key), "fault.no_offset", self.about(key), format!("{text}+03:00"));
                None
            }
            Err(_) => {
                self.wrong(key, "2019-10-22T22:00:00+03:00", faults);
                None
            }
        }
    }

    /// The tables of `[[key]]`.
    pub fn list(&mut self, key: &'static str, faults: &mut Faults) -> Vec<Table<'d>> {
        let name = self.about(key);
        let Some(item) = self.get(key) else { return Vec::new() };
        if let Some(tables) = item.as_array_of_tables() {
            return tables.iter().map(|t| Table { table: t, span: t.span(), name: name.clone(), asked: BTreeSet::new() }).collect();
        }
        let inline = |v: &'d toml_edit::Value| {
            let t = v.as_inline_table()?;
            Some(Table { table: t, span: v.span(), name: name.clone(), asked: BTreeSet::new() })
        };
        match item.as_array().map(|a| a.iter().map(inline).collect::<Option<Vec<_>>>()) {
            Some(Some(tables)) => tables,
            _ => {
                self.wrong(key, "[[…]]", faults);
                Vec::new()
            }
        }
    }

    /// The tables of `[key.name]`, with their names.
    pub fn named(&mut self, key: &'static str, faults: &mut Faults) -> Vec<(String, Table<'d>)> {
        let Some(item) = self.get(key) else { return Vec::new() };
        let Some(table) = item.as_table_like() else {
            self.wrong(key, "[….name]", faults);
            return Vec::new();
        };
        let mut all = Vec::new();
        for (name, item) in table.iter() {
            match Table::of(item, &format!("{key}.{name}")) {
                Some(t) => all.push((name.to_owned(), t)),
                None => faults.add(item.span(), "fault.wrong_value", format!("{key}.{name}"), "{ … }"),
            }
        }
        all
    }

    pub fn nothing_else(&self, faults: &mut Faults) {
        for (key, item) in self.table.iter().filter(|(key, _)| !self.asked.contains(key)) {
            let span = self.table.get_key_value(key).and_then(|(k, _)| k.span()).or_else(|| item.span()).or_else(|| self.span());
            faults.add(span, "fault.unknown_key", self.about(key), self.asked.iter().copied().collect::<Vec<_>>().join(" "));
        }
    }
}
