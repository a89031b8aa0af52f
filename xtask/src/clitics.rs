//! Training of the cutter of clitics: reads the recipe of a language, its tables and the names of places, writes `LANG.cut`.

use crate::recipes;
use accalmie_language::fold;
use accalmie_language::train::{CutWord, cut_words, score_clitics, train_clitics};
use accalmie_lexicon::Tables;
use accalmie_places::Gazetteer;
use accalmie_record::Lang;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Longer keys are names of several words run together.
const LONGEST_NAME: usize = 7;

/// Longer affixes are chains of others.
const LONGEST_AFFIX: usize = 3;

/// `train clitics-LANG …`
pub fn train(code: &str, treebanks: &Path, out: &Path, date: &str) -> Result<()> {
    let lang = Lang::new(code).with_context(|| format!("“{code}” is not a language code"))?;
    let recipe = recipes::read(out)?.of(code);
    let read = |r#use: &str| -> Result<Vec<CutWord>> {
        let mut words = Vec::new();
        for row in recipe.rows.iter().filter(|r| r.r#use == r#use) {
            let own = cut_words(&row.part_text(treebanks)?);
            // A treebank that does not say what is written together teaches nothing here.
            if own.iter().any(|w| w.len() > 1) {
                words.extend(own);
            }
        }
        Ok(words)
    };
    let words = read("train")?;
    let script = |w: &str| words.iter().flatten().next().is_some_and(|s| s.chars().next().map(block) == w.chars().next().map(block));
    let mut listed: Vec<String> = Gazetteer::embedded().keys();
    listed.retain(|k| script(k) && k.chars().count() <= LONGEST_NAME);
    let mut own: Vec<String> = Vec::new();
    let tables = Tables::from_folder(&Path::new("lexicons").join(code))?;
    for (name, text) in &tables.texts {
        if matches!(*name, "affixes" | "grammar") {
            continue;
        }
        let cells = text.lines().skip(1).filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next());
        own.extend(
            cells
                .flat_map(|c| c.split([' ', '|', '"', '?', '<', '>', '(', ')']))
                .filter(|w| w.chars().count() > 2 && script(w))
                .map(str::to_owned),
        );
    }
    // What is cut off as a word of its own makes no inflected word.
    let data = Path::new("crates/language/data").join(code);
    let clitics: Vec<String> = ["proclitics.txt", "enclitics.txt"]
        .iter()
        .filter_map(|f| fs::read_to_string(data.join(f)).ok())
        .flat_map(|t| t.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split(' ').next().map(fold)).collect::<Vec<_>>())
        .collect();
    // A word that the tables have is also known with one ending or beginning.
    let affixes: Vec<Vec<&str>> = (tables.text("affixes").unwrap_or_default().lines().skip(1))
        .filter(|l| !l.starts_with('#'))
        .map(|l| l.split('\t').collect())
        .filter(|c: &Vec<&str>| c.len() > 2 && c[0].chars().count() <= LONGEST_AFFIX && !clitics.contains(&fold(c[0])))
        .collect();
    let names = listed;
    let mut listed = Vec::new();
    for word in &own {
        for affix in &affixes {
            let inflected = match affix[1] {
                "suffix" => word.strip_suffix(affix[2]).map(|stem| format!("{stem}{}", affix[0])),
                // Those that are cut off as words are not part of one.
                _ if affix[0].chars().count() == 1 => word.strip_prefix(affix[2]).map(|stem| format!("{}{stem}", affix[0])),
                _ => None,
            };
            listed.extend(inflected);
        }
    }
    listed.extend(own);
    let bytes = train_clitics(lang, &words, &listed, &names, &|line| eprintln!("{line}"));
    fs::write(out.join(format!("{code}.cut")), &bytes)?;
    let test = read("test")?;
    let mut table = String::from("| part | words | cut as the treebank cuts them | of those that it cuts |\n|---|---|---|---|\n");
    for (name, words) in [("learned from", &words), ("held out", &test)] {
        let ((right, n), (right_cut, n_cut)) = score_clitics(lang, bytes.clone(), words).context("what was written cannot be read")?;
        let percent = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        table += &format!("| {name} | {n} | {:.2} | {:.2} ({n_cut}) |\n", percent(right, n), percent(right_cut, n_cut));
    }
    print!("{table}");
    fs::write(
        out.join(format!("{code}.cut.md")),
        format!(
            "# Weights of the cutter of clitics: {code}\n\n\
             A linear model over the ways of cutting a word (proclitics, stem, enclitics); 16-bit weights, and hashes of the words\n\
             known from the treebank, from `lexicons/{code}` and from the names of places. Made on {date} by\n\n\
             ```\ncargo run --release -p xtask -- train clitics-{code} --treebanks DIR --out weights --date {date}\n```\n\n\
             The same inputs give the same bytes. File: `{code}.cut`, {} bytes, sha256 `{}`.\n\n## Learned from\n\n{}\n\
             The weights are under the licence of this data, not under that of the code.\n\n## Scores\n\nPer cent of words.\n\n{table}",
            bytes.len(),
            recipes::sha256(&bytes),
            recipe.data(|r| r.r#use == "train"),
        ),
    )?;
    Ok(())
}

/// The Unicode block, roughly: 256 characters.
fn block(c: char) -> u32 {
    c as u32 >> 8
}
