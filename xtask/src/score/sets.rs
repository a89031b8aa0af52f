//! A set is a collection of texts of which somebody has said what a reader should find; this file knows where they lie.

use super::fact::Fact;
use super::gold;
use super::sheet::Sheet;
use super::toponyms::{self, Name};
use super::values::{self, Wanted};
use accalmie_intake::{Format, Operator, Piece};
use accalmie_record::{Lang, Report};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What the texts of a set are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Records annotated by hand.
    Gold,
    /// Code sheets.
    Cases,
    /// Names of places with their points, times or numbers with their values.
    Mentions,
}

pub struct Set {
    pub name: &'static str,
    pub sort: Sort,
    /// Below the repository, or below the folder of data that may lie beside it.
    ours: bool,
    path: &'static str,
}

const fn set(name: &'static str, sort: Sort, ours: bool, path: &'static str) -> Set {
    Set { name, sort, ours, path }
}

pub const SETS: &[Set] = &[
    set("corpora", Sort::Gold, true, "corpora"),
    set("gold", Sort::Gold, false, "gold/dev"),
    set("pitf", Sort::Cases, false, "data/cases/pitf.jsonl"),
    set("airwars", Sort::Cases, false, "data/cases/airwars.jsonl"),
    set("lgl", Sort::Mentions, false, "data/cases/toponyms-lgl.jsonl"),
    set("times", Sort::Mentions, false, "data/cases/times.jsonl"),
    set("numbers", Sort::Mentions, false, "data/cases/numbers.jsonl"),
];

pub enum Wants {
    Facts(Vec<Fact>),
    Sheet { sheet: Box<Sheet>, dated: bool },
    Names(Vec<Name>),
    Values(Wanted),
}

/// One text of a set.
pub struct Doc {
    pub set: usize,
    /// The language it is filed under; the reader finds out for itself where the set does not say.
    pub lang: Lang,
    pub part: &'static str,
    pub report: Report,
    pub wants: Wants,
}

/// The whole of a set; what of it is worked on and looked at; what is kept aside.
pub const ALL: &str = "all";
pub const WORKED: &str = "rest";
pub const ASIDE: &str = "aside";
/// The parts of our own corpora, as `split.tsv` names them.
pub const SPLIT: [&str; 3] = ["learn", "test", "agreement"];

/// The folders that sets lie in.
pub struct Home {
    pub root: PathBuf,
    pub shared: PathBuf,
}

impl Home {
    pub fn new(shared: Option<PathBuf>) -> Home {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
        let beside = || root.parent().unwrap_or(Path::new("..")).join("shared");
        Home { shared: shared.unwrap_or_else(beside), root: root.to_path_buf() }
    }

    pub fn path(&self, set: &Set) -> PathBuf {
        if set.ours { self.root.join(set.path) } else { self.shared.join(set.path) }
    }

    /// The texts of a set in the languages that the reader has; `None` where the set is not at hand.
    pub fn load(&self, index: usize, read: &[Lang]) -> Result<Option<Vec<Doc>>> {
        let set = &SETS[index];
        let path = self.path(set);
        if !path.exists() {
            return Ok(None);
        }
        let docs = if set.sort == Sort::Gold { annotated(index, &path, read) } else { lines(index, &path, read) };
        docs.with_context(|| format!("the set {} in {} cannot be used", set.name, path.display())).map(Some)
    }
}

fn text_of(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// `texts/<lang>/NNN.txt` with `gold/<lang>-NNN.json`, or with the gold in the folder itself.
fn annotated(index: usize, folder: &Path, read: &[Lang]) -> Result<Vec<Doc>> {
    let gold = if folder.join("gold").is_dir() { folder.join("gold") } else { folder.to_path_buf() };
    let split = Split::load(&folder.join("split.tsv"), SETS[index].ours)?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(&gold)
        .and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect())
        .with_context(|| format!("{} cannot be listed", gold.display()))?;
    files.sort();
    let mut docs = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "json")) {
        let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or("");
        let Some((code, number)) = stem.split_once('-') else { bail!("{} is not named as fr-001.json is", file.display()) };
        let json = text_of(file)?;
        // A folder may go by another code than the language's own ("ku" for Kurmanji).
        let own = gold::language(&json).and_then(|l| Lang::new(&l)).or_else(|| Lang::new(code));
        let Some(lang) = own.filter(|l| read.contains(l)) else { continue };
        let (title, text) = gold::body(&text_of(&folder.join("texts").join(code).join(format!("{number}.txt")))?);
        let gold = gold::parse(&json, title.as_deref().unwrap_or(""), &text).with_context(|| file.display().to_string())?;
        // The language is not told: finding it is part of reading.
        let report = report(&json!({"id": stem, "text": text, "title": title, "published": gold.published}))?;
        docs.push(Doc { set: index, lang, part: split.part(stem), report, wants: Wants::Facts(gold.facts) });
    }
    Ok(docs)
}

/// A file of cases: one text a line, with its `gold`.
fn lines(index: usize, file: &Path, read: &[Lang]) -> Result<Vec<Doc>> {
    let mut docs = Vec::new();
    for (i, line) in text_of(file)?.lines().enumerate() {
        let doc = case(index, line, |lang| read.contains(&lang));
        docs.extend(doc.with_context(|| format!("line {} is not a case", i + 1))?);
    }
    Ok(docs)
}

fn case(index: usize, line: &str, wanted: impl Fn(Lang) -> bool) -> Result<Option<Doc>> {
    let mut line: Value = serde_json::from_str(line)?;
    let Some(lang) = line["language"].as_str().and_then(Lang::new).filter(|l| wanted(*l)) else { return Ok(None) };
    let wants = match line["gold"].take() {
        gold if gold.get("toponyms").is_some() => Wants::Names(toponyms::names(gold)?),
        gold if gold.get("results").is_some() => Wants::Values(values::wanted(gold, SETS[index].name == "times")?),
        // The days of these sheets are those of the leads.
        gold => Wants::Sheet { sheet: Box::new(serde_json::from_value(gold)?), dated: SETS[index].name != "pitf" },
    };
    let report = report(&line)?;
    Ok(Some(Doc { set: index, lang, part: by_chance(&report.key), report, wants }))
}

/// The report that the binary would make of a batch line.
fn report(line: &Value) -> Result<Report> {
    let line: Value = ["id", "text", "published", "language", "title"].iter().map(|k| (k.to_string(), line[k].clone())).collect();
    let piece = Piece { file: "set".to_owned(), line: None, format: Format::Batch, bytes: line.to_string().into_bytes(), consumed: 0 };
    Ok(piece.report(&Operator::default())?)
}

/// A tenth is kept aside, always the same.
fn by_chance(id: &str) -> &'static str {
    // FNV-1a
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    if hash.is_multiple_of(10) { ASIDE } else { WORKED }
}

/// Which part each report of our corpora belongs to; other sets are split by chance.
struct Split {
    ours: bool,
    parts: Vec<(String, &'static str)>,
}

impl Split {
    fn load(file: &Path, ours: bool) -> Result<Split> {
        let text = if ours && file.is_file() { text_of(file)? } else { String::new() };
        Split::parse(&text, ours).with_context(|| file.display().to_string())
    }

    fn parse(text: &str, ours: bool) -> Result<Split> {
        let mut parts = Vec::new();
        for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let part = line.split_once('\t').and_then(|(id, part)| Some((id.to_owned(), *SPLIT.iter().find(|s| **s == part.trim())?)));
            parts.push(part.with_context(|| format!("line {}: write a report's name, a tab, and {}", i + 1, SPLIT.join(" or ")))?);
        }
        Ok(Split { ours, parts })
    }

    fn part(&self, id: &str) -> &'static str {
        if !self.ours {
            return by_chance(id);
        }
        self.parts.iter().find(|(of, _)| of == id).map_or(SPLIT[0], |(_, part)| part)
    }
}

#[cfg(test)]
mod tests {
    use super::{ASIDE, Split, by_chance};

    #[test]
    fn a_tenth_is_kept_aside() {
        let aside = (0..10_000).filter(|i| by_chance(&format!("case:{i}")) == ASIDE).count();
        assert!((900..1100).contains(&aside), "{aside}");
    }

    #[test]
    fn our_own_corpora_are_split_by_hand() {
        let split = Split::parse("# doc\tpart\nfr-001\ttest\nfr-002\tlearn\n", true).expect("reads");
        assert_eq!(["fr-001", "fr-002", "fr-003"].map(|d| split.part(d)), ["test", "learn", "learn"]);
        let wrong = Split::parse("fr-001\tproof\n", true).err().expect("an error");
        assert_eq!(wrong.to_string(), "line 1: write a report's name, a tab, and learn or test or agreement");
    }
}
