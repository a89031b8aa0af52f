//! Limits: a full disk, a file that may not be written, another program's file, a newer schema; each ends in a sentence, and the
//! ledger is as it was.

use crate::samples::*;
use crate::stores::{on_disk, on_server, sound, tables};
use accalmie_ledger::{Act, LedgerError, open};
use serde_json::json;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};

const WHERE: &str = "ACCALMIE_LEDGER_LIMITED";

/// Appends until it cannot, and writes why. As a test of its own, without a parent, it appends nothing.
#[test]
fn child() {
    let Ok(where_) = std::env::var(WHERE) else { return };
    let mut ledger = match open(&where_) {
        Ok(ledger) => ledger,
        Err(e) => return println!("not opened: {e}"),
    };
    println!("opened with {} entries", ledger.head().expect("reads").map_or(0, |h| h.seq));
    for n in 1000..3000 {
        let (act, original) = report(n, &[n]);
        if let Err(e) = ledger.append(vec![draft(act)], vec![original]) {
            println!("refused: {e}");
            // The ledger in hand can still be read.
            sound(ledger.as_ref());
            return println!("sound");
        }
    }
    println!("appended all");
}

fn limited(where_: &str, through: &mut Command) -> String {
    let Output { stdout, stderr, .. } = through.env(WHERE, where_).output().expect("runs");
    format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr))
}

fn own_child() -> Command {
    let mut command = Command::new(std::env::current_exe().expect("a path"));
    command.args(["limits::child", "--exact", "--nocapture", "--test-threads=1"]);
    command
}

#[test]
fn a_limit_on_the_size_of_files_ends_in_a_sentence() {
    let store = on_disk();
    append_read(open(&store.where_).expect("opens").as_mut(), 20);
    let before = tables(open(&store.where_).expect("opens").as_ref()).len();
    // The signal is ignored, so that the write itself fails; 1200 blocks of 512 bytes, which the log soon reaches.
    let exe = std::env::current_exe().expect("a path");
    let run = format!("trap '' XFSZ; ulimit -f 1200; exec '{}' limits::child --exact --nocapture --test-threads=1", exe.display());
    let said = limited(&store.where_, Command::new("sh").args(["-c", &run]));
    assert!(said.contains("refused: ") && said.contains("the disk is full, or the file may not grow further"), "{said}");
    assert!(said.contains("\nsound"), "{said}");
    let mut ledger = open(&store.where_).expect("opens");
    sound(ledger.as_ref());
    assert!(tables(ledger.as_ref()).len() >= before);
    append(ledger.as_mut(), [Act::Incident { incident: incident("after", &[], json!({})) }]);
}

#[test]
fn a_full_disk_ends_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).expect("a folder");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=2m", "none"]).arg(&disk).output();
    if !mounted.is_ok_and(|o| o.status.success()) {
        return println!("skipped: no small disk can be mounted here; the limit on files is tried instead");
    }
    let where_ = disk.join("ledger.sqlite").to_string_lossy().into_owned();
    append_read(open(&where_).expect("opens").as_mut(), 5);
    let full = limited(&where_, &mut own_child());
    // A folder that is full from the start.
    let other = disk.join("other.sqlite").to_string_lossy().into_owned();
    std::fs::write(disk.join("filling"), vec![0; 4 << 20]).expect_err("fills the disk");
    let not_made = open(&other).err().map(|e| e.to_string()).unwrap_or_default();
    std::fs::remove_file(disk.join("filling")).expect("makes room");
    let after = std::panic::catch_unwind(|| {
        let mut ledger = open(&where_).expect("opens");
        sound(ledger.as_ref());
        append(ledger.as_mut(), [Act::Retract { incident: "i1".into() }].into_iter().take(0));
        assert!(ledger.head().expect("reads").expect("entries").seq >= 10);
    });
    assert!(Command::new("umount").arg(&disk).status().expect("unmounts").success());
    assert!(full.contains("refused: ") && full.contains("the disk is full"), "{full}");
    assert!(full.contains("\nsound"), "{full}");
    assert!(not_made.contains("full"), "{not_made}");
    assert!(after.is_ok());
}

/// The super-user may write anything: then the child is nobody.
fn as_nobody(command: &mut Command) -> &mut Command {
    let root = std::fs::metadata("/proc/self").is_ok_and(|m| std::os::unix::fs::MetadataExt::uid(&m) == 0);
    if root { command.uid(65534).gid(65534) } else { command }
}

fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("sets");
}

#[test]
fn a_file_or_folder_that_may_not_be_written_can_still_be_read() {
    let store = on_disk();
    append_read(open(&store.where_).expect("opens").as_mut(), 5);
    let file = Path::new(&store.where_);
    let folder = file.parent().expect("a folder");
    let before = std::fs::read(file).expect("reads");
    let mut program = own_child();
    if !as_nobody(&mut program).arg("--list").output().is_ok_and(|o| o.status.success()) {
        return println!("skipped: another user may not run the test program here");
    }
    for (file_mode, folder_mode) in [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)] {
        allow(file, file_mode);
        allow(folder, folder_mode);
        let said = limited(&store.where_, as_nobody(&mut own_child()));
        assert!(said.contains("opened with 10 entries"), "{file_mode:o} {folder_mode:o}: {said}");
        assert!(said.contains("refused: ") && said.contains("can be read but not written"), "{file_mode:o} {folder_mode:o}: {said}");
        assert!(said.contains("\nsound"), "{said}");
    }
    let new = folder.join("new.sqlite");
    let said = limited(&new.to_string_lossy(), as_nobody(&mut own_child()));
    assert!(said.contains("not opened: ") && said.contains("could not be opened"), "{said}");
    allow(file, 0o000);
    let said = limited(&store.where_, as_nobody(&mut own_child()));
    assert!(said.contains("not opened: ") && said.contains("could not be opened"), "{said}");
    allow(folder, 0o700);
    allow(file, 0o600);
    assert_eq!(std::fs::read(file).expect("reads"), before, "not a byte was changed");
    sound(open(&store.where_).expect("opens").as_ref());
}

#[test]
fn what_is_no_ledger_is_left_alone() {
    let store = on_disk();
    let no_ledger = |bytes: &[u8]| {
        std::fs::write(&store.where_, bytes).expect("writes");
        let said = open(&store.where_).err().map(|e| e.to_string()).expect("is refused");
        assert_eq!(std::fs::read(&store.where_).expect("reads"), bytes, "not a byte was changed");
        said
    };
    assert!(no_ledger("Exercise. A report, and no ledger. ".repeat(100).as_bytes()).contains("no ledger"));
    let other = on_disk();
    rusqlite::Connection::open(&other.where_).expect("opens").execute_batch("CREATE TABLE other (x)").expect("another database");
    assert!(no_ledger(&std::fs::read(&other.where_).expect("reads")).contains("another program's database"));
    let folder = Path::new(&store.where_).parent().expect("a folder").to_string_lossy().into_owned();
    for wrong in [folder.as_str(), "/no/such/folder/ledger.sqlite"] {
        assert!(matches!(open(wrong).err(), Some(LedgerError::CannotOpen { .. })), "{wrong}");
    }
}

#[test]
fn a_newer_ledger_is_refused_and_left_alone() {
    let store = on_disk();
    append_read(open(&store.where_).expect("opens").as_mut(), 2);
    rusqlite::Connection::open(&store.where_).expect("opens").execute_batch("PRAGMA user_version = 20991231").expect("writes");
    let before = std::fs::read(&store.where_).expect("reads");
    let said = open(&store.where_).err().expect("is refused");
    assert!(matches!(said, LedgerError::Newer { found: 20_991_231, .. }), "{said}");
    assert!(said.to_string().contains("written by a newer program"), "{said}");
    assert_eq!(std::fs::read(&store.where_).expect("reads"), before);
}

#[test]
fn a_newer_ledger_on_a_server_is_refused() {
    let Some(store) = on_server() else { return };
    append_read(open(&store.where_).expect("opens").as_mut(), 2);
    let mut client = postgres::Client::connect(&store.where_, postgres::NoTls).expect("the server of the tests");
    client.batch_execute("UPDATE accalmie_ledger SET version = 20991231").expect("writes");
    let said = open(&store.where_).err().expect("is refused");
    assert!(matches!(said, LedgerError::Newer { found: 20_991_231, .. }), "{said}");
}

#[test]
fn a_server_that_is_not_there_ends_in_a_sentence() {
    if !cfg!(feature = "postgres") {
        assert!(matches!(open("postgres://h/d").err(), Some(LedgerError::NotBuilt)));
        return;
    }
    let said = open("postgres://user:secret@%2Fno%2Fsuch%2Ffolder/base").err().expect("is refused").to_string();
    assert!(said.contains("could not be opened") && !said.contains("secret"), "{said}");
    assert!(open("postgres://h:notaport/").is_err());
}

/// A ledger on a server may be named with or without its letters escaped; on disk any character goes.
#[test]
fn a_path_may_hold_any_character() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a b.sqlite", "a?b#c%20.sqlite", "\u{627}\u{644}.sqlite", "file:x"] {
        let where_ = folder.path().join(name).to_string_lossy().into_owned();
        append_read(open(&where_).expect("opens").as_mut(), 1);
        assert!(Path::new(&where_).is_file(), "{name}");
        sound(open(&where_).expect("opens").as_ref());
    }
}
