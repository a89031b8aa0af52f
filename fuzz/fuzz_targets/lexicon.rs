//! Whatever a user's own table holds, it is rows, or errors that say where; what is left of it can be looked words up in.
#![no_main]

use accalmie_lexicon::{Lexicon, Tables};
use accalmie_record::Lang;
use libfuzzer_sys::fuzz_target;

/// The first byte chooses the table.
const TABLES: [&str; 9] = ["triggers", "weapons", "people", "sites", "actors", "cues", "relations", "roles", "determiners"];

fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(lang) = Lang::new("fr") else { return };
    let table = TABLES[usize::from(*which) % TABLES.len()];
    let own = Tables { folder: "fr".to_owned(), texts: vec![(table, text.to_owned())] };
    let (lexicon, errors) = Lexicon::build(lang, &[own]);
    for row in 0..lexicon.rows.len() {
        assert!(!lexicon.cite(row as u32).is_empty());
    }
    for e in errors {
        assert!(!e.to_string().is_empty());
    }
});
