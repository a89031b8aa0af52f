//! Names of places in sentences of our own: which are found, which are persons', and where they are.

use accalmie_read::mentions::{Value, mentions};
use accalmie_read::{Desk, Knowledge};
use accalmie_record::{Lang, PublishedFrom, Report, Schema};
use std::sync::OnceLock;

/// The words of every place found, with the id of the place that they mean.
fn places(lang: &str, text: &str) -> Vec<(String, Option<String>)> {
    static K: OnceLock<Knowledge> = OnceLock::new();
    let report = Report {
        schema: Schema,
        id: "sha256:0123456789abcdef".to_owned(),
        key: "test".to_owned(),
        language: Lang::new(lang),
        published: None,
        published_from: PublishedFrom::Operator,
        source: None,
        url: None,
        title: None,
        text: text.to_owned(),
    };
    let found = mentions(&report, K.get_or_init(|| Knowledge::new(&[]).0), &mut Desk::default());
    let place = |m: &accalmie_read::mentions::Mentioned| match &m.value {
        Value::Place { id, .. } => Some((m.span.of(text).to_owned(), id.clone())),
        _ => None,
    };
    found.iter().filter_map(place).collect()
}

fn id(found: &[(String, Option<String>)], name: &str) -> Option<String> {
    found.iter().find(|(text, _)| text == name).and_then(|(_, id)| id.clone())
}

#[test]
fn a_state_after_a_comma_holds_the_town() {
    let found = places("en", "A fire closed the mill in Paris, Texas, on Monday.");
    assert_eq!(id(&found, "Paris").as_deref(), Some("geonames:4717560"), "{found:?}");
    let found = places("en", "A fire closed the mill in Paris on Monday.");
    assert_eq!(id(&found, "Paris").as_deref(), Some("geonames:2988507"), "{found:?}");
}

#[test]
fn who_speaks_is_no_town() {
    let found = places("en", "Sheriff Dale Clinton came late. Two men fled towards Kano. Clinton said nobody was hurt, and Clinton left.");
    assert!(found.iter().all(|(text, _)| text != "Clinton"), "{found:?}");
    assert!(found.iter().any(|(text, _)| text == "Kano"), "{found:?}");
}

#[test]
fn nations_are_mentioned_in_passing() {
    let found = places("en", "Egyptian drivers waited for two days. Nobody in Egypt answered.");
    assert_eq!(id(&found, "Egyptian"), id(&found, "Egypt"), "{found:?}");
    assert!(id(&found, "Egypt").is_some());
}

#[test]
fn a_day_after_a_name_is_no_part_of_it() {
    let found = places("en", "A bomb killed two porters in Kano Thursday.");
    assert!(id(&found, "Kano").is_some(), "{found:?}");
}

#[test]
fn a_village_that_no_table_has_lies_in_its_district() {
    let found = places("en", "Raiders burned six houses in Zuwanatta village, in Magumeri district.");
    assert_eq!(id(&found, "Zuwanatta"), None, "{found:?}");
    assert!(found.iter().any(|(text, _)| text == "Zuwanatta"), "{found:?}");
}

#[test]
fn a_label_means_what_the_text_means() {
    let found = places("fr", "Mali : la route est coupée\nDes villageois ont fui le nord du Mali.");
    assert!(found.iter().filter(|(text, _)| text == "Mali").all(|(_, id)| id.as_deref() == Some("geonames:2453866")), "{found:?}");
}
