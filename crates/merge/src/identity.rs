//! Identity: which id an incident has. An id is given once, after the record that the incident began with, and never changes.
//!
//! Where tellings of before come together, the older incident's id stays and the younger is absorbed; where they part, the id stays with the
//! record that it was given after. An absorbed incident that parts again has its id again: it still begins with the same record.

use crate::telling::Telling;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Hex digits of an id.
const DIGITS: usize = 12;

/// The id of an incident that begins with this record; of this report as well, where two reports of the same bytes are in two incidents.
fn begun_with(record: &str, report: Option<&str>) -> String {
    let mut hash = Sha256::new();
    hash.update(record.as_bytes());
    if let Some(report) = report {
        hash.update([0]);
        hash.update(report.as_bytes());
    }
    let hex: String = hash.finalize().iter().take(DIGITS / 2).map(|b| format!("{b:02x}")).collect();
    format!("i{hex}")
}

/// An id for each cluster, and the ids of before that are no longer one's own, each with the one that it is part of.
pub(crate) fn ids(tellings: &[Telling], clusters: &[Vec<usize>]) -> (Vec<String>, Vec<(String, String)>) {
    // Where each incident of before goes on: with the record that it began with, else where most of it is.
    /// By cluster: whether the incident began there, and how many of its tellings are.
    type Parts = BTreeMap<usize, (bool, usize)>;
    let mut before: BTreeMap<(u64, &str), Parts> = BTreeMap::new();
    for (n, cluster) in clusters.iter().enumerate() {
        for t in cluster.iter().map(|i| &tellings[*i]) {
            let Some(held) = &t.held else { continue };
            let began = begun_with(t.id(), None) == held.incident || begun_with(t.id(), Some(&t.report_key)) == held.incident;
            let seen = before.entry((held.opened, &held.incident)).or_default().entry(n).or_default();
            *seen = (seen.0 || began, seen.1 + 1);
        }
    }
    let mut ids: Vec<Option<String>> = vec![None; clusters.len()];
    let mut absorbed = Vec::new();
    // The oldest first.
    for ((_, id), seen) in &before {
        let Some((n, _)) = seen.iter().max_by_key(|(n, (began, count))| (*began, *count, std::cmp::Reverse(**n))) else { continue };
        match &ids[*n] {
            None => ids[*n] = Some((*id).to_owned()),
            Some(older) => absorbed.push(((*id).to_owned(), older.clone())),
        }
    }
    let mut taken: BTreeSet<String> = before.keys().map(|(_, id)| (*id).to_owned()).collect();
    let ids = ids
        .into_iter()
        .zip(clusters)
        .map(|(id, cluster)| {
            id.unwrap_or_else(|| {
                let Some(first) = cluster.iter().map(|i| &tellings[*i]).min_by(|a, b| a.name().cmp(&b.name())) else {
                    return String::new();
                };
                let plain = begun_with(first.id(), None);
                let id = if taken.contains(&plain) { begun_with(first.id(), Some(&first.report_key)) } else { plain };
                taken.insert(id.clone());
                id
            })
        })
        .collect();
    (ids, absorbed)
}
