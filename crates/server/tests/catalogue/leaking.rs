//! Leaking: whoever may see only what is public tries to learn the rest by asking for it.

use crate::questions::{ids, made, text};
use crate::samples::*;
use accalmie_ledger::{Act, open};
use accalmie_protect::Profile::{Full, Public};
use accalmie_record::{Outcome, Type, WeaponClass};
use accalmie_server::catalogue::{Catalogue, Filter};
use serde_json::{Value, json};

fn shape(id: &str, records: &[String], fields: Value) -> Act {
    Act::Incident { incident: incident(id, records, fields) }
}

fn catalogue() -> Catalogue {
    let mut ledger = open(":memory:").expect("opens");
    append_read(ledger.as_mut(), 1);
    let known = json!({"role": "side", "name": "Exercise Brigade", "id": "army:exercise", "stated": true, "by": []});
    let village = json!([{"text": "Secretfarm", "relation": "at", "name": "Hiddenvillage", "id": "geonames:1", "lat": 36.123456, "lon": 40.123456, "precision": 1}]);
    append(
        ledger.as_mut(),
        [
            shape(
                "ia",
                &[record_id(1, 1)],
                json!({
                    "places": village, "time": period("2019-11-04T06:15", "2019-11-04T06:15"), "actors": [actor("Private Person"), known], "harm": {"killed": toll(2)},
                }),
            ),
            shape("ib", &[], json!({"places": village, "sensitivity": "restricted", "type": "battle.raid", "weapon": "blade"})),
            shape("ic", &[], json!({"places": village, "type": "battle.self_defence", "kind": "event"})),
            shape(
                "id",
                &[],
                json!({"places": village, "type": "hazard.mine_laying", "sensitivity": "restricted", "harm": {"injured": toll(1)}, "actors": [known]}),
            ),
            shape(
                "ie",
                &[],
                json!({"places": village, "targets": ["health"], "actors": [known], "time": period("2019-11-05", "2019-11-05")}),
            ),
            shape("if", &[], json!({"places": village, "type": "aid.delivered"})),
        ],
    );
    made(ledger.as_ref())
}

#[test]
fn nothing_is_found_by_what_is_not_public() {
    let c = catalogue();
    let f = Filter::default;
    let day = |d: &str| Some(d.parse().expect("a day"));
    let around = |lat: f64, lon: f64| Filter { bbox: Some([lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001]), ..f() };
    // The filter, what it finds in full, what it finds in public.
    let check = |filter: Filter, full: &str, public: &str| {
        let words = |w: &str| w.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(ids(&c, &filter, Full), words(full), "{filter:?}");
        assert_eq!(ids(&c, &filter, Public), words(public), "{filter:?}");
        for zoom in [2.0, 9.0, 18.0] {
            let view = c.viewport(&filter, Public, zoom, 0).expect("shows");
            let unplaced = if filter.bbox.is_none() { view.unplaced } else { 0 };
            assert_eq!(view.placed + unplaced, words(public).len() as u64, "{filter:?}");
        }
    };
    check(f(), "ie ia if id ic ib", "ie ia if id");
    check(text("private"), "ia", "");
    check(text("brigade"), "ie ia id", "ia");
    check(text("secretfarm"), "ie ia if id ic ib", "");
    check(text("hiddenvillage"), "ie ia if id ic ib", "");
    // A word of the evidence.
    check(text("exercise"), "ie ia id", "ia");
    check(text("self-defence"), "ic", "");
    check(Filter { actor: Some("private".into()), ..f() }, "ia", "");
    check(Filter { actor: Some("brigade".into()), ..f() }, "ie ia id", "ia");
    check(Filter { types: vec![Type::BattleSelfDefence, Type::BattleRaid], ..f() }, "ic ib", "");
    check(Filter { weapon: Some(WeaponClass::Blade), ..f() }, "ib", "");
    check(Filter { harm: Some((Outcome::Injured, 0)), ..f() }, "id", "");
    check(Filter { harm: Some((Outcome::Killed, 2)), ..f() }, "ia", "ia");
    // The exact place; the middle of the cell that is told instead.
    check(around(36.123456, 40.123456), "ie ia if id ic ib", "");
    let told: Value = serde_json::from_str(c.short("ia", Public).expect("reads").expect("is there").get()).expect("JSON");
    let cell = |which: &str| told["place"][which].as_f64().expect("degrees");
    check(around(cell("lat"), cell("lon")), "", "ia id");
    check(Filter { from: day("2019-11-04"), to: day("2019-11-04"), ..f() }, "ia", "ia");
}

#[test]
fn public_shapes_say_no_more() {
    let c = catalogue();
    for id in ["ia", "ib", "ic", "id", "ie", "if"] {
        let Some(short) = c.short(id, Public).expect("reads") else { continue };
        for secret in ["Private", "Secret", "Hidden", "123456", "06:15", "reports", "review", "restricted"] {
            assert!(!short.get().contains(secret), "{secret} in {short}");
        }
    }
    assert!(c.short("ib", Public).expect("reads").is_none() && c.short("ic", Public).expect("reads").is_none());
    assert_eq!((c.counts(Public).incidents, c.counts(Full).incidents), (4, 6));
}

#[test]
fn order_does_not_tell_the_hour() {
    let mut ledger = open(":memory:").expect("opens");
    let at = |time: &str| json!({"time": period(time, time)});
    append(ledger.as_mut(), [shape("ia", &[], at("2019-11-04T23:00")), shape("ib", &[], at("2019-11-04T01:00"))]);
    let c = made(ledger.as_ref());
    assert_eq!(ids(&c, &Filter::default(), Full), ["ia", "ib"]);
    // In public both are of the day, in the order in which they came.
    assert_eq!(ids(&c, &Filter::default(), Public), ["ib", "ia"]);
    let listed = c.list(&Filter::default(), Public, Default::default(), None, 1).expect("lists");
    let minutes: i64 = listed.next.and_then(|n| n.split('.').next()?.parse().ok()).expect("a cursor");
    assert_eq!(minutes % 1440, 0, "the cursor is of the day");
}
