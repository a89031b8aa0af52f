//! The score is how well the reader reads: every development set read and held against what people said is there.
//!
//! The figures are those of the scorer that is kept beside the repository; they are written here anew, so that whoever has only the
//! repository can measure a change.

mod answers;
mod cases;
mod causes;
mod fact;
mod figures;
mod gold;
mod matching;
mod miss;
mod print;
mod sets;
mod slots;
mod spelling;
mod values;

use accalmie_read::Knowledge;
use anyhow::{Context, Result, ensure};
use figures::Figures;
use print::Row;
use sets::{Doc, Home, SETS};
use std::path::PathBuf;
use std::time::Instant;

const USAGE: &str = "usage: xtask score [--check] [--write] [--misses DIR] [--only SET] [--shared DIR]";

#[derive(Default)]
struct Options {
    check: bool,
    write: bool,
    misses: Option<PathBuf>,
    only: Option<String>,
    shared: Option<PathBuf>,
}

impl Options {
    fn parse(args: &[String]) -> Result<Options> {
        let mut options = Options::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().with_context(|| format!("{arg} what? {USAGE}"));
            match arg.as_str() {
                "--check" => options.check = true,
                "--write" => options.write = true,
                "--misses" => options.misses = Some(value()?.into()),
                "--only" => options.only = Some(value()?.clone()),
                "--shared" => options.shared = Some(value()?.into()),
                other => anyhow::bail!("{other} is not an option of score; {USAGE}"),
            }
        }
        if let Some(only) = &options.only {
            let names: Vec<&str> = SETS.iter().map(|s| s.name).collect();
            ensure!(names.contains(&only.as_str()), "{only} is not a set; there are: {}", names.join(", "));
        }
        Ok(options)
    }
}

pub fn run(args: &[String]) -> Result<()> {
    let options = Options::parse(args)?;
    let begun = Instant::now();
    let (knowledge, _) = Knowledge::new(&[]);
    let langs: Vec<_> = knowledge.tongues.iter().filter(|t| t.model.is_some()).map(|t| t.lang).collect();
    let home = Home::new(options.shared.clone());
    let mut docs = Vec::new();
    for (i, set) in SETS.iter().enumerate().filter(|(_, s)| options.only.as_ref().is_none_or(|o| o == s.name)) {
        match home.load(i, &langs)? {
            Some(more) => docs.extend(more),
            None => println!("{}: skipped, {} is not there", set.name, home.path(set).display()),
        }
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let answers = answers::all(&docs, &knowledge, threads)?;
    let all: Vec<Figures> = answers.iter().map(|a| a.figures.clone()).collect();
    let rows = rows(&docs, &all);
    print!("{}", print::table(&rows));
    println!("\n{} texts in {:.1} s", docs.len(), begun.elapsed().as_secs_f64());
    Ok(())
}

/// The rows of the table: each set in each language as a whole, then its parts.
fn rows(docs: &[Doc], figures: &[Figures]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let parts = ["all", sets::WORKED, sets::ASIDE].iter().chain(&sets::SPLIT);
    let mut keys: Vec<(usize, String)> = docs.iter().map(|d| (d.set, d.lang.to_string())).collect();
    keys.sort();
    keys.dedup();
    for (set, lang) in keys {
        for part in parts.clone() {
            let mut row = Row { set: SETS[set].name, sort: SETS[set].sort, lang: lang.clone(), part, docs: 0, figures: Figures::default() };
            for (doc, of) in docs.iter().zip(figures) {
                if doc.set == set && doc.lang.as_str() == lang && (*part == "all" || doc.part == *part) {
                    row.docs += 1;
                    row.figures.join(of);
                }
            }
            if row.docs > 0 {
                rows.push(row);
            }
        }
    }
    rows
}
