//! Whatever bytes come, intake gives a report or an error, and never falls over.

use accalmie_intake::{Format, Input, Operator, Piece, Pieces, inputs};
use proptest::prelude::*;
use std::io::Write;

fn report(format: Format, bytes: Vec<u8>) {
    let piece = Piece { file: "x".to_owned(), line: None, format: format.clone(), bytes, consumed: 0 };
    if let Ok(report) = piece.report(&Operator::default()) {
        assert!(report.id.len() == "sha256:".len() + 64);
        assert!(format == Format::Batch || !report.text.contains('\r'));
    }
}

/// Bits of what intake looks for, so that random inputs reach its branches.
fn bits() -> impl Strategy<Value = Vec<u8>> {
    let bit = prop_oneof![
        Just(b"TITLE: ".to_vec()),
        Just(b"DATE: 2020-".to_vec()),
        Just(b"\n\n".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"{\"text\": \"".to_vec()),
        Just(b"\"}".to_vec()),
        Just(b"<p>".to_vec()),
        Just(b"<article class='share'>".to_vec()),
        Just(b"<script type='application/ld+json'>{\"datePublished\": \"".to_vec()),
        Just(b"</script><table><b><i></b><svg><math>".to_vec()),
        Just(b"<meta charset=utf-16><time datetime='".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just("é – قرية 漢".as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..12),
    ];
    prop::collection::vec(bit, 0..24).prop_map(|bits| bits.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in [Format::Text, Format::Html, Format::Batch, Format::sniff(&bytes)] {
            report(format, bytes.clone());
        }
    }

    #[test]
    fn bits_of_documents_never_panic(bytes in bits()) {
        for format in [Format::Text, Format::Html, Format::Batch, Format::sniff(&bytes)] {
            report(format, bytes.clone());
        }
    }

    #[test]
    fn text_is_kept(words in "[a-zé\u{627}-\u{64a} ]{1,60}\\.") {
        let piece = Piece { file: "x".to_owned(), line: None, format: Format::Text, bytes: words.clone().into_bytes(), consumed: 0 };
        prop_assert_eq!(piece.report(&Operator::default()).map(|r| r.text).ok(), Some(words));
    }
}

/// The reports of one file, by its name and bytes.
fn read(name: &str, bytes: &[u8]) -> Vec<Result<(String, String), String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::File::create(&path).and_then(|mut f| f.write_all(bytes)).expect("written");
    let shown = format!("{}/", folder.path().display());
    let found: Vec<_> = inputs(&[path]);
    assert!(matches!(found[0], Ok(Input::File { .. })));
    Pieces::new(found)
        .map(|p| p.and_then(|p| p.report(&Operator::default())))
        .map(|r| r.map(|r| (r.key.replace(&shown, ""), r.text)).map_err(|e| e.to_string().replace(&shown, "")))
        .collect()
}

#[test]
fn a_batch_goes_on_after_a_broken_line() {
    let got = read("b.jsonl", "\u{feff}{\"text\": \"one\"}\r\n\n{broken\n{\"id\": \"c\", \"text\": \"three\"}".as_bytes());
    assert_eq!(got.len(), 3);
    assert_eq!(got[0], Ok(("b.jsonl:1".to_owned(), "one".to_owned())));
    assert!(got[1].as_ref().is_err_and(|e| e.starts_with("b.jsonl:3:2: not a report in JSON")), "{:?}", got[1]);
    assert_eq!(got[2], Ok(("c".to_owned(), "three".to_owned())));
}

#[test]
fn a_batch_in_utf16_is_read() {
    let text = "\u{feff}{\"text\": \"été\"}\n{\"text\": \"قرية\"}\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let texts: Vec<_> = read("b.jsonl", &bytes).into_iter().map(|r| r.map(|(_, t)| t)).collect();
    assert_eq!(texts, [Ok("été".to_owned()), Ok("قرية".to_owned())]);
}

#[test]
fn unknown_names_are_sniffed() {
    for (bytes, text) in [("<html><p>a</html>", "a"), ("{\"text\": \"a\"}", "a"), ("a word", "a word")] {
        let got = read("noname", bytes.as_bytes());
        assert!(matches!(&got[..], [Ok((_, t))] if t == text), "{got:?}");
    }
}

#[test]
fn blank_and_binary_files_are_errors() {
    for (name, bytes, said) in [
        ("a.txt", &b""[..], "a.txt: is empty"),
        ("a.txt", b" \n\t", "a.txt: is empty"),
        ("a.html", b"\n", "a.html: is empty"),
        ("a.txt", b"x\0y", "a.txt: is not text: byte 1 is 0x00"),
        ("a.pdf", b"%PDF-1.4\n\xe2", "a.pdf: is a PDF document"),
    ] {
        let got = read(name, bytes);
        assert!(matches!(&got[..], [Err(e)] if e.starts_with(said)), "{got:?}");
    }
}

#[test]
fn fifty_megabytes_are_no_trouble() {
    let words = "Les habitants ont quitté le village avant l'aube.\r\n".repeat(1_000_000);
    let begun = std::time::Instant::now();
    let got = read("long.txt", words.as_bytes());
    assert!(matches!(&got[..], [Ok((_, t))] if t.len() == words.len() - 1_000_000));
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}
