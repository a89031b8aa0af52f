//! What an administrator does with accounts.

use crate::house::{House, PASSWORD, Signed};
use serde_json::{Value, json};

async fn patch(house: &House, who: &Signed, name: &str, body: Value) -> u16 {
    house.with_body("PATCH", &format!("/api/v1/people/{name}"), who, body).await.status
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let house = House::open().await;
    let first = house.first().await;
    for change in [json!({ "disabled": true }), json!({ "role": "editor" }), json!({ "role": "reader", "disabled": true })] {
        assert_eq!(patch(&house, &first, "administrator", change).await, 409);
    }
    let amal = house.somebody("Amal", "administrator", &first).await;
    assert_eq!(patch(&house, &first, "administrator", json!({ "role": "editor" })).await, 200);
    assert_eq!(house.last_written(), "administrator: role editor, was administrator (by administrator)");
    assert_eq!(house.get("/api/v1/people", &first).await.status, 403, "at once");
    assert_eq!(house.get("/api/v1/editor", &first).await.status, 200);
    assert_eq!(patch(&house, &amal, "amal", json!({ "disabled": true })).await, 409);
    house.somebody("Basma", "administrator", &amal).await;
    assert_eq!(patch(&house, &amal, "Basma", json!({ "disabled": true })).await, 200);
    assert_eq!(patch(&house, &amal, "Amal", json!({ "role": "reader" })).await, 409, "one who is shut out does not count");
}

#[tokio::test]
async fn two_administrators_who_demote_each_other_at_once_are_not_both_demoted() {
    let house = House::open().await;
    let first = house.first().await;
    let amal = house.somebody("Amal", "administrator", &first).await;
    for _ in 0..10 {
        let body = json!({ "role": "reader" });
        let (a, b) = tokio::join!(patch(&house, &first, "Amal", body.clone()), patch(&house, &amal, "administrator", body));
        assert!(matches!((a, b), (200, 409 | 403) | (409 | 403, 200)), "{a} {b}");
        let by = if a == 200 { &first } else { &amal };
        for name in ["Amal", "administrator"] {
            assert_eq!(patch(&house, by, name, json!({ "role": "administrator" })).await, 200);
        }
    }
}

#[tokio::test]
async fn who_is_shut_out_is_out_at_once() {
    let house = House::open().await;
    let first = house.first().await;
    let amal = house.somebody("Amal", "editor", &first).await;
    assert_eq!(patch(&house, &first, "Amal", json!({ "disabled": true })).await, 200);
    assert_eq!(house.last_written(), "Amal: shut out (by administrator)");
    assert_eq!(house.get("/api/v1/reader", &amal).await.status, 401);
    assert_eq!(house.try_in("Amal", PASSWORD).await.status, 401);
    assert_eq!(patch(&house, &first, "Amal", json!({ "disabled": false })).await, 200);
    assert_eq!(house.get("/api/v1/reader", &amal).await.status, 401, "what was ended stays ended");
    house.sign_in("Amal", PASSWORD).await;
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let house = House::open().await;
    let first = house.first().await;
    let (here, there) = (house.somebody("Amal", "reader", &first).await, house.sign_in("Amal", PASSWORD).await);
    let body = json!({ "old": PASSWORD, "new": "another horse" });
    assert_eq!(house.with_body("PUT", "/api/v1/session/password", &here, body).await.status, 204);
    assert_eq!(house.get("/api/v1/reader", &here).await.status, 200);
    assert_eq!(house.get("/api/v1/reader", &there).await.status, 401);
    assert_eq!(house.try_in("Amal", PASSWORD).await.status, 401);

    assert_eq!(patch(&house, &first, "Amal", json!({ "password": "a third horse" })).await, 200);
    assert_eq!(house.last_written(), "Amal: password set (by administrator)");
    assert_eq!(house.get("/api/v1/reader", &here).await.status, 401);
    house.sign_in("Amal", "a third horse").await;
    assert_eq!(patch(&house, &first, "administrator", json!({ "password": "a fourth horse" })).await, 409, "not one's own without the old");
}

#[tokio::test]
async fn what_cannot_be() {
    let house = House::open().await;
    let first = house.first().await;
    let long = "x".repeat(201);
    for (body, expected) in [
        (json!({ "name": "Amal", "role": "reader", "password": "short" }), 400),
        (json!({ "name": "Amal", "role": "reader", "password": "ééééééééé" }), 400),
        (json!({ "name": "Amal", "role": "reader", "password": long }), 400),
        (json!({ "name": "", "role": "reader", "password": PASSWORD }), 400),
        (json!({ "name": "a".repeat(41), "role": "reader", "password": PASSWORD }), 400),
        (json!({ "name": "x\r\nSet-Cookie: a=b", "role": "reader", "password": PASSWORD }), 400),
        (json!({ "name": "\u{202e}lamA", "role": "reader", "password": PASSWORD }), 400),
        (json!({ "name": "Server", "role": "reader", "password": PASSWORD }), 409),
        (json!({ "name": "Amal", "role": "king", "password": PASSWORD }), 400),
        (json!({ "name": "Amal", "role": "reader" }), 400),
        (json!({ "name": "Amal", "role": "reader", "password": PASSWORD, "disabled": false }), 400),
        (json!(["Amal"]), 400),
        (json!(null), 400),
    ] {
        let answer = house.with_body("POST", "/api/v1/people", &first, body.clone()).await;
        assert_eq!(answer.status, expected, "{body}");
        answer.problem();
        assert!(answer.header("set-cookie").is_none());
    }
    assert_eq!(house.get("/api/v1/people", &first).await.json()["items"].as_array().unwrap().len(), 1);
    for name in ["Nobody", "%0d%0aSet-Cookie:%20a=b", "%00", "..%2f..%2fetc", "%E2%80%AE", "' OR 1=1 --".replace(' ', "%20").as_str()] {
        let answer = house.with_body("PATCH", &format!("/api/v1/people/{name}"), &first, json!({ "role": "reader" })).await;
        assert_eq!(answer.status, 404, "{name}");
        assert!(answer.header("set-cookie").is_none());
    }
    assert_eq!(house.with_body("PATCH", "/api/v1/people/%ff", &first, json!({})).await.status, 400);
    assert_eq!(patch(&house, &first, "administrator", json!({ "name": "x" })).await, 400);
    assert_eq!(patch(&house, &first, "administrator", json!({})).await, 200, "nothing to change");
}

#[tokio::test]
async fn everybody_is_listed_without_a_secret() {
    let house = House::open().await;
    let first = house.first().await;
    house.somebody("نسرين", "reviewer", &first).await;
    let listed = house.get("/api/v1/people", &first).await;
    let text = String::from_utf8(listed.body.clone()).unwrap();
    assert!(!text.contains("argon2"), "{text}");
    assert_eq!(
        listed.json()["items"][1],
        json!({
            "name": "نسرين", "role": "reviewer", "disabled": false, "needs_password": false,
            "made": "2026-11-23T12:00:00Z", "seen": "2026-11-23T12:00:00Z", "wrong": 0
        })
    );
    let patched = house.with_body("PATCH", "/api/v1/people/%D9%86%D8%B3%D8%B1%D9%8A%D9%86", &first, json!({ "role": "editor" })).await;
    assert_eq!(patched.json()["role"], "editor");
}
