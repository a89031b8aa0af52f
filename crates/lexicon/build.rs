//! Lists the folders of `lexicons/` so that a language is shipped by being there.

use std::fmt::Write;
use std::path::Path;

fn main() {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../lexicons");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut out = String::from("pub static TABLES: &[(&str, &str, &str)] = &[\n");
    let mut folders: Vec<_> =
        std::fs::read_dir(&root).expect("lexicons/ is there").flatten().map(|e| e.path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    for folder in folders {
        println!("cargo:rerun-if-changed={}", folder.display());
        let mut files: Vec<_> = std::fs::read_dir(&folder).expect("readable").flatten().map(|e| e.path()).collect();
        files.sort();
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "tsv")) {
            let name = |p: &Path| p.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            writeln!(out, "    ({:?}, {:?}, include_str!({:?})),", name(&folder), name(file), file).expect("a string takes it");
        }
    }
    out.push_str("];\n");
    let target = Path::new(&std::env::var("OUT_DIR").expect("cargo sets it")).join("tables.rs");
    std::fs::write(target, out).expect("the build folder is writable");
}
