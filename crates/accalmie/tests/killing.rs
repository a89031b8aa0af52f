//! `ingest` ended by `kill -9` at any moment: what was told of as kept is there, the ledger is sound, and going on ends as if nothing had been.

mod run;

use run::{command, folder, lines, run};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;

const REPORTS: usize = 60;
const INGEST: &[&str] = &["ingest", "r", "--format", "jsonl", "--author", "exercise", "--at", "2026-01-01T00:00:00Z"];

/// Random numbers that are the same each time (the steps of SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

/// Twenty invented shellings, each told by three reports that come far apart; the third has a later toll.
fn reports() -> TempDir {
    let folder = folder(&[]);
    std::fs::create_dir(folder.path().join("r")).expect("made");
    for i in 0..REPORTS {
        let (happening, telling) = (i / 3, i % 3);
        let place = ["Tall Tamr", "Hasakah", "Qamishli", "Manajir", "Ayn Issa"][happening % 5];
        // Mondays; the reports follow on Tuesday, Wednesday and Thursday.
        let day = 4 + 7 * (happening / 5) + 1 + telling;
        let killed = 2 + happening % 4;
        let (source, words) = match telling {
            0 => ("news agency", format!("Exercise. On Monday a shell fell on the market of {place}, killing {killed} civilians.")),
            1 => ("agence de presse", format!("Exercice. Lundi, un obus est tombé sur le marché de {place}, tuant {killed} civils.")),
            _ => ("radio", format!("Exercise. The toll of the shelling of the market of {place} on Monday rose to {} dead.", killed + 1)),
        };
        let text = format!("SOURCE: {source} (exercise)\nDATE: 2019-11-{day:02}\nTITLE: Exercise {i}\n\n{words}\n");
        // 23 and 60 have no common divisor: neighbours in the folder tell of other happenings.
        std::fs::write(folder.path().join(format!("r/{:02}.txt", i * 23 % REPORTS)), text).expect("written");
    }
    folder
}

fn well(folder: &Path, args: &[&str]) -> String {
    let got = run(folder, args, b"");
    assert_eq!((got.code, got.err.as_str()), (0, ""), "{args:?}\n{}", got.out);
    got.out
}

/// Begins to ingest and kills it once so many reports more are told of as kept, a moment later. What it told of, each line whole.
fn killed(folder: &Path, after: u64, moment: Duration) -> Vec<Value> {
    let mut child = command(folder, INGEST).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut told = Vec::new();
    let mut next = |told: &mut Vec<Value>| {
        let mut line = String::new();
        out.read_line(&mut line).expect("UTF-8");
        let whole = line.ends_with('\n');
        told.extend(whole.then(|| serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line}"))));
        whole
    };
    let kept = |told: &[Value]| told.iter().filter(|t| t["kept"] == true).count() as u64;
    while kept(&told) < after && next(&mut told) {}
    std::thread::sleep(moment);
    child.kill().expect("SIGKILL");
    while next(&mut told) {}
    child.wait().expect("it ends");
    told
}

/// What was told of is in the ledger, nothing is there by half, and the ledger is sound.
fn check(folder: &Path, told: &[Value]) {
    if !folder.join("accalmie.db").exists() {
        assert!(told.is_empty(), "told of without a ledger: {told:?}");
        return;
    }
    let log = well(folder, &["log"]);
    for line in told {
        let id = line["id"].as_str().expect("an id");
        assert!(log.contains(&format!("Report {id} ")) && log.contains(&format!("Reading of {id} ")), "{line} was told of\n{log}");
        for incident in line["incidents"].as_array().expect("a list") {
            assert!(log.contains(&format!("Incident {} ", incident.as_str().expect("an id"))), "{line} was told of\n{log}");
        }
    }
    let count = |what: &str| log.lines().filter(|l| l.contains(what)).count();
    assert_eq!(count(": Report sha256:"), count(": Reading of sha256:"), "{log}");
    let verified = well(folder, &["verify", "--quick"]);
    assert!(verified.contains(": 0 faults"), "{verified}");
}

fn kill_and_go_on(kills: usize, seed: u64) {
    let reports = reports();
    let folder = reports.path();
    well(folder, INGEST);
    let expected = well(folder, &["incidents", "--format", "jsonl"]);
    let together = lines(&expected).iter().filter(|i| i["records"].as_array().is_some_and(|r| r.len() > 1)).count();
    assert!(together >= 10, "reports that come after a kill change incidents from before: {together}");

    let mut chance = Chance(seed);
    let (mut done, mut midway) = (0, 0);
    while done < kills {
        for name in ["accalmie.db", "accalmie.db-wal", "accalmie.db-shm"] {
            let _ = std::fs::remove_file(folder.join(name));
        }
        let mut acknowledged: BTreeSet<String> = BTreeSet::new();
        while done < kills && acknowledged.len() < REPORTS {
            let after = chance.below(8);
            // Without waiting for a report it may strike while the ledger is made or opened.
            let moment = Duration::from_micros(chance.below(if after == 0 { 600_000 } else { 20_000 }));
            let told = killed(folder, after, moment);
            check(folder, &told);
            let known: Vec<String> = told.iter().map(|t| t["id"].as_str().expect("an id").to_owned()).collect();
            for line in told.iter().filter(|t| t["kept"] == true) {
                assert!(!acknowledged.contains(line["id"].as_str().expect("an id")), "kept twice: {line}");
            }
            acknowledged.extend(known);
            midway += usize::from(!acknowledged.is_empty() && acknowledged.len() < REPORTS);
            done += 1;
        }
        let rest = lines(&well(folder, INGEST));
        assert_eq!(rest.len(), REPORTS);
        for line in &rest {
            let known = acknowledged.contains(line["id"].as_str().expect("an id"));
            assert!(!known || line["kept"] == false, "acknowledged before, and kept again: {line}");
        }
        assert_eq!(well(folder, &["incidents", "--format", "jsonl"]), expected, "after {done} kills, seed {seed}");
        assert!(well(folder, &["verify"]).contains(": 0 faults"));
    }
    assert!(midway * 4 > kills, "only {midway} of {kills} struck in the midst of it");
}

#[test]
fn twenty_kills_lose_nothing() {
    kill_and_go_on(20, 1);
}

#[test]
#[ignore = "takes minutes; run it before a release"]
fn two_hundred_kills_lose_nothing() {
    kill_and_go_on(200, 2);
}
