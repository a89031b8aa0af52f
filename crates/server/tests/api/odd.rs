//! Odd questions: days at the ends of the calendar, names without end, words that do not fit. An answer or a refusal, and no failure.

use crate::client::ask;
use crate::desk::Desk;
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn days_at_the_ends_of_the_calendar() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    for day in ["0000-01-01", "0001-01-02", "9999-12-31"] {
        for path in [
            "incidents?from={day}",
            "incidents?to={day}",
            "map?from={day}&to={day}",
            "timeline?from={day}",
            "timeline?to={day}",
            "truces/russia-turkey-2019-10-22?from={day}&to={day}",
            "truces/russia-turkey-2019-10-22/lull?to={day}",
            "truces/russia-turkey-2019-10-22/lull?from={day}",
            "roads?day={day}",
            "roads/cut-off?day={day}",
            "roads/access?place=Hasakah&day={day}",
            "roads/reach?from=Hasakah&day={day}",
            "roads/route?from=Hasakah&to=Tell%20Tamer&day={day}",
            "brief?day={day}",
            "brief?since={day}",
            "brief?day=9999-12-31&since={day}",
            "exports/geojson?from={day}",
        ] {
            let path = format!("/api/v1/{}", path.replace("{day}", day));
            let answer = desk.get(&path, &who).await;
            assert!(answer.status < 500, "{path}: {}", String::from_utf8_lossy(&answer.body));
        }
    }
    for long in ["day=9999-12-31&since=2000-01-01", "since=0000-01-01"] {
        assert_eq!(desk.get(&format!("/api/v1/brief?{long}"), &who).await.status, 400, "{long}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_without_end() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    let more = format!("{who}Content-Type: application/octet-stream\r\n");
    let path = format!("/api/v1/reports?name={}.txt&date=2024-03-04&lang=en", "x".repeat(900));
    let added = ask(desk.at, "POST", &path, &more, "An exercise. Shelling wounded four people in Qamishli.").await;
    assert_eq!(added.status, 200, "{}", String::from_utf8_lossy(&added.body));
    for words in ["x".repeat(900), "ab ".repeat(300), "%D9%82".repeat(150)] {
        for path in ["places?q=", "incidents?text=", "incidents?actor=", "roads/access?place="] {
            let answer = desk.get(&format!("/api/v1/{path}{}", words.replace(' ', "+")), &who).await;
            assert!(answer.status < 500, "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assent_that_corrects_is_neither() {
    let mut desk = Desk::open(false).await;
    let who = desk.first().await.0;
    let queue = desk.told("/api/v1/review?limit=1", &who).await;
    let at = format!("/api/v1/review/{}", queue["items"][0]["record"]["id"].as_str().expect("id").replace('#', "%23"));
    for half in [
        json!({ "word": "accept", "field": "type" }),
        json!({ "word": "accept", "value": 3 }),
        json!({ "word": "reject", "field": "type" }),
        json!({ "word": "correct", "field": "type" }),
        json!({ "word": "correct", "value": null }),
    ] {
        assert_eq!(desk.send("POST", &at, &who, &half).await.status, 400, "{half}");
    }
    assert_eq!(desk.told("/api/v1/review?limit=1", &who).await["left"], queue["left"]);
}
