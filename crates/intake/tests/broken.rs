//! Broken, locked and booby-trapped files are refused with a sentence, each in its place, and cost little time and memory.

use accalmie_intake::{Operator, Pieces, inputs};
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What is said of a file of this name, or of its parts.
fn said(name: &str, bytes: &[u8]) -> Vec<Result<String, String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    let shown = format!("{}/", folder.path().display());
    Pieces::new(inputs(&[path]))
        .map(|p| p.and_then(|p| p.report(&Operator::default())))
        .map(|r| r.map(|r| r.text).map_err(|e| e.to_string().replace(&shown, "")))
        .collect()
}

fn check(name: &str, bytes: &[u8], sentence: &str) {
    let got = said(name, bytes);
    assert!(matches!(&got[..], [Err(e)] if e.starts_with(name) && e.contains(sentence)), "{name}: {sentence}: {got:?}");
}

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::best());
    out.write_all(bytes).expect("written");
    out.finish().expect("finished")
}

const W: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

fn docx(body: &str) -> Vec<u8> {
    zipped(&[("word/document.xml", format!("<w:document {W}>{body}</w:document>").as_bytes())])
}

#[test]
fn word_documents() {
    let whole = docx("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>");
    assert_eq!(said("a.docx", &whole), [Ok("Words.".to_owned())]);
    check("a.docx", whole.get(..whole.len() / 2).unwrap_or(&[]), "cannot be read");
    check("a.docx", b"PK\x03\x04 and nothing of a zip", "cannot be read");
    check("a.docx", &docx("<w:p><w:r><w:t>Words."), "cannot be read");
    check("a.docx", &docx("<w:p/>"), "has no words of its own");
    check("a.docx", &docx(&"<w:p>".repeat(100_000)), "nests deeper than 256");
    let entities =
        format!("<!DOCTYPE w [<!ENTITY a '{}'>]><w:document {W}><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>", "x".repeat(100));
    check("a.docx", &zipped(&[("word/document.xml", entities.as_bytes())]), "it declares entities");
    check("a.docx", &docx(&" ".repeat(40 << 20)), "unpacks to more than 100 times its size");
    check("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "locked with a password");
    check(
        "a.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
        "of the old kind, which cannot be read; open it and save it as .docx",
    );
    check("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "of the old kind");
}

#[test]
fn open_documents() {
    let odt = |content: &str, manifest: &str| {
        zipped(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", manifest.as_bytes()),
            ("content.xml", content.as_bytes()),
        ])
    };
    assert_eq!(said("a.odt", &odt("<d><p>Words.</p></d>", "<m/>")), [Ok("Words.".to_owned())]);
    assert_eq!(said("named-otherwise.txt", &odt("<d><p>Words.</p></d>", "<m/>")), [Ok("Words.".to_owned())]);
    check("a.odt", &odt("<d><p>Words.</p>", "<m/>"), "cannot be read");
    check("a.odt", &odt("<d/>", "<m/>"), "has no words of its own");
    check("a.odt", &odt("<d><p>x</p></d>", "<m><encryption-data/></m>"), "locked with a password");
    check("a.odt", &odt("<!DOCTYPE d><d><p>x</p></d>", "<m/>"), "it declares entities");
    check("a.odt", &zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), "the part with its text is missing");
    check("a.odt", &odt(&format!("<d>{}</d>", "<p>".repeat(3000)), "<m/>"), "nests deeper");
    check("a.ods", &zipped(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), "is a workbook that cannot be read");
}

/// A PDF of these objects, from 1; the first is the catalog.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", i + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

fn stream(dict: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<< {dict} /Length {} >>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

fn page(contents: Vec<u8>, form: Vec<u8>) -> Vec<u8> {
    pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>".to_vec(),
        contents,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        form,
    ])
}

#[test]
fn pdf_documents() {
    let form = || stream("/Type /XObject /Subtype /Form", b"/X Do");
    let words = b"BT /F 12 Tf 50 700 Td (Two shells fell, 120 ) Tj [(pe) -50 (ople \\351t\\351)] TJ ET";
    let whole = page(stream("", words), form());
    assert_eq!(said("a.pdf", &whole), [Ok("Two shells fell, 120 people été".to_owned())]);
    let packed = page(stream("/Filter /FlateDecode", &deflated(words)), form());
    assert_eq!(said("a.txt", &packed), [Ok("Two shells fell, 120 people été".to_owned())]);
    check("a.pdf", b"%PDF-1.7\nnothing", "is a PDF document that cannot be read");
    check("a.pdf", whole.get(..40).unwrap_or(&[]), "is a PDF document that cannot be read");
    check("a.pdf", &pdf(&[b"<< /Type /Catalog >>".to_vec()]), "it has no pages");
    // Pages that hold each other, forms that draw themselves.
    check("a.pdf", &pdf(&[b"<< /Pages 2 0 R >>".to_vec(), b"<< /Type /Pages /Kids [2 0 R 1 0 R] >>".to_vec()]), "is a PDF document");
    check("a.pdf", &page(stream("", b"/X Do"), form()), "nests deeper");
    let own = page(stream("", words), form());
    let parent = String::from_utf8_lossy(&own).replace("/Parent 2 0 R", "/Parent 3 0 R");
    assert_eq!(said("a.pdf", parent.as_bytes()).len(), 1);
    check("a.pdf", &page(stream("", b"0 0 m 10 10 l S"), form()), "only pictures");
    check("a.pdf", &page(stream("/Filter /FlateDecode", &deflated(&vec![b' '; 60 << 20])), form()), "unpacks to more than 100 times");
    let index = stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &deflated(&vec![b' '; 90 << 20]));
    check("a.pdf", &page(index, form()), "unpacks to more than 300 times");
    let columns = stream("/Type /XRef /DecodeParms << /Predictor 12 /Columns 99999999999 >> /Filter /FlateDecode", &deflated(b"x"));
    check("a.pdf", &page(columns, form()), "is not read");
    // Forms that draw two forms each that draw two each, and letters without end.
    let wide = stream("/Type /XObject /Subtype /Form", "BT /F 12 Tf (aaaaaaaaaaaaaaaa) Tj ET ".repeat(60_000).as_bytes());
    check("a.pdf", &page(stream("", b"/X Do"), wide), "more letters than any page");
    let nested = stream("", ["BT /F 12 Tf ", &"[".repeat(100_000), &"<<".repeat(100_000), "(x) Tj"].concat().as_bytes());
    assert_eq!(said("a.pdf", &page(nested, form())).len(), 1);
}

#[test]
fn mails_and_mailboxes() {
    const HEAD: &str = "From: desk@upper-town.example\nSubject: x\nMessage-ID: <1@x>\n";
    check("a.eml", b"No header at all.\n\nWords.", "is a mail that cannot be read");
    check("a.eml", format!("{HEAD}\n> quoted\n> only\n").as_bytes(), "has no words of its own; what it answers to");
    check("a.eml", format!("{HEAD}\n").as_bytes(), "has no words of its own");
    check("a.eml", format!("{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\n").as_bytes(), "has no words of its own");
    check("a.eml", format!("{HEAD}Content-Transfer-Encoding: base64\n\n====\n").as_bytes(), "has no words of its own");
    check("a.mbox", b"Subject: x\n\nWords.", "is a mailbox that cannot be read");
    let got = said("a.mbox", b"From a Mon May  3 10:00:00 2021\n\nFrom b Mon May  3 10:00:00 2021\nSubject: x\nFrom: b\n\nWords.\n");
    assert!(matches!(&got[..], [Err(e), Ok(text)] if e.starts_with("a.mbox message 1: is empty") && text.trim() == "Words."), "{got:?}");
    // Mails within mails within mails.
    let deep = (0..12).fold("From: a@b.example\nSubject: x\n\nWords.\n".to_owned(), |inner, i| {
        format!("{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\nContent-Type: message/rfc822\n\n{inner}\n--b{i}--\n")
    });
    let got = said("a.eml", deep.as_bytes());
    assert!(!got.is_empty() && got.len() < 20, "{got:?}");
}

#[test]
fn charsets_that_are_not_what_they_say() {
    for (head, body, text) in [
        ("Content-Type: text/plain; charset=utf-8", &b"L'\xe9cole est ferm\xe9e."[..], "L'école est fermée."),
        ("Content-Type: text/plain; charset=iso-8859-1", b"L\x92\xe9cole", "L’école"),
        ("Content-Type: text/plain; charset=windows-1256", b"\xde\xd1\xed\xc9 \xde\xd1\xc8 \xc7\xe1\xe4\xe5\xd1", "قرية قرب النهر"),
        ("X: y", b"caf\xc3\xa9", "café"),
        ("Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8", b"=C3=A9t=C3=A9 =\n2021", "été 2021"),
    ] {
        let mail = [b"From: a@b.example\nMessage-ID: <1@b>\nSubject: x\n", head.as_bytes(), b"\n\n", body].concat();
        let got: Vec<_> = said("a.eml", &mail).into_iter().map(|r| r.map(|t| t.trim().to_owned())).collect();
        assert_eq!(got, [Ok(text.to_owned())], "{head}");
    }
}

#[test]
fn archives() {
    check("a.zip", &zipped(&[]), "no report in it");
    check("a.zip", &zipped(&[("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x")]), "no report in it");
    check("a.zip", b"PK\x03\x04", "is a zip archive that cannot be read");
    let whole = zipped(&[("a.txt", b"Words."), ("b.txt", b"More.")]);
    check("a.zip", whole.get(..whole.len() - 10).unwrap_or(&[]), "cannot be read");
    // A mark in both of its headers says that the first file is locked.
    let mut locked = whole.clone();
    let central = locked.windows(4).position(|w| w == b"PK\x01\x02").expect("a list of files");
    for at in [6, central + 8] {
        if let Some(flags) = locked.get_mut(at) {
            *flags |= 1;
        }
    }
    assert_eq!(
        said("a.zip", &locked),
        [
            Err("a.zip/a.txt: is a packed file locked with a password; take the password off and give that file".to_owned()),
            Ok("More.".to_owned())
        ]
    );
    let deep = (0..4).fold(b"Words.".to_vec(), |inner, i| zipped(&[(if i == 0 { "a.txt" } else { "a.zip" }, &inner)]));
    check("a.zip", &deep, "is an archive within 3 archives");
    let got = said("a.zip", &zipped(&[("bomb.txt", &vec![b'a'; 30 << 20]), ("a.txt", b"Words.")]));
    assert!(
        matches!(&got[..], [Err(e), Ok(text)] if e.starts_with("a.zip/bomb.txt: unpacks to more than 100 times") && text == "Words."),
        "{got:?}"
    );
    let mut gz = GzEncoder::new(Vec::new(), Compression::best());
    gz.write_all(&vec![b'a'; 30 << 20]).expect("written");
    check("a.gz", &gz.finish().expect("finished"), "unpacks to more than 100 times");
    check("a.tar.gz", b"\x1f\x8b\x08 and no more", "is a packed file that cannot be read");
    let mut tar = vec![0u8; 1024];
    tar.splice(257..262, *b"ustar");
    tar.splice(0..5, *b"a.txt");
    check("a.tar", &tar, "is a tar archive that cannot be read (a file's header is damaged)");
}

#[test]
fn twenty_thousand_files_are_enough() {
    let names: Vec<String> = (0..20_010).map(|i| format!("{i}.txt")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"x"[..])).collect();
    let got = said("a.zip", &zipped(&members));
    assert_eq!(got.len(), 20_001);
    assert!(got.last().is_some_and(|l| l.as_ref().is_err_and(|e| e.contains("holds more than 20000 files"))), "{:?}", got.last());
}
