//! In public: whatever somebody tries, nothing that is not public comes out.

use crate::desk::Desk;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn in_public_nobody_signs_in_and_only_what_is_public_is_there() {
    let mut full = Desk::open(false).await;
    let who = full.first().await.0;
    let public = Desk::open(true).await;
    assert_eq!(public.send("POST", "/api/v1/session", "", &json!({ "name": "a", "password": "b" })).await.status, 404);
    for path in [
        "/api/v1/reports",
        "/api/v1/log",
        "/api/v1/review",
        "/api/v1/truces",
        "/api/v1/roads",
        "/api/v1/people",
        "/api/v1/events",
        "/api/v1/brief",
    ] {
        assert_eq!(public.get(path, "").await.status, 404, "{path}");
    }
    let shown = public.told("/api/v1/incidents?limit=500", "").await;
    let all = full.told("/api/v1/incidents?limit=500", &who).await;
    let list = |v: &Value| v["items"].as_array().expect("items").clone();
    assert!(!list(&shown).is_empty() && list(&shown).len() <= list(&all).len());

    // Ids, keys, records and words of the ledger are nowhere in what is public.
    let mut secrets: Vec<String> = list(&all).iter().map(|i| i["id"].as_str().expect("id").to_owned()).collect();
    for report in list(&full.told("/api/v1/reports?limit=500", &who).await) {
        secrets.push(report["key"].as_str().expect("key").to_owned());
        secrets.push(report["id"].as_str().expect("id").to_owned());
    }
    for item in list(&all) {
        let one = full.told(&format!("/api/v1/incidents/{}", item["id"].as_str().expect("id")), &who).await;
        for record in one["records"].as_array().expect("records") {
            secrets.push(record["record"]["id"].as_str().expect("id").to_owned());
            for e in record["record"]["evidence"].as_array().expect("evidence") {
                secrets.push(e["text"].as_str().expect("words").to_owned());
            }
        }
    }
    let mut said = String::new();
    for path in [
        "/api/v1/session",
        "/api/v1/incidents?limit=500",
        "/api/v1/map?zoom=9",
        "/api/v1/timeline",
        "/ogc/collections/incidents/items?limit=1000",
        "/api/v1/exports/jsonl",
        "/api/v1/exports/geojson",
        "/api/v1/exports/hxl",
    ] {
        said.push_str(&String::from_utf8_lossy(&public.get(path, "").await.body));
    }
    for item in list(&shown) {
        let one = public.told(&format!("/api/v1/incidents/{}", item["id"].as_str().expect("id")), "").await;
        assert!(one["records"].is_null() && one["history"].is_null() && one["verdicts"].is_null());
        said.push_str(&one.to_string());
    }
    for secret in secrets.iter().filter(|s| s.chars().count() > 8) {
        assert!(!said.contains(secret.as_str()), "{secret} is public");
    }
    // Nor can the own id of an incident be asked for.
    assert_eq!(public.get(&format!("/api/v1/incidents/{}", secrets[0]), "").await.status, 404);
    assert_eq!(public.get(&format!("/ogc/collections/incidents/items/{}", secrets[0]), "").await.status, 404);
    assert_eq!(public.get("/api/v1/exports/geojson?profile=full", "").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn script_in_a_report_stays_text() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    let text = "An exercise. <script>alert(1)</script> Shelling killed two people in Hasakah on 3 March 2024. <img src=x onerror=alert(2)>";
    let more = format!("{who}Content-Type: application/octet-stream\r\n");
    let added = crate::client::ask(desk.at, "POST", "/api/v1/reports?name=exercise.txt&date=2024-03-04&lang=en", &more, text).await;
    assert_eq!(added.status, 200, "{}", String::from_utf8_lossy(&added.body));
    let id = added.json()["reports"][0]["id"].as_str().expect("an id").to_owned();
    let answer = desk.get(&format!("/api/v1/reports/{id}"), &who).await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(answer.header("content-security-policy").is_some_and(|c| c.contains("script-src 'self'")));
    assert_eq!(answer.json()["text"], text);
    // The name of a file is a name and not a path.
    let name = "/api/v1/reports?name=..%2F..%2Fetc%2Fexercise.txt&date=2024-03-04";
    let added = crate::client::ask(desk.at, "POST", name, &more, "An exercise. Shelling wounded four people in Qamishli.").await;
    let key = added.json()["reports"][0]["key"].as_str().expect("a key").to_owned();
    assert_eq!(key, "exercise.txt");
}
