//! Knowledge is loaded from what is shipped and what the user adds: tables over tables, places beside places.

use crate::cli::Inputs;
use crate::output::{self, Ended, Failure};
use accalmie_lexicon::Tables;
use accalmie_places::Gazetteer;
use accalmie_read::Knowledge;
use accalmie_record::Lang;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// All that reading rests on. Broken rows of the user's tables are left out and told.
pub fn load(lexicons: Option<&Path>, places: &[PathBuf]) -> Result<(Knowledge, Ended), Failure> {
    let own = lexicons.map(tables).transpose()?.unwrap_or_default();
    let (mut knowledge, problems) = Knowledge::new(&own);
    let mut ended = Ended::Well;
    for problem in problems.iter().filter(|p| own.iter().any(|(_, t)| p.file.starts_with(&t.folder))) {
        output::complain(&problem.to_string());
        ended = Ended::InPart;
    }
    knowledge.gazetteer = gazetteer(places)?;
    Ok((knowledge, ended))
}

/// The shipped gazetteer, with the indexes that the user imported. It is kept until the program ends.
pub fn gazetteer(indexes: &[PathBuf]) -> Result<&'static Gazetteer, Failure> {
    let shipped = Gazetteer::embedded();
    if indexes.is_empty() {
        return Ok(shipped);
    }
    let mut all = shipped.clone();
    for path in indexes {
        let wrong = |e: &dyn std::fmt::Display| Failure::Usage(format!("{}: {e}", path.display()));
        let bytes = std::fs::read(path).map_err(|e| wrong(&e))?;
        all = all.with_extra(bytes).map_err(|e| wrong(&e))?;
    }
    Ok(Box::leak(Box::new(all)))
}

/// The tables of a folder of language folders, or of one language folder.
pub fn tables(dir: &Path) -> Result<Vec<(Lang, Tables)>, Failure> {
    let wrong = |path: &Path, e: &dyn std::fmt::Display| Failure::Usage(format!("{}: {e}", path.display()));
    let mut folders = vec![dir.to_path_buf()];
    for entry in std::fs::read_dir(dir).map_err(|e| wrong(dir, &e))? {
        folders.push(entry.map_err(|e| wrong(dir, &e))?.path());
    }
    folders.sort();
    let mut found = Vec::new();
    for folder in folders.iter().filter(|f| f.is_dir()) {
        let Some(lang) = folder.file_name().and_then(|n| n.to_str()).and_then(Lang::new) else { continue };
        let tables = Tables::from_folder(folder).map_err(|e| wrong(folder, &e))?;
        if !tables.texts.is_empty() {
            found.push((lang, tables));
        }
    }
    if found.is_empty() {
        return Err(wrong(dir, &"no tables here; there should be a folder a language, with files such as fr/triggers.tsv"));
    }
    Ok(found)
}

/// Names the knowledge of a reading: this very program, with all that is built into it, and the user's tables and places.
pub fn id(inputs: &Inputs) -> Result<String, Failure> {
    let mut id = own_id();
    let mut hash = Sha256::new();
    let mut any = false;
    if let Some(dir) = &inputs.lexicons {
        for (lang, tables) in tables(dir)? {
            for (name, text) in &tables.texts {
                hash.update(format!("{lang}/{name}\0{}\0", text.len()));
                hash.update(text);
                any = true;
            }
        }
    }
    for path in &inputs.places {
        let bytes = std::fs::read(path).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))?;
        hash.update(bytes);
        any = true;
    }
    if any {
        id.push_str(&format!("+{}", short(hash)));
    }
    Ok(id)
}

/// The program's version and a digest of its own file; two builds of the same knowledge have two ids, which is the safe side.
pub fn own_id() -> String {
    let own = std::env::current_exe().and_then(std::fs::read).map(|bytes| {
        let mut hash = Sha256::new();
        hash.update(bytes);
        short(hash)
    });
    format!("accalmie {} {}", env!("CARGO_PKG_VERSION"), own.unwrap_or_else(|_| "of unknown make".to_owned()))
}

fn short(hash: Sha256) -> String {
    hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect()
}
