//! The README shows what the program prints: its screen is in the output of reading the sample reports, line for line.

use std::path::Path;
use std::process::Command;

#[test]
fn the_readmes_screen_is_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md");
    let screen = readme.split("```text\n").nth(1).and_then(|s| s.split("```").next()).expect("a screen in the README");
    let out = Command::new(env!("CARGO_BIN_EXE_accalmie"))
        .args(["read", "reports/"])
        .current_dir(&root)
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary runs");
    let printed = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success());
    assert!(
        printed.contains(screen.trim_end()),
        "the README's screen is out of date; the end of what is printed:\n{}",
        printed.lines().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n")
    );
}
