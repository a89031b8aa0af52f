//! Taking connections, and going down.

use crate::client::{ask, read};
use crate::desk;
use accalmie_server::edge::listen::CONNECTIONS;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

#[tokio::test]
async fn a_line_serves_many_questions() {
    let desk = desk::open().await;
    let mut line = TcpStream::connect(desk.at).await.unwrap();
    for _ in 0..100 {
        line.write_all(format!("GET /api/v1/data HTTP/1.1\r\nHost: {}\r\n\r\n", desk.at).as_bytes()).await.unwrap();
        assert_eq!(read(&mut line).await.unwrap().body, b"the data");
    }
}

#[tokio::test]
async fn what_is_under_way_ends_when_the_server_goes_down() {
    let mut desk = desk::open().await;
    let at = desk.at;
    let asked = tokio::spawn(async move { ask(at, "GET", "/api/v1/slow", "", "").await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    desk.stop.take();
    assert_eq!(asked.await.unwrap().body, b"at last");
    desk.done.await.unwrap().unwrap();
    assert!(TcpStream::connect(at).await.is_err(), "nobody listens");
}

#[tokio::test]
async fn one_too_many_waits_until_there_is_room() {
    let desk = desk::open().await;
    let mut lines = Vec::new();
    for _ in 0..CONNECTIONS {
        let mut line = TcpStream::connect(desk.at).await.unwrap();
        line.write_all(b"GET").await.unwrap();
        lines.push(line);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let at = desk.at;
    let mut waiting = tokio::spawn(async move { ask(at, "GET", "/api/v1/data", "", "").await });
    assert!(tokio::time::timeout(Duration::from_millis(500), &mut waiting).await.is_err(), "there is no room");
    lines.pop();
    assert_eq!(tokio::time::timeout(Duration::from_secs(5), waiting).await.unwrap().unwrap().body, b"the data");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_at_once() {
    let desk = desk::open().await;
    let at = desk.at;
    let mut open = tokio::task::JoinSet::new();
    for _ in 0..200 {
        open.spawn(async move { ask(at, "GET", "/api/v1/long", "Accept-Encoding: br\r\n", "").await.status });
    }
    while let Some(status) = open.join_next().await {
        assert_eq!(status.unwrap(), 200);
    }
}
