//! What goes out: order, formats, exit codes and closed pipes, through the real binary.

mod run;

use run::{command, folder, lines, run};
use std::io::Read;
use std::process::Stdio;

const EN: &str = "Two shells hit the market on Tuesday and three civilians were killed, residents said.";

fn batch(n: usize) -> String {
    (0..n)
        .map(|i| {
            // Long and short ones, so that threads would overtake each other.
            let text = EN.repeat(1 + (i * 7919) % 13);
            format!("{{\"id\": \"r{i}\", \"text\": \"{text}\", \"published\": \"2021-05-04\"}}\n")
        })
        .collect()
}

#[test]
fn the_order_is_that_of_the_input_on_any_number_of_threads() {
    let folder = folder(&[("b.jsonl", batch(300).as_bytes())]);
    let one = run(folder.path(), &["read", "b.jsonl", "--format", "jsonl", "--threads", "1"], b"");
    assert_eq!(one.code, 0);
    let keys: Vec<_> = lines(&one.out).iter().map(|l| l["report"]["key"].as_str().map(str::to_owned)).collect();
    assert_eq!(keys, (0..300).map(|i| Some(format!("r{i}"))).collect::<Vec<_>>());
    for threads in ["2", "5", "32"] {
        for verb in ["read", "mentions"] {
            let alone = run(folder.path(), &[verb, "b.jsonl", "--format", "jsonl", "--threads", "1"], b"");
            let many = run(folder.path(), &[verb, "b.jsonl", "--format", "jsonl", "--threads", threads], b"");
            assert!(alone.out == many.out, "{verb} on {threads} threads differs");
        }
    }
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let folder = folder(&[("b.jsonl", batch(3000).as_bytes())]);
    for format in ["jsonl", "json", "table"] {
        let mut child = command(folder.path(), &["read", "b.jsonl", "--format", format])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut out = child.stdout.take().expect("a pipe");
        let mut first = [0; 10];
        out.read_exact(&mut first).expect("something");
        drop(out);
        let done = child.wait_with_output().expect("it ends");
        assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""), "{format}");
    }
}

#[test]
fn a_closed_pipe_ends_it_though_more_may_come() {
    let folder = folder(&[]);
    let mut child = command(folder.path(), &["read", "-", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    drop(child.stdout.take());
    std::io::Write::write_all(&mut stdin, batch(200).as_bytes()).ok();
    // The pipe stays open: only the output tells it to end.
    let status = child.wait().expect("it ends");
    drop(stdin);
    assert_eq!(status.code(), Some(0));
}

#[test]
fn every_format_holds_every_report() {
    let folder = folder(&[("b.jsonl", batch(3).as_bytes())]);
    let json = run(folder.path(), &["read", "b.jsonl", "--format", "json"], b"");
    let all: serde_json::Value = serde_json::from_str(&json.out).expect("one array");
    assert_eq!(all.as_array().map(Vec::len), Some(3));
    assert_eq!(all[0]["report"]["schema"], "accalmie/1");
    let none = run(folder.path(), &["read", "nothing", "--format", "json"], b"");
    assert_eq!((none.code, serde_json::from_str::<serde_json::Value>(&none.out).ok()), (1, Some(serde_json::json!([]))));

    let table = run(folder.path(), &["read", "b.jsonl"], b"");
    assert_eq!(table.out.lines().filter(|l| l.starts_with('r')).count(), 3, "{}", table.out);
    assert!(!table.out.contains('\u{1b}') && !table.out.contains('\u{2068}'));
}

#[test]
fn a_table_fits_its_width() {
    let folder = folder(&[("b.jsonl", batch(8).as_bytes())]);
    for width in [40, 60, 72, 80, 100, 160] {
        for args in [&["read", "b.jsonl"][..], &["read", "b.jsonl", "--explain"]] {
            let got = command(folder.path(), args).env("COLUMNS", width.to_string()).output().expect("it runs");
            let out = String::from_utf8(got.stdout).expect("UTF-8");
            let widest = out.lines().map(|l| l.chars().count()).max();
            assert!(widest <= Some(width), "{widest:?} > {width}\n{out}");
        }
    }
}

#[test]
fn offsets_of_mentions_are_characters_of_the_batch() {
    let text = "Été\\r\\nété – five soldiers were killed on Tuesday in Damascus by a drone.";
    let line = format!("{{\"id\": \"a\", \"text\": \"{text}\", \"language\": \"en\", \"published\": \"2021-05-05\"}}\n");
    let folder = folder(&[("b.jsonl", line.as_bytes())]);
    let got = run(folder.path(), &["mentions", "b.jsonl", "--format", "jsonl"], b"");
    assert_eq!((got.code, got.err.as_str()), (0, ""));
    let text: Vec<char> = text.replace("\\r\\n", "\r\n").chars().collect();
    let got = lines(&got.out);
    let mentions = got[0]["mentions"].as_array().expect("a list");
    assert!(mentions.iter().any(|m| m["type"] == "place") && mentions.iter().any(|m| m["type"] == "time"), "{mentions:?}");
    for m in mentions {
        let (start, end) = (m["start"].as_u64().expect("a number") as usize, m["end"].as_u64().expect("a number") as usize);
        assert_eq!(text[start..end].iter().collect::<String>(), m["text"].as_str().expect("words"));
        assert!(m["value"].is_object());
    }
}

#[test]
fn what_is_not_understood_ends_with_two() {
    let folder = folder(&[("a.txt", EN.as_bytes())]);
    for args in [
        &[][..],
        &["read"],
        &["read", "a.txt", "--format", "xml"],
        &["read", "a.txt", "--date", "yesterday"],
        &["read", "a.txt", "--date", "2021-02-30"],
        &["read", "a.txt", "--lang", "xx"],
        &["read", "a.txt", "--threads", "0"],
        &["read", "a.txt", "--lexicons", "nowhere"],
        &["read", "a.txt", "--lexicons", "."],
        &["read", "a.txt", "--places", "a.txt"],
        &["unheard-of"],
    ] {
        let got = run(folder.path(), args, b"");
        assert_eq!((got.code, got.out.as_str()), (2, ""), "{args:?} {}", got.err);
        assert!(!got.err.is_empty(), "{args:?}");
    }
    for args in [
        &["--version"][..],
        &["--help"],
        &["read", "--help"],
        &["mentions", "--help"],
        &["places", "--help"],
        &["lexicon", "check", "--help"],
    ] {
        let got = run(folder.path(), args, b"");
        assert_eq!((got.code, got.err.as_str()), (0, ""), "{args:?}");
        assert!(args == ["--version"] || got.out.contains("Example"), "{args:?}\n{}", got.out);
    }
}
