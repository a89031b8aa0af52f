//! The tables: none lacks what another has, and counts go with their nouns.

use accalmie_brief::{LANGUAGES, Phrases, phrases};
use accalmie_record::{Outcome, TargetClass, Type};
use accalmie_roads::Cause;
use std::collections::BTreeSet;

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Keys without their plural category.
fn keys(p: &Phrases) -> BTreeSet<String> {
    let stem = |k: &str| match k.rsplit_once('.') {
        Some((stem, last)) if CATEGORIES.contains(&last) && stem != "target" => stem.to_owned(),
        _ => k.to_owned(),
    };
    p.keys().map(stem).collect()
}

#[test]
fn no_language_lacks_what_another_says() {
    let [en, fr, ar] = LANGUAGES.map(phrases);
    assert_eq!(keys(&en), keys(&fr));
    assert_eq!(keys(&en), keys(&ar));
}

#[test]
fn every_value_of_the_closed_lists_has_a_name() {
    for p in LANGUAGES.map(phrases) {
        let types = Type::ALL.iter().filter(|t| !p.has(&format!("type.{}", t.name()))).map(|t| t.name());
        let outcomes = Outcome::ALL.iter().filter(|o| !p.has(&format!("harm.{}", o.name()))).map(|o| o.name());
        let targets = TargetClass::ALL.iter().filter(|t| !p.has(&format!("target.{}", t.name()))).map(|t| t.name());
        let causes = Cause::ALL.iter().filter(|c| !p.has(&format!("cause.{}", c.text()))).map(|c| c.text());
        let missing: Vec<&str> = types.chain(outcomes).chain(targets).chain(causes).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", p.language);
    }
}

#[test]
fn counts_go_with_their_nouns() {
    let check = |language: &str, key: &str, n: u64, expected: &str| assert_eq!(phrases(language).count(key, n, &[]), expected);
    check("en", "lead.reports", 1, "1 report of this period was read.");
    check("en", "lead.reports", 0, "0 reports of this period were read.");
    check("fr", "lead.reports", 0, "0\u{a0}rapport de cette période a été lu.");
    check("fr", "lead.reports", 2, "2\u{a0}rapports de cette période ont été lus.");
    check("ar", "lead.reports", 1, "قُرئ تقرير واحد عن هذه الفترة.");
    check("ar", "lead.reports", 2, "قُرئ تقريران عن هذه الفترة.");
    check("ar", "lead.reports", 7, "قُرئت 7 تقارير عن هذه الفترة.");
    check("ar", "lead.reports", 12, "قُرئ 12 تقريرًا عن هذه الفترة.");
    check("ar", "lead.reports", 100, "قُرئ 100 تقرير عن هذه الفترة.");
}

#[test]
fn categories_are_those_of_cldr() {
    let p = phrases("ar");
    let of = |n: u64| p.category(n);
    let expected = ["zero", "one", "two", "few", "few", "many", "many", "other", "other", "few", "many"];
    assert_eq!([0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111].map(of), expected);
    assert_eq!([0, 1, 2].map(|n| phrases("fr").category(n)), ["one", "one", "other"]);
    assert_eq!([0, 1, 2].map(|n| phrases("en").category(n)), ["other", "one", "other"]);
}

#[test]
fn days_are_written_as_each_language_writes_them() {
    let check = |language: &str, day: &str, expected: &str| assert_eq!(phrases(language).date(day.parse().expect("a day")), expected);
    check("en", "2019-11-07", "7 November 2019");
    check("fr", "2019-11-01", "1er novembre 2019");
    check("ar", "2019-11-07", "7 تشرين الثاني/نوفمبر 2019");
}

#[test]
fn a_word_loses_its_end_before_a_vowel_where_the_language_does() {
    let at = |language: &str, relation: &str, place: &str| {
        let p = phrases(language);
        p.say("place", &[("relation", &p.say(relation, &[])), ("place", place)])
    };
    assert_eq!(at("fr", "relation.near", "Abou Rasin"), "près d’Abou Rasin");
    assert_eq!(at("fr", "relation.near", "Tell Tamer"), "près de Tell Tamer");
    assert_eq!(at("fr", "relation.at", "Alep"), "à Alep");
    assert_eq!(at("en", "relation.near", "Aleppo"), "near Aleppo");
}
