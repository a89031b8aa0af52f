//! Guessing, and how it ends.

use crate::house::{House, PASSWORD};
use serde_json::json;

#[tokio::test]
async fn five_wrong_tries_lock_a_name_for_a_quarter_of_an_hour() {
    let house = House::open().await;
    let first = house.first().await;
    let amal = house.somebody("Amal", "reader", &first).await;
    for _ in 0..5 {
        assert_eq!(house.try_in("amal", "wrong horse battery").await.status, 401);
    }
    assert_eq!(house.last_written(), "Amal: locked for 15 minutes after 5 wrong tries (by server)");
    house.wait(10);
    let locked = house.try_in("Amal", PASSWORD).await;
    assert_eq!((locked.status, locked.problem().as_str(), locked.header("retry-after")), (429, "/problems/locked", Some("890")));
    assert_eq!(house.get("/api/v1/reader", &amal).await.status, 200, "who is signed in goes on");
    house.wait(890);
    house.sign_in("Amal", PASSWORD).await;
    assert_eq!(house.last_written(), "Amal: signed in, after 5 wrong tries (by Amal)");
    house.sign_in("Amal", PASSWORD).await;
    assert_eq!(house.last_written(), "Amal: signed in (by Amal)");
}

#[tokio::test]
async fn a_guesser_does_not_fill_the_journal() {
    let house = House::open().await;
    let first = house.first().await;
    house.somebody("Amal", "reader", &first).await;
    let before = house.written.lock().unwrap().len();
    for _ in 0..40 {
        house.try_in("Amal", "wrong horse battery").await;
    }
    assert_eq!(house.written.lock().unwrap().len(), before + 1);
}

#[tokio::test]
async fn what_was_tried_as_a_name_is_not_written_down() {
    let house = House::open().await;
    for _ in 0..5 {
        house.try_in("my secret passphrase", "Amal").await;
    }
    assert_eq!(*house.written.lock().unwrap(), ["a name that nobody has: locked for 15 minutes after 5 wrong tries (by server)"]);
    let locked = house.try_in("my secret passphrase", "Amal").await;
    assert_eq!(locked.status, 429, "a lock does not tell who has an account");
}

#[tokio::test]
async fn the_key_opens_a_locked_account() {
    let house = House::open().await;
    let first = house.first().await;
    house.with_body("PUT", "/api/v1/session/password", &first, json!({ "new": PASSWORD })).await;
    for _ in 0..70 {
        house.try_in("administrator", "wrong horse battery").await;
    }
    assert_eq!(house.try_in("administrator", PASSWORD).await.status, 429);
    let again = house.first().await;
    assert_eq!(house.get("/api/v1/administrator", &again).await.status, 200);
    house.with_body("PUT", "/api/v1/session/password", &again, json!({ "new": PASSWORD })).await;
    house.sign_in("administrator", PASSWORD).await;
}

#[tokio::test]
async fn many_at_once_are_no_way_round() {
    let house = House::open().await;
    let first = house.first().await;
    house.somebody("Amal", "reader", &first).await;
    let mut statuses = Vec::new();
    let mut open = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let at = house.at;
        open.spawn(async move {
            let body = json!({ "name": "Amal", "password": "wrong horse battery" }).to_string();
            crate::client::ask(at, "POST", "/api/v1/session", "Content-Type: application/json\r\n", &body).await.status
        });
    }
    while let Some(status) = open.join_next().await {
        statuses.push(status.unwrap());
    }
    assert_eq!((statuses.iter().filter(|s| **s == 401).count(), statuses.iter().filter(|s| **s == 429).count()), (5, 15));
}

#[tokio::test]
async fn an_address_that_tries_many_names_waits() {
    let house = House::open().await;
    for n in 0..60 {
        assert_eq!(house.try_in(&format!("name {n}"), "x").await.status, 401);
    }
    let waits = house.try_in("another", "x").await;
    assert_eq!((waits.status, waits.problem().as_str(), waits.header("retry-after")), (429, "/problems/too-many", Some("900")));
    house.wait(900);
    assert_eq!(house.try_in("another", "x").await.status, 401);
}

#[tokio::test]
async fn an_open_session_is_no_way_to_guess_the_old_password() {
    let house = House::open().await;
    let first = house.first().await;
    let amal = house.somebody("Amal", "reader", &first).await;
    let set = async |old: Option<&str>| {
        let body = json!({ "old": old, "new": "another horse" });
        house.with_body("PUT", "/api/v1/session/password", &amal, body).await
    };
    assert_eq!(set(None).await.status, 400);
    for _ in 0..5 {
        assert_eq!(set(Some("wrong horse battery")).await.status, 403);
    }
    assert_eq!(set(Some(PASSWORD)).await.status, 429);
    house.wait(900);
    assert_eq!(set(Some(PASSWORD)).await.status, 204);
    house.sign_in("Amal", "another horse").await;
}
