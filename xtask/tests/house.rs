//! The house rules that a machine can check: which crate may lean on which, under which licences, and where words may stand.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn metadata() -> Value {
    // Only what this machine builds is at hand without a network.
    let version = Command::new("rustc").arg("-vV").output().map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default();
    let host = version.lines().find_map(|l| l.strip_prefix("host: ")).unwrap_or("x86_64-unknown-linux-gnu").to_owned();
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", &host])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).expect("cargo writes JSON")
}

/// Each crate of the workspace and the crates of it that it may use: ARCHITECTURE.md's table.
const MAY_USE: &[(&str, &[&str])] = &[
    ("accalmie-record", &[]),
    ("accalmie-intake", &["accalmie-record"]),
    ("accalmie-language", &["accalmie-record"]),
    ("accalmie-lexicon", &["accalmie-record", "accalmie-language"]),
    ("accalmie-measure", &["accalmie-record", "accalmie-language"]),
    ("accalmie-places", &["accalmie-record"]),
    ("accalmie-merge", &["accalmie-record"]),
    ("accalmie-ledger", &["accalmie-record"]),
    ("accalmie-protect", &["accalmie-record"]),
    ("accalmie-exchange", &["accalmie-record"]),
    ("accalmie-truce", &["accalmie-record"]),
    ("accalmie-roads", &["accalmie-record"]),
    ("accalmie-read", &["accalmie-record", "accalmie-language", "accalmie-lexicon", "accalmie-measure", "accalmie-places"]),
    (
        "accalmie-answers",
        &[
            "accalmie-brief",
            "accalmie-protect",
            "accalmie-record",
            "accalmie-language",
            "accalmie-lexicon",
            "accalmie-measure",
            "accalmie-places",
            "accalmie-read",
            "accalmie-merge",
            "accalmie-ledger",
            "accalmie-truce",
            "accalmie-roads",
        ],
    ),
    (
        "accalmie",
        &[
            "accalmie-answers",
            "accalmie-record",
            "accalmie-intake",
            "accalmie-language",
            "accalmie-lexicon",
            "accalmie-measure",
            "accalmie-places",
            "accalmie-read",
            "accalmie-merge",
            "accalmie-ledger",
            "accalmie-protect",
            "accalmie-exchange",
            "accalmie-truce",
            "accalmie-roads",
            "accalmie-brief",
            "accalmie-server",
        ],
    ),
    (
        "accalmie-server",
        &[
            "accalmie-answers",
            "accalmie-record",
            "accalmie-intake",
            "accalmie-places",
            "accalmie-read",
            "accalmie-merge",
            "accalmie-ledger",
            "accalmie-protect",
            "accalmie-exchange",
            "accalmie-truce",
            "accalmie-roads",
            "accalmie-brief",
        ],
    ),
    ("accalmie-brief", &["accalmie-record", "accalmie-protect", "accalmie-truce", "accalmie-roads"]),
    (
        "xtask",
        &[
            "accalmie-answers",
            "accalmie-record",
            "accalmie-intake",
            "accalmie-language",
            "accalmie-lexicon",
            "accalmie-measure",
            "accalmie-places",
            "accalmie-read",
            "accalmie-merge",
            "accalmie-ledger",
            "accalmie-protect",
            "accalmie-exchange",
        ],
    ),
];

#[test]
fn crates_lean_only_downwards() {
    let meta = metadata();
    let members: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    for package in meta["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().unwrap_or("");
        if !package["source"].is_null() {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(n, _)| *n == name) else {
            panic!("{name} has no line in the table of ARCHITECTURE.md and here")
        };
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let to = dependency["name"].as_str().unwrap_or("");
            assert!(!members.contains(&to) || allowed.contains(&to) || dependency["kind"] == "dev", "{name} must not use {to}");
        }
    }
}

const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "0BSD",
    "CC0-1.0",
    "BSL-1.0",
    "MIT-0",
];

#[test]
fn every_dependency_has_a_licence_that_we_can_carry() {
    let meta = metadata();
    let mut wrong = Vec::new();
    for package in meta["packages"].as_array().expect("packages") {
        if package["source"].is_null() {
            continue;
        }
        let licence = package["license"].as_str().unwrap_or("").replace('/', " OR ").replace(['(', ')'], "");
        // One alternative of an OR is enough; every part of an AND is needed.
        let fine =
            licence.split(" OR ").any(|choice| !choice.is_empty() && choice.split(" AND ").all(|part| LICENCES.contains(&part.trim())));
        if !fine {
            wrong.push(format!("{} {}: {licence}", package["name"], package["version"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What the PostgreSQL client speaks through.
const UNDER_POSTGRES: &[&str] = &["tokio", "tokio-util", "mio", "socket2"];

/// What the server listens with, and those of ours that run it.
const LISTENING: &[&str] =
    &["accalmie", "accalmie-server", "axum", "axum-core", "hyper", "hyper-util", "tokio-stream", "tower", "tower-http"];

/// Depends on it for more than its own tests, and not only when asked to.
fn leans_now(package: &Value, on: &str) -> bool {
    let all = package["dependencies"].as_array().expect("dependencies");
    all.iter().any(|d| d["name"] == on && d["kind"].is_null() && d["optional"] == false)
}

#[test]
fn no_crate_speaks_to_a_network() {
    let meta = metadata();
    const SPEAKERS: &[&str] = &[
        "tokio",
        "mio",
        "hyper",
        "reqwest",
        "ureq",
        "curl",
        "socket2",
        "rustls",
        "openssl",
        "native-tls",
        "async-std",
        "isahc",
        "attohttpc",
    ];
    // The exceptions: the client of a PostgreSQL server that the user names, under the ledger and nowhere else; and what the server listens with.
    const ALLOWED: &str = "postgres";
    for package in meta["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().unwrap_or("");
        let known = UNDER_POSTGRES.contains(&name) || LISTENING.contains(&name);
        assert!(!SPEAKERS.contains(&name) || known, "{name} is in the tree");
        let ours = package["source"].is_null();
        let leans = |on: &str| package["dependencies"].as_array().expect("dependencies").iter().any(|d| d["name"] == on);
        assert!(!ours || name == "accalmie-ledger" || !leans(ALLOWED), "{name} must not use {ALLOWED}");
        let client = name.contains("postgres");
        assert!(client || known || !UNDER_POSTGRES.iter().any(|n| leans_now(package, n)), "{name} opens sockets");
    }
    // What listens asks nobody.
    let mut files = Vec::new();
    for crate_ in ["server", "accalmie", "answers"] {
        sources(&root().join("crates").join(crate_).join("src"), &mut files);
    }
    for file in files {
        let text = std::fs::read_to_string(&file).expect("readable");
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for call in ["TcpStream", "UdpSocket", "UnixStream", "client::conn", "HttpConnector", "to_socket_addrs", "lookup_host"] {
            assert!(!code.contains(call), "{}: {call}", file.display());
        }
    }
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") && path.file_stem().is_some_and(|n| n != "tests") {
            out.push(path);
        }
    }
}

/// Vocabulary lives in tables. A string literal with a word in accents or in another script, outside tests and the files that
/// are about letters themselves, is vocabulary in code.
#[test]
fn no_word_of_a_language_stands_in_the_code() {
    let mut files = Vec::new();
    for crate_ in std::fs::read_dir(root().join("crates")).expect("crates/").flatten() {
        sources(&crate_.path().join("src"), &mut files);
    }
    assert!(files.len() > 50);
    let mut found = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("readable");
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for (i, line) in code.lines().enumerate() {
            let line = line.trim_start();
            if line.starts_with("//") {
                continue;
            }
            for literal in line.split('"').skip(1).step_by(2) {
                let word = literal
                    .split(|c: char| !c.is_alphabetic())
                    .any(|w| w.chars().count() >= 3 && w.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
                if word {
                    found.push(format!("{}:{}: {literal}", file.display(), i + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The repository speaks of itself alone: no registry's address, no path of a developer's machine.
#[test]
fn no_address_of_elsewhere_stands_in_the_repository() {
    let out = Command::new("git").args(["ls-files"]).current_dir(root()).output();
    let Ok(out) = out else { return println!("skipped: no git") };
    let hosts = [
        ["crates", ".io"].concat(),
        ["pypi", ".org"].concat(),
        ["npmjs", ".com"].concat(),
        ["/wo", "rk/"].concat(),
        ["/ro", "ot/"].concat(),
    ];
    let mut found = Vec::new();
    for name in
        String::from_utf8_lossy(&out.stdout).lines().filter(|n| !n.ends_with(".lock") && !n.ends_with(".bin") && !n.ends_with(".idx"))
    {
        let Ok(text) = std::fs::read_to_string(root().join(name)) else { continue };
        for host in &hosts {
            if text.contains(host.as_str()) {
                found.push(format!("{name}: {host}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
