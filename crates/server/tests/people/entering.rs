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

#[tokio::test]
async fn a_wrong_password_and_a_name_that_nobody_has_are_answered_alike() {
    let house = House::open().await;
    let first = house.first().await;
    house.somebody("Amal", "reader", &first).await;
    let keyless = house.try_in("administrator", "whatever it may be").await;
    let (wrong, nobody) = (house.try_in("Amal", "wrong horse battery").await, house.try_in("Nobody", "wrong horse battery").await);
    assert_eq!((wrong.status, wrong.problem().as_str()), (401, "/problems/sign-in"));
    assert_eq!(wrong.body, nobody.body);
    assert_eq!(wrong.body, keyless.body, "and one who has no password");
    assert!(wrong.header("set-cookie").is_none());
    house.with_body("PATCH", "/api/v1/people/Amal", &first, json!({ "disabled": true })).await;
    assert_eq!(house.try_in("Amal", PASSWORD).await.body, wrong.body, "and one who is shut out");
}

#[tokio::test]
async fn a_name_is_found_however_it_is_written() {
    let house = House::open().await;
    let first = house.first().await;
    house.somebody("Élodie Straße", "reader", &first).await;
    for name in ["Élodie Straße", "e\u{301}LODIE  STRASSE ", "élodie strasse"] {
        house.sign_in(name, PASSWORD).await;
    }
    let twice =
        house.with_body("POST", "/api/v1/people", &first, json!({ "name": "ÉLODIE STRASSE", "role": "reader", "password": PASSWORD }));
    assert_eq!(twice.await.status, 409);
}

#[tokio::test]
async fn the_token_changes_when_somebody_signs_in() {
    let house = House::open().await;
    let first = house.first().await;
    let amal = house.somebody("Amal", "reader", &first).await;
    // A token that somebody else laid, of the right shape, and one that is in use.
    let port = house.at.port();
    let planted = format!("accalmie-{port}={}", "ab".repeat(32));
    for laid in [&planted, &amal.cookie] {
        let entered = house.post("/api/v1/session", &format!("Cookie: {laid}\r\n"), json!({ "name": "Amal", "password": PASSWORD })).await;
        let fresh = signed(&entered);
        assert_ne!(&fresh.cookie, laid);
        assert_ne!(fresh.csrf, amal.csrf);
        let old = house.get("/api/v1/reader", &crate::house::Signed { cookie: laid.clone(), csrf: String::new() }).await;
        assert_eq!(old.status, 401, "what was laid before is worth nothing after");
        assert_eq!(house.get("/api/v1/reader", &fresh).await.body, b"Amal");
    }
}

#[tokio::test]
async fn a_key_ends_and_a_new_one_replaces_it() {
    let house = House::open().await;
    let enter = async |key: String| house.post("/api/v1/session", "", json!({ "key": key })).await.status;
    let (old, new) = (house.people.new_key().unwrap(), house.people.new_key().unwrap());
    assert_eq!(enter(old).await, 401);
    house.wait(3600);
    assert_eq!(enter(new).await, 401);
    let last = house.people.new_key().unwrap();
    house.wait(3599);
    assert_eq!(enter(last).await, 200);
}

#[tokio::test]
async fn a_key_opens_what_a_forgotten_password_closed() {
    let house = House::open().await;
    let first = house.first().await;
    house.with_body("PUT", "/api/v1/session/password", &first, json!({ "new": PASSWORD })).await;
    let still_open = house.sign_in("administrator", PASSWORD).await;
    let another = house.somebody("Amal", "administrator", &house.first().await).await;
    for ended in [&first, &still_open] {
        assert_eq!(house.get("/api/v1/reader", ended).await.status, 401, "who lost a password may have lost a session too");
    }
    let demoted = json!({ "role": "reader", "disabled": true });
    assert_eq!(house.with_body("PATCH", "/api/v1/people/administrator", &another, demoted).await.status, 200);

    let again = house.first().await;
    assert_eq!(house.get("/api/v1/administrator", &again).await.status, 200);
    assert_eq!(house.get("/api/v1/session", &again).await.json()["needs_password"], true);
    assert_eq!(house.last_written(), "administrator: signed in by key; password withdrawn (by administrator)");
    assert_eq!(house.try_in("administrator", PASSWORD).await.status, 401);
    let set = house.with_body("PUT", "/api/v1/session/password", &again, json!({ "new": "another horse" })).await;
    assert_eq!(set.status, 204, "the old one is not asked for");
    house.sign_in("administrator", "another horse").await;
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_done() {
    let house = House::open().await;
    let first = house.first().await;
    house.somebody("Amal", "reader", &first).await;
    house.full.store(true, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(house.try_in("Amal", PASSWORD).await.status, 503);
    let made = house.with_body("POST", "/api/v1/people", &first, json!({ "name": "Basma", "role": "reader", "password": PASSWORD })).await;
    assert_eq!((made.status, made.header("retry-after")), (503, Some("5")));
    assert_eq!(house.with_body("PATCH", "/api/v1/people/Amal", &first, json!({ "role": "editor" })).await.status, 503);
    let people = house.get("/api/v1/people", &first).await.json();
    assert_eq!((people["items"].as_array().unwrap().len(), &people["items"][1]["role"]), (2, &json!("reader")));
}

#[tokio::test]
async fn the_cookie_asks_for_tls_where_there_is_tls() {
    let house = House::with(&|settings| settings.behind_tls = true).await;
    let key = house.people.new_key().unwrap();
    let entered = house.post("/api/v1/session", "", json!({ "key": key })).await;
    let cookie = entered.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-accalmie-") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure"), "{cookie}");
}

#[tokio::test]
async fn a_key_that_could_not_be_written_down_is_still_good() {
    let house = House::open().await;
    let key = house.people.new_key().unwrap();
    house.full.store(true, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(house.post("/api/v1/session", "", json!({ "key": key })).await.status, 503);
    house.full.store(false, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(house.post("/api/v1/session", "", json!({ "key": key })).await.status, 200);
    assert_eq!(house.post("/api/v1/session", "", json!({ "key": key })).await.status, 401, "once");
}
