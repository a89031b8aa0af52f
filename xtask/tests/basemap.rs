//! The map that ships: sound shapes, known points where they belong, and no larger than it may be.

use flate2::read::GzDecoder;
use serde_json::Value;
use std::io::Read;

/// Packed, of all files together.
const BUDGET: usize = 4_000_000;

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

#[test]
fn lines_have_two_points_or_more_and_a_kind() {
    let kinds: Vec<String> = features("lines")
        .iter()
        .map(|f| {
            let lines = f["geometry"]["coordinates"].as_array().expect("lines");
            assert!(lines.len() > 100 && lines.iter().all(|l| ring(l).len() >= 2));
            f["properties"]["kind"].as_str().expect("a kind").to_owned()
        })
        .collect();
    assert_eq!(kinds, ["country", "province"]);
}

#[test]
fn known_points_are_where_they_belong() {
    let land = features("land");
    let check = |what: &str, lat, lon, on| assert_eq!(covers(&land, lat, lon), on, "{what}");
    check("Tell Tamer", 36.65, 40.37, true);
    check("Khartoum", 15.55, 32.53, true);
    check("Bogotá", 4.65, -74.08, true);
    check("the Mediterranean off Latakia", 35.5, 34.5, false);
    check("the Gulf of Guinea", 0.0, 0.0, false);
    let lakes = features("lakes");
    assert!(covers(&lakes, 38.6, 42.9), "Lake Van");
    assert!(!covers(&lakes, 36.65, 40.37), "Tell Tamer is in no lake");
}

#[test]
fn the_map_keeps_its_budget() {
    let all: usize = ["land", "lakes", "lines"].into_iter().map(|n| packed(n).len()).sum();
    assert!(all <= BUDGET, "{all} bytes");
}
