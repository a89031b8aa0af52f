//! The description is of this server: what it has is described, and what is described is there.

use crate::desk::Desk;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(std::fs::read_to_string(&path).expect("a source"));
        }
    }
}

#[test]
fn every_route_of_the_code_is_described() {
    let described: Value = serde_json::from_str(include_str!("../../openapi.json")).expect("JSON");
    let paths: BTreeSet<&str> = described["paths"].as_object().expect("paths").keys().map(String::as_str).collect();
    let mut texts = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
    let mut routes = BTreeSet::new();
    for text in &texts {
        for part in text.split(".route(\"").skip(1) {
            routes.insert(part.split('"').next().expect("a path").to_owned());
        }
    }
    let known = |route: &str| {
        let ends: [String; 2] = [format!("/api/v1{route}"), format!("/ogc{}", route.trim_end_matches('/'))];
        paths.contains(route) || ends.iter().any(|e| paths.contains(e.as_str())) || route.starts_with("/basemap")
    };
    let missing: Vec<&String> = routes.iter().filter(|r| !known(r)).collect();
    assert!(missing.is_empty() && routes.len() > 30, "not described: {missing:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_is_served_and_every_path_of_it_is_there() {
    let mut desk = Desk::open(false).await;
    let served = desk.told("/api/v1/openapi.json", "").await;
    let who = desk.first().await.0;
    for (path, operations) in served["paths"].as_object().expect("paths") {
        if operations["get"].is_null() || path.ends_with("/events") {
            continue;
        }
        let answer = desk.get(&path.replace("{form}", "geojson").replace(['{', '}'], ""), &who).await;
        let detail = if answer.status == 404 { answer.json()["detail"].as_str().unwrap_or_default().to_owned() } else { String::new() };
        assert!(!detail.starts_with("there is nothing at"), "{path} is described and not there");
        assert_ne!(answer.status, 405, "{path}");
    }
}
