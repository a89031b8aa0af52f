//! How long a session lasts, and what stays on disk.

use crate::house::{House, PASSWORD, Signed};
use serde_json::json;

#[tokio::test]
async fn a_session_ends_when_it_is_left_alone() {
    let house = House::open().await;
    let first = house.first().await;
    house.wait(12 * 3600 - 1);
    assert_eq!(house.get("/api/v1/reader", &first).await.status, 200);
    house.wait(12 * 3600 - 1);
    assert_eq!(house.get("/api/v1/reader", &first).await.status, 200, "it was used meanwhile");
    house.wait(12 * 3600);
    let ended = house.get("/api/v1/reader", &first).await;
    assert_eq!((ended.status, ended.problem().as_str()), (401, "/problems/sign-in"));
    assert_eq!(house.get("/api/v1/session", &first).await.json()["person"], serde_json::Value::Null);
}

#[tokio::test]
async fn a_session_ends_after_seven_days_whatever_is_done() {
    let house = House::open().await;
    let first = house.first().await;
    for _ in 0..7 * 24 - 1 {
        house.wait(3600);
        assert_eq!(house.get("/api/v1/reader", &first).await.status, 200);
    }
    house.wait(3600);
    assert_eq!(house.get("/api/v1/reader", &first).await.status, 401);
}

#[tokio::test]
async fn one_account_has_so_many_sessions() {
    let house = House::open().await;
    let first = house.first().await;
    let mut sessions = vec![house.somebody("Amal", "reader", &first).await];
    for _ in 0..20 {
        house.wait(1);
        sessions.push(house.sign_in("Amal", PASSWORD).await);
    }
    assert_eq!(house.get("/api/v1/reader", &sessions[0]).await.status, 401);
    assert_eq!(house.get("/api/v1/reader", &sessions[1]).await.status, 200);
}

#[tokio::test]
async fn what_is_on_disk_outlives_the_server_and_opens_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let house = House::beside(dir.path()).await;
    let first = house.first().await;
    house.with_body("PUT", "/api/v1/session/password", &first, json!({ "new": PASSWORD })).await;
    let key = house.people.new_key().unwrap();
    let amal = house.somebody("Amal", "editor", &first).await;

    let again = House::beside(dir.path()).await;
    // The cookie is named by the port, which is another one.
    let moved = |s: &Signed| Signed { cookie: s.cookie.replace(&house.at.port().to_string(), &again.at.port().to_string()), ..s.clone() };
    assert_eq!(again.get("/api/v1/editor", &moved(&amal)).await.body, b"Amal");
    assert_eq!(again.with_body("POST", "/api/v1/editor", &moved(&amal), json!({})).await.status, 200, "with the csrf it had");
    again.sign_in("Amal", PASSWORD).await;

    for file in std::fs::read_dir(dir.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let token = amal.cookie.split('=').nth(1).unwrap();
        for secret in [PASSWORD, &key, token, &amal.csrf] {
            assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{} has a secret in it", path.display());
        }
        #[cfg(unix)]
        {
            let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        }
    }
    assert_eq!(again.post("/api/v1/session", "", json!({ "key": key })).await.status, 200, "a key of another start of the program");
}

#[tokio::test]
async fn a_file_of_others_is_made_private() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("people.db");
    std::fs::write(&file, b"").unwrap();
    House::beside(dir.path()).await;
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions()) & 0o777, 0o600);
}

#[test]
fn a_file_that_is_no_book_says_so() {
    use accalmie_server::people::{People, Setup};
    let dir = tempfile::tempdir().unwrap();
    let open = || {
        let settings = accalmie_server::Settings { beside: Some(dir.path().to_owned()), ..accalmie_server::Settings::new(":memory:") };
        let clock: accalmie_server::people::Clock = std::sync::Arc::new(|| jiff::Timestamp::UNIX_EPOCH);
        People::open(Setup::of(&settings, clock, Box::new(|_| Ok(())), Box::new(|_| serde_json::Map::new()))).map(drop)
    };
    std::fs::write(dir.path().join("people.db"), "this is a letter and no book of accounts".repeat(100)).unwrap();
    let told = open().unwrap_err().to_string();
    assert!(told.contains("people.db") && told.contains("not a database"), "{told}");
    std::fs::remove_file(dir.path().join("people.db")).unwrap();
    open().unwrap();
    rusqlite::Connection::open(dir.path().join("people.db")).unwrap().execute_batch("PRAGMA user_version = 2").unwrap();
    let told = open().unwrap_err().to_string();
    assert!(told.contains("a later program"), "{told}");
}
