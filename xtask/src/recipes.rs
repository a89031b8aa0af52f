//! A recipe says which treebanks the weights of each language are learned from and scored on: `weights/recipes.tsv`.

use accalmie_language::train::{self, Treebank};
use accalmie_record::Lang;
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

pub struct Recipe {
    pub rows: Vec<Row>,
}

/// One file and what it is for.
pub struct Row {
    lang: String,
    /// `train`, `test` or `clusters`.
    pub r#use: String,
    pub file: String,
    part: String,
    licence: String,
    pub name: String,
}

/// The recipe stands beside the weights; a new folder takes the one of the workspace.
pub fn read(out: &Path) -> Result<Recipe> {
    let beside = out.join("recipes.tsv");
    let path = if beside.exists() { beside } else { PathBuf::from("weights/recipes.tsv") };
    let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut rows = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).skip(1) {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let Ok([lang, r#use, file, part, licence, name]) = <[String; 6]>::try_from(cells) else {
            bail!("{}:{}: six columns are needed", path.display(), n + 1);
        };
        rows.push(Row { lang, r#use, file, part, licence, name });
    }
    Ok(Recipe { rows })
}

impl Recipe {
    /// The rows of one language only.
    pub fn of(mut self, lang: &str) -> Recipe {
        self.rows.retain(|r| r.lang == lang);
        self
    }

    /// A table of the files for a card.
    pub fn data(&self, which: impl Fn(&Row) -> bool) -> String {
        let mut out = String::from("| data | file | part | licence |\n|---|---|---|---|\n");
        for r in self.rows.iter().filter(|r| which(r)) {
            let _ = writeln!(out, "| {} | {} | {} | {} |", r.name, r.file, r.part, r.licence);
        }
        out
    }
}

impl Row {
    pub fn lang(&self) -> Result<Lang> {
        Lang::new(&self.lang).with_context(|| format!("“{}” is not a language code", self.lang))
    }

    pub fn text(&self, dir: &Path) -> Result<String> {
        let path = dir.join(&self.file);
        fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
    }

    pub fn treebank(&self, dir: &Path) -> Result<Treebank> {
        let mut out = train::read(&self.text(dir)?, self.lang()?);
        if let Some((ranks, of)) = self.ranks()? {
            out.keep(of, ranks);
        }
        Ok(out)
    }

    /// The sentences of the part as they stand in the file.
    pub fn part_text(&self, dir: &Path) -> Result<String> {
        let text = self.text(dir)?;
        let Some((ranks, of)) = self.ranks()? else { return Ok(text) };
        let kept = text.split("\n\n").enumerate().filter(|(i, _)| ranks.contains(&(i % of.max(1)))).map(|(_, s)| s);
        Ok(kept.collect::<Vec<_>>().join("\n\n"))
    }

    /// Of every so many sentences those with these ranks; `None` for all.
    fn ranks(&self) -> Result<Option<(Range<usize>, usize)>> {
        if self.part == "all" {
            return Ok(None);
        }
        let bad = || format!("“{}” is not a part: say `all` or `0-3/5`", self.part);
        let (ranks, of) = self.part.split_once('/').with_context(bad)?;
        let (a, b) = ranks.split_once('-').unwrap_or((ranks, ranks));
        Ok(Some((a.parse().with_context(bad)?..b.parse::<usize>().with_context(bad)? + 1, of.parse().with_context(bad)?)))
    }
}

pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
