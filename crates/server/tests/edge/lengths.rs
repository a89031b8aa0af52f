//! How long and how slow a question may be.

use crate::client::{ask, raw, read};
use crate::desk;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::Instant;

const JSON: &str = "Content-Type: application/json\r\n";

#[tokio::test]
async fn bodies() {
    let desk = desk::open().await;
    let json = |bytes: usize| format!("\"{}\"", "x".repeat(bytes - 2));
    assert_eq!(ask(desk.at, "POST", "/api/v1/json", JSON, &json(1 << 20)).await.status, 200);
    let report = "x".repeat((1 << 20) + 1);
    assert_eq!(ask(desk.at, "POST", "/api/v1/reports?name=a.txt", "", &report).await.body, b"1048577");

    for (path, length) in [
        ("/api/v1/session", (16u64 << 10) + 1),
        ("/api/v1/json", (1 << 20) + 1),
        ("/api/v1/reports", (64 << 20) + 1),
        ("/api/v1/json", 1 << 62),
    ] {
        let head = format!("POST {path} HTTP/1.1\r\nHost: {}\r\n{JSON}Content-Length: {length}\r\n\r\n", desk.at);
        let answer = raw(desk.at, head.as_bytes()).await.unwrap();
        assert_eq!((answer.status, answer.problem().as_str()), (413, "about:blank"), "{path} refused before it is sent");
    }
    let more = "1000\r\n".to_owned() + &"x".repeat(4096) + "\r\n";
    let chunked =
        format!("POST /api/v1/json HTTP/1.1\r\nHost: {}\r\n{JSON}Transfer-Encoding: chunked\r\n\r\n{}", desk.at, more.repeat(257));
    let answer = raw(desk.at, chunked.as_bytes()).await.unwrap();
    assert_eq!(answer.status, 413, "whose length nobody said");
    answer.problem();
}

#[tokio::test]
async fn what_is_no_json_of_ours() {
    let desk = desk::open().await;
    for (headers, body, status) in [
        (JSON, "{}", 200),
        ("Content-Type: Application/JSON; charset=utf-8\r\n", "{}", 200),
        (JSON, "{", 400),
        (JSON, "", 400),
        (JSON, "\u{feff}{}", 400),
        ("", "{}", 415),
        ("Content-Type: text/plain\r\n", "{}", 415),
        ("Content-Type: application/x-www-form-urlencoded\r\n", "{}", 415),
        ("Content-Type: application/jsonp\r\n", "{}", 415),
        ("Content-Type: application/json\r\nContent-Encoding: gzip\r\n", "{}", 415),
    ] {
        let answer = ask(desk.at, "POST", "/api/v1/json", headers, body).await;
        assert_eq!(answer.status, status, "{headers} {body}");
        if status != 200 {
            answer.problem();
        }
    }
    let deep = "[".repeat(100_000);
    assert_eq!(ask(desk.at, "POST", "/api/v1/json", JSON, &deep).await.status, 400);
}

#[tokio::test]
async fn paths_and_headers() {
    let desk = desk::open().await;
    let long = format!("/api/v1/data?{}", "x".repeat(8 * 1024));
    let answer = ask(desk.at, "GET", &long, "", "").await;
    assert_eq!(answer.status, 414);
    answer.problem();
    for headers in [format!("X-Long: {}\r\n", "x".repeat(17 * 1024)), "X-Many: 1\r\n".repeat(64)] {
        let answer = ask(desk.at, "GET", "/api/v1/data", &headers, "").await;
        assert_eq!(answer.status, 431);
        answer.problem();
    }
    assert_eq!(ask(desk.at, "GET", "/api/v1/data", &format!("X-Long: {}\r\n", "x".repeat(15 * 1024)), "").await.status, 200);
    // Beyond what is read at all, the status stands alone.
    for (path, headers) in
        [("x".repeat(70_000), String::new()), (String::new(), "X-Many: 1\r\n".repeat(400)), (String::new(), "y".repeat(200_000))]
    {
        let asked = format!("GET /{path} HTTP/1.1\r\nHost: {}\r\nX: {headers}\r\n\r\n", desk.at);
        let status = raw(desk.at, asked.as_bytes()).await.map(|a| a.status);
        assert!(matches!(status, None | Some(414 | 431)), "{status:?}");
    }
}

#[tokio::test]
async fn what_is_no_http() {
    let desk = desk::open().await;
    for asked in [
        "\r\n\r\n",
        "hello\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX y: z\r\n\r\n",
        "POST /api/v1/json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /api/v1/json HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n{}",
        "\x16\x03\x01\x02\x00\x01\x00\x01\u{fc}\x03\x03",
    ] {
        let mut line = TcpStream::connect(desk.at).await.unwrap();
        line.write_all(asked.as_bytes()).await.unwrap();
        line.shutdown().await.unwrap();
        let status = read(&mut line).await.map(|a| a.status);
        assert!(matches!(status, None | Some(400)), "{asked:?}: {status:?}");
    }
    assert_eq!(ask(desk.at, "GET", "/api/v1/data", "", "").await.status, 200, "others are served on");
}

/// Time is tokio's own here and jumps to the next bell when nobody has anything to do.
#[tokio::test(start_paused = true)]
async fn headers_that_drip_are_cut() {
    let desk = desk::open().await;
    let begun = Instant::now();
    let mut line = TcpStream::connect(desk.at).await.unwrap();
    line.write_all(format!("GET /api/v1/data HTTP/1.1\r\nHost: {}\r\n", desk.at).as_bytes()).await.unwrap();
    let (mut from, mut to) = line.into_split();
    let drip = tokio::spawn(async move {
        while to.write_all(b"X-Drip: 1\r\n").await.is_ok() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
    let mut rest = Vec::new();
    let _ = tokio::io::AsyncReadExt::read_to_end(&mut from, &mut rest).await;
    let took = begun.elapsed();
    drip.abort();
    assert!((Duration::from_secs(9)..Duration::from_secs(13)).contains(&took), "{took:?}");
}

#[tokio::test(start_paused = true)]
async fn an_idle_line_is_cut() {
    let desk = desk::open().await;
    let begun = Instant::now();
    let mut line = TcpStream::connect(desk.at).await.unwrap();
    assert!(read(&mut line).await.is_none());
    assert!(begun.elapsed() < Duration::from_secs(13), "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn bodies_that_drip_are_cut() {
    let desk = desk::open().await;
    for path in ["/api/v1/json", "/api/v1/reports"] {
        let begun = Instant::now();
        let mut line = TcpStream::connect(desk.at).await.unwrap();
        let head = format!("POST {path} HTTP/1.1\r\nHost: {}\r\n{JSON}Content-Length: 1000\r\n\r\n", desk.at);
        line.write_all(head.as_bytes()).await.unwrap();
        let (from, mut to) = line.into_split();
        let drip = tokio::spawn(async move {
            while to.write_all(b"x").await.is_ok() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
        // Read without closing the half that drips.
        let mut got = Vec::new();
        while !got.windows(4).any(|w| w == b"\r\n\r\n") {
            from.readable().await.unwrap();
            let mut piece = [0; 1024];
            if let Ok(n) = from.try_read(&mut piece) {
                got.extend(&piece[..n]);
                assert_ne!(n, 0, "closed without a word");
            }
        }
        drip.abort();
        assert!(got.starts_with(b"HTTP/1.1 408 "), "{}", String::from_utf8_lossy(&got));
        let took = begun.elapsed();
        assert!((Duration::from_secs(29)..Duration::from_secs(33)).contains(&took), "{took:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_line_that_works_is_waited_for() {
    let desk = desk::open().await;
    let mut line = TcpStream::connect(desk.at).await.unwrap();
    let head = format!("POST /api/v1/reports HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n\r\n", desk.at, 100 * 32 * 1024);
    line.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..100 {
        // 32 KiB a second, a hundred seconds long.
        line.write_all(&[b'x'; 32 * 1024]).await.unwrap();
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    assert_eq!(read(&mut line).await.unwrap().body, b"3276800");
}

#[tokio::test(start_paused = true)]
async fn one_who_does_not_read_is_let_go() {
    let mut desk = desk::open().await;
    let mut line = TcpStream::connect(desk.at).await.unwrap();
    line.write_all(format!("GET /api/v1/endless HTTP/1.1\r\nHost: {}\r\n\r\n", desk.at).as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_secs(60)).await;
    desk.stop.take();
    let begun = Instant::now();
    desk.done.await.unwrap().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1), "nothing was under way any more, {:?}", begun.elapsed());
    drop(line);
}
