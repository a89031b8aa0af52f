//! The score is how well the reader reads: every development set read and held against what people said is there.
//!
//! The figures are those of the scorer that is kept beside the repository; they are written here anew, so that whoever has only the
//! repository can measure a change.

mod answers;
mod baseline;
mod cases;
mod causes;
pub mod fact;
mod figures;
pub mod gold;
mod leaning;
pub mod matching;
mod miss;
mod misses;
mod options;
mod page;
mod print;
mod reliability;
pub mod sets;
pub mod sheet;
mod slots;
pub mod spelling;
pub mod toponyms;
pub mod values;
mod wrong;

use accalmie_read::Knowledge;
use answers::Answer;
use anyhow::Result;
use baseline::Baseline;
use figures::Figures;
use leaning::{Leaning, Sorts};
use options::Options;
use print::Row;
use reliability::Reliability;
use sets::{Doc, Home, SETS, Wants};
use std::collections::BTreeMap;
use std::time::Instant;

pub fn run(args: &[String]) -> Result<()> {
    let options = Options::parse(args)?;
    let begun = Instant::now();
    let (knowledge, _) = Knowledge::new(&[]);
    let langs: Vec<_> = knowledge.tongues.iter().filter(|t| t.model.is_some()).map(|t| t.lang).collect();
    let home = Home::new(options.shared.clone());
    let (mut docs, mut measured, mut absent) = (Vec::new(), Vec::new(), Vec::new());
    for (i, set) in SETS.iter().enumerate().filter(|(_, s)| options.wants(s.name)) {
        match home.load(i, &langs)? {
            Some(more) => {
                docs.extend(more);
                measured.push(set.name);
            }
            None => absent.push(format!("{} ({})", set.name, home.path(set).display())),
        }
    }
    if !absent.is_empty() {
        println!("skipped, for they are not there: {}", absent.join(", "));
    }
    let threads = options.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    let answers = answers::all(&docs, &knowledge, threads)?;
    let rows = rows(&docs, &answers);
    let (before, now) = (Baseline::load(&home.root)?, Baseline::of(&rows));
    if !options.check {
        print!("{}", print::table(&rows));
        trust(&docs, &answers, &knowledge);
    }
    if let Some(folder) = &options.misses {
        let causes = misses::write(folder, &docs, answers.iter().map(|a| a.misses.as_slice()))?;
        println!("\nmisses by cause, without what is kept aside; the files are in {}{causes}", folder.display());
    }
    if !options.check {
        println!("\nagainst docs/scores.tsv");
        let changes = before.changes(&now);
        changes.iter().for_each(|line| println!("  {line}"));
        if changes.is_empty() {
            println!("  no figure of a whole set differs");
        }
    }
    println!("\nscore: {} texts of {} read and marked in {:.1} s", docs.len(), measured.join(", "), begun.elapsed().as_secs_f64());
    if options.write {
        now.write(&home.root, &measured, &before)?;
    }
    let falls = before.falls(&now, &measured);
    if options.check && !falls.is_empty() {
        eprintln!("fallen by more than half a point below docs/scores.tsv:\n  {}", falls.join("\n  "));
        std::process::exit(1);
    }
    Ok(())
}

/// Whether confidences mean what they say, and whether errors lean to one side.
fn trust(docs: &[Doc], answers: &[Answer], knowledge: &Knowledge) {
    let sorts = Sorts::new(knowledge);
    let mut leaning = Leaning::default();
    let mut sure: BTreeMap<(usize, String), Reliability> = BTreeMap::new();
    for (doc, answer) in docs.iter().zip(answers) {
        if let Wants::Facts(gold) = &doc.wants {
            leaning.add(&sorts, gold, &answer.ours, &answer.matched);
            sure.entry((doc.set, doc.lang.to_string())).or_default().add(&answer.ours, &answer.matched);
        }
    }
    for ((set, lang), sure) in &sure {
        let error = sure.error().map_or_else(|| "–".to_owned(), |e| format!("{e:.3}"));
        println!("\n{:<9}{lang:<5}confidence   right   records   (expected calibration error {error})", SETS[*set].name);
        for (confidence, right, n) in sure.rows() {
            println!("{:<14}{confidence:>10.3}{right:>8.3}{n:>10}", "");
        }
    }
    if !sure.is_empty() {
        print!("\n{}", leaning.table());
    }
}

/// The rows of the table: each set in each language as a whole, then its parts where it has more than one.
fn rows(docs: &[Doc], answers: &[Answer]) -> Vec<Row> {
    /// Texts and figures by part.
    type Parts = BTreeMap<&'static str, (usize, Figures)>;
    let mut sums: BTreeMap<(usize, String), Parts> = BTreeMap::new();
    for (doc, answer) in docs.iter().zip(answers) {
        let parts = sums.entry((doc.set, doc.lang.to_string())).or_default();
        for part in [sets::ALL, doc.part] {
            let (texts, figures) = parts.entry(part).or_default();
            *texts += 1;
            figures.join(&answer.figures);
        }
    }
    let mut rows = Vec::new();
    for ((set, lang), mut parts) in sums {
        let one = parts.len() == 2;
        for part in [sets::ALL, sets::WORKED, sets::ASIDE].iter().chain(&sets::SPLIT).filter(|p| !one || **p == sets::ALL) {
            if let Some((docs, figures)) = parts.remove(part) {
                rows.push(Row { set: SETS[set].name, sort: SETS[set].sort, lang: lang.clone(), part, docs, figures });
            }
        }
    }
    rows
}
