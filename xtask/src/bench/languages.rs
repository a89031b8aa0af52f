//! Each language's speed: the exercise reports of `corpora/`, over and over, on one core and in turns.

use super::{Cost, cost};
use crate::score::gold::body;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::path::Path;

/// Characters of a language that are read in one run, about: enough that loading its weights weighs little.
const READ: usize = 1_500_000;

/// Prints characters a second for every folder of `corpora/texts`, and each against the first named.
pub fn run(binary: &Path, runs: usize, folder: &Path) -> Result<()> {
    let texts = Path::new("corpora/texts");
    let mut languages = Vec::new();
    for entry in std::fs::read_dir(texts).context("corpora/texts cannot be read; run this in the repository")? {
        languages.push(entry?.file_name().to_string_lossy().into_owned());
    }
    languages.sort_by_key(|l| (l != "fr", l.clone()));
    let mut batches = Vec::new();
    for language in &languages {
        let mut files: Vec<_> = std::fs::read_dir(texts.join(language))?.collect::<Result<_, _>>()?;
        files.sort_by_key(|f| f.file_name());
        let (mut reports, mut once) = (String::new(), 0);
        for file in &files {
            let (_, text) = body(&std::fs::read_to_string(file.path())?);
            once += text.chars().count();
            writeln!(reports, "{}", serde_json::json!({"language": language, "published": "2020-01-01", "text": text}))?;
        }
        let times = READ.div_ceil(once.max(1));
        let (short, long) = (folder.join(format!("{language}-1.jsonl")), folder.join(format!("{language}.jsonl")));
        std::fs::write(&short, &reports)?;
        std::fs::write(&long, reports.repeat(times + 1))?;
        batches.push((short, long, once * times, Cost::NONE, Cost::NONE));
    }
    for _ in 0..runs.max(1) {
        for (short, long, _, once, all) in &mut batches {
            for (path, best) in [(short, once), (long, all)] {
                let args = ["read", &path.display().to_string(), "--format", "jsonl", "--threads", "1"].map(str::to_owned);
                best.or(cost(binary, &args)?);
            }
        }
    }
    let mut first = None;
    println!("one thread, reports of corpora/ read again and again; best of {runs} runs; loading and the first reading left out");
    for (language, (_, _, chars, once, all)) in languages.iter().zip(&batches) {
        let speed = *chars as f64 / 1e6 / all.wall.saturating_sub(once.wall).as_secs_f64().max(1e-9);
        let of = *first.get_or_insert(speed);
        println!(
            "{language:<4} {speed:6.2} M characters/s {:5.2} of {}, peak {:.0} MB",
            speed / of,
            languages[0],
            all.peak_kb as f64 / 1024.0
        );
    }
    Ok(())
}
