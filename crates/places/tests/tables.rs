//! Every row of the tables under `places/` is a test: its example must contain the name, and the name must be found in
//! it and mean that place.

use accalmie_places::{Candidate, Gazetteer, PlaceId, key};

const ALIASES: &str = include_str!("../../../places/aliases.tsv");
const FEATURES: &str = include_str!("../../../places/features.tsv");
const COUNTRIES: &str = include_str!("../../../places/countries.tsv");

fn rows(table: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    let lines = table.lines().enumerate().skip(1).filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    lines.map(|(i, l)| (i + 1, l.split('\t').map(str::trim).collect()))
}

/// What a name means where it stands in a sentence.
fn in_sentence(name: &str, sentence: &str) -> Vec<Candidate> {
    let Some(at) = sentence.find(name) else { return Vec::new() };
    let end = sentence[at + name.len()..].find(char::is_whitespace).map_or(sentence.len(), |n| at + name.len() + n);
    let written = sentence[at..end].trim_end_matches(|c: char| c == '.' && !name.ends_with('.'));
    let words: Vec<&str> = written.split_whitespace().collect();
    let mut out = Vec::new();
    let taken = Gazetteer::embedded().match_at(&words, 0, &mut out);
    if taken < words.len() { Vec::new() } else { out }
}

fn named(target: &str) -> Vec<PlaceId> {
    let gaz = Gazetteer::embedded();
    if target.contains(':') {
        return gaz.find(target).into_iter().collect();
    }
    match target.rsplit_once(',') {
        Some((name, country)) => gaz.lookup(name).into_iter().map(|c| c.place).filter(|p| gaz.get(*p).country == country.trim()).collect(),
        None => gaz.adm1_by_code(target).into_iter().collect(),
    }
}

#[test]
fn every_alias_is_found_in_its_example() {
    let mut wrong = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for (line, c) in rows(ALIASES) {
        let &[alias, _, target, _, example] = c.as_slice() else {
            wrong.push(format!("aliases.tsv:{line}: {} columns, wanted 5", c.len()));
            continue;
        };
        let wanted = places.entry(target).or_insert_with(|| named(target));
        if !in_sentence(alias, example).iter().any(|c| wanted.contains(&c.place)) {
            wrong.push(format!("aliases.tsv:{line}: “{alias}” does not mean {target} in “{example}”"));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_name_of_a_feature_is_found() {
    let gaz = Gazetteer::embedded();
    let by_number: std::collections::BTreeMap<String, PlaceId> =
        gaz.places().filter(|p| p.id_string().starts_with("accalmie:")).map(|p| (p.id_string(), p.id)).collect();
    let mut wrong = Vec::new();
    for (line, c) in rows(FEATURES) {
        let wanted = by_number.get(&format!("accalmie:{}", c[0])).copied();
        let first = c[4].split('|').next().unwrap_or("");
        if !in_sentence(first, c[5]).iter().any(|c| Some(c.place) == wanted) {
            wrong.push(format!("features.tsv:{line}: “{first}” is not found in “{}”", c[5]));
        }
        for name in c[4].split('|').filter(|n| !gaz.lookup(n).iter().any(|c| Some(c.place) == wanted)) {
            wrong.push(format!("features.tsv:{line}: “{name}” does not lead to it"));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_name_of_a_country_is_found_and_numbers_are_used_once() {
    let gaz = Gazetteer::embedded();
    for (line, c) in rows(COUNTRIES) {
        let wanted = gaz.country(c[0]);
        assert!(wanted.is_some(), "countries.tsv:{line}: {} is no country", c[0]);
        for name in c[4].split('|') {
            assert!(gaz.lookup(name).iter().any(|c| Some(c.place) == wanted), "countries.tsv:{line}: “{name}”");
        }
    }
    let mut ids: Vec<&str> = rows(FEATURES).map(|(_, c)| c[0]).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id in features.tsv is used twice");
    assert_eq!(key("Al-Hol"), key("al hol"));
}
