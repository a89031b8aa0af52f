//! Real files with bits turned over, cut short or with parts repeated: always a report or a sentence, never a fall.

use accalmie_intake::{Operator, Pieces, inputs};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Of every format a small one and one that is harder.
const FILES: [&str; 14] = [
    "office-en.docx",
    "bulletin-en.odt",
    "tracked-en.odt",
    "columns-fr.pdf",
    "lines-fr.pdf",
    "packed-en.pdf",
    "no-printing.pdf",
    "shaped-ar.pdf",
    "reply-fr.eml",
    "list-ar.eml",
    "mailbox.mbox",
    "letters.zip",
    "letters.tar.gz",
    "one.txt.gz",
];

static WHOLE: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    FILES.iter().map(|name| std::fs::read(folder.join(name)).expect("a file")).collect()
});

/// Reads bytes as a file of this name; everything it says is a sentence.
fn read(folder: &Path, name: &str, bytes: &[u8]) -> usize {
    let path: PathBuf = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    let mut count = 0;
    for piece in Pieces::new(inputs(&[path])) {
        count += 1;
        match piece.and_then(|p| p.report(&Operator::default())) {
            Ok(report) => assert!(!report.id.is_empty() && !report.key.is_empty()),
            Err(e) => assert!(e.to_string().len() > 20, "{e}"),
        }
    }
    count
}

/// What happens to a file: a bit turned over, a piece left out, a piece twice, the end cut off.
#[derive(Clone, Debug)]
enum Harm {
    Flip(usize, u8),
    Leave(usize, usize),
    Twice(usize, usize),
    Cut(usize),
}

fn harms() -> impl Strategy<Value = Vec<Harm>> {
    let harm = prop_oneof![
        6 => (any::<usize>(), 0u8..8).prop_map(|(at, bit)| Harm::Flip(at, bit)),
        1 => (any::<usize>(), 1usize..64).prop_map(|(at, n)| Harm::Leave(at, n)),
        1 => (any::<usize>(), 1usize..64).prop_map(|(at, n)| Harm::Twice(at, n)),
        1 => any::<usize>().prop_map(Harm::Cut),
    ];
    prop::collection::vec(harm, 1..6)
}

fn harmed(whole: &[u8], harms: &[Harm]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for harm in harms {
        let n = bytes.len().max(1);
        match *harm {
            Harm::Flip(at, bit) => bytes.iter_mut().skip(at % n).take(1).for_each(|b| *b ^= 1 << bit),
            Harm::Leave(at, long) => drop(bytes.drain(at % n..(at % n + long).min(bytes.len()))),
            Harm::Twice(at, long) => {
                let part = bytes.iter().skip(at % n).take(long).copied().collect::<Vec<_>>();
                bytes.splice(at % n..at % n, part);
            }
            Harm::Cut(at) => bytes.truncate(at % n),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn harmed_files_are_read_or_refused(harms in harms()) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, whole) in FILES.iter().zip(WHOLE.iter()) {
            read(folder.path(), name, &harmed(whole, &harms));
        }
    }

    #[test]
    fn any_bytes_below_a_true_beginning_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, begin) in [
            ("a.pdf", &b"%PDF-1.4\n"[..]),
            ("a.docx", b"PK\x03\x04"),
            ("a.tar", b""),
            ("a.gz", b"\x1f\x8b\x08\0"),
            ("a.eml", b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"),
            ("a.mbox", b"From a Mon May  3 10:00:00 2021\n"),
            ("a.odt", b""),
        ] {
            prop_assert!(read(folder.path(), name, &[begin, &bytes].concat()) > 0);
        }
    }

    /// The words of a page's own language, in any order.
    #[test]
    fn any_contents_of_a_page_are_read(parts in prop::collection::vec(prop::sample::select(vec![
        "BT", "ET", "/F 12 Tf", "1 0 0 1 50 700 Tm", "(a\\351b) Tj", "[(x) -9999 (y)] TJ", "q", "Q", "1e9 0 0 1 0 0 cm", "0 0 0 0 0 0 cm", "/X Do", "BI ID \u{1} EI",
        "/S <</ActualText (z)>> BDC", "EMC", "T*", "'", "\"", "<", ">", "[", "]", "(", ")", "-1 Tz", "99999999999999999999 Tf", "<0041> Tj", "%",
    ]), 0..60)) {
        let contents = parts.join(" ");
        let folder = tempfile::tempdir().expect("a folder");
        let file = format!(
            "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R\
            /Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 4 0 R>>>>>> endobj\n4 0 obj <</Subtype/Form/Length {}>>\nstream\n{contents}\nendstream endobj\n\
            5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Times>> endobj\n", contents.len(),
        );
        let places: String = (1..=5).map(|i| format!("{:010} 00000 n \n", file.find(&format!("{i} 0 obj")).unwrap_or(0))).collect();
        let whole = format!("{file}xref\n0 6\n0000000000 65535 f \n{places}trailer <</Size 6/Root 1 0 R>>\nstartxref\n{}\n%%EOF", file.len());
        prop_assert_eq!(read(folder.path(), "a.pdf", whole.as_bytes()), 1);
    }
}
