//! Whatever stands in a report, an export does nothing to the program that opens it: properties over any text.

mod exercise;

use accalmie_exchange::Form;
use accalmie_record::*;
use exercise::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

/// Text that wants to do harm more often than chance would have it.
fn words() -> impl Strategy<Value = String> {
    const SHARP: &[char] = &[
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        ' ',
        '"',
        '\'',
        ';',
        ',',
        '|',
        '\\',
        '<',
        '>',
        '&',
        ']',
        '_',
        '#',
        '\u{0}',
        '\u{1B}',
        '\u{7F}',
        '\u{85}',
        '\u{A0}',
        '\u{AD}',
        '\u{200B}',
        '\u{200E}',
        '\u{200F}',
        '\u{202A}',
        '\u{202E}',
        '\u{2028}',
        '\u{2066}',
        '\u{2069}',
        '\u{61C}',
        '\u{FEFF}',
        '\u{FFFE}',
        '\u{FFFF}',
        '\u{FF1D}',
        '\u{FF0B}',
        '\u{FF0D}',
        '\u{FF20}',
        '\u{2212}',
        '«',
        '“',
        '\u{E0041}',
        '1',
        '٣',
        'a',
        'ê',
        'م',
        '\u{1F54A}',
    ];
    let one = prop_oneof![3 => proptest::sample::select(SHARP), 1 => any::<char>()];
    const PARTS: &[&str] = &["=cmd|' /C calc'!A0", "]]>", "_x202E_", "1 200", "&#x202E;", "dozens"];
    prop_oneof![
        6 => proptest::collection::vec(one, 0..12).prop_map(|chars| chars.into_iter().collect()),
        1 => proptest::sample::select(PARTS).prop_map(str::to_owned).boxed(),
    ]
}

/// An incident whose every word is from outside, and its report.
fn anything() -> impl Strategy<Value = (Incident, Reading)> {
    (proptest::collection::vec(words(), 20), any::<(u64, Option<u64>)>(), any::<(f64, f64)>(), 0u8..9, any::<bool>()).prop_map(
        |(w, (min, max), (lat, lon), precision, odd)| {
            let word = |n: usize| w[n].clone();
            let figure = Figure {
                report: word(0),
                record: word(1),
                source: Some(word(2)),
                said_by: Some(word(3)),
                published: Some(word(4)),
                text: word(5),
                left_out: Some(word(6)).filter(|_| odd),
                ..figure("", min, max)
            };
            let place = Place {
                text: word(7),
                name: Some(word(8)).filter(|_| odd),
                id: Some(word(9)),
                ..place("", Relation::At, precision, lat, lon)
            };
            let incident = Incident {
                reports: vec![word(0), word(10)],
                records: vec![word(1)],
                places: vec![place],
                time: Some(Period {
                    text: Some(word(12)),
                    from: Some(word(13)),
                    to: Some(word(14)),
                    precision: TimePrecision::Day,
                    open_end: odd,
                    relative: Some(word(15)),
                }),
                actors: vec![
                    actor(Role::Initiator, &w[16], Some(&w[17]), true),
                    actor(Role::Side, &w[18], None, true),
                    actor(Role::Initiator, &w[19], None, false),
                ],
                harm: killed(min, min, max, vec![figure]),
                why: vec![word(6)],
                near: vec![Near { incident: word(11), why: word(12) }],
                ..incident(&w[11], Type::BattleArmedClash)
            };
            let mut reading = readings().remove(0);
            reading.report.key = word(0);
            reading.report.title = Some(word(5));
            reading.report.source = Some(word(2));
            reading.report.url = Some(word(3));
            (incident, reading)
        },
    )
}

const TEXTS: [Form; 9] = [Form::Hxl, Form::GeoJson, Form::Acled, Form::Ucdp, Form::JsonLines, Form::Prov, Form::Kml, Form::Gpx, Form::Atom];

/// What no text of an export holds. Written apart from the code that takes it out.
fn harmful(c: char) -> bool {
    let n = u32::from(c);
    (n < 0x20)
        || (0x7F..=0x9F).contains(&n)
        || matches!(n, 0x61C | 0x200E | 0x200F | 0x2028 | 0x2029 | 0xFFFE | 0xFFFF)
        || (0x202A..=0x202E).contains(&n)
        || (0x2066..=0x2069).contains(&n)
}

/// Would a spreadsheet run it? Our own numbers may be negative.
fn runs(cell: &str) -> bool {
    let seen =
        cell.trim_start_matches(|c: char| c.is_whitespace() || "\"'`“”«»‘’\u{200B}\u{FEFF}\u{AD}\u{200C}\u{200D}\u{2060}".contains(c));
    !cell.starts_with('\'') && cell.parse::<f64>().is_err() && seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

fn strings(value: &Value, seen: &mut dyn FnMut(&str)) {
    match value {
        Value::String(s) => seen(s),
        Value::Array(items) => items.iter().for_each(|v| strings(v, seen)),
        Value::Object(map) => map.iter().for_each(|(k, v)| {
            seen(k);
            strings(v, seen);
        }),
        _ => {}
    }
}

#[test]
fn the_sieve_of_this_test_is_one() {
    for cell in ["=1", " =1", "\"=1", "＝1", "-a", "\u{FEFF}@x"] {
        assert!(runs(cell), "{cell}");
    }
    for cell in ["-1.5", "'=1", "a=1", ""] {
        assert!(!runs(cell), "{cell}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_harmful_is_written((incident, reading) in anything()) {
        for form in TEXTS {
            let text = text(form, std::slice::from_ref(&incident), std::slice::from_ref(&reading));
            let found = text.chars().find(|c| *c != '\n' && harmful(*c));
            prop_assert_eq!(found, None, "{}", form.name());
        }
    }

    #[test]
    fn a_table_comes_back_and_runs_nothing((incident, reading) in anything()) {
        for (form, lines) in [(Form::Hxl, 3), (Form::Acled, 2), (Form::Ucdp, 1 + usize::from(Form::Ucdp.holds(&incident)))] {
            let text = text(form, std::slice::from_ref(&incident), std::slice::from_ref(&reading));
            // Strict: every line as wide as the first.
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("a table");
            prop_assert_eq!(rows.len(), lines, "{}", form.name());
            // A spreadsheet may be set to another separator.
            for separator in [b',', b';', b'|', b'\t'] {
                let mut reader =
                    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
                for row in reader.records() {
                    for cell in &row.expect("UTF-8") {
                        prop_assert!(!runs(cell), "{} at {}: {cell:?}", form.name(), char::from(separator));
                    }
                }
            }
        }
    }

    #[test]
    fn json_comes_back((incident, reading) in anything()) {
        let incidents = std::slice::from_ref(&incident);
        let readings = std::slice::from_ref(&reading);
        let line: Incident = serde_json::from_str(&text(Form::JsonLines, incidents, readings)).expect("an incident");
        prop_assert_eq!(line.harm.len(), 1);
        let features: geojson::FeatureCollection = text(Form::GeoJson, incidents, readings).parse().expect("GeoJSON");
        prop_assert_eq!(features.features.len(), 1);
        for form in [Form::GeoJson, Form::Prov, Form::JsonLines] {
            let value: Value = serde_json::from_str(&text(form, incidents, readings)).expect("JSON");
            let mut bad = None;
            strings(&value, &mut |s| if s.contains(harmful) { bad = Some(s.to_owned()) });
            prop_assert_eq!(bad, None, "{}", form.name());
        }
    }

    #[test]
    fn xml_comes_back((incident, reading) in anything()) {
        for form in [Form::Kml, Form::Gpx, Form::Atom] {
            let text = text(form, std::slice::from_ref(&incident), std::slice::from_ref(&reading));
            let mut reader = quick_xml::Reader::from_str(&text);
            let mut depth = 0i32;
            loop {
                match reader.read_event().expect("well-formed") {
                    quick_xml::events::Event::Start(e) => {
                        depth += 1;
                        e.attributes().for_each(|a| drop(a.expect("well-formed")));
                    }
                    quick_xml::events::Event::End(_) => depth -= 1,
                    quick_xml::events::Event::GeneralRef(r) => {
                        prop_assert!(["amp", "lt", "gt", "quot", "apos"].contains(&&*r), "&{};", &*r);
                    }
                    quick_xml::events::Event::Eof => break,
                    _ => {}
                }
            }
            prop_assert_eq!(depth, 0);
        }
    }

    #[test]
    fn the_other_forms_are_written((incident, reading) in anything()) {
        for form in [Form::Parquet, Form::Xlsx, Form::Manifest] {
            let once = write(form, std::slice::from_ref(&incident), std::slice::from_ref(&reading));
            prop_assert!(once == write(form, std::slice::from_ref(&incident), std::slice::from_ref(&reading)), "{}", form.name());
        }
    }
}

/// Two hundred incidents of any text, in one file each, read by the programs that people use.
#[test]
fn other_programs_read_any_text() {
    let Some(python) = std::env::var_os("ACCALMIE_TEST_PYTHON") else {
        return println!("skipped: ACCALMIE_TEST_PYTHON is not set; see ci/python.sh");
    };
    let mut runner = TestRunner::deterministic();
    let (incidents, readings): (Vec<Incident>, Vec<Reading>) =
        (0..200).map(|_| anything().new_tree(&mut runner).expect("a value").current()).unzip();
    let folder = tempfile::tempdir().expect("a folder");
    let scripts = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers");
    let read = |script: &str, form: Form| -> Value {
        let file = folder.path().join(form.file_name());
        std::fs::write(&file, write(form, &incidents, &readings)).expect("written");
        let out = std::process::Command::new(&python).arg("-I").arg(scripts.join(script)).arg(file).output().expect("python runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        serde_json::from_slice(&out.stdout).expect("the script prints JSON")
    };
    let check = |form: Form, value: &Value| {
        strings(value, &mut |s| assert!(!s.contains(harmful), "{}: {s:?}", form.name()));
    };
    let hxl = read("hxl_rows.py", Form::Hxl);
    assert_eq!((&hxl["errors"], hxl["rows"].as_array().map(Vec::len)), (&serde_json::json!([]), Some(200)));
    check(Form::Hxl, &hxl["rows"]);
    let parquet = read("parquet_rows.py", Form::Parquet);
    assert_eq!(parquet["rows"].as_array().map(Vec::len), Some(200));
    check(Form::Parquet, &parquet["rows"]);
    let xlsx = read("xlsx_rows.py", Form::Xlsx);
    for sheet in ["incidents", "figures"] {
        let cells = &xlsx["sheets"][sheet]["cells"];
        assert_eq!(cells.as_array().map(Vec::len), Some(201));
        check(Form::Xlsx, cells);
        for cell in cells.as_array().expect("rows").iter().flat_map(|r| r.as_array().expect("cells")) {
            assert_ne!(cell[0], "f", "{cell}");
            assert!(cell[0] != "s" || !cell[1].as_str().is_some_and(runs), "{cell}");
        }
    }
    let prov = read("prov_graph.py", Form::Prov);
    assert!(prov["Derivation"].as_u64() >= Some(200), "{prov}");
}
