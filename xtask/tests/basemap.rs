//! The map that ships: sound shapes, known points where they belong, and no larger than it may be.

use flate2::read::GzDecoder;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Read;

/// Packed, of all files together.
const BUDGET: usize = 2_500_000;

fn packed(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../basemap/{name}.json.gz", env!("CARGO_MANIFEST_DIR"))).expect("a file of the map")
}

fn features(name: &str) -> Vec<Value> {
    let mut text = String::new();
    GzDecoder::new(&*packed(name)).read_to_string(&mut text).expect("gzip");
    let all: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(all["type"], "FeatureCollection");
    all["features"].as_array().expect("features").clone()
}

fn ring(value: &Value) -> Vec<[f64; 2]> {
    let points = value.as_array().expect("a line").iter();
    points.map(|p| [p[0].as_f64().expect("longitude"), p[1].as_f64().expect("latitude")]).collect()
}

fn area(points: &[[f64; 2]]) -> f64 {
    points.windows(2).map(|w| w[0][0] * w[1][1] - w[1][0] * w[0][1]).sum::<f64>() / 2.0
}

/// By the even-odd rule over all rings.
fn covers(all: &[Value], lat: f64, lon: f64) -> bool {
    let mut inside = false;
    for feature in all {
        for line in feature["geometry"]["coordinates"].as_array().expect("rings") {
            for w in ring(line).windows(2) {
                let ([x1, y1], [x2, y2]) = (w[0], w[1]);
                if (y1 > lat) != (y2 > lat) && lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1 {
                    inside = !inside;
                }
            }
        }
    }
    inside
}

#[test]
fn rings_close_and_turn_as_they_should() {
    for name in ["land", "lakes"] {
        let all = features(name);
        assert!(all.len() > 100, "{name}");
        for feature in &all {
            for (n, line) in feature["geometry"]["coordinates"].as_array().expect("rings").iter().enumerate() {
                let points = ring(line);
                assert!(points.len() >= 4 && points.first() == points.last(), "{name}: {points:?}");
                assert_eq!(area(&points) > 0.0, n == 0, "{name}: ring {n} turns the wrong way");
                assert!(points.iter().all(|p| p[0].abs() <= 180.0 && p[1].abs() <= 90.0), "{name}");
            }
        }
    }
}

/// A side that runs round the world would be filled from end to end.
#[test]
fn no_side_runs_over_the_antimeridian() {
    for name in ["land", "lakes", "lines"] {
        for feature in features(name) {
            for line in feature["geometry"]["coordinates"].as_array().expect("rings or lines") {
                let side = ring(line).windows(2).find(|w| (w[0][0] - w[1][0]).abs() > 90.0).map(<[_]>::to_vec);
                assert_eq!(side, None, "{name}");
            }
        }
    }
}

#[test]
fn lines_have_two_points_or_more_and_a_kind() {
    let mut kinds = BTreeSet::new();
    for feature in features("lines") {
        let lines = feature["geometry"]["coordinates"].as_array().expect("lines");
        assert!(!lines.is_empty(), "{}", feature["properties"]);
        for line in lines.iter().map(ring) {
            assert!(line.len() >= 2 && line.windows(2).all(|w| w[0] != w[1]), "{}: {line:?}", feature["properties"]);
        }
        let told = |name: &str| feature["properties"][name].as_str().map(str::to_owned);
        let kind = told("kind").expect("a kind");
        assert_eq!(told("standing").is_some(), kind == "disputed", "{}", feature["properties"]);
        assert_eq!(told("between").is_some(), ["disputed", "zone"].contains(&&*kind), "{}", feature["properties"]);
        kinds.insert(kind);
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["country", "disputed", "province", "zone"]);
}

/// The kinds of the lines that pass within a hundredth of a degree of a point.
fn passing(all: &[Value], lat: f64, lon: f64) -> BTreeSet<String> {
    let near = |w: &[[f64; 2]]| {
        let ([x, y], [dx, dy]) = (w[0], [w[1][0] - w[0][0], w[1][1] - w[0][1]]);
        let along = (((lon - x) * dx + (lat - y) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        (x + along * dx - lon).hypot(y + along * dy - lat) < 0.01
    };
    let passes = |f: &&Value| f["geometry"]["coordinates"].as_array().expect("lines").iter().any(|l| ring(l).windows(2).any(near));
    all.iter().filter(passes).map(|f| f["properties"]["kind"].as_str().expect("a kind").to_owned()).collect()
}

#[test]
fn borders_that_are_not_settled_are_told_apart() {
    let all = features("lines");
    let check = |what: &str, lat, lon, kind: &str| {
        assert!(passing(&all, lat, lon).contains(kind), "{what}: {:?}", passing(&all, lat, lon));
        let other = if kind == "country" { "disputed" } else { "country" };
        assert!(!passing(&all, lat, lon).contains(other), "{what} is drawn as {other} too");
    };
    check("Syria and Turkey at Qamishli", 37.07, 41.22, "country");
    check("Syria and the Golan at Quneitra", 33.126, 35.816, "disputed");
    check("Perekop", 46.15, 33.66, "disputed");
    check("Hala'ib", 21.995, 35.5, "disputed");
    check("Egypt and Sudan west of the Nile", 21.995, 28.0, "country");
    check("Abyei", 9.325, 28.4, "disputed");
}

#[test]
fn known_points_are_where_they_belong() {
    let (land, lakes) = (features("land"), features("lakes"));
    let check = |what: &str, lat, lon, on, wet| {
        assert_eq!((covers(&land, lat, lon), covers(&lakes, lat, lon)), (on, wet), "{what}: on land, in a lake");
    };
    check("Tell Tamer", 36.65, 40.37, true, false);
    check("Khartoum", 15.55, 32.53, true, false);
    check("El Fasher", 13.63, 25.35, true, false);
    check("Bogotá", 4.65, -74.08, true, false);
    check("Buenaventura", 3.88, -77.02, true, false);
    check("Odesa", 46.48, 30.7, true, false);
    check("Sevastopol", 44.6, 33.53, true, false);
    check("Gaza", 31.5, 34.46, true, false);
    check("Perim in the Bab-el-Mandeb", 12.66, 43.42, true, false);
    check("Taveuni, beyond the antimeridian", -16.85, -179.97, true, false);
    check("the ice near the South Pole", -89.0, 10.0, true, false);
    check("Lake Assad", 35.87, 38.45, true, true);
    check("Lake Van", 38.6, 42.9, true, true);
    check("Lake Tana", 12.0, 37.3, true, true);
    check("the Dead Sea", 31.6, 35.5, true, true);
    check("the Caspian", 41.5, 51.0, false, false);
    check("the Sea of Azov", 46.0, 36.5, false, false);
    check("the Mediterranean off Latakia", 35.5, 34.5, false, false);
    check("the Gulf of Guinea", 0.0, 0.0, false, false);
}

#[test]
fn the_map_keeps_its_budget() {
    let all: usize = ["land", "lakes", "lines"].into_iter().map(|n| packed(n).len()).sum();
    assert!(all <= BUDGET, "{all} bytes");
}
