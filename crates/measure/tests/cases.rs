//! Sentences of our own and what is measured in them, one a line, with the report of Wednesday 20 November 2019.
//!
//! `tests/cases/<lang>_times.txt`, `tests/cases/<lang>_numbers.txt`: `sentence => mention, mention`; to write a case anew
//! run with `ACCALMIE_BLESS=1` and read the difference.

use accalmie_language::segment;
use accalmie_measure::{Measures, QuantityKind, TimeKind};
use accalmie_record::Lang;

fn times(lang: Lang, text: &str) -> String {
    let anchor = Some(jiff::civil::date(2019, 11, 20));
    let cut = segment(text, lang);
    let mut out = Vec::new();
    for s in &cut.sentences {
        for t in Measures::embedded(lang).unwrap().times(text, &cut.tokens[s.tokens.clone()], anchor) {
            let (p, alone) = (t.resolve(anchor, None), t.resolve(None, None));
            let value = match (&p.from, &p.to) {
                (None, None) => t.undated().unwrap_or_default(),
                (Some(f), Some(t)) if f == t => f.clone(),
                (f, t) => format!("{}..{}", f.as_deref().unwrap_or(""), t.as_deref().unwrap_or("")),
            };
            let kind = if t.kind == TimeKind::Point { String::new() } else { format!(" {:?}", t.kind) };
            let alone = alone.relative.or(alone.from.map(|_| "absolute".to_owned())).unwrap_or_else(|| "none".to_owned());
            out.push(format!("[{}]{kind} {value} {:?} {alone}", t.span.of(text), p.precision));
        }
    }
    out.join(", ")
}

fn numbers(lang: Lang, text: &str) -> String {
    let cut = segment(text, lang);
    let mut out = Vec::new();
    for s in &cut.sentences {
        for q in Measures::embedded(lang).unwrap().quantities(text, &cut.tokens[s.tokens.clone()]) {
            let kind = if q.kind == QuantityKind::Count { String::new() } else { format!(" {:?}", q.kind) };
            let range = match q.max {
                Some(m) if m == q.min => q.min.to_string(),
                Some(m) => format!("{}..{m}", q.min),
                None => format!("{}..", q.min),
            };
            let flag = if q.article {
                " article"
            } else if q.none {
                " none"
            } else {
                ""
            };
            out.push(format!("[{}]{kind} {range}{flag}", q.span.of(text)));
        }
    }
    out.join(", ")
}

fn check(code: &str, what: &str, read: fn(Lang, &str) -> String) {
    let path = format!("{}/tests/cases/{code}_{what}.txt", env!("CARGO_MANIFEST_DIR"));
    let lang = Lang::new(code).unwrap();
    let (mut wrong, mut now) = (Vec::new(), String::new());
    for line in std::fs::read_to_string(&path).unwrap().lines() {
        let (text, expected) = line.split_once(" =>").unwrap_or((line, ""));
        let got = read(lang, text);
        now += format!("{text} => {got}").trim_end();
        now.push('\n');
        if got != expected.trim_start() {
            wrong.push(format!("{text}\n   expected {expected}\n   got      {got}"));
        }
    }
    if std::env::var_os("ACCALMIE_BLESS").is_some() {
        std::fs::write(&path, now).unwrap();
    } else {
        assert!(wrong.is_empty(), "{} of {path}:\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn french_times() {
    check("fr", "times", times);
}

#[test]
fn english_times() {
    check("en", "times", times);
}

#[test]
fn french_numbers() {
    check("fr", "numbers", numbers);
}

#[test]
fn english_numbers() {
    check("en", "numbers", numbers);
}
