//! The tables that are shipped inside the binary: whatever `lexicons/` holds when it is built.

use crate::load::Tables;
use accalmie_record::Lang;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// The shipped tables of a language, as their texts.
pub fn tables(lang: Lang) -> Option<Tables> {
    let texts: Vec<_> = TABLES.iter().filter(|(l, _, _)| *l == lang.as_str()).map(|(_, name, text)| (*name, (*text).to_owned())).collect();
    (!texts.is_empty()).then(|| Tables { folder: lang.to_string(), texts })
}

/// The languages that have shipped tables.
pub fn languages() -> Vec<Lang> {
    let mut all: Vec<Lang> = TABLES.iter().filter_map(|(l, _, _)| Lang::new(l)).collect();
    all.dedup();
    all
}
