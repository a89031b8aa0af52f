//! The embedded weights read what reports say; damaged weights are refused and never make reading fail.

use accalmie_language::{Analysis, Model, ModelError, Node, Rel, Scratch, Upos, VerbForm, segment};
use accalmie_record::Lang;
use proptest::prelude::*;

fn model(code: &str) -> Option<&'static Model> {
    let found = Lang::new(code).and_then(Model::embedded);
    if found.is_none() {
        println!("no weights for {code}: skipped");
    }
    found
}

fn read(model: &Model, text: &str) -> Vec<(String, String, Upos, String, Rel)> {
    let segmented = segment(text, model.lang());
    let (mut scratch, mut tree) = (Scratch::default(), Analysis::default());
    let mut out = Vec::new();
    for s in &segmented.sentences {
        let tokens = &segmented.tokens[s.tokens.clone()];
        model.analyse(text, tokens, &mut scratch, &mut tree);
        for (i, n) in tree.nodes.iter().enumerate() {
            let form = |k: usize| tokens[k].span.of(text).to_owned();
            let head = if n.head == Node::ROOT { String::new() } else { form(n.head as usize) };
            out.push((form(i), tree.lemma(i).to_owned(), n.upos, head, n.rel));
        }
    }
    out
}

/// `form lemma UPOS relation head` of one word of the sentence.
fn check(code: &str, text: &str, expected: &str) {
    let Some(model) = model(code) else { return };
    let form = expected.split(' ').next().unwrap_or("");
    let all = read(model, text);
    let Some(w) = all.iter().find(|w| w.0 == form) else { panic!("{form} is not a token of {text}") };
    let said = format!("{} {} {} {} {}", w.0, w.1, w.2.as_str(), w.4.as_str(), w.3);
    assert_eq!(said.trim(), expected, "{text}");
}

#[test]
fn trees() {
    #[rustfmt::skip]
    let cases = [
        ("fr", "Les soldats ont tué trois civils.", "soldats soldat NOUN nsubj tué"),
        ("fr", "Les soldats ont tué trois civils.", "civils civil NOUN obj tué"),
        ("fr", "Les soldats ont tué trois civils.", "trois trois NUM nummod civils"),
        ("fr", "LES SOLDATS ONT TUE TROIS CIVILS", "CIVILS civil NOUN obj TUE"),
        ("fr", "Trois civils ont été tués par un drone.", "civils civil NOUN nsubj:pass tués"),
        ("fr", "Trois civils ont été tués par un drone.", "drone drone NOUN obl:agent tués"),
        ("fr", "Trois civils ont été tués par un drone.", "tués tuer VERB root"),
        ("fr", "L'armée bombarde le village.", "village village NOUN obj bombarde"),
        ("en", "The army shelled the village.", "village village NOUN obj shelled"),
        ("en", "Three civilians were killed by a drone.", "civilians civilian NOUN nsubj:pass killed"),
        ("en", "Three civilians were killed by a drone.", "killed kill VERB root"),
        ("en", "THREE CIVILIANS WERE KILLED", "KILLED kill VERB root"),
    ];
    for (code, text, expected) in cases {
        check(code, text, expected);
    }
}

#[test]
fn candidates() {
    #[rustfmt::skip]
    let cases = [
        ("fr", "frappes", Upos::Noun, "frappe"), ("fr", "frappes", Upos::Verb, "frapper"),
        ("fr", "tués", Upos::Verb, "tuer"), ("fr", "ATTAQUES", Upos::Noun, "attaque"),
        ("en", "attacks", Upos::Noun, "attack"), ("en", "attacks", Upos::Verb, "attack"),
        ("en", "killed", Upos::Verb, "kill"), ("en", "civilians", Upos::Noun, "civilian"),
    ];
    let mut out = Vec::new();
    for (code, form, upos, lemma) in cases {
        let Some(model) = model(code) else { return };
        model.lemma_candidates(form, &mut out);
        assert!(out.contains(&(upos, lemma.to_owned())), "{form}: {out:?}");
    }
}

#[test]
fn every_tree_is_a_tree() {
    let Some(model) = model("fr") else { return };
    let mut text = String::from("Les soldats qui gardaient le pont ont fui ; hier, 3 tués et 12 blessés - Kobané ? ");
    text = text.repeat(8);
    for n in [0, 1, 2, 3, 7, 40, text.len()] {
        let part = text.get(..n).unwrap_or("");
        let tokens = segment(part, model.lang()).tokens;
        let (mut scratch, mut tree) = (Scratch::default(), Analysis::default());
        model.analyse(part, &tokens, &mut scratch, &mut tree);
        check_tree(&tree, tokens.len());
        let first = tree.clone();
        model.analyse(part, &tokens, &mut scratch, &mut tree);
        assert_eq!(first, tree, "the same twice");
    }
}

fn check_tree(tree: &Analysis, tokens: usize) {
    assert_eq!(tree.nodes.len(), tokens);
    let roots = tree.nodes.iter().filter(|n| n.head == Node::ROOT).count();
    assert_eq!(roots, usize::from(tokens > 0), "one root");
    for (i, node) in tree.nodes.iter().enumerate() {
        assert_eq!(node.rel == Rel::Root, node.head == Node::ROOT);
        assert!(node.verb_form == VerbForm::None || matches!(node.upos, Upos::Verb | Upos::Aux));
        let (mut at, mut steps) = (i, 0);
        while tree.nodes[at].head != Node::ROOT {
            at = tree.nodes[at].head as usize;
            steps += 1;
            assert!(steps <= tokens, "a cycle");
        }
        let _ = tree.lemma(i);
    }
}

#[test]
fn other_bytes_are_refused() {
    assert_eq!(Model::from_bytes(&b""[..]).err(), Some(ModelError::NotAModel));
    assert_eq!(Model::from_bytes(&b"not weights at all"[..]).err(), Some(ModelError::NotAModel));
    assert_eq!(Model::from_bytes(&b"ACLW\x01fr\0\xff\xff\xff\xff"[..]).err(), Some(ModelError::Damaged));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gets_trees(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,80}") {
        let Some(model) = model("fr") else { return Ok(()) };
        let (mut scratch, mut tree) = (Scratch::default(), Analysis::default());
        for text in [String::from_utf8_lossy(&bytes).into_owned(), text] {
            let tokens = segment(&text, model.lang()).tokens;
            model.analyse(&text, &tokens, &mut scratch, &mut tree);
            check_tree(&tree, tokens.len());
            let mut out = Vec::new();
            model.lemma_candidates(&text, &mut out);
        }
    }
}
