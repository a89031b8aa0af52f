//! A table of a user's own that is wrong is told so, row by row; none is taken in part and none fills the memory.

use accalmie_lexicon::{Lexicon, Tables};
use accalmie_record::Lang;

fn errors(first_cell: &str) -> Vec<String> {
    let text = format!("form\tcue\tvalue\texample\n{first_cell}\thedge\t-\tUne phrase.\n");
    let own = Tables { folder: "fr".to_owned(), texts: vec![("cues", text)] };
    let (_, errors) = Lexicon::build(Lang::new("fr").expect("a code"), &[own]);
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn a_row_that_is_wrong_says_how() {
    let many = ["a|b|c|d|e|f|g|h|i|j"; 5].join(" ");
    for (cell, said) in [
        ("_ peut-être", "cannot begin with _"),
        ("peut-être _", "cannot end with _"),
        ("peut-être ||", "empty word"),
        ("\"\"", "empty word"),
        // 100,000 phrases; found by fuzzing, where four such words took all memory.
        (many.as_str(), "make more than 4096 phrases"),
    ] {
        let errors = errors(cell);
        assert!(errors.len() == 1 && errors[0].contains(said), "{cell}: {errors:?}");
    }
}

#[test]
fn a_row_that_is_right_says_nothing() {
    for cell in ["peut-être", "peut-être|sans doute", "il _ semble", &["a|b|c|d"; 6].join(" ")] {
        assert!(errors(cell).is_empty(), "{cell}: {:?}", errors(cell));
    }
}
