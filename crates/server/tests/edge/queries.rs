//! What stands behind the question mark.

use crate::client::ask;
use crate::desk;
use accalmie_server::edge::Params;
use axum::http::Uri;
use proptest::prelude::*;

#[tokio::test]
async fn read_or_refused() {
    let desk = desk::open().await;
    for (query, told) in [
        ("", "None None [] None None"),
        ("?", "None None [] None None"),
        ("?&&", "None None [] None None"),
        ("?from=2026-11-23", "Some(2026-11-23) None [] None None"),
        ("?from=2026-02-29", "from=“2026-02-29” is not a day such as 2026-11-23"),
        ("?from=2026-11-23T00:00", "is not a day"),
        ("?from=+2026-1-1", "is not a day"),
        ("?from=", "from is empty; leave it out"),
        ("?from", "from is empty"),
        ("?from=2026-11-23&from=2026-11-23", "from is given more than once"),
        ("?bbox=40.5,36.3,41.2,36.9", "Some([40.5, 36.3, 41.2, 36.9])"),
        ("?bbox=40.5,36.3,0,41.2,36.9,9", "Some([40.5, 36.3, 41.2, 36.9])"),
        ("?bbox=-180,-90,180,90", "Some([-180.0, -90.0, 180.0, 90.0])"),
        ("?bbox=40,36,40,36", "Some([40.0, 36.0, 40.0, 36.0])"),
        ("?bbox=40.5,36.3,41.2", "is not west,south,east,north"),
        ("?bbox=41.2,36.3,40.5,36.9", "is not west,south,east,north"),
        ("?bbox=40.5,36.9,41.2,36.3", "is not west,south,east,north"),
        ("?bbox=40.5,36.3,41.2,96.9", "is not west,south,east,north"),
        ("?bbox=nan,36.3,41.2,36.9", "is not west,south,east,north"),
        ("?bbox=inf,inf,inf,inf", "is not west,south,east,north"),
        ("?bbox=1e309,1,2,3", "is not west,south,east,north"),
        ("?type=explosive&type=raid", "[\"explosive\", \"raid\"]"),
        ("?t%79pe=a%20b+c%26d", "[\"a b c&d\"]"),
        ("?limit=500", "Some(500)"),
        ("?limit=501", "is not a whole number from 1 to 500"),
        ("?limit=0", "is not a whole number"),
        ("?limit=-1", "is not a whole number"),
        ("?limit=%2B1", "is not a whole number"),
        ("?limit=99999999999999999999999", "is not a whole number"),
        ("?order=oldest", "Some('o')"),
        ("?order=Oldest", "is not one of newest, oldest"),
        ("?what=1&why=2", "not known here: “what”, “why”; there is: bbox, from, limit, order, type"),
        ("?=", "not known here: “”"),
        ("?type=%zz", "is not percent-encoded UTF-8"),
        ("?type=%f", "is not percent-encoded UTF-8"),
        ("?type=%ff", "is not percent-encoded UTF-8"),
        ("?type=%00", "has a control character in it"),
        ("?type=%0d%0aSet-Cookie:%20a=b", "has a control character in it"),
    ] {
        let answer = ask(desk.at, "GET", &format!("/api/v1/asked{query}"), "", "").await;
        let said = if answer.status == 200 {
            String::from_utf8(answer.body.clone()).unwrap()
        } else {
            assert_eq!((answer.status, answer.problem().as_str()), (400, "about:blank"));
            answer.json()["detail"].as_str().unwrap().to_owned()
        };
        assert!(said.contains(told), "{query}: {said}");
    }
    let long = format!("/api/v1/asked?type={}", "x".repeat(1001));
    assert_eq!(ask(desk.at, "GET", &long, "", "").await.status, 400);
    let many = format!("/api/v1/asked?{}", "type=x&".repeat(65));
    assert_eq!(ask(desk.at, "GET", &many, "", "").await.status, 400);
}

proptest! {
    #[test]
    fn any_query_is_read_or_refused(query in "[!-~]{0,200}") {
        let Ok(uri) = format!("/?{query}").parse::<Uri>() else { return Ok(()) };
        if let Ok(mut params) = Params::of(&uri) {
            let _ = (params.date("a"), params.bbox("b"), params.number("c", 0.0, 1.0), params.yes("d"), params.whole("e", 0, 9));
            let _ = params.finish();
        }
    }

    #[test]
    fn what_was_encoded_is_read_again(value in "\\PC{1,60}") {
        let encoded: String = value.bytes().map(|b| format!("%{b:02X}")).collect();
        let mut params = Params::of(&format!("/?v={encoded}").parse().unwrap()).unwrap();
        prop_assert_eq!(params.all("v"), [value]);
        prop_assert!(params.finish().is_ok());
    }
}
