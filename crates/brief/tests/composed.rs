//! An invented day (an exercise), composed and written in every language and form.

use accalmie_brief::{Around, Brief, Cited, Fonts, Format, LANGUAGES, Matter, Report, Told, Words, brief, phrases, render};
use accalmie_record::{Incident, Kind};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Read;

fn incident(id: &str, more: Value) -> Incident {
    let mut all = json!({
        "schema": "accalmie/1", "incident": id, "reports": ["exercise-a.txt"], "records": [format!("{id}#1")], "origins": 1,
        "standing": "reported", "kind": "event", "type": "explosive.shelling", "status": "asserted", "places": [], "time": null,
        "actors": [], "targets": [], "weapon": null, "harm": {}, "sensitivity": "public", "confidence": 0.8, "why": [],
    });
    for (key, value) in more.as_object().expect("an object") {
        all[key] = value.clone();
    }
    serde_json::from_value(all).expect("an incident")
}

fn day(d: &str) -> Value {
    json!({ "text": null, "from": d, "to": d, "precision": "day", "open_end": false, "relative": null })
}

fn place(name: &str, relation: &str, precision: u8) -> Value {
    json!({ "text": name, "relation": relation, "name": name, "id": null, "lat": 36.65, "lon": 40.37, "precision": precision, "candidates": [] })
}

fn figure(report: &str, published: &str, n: u64) -> Value {
    json!({ "report": report, "record": "x#1", "source": "agency (exercise)", "published": published, "min": n, "max": n,
        "who": "unknown", "status": "asserted", "text": n.to_string() })
}

fn incidents() -> Vec<Incident> {
    let toll = |low: u64, best: u64, high: Value, by: Value| json!({ "low": low, "best": best, "high": high, "civilians": null, "combatants": null, "by_source": by });
    vec![
        incident(
            "i000000000001",
            json!({
                "standing": "corroborated", "origins": 2, "reports": ["exercise-a.txt", "exercise-b.txt"],
                "places": [place("Tell Tamer", "near", 2)], "time": day("2019-11-07"), "targets": ["market", "civilians"], "weapon": "artillery",
                "harm": { "killed": toll(3, 4, json!(5), json!([figure("exercise-a.txt", "2019-11-07", 3), figure("exercise-b.txt", "2019-11-07", 5)])),
                    "injured": toll(2, 2, Value::Null, json!([figure("exercise-a.txt", "2019-11-07", 2)])) },
            }),
        ),
        incident(
            "i000000000002",
            json!({
                "standing": "contested", "type": "explosive.drone_strike", "places": [place("Hasakah", "within", 4)], "time": day("2019-11-07"),
                "actors": [{ "role": "initiator", "name": "Turkish Military", "id": "government:turkey", "stated": false, "by": ["x#1"] }],
            }),
        ),
        incident(
            "i000000000003",
            json!({
                "type": "battle.armed_clash", "status": "hedged", "time": null,
                "actors": [{ "role": "side", "name": "SDF", "id": null, "stated": true, "by": [] }, { "role": "side", "name": "Syrian National Army", "id": null, "stated": true, "by": [] }],
            }),
        ),
        incident(
            "i000000000004",
            json!({
                "places": [place("Ras al-Ayn", "at", 1)], "time": day("2019-11-03"), "reports": ["exercise-a.txt", "exercise-old.txt"],
                "harm": { "killed": toll(1, 2, json!(2), json!([figure("exercise-old.txt", "2019-11-04", 1), figure("exercise-a.txt", "2019-11-07", 2)])) },
            }),
        ),
    ]
}

fn made(language: &str, public: bool) -> Brief {
    let incidents = incidents();
    let words = |i: &Incident| {
        let one = |r: &String| Words { report: r.clone(), text: "words of an exercise | with *marks* <b>".to_owned(), kind: Kind::Event };
        if public { Vec::new() } else { i.reports.iter().map(one).collect() }
    };
    let told: Vec<Told> = incidents.iter().map(|incident| Told { incident, words: words(incident) }).collect();
    let report = |source: &str, day: &str| Report { source: Some(source.to_owned()), published: day.parse().ok() };
    let reports: BTreeMap<String, Report> = [
        ("exercise-a.txt".to_owned(), report("agency (exercise)", "2019-11-07")),
        ("exercise-b.txt".to_owned(), report("monitor (exercise)", "2019-11-07")),
        ("exercise-old.txt".to_owned(), report("agency (exercise)", "2019-11-04")),
    ]
    .into();
    let matter = Matter {
        day: "2019-11-07".parse().expect("a day"),
        since: "2019-11-05".parse().expect("a day"),
        public,
        told: &told,
        reports: &reports,
        truces: &[],
        roads: &[],
        around: &|_| Around::default(),
        cut_off: &[],
        corrections: &[],
        schematic: true,
    };
    brief(&matter, &phrases(language))
}

fn written(brief: &Brief, format: Format) -> Vec<u8> {
    render(brief, format, &Fonts::default()).expect("written")
}

#[test]
fn the_day_in_three_languages() {
    for language in LANGUAGES {
        let text = String::from_utf8(written(&made(language, false), Format::Markdown)).expect("UTF-8");
        insta::assert_snapshot!(format!("brief_{language}"), format!("An exercise: nothing of this happened.\n\n{text}"));
    }
}

#[test]
fn every_sentence_has_a_source_that_is_listed() {
    for language in LANGUAGES {
        for public in [false, true] {
            let brief = made(language, public);
            let mut cited = std::collections::BTreeSet::new();
            for section in &brief.sections {
                for s in &section.sentences {
                    assert!(s.cited.iter().count() >= 1, "{}", s.text);
                    cited.extend(s.cited.iter());
                    assert!(!s.text.contains('{') && !s.text.contains('}'), "an empty slot: {}", s.text);
                }
                cited.extend(section.table.iter().flat_map(|t| t.cited.iter()));
            }
            assert_eq!(cited.into_iter().collect::<Vec<_>>(), (1..=brief.sources.len()).collect::<Vec<_>>());
        }
    }
    assert!(Cited::new(Vec::new()).is_none(), "without a source nothing can be said");
}

#[test]
fn no_toll_is_not_zero() {
    let brief = made("en", false);
    let table = brief.sections.iter().find_map(|s| s.table.as_ref()).expect("a table of harm");
    let clashes = table.rows.iter().find(|r| r[0] == "Fighting").expect("a row");
    assert_eq!(clashes[2], "1", "one without a figure");
    assert!(clashes[3..].iter().all(|c| c == "unknown"), "{clashes:?}");
}

#[test]
fn in_public_nobody_is_quoted_or_named_as_a_source() {
    for language in LANGUAGES {
        for format in [Format::Html, Format::Markdown, Format::Json, Format::Docx] {
            let bytes = written(&made(language, true), format);
            let text = if format == Format::Docx { document(&bytes) } else { String::from_utf8(bytes).expect("UTF-8") };
            for secret in ["exercise-a.txt", "agency", "words of an exercise"] {
                assert!(!text.contains(secret), "{language} {}: {secret}", format.name());
            }
        }
    }
}

#[test]
fn the_same_matter_gives_the_same_bytes() {
    for language in LANGUAGES {
        for format in [Format::Html, Format::Markdown, Format::Json, Format::Docx] {
            assert_eq!(written(&made(language, false), format), written(&made(language, false), format), "{language} {}", format.name());
        }
    }
}

fn document(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    zip.by_name("word/document.xml").expect("a document").read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn what_reports_say_stays_text() {
    let brief = made("en", false);
    let page = String::from_utf8(written(&brief, Format::Html)).expect("UTF-8");
    assert!(!page.contains("<b>") && page.contains("&lt;b&gt;"));
    assert!(
        !page.contains("<script") && !page.contains("http://") && !page.contains("https://"),
        "nothing runs, nothing comes from outside"
    );
    let paper = document(&written(&brief, Format::Docx));
    assert!(!paper.contains("<b>") && paper.contains("&lt;b&gt;"));
    let arabic = String::from_utf8(written(&made("ar", false), Format::Html)).expect("UTF-8");
    assert!(arabic.contains("dir=\"rtl\""));
}
