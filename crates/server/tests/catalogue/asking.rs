//! Asking: filters, pages, maps.

use crate::questions::{all, ids, made, text};
use crate::samples::*;
use accalmie_ledger::{Act, Ledger, open};
use accalmie_protect::Profile::{Full, Public};
use accalmie_record::{Outcome, Standing, Type, WeaponClass};
use accalmie_server::catalogue::{Catalogue, CatalogueError, Filter, Order};
use serde_json::{Value, json};

fn shape(id: &str, fields: Value) -> Act {
    Act::Incident { incident: incident(id, &[], fields) }
}

/// Five incidents: north and south, two days, one without a day, one without a place.
fn small() -> (Box<dyn Ledger + Send>, Catalogue) {
    let mut ledger = open(":memory:").expect("opens");
    let brigade = json!([actor("Exercise Brigade")]);
    append(
        ledger.as_mut(),
        [
            shape("ia", json!({"places": [place(36.0, 40.0)], "time": period("2019-11-04", "2019-11-04"), "actors": brigade})),
            shape("ib", json!({"places": [place(36.2, 40.2)], "time": period("2019-11-05", "2019-11-07"), "harm": {"killed": toll(3)}})),
            shape(
                "ic",
                json!({"places": [place(12.0, 30.0)], "time": period("2019-11-05", "2019-11-05"), "type": "battle.raid", "weapon": "drone"}),
            ),
            shape("id", json!({"time": period("2019-11-06", "2019-11-06"), "harm": {"killed": toll(0), "injured": toll(9)}})),
            shape("ie", json!({"places": [place(36.1, 179.9)], "standing": "contested"})),
        ],
    );
    let catalogue = made(ledger.as_ref());
    (ledger, catalogue)
}

#[track_caller]
fn check(c: &Catalogue, filter: Filter, expected: &str) {
    let expected: Vec<&str> = expected.split_whitespace().collect();
    assert_eq!(ids(c, &filter, Full), expected, "{filter:?}");
    // The map of the whole filter shows as many as the list.
    let view = c.viewport(&filter, Full, 5.0, 1500).expect("shows");
    let unplaced = if filter.bbox.is_none() { view.unplaced } else { 0 };
    assert_eq!(view.placed + unplaced, expected.len() as u64, "{filter:?}");
    assert_eq!(view.incidents.len() as u64, view.placed);
    let grouped = c.viewport(&filter, Full, 5.0, 0).expect("shows");
    assert_eq!(grouped.groups.iter().map(|g| g.count).chain(grouped.areas.iter().map(|a| a.count)).sum::<u64>(), view.placed);
}

#[test]
fn what_a_filter_finds() {
    let (_, c) = small();
    let day = |d: &str| Some(d.parse().expect("a day"));
    let f = Filter::default;
    check(&c, f(), "id ic ib ia ie");
    check(&c, Filter { bbox: Some([39.0, 35.0, 41.0, 37.0]), ..f() }, "ib ia");
    check(&c, Filter { bbox: Some([40.0, 36.0, 40.2, 36.2]), ..f() }, "ib ia");
    check(&c, Filter { bbox: Some([40.0001, 36.0, 40.2, 36.2]), ..f() }, "ib");
    check(&c, Filter { bbox: Some([170.0, 30.0, -170.0, 40.0]), ..f() }, "ie");
    // Turned round the world; all of it, and more.
    check(&c, Filter { bbox: Some([-190.0, 30.0, -170.0, 40.0]), ..f() }, "ie");
    check(&c, Filter { bbox: Some([170.0, 30.0, 190.0, 40.0]), ..f() }, "ie");
    check(&c, Filter { bbox: Some([-400.0, -90.0, 300.0, 90.0]), ..f() }, "ic ib ia ie");
    check(&c, Filter { bbox: Some([f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300]), ..f() }, "");
    check(&c, Filter { from: day("2019-11-06"), ..f() }, "id ib");
    check(&c, Filter { to: day("2019-11-04"), ..f() }, "ia");
    check(&c, Filter { from: day("2019-11-05"), to: day("2019-11-05"), ..f() }, "ic ib");
    check(&c, Filter { from: day("2030-01-01"), ..f() }, "");
    check(&c, Filter { types: vec![Type::BattleRaid], ..f() }, "ic");
    check(&c, Filter { families: vec!["explosive".into()], ..f() }, "id ib ia ie");
    check(&c, Filter { families: vec!["explosive".into()], types: vec![Type::BattleRaid], ..f() }, "id ic ib ia ie");
    check(&c, Filter { standings: vec![Standing::Contested], ..f() }, "ie");
    check(&c, Filter { actor: Some("exercise bri".into()), ..f() }, "ia");
    check(&c, Filter { actor: Some("EXERCISE".into()), ..f() }, "ia");
    check(&c, Filter { actor: Some("…".into()), ..f() }, "");
    check(&c, Filter { actor: Some(" ".into()), ..f() }, "id ic ib ia ie");
    check(&c, Filter { harm: Some((Outcome::Killed, 1)), ..f() }, "ib");
    check(&c, Filter { harm: Some((Outcome::Killed, 0)), ..f() }, "id ib");
    check(&c, Filter { harm: Some((Outcome::Injured, 10)), ..f() }, "");
    check(&c, Filter { weapon: Some(WeaponClass::Drone), ..f() }, "ic");
    check(&c, text("mill"), "ic ib ia ie");
    check(&c, text("brig"), "ia");
    check(&c, text("mill brig"), "ia");
    check(&c, text("brig mill"), "");
    check(&c, text("shelling"), "id ib ia ie");
    check(&c, text("قصف"), "id ib ia ie");
    check(&c, text("غارة"), "ic");
    check(&c, text("raid mill"), "ic");
    check(&c, text("?!"), "");
    check(&c, text("  "), "id ic ib ia ie");
}

#[test]
fn undated_is_last_either_way() {
    let (_, c) = small();
    let order = |order, page| -> Vec<String> {
        all(&c, &Filter::default(), Full, order, page).iter().map(|i| i["id"].as_str().unwrap_or("").to_owned()).collect()
    };
    for page in 1..6 {
        assert_eq!(order(Order::Oldest, page), ["ia", "ib", "ic", "id", "ie"]);
        assert_eq!(order(Order::Newest, page), ["id", "ic", "ib", "ia", "ie"]);
    }
}

#[test]
fn a_cursor_stays_where_it_is_while_new_ones_come() {
    let (mut ledger, c) = small();
    let first = c.list(&Filter::default(), Full, Order::Newest, None, 2).expect("lists");
    append(
        ledger.as_mut(),
        [
            shape("in", json!({"time": period("2020-01-01", "2020-01-01")})),
            shape("im", json!({"time": period("2019-11-05", "2019-11-05")})),
            shape("iu", json!({})),
        ],
    );
    c.follow(ledger.as_ref(), 10).expect("follows");
    let rest = c.list(&Filter::default(), Full, Order::Newest, first.next.as_deref(), 10).expect("lists");
    let ids: Vec<Value> = rest.items.iter().map(|i| serde_json::from_str::<Value>(i.get()).expect("JSON")["id"].clone()).collect();
    // `im` began in the same minute as `ic`, the last of the page before, and came later: it is before it.
    assert_eq!(ids, ["ib", "ia", "iu", "ie"]);
    assert!(rest.next.is_none());
    for cursor in ["", "x", "1", "1.2.3", "1.-2", "9999999999.1"] {
        assert!(matches!(c.list(&Filter::default(), Full, Order::Newest, Some(cursor), 1), Err(CatalogueError::Cursor(_))), "{cursor}");
    }
}

#[test]
fn the_short_shape() {
    let (_, c) = small();
    let short: Value = serde_json::from_str(c.short("ib", Full).expect("reads").expect("is there").get()).expect("JSON");
    assert_eq!(
        short,
        json!({"id": "ib", "type": "explosive.shelling", "family": "explosive", "kind": "event", "status": "asserted", "standing": "reported",
            "from": "2019-11-05", "to": "2019-11-07", "precision": "day",
            "place": {"name": "Mill", "lat": 36.2, "lon": 40.2, "radius_km": 1, "precision": 1},
            "harm": {"killed": {"low": 3, "best": 3, "high": 3}}, "actors": [], "weapon": null, "targets": [], "origins": 1, "reports": 1,
            "sensitivity": "public", "corrected": false, "confidence": 0.7, "review": "new"})
    );
    let public: Value = serde_json::from_str(c.short("ib", Public).expect("reads").expect("is there").get()).expect("JSON");
    assert_eq!(public["place"], json!({"name": "36.225 40.194 ± 5 km", "lat": 36.225, "lon": 40.194, "radius_km": 5, "precision": 2}));
    for kept in ["reports", "corrected", "review"] {
        assert!(public.get(kept).is_none(), "{kept}");
    }
    assert!(c.short("nobody", Full).expect("reads").is_none());
}

#[test]
fn a_country_is_no_point() {
    let mut ledger = open(":memory:").expect("opens");
    let country = json!([{"text": "the country", "relation": "within", "name": "Exerciseland", "id": null, "lat": 15.0, "lon": 45.0, "precision": 6}]);
    let province =
        |lat: f64| json!([{"text": "p", "relation": "within", "name": "North", "id": null, "lat": lat, "lon": 45.0, "precision": 4}]);
    append(
        ledger.as_mut(),
        [
            shape("ia", json!({"places": country})),
            shape("ib", json!({"places": province(16.0)})),
            shape("ic", json!({"places": province(16.0)})),
        ],
    );
    let c = made(ledger.as_ref());
    let box_ = Filter { bbox: Some([44.0, 15.0, 46.0, 17.0]), ..Filter::default() };
    let near = c.viewport(&box_, Full, 9.0, 0).expect("shows");
    assert_eq!((near.unplaced, near.placed, near.groups.len()), (1, 2, 0));
    assert_eq!(
        near.areas.iter().map(|a| (a.lat, a.lon, a.radius_km, a.count, a.family)).collect::<Vec<_>>(),
        [(16.0, 45.0, 100, 2, "explosive")]
    );
    // From afar a province is no larger than a cell.
    let far = c.viewport(&Filter::default(), Full, 3.0, 0).expect("shows");
    assert_eq!((far.areas.len(), far.groups.iter().map(|g| (g.lat, g.lon, g.count)).collect::<Vec<_>>()), (0, vec![(16.0, 45.0, 2)]));
    let short: Value = serde_json::from_str(c.short("ia", Full).expect("reads").expect("is there").get()).expect("JSON");
    assert_eq!(short["place"], json!({"name": "Exerciseland", "lat": null, "lon": null, "radius_km": null, "precision": 6}));
}
