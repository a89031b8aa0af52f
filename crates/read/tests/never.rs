//! Reading never fails: whatever the text, there is a reading, its spans fit, and it is the same one again.

use accalmie_read::{Desk, Knowledge, read};
use accalmie_record::{Lang, PublishedFrom, Report, Schema, Text};
use proptest::prelude::*;
use std::sync::OnceLock;

fn knowledge() -> &'static Knowledge {
    static K: OnceLock<Knowledge> = OnceLock::new();
    K.get_or_init(|| Knowledge::new(&[]).0)
}

fn report(lang: Option<&str>, title: Option<String>, text: String) -> Report {
    Report {
        schema: Schema,
        id: "sha256:00".to_owned(),
        key: "any".to_owned(),
        language: lang.and_then(Lang::new),
        published: Some("2021-02-28".to_owned()),
        published_from: PublishedFrom::Operator,
        source: None,
        url: None,
        title,
        text,
    }
}

fn holds(lang: Option<&str>, title: Option<String>, text: String) {
    let again = read(report(lang, title.clone(), text.clone()), knowledge(), &mut Desk::default());
    let mut desk = Desk::default();
    // A desk that has read something else gives the same reading.
    read(report(Some("en"), None, "Gunmen killed 3 in Kano.".to_owned()), knowledge(), &mut desk);
    let reading = read(report(lang, title.clone(), text.clone()), knowledge(), &mut desk);
    assert_eq!(reading.records, again.records);
    for r in &reading.records {
        assert!(!r.evidence.is_empty());
        for e in &r.evidence {
            let page = if e.in_ == Text::Title { title.as_deref().unwrap_or("") } else { &text };
            assert_eq!(page.get(e.span.start..e.span.end), Some(e.text.as_str()));
        }
        assert!((0.0..=1.0).contains(&r.confidence));
    }
}

/// Bits of reports in any order: far likelier than noise to reach every rule.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "trois",
        "soldats",
        "ont été",
        "tués",
        "blessés",
        "dont",
        "12",
        "morts",
        "à Alep",
        "près de",
        "Raqqa",
        "hier",
        "par",
        "l'armée turque",
        "une mine",
        "a explosé",
        ";",
        ".",
        ",",
        "« ",
        " »",
        "(",
        ")",
        "\n\n",
        "• ",
        "route",
        "entre",
        "et",
        "–",
        "Mali :",
        "selon",
        "n'a pas",
        "killed",
        "wounded",
        "five",
        "others",
        "in an attack on",
        "Baghdad",
        "gunmen",
        "shelled",
        "the village of",
        "said",
        "not",
        "might",
        "–",
        "2019-10-23",
        "mardi",
        "Tuesday",
        "au moins",
        "one of them",
        "il",
        "ceci",
        "?",
        "…",
        "l'",
        "d'",
        "dément",
        "Les",
        "M4",
        "العربية",
        "ê",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|w| w.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn bits_of_reports(text in pieces(), title in prop::option::of(pieces()), fr in any::<bool>()) {
        holds(Some(if fr { "fr" } else { "en" }), title, text);
    }

    #[test]
    fn any_text(text in "\\PC{0,400}") {
        holds(None, None, text.clone());
        holds(Some("fr"), None, text);
    }
}

#[test]
fn empty_and_odd_texts() {
    for text in ["", " ", "\n\n\n", ".", "«", "a", "12", "À", "\u{feff}", "\u{202e}tués 3", "((((((((", ";;;;;"] {
        holds(Some("fr"), None, text.to_owned());
        holds(None, Some(text.to_owned()), text.to_owned());
    }
}
