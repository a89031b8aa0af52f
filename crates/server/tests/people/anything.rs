//! Anything at all, sent as a name, a password, a cookie or a body: an answer, and none that says the server failed.

use crate::client::raw;
use crate::house::{House, Signed};
use accalmie_server::people::Role;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::sync::LazyLock;
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

fn for_any<T: std::fmt::Debug>(cases: u32, what: impl Strategy<Value = T>, test: impl Fn(T) -> Result<(), TestCaseError>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&what, test).unwrap();
}

#[test]
fn any_name_and_password() {
    let house = RUNTIME.block_on(House::open());
    for_any(100, (".*", ".*"), |(name, password)| {
        // Each try is as if it were the first.
        house.wait(901);
        let status = RUNTIME.block_on(house.try_in(&name, &password)).status;
        prop_assert_eq!(status, 401);
        Ok(())
    });
}

#[test]
fn any_name_that_is_taken_can_sign_in() {
    let house = RUNTIME.block_on(House::open());
    for_any(60, ("\\PC{1,45}", "\\PC{8,60}"), |(name, password)| {
        house.wait(901);
        RUNTIME.block_on(async {
            let made = house.people.add("administrator", &name, Role::Reader, &password).await;
            let tried = house.try_in(&name, &password).await.status;
            prop_assert_eq!(tried, if made.is_ok() { 200 } else { 401 }, "{:?}", made.err());
            Ok(())
        })
    });
}

#[test]
fn any_cookie() {
    let house = RUNTIME.block_on(House::open());
    let line = proptest::collection::vec(any::<u8>().prop_filter("ends the line", |b| !matches!(b, b'\r' | b'\n')), 0..200);
    for_any(300, line, |bytes| {
        let start = format!("GET /api/v1/reader HTTP/1.1\r\nHost: {}\r\nCookie: accalmie-{}=", house.at, house.at.port());
        let asked = [start.as_bytes(), &bytes, b"\r\n\r\n"].concat();
        let status = RUNTIME.block_on(raw(house.at, &asked)).map(|a| a.status);
        prop_assert!(matches!(status, Some(401 | 400)), "{:?}", status);
        Ok(())
    });
}

#[test]
fn any_body() {
    let house = RUNTIME.block_on(House::open());
    for_any(300, proptest::collection::vec(any::<u8>(), 0..300), |bytes| {
        let start = format!(
            "POST /api/v1/session HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            house.at,
            bytes.len()
        );
        let status = RUNTIME.block_on(raw(house.at, &[start.as_bytes(), &bytes].concat())).map(|a| a.status);
        prop_assert_eq!(status, Some(400));
        Ok(())
    });
}

#[test]
fn any_path() {
    let house = RUNTIME.block_on(House::open());
    let nobody = Signed::default();
    for_any(300, "/(api/v1/)?(people/)?[!-~]{0,40}", |path| {
        let answer = RUNTIME.block_on(house.get(&path, &nobody));
        prop_assert!(matches!(answer.status, 200 | 400 | 401 | 404 | 405), "{:?}", answer);
        Ok(())
    });
}
