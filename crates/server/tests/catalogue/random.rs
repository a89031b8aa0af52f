//! Random journals: however a journal is followed, bit by bit, with starts anew between, or at once, the answers are the same.

use crate::questions::{all, follow, made, text};
use crate::samples::*;
use accalmie_ledger::{Act, Digest, Draft, Ledger, LedgerError, Original, Word, open};
use accalmie_protect::Profile;
use accalmie_record::{Standing, Type};
use accalmie_server::catalogue::{Catalogue, Filter, Order};
use proptest::prelude::*;
use serde_json::{Value, json};

const TYPES: [Type; 4] = [Type::BattleRaid, Type::NeedFood, Type::ExplosiveShelling, Type::BattleSelfDefence];
const NAMES: [&str; 3] = ["Exercise Brigade", "Front of the Exercise", "كتيبة التمرين"];
const WORDS: [&str; 4] = ["the mill burned", "قصف على الطاحونة", "près d'Alep", "l'usine"];

fn id(n: u8) -> String {
    format!("i{}", n % 6)
}

fn day(n: u8) -> String {
    format!("2019-{:02}-{:02}", 1 + n % 12, 1 + n % 28)
}

fn fields() -> impl Strategy<Value = Value> {
    (any::<[u8; 4]>(), prop::option::of(any::<u8>()), prop::option::of((35.0..38.0f64, 38.0..42.0f64))).prop_map(
        |([t, a, s, h], time, at)| {
            let type_ = TYPES[usize::from(t) % 4];
            let mut fields = json!({"type": type_, "kind": type_.kind(), "standing": Standing::ALL[usize::from(s) % 3]});
            fields["actors"] = (0..a % 3).map(|i| actor(NAMES[usize::from(a.wrapping_add(i)) % 3])).collect();
            if h % 3 == 0 {
                fields["harm"] = json!({"killed": toll(u64::from(h))});
            }
            if let Some(n) = time {
                fields["time"] = period(&day(n), &day(n));
            }
            if let Some((lat, lon)) = at {
                fields["places"] = json!([place(lat, lon)]);
                fields["places"][0]["precision"] = json!(1 + h % 6);
            }
            fields
        },
    )
}

fn told(n: u64, nth: usize, words: u8) -> accalmie_record::Record {
    let mut record = record(n, nth);
    for e in &mut record.evidence {
        e.text = WORDS[usize::from(words) % 4].to_owned();
    }
    record.confidence = f32::from(words) / 255.0;
    record
}

fn act() -> impl Strategy<Value = Act> {
    let one_record = || (0u64..4, 1usize..4).prop_map(|(n, nth)| record_id(n, nth));
    let correction = prop_oneof![
        (0usize..4).prop_map(|t| ("type", json!(TYPES[t]))),
        Just(("time", json!(null))),
        any::<u8>().prop_map(|n| ("time", period(&day(n), &day(n)))),
        Just(("actors", json!([actor("Corrected Exercise")]))),
        Just(("sensitivity", json!("restricted"))),
        Just(("standing", json!("contested"))),
    ];
    prop_oneof![
        2 => (0u64..4, any::<u8>()).prop_map(|(n, d)| match report(n, &[]).0 {
            Act::Report { mut report, bytes, text, read_with, origin, sketch, bands } => {
                report.published = (d % 4 > 0).then(|| day(d));
                Act::Report { report, bytes, text, read_with, origin, sketch, bands }
            }
            other => other,
        }),
        3 => (0u64..4, prop::collection::vec(any::<u8>(), 0..3)).prop_map(|(n, words)| Act::Reading {
            report: report_id(n), read_with: "k".into(), blocks: vec![vec![]; words.len()], problems: vec![],
            records: words.iter().zip(1..).map(|(w, nth)| told(n, nth, *w)).collect(),
        }),
        6 => (any::<u8>(), prop::collection::btree_set(one_record(), 0..4), fields())
            .prop_map(|(n, records, fields)| Act::Incident { incident: incident(&id(n), &records.into_iter().collect::<Vec<_>>(), fields) }),
        1 => any::<[u8; 2]>().prop_map(|[a, b]| Act::Absorbed { incident: id(a), into: id(b) }),
        1 => any::<[u8; 2]>().prop_map(|[a, b]| Act::Join { incident: id(a), into: id(b) }),
        2 => (any::<u8>(), correction).prop_map(|(n, (field, value))| Act::Correct { incident: id(n), field: field.into(), value }),
        2 => (any::<[u8; 2]>(), one_record()).prop_map(|([a, b], r)| Act::Split { incident: id(a), records: vec![r], to: id(b) }),
        1 => any::<u8>().prop_map(|n| Act::Retract { incident: id(n) }),
        2 => (one_record(), prop::option::of(any::<u8>()), 0usize..3).prop_map(|(record, n, w)| Act::Review {
            record, incident: n.map(id), word: [Word::Accept, Word::Correct, Word::Reject][w], field: None, value: None,
        }),
        1 => any::<u8>().prop_map(|n| Act::Account { account: format!("a{n}"), did: "made, reader".into() }),
    ]
}

fn tried(ledger: &mut dyn Ledger, act: &Act, by: u8) {
    let originals = match act {
        Act::Report { bytes: digest, .. } => {
            (0..4).map(bytes).filter(|b| Digest::of(b) == *digest).map(|bytes| Original { bytes }).collect()
        }
        _ => Vec::new(),
    };
    match ledger.append(vec![Draft { author: format!("reviewer{}", by % 3), ..draft(act.clone()) }], originals) {
        Ok(_) | Err(LedgerError::Refused { .. }) => {}
        Err(e) => panic!("{e}"),
    }
}

/// Everything that a catalogue answers, but for the numbers that depend on how it was made.
pub fn everything(c: &Catalogue) -> Vec<String> {
    let mut said = Vec::new();
    let day = |d: &str| Some(d.parse().expect("a day"));
    let filters = [
        Filter::default(),
        Filter { standings: Standing::ALL.to_vec(), ..Filter::default() },
        Filter { bbox: Some([39.0, 35.5, 41.0, 37.0]), ..Filter::default() },
        Filter { from: day("2019-03-01"), to: day("2019-08-31"), ..Filter::default() },
        Filter { actor: Some("exercise".into()), ..Filter::default() },
        text("mill"),
        text("الطاحونه"),
        text("alep"),
        text("قصف"),
        text("exercise mil"),
    ];
    for words in [None, Some("mill"), Some("exercise 2"), Some("قصف")] {
        said.push(format!("{:?}", c.reports(words, None, 100).expect("lists")));
    }
    let (mut after, mut waiting) = (None, Vec::new());
    loop {
        let queue = c.review_queue(after.as_deref(), 2).expect("lists");
        waiting.extend(queue.items);
        after = queue.next;
        if after.is_none() {
            assert_eq!(queue.left, waiting.len() as u64, "what is left is what is listed");
            break;
        }
    }
    said.push(format!("{waiting:?} {:?}", c.agreement().expect("reckons")));
    for audience in Profile::ALL {
        said.push(format!("{:?}", c.counts(audience)));
        for filter in &filters {
            for order in [Order::Newest, Order::Oldest] {
                said.push(format!("{filter:?} {:?}", all(c, filter, audience, order, 2)));
            }
            let line = c.timeline(filter, audience).expect("reckons");
            let counted: u64 = line.days.iter().map(|d| d.incidents).sum();
            assert_eq!(
                counted + line.undated + line.before,
                all(c, filter, audience, Order::Oldest, 50).len() as u64,
                "the days are the list"
            );
            said.push(serde_json::to_string(line.as_ref()).expect("JSON"));
            for most in [0, 100] {
                said.push(serde_json::to_string(c.viewport(filter, audience, 6.0, most).expect("shows").as_ref()).expect("JSON"));
            }
        }
    }
    said
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bit_by_bit_is_at_once(acts in prop::collection::vec((act(), any::<u8>(), any::<bool>()), 0..70), most in 1usize..9) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("c.db");
        let mut ledger = open(":memory:").expect("opens");
        let bits = Catalogue::open(None, ledger.as_ref()).expect("opens");
        let mut again = Some(Catalogue::open(Some(&path), ledger.as_ref()).expect("opens"));
        for (act, by, look) in &acts {
            tried(ledger.as_mut(), act, *by);
            if *look {
                follow(&bits, ledger.as_ref(), most);
                // Ends, and is opened again, somewhere behind.
                if let Some(c) = again.take() {
                    c.follow(ledger.as_ref(), most).expect("follows");
                }
                again = Some(Catalogue::open(Some(&path), ledger.as_ref()).expect("opens"));
            }
        }
        follow(&bits, ledger.as_ref(), most);
        let again = again.take().expect("is open");
        follow(&again, ledger.as_ref(), most);
        let once = everything(&made(ledger.as_ref()));
        prop_assert_eq!(&everything(&bits), &once);
        prop_assert_eq!(&everything(&again), &once);
        // And a list is what the ledger says.
        let held = ledger.incidents(&accalmie_ledger::Query::default(), None, 100).expect("reads").incidents;
        let mut held: Vec<String> = held.into_iter().map(|i| i.incident.id).collect();
        held.sort();
        let everyone = Filter { standings: Standing::ALL.to_vec(), ..Filter::default() };
        let mut listed = crate::questions::ids(&bits, &everyone, Profile::Full);
        listed.sort();
        prop_assert_eq!(listed, held);
    }
}
