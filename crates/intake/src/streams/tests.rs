use super::STREAMS;
use crate::error::Trouble;
use crate::format::SNIFFED;
use crate::found::Found;
use crate::part::{Holds, Part, Parts};
use proptest::prelude::*;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files/streams")
}

/// The sample files by name, in their order.
fn samples() -> Vec<(String, Vec<u8>)> {
    let kinds = ["xml", "json", "txt", "csv", "tsv", "xlsx", "ods", "mht", "mhtml"];
    let mut all: Vec<_> = std::fs::read_dir(folder())
        .expect("the samples")
        .filter_map(|f| f.ok().map(|f| f.path()))
        .filter(|p| p.extension().and_then(|e| e.to_str()).is_some_and(|e| kinds.contains(&e)))
        .map(|p| (p.file_name().unwrap_or_default().to_string_lossy().into_owned(), std::fs::read(&p).expect("readable")))
        .collect();
    all.sort();
    assert!(all.len() >= 28, "{}", all.len());
    all
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).expect(name)
}

/// What the streams that claim a content are called.
fn claimed(bytes: &[u8]) -> Vec<&'static str> {
    STREAMS.iter().filter(|s| (s.is)(&bytes[..bytes.len().min(SNIFFED)])).map(|s| s.what).collect()
}

fn cut(bytes: &[u8]) -> Result<Parts, Trouble> {
    let stream = STREAMS.iter().find(|s| (s.is)(&bytes[..bytes.len().min(SNIFFED)])).unwrap_or_else(|| panic!("no stream claims it"));
    (stream.cut)(bytes)
}

fn reports(bytes: &[u8]) -> Vec<(Part, Found)> {
    let found = |part: Part| match &part.holds {
        Holds::Report(found) => ((**found).clone(), part),
        Holds::File(_) => panic!("{} is a file", part.name),
    };
    cut(bytes).expect("a stream").into_iter().flatten().map(found).map(|(found, part)| (part, found)).collect()
}

/// What a file tells, for a person to check: a block for each part.
fn told(bytes: &[u8]) -> String {
    let mut out = format!("{}\n", claimed(bytes).join(" AND "));
    match cut(bytes) {
        Err(trouble) => out.push_str(&format!("! {trouble}\n")),
        Ok(parts) => {
            for part in parts {
                match part {
                    Err((name, trouble)) => out.push_str(&format!("! {name}: {trouble}\n")),
                    Ok(Part { holds: Holds::File(_), .. }) => out.push_str("a file\n"),
                    Ok(Part { name, line, holds: Holds::Report(f), .. }) => {
                        out.push_str(&format!("\n== {name}"));
                        let line = line.map(|l| l.to_string());
                        let language = f.language.map(|l| l.to_string());
                        for (what, said) in [
                            ("line", &line),
                            ("published", &f.published),
                            ("source", &f.source),
                            ("url", &f.url),
                            ("language", &language),
                            ("title", &f.title),
                        ] {
                            if let Some(said) = said {
                                out.push_str(&format!("\n{what}: {said}"));
                            }
                        }
                        out.push_str(&format!("\n--\n{}\n", f.text));
                    }
                }
            }
        }
    }
    out
}

/// `told/NAME.told` was read by a person; `STREAMS_TOLD=write` writes what is told now.
#[test]
fn every_sample_tells_what_it_says() {
    let mut wrong = Vec::new();
    for (name, bytes) in samples() {
        let path = folder().join("told").join(format!("{name}.told"));
        let now = told(&bytes);
        if std::env::var_os("STREAMS_TOLD").is_some_and(|v| v == "write") {
            std::fs::write(&path, &now).expect("written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if expected != now {
            wrong.push(format!("{name}\n{now}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn one_stream_claims_each_sample() {
    for (name, bytes) in samples() {
        assert_eq!(claimed(&bytes).len(), 1, "{name}: {:?}", claimed(&bytes));
    }
}

#[test]
fn no_stream_claims_what_is_not_its_own() {
    for other in [
        "{\"text\": \"Exercise. Words.\", \"id\": 1}\n{\"text\": \"More.\"}",
        "{\"id\": 1, \"type\": \"a\", \"messages\": [], \"text\": \"x\"}",
        "{\"id\": 1, \"text\": \"x\", \"data\": [{\"id\": 1, \"fields\": {}}]}",
        "[1, 2, 3]",
        "[{\"text\": \"a\"}]",
        "{curly} words",
        "<!DOCTYPE html><html><body><p>Words, and more, and more</p></body></html>",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><p>x</p></html>",
        "<!-- rss --><p>About <rss> feeds",
        "<feed>of the cattle</feed>",
        "A report, in words, with commas.\nA second line, with more, and more.\n",
        "Notes, date, source and text were lost.\nNothing is left, they said.\n",
        "Date: 2021-05-03\nSource: Exercise Watch\n\nTwo shells fell.",
        "description\nOne column is no table: it may be a word.\n",
        "12.06.2022\n\nBulletin of the exercise: nothing new.",
        "12/06/2022, 10:00 to 12:00 - shelling: two wounded",
        "[12/06/2022] Shelling: two wounded",
        "12/06/2022, 10:00 - Mill road: two wounded\n12/06/2022, 11:00 - Bridge: closed\n",
        "[12/06/2022, 10:00] Mill road: two wounded\n[12/06/2022, 11:00] Bridge: closed\n",
        "Text,Date\nWords, and more, and more.",
        "From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n",
        "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\n",
        "PK\u{3}\u{4}not a workbook at all, only letters after it",
        "",
        "\n\n",
    ] {
        assert_eq!(claimed(other.as_bytes()), [""; 0], "{other}");
    }
    assert_eq!(claimed(&sample("saved_singlefile_en.html")), [""; 0]);
    let reports = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../reports");
    for file in std::fs::read_dir(reports).expect("the sample reports").flatten().filter(|f| f.path().is_file()) {
        let bytes = std::fs::read(file.path()).expect("readable");
        assert_eq!(claimed(&bytes), [""; 0], "{:?}", file.path());
    }
}

/// A cut on what a stream is known by; then the number of reports, or how the sentence begins.
fn check(what: &str, bytes: &[u8], expected: Result<usize, &str>) {
    let stream = STREAMS.iter().find(|s| s.what == what).unwrap_or_else(|| panic!("no stream is {what}"));
    let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
    match ((stream.cut)(bytes), expected) {
        (Ok(parts), Ok(n)) => assert_eq!(parts.iter().filter(|p| p.is_ok()).count(), n, "{what}: {shown}"),
        (Err(trouble), Err(said)) => assert!(trouble.to_string().contains(said), "{what}: {shown}: {trouble}"),
        (got, _) => panic!("{what}: {shown}: {:?}", got.map(|p| p.len())),
    }
}

#[test]
fn broken_files_say_so() {
    let json = "cannot be read";
    let (book, ods) = (sample("sheet_ar.xlsx"), sample("sheet_es.ods"));
    for (what, bytes, expected) in [
        ("a feed", &b"<rss><channel><title>x</title><item><title>one</title></item><item><title>tw"[..], Ok(1)),
        ("a feed", b"<rss><channel><item><title>one</tittle></item>", Err("a feed that cannot be read")),
        ("a feed", b"<rss><channel><title>x</title>", Err("it ends before")),
        ("a feed", b"<html><p>x", Err("a feed that cannot be read")),
        ("a feed", b"<rss><channel><item><description>AT&T &nbsp; &bogus; <b>x</b></description></item></channel></rss>", Ok(1)),
        ("a feed", b"<rss/>", Ok(0)),
        ("a feed", b"", Err("is empty")),
        ("a Telegram export", b"{\"type\": \"public_channel\", \"messages\": [{\"text\": \"x\"", Err(json)),
        (
            "a Telegram export",
            b"{\"messages\": [1, null, {\"text\": 5}, {\"text\": {\"text\": \"x\"}}, {\"text\": [[], {}, \"y\"]}]}",
            Ok(2),
        ),
        ("a Telegram export", b"{\"messages\": {}}", Err(json)),
        ("a Telegram export", b"{\"chats\": {\"list\": [{}]}}", Ok(0)),
        ("a Telegram export", b"[]", Err(json)),
        ("a Telegram export", b"{\"messages\": [{\"text\": \"x\", \"date\": 5, \"date_unixtime\": \"99999999999999999999\"}]}", Ok(1)),
        ("a ReliefWeb answer", b"{\"data\": {}}", Err("no list \"data\"")),
        ("a ReliefWeb answer", b"{\"data\": [{\"fields\": 1}, null, {\"fields\": {\"title\": \"x\", \"date\": 1, \"source\": 1}}]}", Ok(1)),
        ("a ReliefWeb answer", b"{\"data\": [", Err(json)),
        ("a ReliefWeb answer", b"{}", Err(json)),
        ("a ReliefWeb answer", b"nonsense", Err(json)),
        ("a KoboToolbox or ODK export", b"{\"results\": 1}", Err("no list \"results\"")),
        ("a KoboToolbox or ODK export", b"7", Err("no list of submissions")),
        ("a KoboToolbox or ODK export", b"[1, null, [], {\"note\": \"Calm day\", \"_geolocation\": [null, null]}]", Ok(1)),
        ("a KoboToolbox or ODK export", b"[{\"note\": \"Cal", Err(json)),
        ("a KoboToolbox or ODK export", "[".repeat(100_000).as_bytes(), Err(json)),
        ("a WhatsApp export", b"no stamp anywhere", Err("no line begins with a date")),
        ("a WhatsApp export", b" \n", Err("is empty")),
        ("a WhatsApp export", b"31/12/2019, 20:05 - A: ", Ok(0)),
        ("a WhatsApp export", b"31/12/2019, 20:05 - A: x\n99/99/2019, 20:05 - B: y", Ok(2)),
        ("a WhatsApp export", b"31/12/2019, 20:05 - A: x\n\xff\xfe\n[31/12/2019, 20:05:00] B: y", Ok(1)),
        ("a saved web page", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", Err("none of its parts")),
        ("a saved web page", b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n\n--x--\n", Err("is empty")),
        ("a saved web page", b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>cut", Ok(1)),
        ("a saved web page", b"Content-Type: multipart/related\n\n<p>no boundary", Err("none of its parts")),
        ("a saved web page", b"", Err("has no parts")),
        ("a table", b"Date,Casualties\n2021-05-03,2\n", Err("its columns are \"Date\", \"Casualties\"; known names")),
        ("a table", b"#date,#affected\n2021-05-03,2\n", Err("has no column that tells")),
        ("a table", b"date,text\n", Ok(0)),
        ("a table", b"date,text\n2021-05-03,\"never closed\n2021-05-04,x\n", Ok(1)),
        ("a table", b"date,text\n2021-05-03\n,,,,x\n2021-05-03,Words,more,cells\n", Ok(1)),
        ("a table", b"", Err("is empty")),
        ("a table", b"a\0b,text", Err("not text")),
        ("a workbook", &book[..book.len() / 2], Err("a workbook that cannot be read")),
        ("a workbook", b"PK\x03\x04", Err("a workbook that cannot be read")),
        ("a workbook", b"", Err("a workbook that cannot be read")),
        ("a workbook", &ods[40..], Err("a workbook that cannot be read")),
        ("a workbook", &[&book[..2000], &book[2010..]].concat(), Err("a workbook that cannot be read")),
    ] {
        check(what, bytes, expected);
    }
}

/// Rows divided by `|`; then each report as name, day and text.
fn check_table(rows: &str, expected: &[(&str, &str, &str)]) {
    let parts = crate::delimited::cut(rows.replace('|', "\n").as_bytes()).expect("a table");
    let got: Vec<(String, String, String)> = parts
        .into_iter()
        .flatten()
        .map(|part| match part.holds {
            Holds::Report(found) => (part.name, found.published.unwrap_or_else(|| "-".to_owned()), found.text),
            Holds::File(_) => panic!("a file"),
        })
        .collect();
    let got: Vec<(&str, &str, &str)> = got.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(got, expected, "{rows}");
}

#[test]
fn tables_tell() {
    for (rows, expected) in [
        ("date,text|2021-05-03,Calm.", &[("row 2", "2021-05-03", "Calm.")][..]),
        ("Summary|date,description|2021-05-03,Calm.", &[("row 3", "2021-05-03", "Calm.")]),
        ("date,text,id|2021-05-03,Calm.,a1|2021-05-04,Shots.,a1", &[("a1", "2021-05-03", "Calm."), ("row 3", "2021-05-04", "Shots.")]),
        (
            "date;text|03/04/2021;Calm, all day.|13/04/2021;Shots.",
            &[("row 2", "2021-04-03", "Calm, all day."), ("row 3", "2021-04-13", "Shots.")],
        ),
        ("date,text|04/13/2021,Calm.|03/04/2021,Shots.", &[("row 2", "2021-04-13", "Calm."), ("row 3", "2021-03-04", "Shots.")]),
        ("date,text|03/04/2021,Calm.", &[("row 2", "-", "Calm.")]),
        ("date,text|2021-05-03 10:00:00,Calm.", &[("row 2", "2021-05-03T10:00:00", "Calm.")]),
        (
            "date,text|3 mai 2021,Calm.|3 mai 0021,Calm too.|44321,Shots.|2021,No.",
            &[("row 2", "3 mai 2021", "Calm."), ("row 3", "-", "Calm too."), ("row 4", "-", "Shots."), ("row 5", "-", "No.")],
        ),
        (
            "date,text|1900-01-01,Calm.|0025-01-01,Shots.|2021-02-30,No.",
            &[("row 2", "-", "Calm."), ("row 3", "-", "Shots."), ("row 4", "-", "No.")],
        ),
        (
            "date_start,published,notes|2021-05-01,2021-05-03,Calm.|2021-05-01,,Shots.",
            &[("row 2", "2021-05-03", "Calm."), ("row 3", "2021-05-01", "Shots.")],
        ),
        ("title,text|Bridge,Cut at dawn.|Only a title,|,", &[("row 2", "-", "Cut at dawn."), ("row 3", "-", "Only a title")]),
        ("text,description|Calm.,Calm. All day.|Shots.,Smoke.", &[("row 2", "-", "Calm. All day."), ("row 3", "-", "Shots.\n\nSmoke.")]),
        (
            "text,place,country|Shots at MANBIJ.,Manbij,Syria|Shots.,Manbij,Syria|Shots.,,",
            &[("row 2", "-", "Shots at MANBIJ."), ("row 3", "-", "Manbij, Syria\n\nShots."), ("row 4", "-", "Shots.")],
        ),
        (
            "x,y|#date,#description+i_en,#description+i_fr|2021-05-03,Calm.,Calme.|2021-05-03,,Tirs.",
            &[("row 3", "2021-05-03", "Calm."), ("row 4", "2021-05-03", "Tirs.")],
        ),
        ("d,notes|#date+occurred,#x_notes|2021-05-03,Calm.", &[("row 3", "2021-05-03", "Calm.")]),
    ] {
        check_table(rows, expected);
    }
}

/// Nothing that tells who wrote, in names, texts, sources or what is kept.
#[test]
fn nobody_is_named() {
    let nobodies = [
        "nvented",
        "nobody_",
        "963900555010",
        "900 555 010",
        "0900555010",
        "0900 555 010",
        "33 6 00",
        "مخترع",
        "فلان",
        "Uydurma",
        "Başka",
        "Xeyal",
        "Inventad",
        "Otra",
        "اسم_الباحث",
        "nventée",
    ];
    for (name, bytes) in
        samples().into_iter().filter(|(n, _)| ["whatsapp", "kobo", "odk", "telegram", "table", "sheet"].iter().any(|k| n.starts_with(k)))
    {
        for (part, found) in reports(&bytes) {
            let kept = String::from_utf8_lossy(&part.bytes);
            let all = format!("{}\n{}\n{:?}\n{:?}\n{kept}", part.name, found.text, found.title, found.source);
            for nobody in nobodies {
                assert!(!all.contains(nobody), "{name}: {nobody} in {all}");
            }
        }
    }
}

/// A longer export of the same chat has the same reports, by their keys and bytes.
#[test]
fn a_longer_export_keeps_its_reports() {
    let keys = |bytes: &[u8]| -> Vec<(String, Vec<u8>)> { reports(bytes).into_iter().map(|(p, _)| (p.name, p.bytes)).collect() };
    let whole = sample("telegram_channel_ar.json");
    let mut chat: serde_json::Value = serde_json::from_slice(&whole).expect("JSON");
    let messages = chat["messages"].as_array_mut().expect("messages");
    messages.remove(0);
    messages.pop();
    messages.iter_mut().for_each(|m| m["reactions"] = serde_json::json!([{"count": 9}]));
    let shorter = keys(&serde_json::to_vec(&chat).expect("JSON"));
    assert!(shorter.len() >= 4 && shorter.iter().all(|s| keys(&whole).contains(s)));
    for name in ["whatsapp_android_en.txt", "whatsapp_ios_fr.txt", "whatsapp_android_ar.txt"] {
        let whole = String::from_utf8(sample(name)).expect("UTF-8");
        let stamps: Vec<usize> =
            whole.match_indices('\n').map(|(i, _)| i + 1).filter(|i| crate::stamp::read(&whole[*i..]).is_some()).collect();
        let shorter = keys(&whole.as_bytes()[..stamps[stamps.len() - 1]]);
        assert!(!shorter.is_empty() && shorter.iter().all(|s| keys(whole.as_bytes()).contains(s)), "{name}");
    }
}

/// A saved page says when it was saved; that is not when it was written.
#[test]
fn a_comment_of_the_saver_is_no_text() {
    let page = crate::html::find(&String::from_utf8(sample("saved_singlefile_en.html")).expect("UTF-8"));
    assert!(
        page.text.starts_with("Exercise. A drone") && !page.text.contains("SingleFile") && !page.text.contains("saved date"),
        "{page:?}"
    );
    assert_eq!((page.published, page.url.as_deref()), (None, Some("https://news.example/en")));
}

/// Files with a byte turned or an end cut off give reports or sentences, whatever they hold.
#[test]
fn changed_files_never_panic() {
    let mut seed = 7u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    for (_, bytes) in samples() {
        let stream = STREAMS.iter().find(|s| (s.is)(&bytes[..bytes.len().min(SNIFFED)])).expect("claimed");
        for _ in 0..300 {
            let cut_off = &bytes[..next(bytes.len())];
            let _ = (stream.cut)(cut_off);
            let mut turned = bytes.clone();
            for _ in 0..1 + next(4) {
                let at = next(turned.len());
                turned[at] ^= 1 << next(8);
            }
            let _ = (claimed(&turned), (stream.cut)(&turned));
        }
    }
}

/// Members of a workbook changed and packed again, so that no checksum stands before the change.
#[test]
fn changed_members_never_panic() {
    use std::io::{Cursor, Read, Write};
    let mut seed = 11u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    for name in ["sheet_ar.xlsx", "sheet_es.ods", "sheet_corner_fr.xlsx"] {
        let book = sample(name);
        let mut zip = zip::ZipArchive::new(Cursor::new(book.as_slice())).expect("a zip");
        let mut members = Vec::new();
        for i in 0..zip.len() {
            let mut member = zip.by_index(i).expect("a member");
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).expect("sound");
            members.push((member.name().to_owned(), bytes));
        }
        let mut read = 0;
        for _ in 0..300 {
            let mut changed = members.clone();
            let which = next(changed.len());
            let bytes = &mut changed[which].1;
            if !bytes.is_empty() {
                match next(3) {
                    0 => bytes.truncate(next(bytes.len())),
                    1 => {
                        // A figure becomes another: references, counts, indices.
                        let figures: Vec<usize> = (0..bytes.len()).filter(|i| bytes[*i].is_ascii_digit()).collect();
                        if !figures.is_empty() {
                            let at = figures[next(figures.len())];
                            bytes.splice(at..=at, b"99999".iter().copied().take(1 + next(5)));
                        }
                    }
                    _ => {
                        let at = next(bytes.len());
                        bytes[at] ^= 1 << next(7);
                    }
                }
            }
            let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for (name, bytes) in &changed {
                let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
                writer.start_file(name.as_str(), options).expect("written");
                writer.write_all(bytes).expect("written");
            }
            read += usize::from(crate::sheet::cut(&writer.finish().expect("written").into_inner()).is_ok());
        }
        assert!(read > 30, "{name}: {read}");
    }
}

/// A chat in which nobody's day can be two, in the way of a telephone.
fn chat(days: &[(i8, i8)], order: &str) -> String {
    let mut out = String::new();
    for (i, (month, day)) in days.iter().enumerate() {
        out.push_str(&match order {
            "month" => format!("{month}/{day}/21, {}:05\u{202f}PM - Nobody Invented: words {i}\n", i % 11 + 1),
            "day" => format!("[{day:02}/{month:02}/2021, {:02}:05:00] Nobody Invented: words {i}\n", i % 11 + 13),
            _ => format!("2021-{month:02}-{day:02}, {:02}:05 - Nobody Invented: words {i}\n", i % 11 + 13),
        });
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for stream in &STREAMS {
            let _ = ((stream.is)(&bytes), (stream.cut)(&bytes));
        }
    }

    #[test]
    fn arbitrary_words_never_panic(words in "[\\[\\]<>{}\",:;@+#\\-/. 0-9a-zé\u{660}-\u{669}\u{200e}\u{2068}\u{2069}\n\t]{0,300}") {
        for stream in &STREAMS {
            let _ = ((stream.is)(words.as_bytes()), (stream.cut)(words.as_bytes()));
        }
    }

    /// What a program writes into a table comes back, whatever marks stand in it.
    #[test]
    fn a_table_gives_back_its_texts(
        texts in prop::collection::vec("[a-zé\u{627}-\u{64a}][a-zé\u{627}-\u{64a} ,;|\"\t\n'#]{0,60}[a-z.]", 1..8),
        mark in prop::sample::select(vec![b',', b';', b'\t']),
        crlf in any::<bool>(),
    ) {
        let ends = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().delimiter(mark).terminator(ends).from_writer(Vec::new());
        writer.write_record(["date", "text", "source"]).expect("written");
        for text in &texts {
            writer.write_record(["2021-05-03", text, "Exercise"]).expect("written");
        }
        let got: Vec<String> = reports(&writer.into_inner().expect("written")).into_iter().map(|(_, f)| f.text).collect();
        prop_assert_eq!(got, texts);
    }

    /// A chat gives back its days in any order, or none where they may be others; never a wrong one.
    #[test]
    fn a_chat_never_gives_a_wrong_day(mut days in prop::collection::vec((1i8..=12, 1i8..=28), 2..12), order in prop::sample::select(vec!["month", "day", "year"])) {
        days.sort_unstable();
        let parts = crate::whatsapp::cut(chat(&days, order).as_bytes()).expect("a chat");
        prop_assert_eq!(parts.len(), days.len());
        let sure = order == "year" || days.iter().any(|(_, day)| *day > 12);
        for (part, (month, day)) in parts.into_iter().flatten().zip(&days) {
            let Holds::Report(found) = part.holds else { panic!("a file") };
            let own = format!("2021-{month:02}-{day:02}");
            match found.published {
                Some(published) => prop_assert_eq!(&published[..10], own),
                None => prop_assert!(!sure, "{days:?} {order}"),
            }
        }
    }
}
