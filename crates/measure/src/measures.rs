//! Measures are one language's number and time tables, compiled, and the reading of sentences with them.

use crate::atom::{Atom, atoms};
use crate::cascade::{Read, base, run};
use crate::digits::Figures;
use crate::entry::{phrases, sequences, slot_names};
use crate::meaning::{Meaning, Sense};
use crate::node::{Made, Node, Number};
use crate::quantity::{Amount, QuantityKind, QuantityMention};
use crate::rule::{Call, PASSES, Pass};
use crate::table::{Row, TableError, rows};
use crate::time::{TimeMention, TimeValue};
use crate::vocabulary::Vocabulary;
use accalmie_language::Token;
use accalmie_record::{Lang, Span};
use jiff::civil::Date;
use std::ops::Range;

/// One language's number and time tables, compiled.
#[derive(Debug)]
pub struct Measures {
    vocabulary: Vocabulary,
    passes: Vec<Pass>,
    calls: Vec<Call>,
    figures: Figures,
    /// Rows that set how figures are read.
    settings: Vec<usize>,
    /// File, line and example of each row.
    rows: Vec<(String, usize, String)>,
}

impl Measures {
    pub fn from_tables(lang: Lang, numbers_tsv: &str, times_tsv: &str) -> Result<Measures, TableError> {
        let mut m = Measures {
            vocabulary: Vocabulary::new(),
            passes: PASSES.iter().map(|_| Pass::default()).collect(),
            calls: Vec::new(),
            figures: Figures { decimal: '.', month_first: false },
            settings: Vec::new(),
            rows: Vec::new(),
        };
        for (name, tsv) in [("numbers", numbers_tsv), ("times", times_tsv)] {
            let file = format!("{lang}/{name}.tsv");
            for row in rows(&file, tsv)? {
                m.rows.push((file.clone(), row.line, row.example.to_owned()));
                m.add(row).map_err(|message| TableError { file: file.clone(), line: row.line, message })?;
            }
        }
        Ok(m)
    }

    fn add(&mut self, row: Row<'_>) -> Result<(), String> {
        let id = self.rows.len() as u32 - 1;
        if let Some(pass) = PASSES.iter().position(|p| *p == row.kind) {
            let call = Call::parse(row.value, &slot_names(row.form))?;
            self.calls.push(call);
            for s in sequences(row.form, &mut |w| self.vocabulary.intern(w))? {
                self.passes[pass].add(s, self.calls.len() - 1, id);
            }
            return Ok(());
        }
        let (kind, weak) = row.kind.strip_suffix('~').map_or((row.kind, false), |k| (k, true));
        let meaning = Meaning::parse(kind, row.value)?.ok_or_else(|| format!("there is no kind or pass `{kind}`"))?;
        if matches!(meaning, Meaning::Decimal | Meaning::MonthFirst) {
            self.settings.push(id as usize);
        }
        match meaning {
            Meaning::Decimal => self.figures.decimal = row.form.chars().next().unwrap_or('.'),
            Meaning::MonthFirst => self.figures.month_first = true,
            _ => {
                for phrase in phrases(row.form, &mut |w| self.vocabulary.intern(w))? {
                    self.vocabulary.add(&phrase, Sense { meaning: meaning.clone(), weak, row: id });
                }
            }
        }
        Ok(())
    }

    /// Reads one sentence with all passes.
    pub(crate) fn read<'a>(&'a self, text: &str, tokens: &[Token]) -> Read<'a> {
        let atoms = atoms(text, tokens, |w| self.vocabulary.key(w));
        let mut nodes = base(text, &atoms, &self.vocabulary, self.figures);
        let numbers = nodes.iter().filter(|n| matches!(n.made, Some(Made::Number(_)))).cloned().collect();
        let mut fired = Vec::new();
        for pass in &self.passes {
            nodes = run(pass, &self.calls, nodes, &mut fired);
        }
        Read { atoms, numbers, nodes, fired }
    }

    /// All quantities of one sentence in order; `tokens` are the sentence's tokens.
    pub fn quantities(&self, text: &str, tokens: &[Token]) -> Vec<QuantityMention> {
        let read = self.read(text, tokens);
        quantities(&read)
    }

    /// All time expressions of one sentence in order. Values stay relative and are resolved by [`TimeMention::resolve`],
    /// once the reader knows the context; nothing here depends on the report's day.
    pub fn times(&self, text: &str, tokens: &[Token], _anchor: Option<Date>) -> Vec<TimeMention> {
        times(&self.read(text, tokens))
    }

    /// Both at once, for half the work.
    pub fn mentions(&self, text: &str, tokens: &[Token]) -> (Vec<QuantityMention>, Vec<TimeMention>) {
        let read = self.read(text, tokens);
        (quantities(&read), times(&read))
    }

    /// The rows that fire in a sentence, and for each row its file, line and example: what the tables' test runs on.
    pub fn fired(&self, text: &str, tokens: &[Token]) -> Vec<usize> {
        let read = self.read(text, tokens);
        let mut out: Vec<usize> = read.fired.iter().map(|r| *r as usize).chain(self.settings.iter().copied()).collect();
        let mentioned = |a: &Range<usize>| {
            let covers = |n: &Node<'_>| n.made.is_some() && n.atoms.start <= a.start && a.end <= n.atoms.end;
            read.nodes.iter().chain(&read.numbers).any(covers)
        };
        let mut at = 0;
        while at < read.atoms.len() {
            let words = read.atoms[at..].iter().map(|a| a.word);
            let Some((n, senses)) = self.vocabulary.longest(words) else {
                at += 1;
                continue;
            };
            let alone = |s: &Sense| matches!(s.meaning, Meaning::None | Meaning::Some { .. } | Meaning::Label);
            out.extend(senses.iter().filter(|s| alone(s) || mentioned(&(at..at + n))).map(|s| s.row as usize));
            at += n;
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// File, line and example of every row.
    pub fn rows(&self) -> impl Iterator<Item = (&str, usize, &str)> {
        self.rows.iter().map(|(f, l, e)| (f.as_str(), *l, e.as_str()))
    }
}

fn place(atoms: &[Atom], range: &Range<usize>) -> Option<(Range<usize>, Span)> {
    let (first, last) = (atoms.get(range.start)?, atoms.get(range.end.checked_sub(1)?)?);
    Some((first.token..last.token + 1, first.span.join(last.span)))
}

fn times(read: &Read<'_>) -> Vec<TimeMention> {
    let mention = |n: &Node<'_>| {
        let Some(Made::Time(kind, value)) = &n.made else { return None };
        let (tokens, span) = place(&read.atoms, &n.atoms)?;
        Some(TimeMention { tokens, span, value: value.clone(), kind: *kind })
    };
    read.nodes.iter().filter_map(mention).collect()
}

fn quantities(read: &Read<'_>) -> Vec<QuantityMention> {
    let mut out = Vec::new();
    let mut push = |atoms: &Range<usize>, a: Amount, none: bool| {
        if let Some((tokens, span)) = place(&read.atoms, atoms) {
            let Amount { min, max, value, kind, article } = a;
            out.push(QuantityMention { tokens, span, min, max, kind, value, article, none });
        }
    };
    for node in &read.nodes {
        // Numbers that are part of something larger keep their own place and take its kind.
        let first = read.numbers.partition_point(|n| n.atoms.start < node.atoms.start);
        let inside = read.numbers[first..].iter().take_while(|n| n.atoms.end <= node.atoms.end);
        match &node.made {
            Some(Made::Number(n)) => push(&node.atoms, amount(n), n.value == 0.0 && !n.ordinal && !n.label),
            Some(Made::Amount(a)) => push(&node.atoms, *a, a.value == 0.0),
            Some(Made::Nothing) => push(&node.atoms, Amount::exactly(0.0), true),
            Some(Made::Each(kind)) => numbers(inside).for_each(|(at, a)| push(at, Amount { kind: *kind, ..a }, false)),
            Some(Made::Time(_, value)) => {
                let kind = match value {
                    TimeValue::Length { .. } => QuantityKind::Measure,
                    TimeValue::Clock { of: None, .. } => QuantityKind::Time,
                    _ => QuantityKind::Date,
                };
                numbers(inside).filter(|(_, a)| !a.article).for_each(|(at, a)| push(at, Amount { kind, ..a }, false));
            }
            None => {
                let some = |m: &Meaning| match *m {
                    Meaning::Some { min, max } => Some(Amount { min, max, ..Amount::exactly(min as f64) }),
                    _ => None,
                };
                if let Some(a) = node.meaning(some) {
                    push(&node.atoms, a, a.max == Some(0));
                }
            }
        }
    }
    out
}

fn numbers<'n, 'a: 'n>(nodes: impl Iterator<Item = &'n Node<'a>>) -> impl Iterator<Item = (&'n Range<usize>, Amount)> {
    nodes.filter_map(|n| match &n.made {
        Some(Made::Number(x)) => Some((&n.atoms, amount(x))),
        _ => None,
    })
}

fn amount(n: &Number) -> Amount {
    let kind = match n {
        Number { label: true, .. } => QuantityKind::Label,
        Number { ordinal: true, .. } => QuantityKind::Ordinal,
        _ => QuantityKind::Count,
    };
    Amount { kind, article: n.article, ..Amount::exactly(n.value) }
}
