//! Every row of every shipped table: it loads, and its example makes it fire.

use accalmie_language::Model;
use accalmie_lexicon::{Lexicon, check, embedded};

#[test]
fn every_example_fires() {
    for lang in embedded::languages() {
        let Some((lexicon, problems)) = Lexicon::embedded(lang) else { panic!("{lang} is listed and not there") };
        assert!(problems.is_empty(), "{lang}: {problems:#?}");
        let model = Model::embedded(lang);
        let wrong: Vec<String> = check::check(&lexicon, model).iter().map(ToString::to_string).collect();
        assert!(wrong.is_empty(), "{lang}: {wrong:#?}");
    }
}

/// Breadth is what makes it real.
#[test]
fn there_are_enough_rows() {
    for lang in ["fr", "en", "ar", "es", "tr", "kmr"] {
        let lang = accalmie_record::Lang::new(lang).expect("a code");
        let (lexicon, _) = Lexicon::embedded(lang).expect("shipped");
        assert!(lexicon.rows.len() >= 1500, "{lang}: {}", lexicon.rows.len());
    }
}
