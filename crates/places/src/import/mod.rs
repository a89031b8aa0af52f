//! Importing reads places from files of other makers into [`Entry`](crate::Entry) lists, one file a format; what a user
//! imports is compiled into an index of its own and loaded beside the embedded one.

pub mod cities;
pub mod divisions;
pub mod gathered;
pub mod geonames;
pub mod ocha;
pub mod osm;
pub mod tables;

use crate::key;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{file}:{line}: {what}")]
    Line { file: String, line: usize, what: String },
    #[error("{file}: {what}")]
    File { file: String, what: String },
}

impl ImportError {
    pub(crate) fn line(file: &str, line: usize, what: impl Into<String>) -> ImportError {
        ImportError::Line { file: file.to_string(), line, what: what.into() }
    }

    pub(crate) fn file(file: &str, what: impl ToString) -> ImportError {
        ImportError::File { file: file.to_string(), what: what.to_string() }
    }
}

static GENERIC: &str = include_str!("../../../../places/generic.tsv");

/// The words of `places/generic.tsv` of one kind: those added to a division's name, or those a village's name begins with.
pub(crate) fn generic(kind: &str) -> impl Iterator<Item = &'static str> {
    GENERIC.lines().skip(1).filter_map(|l| l.split_once('\t')).filter(move |(k, _)| *k == kind).map(|(_, word)| word)
}

/// Is this spelling worth keeping? Gazetteers also list airport codes and machine transliterations (“tl tmr”), which no
/// report writes.
pub(crate) fn worth_keeping(name: &str) -> bool {
    if !key::readable(name) || name.len() > 80 {
        return false;
    }
    let latin = name.chars().any(|c| c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c));
    if latin && !name.chars().any(char::is_uppercase) {
        return false;
    }
    let code = name.len() <= 4 && name.chars().all(|c| c.is_ascii_uppercase());
    !code && key::key(name).chars().count() >= 2
}

/// Variants without repeats and without those that fold to the name itself.
pub(crate) fn distinct(name: &str, variants: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::from([key::key(name)]);
    variants.into_iter().filter(|v| worth_keeping(v) && seen.insert(key::key(v))).collect()
}

#[cfg(test)]
mod tests;
