//! What is answered through the real binary: which roads are barred, who gets out, which way is left, and what an agreement says of it.
//!
//! The founding report stands beside the repository; where it does not, its tests say so. All else is invented, an exercise.

mod run;

use run::{Run, folder, lines, run};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const EXERCISE: &str = "An exercise; nothing of this happened.\n\n\
    Soldiers are mining the roads around Tell Tamer, residents said. \
    The road between Qamishli and Amuda was closed by police on Monday.\n";

fn exercise() -> tempfile::TempDir {
    folder(&[("r/exercise.txt", EXERCISE.as_bytes()), ("quiet.txt", b"An exercise. The market in Hasakah was busy on Monday.\n")])
}

fn well(folder: &Path, args: &[&str]) -> String {
    let Run { code, out, err } = run(folder, args, b"");
    assert_eq!(code, 0, "{args:?}: {err}");
    out
}

fn one(folder: &Path, args: &[&str]) -> Value {
    lines(&well(folder, &[args, &["--format", "jsonl"]].concat())).remove(0)
}

fn refused(folder: &Path, args: &[&str], why: &str) {
    let Run { code, err, .. } = run(folder, args, b"");
    assert_eq!(code, 2, "{args:?}: {err}");
    assert!(err.contains(why), "{args:?}: {err}");
}

fn founding() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports/founding-report.txt");
    if !path.exists() {
        println!("skipped: the founding report is not beside the repository");
    }
    path.canonicalize().ok()
}

const D: [&str; 2] = ["--date", "2019-10-24"];

/// `accalmie access PLACE REPORT --date 2019-10-24 …`
fn founding_access(place: &str, more: &[&str]) -> Option<Value> {
    let path = founding()?;
    Some(one(Path::new("."), &[&["access", place, path.to_str()?], &D[..], more].concat()))
}

#[test]
fn the_founding_report_leaves_the_towns_suspected_blocked() {
    for place in ["Tell Tamer", "Ras al-Ayn"] {
        let Some(found) = founding_access(place, &[]) else { return };
        for side in ["exit", "aid"] {
            assert_eq!(found[side]["passage"], "suspected_blocked", "{place}, {side}: {found:#}");
            let by: Vec<&Value> =
                found[side]["by"].as_array().expect("a list").iter().filter_map(|n| found["closures"].get(n.as_u64()? as usize)).collect();
            let mined =
                by.iter().find(|c| c["cause"] == "mined").unwrap_or_else(|| panic!("{place}, {side}: it rests on the mines: {found:#}"));
            assert_eq!((&mined["evidence"], &mined["confirmed_area"]), (&"indirect".into(), &false.into()));
        }
        assert_eq!(found["schematic"], true);
        // The evidence is there for a person to read.
        let path = founding().expect("it is there");
        let table = well(Path::new("."), &["access", place, path.to_str().expect("UTF-8"), "--date", "2019-10-24"]);
        assert!(table.contains("en train de miner les routes") && table.contains("schematic"), "{table}");
        // After its age nobody knows.
        let later = founding_access(place, &["--day", "2020-03-24"]).expect("an answer");
        assert_eq!((&later["exit"]["passage"], &later["aid"]["passage"]), (&"unknown".into(), &"unknown".into()), "{place}");
        let longer = founding_access(place, &["--day", "2020-03-24", "--valid", "mined=365"]).expect("an answer");
        assert_eq!(longer["exit"]["passage"], "suspected_blocked", "{place}");
    }
}

#[test]
fn the_founding_report_cuts_the_way_and_says_what_would_open_it() {
    let Some(path) = founding() else { return };
    let path = path.to_str().expect("UTF-8");
    for (from, to) in [("Raqqa", "Tell Tamer"), ("Tell Tamer", "Qamishli"), ("Hasakah", "Ras al-Ayn")] {
        let found = one(Path::new("."), &["route", from, to, path, "--date", "2019-10-24"]);
        assert!(found["routes"].as_array().expect("a list").is_empty(), "{from} → {to}: {found:#}");
        assert_eq!(found["connected"], true);
        let list = |key: &str| found[key].as_array().expect("a list").len();
        assert!(list("cut_by") > 0 && list("opens") > 0, "{from} → {to}: {found:#}");
        assert!(found["least_risk"]["minutes"].as_f64().expect("a way of least risk") > 30.0);
    }
    // Around it there is a way.
    let found = one(Path::new("."), &["route", "Hasakah", "Qamishli", path, "--date", "2019-10-24"]);
    assert_eq!(found["routes"].as_array().expect("a list").len(), 1, "{found:#}");
    assert!(found["routes"][0]["passes"].as_array().expect("a list").is_empty());
}

#[test]
fn what_is_reached_in_time_is_told_with_how() {
    let Some(path) = founding() else { return };
    let path = path.to_str().expect("UTF-8");
    let reached = |minutes: &str| {
        lines(&well(Path::new("."), &["reach", "Hasakah", path, "--date", "2019-10-24", "--minutes", minutes, "--format", "jsonl"]))
    };
    let name = |all: &[Value], name: &str| all.iter().find(|r| r["name"] == name).cloned();
    let wide = reached("90");
    let clear: Vec<bool> = wide.iter().filter_map(|r| r["clear"].as_bool()).collect();
    assert!(clear.contains(&true) && clear.contains(&false), "{wide:#?}");
    // The mined roads are passed on no clear way.
    assert_eq!(name(&wide, "Til Temir").map(|r| r["clear"].clone()), Some(Value::Bool(false)), "{wide:#?}");
    let near = reached("5");
    assert!(near.len() < wide.len() && near.iter().all(|r| r["minutes"].as_f64().is_some_and(|m| m <= 5.0)), "{near:#?}");
}

/// Verdicts as type of incident, place, clause, outcome and reason.
fn verdicts(agreement: &str) -> Option<BTreeSet<String>> {
    let path = founding()?;
    let path = path.to_str()?;
    let merged = lines(&well(Path::new("."), &["merge", path, "--date", "2019-10-24", "--format", "jsonl"]));
    let judged = lines(&well(Path::new("."), &["truce", path, "--date", "2019-10-24", "--agreement", agreement, "--format", "jsonl"]));
    let say = |v: &Value| {
        let i = merged.iter().find(|i| i["incident"] == v["incident"]).expect("an incident");
        let place = i["places"][0]["name"].as_str().unwrap_or("-");
        let reason = v["reason"].as_str().map(|r| format!("({r})")).unwrap_or_default();
        format!(
            "{} {place}: {} {}{reason}",
            i["type"].as_str().unwrap_or(""),
            v["clause"].as_str().unwrap_or("-"),
            v["outcome"].as_str().unwrap_or("")
        )
    };
    Some(judged.iter().map(say).collect())
}

/// What a perfect checker says of the founding report, of what the reader gives of it.
#[test]
fn the_founding_report_held_against_sochi() {
    let Some(found) = verdicts("russia-turkey-2019-10-22") else { return };
    let has = |v: &str| assert!(found.contains(v), "{v}: {found:#?}");
    assert!(!found.iter().any(|v| v.contains("breach")), "an attack after it is no breach of it: {found:#?}");
    has("explosive.drone_strike Ra’s al ‘Ayn: - no_applicable_clause");
    has("hazard.mine_laying Ra’s al ‘Ayn: - no_applicable_clause");
    has("battle.armed_clash Manbij: RT-6 not_yet_due");
    has("battle.armed_clash ‘Ayn ‘Īsá: RT-6 outside_zone");
    has("explosive.vehicle_bomb Al Qāmishlī: - no_applicable_clause");
    has("force.presence -: - no_applicable_clause");
}

#[test]
fn the_founding_report_held_against_ankara() {
    let Some(found) = verdicts("us-turkey-2019-10-17") else { return };
    let has = |v: &str| assert!(found.contains(v), "{v}: {found:#?}");
    assert!(!found.iter().any(|v| v.contains("breach") && v.contains("vehicle_bomb")), "nobody named is nobody blamed: {found:#?}");
    has("explosive.vehicle_bomb Al Qāmishlī: UT-4 undeterminable(actor)");
    has("battle.armed_clash ‘Ayn ‘Īsá: UT-11 outside_window");
    has("hazard.mine_laying Ra’s al ‘Ayn: - no_applicable_clause");
}

#[test]
fn places_that_are_cut_off_are_named_with_what_cuts_them_off() {
    let here = exercise();
    let all = lines(&well(here.path(), &["roads", "r", "--date", "2019-11-05", "--cut-off", "--format", "jsonl"]));
    let of = |place: &str| all.iter().find(|l| l["place"] == place).unwrap_or_else(|| panic!("{place}: {all:#?}"));
    let town = of("Til Temir");
    assert_eq!((&town["out"], &town["into"]), (&true.into(), &true.into()));
    assert_eq!(town["by"].as_array().expect("a list").len(), 1, "by the mines: {town:#}");
    assert!(all.iter().any(|l| !l["hangs_on"].as_array().expect("a list").is_empty()), "some village lies at the end of one road");
    assert!(!all.iter().any(|l| l["place"] == "Hasakah" && l["out"] == true));
}

#[test]
fn an_exercise_bars_roads() {
    let here = exercise();
    let all = lines(&well(here.path(), &["roads", "r", "--date", "2019-11-05", "--format", "jsonl"]));
    let of = |cause: &str| all.iter().find(|c| c["cause"] == cause).unwrap_or_else(|| panic!("{cause}: {all:#?}"));
    assert_eq!((&of("mined")["state"], &of("closed")["state"]), (&"suspected".into(), &"closed".into()));
    assert_eq!(of("closed")["since"], "2019-11-04");
    assert!(!of("closed")["geometry"].as_array().expect("lines").is_empty());
    let table = well(here.path(), &["roads", "r", "--date", "2019-11-05"]);
    assert!(table.contains("schematic") && table.contains("not known to be open"), "{table}");
    let quiet = one(here.path(), &["access", "Hasakah", "quiet.txt", "--date", "2019-11-05"]);
    assert_eq!(quiet["exit"]["passage"], "no_report", "nothing heard is not open");
    let way = one(here.path(), &["route", "Qamishli", "Amuda", "r", "--date", "2019-11-05", "--way", "fastest"]);
    let km = way["routes"][0]["km"].as_f64().unwrap_or_default();
    assert!(way["routes"].as_array().expect("a list").is_empty() || km > 60.0, "not by the closed road: {way:#}");
}

/// The ledger answers as the reports do.
#[test]
fn a_ledger_answers_as_its_reports_do() {
    let here = exercise();
    well(here.path(), &["ingest", "r", "--date", "2019-11-05", "--db", "l.db"]);
    let by_db = one(here.path(), &["access", "Tell Tamer", "--db", "l.db"]);
    let by_reports = one(here.path(), &["access", "Tell Tamer", "r", "--date", "2019-11-05"]);
    assert_eq!((&by_db["exit"], &by_db["aid"], &by_db["day"]), (&by_reports["exit"], &by_reports["aid"], &by_reports["day"]));
    let verdicts = |args: &[&str]| lines(&well(here.path(), &[args, &["--format", "jsonl"]].concat())).len();
    assert_eq!(verdicts(&["truce", "--db", "l.db"]), verdicts(&["truce", "r", "--date", "2019-11-05"]));
}

#[test]
fn agreements_are_listed_and_checked() {
    let here = folder(&[("wrong.toml", b"id = \"x\"\nsigned = \"soon\"\n"), ("no.toml", b"[")]);
    assert_eq!(well(here.path(), &["truce", "list"]).lines().count(), 8);
    for (name, line) in [("wrong.toml", "wrong.toml:2"), ("no.toml", "no.toml:1")] {
        let Run { code, out, .. } = run(here.path(), &["truce", "check", name], b"");
        assert_eq!(code, 1);
        assert!(out.contains(line), "{out}");
    }
    refused(here.path(), &["truce", "wrong.toml", "--agreement", "nowhere"], "no agreement of that name");
}

#[test]
fn a_board_says_where_nothing_is_known() {
    let here = exercise();
    let board = one(
        here.path(),
        &[
            "truce",
            "r",
            "--date",
            "2019-11-05",
            "--board",
            "--agreement",
            "russia-turkey-2019-10-22",
            "--from",
            "2019-11-01",
            "--to",
            "2019-11-07",
        ],
    );
    let coverage = board["period"]["coverage"].as_array().expect("a list");
    assert!(coverage.iter().any(|c| !c["days_without"].as_array().expect("days").is_empty()), "{board:#}");
    assert!(board["period"]["rows"].as_array().expect("rows").iter().all(|r| r["alleged"] == 0), "no clause on mines: {board:#}");
    refused(here.path(), &["truce", "r", "--board", "--from", "2019-11-07", "--to", "2019-11-01"], "before");
}

#[test]
fn what_cannot_be_answered_is_said() {
    let here = exercise();
    std::fs::write(here.path().join("not.roads"), b"no network").expect("written");
    std::fs::write(here.path().join("not.osm.pbf"), b"no map").expect("written");
    std::fs::write(here.path().join("not.tsv"), b"link\ta\tb\tprimary\n").expect("written");
    refused(here.path(), &["access", "Qxqxqxqx", "r", "--date", "2019-11-05"], "no place is known");
    refused(here.path(), &["access", "Paris", "r", "--date", "2019-11-05"], "no road of this network");
    refused(here.path(), &["access", "91,0", "r"], "in degrees");
    refused(here.path(), &["access", "Hasakah"], "give reports");
    refused(here.path(), &["access", "Hasakah", "r", "--db", "x.db"], "not both");
    refused(here.path(), &["access", "Hasakah", "--db", "x.db"], "no such ledger");
    refused(here.path(), &["access", "Hasakah", "quiet.txt"], "--day");
    refused(here.path(), &["roads", "r", "--date", "2019-11-05", "--network", "not.roads"], "not.roads");
    refused(here.path(), &["roads", "r", "--date", "2019-11-05", "--network", "not.osm.pbf"], "roads import");
    refused(here.path(), &["roads", "r", "--date", "2019-11-05", "--network", "not.tsv"], "not.tsv");
    refused(here.path(), &["roads", "import", "not.osm.pbf", "--out", "x.roads"], "not.osm.pbf");
    refused(here.path(), &["roads", "import", "none.osm.pbf", "--out", "x.roads"], "none.osm.pbf");
    refused(here.path(), &["roads", "r", "--date", "2019-11-05", "--valid", "mines=3"], "--valid");
}
