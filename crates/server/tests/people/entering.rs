//! Signing in and out.

use crate::house::{House, PASSWORD, signed};
use serde_json::json;

#[tokio::test]
async fn a_first_start() {
    let house = House::open().await;
    let nobody = house.get("/api/v1/session", &Default::default()).await;
    assert_eq!(nobody.json()["person"], serde_json::Value::Null);
    assert_eq!(nobody.json()["csrf"], serde_json::Value::Null);
    assert_eq!(nobody.json()["incidents"], serde_json::Value::Null, "who is not signed in is told no figure");

    let key = house.people.first_key().unwrap().expect("nobody can sign in yet");
    let entered = house.post("/api/v1/session", "", json!({ "key": key })).await;
    let first = signed(&entered);
    let told = entered.json();
    assert_eq!(told["person"], json!({ "name": "administrator", "role": "administrator" }));
    assert_eq!((&told["needs_password"], &told["profile"], &told["incidents"]), (&json!(true), &json!("full"), &json!(7)));
    let cookie = entered.header("set-cookie").unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");

    let again = house.post("/api/v1/session", "", json!({ "key": key })).await;
    assert_eq!((again.status, again.problem().as_str()), (401, "/problems/sign-in"), "a key is used once");

    let set = house.with_body("PUT", "/api/v1/session/password", &first, json!({ "new": PASSWORD })).await;
    assert_eq!(set.status, 204, "{set:?}");
    assert_eq!(house.people.first_key().unwrap(), None, "the administrator has a password");
    assert_eq!(house.get("/api/v1/session", &first).await.json()["needs_password"], false);
    house.sign_in("Administrator", PASSWORD).await;
    assert_eq!(
        *house.written.lock().unwrap(),
        [
            "administrator: made, administrator; signed in by key (by administrator)",
            "administrator: password set (by administrator)",
            "administrator: signed in (by administrator)"
        ]
    );
}

#[tokio::test]
async fn signing_out() {
    let house = House::open().await;
    let first = house.first().await;
    let out = house.with_body("DELETE", "/api/v1/session", &first, json!({})).await;
    assert_eq!(out.status, 204);
    assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(house.get("/api/v1/reader", &first).await.status, 401, "the cookie is worth nothing now");
}
