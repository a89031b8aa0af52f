//! A broken file is told by line, all its faults at once, and what to do is in every language.

use accalmie_truce::check;
use accalmie_truce::say::{LANGUAGES, phrases};

const GOOD: &str = r#"id = "x-2020"
signed = "2020-01-01"
utc_offset = "+03:00"
text_version = "none: an exercise"
region = [30.0, 35.0, 38.0, 43.0]
title = { en = "x", fr = "x", ar = "x" }

[sources]
paper = { name = "A paper", published = "nowhere, an exercise" }

[parties]
turkey = { ids = ["state_forces:turkish-military"] }

[zones]
belt = { shape = "buffer", line = "syria-turkey", side = "right", depth_km = 30, error_km = 3 }
box = { shape = "polygon", points = [[36.0, 38.0], [37.0, 38.0], [37.0, 40.0], [36.0, 40.0]], error_km = 1 }
both = { shape = "composed", all = ["belt", "box"] }

[[clauses]]
id = "X-1"
kind = "prohibition"
bound = ["turkey"]
sources = ["paper"]
zones = [{ zone = "both" }]
windows = [{ start = "2020-01-01T00:00:00+03:00", end = "2020-02-01T00:00:00+03:00" }]
acts = [{ mode = "forbidden", types = ["explosive.*"], targets = ["civilians"] }]
words = { en = "x", fr = "x", ar = "x" }
"#;

/// What stands in the good file, what is put there, which fault it is, and in which line.
const BROKEN: &[(&str, &str, &str, usize)] = &[
    ("kind = \"prohibition\"", "kind = \"prohibition\"\nbond = 1", "fault.unknown_key", 22),
    ("\"explosive.*\"", "\"explosive.boom\"", "fault.unknown_type", 26),
    ("[\"civilians\"]", "[\"people\"]", "fault.unknown_target", 26),
    ("end = \"2020-02-01T00:00:00+03:00\"", "end = \"2019-02-01T00:00:00+03:00\"", "fault.ends_before_start", 25),
    ("end = \"2020-02-01T00:00:00+03:00\"", "deadline = \"2020-01-01T00:00:00+03:00\"", "fault.ends_before_start", 25),
    ("end = \"2020-02-01T00:00:00+03:00\"", "end = \"2020-02-01T00:00:00\"", "fault.no_offset", 25),
    ("end = \"2020-02-01T00:00:00+03:00\"", "end = \"in February\"", "fault.wrong_value", 25),
    ("zone = \"both\"", "zone = \"none\"", "fault.unknown_zone", 24),
    ("bound = [\"turkey\"]", "bound = [\"russia\"]", "fault.unknown_party", 22),
    ("[37.0, 38.0], [37.0, 40.0]", "[37.0, 40.0], [37.0, 38.0]", "fault.polygon_crosses_itself", 16),
    ("[36.0, 40.0]]", "[40.0, 36.0]]", "fault.lat_lon_swapped", 16),
    ("[36.0, 40.0]]", "[36.0, 50.0]]", "fault.point_outside", 16),
    ("sources = [\"paper\"]\n", "", "fault.no_source", 19),
    ("sources = [\"paper\"]", "sources = [\"book\"]", "fault.unknown_source", 23),
    ("all = [\"belt\", \"box\"]", "all = [\"both\"]", "fault.zone_of_itself", 17),
    ("all = [\"belt\", \"box\"]", "all = [\"bolt\"]", "fault.unknown_zone", 17),
    ("\"syria-turkey\"", "\"syria-mars\"", "fault.unknown_line", 15),
    ("side = \"right\"", "side = \"south\"", "fault.wrong_value", 15),
    ("id = \"X-1\"\n", "", "fault.missing_key", 19),
    ("utc_offset = \"+03:00\"", "utc_offset = \"Ankara\"", "fault.wrong_value", 3),
    ("signed = \"2020-01-01\"", "signed = \"01/01/2020\"", "fault.wrong_value", 2),
    ("[zones]", "[zones", "fault.not_toml", 14),
    ("zones = [{ zone = \"both\" }]", "zones = [{ zone = \"both\" }, { zone = \"box\" }]", "fault.reading_held_by_nobody", 24),
    ("[zones]", "[[links]]\nparty = \"turkey\"\nanswers_for = \"turkey\"\n[zones]", "fault.link_held_by_nobody", 14),
];

#[test]
fn the_good_file_is_good() {
    let agreement = check(GOOD, "x.toml").unwrap_or_else(|f| panic!("{f:#?}"));
    assert_eq!(agreement.clauses[0].acts[0].types.len(), 11);
}

#[test]
fn every_fault_is_told_by_its_line() {
    for (good, bad, what, line) in BROKEN {
        assert!(GOOD.contains(good), "{good}");
        let faults = check(&GOOD.replacen(good, bad, 1), "x.toml").expect_err(bad);
        assert!(faults.iter().any(|f| f.what == *what && f.line == *line), "{bad}: {what} in line {line}: {faults:#?}");
    }
}

#[test]
fn a_clause_twice() {
    let clause = GOOD.split_once("[[clauses]]").unwrap().1;
    let faults = check(&format!("{GOOD}\n[[clauses]]{clause}"), "x.toml").unwrap_err();
    assert_eq!(faults.iter().map(|f| (f.what, f.line)).collect::<Vec<_>>(), [("fault.duplicate_clause", 30)]);
}

#[test]
fn several_faults_at_once_in_the_order_of_lines() {
    let text = GOOD.replace("explosive.*", "boom").replace("\"both\" }]", "\"none\" }]").replace("side = \"right\"", "side = \"up\"");
    let faults = check(&text, "x.toml").unwrap_err();
    assert!(faults.len() >= 3, "{faults:#?}");
    assert!(faults.is_sorted_by_key(|f| f.line));
}

#[test]
fn every_fault_has_its_phrases() {
    for language in LANGUAGES {
        let phrases = phrases(language);
        let keys: Vec<&str> = phrases.keys().collect();
        for (good, bad, ..) in BROKEN {
            for fault in check(&GOOD.replacen(good, bad, 1), "x.toml").unwrap_err() {
                assert!(keys.contains(&fault.what), "{language}: {}", fault.what);
                assert!(keys.contains(&fault.what_to_do().as_str()), "{language}: {}", fault.what_to_do());
                assert!(phrases.fault(&fault).starts_with(&format!("x.toml:{}:", fault.line)));
            }
        }
    }
}

#[test]
fn no_text_ends_the_program() {
    for cut in 0..GOOD.len() {
        if let Some(text) = GOOD.get(..cut) {
            let _ = check(text, "x.toml");
        }
    }
}
