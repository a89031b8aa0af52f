//! Times that count from the last day named in the text, and tables that cannot be read.

use accalmie_language::segment;
use accalmie_measure::Measures;
use accalmie_record::Lang;
use jiff::civil::{Date, date};

fn first(code: &str, text: &str, anchor: Option<Date>, context: Option<Date>) -> (Option<String>, Option<String>) {
    let lang = Lang::new(code).unwrap();
    let cut = segment(text, lang);
    let times = Measures::embedded(lang).unwrap().times(text, &cut.tokens, anchor);
    let p = times.first().unwrap_or_else(|| panic!("no time in {text}")).resolve(anchor, context);
    (p.from, p.relative)
}

#[test]
fn context_is_the_day_last_named() {
    let (report, named) = (Some(date(2019, 11, 20)), Some(date(2019, 10, 9)));
    for (lang, text, from) in [
        ("fr", "Le lendemain, un obus est tombé.", "2019-10-10"),
        ("fr", "La veille, un obus était tombé.", "2019-10-08"),
        ("fr", "Le même jour, un obus est tombé.", "2019-10-09"),
        ("fr", "Trois jours plus tard, un obus est tombé.", "2019-10-12"),
        ("fr", "Un obus est tombé le 13.", "2019-10-13"),
        ("fr", "Un obus est tombé à 5 h 25.", "2019-10-09T05:25"),
        ("fr", "Un obus est tombé cette nuit-là.", "2019-10-09T20:00"),
        ("fr", "Un obus est tombé hier.", "2019-11-19"),
        ("en", "The next day a shell fell.", "2019-10-10"),
        ("en", "The same day a shell fell.", "2019-10-09"),
        ("en", "Two days earlier a shell had fallen.", "2019-10-07"),
        ("en", "A shell fell on the 13th.", "2019-10-13"),
        ("en", "A shell fell that night.", "2019-10-09T20:00"),
        ("en", "A shell fell yesterday.", "2019-11-19"),
    ] {
        assert_eq!(first(lang, text, report, named).0.as_deref(), Some(from), "{text}");
    }
}

#[test]
fn without_a_report_day_only_full_dates_are_dates() {
    for (lang, text, from, relative) in [
        ("fr", "Un obus est tombé hier soir.", None, Some("D-1")),
        ("fr", "Un obus est tombé le 25 décembre.", None, None),
        ("fr", "Un obus est tombé le 25 décembre 2018.", Some("2018-12-25"), None),
        ("en", "A shell fell three days ago.", None, Some("D-3")),
        ("en", "A shell fell in May.", None, None),
        ("en", "A shell fell in May 2018.", Some("2018-05-01"), None),
    ] {
        let got = first(lang, text, None, None);
        assert_eq!((got.0.as_deref(), got.1.as_deref()), (from, relative), "{text}");
    }
}

#[test]
fn a_broken_row_is_named_by_file_and_line() {
    let head = "form\tkind\tvalue\texample\n";
    let fr = Lang::new("fr").unwrap();
    for (row, message) in [
        ("mai\tmonth\tfive\tx", "fr/times.tsv:2: `five` is no value for the kind `month`"),
        ("mai\tmoon\t5\tx", "fr/times.tsv:2: there is no kind or pass `moon`"),
        ("<moon>\tdate\tdate m=$1\tx", "fr/times.tsv:2: there is no slot `<moon>`"),
        ("<month>\tdate\tdote m=$1\tx", "fr/times.tsv:2: there is no action `dote`"),
        ("<month>\tdate\tdate m=$y\tx", "fr/times.tsv:2: the entry has no `$y`"),
        ("(mai)\tdate\tdate m=$1\tx", "fr/times.tsv:2: `(mai)` says nothing outside its brackets"),
        ("a\tb\tc\td\te", "fr/times.tsv:2: more than four cells; is there a tab too many?"),
    ] {
        let error = Measures::from_tables(fr, head, &format!("{head}{row}\n")).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}
