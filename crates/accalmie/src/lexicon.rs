//! `accalmie lexicon`: tables tried on their own examples, and counted.

use crate::cli::{LexiconArgs, LexiconCommand};
use crate::knowledge;
use crate::output::{self, Ended, Failure};
use accalmie_language::{Model, segment};
use accalmie_lexicon::{Lexicon, TableError, Tables, check, embedded};
use accalmie_measure::Measures;
use accalmie_record::Lang;
use std::io::Write;
use std::path::Path;

pub fn run(args: LexiconArgs) -> Result<Ended, Failure> {
    match args.command {
        LexiconCommand::Check { dir } => check_all(dir.as_deref()),
        LexiconCommand::Stats => stats(),
    }
}

/// Prints what is wrong, a line each as `file:line:column: message`; nothing when all is well.
fn check_all(dir: Option<&Path>) -> Result<Ended, Failure> {
    let mut problems = Vec::new();
    match dir {
        Some(dir) => {
            for (lang, own) in knowledge::tables(dir)? {
                let layers: Vec<Tables> = Tables::embedded(lang).into_iter().chain([own.clone()]).collect();
                let mut found = tables(lang, &layers);
                // The shipped rows beneath are not the user's to mend.
                found.retain(|p| p.file.starts_with(&own.folder));
                problems.extend(found);
            }
        }
        None => {
            for lang in embedded::languages() {
                problems.extend(tables(lang, &Tables::embedded(lang).into_iter().collect::<Vec<_>>()));
                problems.extend(measures(lang));
            }
        }
    }
    let mut out = output::stdout();
    for p in &problems {
        writeln!(out, "{p}")?;
    }
    out.flush()?;
    Ok(if problems.is_empty() { Ended::Well } else { Ended::InPart })
}

fn tables(lang: Lang, layers: &[Tables]) -> Vec<TableError> {
    let (lexicon, mut problems) = Lexicon::build(lang, layers);
    problems.extend(check::check(&lexicon, Model::embedded(lang)));
    problems
}

/// The tables of numbers and times, whose rows are rules of their own kind.
fn measures(lang: Lang) -> Vec<TableError> {
    let Some(measures) = Measures::embedded(lang) else { return Vec::new() };
    let mut problems = Vec::new();
    for (row, (file, line, example)) in measures.rows().enumerate() {
        let mut say = |message: String| problems.push(TableError { file: file.to_owned(), line: line as u32, column: 1, message });
        if example.is_empty() {
            say("the row has no example".to_owned());
        }
        for e in example.split("||").map(str::trim).filter(|e| !e.is_empty()) {
            let (wanted, text) = e.strip_prefix('!').map_or((true, e), |e| (false, e.trim()));
            let cut = segment(text, lang);
            let fired = cut.sentences.iter().any(|s| measures.fired(text, &cut.tokens[s.tokens.clone()]).contains(&row));
            if fired != wanted {
                say(format!("the row {} in \u{201c}{text}\u{201d}", if wanted { "does not fire" } else { "fires" }));
            }
        }
    }
    problems
}

fn stats() -> Result<Ended, Failure> {
    let mut out = output::stdout();
    for lang in embedded::languages() {
        let Some(tables) = Tables::embedded(lang) else { continue };
        let mut all = 0;
        for (name, text) in &tables.texts {
            // Less the header.
            let rows = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).count().saturating_sub(1);
            all += rows;
            writeln!(out, "{lang:4} {name:12} {rows:>6}")?;
        }
        writeln!(out, "{lang:4} {:12} {all:>6}", "all")?;
    }
    out.flush()?;
    Ok(Ended::Well)
}
