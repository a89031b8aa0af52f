//! Every route that is described, by every role: who may, may; who may not, is told so.

use crate::desk::{Desk, NOBODY};
use serde_json::{Value, json};

const ROLES: [&str; 4] = ["reader", "reviewer", "editor", "administrator"];

/// The least role, as the description of the route says it.
fn least(operation: &Value) -> Option<usize> {
    let said = operation["description"].as_str().expect("for whom").trim_start_matches("For: ");
    let word = said.trim_end_matches('.').split([';', ' ']).next().unwrap_or_default();
    match word {
        "anybody" => None,
        "who" => Some(0),
        role => Some(ROLES.iter().position(|r| *r == role).unwrap_or_else(|| panic!("{said}"))),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_by_every_role() {
    let mut desk = Desk::open(false).await;
    let administrator = desk.first().await;
    let mut people = vec![NOBODY.to_owned()];
    for role in ROLES {
        people.push(desk.somebody(role, &administrator).await.0);
    }
    let described: Value = serde_json::from_str(include_str!("../../openapi.json")).expect("JSON");
    let mut tried = 0;
    for (path, operations) in described["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            // These end a session or stay open; `people` and `edge` try them.
            if path.ends_with("/events") || path.ends_with("/session") || path.ends_with("/password") {
                continue;
            }
            let at =
                path.replace("{form}", "geojson").replace("{name}", "nobody-at-all").replace("{id}", "none").replace("{record}", "none#1");
            let needed: Vec<String> = operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|p| p["in"] == "query" && p["required"] == true)
                .map(|p| format!("{}=Hasakah", p["name"].as_str().expect("a name")))
                .collect();
            let at = if needed.is_empty() { at } else { format!("{at}?{}", needed.join("&")) };
            for (n, who) in people.iter().enumerate() {
                // 0 is nobody.
                let may = least(operation).is_none_or(|least| n > least);
                let method = method.to_uppercase();
                let answer = if method == "GET" { desk.get(&at, who).await } else { desk.send(&method, &at, who, &json!({})).await };
                let refused = matches!(answer.status, 401 | 403);
                assert_eq!(!refused, may, "{method} {at} by {}: {}", if n == 0 { "nobody" } else { ROLES[n - 1] }, answer.status);
                if refused {
                    assert_eq!(answer.status, if n == 0 { 401 } else { 403 }, "{method} {at}");
                    answer.problem();
                }
                assert!(answer.status < 500, "{method} {at}: {}", String::from_utf8_lossy(&answer.body));
                tried += 1;
            }
        }
    }
    assert!(tried > 150, "{tried}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_without_the_sessions_token_is_refused() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    let id = desk.told("/api/v1/incidents", &who).await["items"][0]["id"].as_str().expect("id").to_owned();
    let cookie: String = who.lines().filter(|l| l.starts_with("Cookie")).map(|l| format!("{l}\r\n")).collect();
    let answer = desk.send("POST", &format!("/api/v1/incidents/{id}/retract"), &cookie, &json!({ "reason": "an exercise" })).await;
    assert_eq!(answer.status, 403);
    let another = desk.send("POST", &format!("/api/v1/incidents/{id}/retract"), &format!("{cookie}X-CSRF: guessed\r\n"), &json!({})).await;
    assert_eq!(another.status, 403);
}
