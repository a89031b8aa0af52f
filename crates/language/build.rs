//! Lists what is on disk: one language more is a folder in `data/` and a file in `weights/`, with no line of Rust.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let here = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let data = Path::new(&here).join("data");
    let weights = Path::new(&here).join("../../weights");
    let mut code = String::from("pub static RULES: &[(&str, &str, &str)] = &[\n");
    for lang in names(&data) {
        for file in names(&data.join(&lang)) {
            if let Some(table) = file.strip_suffix(".txt") {
                let path = data.join(&lang).join(&file);
                writeln!(code, "    ({lang:?}, {table:?}, include_str!({path:?})),").expect("a string takes it");
            }
        }
    }
    code.push_str("];\npub static WEIGHTS: &[(&str, &[u8])] = &[\n");
    let (mut identify, mut cuts) = (String::from("None"), String::new());
    for file in names(&weights) {
        let path = weights.join(&file);
        if let Some(lang) = file.strip_suffix(".cut") {
            writeln!(cuts, "    ({lang:?}, include_bytes!({path:?})),").expect("a string takes it");
        }
        match file.strip_suffix(".bin") {
            Some("identify") => identify = format!("Some(include_bytes!({path:?}))"),
            Some(lang) => writeln!(code, "    ({lang:?}, include_bytes!({path:?})),").expect("a string takes it"),
            None => {}
        }
    }
    writeln!(code, "];\npub static CUTS: &[(&str, &[u8])] = &[\n{cuts}").expect("a string takes it");
    writeln!(code, "];\npub static IDENTIFY: Option<&[u8]> = {identify};").expect("a string takes it");
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("embedded.rs");
    fs::write(out, code).expect("OUT_DIR can be written");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", data.display());
    println!("cargo::rerun-if-changed={}", weights.display());
}

/// Sorted, so that the same tree gives the same binary.
fn names(dir: &Path) -> Vec<String> {
    let mut out: Vec<String> = fs::read_dir(dir).into_iter().flatten().flatten().filter_map(|e| e.file_name().into_string().ok()).collect();
    out.sort();
    out
}
