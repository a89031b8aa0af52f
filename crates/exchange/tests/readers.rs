//! Each form is read back by a program that we did not write. Those in Python need the environment of `ci/python.sh`
//! (`ACCALMIE_TEST_PYTHON`); without it those tests say that they are skipped.

mod exercise;

use accalmie_exchange::Form;
use accalmie_record::Incident;
use exercise::*;
use quick_xml::events::Event;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// Writes the form to a file, has the script read it, and returns what it printed.
fn read_with(script: &str, form: Form, incidents: &[Incident]) -> Option<Value> {
    let Some(python) = std::env::var_os("ACCALMIE_TEST_PYTHON") else {
        println!("skipped: ACCALMIE_TEST_PYTHON is not set; see ci/python.sh");
        return None;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(form.file_name());
    std::fs::write(&file, write(form, incidents, &readings())).expect("written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers").join(script);
    let out = Command::new(python).arg("-I").arg(script).arg(file).output().expect("the python of ACCALMIE_TEST_PYTHON runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(serde_json::from_slice(&out.stdout).expect("the script prints JSON"))
}

#[test]
fn libhxl_finds_the_file_valid() {
    let Some(read) = read_with("hxl_rows.py", Form::Hxl, &incidents()) else { return };
    assert_eq!((&read["errors"], &read["valid"]), (&json!([]), &json!(true)));
    let tags: Vec<&str> = read["tags"].as_array().expect("tags").iter().filter_map(Value::as_str).collect();
    for tag in ["#event+code", "#date+occurred", "#group+first+name", "#affected+killed", "#x_standing"] {
        let wanted: std::collections::BTreeSet<&str> = tag.split('+').collect();
        assert!(tags.iter().any(|t| t.split('+').collect::<std::collections::BTreeSet<_>>() == wanted), "{tag} in {tags:?}");
    }
    assert_eq!(read["rows"].as_array().map(Vec::len), Some(12));
}

/// The schema is no rubber stamp: a word where a number must be is an error to it.
#[test]
fn libhxl_finds_a_wrong_file_wrong() {
    let Some(python) = std::env::var_os("ACCALMIE_TEST_PYTHON") else { return println!("skipped: see ci/python.sh") };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("wrong.csv");
    std::fs::write(&file, "fatalities\n#affected+killed\ndozens\n").expect("written");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/hxl_rows.py");
    let out = Command::new(python).arg("-I").arg(script).arg(file).output().expect("python runs");
    let read: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(read["valid"], json!(false));
}

#[test]
fn pyarrow_reads_the_columns() {
    let Some(read) = read_with("parquet_rows.py", Form::Parquet, &incidents()) else { return };
    let geo: Value = serde_json::from_str(read["meta"]["geo"].as_str().expect("geo")).expect("JSON");
    assert_eq!(geo["version"], "1.1.0");
    assert_eq!(geo["columns"]["geometry"]["geometry_types"], json!(["LineString", "Point"]));
    assert_eq!(geo["columns"]["geometry"]["bbox"], json!([29.0, -1.5, 41.5, 37.25]));
    for (name, type_) in
        [("killed_low", "int64"), ("date_start", "date32[day]"), ("counted", "bool"), ("latitude", "double"), ("place", "string")]
    {
        assert_eq!(read["types"][name], type_, "{name}");
    }
    assert_eq!(read["types"]["geometry"], "binary");
    let row = |i: usize, name: &str| read["rows"][i][name].clone();
    assert_eq!(read["rows"].as_array().map(Vec::len), Some(12));
    assert_eq!((row(0, "killed_low"), row(0, "killed_high"), row(0, "date_start")), (json!(3), json!(5), json!("2026-11-20")));
    assert_eq!(row(0, "geometry"), json!("010100000000000000002044400000000000404240"), "POINT (40.25 36.5), little-endian");
    assert_eq!((row(1, "geometry"), row(1, "killed_low"), row(1, "where_prec")), (Value::Null, Value::Null, Value::Null));
    assert_eq!(row(6, "killed_words"), json!("٣ قتلى على الأقل"));
    assert!(row(7, "geometry").as_str().is_some_and(|g| g.starts_with("010200000002000000")));
    assert_eq!((row(9, "standing"), row(9, "killed_low")), (json!("retracted"), Value::Null));
    // No incidents is a table of no rows.
    assert_eq!(read_with("parquet_rows.py", Form::Parquet, &[]).map(|r| r["rows"].clone()), Some(json!([])));
}

#[test]
fn openpyxl_reads_the_sheets() {
    let Some(read) = read_with("xlsx_rows.py", Form::Xlsx, &incidents()) else { return };
    assert_eq!(read["created"], "2026-11-22 09:00:00");
    let sheet = &read["sheets"]["incidents"];
    assert_eq!(sheet["frozen"], "B2");
    let cells = sheet["cells"].as_array().expect("rows");
    assert_eq!(cells.len(), 13);
    let column = |name: &str| cells[0].as_array().expect("header").iter().position(|c| c[1] == name).unwrap_or_else(|| panic!("{name}"));
    let cell = |row: usize, name: &str| cells[row][column(name)].clone();
    assert_eq!(cell(1, "date_start"), json!(["d", "2026-11-20 00:00:00"]));
    assert_eq!(cell(1, "killed_low"), json!(["n", 3]));
    assert_eq!(cell(2, "killed_low"), json!(["n", null]));
    assert_eq!(cell(11, "killed_low"), json!(["n", 0]));
    assert_eq!(cell(9, "initiators"), json!(["s", "'@SUM(A1:A9)"]));
    assert_eq!(cell(1, "counted"), json!(["b", true]));
    let figures = read["sheets"]["figures"]["cells"].as_array().expect("rows");
    // A header and every figure, also those of what was withdrawn.
    let given: usize = incidents().iter().flat_map(|i| i.harm.values()).map(|t| t.by_source.len()).sum();
    assert_eq!(figures.len(), given + 1);
    assert!(figures.iter().any(|f| f[0][1] == "i000000000010" && f[5] == json!(["n", 7]) && f[2] == json!(["b", false])));
    for sheet in ["incidents", "figures"] {
        for cell in read["sheets"][sheet]["cells"].as_array().expect("rows").iter().flat_map(|r| r.as_array().expect("cells")) {
            assert_ne!(cell[0], "f", "{cell} is a formula");
        }
    }
}

#[test]
fn the_prov_package_reads_the_graph() {
    let Some(read) = read_with("prov_graph.py", Form::Prov, &incidents()) else { return };
    let expected = json!({
        "Activity accalmie:Merging": 1,
        "Activity accalmie:Reading": 2,
        "Agent": 3,
        "Agent prov:SoftwareAgent": 1,
        "Association": 3,
        "Attribution": 4,
        // Thirteen records are named, of twelve incidents.
        "Derivation": 13,
        "Derivation prov:PrimarySource": 13,
        "Derivation prov:Quotation": 2,
        "Entity accalmie:Incident": 12,
        "Entity accalmie:Record": 2,
        "Entity accalmie:Report": 3,
        "Generation": 14,
        "Usage": 15,
    });
    assert_eq!(read, expected);
}

#[test]
fn the_geojson_crate_reads_the_features() {
    let read: geojson::FeatureCollection = text(Form::GeoJson, &incidents(), &[]).parse().expect("GeoJSON");
    assert_eq!(read.features.len(), 12);
    let kinds: Vec<&str> = read.features.iter().map(|f| f.geometry.as_ref().map_or("-", |g| g.value.type_name())).collect();
    assert_eq!(kinds, ["Point", "-", "Point", "Point", "Point", "Point", "Point", "LineString", "-", "Point", "-", "Point"]);
    let names = |f: &geojson::Feature| f.properties.as_ref().map(|p| p.keys().cloned().collect::<Vec<_>>());
    assert!(read.features.windows(2).all(|pair| names(&pair[0]) == names(&pair[1])), "every feature has the same properties");
    let property = |i: usize, name: &str| read.features[i].property(name).cloned();
    assert_eq!(property(2, "uncertainty_km"), Some(json!(100)));
    assert_eq!((property(5, "uncertainty_km"), property(5, "relation")), (Some(Value::Null), Some(json!("road_toward"))));
    assert_eq!(property(7, "geometry_is"), Some(json!("straight_between_named_places_not_the_road")));
}

/// Paths of the elements, `feed/entry/id`, each with its text.
fn elements(xml: &str) -> Vec<(String, String)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut path, mut out): (Vec<String>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(e) => {
                path.push(e.name().as_ref().to_owned());
                out.push((path.join("/"), String::new()));
                for attribute in e.attributes() {
                    attribute.expect("well-formed");
                }
            }
            Event::Empty(e) => out.push((format!("{}/{}", path.join("/"), e.name().as_ref()), String::new())),
            Event::End(_) => drop(path.pop()),
            Event::Text(t) => {
                if let Some((_, text)) = out.last_mut() {
                    text.push_str(&t);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(path.is_empty());
    out
}

#[track_caller]
fn check_xml(form: Form, expected: &[(&str, usize)]) {
    let elements = elements(&text(form, &incidents(), &readings()));
    for (path, times) in expected {
        assert_eq!(elements.iter().filter(|(p, _)| p == path).count(), *times, "{path}");
    }
}

#[test]
fn quick_xml_finds_what_each_format_requires() {
    check_xml(
        Form::Atom,
        &[
            ("feed/id", 1),
            ("feed/title", 1),
            ("feed/updated", 1),
            ("feed/author/name", 1),
            ("feed/entry", 12),
            ("feed/entry/id", 12),
            ("feed/entry/title", 12),
            ("feed/entry/updated", 12),
            ("feed/entry/content", 12),
            ("feed/link", 0),
            ("feed/entry/georss:point", 5),
        ],
    );
    check_xml(Form::Gpx, &[("gpx/metadata/time", 1), ("gpx/wpt", 5), ("gpx/wpt/name", 5)]);
    // Eleven stand, five of them are known well enough for a pin, one is a road.
    check_xml(
        Form::Kml,
        &[
            ("kml/Document/Placemark", 11),
            ("kml/Document/Placemark/Point/coordinates", 5),
            ("kml/Document/Placemark/LineString/coordinates", 1),
        ],
    );
    let ids: Vec<String> =
        elements(&text(Form::Atom, &incidents(), &[])).into_iter().filter(|(p, _)| p == "feed/entry/id").map(|(_, t)| t).collect();
    assert_eq!(ids[0].trim(), "urn:accalmie:incident:i000000000001");
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), 12);
}

#[test]
fn incidents_come_back_from_json_lines() {
    let text = text(Form::JsonLines, &incidents(), &[]);
    let back: Vec<Incident> = text.lines().map(|l| serde_json::from_str(l).expect("an incident")).collect();
    let mut expected = incidents();
    expected[8].why = vec!["bell and line".to_owned()];
    for i in &mut expected {
        i.actors.iter_mut().for_each(|a| a.name = a.name.replace('\u{202E}', ""));
        i.harm.values_mut().flat_map(|t| &mut t.by_source).for_each(|f| f.text = f.text.replace('\t', " "));
    }
    assert_eq!(back, expected);
}
