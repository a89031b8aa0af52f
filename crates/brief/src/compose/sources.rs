//! Sources are numbered in the order in which they are first cited; in public nobody's words and no report is named.

use crate::brief::Source;
use crate::matter::{Matter, Told};
use crate::phrases::Phrases;
use std::collections::{BTreeMap, BTreeSet};

pub struct Sources<'a> {
    m: &'a Matter<'a>,
    p: &'a Phrases,
    /// By key of the report; empty for the reading of all of them.
    numbers: BTreeMap<String, usize>,
    told: Vec<(String, BTreeSet<String>)>,
    read: usize,
}

impl<'a> Sources<'a> {
    pub fn new(m: &'a Matter<'a>, p: &'a Phrases) -> Sources<'a> {
        Sources { m, p, numbers: BTreeMap::new(), told: Vec::new(), read: 0 }
    }

    fn number(&mut self, key: &str) -> usize {
        if let Some(n) = self.numbers.get(key) {
            return *n;
        }
        self.told.push((key.to_owned(), BTreeSet::new()));
        self.numbers.insert(key.to_owned(), self.told.len());
        self.told.len()
    }

    /// The reports that tell of it, with the words that do.
    pub fn of(&mut self, told: &Told) -> Vec<usize> {
        if self.m.public {
            // Whose they are is not said; how many tell of it is.
            let n = self.m.reports.len();
            return vec![self.reading(n)];
        }
        let mut out = Vec::new();
        for words in &told.words {
            let n = self.number(&words.report);
            if let Some((_, said)) = self.told.get_mut(n - 1) {
                said.insert(words.text.clone());
            }
            out.push(n);
        }
        for report in &told.incident.reports {
            out.push(self.number(report));
        }
        out
    }

    pub fn report(&mut self, key: &str, words: Option<&str>) -> usize {
        if self.m.public {
            let n = self.m.reports.len();
            return self.reading(n);
        }
        let n = self.number(key);
        if let (Some((_, said)), Some(words)) = (self.told.get_mut(n - 1), words) {
            said.insert(words.to_owned());
        }
        n
    }

    /// All that were read.
    pub fn reading(&mut self, read: usize) -> usize {
        self.read = self.read.max(read);
        self.number("")
    }

    pub fn told(&self) -> Vec<Source> {
        let one = |(key, words): &(String, BTreeSet<String>)| {
            if key.is_empty() {
                let name = self.p.count("source.reading", self.read as u64, &[]);
                return Source { name, report: None, published: None, words: Vec::new() };
            }
            let about = self.m.reports.get(key);
            // Of a path, the file's name.
            let file = key.rsplit(['/', '\\']).next().unwrap_or(key);
            let name = about.and_then(|r| r.source.clone()).unwrap_or_else(|| file.to_owned());
            let published = about.and_then(|r| r.published).map(|d| self.p.date(d));
            Source { name, report: Some(file.to_owned()), published, words: words.iter().cloned().collect() }
        };
        self.told.iter().map(one).collect()
    }
}
