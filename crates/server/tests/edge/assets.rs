//! The app, the land under its map, and no way out of them.

use crate::client::ask;
use crate::desk;

/// What lies outside the app is not reached, however it is written.
#[tokio::test]
async fn there_is_no_way_out_of_the_app() {
    let desk = desk::open().await;
    for path in [
        "/../Cargo.toml",
        "/../../Cargo.toml",
        "/assets/../../package.json",
        "/%2e%2e/package.json",
        "/%2e%2e%2fpackage.json",
        "/..%2fpackage.json",
        "/..%5cpackage.json",
        "/..\\package.json",
        "/%00",
        "/index.html%00.js",
        "/./index.html",
        "//etc/passwd",
        "/.git/config",
        "/basemap/../README.md",
        "/basemap/..%2fREADME.md",
        "/basemap/%2e%2e%2f%2e%2e%2fCargo.json",
        "/basemap/%00.json",
        "/basemap/README.md",
        "/basemap/user.pmtiles",
    ] {
        let answer = ask(desk.at, "GET", path, "", "").await;
        assert_eq!(answer.status, 404, "{path}");
        answer.problem();
    }
    let home = ask(desk.at, "GET", "/", "", "").await;
    assert_eq!((home.status, home.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(ask(desk.at, "POST", "/", "", "").await.status, 404);
}

#[tokio::test]
async fn a_map_of_ones_own_is_served_in_pieces() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("map.pmtiles");
    std::fs::write(&file, b"PMTiles, or so it says").unwrap();
    let desk = desk::with(&|settings| settings.pmtiles = Some(file.clone())).await;
    let piece = ask(desk.at, "GET", "/basemap/user.pmtiles", "Range: bytes=0-6\r\nAccept-Encoding: gzip, br\r\n", "").await;
    assert_eq!((piece.status, piece.body.as_slice()), (206, &b"PMTiles"[..]));
    assert_eq!(piece.header("content-range"), Some("bytes 0-6/22"));
    assert_eq!(piece.header("cache-control"), Some("public, no-cache"));
    let beyond = ask(desk.at, "GET", "/basemap/user.pmtiles", "Range: bytes=99-\r\n", "").await;
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */22")));
    beyond.problem();
    assert_eq!(ask(desk.at, "POST", "/basemap/user.pmtiles", "", "").await.status, 405);
    std::fs::remove_file(&file).unwrap();
    assert_eq!(ask(desk.at, "GET", "/basemap/user.pmtiles", "", "").await.status, 404);
}

#[tokio::test]
async fn the_land_is_sent_as_it_lies_there() {
    let desk = desk::open().await;
    let packed = ask(desk.at, "GET", "/basemap/land.json", "Accept-Encoding: gzip, br\r\n", "").await;
    assert_eq!((packed.status, packed.header("content-type")), (200, Some("application/json")));
    assert_eq!((packed.header("content-encoding"), packed.header("vary")), (Some("gzip"), Some("accept-encoding")));
    let lies_there = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../basemap/land.json.gz")).unwrap();
    assert!(packed.body == lies_there, "packed once, not at every question");
    assert_eq!(packed.header("cache-control"), Some("public, no-cache"));
    let tag = packed.header("etag").unwrap();
    let held = ask(desk.at, "GET", "/basemap/land.json", &format!("If-None-Match: {tag}\r\nAccept-Encoding: gzip\r\n"), "").await;
    assert_eq!((held.status, held.body.len(), held.header("cache-control")), (304, 0, Some("public, no-cache")));

    for refused in ["", "Accept-Encoding: gzip;q=0\r\n", "Accept-Encoding: zstd\r\n"] {
        let plain = ask(desk.at, "GET", "/basemap/land.json", refused, "").await;
        assert_eq!(plain.header("content-encoding"), None);
        assert!(plain.json()["features"].is_array());
    }
    assert_eq!(ask(desk.at, "GET", "/basemap/land.json.gz", "", "").await.status, 404);
    assert_eq!(ask(desk.at, "HEAD", "/basemap/land.json", "Connection: close\r\n", "").await.status, 200);
    assert_eq!(ask(desk.at, "PUT", "/basemap/land.json", "", "").await.status, 405);
}
