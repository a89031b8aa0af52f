//! The bench runs the built binary as a user would and prints what it costs: characters a second on one core and on two, memory,
//! start-up time.
//!
//! Timings are printed, never asserted: they are this machine's, and whatever else ran on it.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const USAGE: &str = "usage: xtask bench BATCH.jsonl [--binary target/release/accalmie] [--runs 5]";

/// Best wall time of the runs, and the most memory that any of them held, in kB.
struct Cost {
    wall: Duration,
    peak_kb: u64,
}

pub fn run(args: &[String]) -> Result<()> {
    let mut binary = PathBuf::from("target/release/accalmie");
    let (mut runs, mut batch) = (5, None);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--binary" => binary = args.next().context(USAGE)?.into(),
            "--runs" => runs = args.next().context(USAGE)?.parse().context(USAGE)?,
            _ => batch = Some(PathBuf::from(arg)),
        }
    }
    let batch = batch.context(USAGE)?;
    let chars = characters(&batch)?;
    let empty = std::env::temp_dir().join(format!("accalmie-bench-{}.txt", std::process::id()));
    std::fs::write(&empty, "A.\n")?;
    let start = cost(&binary, &["read", &empty.display().to_string(), "--lang", "en", "--format", "jsonl"], runs * 4)?;
    let _ = std::fs::remove_file(&empty);
    println!("start-up                {:7.1} ms", start.wall.as_secs_f64() * 1000.0);
    for threads in ["1", "2"] {
        let c = cost(&binary, &["read", &batch.display().to_string(), "--format", "jsonl", "--threads", threads], runs)?;
        let net = c.wall.saturating_sub(start.wall).as_secs_f64().max(1e-9);
        println!(
            "{} thread{}               {:7.2} M characters/s ({:.2} with start-up), {:.2} s, peak {:.0} MB",
            threads,
            if threads == "1" { " " } else { "s" },
            chars as f64 / 1e6 / net,
            chars as f64 / 1e6 / c.wall.as_secs_f64(),
            c.wall.as_secs_f64(),
            c.peak_kb as f64 / 1024.0
        );
    }
    println!("{chars} characters of text in {}", batch.display());
    Ok(())
}

/// Characters of the reports' texts, as a batch has them.
fn characters(batch: &Path) -> Result<usize> {
    let text = std::fs::read_to_string(batch).with_context(|| format!("{} cannot be read", batch.display()))?;
    Ok(text
        .lines()
        .filter_map(|l| l.split_once("\"text\": \"").or_else(|| l.split_once("\"text\":\"")))
        .map(|(_, rest)| text_length(rest))
        .sum())
}

/// Characters up to the closing quote of a JSON string; an escape is one character.
fn text_length(rest: &str) -> usize {
    let (mut n, mut chars) = (0, rest.chars());
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' if chars.next() == Some('u') => {
                chars.nth(3);
            }
            _ => {}
        }
        n += 1;
    }
    n
}

fn cost(binary: &Path, args: &[&str], runs: usize) -> Result<Cost> {
    let mut best = Cost { wall: Duration::MAX, peak_kb: 0 };
    for _ in 0..runs.max(1) {
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
            best.peak_kb = best.peak_kb.max(peak(child.id()).unwrap_or(0));
            std::thread::sleep(Duration::from_micros(500));
        };
        if !status.success() {
            bail!("{} {} ended with {status}", binary.display(), args.join(" "));
        }
        best.wall = best.wall.min(begun.elapsed());
    }
    Ok(best)
}

/// The most memory that a process has held so far, in kB; Linux tells.
fn peak(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}
