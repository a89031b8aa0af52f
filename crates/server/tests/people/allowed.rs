//! Who may what: every route here by every role, with and without the session's token.

use crate::client::ask;
use crate::house::{House, PASSWORD, Signed};
use serde_json::{Value, json};

/// Method, path, body, and what nobody, a reader, a reviewer, an editor and an administrator get.
fn table() -> Vec<(&'static str, &'static str, Value, [u16; 5])> {
    let (new, change) = (json!({ "name": "New", "role": "reader", "password": PASSWORD }), json!({ "role": "reader" }));
    vec![
        ("GET", "/api/v1/session", json!(null), [200, 200, 200, 200, 200]),
        ("GET", "/api/v1/any", json!(null), [401, 200, 200, 200, 200]),
        ("GET", "/api/v1/reader", json!(null), [401, 200, 200, 200, 200]),
        ("POST", "/api/v1/reader", json!({}), [401, 200, 200, 200, 200]),
        ("GET", "/api/v1/reviewer", json!(null), [401, 403, 200, 200, 200]),
        ("POST", "/api/v1/reviewer", json!({}), [401, 403, 200, 200, 200]),
        ("GET", "/api/v1/editor", json!(null), [401, 403, 403, 200, 200]),
        ("POST", "/api/v1/editor", json!({}), [401, 403, 403, 200, 200]),
        ("GET", "/api/v1/administrator", json!(null), [401, 403, 403, 403, 200]),
        ("POST", "/api/v1/administrator", json!({}), [401, 403, 403, 403, 200]),
        ("GET", "/api/v1/people", json!(null), [401, 403, 403, 403, 200]),
        ("PATCH", "/api/v1/people/Nobody", change, [401, 403, 403, 403, 404]),
        ("PUT", "/api/v1/session/password", json!({ "old": PASSWORD, "new": PASSWORD }), [401, 204, 204, 204, 204]),
        ("POST", "/api/v1/people", new, [401, 403, 403, 403, 201]),
        ("DELETE", "/api/v1/session", json!(null), [401, 204, 204, 204, 204]),
    ]
}

const ROLES: [&str; 4] = ["reader", "reviewer", "editor", "administrator"];

async fn everybody(house: &House) -> Vec<Signed> {
    let first = house.first().await;
    let mut all = vec![Signed::default()];
    for role in ROLES {
        all.push(house.somebody(&format!("A {role}"), role, &first).await);
    }
    all
}

#[tokio::test]
async fn every_route_by_every_role() {
    let house = House::open().await;
    let all = everybody(&house).await;
    for (method, path, body, expected) in table() {
        for (who, expected) in all.iter().zip(expected) {
            let body = if body.is_null() { String::new() } else { body.to_string() };
            let answer = ask(house.at, method, path, &who.headers(), &body).await;
            assert_eq!(answer.status, expected, "{method} {path}: {answer:?}");
            match expected {
                401 => assert_eq!(answer.problem(), "/problems/sign-in"),
                403 => assert_eq!(answer.problem(), "/problems/not-allowed"),
                _ => {}
            }
        }
    }
}

#[tokio::test]
async fn nothing_is_changed_without_the_token_of_the_session() {
    let house = House::open().await;
    let all = everybody(&house).await;
    let administrator = all[4].clone();
    let wrong = [
        String::new(),
        "X-CSRF: \r\n".to_owned(),
        format!("X-CSRF: {}\r\n", all[3].csrf),
        format!("X-CSRF: {}\r\n", &administrator.csrf[1..]),
        format!("X-CSRF: {}0\r\n", administrator.csrf),
        format!("X-CSRF: {}\r\n", administrator.csrf.to_uppercase()),
        "X-CSRF: \u{e9}\u{fffd}\r\n".to_owned(),
    ];
    for (method, path, body, _) in table().into_iter().filter(|(method, ..)| *method != "GET") {
        for token in &wrong {
            let headers = format!("Cookie: {}\r\nContent-Type: application/json\r\n{token}", administrator.cookie);
            let answer = ask(house.at, method, path, &headers, &body.to_string()).await;
            assert_eq!((answer.status, answer.problem().as_str()), (403, "/problems/not-allowed"), "{method} {path} {token}");
        }
    }
    let read = ask(house.at, "GET", "/api/v1/administrator", &format!("Cookie: {}\r\n", administrator.cookie), "").await;
    assert_eq!(read.status, 200, "reading needs none");
}

#[tokio::test]
async fn no_cookie_but_the_right_one_opens() {
    let house = House::open().await;
    let first = house.first().await;
    let (name, token) = first.cookie.split_once('=').unwrap();
    let mut turned = token.to_owned();
    turned.replace_range(0..1, if token.starts_with('0') { "1" } else { "0" });
    for cookie in [
        String::new(),
        format!("{name}="),
        format!("{name}={turned}"),
        format!("{name}={}", token.to_uppercase()),
        format!("{name}={}", &token[1..]),
        format!("{name}={token}x"),
        format!("{name}=\"{token}\""),
        format!("x{name}={token}"),
        format!("other={token}"),
        format!("{name}=' OR 1=1 --"),
        format!("{name}=%00"),
        "=".into(),
        ";;;".into(),
    ] {
        let answer = ask(house.at, "GET", "/api/v1/reader", &format!("Cookie: {cookie}\r\n"), "").await;
        // A token all of digits is the same in upper case.
        let same = cookie == first.cookie;
        assert_eq!(answer.status, if same { 200 } else { 401 }, "{cookie}");
    }
    let beside = format!("Cookie: theme=dark; {name}={turned}\r\nCookie: {}; x=y\r\n", first.cookie);
    assert_eq!(ask(house.at, "GET", "/api/v1/reader", &beside, "").await.status, 200, "one that a neighbour laid does not shut out");
}

#[tokio::test]
async fn in_the_public_profile_nobody_signs_in() {
    let house = House::with(&|settings| settings.public = true).await;
    let session = house.get("/api/v1/session", &Signed::default()).await.json();
    assert_eq!((&session["profile"], &session["person"], &session["incidents"]), (&json!("public"), &Value::Null, &json!(7)));
    assert_eq!(house.get("/api/v1/any", &Signed::default()).await.body, b"Public");
    for (method, path) in [
        ("POST", "/api/v1/session"),
        ("DELETE", "/api/v1/session"),
        ("PUT", "/api/v1/session/password"),
        ("GET", "/api/v1/people"),
        ("POST", "/api/v1/people"),
        ("PATCH", "/api/v1/people/x"),
        ("GET", "/api/v1/reader"),
        ("POST", "/api/v1/administrator"),
        ("GET", "/api/v1/events"),
    ] {
        let answer = house.with_body(method, path, &Signed::default(), json!({ "key": "0".repeat(64) })).await;
        assert_eq!((answer.status, answer.problem().as_str()), (404, "about:blank"), "{method} {path}");
    }
    assert!(house.people.new_key().is_err());
    assert_eq!(house.people.first_key().unwrap(), None);
}
