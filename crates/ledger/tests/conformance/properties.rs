//! Properties: for any sequence of acts, the ledger answers as the model does, and its tables are the fold of its journal.

use crate::model::Model;
use crate::samples::*;
use crate::stores::{on_disk, on_server, sound, tables};
use accalmie_ledger::{Act, Area, Digest, Draft, Ledger, LedgerError, Query, Word, open};
use accalmie_record::{Standing, Type};
use proptest::prelude::*;
use serde_json::{Value, json};

const TYPES: [Type; 3] = [Type::BattleRaid, Type::NeedFood, Type::ExplosiveShelling];
const NAMES: [&str; 3] = ["Exercise Brigade", "Front of the Exercise", "Other"];

fn id(n: u8) -> String {
    format!("i{}", n % 6)
}

fn day(n: u8) -> String {
    format!("2019-{:02}-{:02}", 1 + n % 12, 1 + n % 28)
}

fn fields() -> impl Strategy<Value = Value> {
    (any::<[u8; 3]>(), prop::option::of((any::<u8>(), 0u8..3)), prop::option::of((35.0..38.0f64, 38.0..42.0f64))).prop_map(
        |([t, a, s], time, at)| {
            let type_ = TYPES[usize::from(t) % 3];
            let mut fields = json!({"type": type_, "kind": type_.kind(), "standing": Standing::ALL[usize::from(s) % 3]});
            fields["actors"] = (0..a % 3).map(|i| actor(NAMES[usize::from(a.wrapping_add(i)) % 3])).collect();
            if let Some((n, longer)) = time {
                // From a day to the same day of a month or two later.
                let to = format!("{}-{:02}-{:02}", 2019 + u32::from((n % 12 + longer) / 12), 1 + (n % 12 + longer) % 12, 1 + n % 28);
                fields["time"] = period(&day(n), &to);
            }
            if let Some((lat, lon)) = at {
                fields["places"] = json!([place(lat, lon)]);
            }
            fields
        },
    )
}

fn act() -> impl Strategy<Value = Act> {
    let one_record = || (0u64..4, 1usize..4).prop_map(|(n, nth)| record_id(n, nth));
    let correction = prop_oneof![
        (0usize..3).prop_map(|t| ("type", json!(TYPES[t]))),
        Just(("time", json!(null))),
        any::<u8>().prop_map(|n| ("time", period(&day(n), &day(n)))),
        Just(("actors", json!([actor("Corrected Exercise")]))),
        Just(("places", json!([place(36.0, 40.0)]))),
        Just(("standing", json!("contested"))),
    ];
    prop_oneof![
        2 => (0u64..4, prop::collection::vec(0u64..5, 0..3)).prop_map(|(n, bands)| report(n, &bands).0),
        2 => (0u64..4, prop::collection::vec(prop::collection::vec("[a-d]", 0..3), 0..3)).prop_map(|(n, blocks)| Act::Reading {
            report: report_id(n), read_with: "k".into(), records: (1..=blocks.len()).map(|nth| record(n, nth)).collect(), blocks, problems: vec![],
        }),
        6 => (any::<u8>(), prop::collection::btree_set(one_record(), 0..4), fields())
            .prop_map(|(n, records, fields)| Act::Incident { incident: incident(&id(n), &records.into_iter().collect::<Vec<_>>(), fields) }),
        1 => any::<[u8; 2]>().prop_map(|[a, b]| Act::Absorbed { incident: id(a), into: id(b) }),
        1 => any::<[u8; 2]>().prop_map(|[a, b]| Act::Join { incident: id(a), into: id(b) }),
        2 => (any::<u8>(), correction).prop_map(|(n, (field, value))| Act::Correct { incident: id(n), field: field.into(), value }),
        2 => (any::<[u8; 2]>(), one_record()).prop_map(|([a, b], r)| Act::Split { incident: id(a), records: vec![r], to: id(b) }),
        1 => any::<u8>().prop_map(|n| Act::Retract { incident: id(n) }),
        1 => (one_record(), prop::option::of(any::<u8>())).prop_map(|(record, n)| Act::Review {
            record, incident: n.map(id), word: Word::Accept, field: None, value: None,
        }),
        1 => any::<u8>().prop_map(|n| Act::Account { account: format!("a{n}"), did: "made, reader".into() }),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let area = (35.0..38.0f64, 38.0..42.0f64).prop_map(|(south, west)| Area::Box { south, west, north: south + 1.0, east: west + 1.5 });
    let time = prop_oneof![
        Just((None, None)),
        any::<u8>().prop_map(|n| (Some(day(n)), None)),
        any::<[u8; 2]>().prop_map(|[a, b]| (Some(day(a)), Some(day(b))))
    ];
    (
        prop::option::of(area),
        time,
        prop::collection::vec(0usize..3, 0..2),
        any::<u8>(),
        prop::option::of(prop_oneof![Just("exercise"), Just("front")]),
    )
        .prop_map(|(area, (from, to), types, standing, actor)| Query {
            area,
            from: from.clone(),
            to: to.max(from.clone()).filter(|_| from.is_some()),
            types: types.into_iter().map(|t| TYPES[t]).collect(),
            standings: Standing::ALL.iter().skip(usize::from(standing % 8)).take(2).copied().collect(),
            actor: actor.map(str::to_owned),
            ..Query::default()
        })
}

/// Appends one act; whether it was kept.
fn tried(ledger: &mut dyn Ledger, act: &Act) -> bool {
    let originals = match act {
        Act::Report { bytes: digest, .. } => {
            (0..4).map(bytes).filter(|b| Digest::of(b) == *digest).map(|bytes| accalmie_ledger::Original { bytes }).collect()
        }
        _ => Vec::new(),
    };
    match ledger.append(vec![Draft { author: "a".into(), ..draft(act.clone()) }], originals) {
        Ok(_) => true,
        Err(LedgerError::Refused { .. }) => false,
        Err(e) => panic!("{e}"),
    }
}

fn same(ledger: &mut dyn Ledger, acts: &[Act], queries: &[Query]) {
    let mut model = Model::default();
    let mut kept = 0;
    for act in acts {
        let named = match act {
            Act::Incident { incident } => Some(&incident.id),
            _ => None,
        };
        if tried(ledger, act) {
            kept += 1;
            model.apply(act);
        } else {
            // No report and no incident is.
            assert!(!matches!(act, Act::Report { .. }) && named.is_none(), "{act:?}");
        }
    }
    assert_eq!(ledger.head().expect("reads").map_or(0, |h| h.seq), kept);
    for n in 0..6 {
        let stored = ledger.incident(&id(n)).expect("reads").map(|i| i.incident);
        assert_eq!(stored, model.incident(&id(n)), "an incident is what was said of it last, and its id never vanishes");
        let mut told: Vec<String> = model.records(&model.now(&id(n)));
        told.retain(|r| ledger.tellings_of(&id(n)).expect("reads").iter().any(|t| t.record.id == *r));
        assert_eq!(ledger.tellings_of(&id(n)).expect("reads").len(), told.len());
    }
    for n in 0..4 {
        assert_eq!(ledger.has_report(&report_id(n)).expect("reads"), model.known.contains(&report_id(n)));
    }
    for block in ["a", "b", "c", "d"] {
        let mut expected: Vec<String> =
            model.readings.values().flatten().filter(|(_, blocks)| blocks.iter().any(|b| b == block)).map(|(r, _)| r.clone()).collect();
        expected.sort();
        let found = ledger.tellings_in(&[block.to_owned()]).expect("reads");
        assert_eq!(found.iter().map(|t| t.record.id.clone()).collect::<Vec<_>>(), expected);
        assert!(found.iter().all(|t| t.current && t.incident == model.of.get(&t.record.id).cloned()));
        let there = ledger.whereabouts_in(&[block.to_owned()]).expect("reads");
        let by_id = |t: &accalmie_ledger::StoredTelling| (t.record.id.clone(), t.report.clone(), t.incident.clone());
        assert_eq!(
            there.into_iter().map(|w| (w.record, w.report, w.incident)).collect::<Vec<_>>(),
            found.iter().map(by_id).collect::<Vec<_>>()
        );
    }
    for query in queries {
        let found = ledger.incidents(query, None, 100).expect("reads");
        assert_eq!(found.incidents.into_iter().map(|i| i.incident.id).collect::<Vec<_>>(), model.ask(query), "{query:?}");
    }
    // The tables are the fold, and making them anew changes nothing.
    sound(ledger);
    let before = tables(ledger);
    ledger.rebuild().expect("rebuilds");
    assert_eq!(tables(ledger), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_memory(acts in prop::collection::vec(act(), 0..60), queries in prop::collection::vec(query(), 12)) {
        same(open(":memory:").expect("opens").as_mut(), &acts, &queries);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn on_disk_and_opened_again(acts in prop::collection::vec(act(), 0..60), queries in prop::collection::vec(query(), 12)) {
        let store = on_disk();
        same(open(&store.where_).expect("opens").as_mut(), &acts, &queries);
        sound(open(&store.where_).expect("opens").as_ref());
    }

    #[test]
    fn on_a_server(acts in prop::collection::vec(act(), 0..60), queries in prop::collection::vec(query(), 12)) {
        if let Some(store) = on_server() {
            same(open(&store.where_).expect("opens").as_mut(), &acts, &queries);
        }
    }
}
