//! The DOCX: every part is XML, says what the brief says, turns with the language, and has the same bytes each time.

mod sample;

use accalmie_brief::{Fonts, Format, LANGUAGES, render};
use quick_xml::Reader;
use quick_xml::events::Event;
use sample::sample;
use std::io::{Cursor, Read};

fn docx(language: &str) -> Vec<u8> {
    render(&sample(language, 9), Format::Docx, &Fonts::default()).expect("a brief")
}

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut one = |n| {
        let mut part = zip.by_index(n).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        (part.name().to_owned(), text)
    };
    (0..8).map(&mut one).collect()
}

/// Words, and how often each element comes.
fn read(xml: &str) -> (String, Vec<String>) {
    let mut reader = Reader::from_str(xml);
    let (mut words, mut elements) = (String::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(e) | Event::Empty(e) => elements.push(e.name().as_ref().to_owned()),
            Event::Text(t) => words.push_str(&t),
            Event::GeneralRef(r) => words.push_str(match &*r {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("&{other};"),
            }),
            Event::End(e) if e.name().as_ref() == "w:p" => words.push('\n'),
            Event::Eof => return (words, elements),
            _ => {}
        }
    }
}

fn document(language: &str) -> (String, Vec<String>) {
    let parts = parts(&docx(language));
    read(&parts.iter().find(|(name, _)| name == "word/document.xml").expect("the document").1)
}

/// Without what only directs.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2068}' | '\u{2069}')).collect()
}

#[test]
fn every_part_is_xml() {
    for language in LANGUAGES {
        for (name, text) in parts(&docx(language)) {
            assert!(!read(&text).1.is_empty(), "{language}: {name}");
        }
    }
}

#[test]
fn it_says_what_the_brief_says() {
    for language in LANGUAGES {
        let (words, _) = document(language);
        let words = bare(&words);
        let brief = sample(language, 9);
        let sentences = brief.sections.iter().flat_map(|s| &s.sentences).map(|s| &s.text);
        let tables = brief.sections.iter().filter_map(|s| s.table.as_ref()).flat_map(|t| t.head.iter().chain(t.rows.iter().flatten()));
        let sources = brief.sources.iter().flat_map(|s| s.words.iter().chain([&s.name]));
        for text in sentences.chain(tables).chain(sources).chain([&brief.title, &brief.lead]) {
            assert!(words.contains(&bare(text)), "{language}: {text}");
        }
    }
}

#[test]
fn only_arabic_is_turned() {
    let count = |language: &str, element: &str| document(language).1.iter().filter(|e| *e == element).count();
    assert_eq!(count("ar", "w:bidi"), count("ar", "w:p") + 1, "every paragraph, and the page");
    assert_eq!(count("ar", "w:bidiVisual"), 1);
    assert_eq!(["w:bidi", "w:bidiVisual"].map(|e| count("fr", e)), [0, 0]);
    // The names and words of a source that are written in Arabic.
    assert!(count("fr", "w:rtl") > 0);
}

#[test]
fn every_source_is_marked_and_led_to() {
    let count = |element: &str| document("en").1.iter().filter(|e| *e == element).count();
    assert_eq!(count("w:bookmarkStart"), sample("en", 9).sources.len());
    assert_eq!(count("w:hyperlink"), 9 + 1 + 1 + 2 + 1);
}

#[test]
fn the_same_brief_gives_the_same_bytes() {
    LANGUAGES.iter().for_each(|l| assert_eq!(docx(l), docx(l)));
}
