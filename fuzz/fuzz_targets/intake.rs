//! Whatever bytes a file holds, and whatever its name says that it is, each of its parts is a report or a sentence that says what is wrong.
#![no_main]

use accalmie_intake::{Operator, Pieces, inputs};
use libfuzzer_sys::fuzz_target;

/// The first byte chooses; the last has nothing to tell but its bytes.
const EXTENSIONS: [&str; 20] = [
    "pdf", "docx", "odt", "xlsx", "ods", "zip", "gz", "tar", "mbox", "eml", "rss", "atom", "mhtml", "csv", "tsv", "jsonl", "html", "txt",
    "json", "unknown",
];

fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else { return };
    let extension = EXTENSIONS[usize::from(*which) % EXTENSIONS.len()];
    let path = std::env::temp_dir().join(format!("accalmie-fuzz-{}.{extension}", std::process::id()));
    std::fs::write(&path, bytes).expect("a temporary file can be written");
    for piece in Pieces::new(inputs(std::slice::from_ref(&path))) {
        match piece.and_then(|p| p.report(&Operator::default())) {
            Ok(report) => assert!(!report.id.is_empty() && !report.key.is_empty()),
            Err(e) => assert!(e.to_string().len() > 20, "{e}"),
        }
    }
    let _ = std::fs::remove_file(&path);
});
