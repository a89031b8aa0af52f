//! Language identification as a command: learns from the training rows of every recipe, is scored on their test rows.

use crate::recipes::{self, Recipe};
use accalmie_language::Identifier;
use accalmie_language::train::{Noise, noisy, train_identifier};
use accalmie_record::Lang;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

pub fn train(treebanks: &Path, out: &Path, date: &str) -> Result<()> {
    let recipe = recipes::read(out)?;
    let texts = texts(&recipe, "train", treebanks)?;
    let bytes = train_identifier(&texts);
    fs::create_dir_all(out)?;
    fs::write(out.join("identify.bin"), &bytes)?;
    let identifier = Identifier::from_bytes(bytes.clone().into()).context("what was written cannot be read")?;
    let table = scores(&identifier, &texts_by_test(&recipe, treebanks)?)?;
    print!("{table}");
    fs::write(out.join("identify.md"), card(&recipe, date, &bytes, &table))?;
    Ok(())
}

pub fn eval(treebanks: &Path, out: &Path) -> Result<()> {
    let identifier = Identifier::from_bytes(fs::read(out.join("identify.bin"))?.into()).context("identify.bin is damaged")?;
    print!("{}", scores(&identifier, &texts_by_test(&recipes::read(out)?, treebanks)?)?);
    Ok(())
}

fn texts(recipe: &Recipe, r#use: &str, dir: &Path) -> Result<Vec<(Lang, Vec<String>)>> {
    let mut out: BTreeMap<Lang, Vec<String>> = BTreeMap::new();
    for row in recipe.rows.iter().filter(|r| r.r#use == r#use) {
        out.entry(row.lang()?).or_default().extend(row.treebank(dir)?.texts().map(str::to_owned));
    }
    Ok(out.into_iter().collect())
}

fn texts_by_test(recipe: &Recipe, dir: &Path) -> Result<Vec<(Lang, Vec<String>)>> {
    texts(recipe, "test", dir)
}

/// Single sentences by their length in characters, as they are and in capitals without accents.
fn scores(identifier: &Identifier, texts: &[(Lang, Vec<String>)]) -> Result<String> {
    const LENGTHS: [(usize, usize); 4] = [(20, 40), (40, 60), (60, 100), (100, 100_000)];
    let mut out = String::from("| language | form | 20–39 characters | 40–59 | 60–99 | 100 and more |\n|---|---|---|---|---|---|\n");
    for (lang, sentences) in texts {
        for (form, noise) in [("clean", None), ("ALL CAPS, no accents", Some(Noise::PlainCapitals))] {
            write!(out, "| {lang} | {form} |")?;
            for (least, most) in LENGTHS {
                let (mut right, mut silent, mut n) = (0, 0, 0);
                for s in sentences.iter().filter(|s| (least..most).contains(&s.trim().chars().count())) {
                    let said = identifier.identify(&noisy(s, noise));
                    n += 1;
                    right += usize::from(said.is_some_and(|(l, _)| l == *lang));
                    silent += usize::from(said.is_none());
                }
                let percent = |k: usize| 100.0 * k as f64 / n.max(1) as f64;
                write!(out, " {:.1} ({:.1} unsaid, {n}) |", percent(right), percent(silent))?;
            }
            writeln!(out)?;
        }
    }
    Ok(out)
}

fn card(recipe: &Recipe, date: &str, bytes: &[u8], table: &str) -> String {
    format!(
        "# Weights for language identification\n\n\
         A linear model over runs of one to four letters, folded and as written; 8-bit weights. Arabic script is told \
         before it is asked. Made on {date} by\n\n\
         ```\ncargo run --release -p xtask -- train identify --treebanks DIR --out weights --date {date}\n```\n\n\
         The same treebanks give the same bytes. File: `identify.bin`, {} bytes, sha256 `{}`.\n\n\
         ## Learned from\n\n{}\n\
         The weights are under the licences of this data (CC BY-SA 4.0; LGPL-LR), not under that of the code.\n\n\
         ## Scores\n\n\
         Per cent right of single held-out sentences (the test rows of `recipes.tsv`), by length; in brackets how many \
         got no answer and how many there were. Dialogue, names and foreign words count too.\n\n{table}",
        bytes.len(),
        recipes::sha256(bytes),
        recipe.data(|r| r.r#use == "train"),
    )
}
