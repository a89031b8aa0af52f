//! Lists the languages of `lexicons/` that have tables of numbers and times, so that one is shipped by being there.

use std::fmt::Write;
use std::path::Path;

fn main() {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../lexicons");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut folders: Vec<_> = std::fs::read_dir(&root).expect("lexicons/ is there").flatten().map(|e| e.path()).collect();
    folders.sort();
    let mut out = String::from("static TABLES: &[(&str, &str, &str)] = &[\n");
    for folder in folders {
        let (numbers, times) = (folder.join("numbers.tsv"), folder.join("times.tsv"));
        if numbers.is_file() && times.is_file() {
            println!("cargo:rerun-if-changed={}\ncargo:rerun-if-changed={}", numbers.display(), times.display());
            let lang = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            writeln!(out, "    ({lang:?}, include_str!({numbers:?}), include_str!({times:?})),").expect("a string takes it");
        }
    }
    out.push_str("];\n");
    let target = Path::new(&std::env::var("OUT_DIR").expect("cargo sets it")).join("tables.rs");
    std::fs::write(target, out).expect("the build folder is writable");
}
