//! Those who listen, and until when.

use crate::house::{House, Signed};
use serde_json::json;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

struct Ear {
    line: TcpStream,
    heard: String,
}

impl Ear {
    async fn open(house: &House, who: &Signed) -> Ear {
        let mut line = TcpStream::connect(house.at).await.unwrap();
        let asked =
            format!("GET /api/v1/events HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: gzip, br\r\nCookie: {}\r\n\r\n", house.at, who.cookie);
        line.write_all(asked.as_bytes()).await.unwrap();
        Ear { line, heard: String::new() }
    }

    async fn hears(&mut self, word: &str) {
        while !self.heard.contains(word) {
            assert!(self.more().await, "closed before {word}: {}", self.heard);
        }
    }

    /// Whether the line is still open.
    async fn more(&mut self) -> bool {
        let mut piece = [0; 4096];
        let read = tokio::time::timeout(Duration::from_secs(20), self.line.read(&mut piece)).await.expect("silence");
        let n = read.unwrap_or(0);
        self.heard.push_str(&String::from_utf8_lossy(&piece[..n]));
        n > 0
    }

    async fn hears_the_end(mut self) -> String {
        // The last piece of an answer whose length nobody said; the line itself may serve on.
        let end = async { while !self.heard.ends_with("\r\n0\r\n\r\n") && self.more().await {} };
        tokio::time::timeout(Duration::from_secs(100), end).await.expect("it goes on");
        self.heard
    }
}

#[tokio::test]
async fn hello_and_what_changed() {
    let house = House::open().await;
    let first = house.first().await;
    house.live.changed(41, vec!["i0".into()]);
    let mut ear = Ear::open(&house, &first).await;
    ear.hears("event: hello\ndata: {\"as_of\":41").await;
    assert!(ear.heard.starts_with("HTTP/1.1 200 OK\r\n") && ear.heard.contains("content-type: text/event-stream"), "{}", ear.heard);
    assert!(!ear.heard.contains("content-encoding"), "what is packed waits");
    house.live.changed(42, vec!["i1".into(), "i2".into()]);
    ear.hears("event: changed\ndata: {\"as_of\":42,\"incidents\":[\"i1\",\"i2\"]}\n\n").await;
    house.live.changed(43, vec!["i".into(); 501]);
    ear.hears("event: changed\ndata: {\"as_of\":43}\n\n").await;
}

#[tokio::test]
async fn one_who_lags_is_told_that_something_changed() {
    let house = House::open().await;
    let first = house.first().await;
    let mut ear = Ear::open(&house, &first).await;
    ear.hears("event: hello").await;
    // No pause between: nobody is told one of them before the last is there.
    for n in 1..=1000 {
        house.live.changed(n, vec![format!("i{n}")]);
    }
    ear.hears("data: {\"as_of\":1000}\n\n").await;
    assert!(!ear.heard.contains("\"i500\""), "what it missed is not told late");
}

#[tokio::test]
async fn nobody_hears_who_may_not() {
    let house = House::open().await;
    let answer = house.get("/api/v1/events", &Signed::default()).await;
    assert_eq!((answer.status, answer.problem().as_str()), (401, "/problems/sign-in"));
}

#[tokio::test]
async fn hearing_ends_with_the_session() {
    let house = House::open().await;
    let first = house.first().await;
    let (mut out, mut shut) = (house.somebody("Amal", "reader", &first).await, house.somebody("Basma", "reader", &first).await);
    let mut ears = Vec::new();
    for who in [&mut out, &mut shut] {
        let mut ear = Ear::open(&house, who).await;
        ear.hears("event: hello").await;
        ears.push(ear);
    }
    house.with_body("DELETE", "/api/v1/session", &out, json!({})).await;
    house.with_body("PATCH", "/api/v1/people/Basma", &first, json!({ "disabled": true })).await;
    for ear in ears {
        ear.hears_the_end().await;
    }
}

#[tokio::test]
async fn hearing_ends_when_the_server_goes_down() {
    let house = House::open().await;
    let first = house.first().await;
    let mut ear = Ear::open(&house, &first).await;
    ear.hears("event: hello").await;
    house.live.close();
    ear.hears_the_end().await;
    Ear::open(&house, &first).await.hears_the_end().await;
}

/// Time is tokio's own here and jumps to the next bell when nobody has anything to do.
#[tokio::test(start_paused = true)]
async fn a_comment_now_and_then_and_the_end_of_the_session() {
    let house = House::open().await;
    let first = house.first().await;
    let mut ear = Ear::open(&house, &first).await;
    ear.hears("event: hello").await;
    let begun = tokio::time::Instant::now();
    ear.hears("\n:\n\n").await;
    assert_eq!(begun.elapsed().as_secs(), 15);
    house.wait(12 * 3600);
    ear.hears_the_end().await;
    assert!(begun.elapsed() < Duration::from_secs(80), "{:?}", begun.elapsed());
}
