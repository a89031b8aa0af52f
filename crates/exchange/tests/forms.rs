//! Each form as it is written, and what it must not say.

mod exercise;

use accalmie_exchange::{ExchangeError, Form, Holdings, Made, uncertainty_km, write_set};
use accalmie_record::*;
use exercise::*;
use std::collections::BTreeMap;

/// A CSV as rows by column name, read by the csv crate.
fn rows(form: Form, incidents: &[Incident]) -> Vec<BTreeMap<String, String>> {
    let text = text(form, incidents, &readings());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("as wide as its header")).collect()
}

/// The cells of one incident, as `name=cell`.
#[track_caller]
fn check(form: Form, incident: &Incident, expected: &[&str]) {
    let rows = rows(form, std::slice::from_ref(incident));
    let row = rows.last().expect("a row");
    for pair in expected {
        let (name, cell) = pair.split_once('=').expect("name=cell");
        assert_eq!(row.get(name).map(String::as_str), Some(cell), "{name}");
    }
}

#[test]
fn text_forms_as_they_are() {
    for form in [Form::Hxl, Form::GeoJson, Form::Acled, Form::Ucdp, Form::JsonLines, Form::Prov, Form::Kml, Form::Gpx, Form::Atom] {
        insta::assert_snapshot!(form.name(), text(form, &incidents(), &readings()));
    }
}

#[test]
fn same_holdings_same_bytes() {
    for form in Form::ALL {
        assert!(write(*form, &incidents(), &readings()) == write(*form, &incidents(), &readings()), "{}", form.name());
        let empty = write(*form, &[], &[]);
        assert!(*form == Form::JsonLines || !empty.is_empty(), "{}", form.name());
    }
}

#[test]
fn names_lead_back() {
    for form in Form::ALL {
        assert_eq!(Form::from_name(form.name()).ok(), Some(*form));
        assert!(form.file_name().ends_with(form.extension()) && form.media_type().contains('/') && !form.about().is_empty());
    }
    let files: std::collections::BTreeSet<_> = Form::ALL.iter().map(|f| f.file_name()).collect();
    assert_eq!(files.len(), Form::ALL.len());
    let error = Form::from_name("excel\u{202E}").expect_err("no such form").to_string();
    assert_eq!(
        error,
        "“excel” is no form of export; the forms are hxl, geojson, acled, ucdp, jsonl, prov, manifest, parquet, kml, gpx, xlsx, atom"
    );
}

/// Columns of ACLED's export since 2023, in order.
#[test]
fn acled_has_its_31_columns() {
    let header = text(Form::Acled, &[], &[]);
    assert_eq!(
        header,
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,\
         assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,\
         geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n"
    );
}

#[test]
fn unknown_is_not_zero() {
    let [shelling, mine, province, at_least, arson, .., contested, _] = &incidents()[..] else { panic!("a dozen") };
    check(Form::Acled, shelling, &["fatalities=3", "latitude=36.5", "geo_precision=1", "inter1=", "interaction="]);
    check(Form::Acled, mine, &["fatalities=", "latitude=", "longitude=", "geo_precision=", "actor1="]);
    check(Form::Acled, province, &["fatalities=", "latitude=", "geo_precision=3", "admin1=Lower Province", "time_precision=3"]);
    check(Form::Acled, at_least, &["fatalities=5", "inter1=2", "inter2=2", "interaction=22", "time_precision=1"]);
    check(Form::Acled, arson, &["event_date=", "year=", "time_precision=", "latitude=-1.5", "fatalities="]);
    check(Form::Acled, contested, &["fatalities=0", "country=Ostravia", "latitude=", "sub_event_type=Air/drone strike"]);
    check(Form::Hxl, province, &["fatalities=", "killed_low=20", "killed_high=", "killed_words=dozens", "latitude="]);
    check(Form::Ucdp, shelling, &["low=3", "best=4", "high=5", "deaths_civilians=3", "deaths_unknown=1", "event_clarity=1"]);
    check(Form::Ucdp, province, &["low=", "best=", "high=", "x_deaths_words=dozens", "where_prec=4", "latitude=", "date_prec=4"]);
    check(Form::Ucdp, at_least, &["low=5", "best=5", "high=", "deaths_civilians=", "deaths_unknown=5", "type_of_violence=2"]);
}

#[test]
fn a_suspect_is_no_actor() {
    let mut incident = incident("i", Type::CivilianTargetingKilling);
    incident.actors = vec![actor(Role::Initiator, "Marsh Front", None, false)];
    incident.targets = vec![TargetClass::Civilians];
    check(Form::Acled, &incident, &["actor1=", "actor2=Civilians", "inter2=7", "interaction=", "civilian_targeting=Civilian targeting"]);
    let notes = rows(Form::Acled, &[incident])[0]["notes"].clone();
    assert!(notes.contains("suspected: Marsh Front"), "{notes}");
}

#[test]
fn only_what_counts_is_coded() {
    let written = |form: Form| -> Vec<String> {
        let key = if form == Form::Ucdp { "id" } else { "event_id_cnty" };
        rows(form, &incidents()).iter().map(|r| r[key].clone()).collect()
    };
    let ids = |tails: &[&str]| -> Vec<String> { tails.iter().map(|t| format!("i0000000000{t}")).collect() };
    assert_eq!(written(Form::Acled), ids(&["01", "02", "03", "04", "05", "06", "07", "09", "11"]));
    assert_eq!(written(Form::Ucdp), ids(&["01", "03", "04", "07", "09"]));
    for form in [Form::Acled, Form::Ucdp] {
        assert_eq!(written(form).len(), incidents().iter().filter(|i| form.holds(i)).count());
    }
    let withdrawn = rows(Form::Hxl, &incidents()).into_iter().find(|r| r["event_id_cnty"] == "i000000000010").expect("kept");
    assert_eq!((withdrawn["standing"].as_str(), withdrawn["fatalities"].as_str(), withdrawn["killed_low"].as_str()), ("retracted", "", ""));
}

#[test]
fn a_radius_is_ours_and_ends_at_a_province() {
    let radii: Vec<_> = (0..=8).map(|p| uncertainty_km(Some(p))).collect();
    assert_eq!(radii, [None, Some(1), Some(5), Some(25), Some(100), None, None, None, None]);
    assert_eq!(uncertainty_km(None), None);
}

#[test]
fn the_time_must_be_a_time() {
    let made = Made { at: "yesterday", ..MADE };
    let mut out = Vec::new();
    let error = Form::Atom.write(&Holdings { incidents: &[], readings: &[], made }, &mut out).expect_err("no time");
    assert!(matches!(error, ExchangeError::MadeAt(_)));
    assert!(out.is_empty());
}

#[test]
fn a_full_disk_is_told() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("no space left"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (incidents, readings) = (incidents(), readings());
    for form in Form::ALL {
        let error = form.write(&Holdings { incidents: &incidents, readings: &readings, made: MADE }, &mut Full).expect_err("full");
        let said = error.to_string();
        assert!(said.contains(form.name()) && said.contains("no space left"), "{said}");
    }
}

#[test]
fn the_sums_are_checked_by_sha256sum() {
    let (incidents, readings) = (incidents(), readings());
    let holdings = Holdings { incidents: &incidents, readings: &readings, made: MADE };
    let folder = tempfile::tempdir().expect("a folder");
    write_set(&holdings, Form::ALL, &mut |name, bytes| std::fs::write(folder.path().join(name), bytes)).expect("written");
    assert_eq!(std::fs::read(folder.path().join("SHA256SUMS")).expect("sums"), write(Form::Manifest, &incidents, &readings));
    let check = || std::process::Command::new("sha256sum").args(["-c", "SHA256SUMS"]).current_dir(folder.path()).output();
    let Ok(out) = check() else { return println!("skipped: no sha256sum") };
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success() && said.matches(": OK").count() == Form::ALL.len() - 1, "{said}");
    std::fs::write(folder.path().join("incidents.kml"), b"changed").expect("written");
    assert!(!check().expect("sha256sum ran before").status.success());
}

#[test]
fn provenance_names_what_is_cited_and_nothing_else() {
    let provenance = |incidents: &[Incident], readings: &[Reading]| -> serde_json::Value {
        serde_json::from_str(&text(Form::Prov, incidents, readings)).expect("JSON")
    };
    let mut readings = readings();
    let mut other = readings[0].records[0].clone();
    other.id = "aaaaaaaaaaaa#2".to_owned();
    other.evidence[0].text = "where they hide".to_owned();
    readings[0].records.push(other);
    readings[1].report.key = "uncited.txt".to_owned();
    let written = provenance(&incidents(), &readings);
    for absent in ["where they hide", "aaaaaaaaaaaa%232", "uncited", "five dead in shelling"] {
        assert!(!written.to_string().contains(absent), "{absent}");
    }
    // Whatever a relation names is declared, with readings and without.
    for written in [written, provenance(&incidents(), &[])] {
        let declared: std::collections::BTreeSet<&String> =
            ["entity", "activity", "agent"].iter().filter_map(|k| written[k].as_object()).flat_map(|m| m.keys()).collect();
        let relations = written.as_object().expect("an object").iter().filter(|(k, _)| k.starts_with("was") || *k == "used");
        let ends: Vec<&serde_json::Value> = relations
            .flat_map(|(_, r)| r.as_object().expect("relations").values())
            .flat_map(|r| r.as_object().expect("a relation").iter().filter(|(role, _)| *role != "prov:type").map(|(_, end)| end))
            .collect();
        assert!(ends.len() > 50);
        for end in ends {
            assert!(end.as_str().is_some_and(|e| declared.contains(&e.to_owned())), "{end}");
        }
    }
}
