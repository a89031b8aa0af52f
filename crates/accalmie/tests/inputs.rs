//! What comes in: every encoding, format and kind of broken input, through the real binary.

mod run;

use run::{folder, lines, run};

const FR: &str = "Deux soldats ont été tués par une mine près de la rivière, à l’entrée du village où l’armée était arrivée la veille.";
const AR: &str = "قتل ثلاثة مدنيين في قصف على قرية قرب النهر وقال السكان إن الطريق مغلق منذ يومين.";
const EN: &str = "Two shells hit the market on Tuesday and three civilians were killed, residents said.";

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
}

/// Single-byte encodings, written out for the letters that the texts above use.
fn windows(text: &str, arabic: bool) -> Vec<u8> {
    const ARABIC: &str = "ءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقك";
    text.chars()
        .map(|c| match c {
            c if c.is_ascii() => c as u8,
            '’' => 0x92,
            'ل' if arabic => 0xe1,
            'م' | 'ن' | 'ه' | 'و' if arabic => 0xe3 + "منهو".chars().position(|x| x == c).expect("there") as u8,
            'ى' | 'ي' if arabic => 0xec + u8::from(c == 'ي'),
            c if arabic => 0xc1 + ARABIC.chars().position(|x| x == c).unwrap_or_else(|| panic!("{c}")) as u8,
            c => u8::try_from(u32::from(c)).expect("Latin 1"),
        })
        .collect()
}

#[test]
fn one_text_in_many_encodings_is_read_alike() {
    for (text, lang) in [(FR, "fr"), (AR, "ar")] {
        let marked = format!("\u{feff}{text}");
        let files = [
            ("a.txt", text.as_bytes().to_vec()),
            ("b.txt", marked.as_bytes().to_vec()),
            ("c.txt", utf16(&marked, true)),
            ("d.txt", utf16(&marked, false)),
            ("e.txt", utf16(text, true)),
            ("f.txt", utf16(text, false)),
            ("g.txt", windows(text, lang == "ar")),
        ];
        let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (*n, b.as_slice())).collect();
        let folder = folder(&files);
        let got = run(folder.path(), &["read", ".", "--format", "jsonl"], b"");
        assert_eq!((got.code, got.err.as_str()), (0, ""));
        let got = lines(&got.out);
        assert_eq!(got.len(), 7);
        for line in &got {
            let quotes =
                |v: &serde_json::Value| v["records"].as_array().map(|r| r.iter().map(|r| r["evidence"].clone()).collect::<Vec<_>>());
            assert_eq!(quotes(line), quotes(&got[0]), "{}", line["report"]["key"]);
            assert_eq!(line["report"]["language"], got[0]["report"]["language"], "{}", line["report"]["key"]);
        }
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let folder = folder(&[("empty.txt", b""), ("good.txt", EN.as_bytes()), ("binary.txt", b"MZ\0\x01\x02"), ("doc.txt", b"%PDF-1.5 x")]);
    let got = run(folder.path(), &["read", "empty.txt", "binary.txt", "good.txt", "nothing.txt", "doc.txt", "--format", "jsonl"], b"");
    assert_eq!(got.code, 1);
    assert_eq!(lines(&got.out).len(), 1);
    let said: Vec<&str> = got.err.lines().collect();
    assert_eq!(said.len(), 4, "{}", got.err);
    for (line, begins) in said.iter().zip([
        "accalmie: empty.txt: is empty",
        "accalmie: binary.txt: is not text: byte 2 is 0x00",
        "accalmie: nothing.txt: there is no such file",
        "accalmie: doc.txt: is a PDF document",
    ]) {
        assert!(line.starts_with(begins), "{line}");
    }
}

#[test]
fn a_broken_line_does_not_stop_a_batch() {
    let batch =
        format!("{{\"id\": \"a\", \"text\": \"{EN}\"}}\n{{\"id\": \"b\", \"text\": oops}}\n\n{{\"id\": \"c\"}}\n{{\"text\": \"{EN}\"}}\n");
    let folder = folder(&[("b.jsonl", batch.as_bytes())]);
    let got = run(folder.path(), &["read", "b.jsonl", "--format", "jsonl"], b"");
    assert_eq!(got.code, 1);
    let keys: Vec<_> = lines(&got.out).iter().map(|l| l["report"]["key"].clone()).collect();
    assert_eq!(keys, ["a", "b.jsonl:5"]);
    let said: Vec<&str> = got.err.lines().collect();
    assert!(said[0].starts_with("accalmie: b.jsonl:2:21: not a report in JSON"), "{}", said[0]);
    assert!(said[1].starts_with("accalmie: b.jsonl:4: the line has no \"text\""), "{}", said[1]);
}

#[test]
fn a_line_of_five_megabytes_is_read() {
    let text = "The road was quiet all day. ".repeat(5_000_000 / 28);
    let batch = format!("{{\"id\": \"long\", \"text\": \"{text}{EN}\"}}\n{{\"id\": \"short\", \"text\": \"{EN}\"}}\n");
    let folder = folder(&[("b.jsonl", batch.as_bytes())]);
    let got = run(folder.path(), &["read", "b.jsonl", "--format", "jsonl", "--lang", "en"], b"");
    assert_eq!((got.code, got.err.as_str()), (0, ""));
    let keys: Vec<_> = lines(&got.out).iter().map(|l| l["report"]["key"].clone()).collect();
    assert_eq!(keys, ["long", "short"]);
}

#[test]
fn unclosed_markup_is_read() {
    let page = format!(
        "<html lang=en><head><title>Market hit</title><meta property='article:published_time' content='2021-05-04T08:00:00Z'><body><div><nav>Home<p></nav><p>{EN}<p><b>Nobody claimed"
    );
    let folder = folder(&[("p.html", page.as_bytes())]);
    let got = run(folder.path(), &["read", "p.html", "--format", "jsonl"], b"");
    assert_eq!((got.code, got.err.as_str()), (0, ""));
    let report = &lines(&got.out)[0]["report"];
    assert_eq!((report["title"].as_str(), report["published"].as_str()), (Some("Market hit"), Some("2021-05-04T08:00:00Z")));
    assert_eq!((report["language"].as_str(), report["published_from"].as_str()), (Some("en"), Some("metadata")));
}

#[test]
fn the_pipe_may_hold_any_format() {
    let folder = folder(&[]);
    for input in [EN.to_owned(), format!("<p>{EN}</p>"), format!("{{\"text\": \"{EN}\"}}")] {
        let got = run(folder.path(), &["read", "-", "--format", "jsonl"], input.as_bytes());
        assert_eq!((got.code, got.err.as_str()), (0, ""), "{input}");
        let quote = lines(&got.out)[0]["records"][0]["evidence"][0]["text"].as_str().map(str::to_owned);
        assert!(quote.as_deref().is_some_and(|q| EN.contains(q)), "{quote:?}");
    }
    assert_eq!(run(folder.path(), &["read", "-"], b"").code, 1);
}

#[test]
fn the_day_is_taken_from_where_it_is_said() {
    for (text, args, published, from) in [
        (format!("BAMAKO, 3 May 2021 – {EN}"), &[][..], Some("2021-05-03"), "text"),
        (format!("GENEVA (3 May 2021) – {EN}"), &[], Some("2021-05-03"), "text"),
        (format!("2 novembre 2012. - {FR}"), &[], Some("2012-11-02"), "text"),
        (format!("Bamako, le 3 mai 2021\n\n{FR}"), &[], Some("2021-05-03"), "text"),
        (format!("The attack of 3 May 2021 – the second – was near the river. {EN}"), &[], None, "none"),
        (format!("Attaque du 3 mai 2021\n\n{FR}"), &[], None, "none"),
        (format!("BAMAKO, May 2021 – {EN}"), &[], None, "none"),
        (EN.to_owned(), &[], None, "none"),
        (format!("BAMAKO, 3 May 2021 – {EN}"), &["--date", "2021-06-01"], Some("2021-06-01"), "operator"),
        (format!("TITLE: Market\nDATE: 3 May 2021\n\n{EN}"), &[], Some("2021-05-03"), "metadata"),
        (format!("TITLE: Market\nDATE: some day\n\n{EN}"), &[], None, "none"),
    ] {
        let folder = folder(&[]);
        let args: Vec<&str> = ["read", "-", "--format", "jsonl"].iter().chain(args).copied().collect();
        let got = lines(&run(folder.path(), &args, text.as_bytes()).out);
        let report = &got[0]["report"];
        assert_eq!((report["published"].as_str(), report["published_from"].as_str()), (published, Some(from)), "{text}");
        let told =
            got[0]["problems"].as_array().is_some_and(|p| p.iter().any(|p| p["what"].as_str().is_some_and(|w| w.contains("some day"))));
        assert_eq!(told, text.contains("some day"), "{text}");
    }
}
