//! Killing: what was acknowledged is there after a kill −9 at any moment, and two who append at once make one chain.
//!
//! The child is this test program itself, called with the name of one test and the ledger's place in the environment.

use crate::samples::*;
use crate::stores::{Store, faults, on_disk, on_server, sound};
use accalmie_ledger::{Act, Digest, Ledger, open};
use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const WHERE: &str = "ACCALMIE_LEDGER_CHILD";
const TIMES: &str = "ACCALMIE_LEDGER_CHILD_TIMES";

/// Appends, and writes each acknowledged number and digest, until it is killed or has done so many. As a test of its own, without
/// a parent, it appends nothing.
#[test]
fn child() {
    let Ok(where_) = std::env::var(WHERE) else { return };
    let times: u64 = std::env::var(TIMES).ok().and_then(|n| n.parse().ok()).unwrap_or(u64::MAX);
    let mut ledger = open(&where_).expect("opens");
    let own = u64::from(std::process::id()) << 32;
    for n in 0..times {
        let (act, original) = report(own + n, &[n % 7, n]);
        let id = format!("i{own}-{n}");
        let told = Act::Incident { incident: incident(&id, &[record_id(own + n, 1)], json!({"places": [place(36.0, 40.0)]})) };
        let drafts = vec![draft(act), draft(reading(own + n, &[&["b"], &["c"]])), draft(told)];
        let numbers = ledger.append(drafts, vec![original]).expect("appends");
        for entry in ledger.entries(numbers[0], numbers.len()).expect("reads") {
            let mut out = std::io::stdout().lock();
            writeln!(out, "kept {} {}", entry.seq, entry.digest).and_then(|()| out.flush()).expect("the parent listens");
        }
    }
}

fn start(store: &Store, times: Option<u64>) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("a path"));
    command.args(["killing::child", "--exact", "--nocapture", "--test-threads=1"]).env(WHERE, &store.where_);
    if let Some(times) = times {
        command.env(TIMES, times.to_string());
    }
    command.stdout(Stdio::piped()).spawn().expect("starts")
}

/// What the child acknowledged. A last line that was cut by the kill was not.
fn acknowledged(child: &mut Child) -> Vec<(u64, Digest)> {
    let mut out = Vec::new();
    let mut lines = BufReader::new(child.stdout.take().expect("its output"));
    let mut line = String::new();
    while lines.read_line(&mut line).expect("reads") > 0 {
        // The test runner writes the name of the test before the first.
        if let Some((_, kept)) = line.split_once("kept ").filter(|_| line.ends_with('\n')) {
            let (seq, digest) = kept.trim().split_once(' ').expect("two words");
            out.push((seq.parse().expect("a number"), digest.parse().expect("a digest")));
        }
        line.clear();
    }
    out
}

fn all_there(ledger: &dyn Ledger, acknowledged: &[(u64, Digest)]) {
    let Some(last) = acknowledged.iter().map(|a| a.0).max() else { return };
    let kept: Vec<Digest> = ledger.entries(1, last as usize).expect("reads").into_iter().map(|e| e.digest).collect();
    for (seq, digest) in acknowledged {
        assert_eq!(kept.get(*seq as usize - 1), Some(digest), "entry {seq}");
    }
}

fn kill(store: &Store, times: u64) {
    let mut all = Vec::new();
    let mut dice = 88_172_645_463_325_252u64;
    for n in 0..times {
        let mut child = start(store, None);
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        // From "not yet open" to some dozens of appends.
        std::thread::sleep(Duration::from_millis(3 + dice % 60));
        child.kill().expect("kills");
        child.wait().expect("ends");
        all.extend(acknowledged(&mut child));
        let ledger = open(&store.where_).expect("opens after a kill");
        // The whole chain each tenth time, as it grows; the acknowledged entries and the head every time.
        if n % 10 == 9 {
            sound(ledger.as_ref());
        }
        all_there(ledger.as_ref(), &all);
        let head = ledger.head().expect("reads").map_or(0, |h| h.seq);
        assert_eq!(head % 3, 0, "an append is kept whole or not at all");
    }
    let mut ledger = open(&store.where_).expect("opens");
    sound(ledger.as_ref());
    assert!(all.len() > times as usize, "{} acknowledged in {times} lives", all.len());
    append(ledger.as_mut(), [Act::Incident { incident: incident("after", &[], json!({})) }]);
    sound(ledger.as_ref());
    println!("killed {times} times: {} entries acknowledged, {} kept", all.len(), ledger.head().expect("reads").map_or(0, |h| h.seq));
}

#[test]
fn nothing_acknowledged_is_lost() {
    kill(&on_disk(), 60);
}

#[test]
fn nothing_acknowledged_is_lost_on_a_server() {
    if let Some(store) = on_server() {
        kill(&store, 20);
    }
}

#[test]
#[ignore = "some minutes"]
fn nothing_acknowledged_is_lost_in_two_hundred_kills() {
    kill(&on_disk(), 200);
}

#[test]
fn two_append_at_once_to_one_chain() {
    for store in [Some(on_disk()), on_server()].into_iter().flatten() {
        // Both also meet at the making of the tables.
        let mut children: Vec<Child> = (0..3).map(|_| start(&store, Some(40))).collect();
        let mut all = Vec::new();
        for child in &mut children {
            let own = acknowledged(child);
            assert!(child.wait().expect("ends").success(), "{} of 120 in", own.len());
            assert_eq!(own.len(), 120);
            all.extend(own);
        }
        let ledger = open(&store.where_).expect("opens");
        all.sort();
        assert_eq!(all.iter().map(|a| a.0).collect::<Vec<_>>(), (1..=360).collect::<Vec<_>>(), "no number twice, and none left out");
        all_there(ledger.as_ref(), &all);
        assert_eq!(faults(ledger.as_ref()), []);
    }
}

/// A reader sees the ledger as it was before or after an append, never half.
#[test]
fn one_reads_while_another_appends() {
    for store in [Some(on_disk()), on_server()].into_iter().flatten() {
        let ledger = open(&store.where_).expect("opens");
        let mut child = start(&store, Some(60));
        while child.try_wait().expect("waits").is_none() {
            let head = ledger.head().expect("reads").map_or(0, |h| h.seq);
            assert_eq!(head % 3, 0);
            sound(ledger.as_ref());
        }
        assert_eq!(acknowledged(&mut child).len(), 180);
        sound(ledger.as_ref());
    }
}
