//! By which name a question comes, and from whose page.

use crate::client::{ask, raw};
use crate::desk;

#[tokio::test]
async fn only_by_our_names() {
    let desk = desk::with(&|settings| settings.hosts = vec!["monitor.example".into()]).await;
    let port = desk.at.port();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        (format!("LocalHost:{port}"), 200),
        ("localhost".into(), 200),
        (format!("[::1]:{port}"), 200),
        ("monitor.example".into(), 200),
        ("MONITOR.example:443".into(), 200),
        ("evil.example".into(), 421),
        (format!("evil.example:{port}"), 421),
        (format!("127.0.0.1.evil.example:{port}"), 421),
        ("192.0.2.1".into(), 421),
        ("".into(), 421),
        ("\u{e9}".into(), 400),
    ] {
        let answer = raw(desk.at, format!("GET /api/v1/data HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).await.unwrap();
        assert_eq!(answer.status, status, "{host}");
        if status != 200 {
            answer.problem();
        }
    }
    for asked in [
        "GET /api/v1/data HTTP/1.1\r\n\r\n".to_owned(),
        "GET /api/v1/data HTTP/1.0\r\n\r\n".to_owned(),
        "GET /api/v1/data HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n".to_owned(),
    ] {
        assert_eq!(raw(desk.at, asked.as_bytes()).await.unwrap().status, 400, "{asked}");
    }
    let absolute = "GET http://evil.example/api/v1/data HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assert_eq!(raw(desk.at, absolute.as_bytes()).await.unwrap().status, 421);
}

#[tokio::test]
async fn nothing_is_changed_by_the_page_of_another_site() {
    let desk = desk::with(&|settings| settings.hosts = vec!["monitor.example".into()]).await;
    let at = desk.at;
    for (headers, status) in [
        (String::new(), 200),
        (format!("Origin: http://{at}\r\n"), 200),
        (format!("Origin: HTTP://{at}\r\n"), 403),
        ("Origin: https://monitor.example\r\n".into(), 200),
        (format!("Origin: http://{}\r\n", at.ip()), 403),
        ("Origin: http://evil.example\r\n".into(), 403),
        (format!("Origin: http://evil.example:{}\r\n", at.port()), 403),
        (format!("Origin: http://{at}.evil.example\r\n"), 403),
        ("Origin: null\r\n".into(), 403),
        ("Origin: \r\n".into(), 403),
        ("Sec-Fetch-Site: same-origin\r\n".into(), 200),
        ("Sec-Fetch-Site: none\r\n".into(), 200),
        ("Sec-Fetch-Site: same-site\r\n".into(), 403),
        ("Sec-Fetch-Site: cross-site\r\n".into(), 403),
    ] {
        let answer = ask(at, "POST", "/api/v1/json", &format!("Content-Type: application/json\r\n{headers}"), "{}").await;
        assert_eq!(answer.status, status, "{headers}");
    }
    let read = ask(at, "GET", "/api/v1/data", "Origin: http://evil.example\r\n", "").await;
    assert_eq!((read.status, read.header("access-control-allow-origin")), (200, None), "who may not read it, the browser keeps from it");
}
