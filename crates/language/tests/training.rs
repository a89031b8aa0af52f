//! Training is a function of the treebank: on a tiny one, written here, it gives the same bytes twice and learns it.

use accalmie_language::train::{Noise, Settings, Treebank, read, score, train};
use accalmie_language::{Model, ModelError};
use accalmie_record::Lang;
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::OnceLock;
use std::time::Duration;

/// `form lemma UPOS features head relation`; a form `a+b` is a range of two words that is written `a`.
const PATTERNS: [&[&str]; 3] = [
    &[
        "Les le DET _ 2 det",
        "N1 n1 NOUN _ 4 nsubj",
        "ont avoir AUX Mood=Ind|Tense=Pres|VerbForm=Fin 4 aux",
        "V1 v1 VERB Tense=Past|VerbForm=Part 0 root",
        "le le DET _ 6 det",
        "village village NOUN _ 4 obj",
        ". . PUNCT _ 4 punct",
    ],
    &[
        "Le le DET _ 2 det",
        "village village NOUN _ 4 nsubj:pass",
        "est être AUX Mood=Ind|Tense=Pres|VerbForm=Fin 4 aux:pass",
        "V1 v1 VERB Tense=Past|VerbForm=Part 0 root",
        "par par ADP _ 7 case",
        "les le DET _ 7 det",
        "N1 n1 NOUN _ 4 obl:agent",
        ". . PUNCT _ 4 punct",
    ],
    &[
        "Le le DET _ 2 det",
        "chef chef NOUN _ 6 nsubj",
        "de de ADP _ 5 case",
        "le le DET _ 5 det",
        "village village NOUN _ 2 nmod",
        "arrive arriver VERB Mood=Ind|Tense=Pres|VerbForm=Fin 0 root",
        ". . PUNCT _ 6 punct",
    ],
];

fn treebank() -> Treebank {
    let mut text = String::new();
    for (noun, lemma) in [("soldats", "soldat"), ("rebelles", "rebelle"), ("voisins", "voisin"), ("chefs", "chef")] {
        for (verb, infinitive) in [("attaqué", "attaquer"), ("brûlé", "brûler"), ("quitté", "quitter")] {
            for rows in PATTERNS {
                for (i, row) in rows.iter().enumerate() {
                    let c: Vec<&str> = row.split(' ').collect();
                    let form = c[0].replace("N1", noun).replace("V1", verb);
                    let lemma = c[1].replace("n1", lemma).replace("v1", infinitive);
                    if form == "de" {
                        writeln!(text, "{}-{}\tdu\t_\t_\t_\t_\t_\t_\t_\t_", i + 1, i + 2).expect("a string");
                    }
                    let (n, upos, feats, head, rel) = (i + 1, c[2], c[3], c[4], c[5]);
                    writeln!(text, "{n}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{rel}\t_\t_").expect("a string");
                }
                text.push('\n');
            }
        }
    }
    read(&text, french())
}

fn french() -> Lang {
    Lang::new("fr").expect("a language code")
}

fn no_clock() -> Duration {
    Duration::ZERO
}

fn bytes() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| train(french(), &treebank(), Some("village\t3\t1\nsoldats\t4\t1\n"), &Settings::tiny(), &|_| ()))
}

#[test]
fn words_written_as_one_are_one_token() {
    // Twelve sentences with "du", two words less one in each.
    assert_eq!(treebank().recut, 12);
}

#[test]
fn the_same_treebank_gives_the_same_bytes() {
    let again = train(french(), &treebank(), Some("village\t3\t1\nsoldats\t4\t1\n"), &Settings::tiny(), &|_| ());
    assert!(bytes() == again, "training is not reproducible");
}

#[test]
fn what_was_learned_is_read_back() {
    let model = Model::from_bytes(bytes()).expect("a model");
    assert_eq!(model.lang(), french());
    let clean = score(&model, &treebank(), None, &no_clock);
    assert!(clean.percent(clean.las) > 95.0, "{clean:?}");
    assert!(clean.percent(clean.lemma) > 95.0, "{clean:?}");
    let capitals = score(&model, &treebank(), Some(Noise::PlainCapitals), &no_clock);
    assert!(capitals.percent(capitals.las) > 90.0, "{capitals:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A flipped byte is refused or read; it never makes reading fail.
    #[test]
    fn damage_is_harmless(at in any::<proptest::sample::Index>(), value in any::<u8>(), cut in any::<proptest::sample::Index>()) {
        let mut damaged = bytes().to_vec();
        let k = at.index(damaged.len());
        damaged[k] = value;
        if let Ok(model) = Model::from_bytes(damaged.clone()) {
            score(&model, &treebank(), None, &no_clock);
        }
        damaged.truncate(cut.index(damaged.len()));
        prop_assert!(matches!(Model::from_bytes(damaged), Err(ModelError::Damaged | ModelError::NotAModel)));
    }
}
