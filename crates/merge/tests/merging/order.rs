//! The same tellings give the same incidents: in any order, all at once or report by report.

use crate::made::{Said, all};
use accalmie_merge::{Block, Held, Telling, Ties, merge, neighbourhood, would_join};
use accalmie_record::Type;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn said() -> impl Strategy<Value = Vec<Said>> {
    let one = (1u32..5, proptest::option::of(0usize..6), 0usize..3, proptest::option::of(1u64..4), 0u32..3, any::<bool>());
    proptest::collection::vec(one, 1..40).prop_map(|rows| {
        rows.into_iter()
            .enumerate()
            .map(|(n, (day, place, kind, killed, late, dated))| {
                let s = Said::strike(n + 1, day, place.unwrap_or(0)).published(day + late);
                Said {
                    place,
                    day: s.day.clone().filter(|_| dated),
                    killed: killed.map(|k| (k, Some(k))),
                    type_: [Type::ExplosiveAirstrike, Type::CivilianTargetingKilling, Type::AccessRoadClosed][kind],
                    text: format!("word{day} told{kind} again here"),
                    ..s
                }
            })
            .collect()
    })
}

/// Record ids of each incident: ids aside, which depend on what came first.
fn groups(incidents: &[accalmie_record::Incident]) -> BTreeSet<Vec<String>> {
    incidents.iter().map(|i| i.records.clone()).collect()
}

/// A ledger in little: what is held, by block, and which incident holds it.
#[derive(Default)]
struct Store {
    tellings: BTreeMap<String, Telling>,
    blocks: BTreeMap<Block, BTreeSet<String>>,
    opened: BTreeMap<String, u64>,
}

impl Store {
    fn add(&mut self, new: Vec<Telling>) {
        let near = neighbourhood(new, |telling| {
            let ids: BTreeSet<&String> = telling.seeks().iter().filter_map(|b| self.blocks.get(b)).flatten().collect();
            let held = ids.into_iter().map(|id| &self.tellings[id]);
            held.filter(|other| would_join(telling, other)).cloned().collect()
        });
        let known = near.clone();
        let merged = merge(near, &Ties::default());
        for (gone, into) in &merged.absorbed {
            assert_ne!(gone, into);
            assert!(!merged.incidents.iter().any(|i| i.id == *gone), "absorbed, and still an incident");
        }
        for incident in &merged.incidents {
            let next = self.opened.len() as u64;
            let opened = *self.opened.entry(incident.id.clone()).or_insert(next);
            for t in known.iter().filter(|t| incident.records.contains(&t.records[0].id)) {
                let mut t = t.clone();
                t.held = Some(Held { incident: incident.id.clone(), opened });
                for block in t.blocks() {
                    self.blocks.entry(block).or_default().insert(t.id().to_owned());
                }
                self.tellings.insert(t.id().to_owned(), t);
            }
        }
    }

    fn groups(&self) -> BTreeSet<Vec<String>> {
        let mut by: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for t in self.tellings.values() {
            let held = t.held.as_ref().expect("everything stored is in an incident");
            by.entry(&held.incident).or_default().push(t.id().to_owned());
        }
        by.into_values().collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_order_gives_the_same(said in said(), seed in any::<u64>()) {
        let told = all(&said);
        let mut shuffled = told.clone();
        // Fisher–Yates with a fixed generator.
        let mut state = seed | 1;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            shuffled.swap(i, (state >> 33) as usize % (i + 1));
        }
        prop_assert_eq!(merge(told, &Ties::default()).incidents, merge(shuffled, &Ties::default()).incidents);
    }

    #[test]
    fn bit_by_bit_ends_where_one_batch_does(said in said(), step in 1usize..7) {
        let told = all(&said);
        let whole = groups(&merge(told.clone(), &Ties::default()).incidents);
        let mut store = Store::default();
        for part in told.chunks(step) {
            store.add(part.to_vec());
        }
        prop_assert_eq!(store.groups(), whole);
    }

    #[test]
    fn every_record_is_in_one_incident(said in said()) {
        let told = all(&said);
        let mut records: Vec<String> = told.iter().flat_map(|t| t.records.iter().map(|r| r.id.clone())).collect();
        records.sort();
        let merged = merge(told, &Ties::default());
        let mut held: Vec<String> = merged.incidents.iter().flat_map(|i| i.records.clone()).collect();
        held.sort();
        prop_assert_eq!(held, records);
        let ids: BTreeSet<&str> = merged.incidents.iter().map(|i| i.id.as_str()).collect();
        prop_assert_eq!(ids.len(), merged.incidents.len());
    }
}
