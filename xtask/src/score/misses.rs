//! The misses of a run, filed by set and by cause, with what each cause costs.

use super::miss::{Cost, Miss};
use super::sets::{Doc, SETS, SPLIT, WORKED};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// Characters of a cell; a web page can be a book.
const LONGEST: usize = 1200;

/// Set and language, and their misses by cause.
type Filed<'a> = BTreeMap<(usize, String), BTreeMap<&'a str, Vec<&'a Miss>>>;

/// What is kept aside is not looked at, or it would be worth nothing.
fn filed<'a>(docs: &[Doc], misses: impl Iterator<Item = &'a [Miss]>) -> Filed<'a> {
    let mut out = Filed::new();
    for (doc, misses) in docs.iter().zip(misses).filter(|(d, _)| d.part == WORKED || d.part == SPLIT[0]) {
        for miss in misses {
            out.entry((doc.set, doc.lang.to_string())).or_default().entry(&miss.cause).or_default().push(miss);
        }
    }
    out
}

/// Writes `DIR/<set>-<language>/NN-<cause>-<count>.tsv`, the dearest cause first, and gives back the table of causes.
pub fn write<'a>(folder: &Path, docs: &[Doc], misses: impl Iterator<Item = &'a [Miss]>) -> Result<String> {
    let mut table = String::new();
    for ((set, lang), causes) in filed(docs, misses) {
        let name = format!("{}-{lang}", SETS[set].name);
        let folder = folder.join(&name);
        let wrong = || format!("{} cannot be written", folder.display());
        std::fs::create_dir_all(&folder).with_context(wrong)?;
        forget(&folder).with_context(wrong)?;
        table.push_str(&format!("\n{name:<42}{:>6}", "all"));
        table.push_str(&Cost::ALL.map(|c| format!("{:>7}", c.name())).concat());
        table.push('\n');
        for (i, (cause, misses)) in by_size(&causes).into_iter().enumerate() {
            let of = |cost| misses.iter().filter(|m| m.cost == cost).count();
            table.push_str(&format!("  {cause:<40}{:>6}", misses.len()));
            table.push_str(&Cost::ALL.map(|c| if of(c) > 0 { format!("{:>7}", of(c)) } else { " ".repeat(7) }).concat());
            table.truncate(table.trim_end().len());
            table.push('\n');
            let slug: String = cause.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
            let file = folder.join(format!("{:02}-{}-{}.tsv", i + 1, slug.replace("--", "-"), misses.len()));
            std::fs::write(file, lines(misses)).with_context(wrong)?;
        }
    }
    Ok(table)
}

fn by_size<'m, 'a>(causes: &'m BTreeMap<&'a str, Vec<&'a Miss>>) -> Vec<(&'a str, &'m Vec<&'a Miss>)> {
    let mut list: Vec<_> = causes.iter().map(|(cause, misses)| (*cause, misses)).collect();
    list.sort_by_key(|(cause, misses)| (std::cmp::Reverse(misses.len()), *cause));
    list
}

fn lines(misses: &[&Miss]) -> String {
    let mut out = String::from("cost\tdoc\tsentence\twanted\thad\n");
    let cell = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect::<String>();
    let mut misses = misses.to_vec();
    misses.sort_by_key(|m| m.cost);
    for m in misses {
        let cells = [m.cost.name(), &m.doc, &m.sentence, &m.wanted, &m.had].map(cell);
        out.push_str(&(cells.join("\t") + "\n"));
    }
    out
}

/// The files of an earlier run, whose causes may have gone.
fn forget(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
        if name.ends_with(".tsv") && name.starts_with(|c: char| c.is_ascii_digit()) {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}
