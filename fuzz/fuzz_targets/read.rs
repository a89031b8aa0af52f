//! Whatever a text says, in whatever language, there is a reading, and the words of each record stand in the text where it says.
#![no_main]

use accalmie_read::{Desk, Knowledge, read};
use accalmie_record::{Lang, PublishedFrom, Report, Schema, Text};
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;
use std::sync::LazyLock;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::new(&[]).0);

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk::default());
}

/// The first byte chooses; after the last the language is told from the text.
const LANGUAGES: [&str; 6] = ["fr", "en", "ar", "es", "tr", "kmr"];

fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let language = LANGUAGES.get(usize::from(*which) % (LANGUAGES.len() + 1)).and_then(|l| Lang::new(l));
    let report = Report {
        schema: Schema,
        id: "sha256:00".to_owned(),
        key: "fuzzed".to_owned(),
        language,
        published: Some("2021-02-28".to_owned()),
        published_from: PublishedFrom::Operator,
        source: None,
        url: None,
        title: None,
        text: text.to_owned(),
    };
    let reading = DESK.with_borrow_mut(|desk| read(report, &KNOWLEDGE, desk));
    for r in &reading.records {
        assert!(!r.evidence.is_empty());
        for e in r.evidence.iter().filter(|e| e.in_ == Text::Text) {
            assert_eq!(text.get(e.span.start..e.span.end), Some(e.text.as_str()));
        }
    }
});
