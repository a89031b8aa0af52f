//! Fonts for paper are looked for where systems keep them; the program carries none.

use accalmie_brief::Fonts;
use std::path::{Path, PathBuf};

const FOLDERS: [&str; 4] = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"];
/// File names, the best first.
const LATIN: [&str; 4] = ["NotoSans-Regular.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "Arial.ttf"];
const ARABIC: [&str; 5] =
    ["NotoNaskhArabic-Regular.ttf", "NotoSansArabic-Regular.ttf", "Amiri-Regular.ttf", "DejaVuSans.ttf", "GeezaPro.ttc"];

/// The person's own file, for whatever it has letters of, before what the system has.
pub fn fonts(own: Option<&Path>) -> Fonts {
    let mut all = Vec::new();
    FOLDERS.iter().for_each(|f| files(Path::new(f), 0, &mut all));
    all.sort();
    let find = |names: &[&str]| names.iter().find_map(|n| all.iter().find(|p| p.file_name().is_some_and(|f| f == *n)));
    let read = |names: &[&str]| own.or(find(names).map(PathBuf::as_path)).and_then(|p| std::fs::read(p).ok());
    Fonts { latin: read(&LATIN), arabic: read(&ARABIC) }
}

fn files(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() && deep < 4 {
            files(&path, deep + 1, found);
        } else if path.extension().is_some_and(|e| e == "ttf" || e == "otf" || e == "ttc") {
            found.push(path);
        }
    }
}
