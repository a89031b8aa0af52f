//! A ledger kept through the real binary: what goes in, what people say of it, what comes out again.

#[path = "run/exercise.rs"]
mod exercise;
mod run;

use exercise::{Exercise, groups, text};
use run::lines;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const SHELLING: &str = "explosive.shelling";
const BOMB: &str = "explosive.vehicle_bomb";

#[test]
fn the_ledger_groups_as_merging_does_in_any_order_and_any_number_of_runs() {
    let merged = groups(&lines(&Exercise::new().well(&["merge", "r", "--format", "jsonl"])));
    assert_eq!(merged.len(), 5, "three reports tell of one happening: {merged:?}");
    for order in ["abcdefg", "gfedcba", "dafbecg"] {
        for runs in [1, 2, 7] {
            let exercise = Exercise::new();
            let mut seen = BTreeSet::new();
            let letters: Vec<char> = order.chars().collect();
            for part in letters.chunks(letters.len().div_ceil(runs)) {
                exercise.ingest(&part.iter().collect::<String>());
                seen.extend(exercise.incidents(&[]).iter().map(|i| text(&i["incident"])));
            }
            assert_eq!(groups(&exercise.incidents(&[])), merged, "{order} in {runs} runs");
            // Whatever id was ever shown can be looked up for ever.
            for id in seen {
                exercise.show(&id);
            }
            assert!(exercise.well(&["verify", "--quick"]).contains(": 0 faults"), "{order} in {runs} runs");
        }
    }
}

#[test]
fn nothing_is_kept_twice() {
    let exercise = Exercise::new();
    let kept = |lines: Vec<Value>| lines.iter().map(|l| l["kept"] == true).collect::<Vec<_>>();
    assert_eq!(kept(exercise.ingest("abc")), [true; 3]);
    let (log, incidents) = (exercise.well(&["log"]), exercise.incidents(&[]));
    assert_eq!(kept(exercise.ingest("cab")), [false; 3]);
    // A report is known by its bytes, not by its name.
    std::fs::copy(exercise.path().join("r/a.txt"), exercise.path().join("r/z.txt")).expect("copied");
    assert_eq!(kept(exercise.ingest("z")), [false]);
    assert_eq!((exercise.well(&["log"]), exercise.incidents(&[])), (log, incidents));
    assert_eq!(kept(exercise.ingest("ad")), [false, true]);
}

#[test]
fn an_update_changes_the_toll_and_the_id_stays() {
    let exercise = Exercise::of("a");
    let id = exercise.id(SHELLING);
    assert_eq!(exercise.show(&id)["incident"]["harm"]["killed"]["best"], 3);
    assert_eq!(exercise.ingest("d")[0]["incidents"], json!([id]));
    assert_eq!(exercise.id(SHELLING), id);
    assert_eq!(exercise.show(&id)["incident"]["harm"]["killed"]["best"], 5);

    let shown = exercise.well(&["show", &id]);
    for words in ["killing three civilians and wounding five", "rose to five dead", "r/a.txt", "r/d.txt"] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
}

#[test]
fn the_log_tells_every_act() {
    let exercise = Exercise::of("abcd");
    let (id, bomb) = (exercise.id(SHELLING), exercise.id(BOMB));
    exercise.well(&["correct", &id, "harm.killed", "null", "--reason", "first reason", "--author", "somebody"]);
    exercise.well(&["split", &id, &exercise.record('b'), "--reason", "third reason"]);
    exercise.well(&["join", &bomb, &id, "--reason", "second reason"]);
    exercise.well(&["retract", &id, "--reason", "fourth reason"]);
    let log = exercise.well(&["log"]);
    let numbers: Vec<usize> = log.lines().filter_map(|l| l.split_whitespace().next()?.parse().ok()).collect();
    assert_eq!(numbers, (1..=log.lines().count()).collect::<Vec<_>>(), "{log}");
    let joined = format!("Join {bomb} into {id} (second reason)");
    let split = format!("Split {id}, to ");
    let retracted = format!("Retract {id} (fourth reason)");
    let corrected = format!("somebody: Correct harm.killed of {id} to null (first reason)");
    let kept = ["r/a.txt (ingest)", "r/c.txt (ingest)", "r/d.txt (ingest)", "2026-01-01T00:00:00Z exercise-hand: Reading of sha256:"];
    for told in kept.into_iter().chain([corrected.as_str(), &joined, &split, "(third reason)", &retracted]) {
        assert!(log.contains(told), "{told}\n{log}");
    }
    let own = exercise.well(&["log", &id]);
    assert!([&corrected, &joined, &split, &retracted].iter().all(|told| own.contains(told.as_str())), "{own}");
}

#[test]
fn a_correction_holds_against_later_reports() {
    let three = json!({"low": 3, "best": 3, "high": 3, "civilians": null, "combatants": null, "by_source": []});
    for (field, value, pointer, expected) in [
        ("harm.killed", three.clone(), "/harm/killed", three),
        ("harm.killed", Value::Null, "/harm/killed", Value::Null),
        ("type", json!("explosive.landmine"), "/type", json!("explosive.landmine")),
        ("weapon", Value::Null, "/weapon", Value::Null),
        ("sensitivity", json!("restricted"), "/sensitivity", json!("restricted")),
        ("status", json!("hedged"), "/status", json!("hedged")),
        ("time", Value::Null, "/time", Value::Null),
    ] {
        let exercise = Exercise::of("a");
        let id = exercise.id(SHELLING);
        let has = |when: &str| {
            let shown = exercise.show(&id);
            let got = shown["incident"].pointer(pointer).cloned().unwrap_or_default();
            assert_eq!(got, expected, "{field} {value} {when}");
            assert_eq!(shown["corrected"], json!([field]));
            shown["records"].as_array().map_or(0, Vec::len)
        };
        exercise.well(&["correct", &id, field, &value.to_string(), "--reason", "seen"]);
        assert_eq!(has("at once"), 1);
        exercise.ingest("bd");
        assert_eq!(has("after two more reports"), 3);
        assert!(exercise.well(&["verify"]).contains(": 0 faults"));
    }
}

#[test]
fn not_known_is_not_zero() {
    let exercise = Exercise::of("a");
    let id = exercise.id(SHELLING);
    exercise.well(&["correct", &id, "harm.killed", "null", "--reason", "withdrawn"]);
    let shown = exercise.show(&id);
    assert_eq!(shown["incident"]["harm"].get("killed"), None, "it is not told at all");
    assert_eq!(shown["incident"]["harm"]["injured"]["best"], 5);
    assert!(!exercise.well(&["show", &id]).contains("killed 0"));
}

#[test]
fn a_correction_that_cannot_be_is_refused() {
    let exercise = Exercise::of("a");
    let id = exercise.id(SHELLING);
    let before = (exercise.well(&["log"]), exercise.show(&id));
    for (field, value, code, says) in [
        ("nonsense", "1", 1, "“nonsense” is no field that can be corrected; these are: type,"),
        ("records", "[]", 1, "“records” is no field that can be corrected"),
        ("incident", "\"i000000000000\"", 1, "“incident” is no field that can be corrected"),
        ("harm.unheard", "null", 1, "“unheard” is no outcome of harm"),
        ("harm.killed", "3", 1, "the value of “harm.killed” cannot be read"),
        ("harm.killed", "{\"low\": -1, \"best\": 0, \"high\": 1, \"by_source\": []}", 1, "the value of “harm.killed” cannot be read"),
        ("type", "\"explosive.nothing\"", 1, "the value of “type” cannot be read"),
        ("type", "null", 1, "the value of “type” cannot be read"),
        ("type", "explosive.landmine", 2, "is no JSON"),
        ("standing", "\"retracted\"", 1, "to retract an incident is an act of its own"),
    ] {
        let got = exercise.run(&["correct", &id, field, value, "--reason", "x"]);
        assert_eq!((got.code, got.out.as_str()), (code, ""), "{field} {value}: {}", got.err);
        assert!(got.err.contains(says), "{field} {value}: {}", got.err);
    }
    assert_eq!((exercise.well(&["log"]), exercise.show(&id)), before);
}

#[test]
fn what_is_retracted_stays_and_is_shown_as_retracted() {
    let exercise = Exercise::of("ac");
    let id = exercise.id(SHELLING);
    exercise.well(&["retract", &id, "--reason", "our mistake"]);
    exercise.ingest("bd");
    let retracted = exercise.incidents(&["--standing", "retracted"]);
    assert_eq!(retracted.iter().map(|i| text(&i["incident"])).collect::<Vec<_>>(), [id.as_str()]);
    assert_eq!(retracted[0]["records"].as_array().map(Vec::len), Some(3), "its history grows");
    let shown = exercise.well(&["show", &id]);
    assert!(shown.contains("retracted") && shown.contains("(our mistake)"), "{shown}");
    assert_eq!(exercise.incidents(&["--standing", "reported"]).len(), 1);
}

/// The ledger's incidents, by the records that they hold; a record that is in none is lost to whoever asks.
fn home(exercise: &Exercise, name: char) -> Option<String> {
    let record = json!(exercise.record(name));
    let incidents = exercise.incidents(&[]);
    let of: Vec<&Value> = incidents.iter().filter(|i| i["records"].as_array().is_some_and(|r| r.contains(&record))).collect();
    assert!(of.len() < 2, "{name} is in two incidents");
    of.first().map(|i| text(&i["incident"]))
}

#[test]
fn an_id_that_was_joined_leads_to_the_one_that_it_is_part_of() {
    let exercise = Exercise::of("ac");
    let (id, gone) = (exercise.id(SHELLING), exercise.id(BOMB));
    exercise.well(&["join", &gone, &id, "--reason", "one attack"]);
    exercise.ingest("ef");
    assert_eq!((home(&exercise, 'a'), home(&exercise, 'c')), (Some(id.clone()), Some(id.clone())));
    assert_eq!(exercise.show(&gone)["incident"]["incident"], json!(id));
    assert!(exercise.well(&["show", &gone]).contains(&format!("{gone} is now part of {id}")));
    let again = exercise.run(&["join", &gone, &id, "--reason", "again"]);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
    assert!(again.err.contains("are one already"), "{}", again.err);
    assert!(exercise.well(&["verify"]).contains(": 0 faults"));
}

#[test]
fn what_a_person_joined_holds_against_later_reports() {
    let exercise = Exercise::of("ac");
    let (id, gone) = (exercise.id(SHELLING), exercise.id(BOMB));
    exercise.well(&["join", &gone, &id, "--reason", "one attack"]);
    exercise.ingest("b");
    for name in ['a', 'b', 'c'] {
        assert_eq!(home(&exercise, name), Some(id.clone()), "{name}");
    }
}

#[test]
fn a_split_undoes_a_join() {
    let exercise = Exercise::of("ac");
    let (id, gone) = (exercise.id(SHELLING), exercise.id(BOMB));
    exercise.well(&["join", &gone, &id, "--reason", "one attack"]);
    exercise.well(&["split", &id, &exercise.record('c'), "--reason", "two attacks after all"]);
    assert_eq!(home(&exercise, 'a'), Some(id.clone()));
    assert!(home(&exercise, 'c').is_some_and(|other| other != id));
}

#[test]
fn what_a_person_split_stays_apart() {
    let exercise = Exercise::of("ab");
    let id = exercise.id(SHELLING);
    let (first, second) = (exercise.record('a'), exercise.record('b'));
    exercise.well(&["split", &id, &second, "--reason", "another shell"]);
    let apart = |expected: usize| {
        let found = exercise.incidents(&["--type", SHELLING]);
        assert_eq!(found.len(), expected, "{found:?}");
        let of = |record: &String| found.iter().position(|i| i["records"].as_array().is_some_and(|r| r.contains(&json!(record))));
        assert!(of(&first).is_some() && of(&second).is_some() && of(&first) != of(&second), "{found:?}");
        assert_eq!(found[of(&first).unwrap_or_default()]["incident"], json!(id), "the id stays with the rest");
    };
    apart(2);
    exercise.ingest("dce");
    apart(2);
    assert!(exercise.well(&["verify"]).contains(": 0 faults"));
    let other = exercise.incidents(&["--type", SHELLING]).iter().map(|i| text(&i["incident"])).find(|i| *i != id).expect("the other");
    // The last word holds.
    exercise.well(&["join", &other, &id, "--reason", "one shell after all"]);
    assert_eq!((exercise.id(SHELLING), exercise.show(&other)["incident"]["incident"].clone()), (id.clone(), json!(id)));
}

#[test]
fn a_split_that_cannot_be_is_refused() {
    let exercise = Exercise::of("abc");
    let id = exercise.id(SHELLING);
    let (first, second, strange) = (exercise.record('a'), exercise.record('b'), exercise.record('c'));
    let log = exercise.well(&["log"]);
    for (records, says) in [
        (vec![&first, &second], "these are all the records of"),
        (vec![&strange], "is no record of"),
        (vec![&first, &strange], "is no record of"),
    ] {
        let mut args = vec!["split", &id];
        args.extend(records.iter().map(|r| r.as_str()));
        let got = exercise.run(&[&args[..], &["--reason", "x"]].concat());
        assert_eq!((got.code, got.out.as_str()), (2, ""), "{records:?}");
        assert!(got.err.contains(says), "{}", got.err);
    }
    assert_eq!(exercise.well(&["log"]), log);
}

#[test]
fn each_filter_lets_through_what_it_names() {
    let exercise = Exercise::of("abcdefg");
    for (args, expected) in [
        (&[][..], "aid battle bomb mine shelling"),
        (&["--near", "36.65,40.37,5"], "shelling"),
        (&["--near", "36.65,40.37,20"], "mine shelling"),
        (&["--near", "36.65,40.37,30"], "battle mine shelling"),
        (&["--near=-36.65,40.37,25"], ""),
        (&["--box", "36.4,40.6,36.6,40.9"], "bomb"),
        (&["--box", "36,40,38,42"], "aid battle bomb mine shelling"),
        (&["--from", "2019-11-05", "--to", "2019-11-08"], "aid mine"),
        (&["--to", "2019-11-04"], "bomb shelling"),
        (&["--from", "2019-11-09"], "battle"),
        (&["--type", "explosive"], "bomb mine shelling"),
        (&["--type", "explosive.landmine", "--type", "aid"], "aid mine"),
        (&["--standing", "corroborated"], "shelling"),
        (&["--standing", "reported"], "aid battle bomb mine"),
        (&["--standing", "retracted"], ""),
        (&["--actor", "islamic state"], "bomb"),
        (&["--actor", "nobody"], ""),
        (&["--type", "explosive", "--from", "2019-11-05"], "mine"),
    ] {
        let mut got: Vec<&str> = Vec::new();
        let found = exercise.incidents(args);
        for incident in &found {
            got.push(match incident["type"].as_str().unwrap_or_default() {
                SHELLING => "shelling",
                BOMB => "bomb",
                "explosive.landmine" => "mine",
                "aid.delivered" => "aid",
                "battle.self_defence" => "battle",
                other => other,
            });
        }
        got.sort_unstable();
        assert_eq!(got.join(" "), expected, "{args:?}");
    }
}

#[test]
fn a_folder_that_is_watched_is_kept() {
    let exercise = Exercise::new();
    let out = exercise.well(&["watch", "r", "--looks", "3", "--every", "1", "--format", "jsonl"]);
    assert_eq!(lines(&out).iter().filter(|l| l["kept"] == true).count(), 7, "each once\n{out}");
    assert_eq!(groups(&exercise.incidents(&[])), groups(&Exercise::of("abcdefg").incidents(&[])).as_slice());
}

#[test]
fn what_is_no_ledger_is_told() {
    let exercise = Exercise::of("a");
    std::fs::write(exercise.path().join("plain.db"), "Exercise. Nothing of a ledger.").expect("written");
    for (args, code, says) in [
        (&["incidents", "--db", "none.db"][..], 2, "none.db: there is no such ledger"),
        (&["verify", "--db", "none.db"], 2, "none.db: there is no such ledger"),
        (&["incidents", "--db", "plain.db"], 1, "plain.db: this is no ledger of Accalmie"),
        (&["ingest", "r/a.txt", "--db", "plain.db"], 1, "plain.db: this is no ledger of Accalmie"),
        (&["ingest", "r/a.txt", "--db", "nowhere/x.db"], 1, "nowhere/x.db: the ledger could not be opened"),
        (&["show", "i000000000000"], 2, "there is no incident i000000000000"),
        (&["correct", "i000000000000", "weapon", "null", "--reason", "x"], 2, "there is no incident i000000000000"),
        (&["retract", "i000000000000", "--reason", "x"], 2, "there is no incident i000000000000"),
        (&["export", "--form", "nothing", "--out", "o"], 2, "is no form of export"),
    ] {
        let got = exercise.run(args);
        assert_eq!((got.code, got.out.as_str()), (code, ""), "{args:?}: {}", got.err);
        assert!(got.err.contains(says), "{args:?}: {}", got.err);
    }
    assert!(!exercise.path().join("none.db").exists(), "asking makes no ledger");
}

/// Root may write everywhere, so there the folder is no hindrance and nothing is tried.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let exercise = Exercise::new();
    let shut = exercise.path().join("shut");
    std::fs::create_dir(&shut).expect("made");
    let allow = |mode| std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(mode)).expect("set");
    allow(0o555);
    if std::fs::write(shut.join("probe"), "").is_err() {
        let got = exercise.run(&["ingest", "r/a.txt", "--db", "shut/x.db"]);
        assert_eq!((got.code, got.out.as_str()), (1, ""));
        assert!(got.err.contains("shut/x.db: the ledger could not be opened"), "{}", got.err);
    }
    allow(0o755);
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Where these words begin.
fn found(bytes: &[u8], words: &str) -> Vec<usize> {
    (0..bytes.len()).filter(|at| bytes[*at..].starts_with(words.as_bytes())).collect()
}

#[test]
fn verify_finds_a_byte_that_was_changed() {
    let exercise = Exercise::of("abcd");
    let sound = exercise.well(&["verify"]);
    assert!(sound.contains(" 0 faults") && sound.contains("4 reports read again") && sound.contains(": 0 would change"), "{sound}");
    assert!(sound.lines().last().is_some_and(|l| l.starts_with("head: ") && l.contains(" sha256:")), "{sound}");
    let db = exercise.path().join("accalmie.db");
    let whole = bytes(&db);
    let shown = || (exercise.run(&["log"]).out, exercise.run(&["incidents", "--format", "json"]).out);
    let before = shown();
    for words in ["killing three civilians", "exercise-hand", "tuant quatre civils", "agence de presse"] {
        let mut told = 0;
        for at in found(&whole, words) {
            let mut changed = whole.clone();
            changed[at + 3] ^= 1;
            std::fs::write(&db, changed).expect("written");
            let got = exercise.run(&["verify", "--quick"]);
            if got.code == 0 {
                // Space that is in use no more may still hold words; nobody is shown them.
                assert!(shown() == before, "{words} at {at} is shown otherwise and not told of");
            } else {
                assert_eq!(got.code, 1, "{words} at {at}: {}{}", got.out, got.err);
                assert!(got.out.lines().any(|l| l.starts_with('✗') && l.len() > 20), "{words} at {at}: {}{}", got.out, got.err);
                told += 1;
            }
        }
        assert!(told > 0, "{words}: no change of a byte is told of");
    }
    std::fs::write(&db, whole).expect("written");
    assert!(exercise.well(&["verify", "--quick"]).contains(" 0 faults"));
}

#[test]
fn a_head_that_was_noted_shows_that_the_end_was_cut_off() {
    let exercise = Exercise::of("ab");
    let short = bytes(&exercise.path().join("accalmie.db"));
    exercise.ingest("cd");
    let head = |exercise: &Exercise| {
        let out = exercise.well(&["verify", "--quick"]);
        out.lines().last().and_then(|l| l.strip_prefix("head: ")).map(str::to_owned).expect("a head")
    };
    let noted = head(&exercise);
    exercise.well(&["verify", "--quick", "--head", &noted]);
    std::fs::write(exercise.path().join("accalmie.db"), short).expect("written");
    assert_ne!(head(&exercise), noted, "in itself it is whole");
    let got = exercise.run(&["verify", "--quick", "--head", &noted]);
    assert_eq!(got.code, 1, "{}{}", got.out, got.err);
    assert!(got.out.contains('✗'), "{}", got.out);
    // What came after a head that was noted is no fault.
    let noted = head(&exercise);
    exercise.ingest("e");
    exercise.well(&["verify", "--quick", "--head", &noted]);
}

/// Every form that the program names, and the file that it is written to.
const FORMS: &[(&str, &str)] = &[
    ("hxl", "incidents.hxl.csv"),
    ("geojson", "incidents.geojson"),
    ("acled", "incidents.acled.csv"),
    ("ucdp", "incidents.ucdp.csv"),
    ("jsonl", "incidents.jsonl"),
    ("prov", "incidents.prov.json"),
    ("parquet", "incidents.parquet"),
    ("kml", "incidents.kml"),
    ("gpx", "incidents.gpx"),
    ("xlsx", "incidents.xlsx"),
    ("atom", "incidents.atom"),
    ("manifest", "SHA256SUMS"),
];

/// Names of villages and towns, of sources, of a person, of files; as texts and as the gazetteer write them.
const SECRETS: &[&str] = &[
    "tall tamr",
    "tell tamer",
    "manajir",
    "abu rasin",
    "hasakah",
    "ḩasakah",
    "qamishli",
    "qāmishlī",
    "sami",
    "teacher",
    "shepherd",
    "news agency",
    "agence de presse",
    "local monitor",
    "radio",
    "access note",
    "r/a.txt",
    "r/g.txt",
    "exercise-hand",
];

/// By file.
fn export(exercise: &Exercise, profile: &str, out: &str) -> BTreeMap<String, Vec<u8>> {
    let mut args = vec!["export", "--profile", profile, "--out", out, "--at", "2026-01-02T00:00:00Z"];
    args.extend(FORMS.iter().flat_map(|(form, _)| ["--form", form]));
    exercise.well(&args);
    let files = std::fs::read_dir(exercise.path().join(out)).expect("a folder");
    files
        .map(|f| f.expect("a file"))
        .map(|f| (f.file_name().to_string_lossy().into_owned(), std::fs::read(f.path()).expect("its bytes")))
        .collect()
}

/// Those of the secrets that stand in a file, in small letters. A workbook is packed; it is read as a report would be.
fn told(exercise: &Exercise, folder: &str, name: &str, bytes: &[u8]) -> Vec<&'static str> {
    let words = if name.ends_with(".xlsx") {
        exercise.run(&["read", &format!("{folder}/{name}"), "--format", "jsonl"]).out
    } else {
        String::from_utf8_lossy(bytes).into_owned()
    };
    let words = words.to_lowercase();
    SECRETS.iter().filter(|s| words.contains(**s)).copied().collect()
}

#[test]
fn every_form_is_written_and_the_same_time_gives_the_same_bytes() {
    let exercise = Exercise::of("abcdefg");
    let help = exercise.well(&["export", "--help"]);
    let named: Vec<&str> = help
        .split_once("Forms:\n")
        .and_then(|(_, rest)| rest.split_once("\n\n"))
        .map(|(forms, _)| forms.lines().filter_map(|l| l.split_whitespace().next()).collect())
        .unwrap_or_default();
    let sorted = |mut names: Vec<&'static str>| {
        names.sort_unstable();
        names.join(" ")
    };
    let mut named: Vec<String> = named.into_iter().map(str::to_owned).collect();
    named.sort_unstable();
    assert_eq!(named.join(" "), sorted(FORMS.iter().map(|(form, _)| *form).collect()), "a form without a row here");

    for profile in ["full", "public"] {
        let (once, again) = (export(&exercise, profile, &format!("{profile}-1")), export(&exercise, profile, &format!("{profile}-2")));
        for (form, file) in FORMS {
            assert!(once.get(*file).is_some_and(|b| !b.is_empty()), "{profile} {form}");
        }
        assert_eq!(once.len(), FORMS.len());
        assert!(once == again, "{profile}: the same ledger and time give other bytes");
    }
}

#[test]
fn nothing_public_names_a_village_a_source_or_a_person() {
    let exercise = Exercise::of("abcdefg");
    let (full, public) = (export(&exercise, "full", "full"), export(&exercise, "public", "public"));
    for (_, file) in FORMS.iter().filter(|(form, _)| *form != "manifest") {
        // Were nothing found in the full one, finding nothing in the other would say nothing.
        assert!(!told(&exercise, "full", file, &full[*file]).is_empty(), "full {file}");
        let told = told(&exercise, "public", file, &public[*file]);
        assert!(told.is_empty(), "public {file}: {told:?}");
    }
}

#[test]
fn a_mine_is_told_coarsely_and_self_defence_not_at_all() {
    let exercise = Exercise::of("abcdefg");
    let mine = exercise.id("explosive.landmine");
    let exact = exercise.show(&mine)["incident"]["places"][0].clone();
    let public = |out: &str| {
        let mut found: Vec<Value> = lines(&String::from_utf8_lossy(&export(&exercise, "public", out)["incidents.jsonl"]));
        let types: Vec<String> = found.iter().map(|i| text(&i["type"])).collect();
        found.retain(|i| i["type"] == "explosive.landmine");
        assert!(!types.iter().any(|t| t == "battle.self_defence") && types.len() == 4, "{types:?}");
        assert_eq!(found.len(), 1, "silence about a mine kills: {types:?}");
        found.remove(0)
    };
    let check = |shown: &Value| {
        let place = &shown["places"][0];
        let off = |axis: &str| (place[axis].as_f64().expect("degrees") - exact[axis].as_f64().expect("degrees")).abs();
        assert!(off("lat") + off("lon") > 0.0005, "the exact spot: {place}");
        // Half a cell: 0.025 degrees of latitude, and as many kilometres of longitude.
        assert!(off("lat") < 0.026 && off("lon") < 0.035, "another cell: {place} for {exact}");
        assert_eq!((&place["name"], &place["id"], &place["precision"]), (&Value::Null, &Value::Null, &json!(2)));
        assert_eq!((&shown["time"]["from"], &shown["reports"], &shown["records"]), (&json!("2019-11-05"), &json!([]), &json!([])));
        assert_ne!(shown["incident"], json!(mine));
    };
    let open = public("open");
    check(&open);
    assert_eq!(open["harm"]["injured"]["best"], 1);
    exercise.well(&["correct", &mine, "sensitivity", "\"restricted\"", "--reason", "one witness"]);
    let restricted = public("restricted");
    check(&restricted);
    assert_eq!((&restricted["harm"], &restricted["targets"]), (&json!({}), &json!([])));
}
