//! Killing: a program that follows is killed again and again, and the catalogue that it leaves is followed on as if nothing had been.

use crate::questions::{follow, made};
use crate::random::everything;
use crate::samples::*;
use accalmie_ledger::{Act, open};
use accalmie_server::catalogue::Catalogue;
use serde_json::json;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const INTO: &str = "ACCALMIE_KILLED";

/// What is killed: follows an entry at a time.
#[test]
#[ignore = "is started by the other test"]
fn victim() {
    let Ok(folder) = std::env::var(INTO) else { return };
    let folder = Path::new(&folder);
    let ledger = open(folder.join("ledger.db").to_str().expect("a path")).expect("opens");
    let c = Catalogue::open(Some(&folder.join("c.db")), ledger.as_ref()).expect("opens");
    follow(&c, ledger.as_ref(), 1);
}

#[test]
fn killed_in_the_midst() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut ledger = open(folder.path().join("ledger.db").to_str().expect("a path")).expect("opens");
    append_read(ledger.as_mut(), 30);
    for n in 1..=120u64 {
        let fields = json!({"places": [place(36.0 + n as f64 / 100.0, 40.0)], "time": period("2019-11-04", "2019-11-04"), "actors": [actor(&format!("Exercise {n}"))]});
        append(ledger.as_mut(), [Act::Incident { incident: incident(&format!("i{}", n % 90), &[record_id(1 + n % 30, 1)], fields) }]);
    }
    let path = folder.path().join("c.db");
    let (mut midst, mut before) = (0, 0);
    for wait in (0..60).map(|i| 15 + 7 * i) {
        let exe = std::env::current_exe().expect("this program");
        let mut child = Command::new(exe)
            .args(["killing::victim", "--exact", "--ignored"])
            .env(INTO, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        std::thread::sleep(Duration::from_millis(wait));
        let ended = child.try_wait().expect("is asked").is_some();
        child.kill().expect("is killed");
        child.wait().expect("ends");
        if path.exists() {
            let c = Catalogue::open(Some(&path), ledger.as_ref()).expect("opens whatever was left");
            assert!(c.as_of() >= before, "what was followed stays");
            before = c.as_of();
            midst += usize::from((1..180).contains(&before));
        }
        if ended {
            break;
        }
    }
    if midst == 0 {
        println!("not one was killed in the midst on this machine: only the rest is tested");
    }
    let c = Catalogue::open(Some(&path), ledger.as_ref()).expect("opens");
    follow(&c, ledger.as_ref(), 7);
    assert_eq!(everything(&c), everything(&made(ledger.as_ref())));
}
