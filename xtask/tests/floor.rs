//! The floor: no figure of the committed table may fall by more than half a point.

use std::process::Command;

/// What it prints, and how long it took, goes past the test runner to whoever waits.
#[test]
fn no_figure_falls_below_the_committed_table() {
    let score = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["score", "--check"]).status().expect("xtask runs");
    assert!(score.success(), "if the fall is meant, say why in the commit that brings docs/scores.tsv up to date (xtask score --write)");
}
