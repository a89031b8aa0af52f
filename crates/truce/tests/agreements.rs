//! Every agreement of the repository reads without a fault, and its actors are those that records name.

mod support;

use accalmie_truce::agreement::{Mode, Shape};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use support::agreement;

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("agreements"))
        .unwrap()
        .filter_map(|f| f.unwrap().path().file_name()?.to_str()?.strip_suffix(".toml").map(str::to_owned))
        .collect();
    names.sort();
    names
}

fn slug(name: &str) -> String {
    name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The ids that the tables can give: a row's class and shared name, and a nation's adjective with its military.
fn given() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for language in fs::read_dir(root().join("lexicons")).unwrap() {
        let Ok(text) = fs::read_to_string(language.unwrap().path().join("actors.tsv")) else { continue };
        for row in text.lines().filter(|l| !l.starts_with('#')) {
            let cells: Vec<&str> = row.split('\t').collect();
            if let [_, name, class, ..] = cells[..] {
                ids.insert(format!("{class}:{}", slug(name)));
            }
        }
    }
    let nations = fs::read_to_string(root().join("lexicons/nations.tsv")).unwrap();
    for row in nations.lines().filter(|l| !l.starts_with('#')) {
        if let Some((_, adjective)) = row.split_once('\t') {
            ids.insert(format!("state_forces:{}", slug(&format!("{adjective} Military"))));
        }
    }
    ids
}

#[test]
fn all_of_them_read() {
    assert!(names().len() >= 8, "{:?}", names());
    for name in names() {
        let a = agreement(&name);
        assert_eq!(a.id, name);
        assert!(!a.clauses.is_empty());
    }
}

#[test]
fn actors_are_those_of_the_lexicons() {
    let given = given();
    assert!(given.contains("rebels:ypg"));
    for name in names() {
        for (key, party) in &agreement(&name).parties {
            for id in &party.ids {
                assert!(given.contains(id) || party.not_in_lexicon, "{name}: {key}: {id}");
            }
        }
    }
}

#[test]
fn sochi_forbids_nothing_in_words() {
    let rt = agreement("russia-turkey-2019-10-22");
    assert!(rt.clauses.iter().flat_map(|c| &c.acts).all(|a| a.mode != Mode::Forbidden));
    assert!(rt.links.iter().all(|l| !l.in_text), "no control link stands in the text");
}

#[test]
fn outlines_do_not_cross_themselves() {
    for name in names() {
        for zone in agreement(&name).zones.values() {
            if let Shape::Polygon { points } = &zone.shape {
                assert!(!accalmie_truce::geometry::crosses_itself(points), "{name}: {}", zone.id);
            }
        }
    }
}
