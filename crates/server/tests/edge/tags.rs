//! Answers that somebody has already.

use crate::client::ask;
use crate::desk;
use accalmie_server::edge::Tag;
use sha2::{Digest, Sha256};

#[tokio::test]
async fn who_has_it_is_told_so() {
    let desk = desk::open().await;
    let first = ask(desk.at, "GET", "/api/v1/data", "", "").await;
    let tag = first.header("etag").unwrap();
    assert!(tag.starts_with("W/\"") && tag.ends_with('"'), "{tag}");
    assert_eq!(first.header("cache-control"), Some("private, no-cache"));
    let strong = tag.trim_start_matches("W/");
    for (held, status) in [
        (tag.to_owned(), 304),
        (strong.to_owned(), 304),
        ("*".into(), 304),
        (format!("\"a\", {tag}"), 304),
        (format!("\"a,b\",W/\"c\",{strong}"), 304),
        ("\"a\"".into(), 200),
        (strong.trim_matches('"').to_owned(), 200),
        (format!("\"{strong}"), 200),
        ("\"".into(), 200),
        (",,,".into(), 200),
        ("\u{e9}".into(), 200),
    ] {
        let answer = ask(desk.at, "GET", "/api/v1/data", &format!("If-None-Match: {held}\r\n"), "").await;
        assert_eq!(answer.status, status, "{held}");
        if status == 304 {
            assert!(answer.body.is_empty());
            assert_eq!((answer.header("etag"), answer.header("cache-control")), (Some(tag), Some("private, no-cache")));
        }
    }
    let two_lines = format!("If-None-Match: \"a\"\r\nIf-None-Match: {tag}\r\n");
    assert_eq!(ask(desk.at, "GET", "/api/v1/data", &two_lines, "").await.status, 304);
    let packed = ask(desk.at, "GET", "/api/v1/data", &format!("Accept-Encoding: br\r\nIf-None-Match: {tag}\r\n"), "").await;
    assert_eq!(packed.status, 304);
}

#[test]
fn a_tag_is_of_one_state_and_one_question() {
    assert_eq!(Tag::of(1, "a"), Tag::of(1, "a"));
    assert_ne!(Tag::of(1, "a"), Tag::of(2, "a"));
    assert_ne!(Tag::of(1, "a"), Tag::of(1, "b"));
}

/// Who knows the question and guesses the entry could tell from its tag how much the ledger has that is not public.
#[test]
fn a_tag_does_not_tell_the_entry() {
    let guessed = Sha256::new().chain_update(env!("CARGO_PKG_VERSION")).chain_update(7u64.to_be_bytes()).chain_update("a").finalize();
    assert_ne!(Tag::of(7, "a"), Tag::named(&guessed));
}
