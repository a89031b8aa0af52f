//! Each row's example is a test: the row must be of use in it, or after `!` must not.

use accalmie_language::segment;
use accalmie_measure::Measures;
use accalmie_record::Lang;

#[test]
fn every_row_fires_in_its_example() {
    let mut wrong = Vec::new();
    for code in ["fr", "en"] {
        let lang = Lang::new(code).unwrap();
        let m = match Measures::embedded(lang) {
            Some(m) => m,
            None => {
                let read =
                    |t: &str| std::fs::read_to_string(format!("{}/../../lexicons/{code}/{t}.tsv", env!("CARGO_MANIFEST_DIR"))).unwrap();
                panic!("{}", Measures::from_tables(lang, &read("numbers"), &read("times")).unwrap_err())
            }
        };
        for (row, (file, line, example)) in m.rows().enumerate() {
            if example.is_empty() {
                wrong.push(format!("{file}:{line}: no example"));
            }
            for e in example.split(" || ") {
                let (e, expected) = e.strip_prefix('!').map_or((e, true), |e| (e, false));
                let cut = segment(e, lang);
                let fired = cut.sentences.iter().any(|s| m.fired(e, &cut.tokens[s.tokens.clone()]).contains(&row));
                if fired != expected {
                    wrong.push(format!("{file}:{line}: {} fire: {e}", if expected { "does not" } else { "must not" }));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}
