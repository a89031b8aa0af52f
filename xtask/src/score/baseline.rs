//! The baseline is the table of figures that is committed, `docs/scores.tsv`; a change is held against it.

use super::print::Row;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A figure may fall by so much before it is a fall.
const SLACK: f64 = 0.005;
/// Below so many answers a figure is chance.
const ENOUGH: u64 = 20;
const HEAD: &str = "set\tlanguage\tpart\tfigure\tvalue\tn";

/// Set, language, part, figure.
type Key = [String; 4];

/// A value in ten-thousandths, as it is written, and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    value: i64,
    n: u64,
}

#[derive(Default)]
pub struct Baseline(BTreeMap<Key, Entry>);

fn file(root: &Path) -> PathBuf {
    root.join("docs/scores.tsv")
}

impl Baseline {
    pub fn load(root: &Path) -> Result<Baseline> {
        let file = file(root);
        if !file.exists() {
            return Ok(Baseline::default());
        }
        let text = std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        Baseline::parse(&text).with_context(|| format!("{} is broken; make it again with: xtask score --write", file.display()))
    }

    fn parse(text: &str) -> Result<Baseline> {
        let mut out = BTreeMap::new();
        for (i, line) in text.lines().enumerate().skip(1).filter(|(_, l)| !l.is_empty()) {
            let wrong = || format!("line {}: it should have {}", i + 1, HEAD.replace('\t', ", "));
            let [set, lang, part, figure, value, n] = line.split('\t').collect::<Vec<_>>()[..] else { anyhow::bail!(wrong()) };
            let value: f64 = value.parse().with_context(wrong)?;
            let entry = Entry { value: (value * 10_000.0).round() as i64, n: n.parse().with_context(wrong)? };
            out.insert([set, lang, part, figure].map(str::to_owned), entry);
        }
        Ok(Baseline(out))
    }

    pub fn of(rows: &[Row]) -> Baseline {
        let entries = rows.iter().flat_map(|row| {
            row.figures.iter().map(|(figure, share)| {
                let entry = Entry { value: (share.value() * 10_000.0).round() as i64, n: share.n };
                ([row.set, &row.lang, row.part, figure].map(str::to_owned), entry)
            })
        });
        Baseline(entries.collect())
    }

    /// Writes the table; sets that were not measured keep their figures.
    pub fn write(&self, root: &Path, measured: &[&str], before: &Baseline) -> Result<()> {
        let kept = before.0.iter().filter(|(key, _)| !measured.contains(&key[0].as_str()));
        let all: BTreeMap<&Key, &Entry> = kept.chain(&self.0).collect();
        let line = |(key, e): (&&Key, &&Entry)| format!("{}\t{:.4}\t{}\n", key.join("\t"), e.value as f64 / 10_000.0, e.n);
        let text = format!("{HEAD}\n{}", all.iter().map(line).collect::<String>());
        std::fs::write(file(root), text).with_context(|| format!("{} cannot be written", file(root).display()))
    }

    /// What became of the figures of whole sets, one a line.
    pub fn changes(&self, now: &Baseline) -> Vec<String> {
        let whole = |key: &&Key| key[2] == "all";
        let mut out = Vec::new();
        for (key, new) in now.0.iter().filter(|(key, _)| whole(key)) {
            match self.0.get(key) {
                Some(old) if old.value != new.value => out.push(told(key, *old, *new)),
                Some(_) => {}
                None => out.push(format!("{:<46}    new {:.3} (n {})", key.join(" "), new.value as f64 / 10_000.0, new.n)),
            }
        }
        out
    }

    /// The figures that have fallen, of the sets that were measured; one that rested on enough and is gone has fallen as well.
    pub fn falls(&self, now: &Baseline, measured: &[&str]) -> Vec<String> {
        let slack = (SLACK * 10_000.0).round() as i64;
        let due = self.0.iter().filter(|(key, old)| old.n >= ENOUGH && measured.contains(&key[0].as_str()));
        due.filter_map(|(key, old)| match now.0.get(key) {
            Some(new) => (old.value - new.value > slack).then(|| told(key, *old, *new)),
            None => Some(format!("{:<46}  {:.3} -> nothing to measure", key.join(" "), old.value as f64 / 10_000.0)),
        })
        .collect()
    }
}

fn told(key: &Key, old: Entry, new: Entry) -> String {
    let [was, is] = [old, new].map(|e| e.value as f64 / 10_000.0);
    let n = if old.n == new.n { format!("n {}", new.n) } else { format!("n {} -> {}", old.n, new.n) };
    format!("{:<46} {:+.3}  {was:.3} -> {is:.3} ({n})", key.join(" "), is - was)
}

#[cfg(test)]
mod tests {
    use super::Baseline;

    fn table(rows: &[(&str, &str, &str)]) -> Baseline {
        let lines: String = rows.iter().map(|(key, value, n)| format!("{key}\t{value}\t{n}\n")).collect();
        Baseline::parse(&format!("head\n{lines}")).expect("reads")
    }

    #[test]
    fn half_a_point_is_a_fall() {
        let key = "own\tfr\tall\trecords F1";
        let before = table(&[(key, "0.7000", "40"), ("own\tfr\tall\tdate right", "0.9", "19"), ("other\tfr\tall\tactor", "0.5", "99")]);
        for (value, falls) in [("0.7100", 0), ("0.6950", 0), ("0.6949", 1), ("0.1", 1)] {
            assert_eq!(before.falls(&table(&[(key, value, "40")]), &["own"]).len(), falls, "{value}");
        }
        assert_eq!(before.falls(&table(&[]), &["own"]), ["own fr all records F1                           0.700 -> nothing to measure"]);
        let now = table(&[(key, "0.6", "41")]);
        assert_eq!(before.falls(&now, &["own"]), before.changes(&now));
        assert_eq!(before.changes(&now), ["own fr all records F1                          -0.100  0.700 -> 0.600 (n 40 -> 41)"]);
    }

    #[test]
    fn a_broken_table_says_where() {
        let wrong = Baseline::parse("head\na\tb\tc\n").err().expect("an error");
        assert_eq!(wrong.to_string(), "line 2: it should have set, language, part, figure, value, n");
    }
}
