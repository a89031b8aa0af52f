//! Querying: by place, time, type, standing and actor, page after page.

use crate::samples::*;
use crate::stores::on_each;
use accalmie_ledger::{Act, Area, Ledger, Query, StoredIncident};
use accalmie_record::Standing;
use serde_json::{Value, json};

fn shapes(ledger: &mut dyn Ledger, all: &[(&str, Value)]) {
    append(ledger, all.iter().map(|(id, fields)| Act::Incident { incident: incident(id, &[], fields.clone()) }));
}

/// Ids in order, read in pages of two.
fn ask(ledger: &dyn Ledger, query: &Query) -> Vec<String> {
    let mut out: Vec<StoredIncident> = Vec::new();
    let mut after = None;
    for _ in 0..1000 {
        let page = ledger.incidents(query, after.as_ref(), 2).expect("reads");
        assert!(page.incidents.len() <= 2);
        out.extend(page.incidents);
        // A cursor goes through text, as an address of a page would have it.
        let Some(next) = page.next else { return out.into_iter().map(|i| i.incident.id).collect() };
        after = Some(next.to_string().parse().expect("a cursor"));
    }
    panic!("the pages have no end");
}

#[test]
fn by_place() {
    on_each(|ledger| {
        let at = |lat, lon| json!({"places": [place(lat, lon)]});
        let nowhere =
            json!({"places": [{"text": "there", "relation": "at", "name": null, "id": null, "lat": null, "lon": null, "precision": null}]});
        shapes(
            ledger,
            &[
                ("mill", at(36.6, 40.0)),
                ("farm", at(36.7, 40.0)),
                ("east", at(0.0, 179.9)),
                ("west", at(0.0, -179.9)),
                ("pole", at(89.99, 10.0)),
                ("nowhere", nowhere),
            ],
        );
        let check =
            |area, expected: &[&str]| assert_eq!(ask(ledger, &Query { area: Some(area), ..Query::default() }), expected, "{area:?}");
        let box_ = |south, west, north, east| Area::Box { south, west, north, east };
        let circle = |lat, lon, km| Area::Circle { lat, lon, km };
        check(box_(36.0, 39.0, 37.0, 41.0), &["farm", "mill"]);
        check(box_(36.65, 39.0, 37.0, 41.0), &["farm"]);
        check(box_(36.6, 40.0, 36.6, 40.0), &["mill"]);
        check(box_(-1.0, 179.0, 1.0, -179.0), &["east", "west"]);
        check(box_(-1.0, -180.0, 1.0, 180.0), &["east", "west"]);
        check(circle(36.6, 40.0, 11.0), &["mill"]);
        check(circle(36.6, 40.0, 11.2), &["farm", "mill"]);
        check(circle(0.0, 180.0, 12.0), &["east", "west"]);
        check(circle(0.0, 179.95, 6.0), &["east"]);
        check(circle(90.0, -170.0, 2.0), &["pole"]);
        check(circle(0.0, 0.0, 20_050.0), &["east", "farm", "mill", "pole", "west"]);
        assert_eq!(ask(ledger, &Query::default()).len(), 6);
        for wrong in [box_(2.0, 0.0, 1.0, 0.0), box_(f64::NAN, 0.0, 1.0, 0.0), circle(91.0, 0.0, 1.0), circle(0.0, 0.0, -1.0)] {
            assert!(ledger.incidents(&Query { area: Some(wrong), ..Query::default() }, None, 1).is_err(), "{wrong:?}");
        }
    });
}

#[test]
fn by_time() {
    on_each(|ledger| {
        let time = |from: &str, to: &str| json!({"time": period(from, to)});
        let open =
            json!({"time": {"text": null, "from": "2019-01-01", "to": null, "precision": "day", "open_end": true, "relative": null}});
        shapes(
            ledger,
            &[
                ("day", time("2019-12-11", "2019-12-11")),
                ("hour", time("2019-12-11T14:00", "2019-12-11T15:00")),
                ("month", time("2019-12-01", "2019-12-31")),
                ("years", time("2015-01-01", "2020-12-31")),
                ("since", open),
                ("undated", json!({})),
                ("wrong", time("some day", "another")),
                ("past", time("0025-01-01", "0025-01-01")),
            ],
        );
        let check = |from: Option<&str>, to: Option<&str>, expected: &[&str]| {
            let query = Query { from: from.map(str::to_owned), to: to.map(str::to_owned), ..Query::default() };
            assert_eq!(ask(ledger, &query), expected, "{from:?} {to:?}");
        };
        check(None, None, &["past", "years", "since", "month", "day", "hour", "undated", "wrong"]);
        check(Some("2019-12-11"), Some("2019-12-11"), &["years", "since", "month", "day", "hour"]);
        check(Some("2019-12-11T16:00"), Some("2019-12-11T17:00"), &["years", "since", "month", "day"]);
        check(Some("2019-12-12"), Some("2019-12-12"), &["years", "since", "month"]);
        check(Some("2021-01-01"), None, &["since"]);
        check(None, Some("2018-12-31"), &["past", "years"]);
        check(None, Some("0030-01-01"), &["past"]);
        check(Some("2019-12-12"), Some("2019-12-11"), &["years", "since", "month"]);
        let wrong = Query { from: Some("lately".into()), ..Query::default() };
        assert!(ledger.incidents(&wrong, None, 1).expect_err("is no date").to_string().contains("lately"));
    });
}

#[test]
fn by_type_standing_and_actor() {
    on_each(|ledger| {
        shapes(
            ledger,
            &[
                ("i1", json!({"type": "battle.raid", "actors": [actor("Exercise Brigade"), actor("Éxercise Front")]})),
                ("i2", json!({"type": "battle.armed_clash", "actors": [actor("exercise front")], "standing": "contested"})),
                ("i3", json!({"type": "need.food", "kind": "need", "standing": "corroborated"})),
                ("i4", json!({"type": "explosive.shelling", "actors": [actor("\u{627}\u{644}\u{62c}\u{628}\u{647}\u{629}")]})),
            ],
        );
        let check = |query: Query, expected: &[&str]| assert_eq!(ask(ledger, &query), expected, "{query:?}");
        let types = |names: &[&str]| names.iter().map(|n| n.parse().expect("a type")).collect::<Vec<_>>();
        let of = |part: &str| Query { actor: Some(part.into()), ..Query::default() };
        check(Query { types: types(&["battle.raid", "need.food"]), ..Query::default() }, &["i1", "i3"]);
        check(Query { families: vec!["battle".into()], ..Query::default() }, &["i1", "i2"]);
        check(Query { families: vec!["battle".into()], types: types(&["need.food"]), ..Query::default() }, &["i1", "i2", "i3"]);
        check(Query { standings: vec![Standing::Contested, Standing::Corroborated], ..Query::default() }, &["i2", "i3"]);
        check(of("exercise"), &["i1", "i2"]);
        check(of("BRIGADE"), &["i1"]);
        check(of("\u{62c}\u{628}"), &["i4"]);
        check(of("nobody"), &[]);
        check(of(""), &["i1", "i2", "i3", "i4"]);
        check(Query { families: vec!["need".into()], ..of("exercise") }, &[]);
        check(Query { families: vec!["battle".into()], standings: vec![Standing::Contested], ..of("front") }, &["i2"]);
        assert!(ledger.incidents(&Query { families: vec!["weather".into()], ..Query::default() }, None, 1).is_err());
        // What is told otherwise later is found otherwise.
        shapes(ledger, &[("i1", json!({"type": "aid.looted", "actors": [actor("Other")]}))]);
        let check = |query: Query, expected: &[&str]| assert_eq!(ask(ledger, &query), expected, "{query:?}");
        check(of("exercise"), &["i2"]);
        check(of("other"), &["i1"]);
        check(Query { families: vec!["battle".into()], ..Query::default() }, &["i2"]);
    });
}

/// More in one place, and of one actor, than are looked up one by one: the walk in order of time answers the same.
#[test]
fn many_in_one_place() {
    on_each(|ledger| {
        let day = |n: u64| format!("20{:02}-{:02}-{:02}", 10 + n / 336 % 10, 1 + n / 28 % 12, 1 + n % 28);
        let fields = |n: u64| {
            json!({"places": [place(36.0, 40.0)], "time": period(&day(n), &day(n + n % 3)), "actors": [actor("Exercise Front")],
                "type": if n.is_multiple_of(100) { "battle.raid" } else { "battle.armed_clash" }})
        };
        let far = json!({"places": [place(10.0, 10.0)], "time": period("2011-01-01", "2011-01-01"), "type": "battle.raid"});
        for chunk in (0..4100u64).collect::<Vec<_>>().chunks(500) {
            append(ledger, chunk.iter().map(|n| Act::Incident { incident: incident(&format!("i{n:04}"), &[], fields(*n)) }));
        }
        shapes(ledger, &[("far", far)]);
        let query = Query {
            area: Some(Area::Circle { lat: 36.0, lon: 40.0, km: 1.0 }),
            types: vec!["battle.raid".parse().expect("a type")],
            actor: Some("front".into()),
            ..Query::default()
        };
        let mut expected: Vec<(String, String)> = (0..41).map(|k| (day(100 * k), format!("i{:04}", 100 * k))).collect();
        expected.sort();
        assert_eq!(ask(ledger, &query), expected.into_iter().map(|(_, id)| id).collect::<Vec<_>>());
        let all = ledger.incidents(&Query { types: Vec::new(), ..query }, None, 5000).expect("reads");
        assert_eq!(all.incidents.len(), 4100);
    });
}
