//! Every refusal is a problem, and tells nothing of the inside; every answer has the headers that keep a page in its bounds.

use crate::client::ask;
use crate::desk;

#[tokio::test]
async fn refusals_are_problems() {
    let desk = desk::open().await;
    for (method, path, status, detail) in [
        ("GET", "/api/v1/nothing", 404, "there is nothing at"),
        ("GET", "/api/v1", 404, "there is nothing at"),
        ("POST", "/nothing", 404, "there is nothing at"),
        ("DELETE", "/api/v1/data", 405, "it takes GET,HEAD"),
        ("TRACE", "/api/v1/data", 405, "it takes GET,HEAD"),
        ("GET", "/api/v1/json", 405, "it takes POST"),
        ("BREW", "/api/v1/json", 405, "it takes POST"),
        ("GET", "/api/v1/number/300", 400, "300"),
        ("GET", "/api/v1/number/%ff", 400, "UTF-8"),
        ("GET", "/api/v1/broken", 500, "as problem"),
        ("GET", "/api/v1/failed", 500, "as problem"),
    ] {
        let answer = ask(desk.at, method, path, "", "").await;
        assert_eq!(answer.status, status, "{method} {path}");
        answer.problem();
        let told = String::from_utf8(answer.body.clone()).unwrap();
        assert!(told.contains(detail), "{told}");
        assert!(!told.contains("secret") && !told.contains(".rs"), "{told}");
        assert_eq!(answer.header("allow").is_some(), status == 405);
    }
    assert_eq!(ask(desk.at, &"X".repeat(5000), "/api/v1/data", "", "").await.status, 405);
    assert_eq!(ask(desk.at, "GET", "/api/v1/data", "", "").await.status, 200, "a panic is one answer's end");
}

#[tokio::test]
async fn every_answer_has_its_headers() {
    let desk = desk::open().await;
    for path in ["/", "/api/v1/data", "/api/v1/long", "/api/v1/nothing", "/api/v1/broken", "/basemap/nothing.json"] {
        let answer = ask(desk.at, "GET", path, "", "").await;
        let csp = answer.header("content-security-policy").unwrap();
        assert!(csp.starts_with("default-src 'self'; script-src 'self'; ") && csp.ends_with("; form-action 'self'"), "{csp}");
        assert!(!csp.contains("unsafe") && csp.contains("frame-ancestors 'none'"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert!(answer.header("permissions-policy").unwrap().contains("geolocation=()"));
        assert!(answer.header("cache-control").is_some(), "{path}");
        assert!(answer.header("server").is_none());
    }
    assert_eq!(ask(desk.at, "GET", "/api/v1/long", "", "").await.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn answers_are_packed_for_who_takes_it() {
    let desk = desk::open().await;
    for coding in ["gzip", "br"] {
        let answer = ask(desk.at, "GET", "/api/v1/long", &format!("Accept-Encoding: {coding}\r\n"), "").await;
        assert_eq!(answer.header("content-encoding"), Some(coding));
        assert!(answer.body.len() < 1000, "{} bytes", answer.body.len());
        assert!(answer.header("vary").unwrap().contains("accept-encoding"));
    }
    let plain = ask(desk.at, "GET", "/api/v1/long", "", "").await;
    assert_eq!((plain.header("content-encoding"), plain.body.len()), (None, 70_000));
}
