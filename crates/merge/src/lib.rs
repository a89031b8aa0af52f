//! Merge folds records into incidents: which tellings are of one happening, and what they say of it together.
//!
//! It is pure: the same tellings give the same incidents in any order of arrival, and a part of them that shares no [`Block`] with the rest
//! can be merged alone. So a ledger that asks for the neighbours of what is new ([`neighbourhood`]) ends where one batch would.

mod alike;
mod aspect;
mod block;
mod cluster;
mod fold;
mod identity;
mod likeness;
mod origin;
mod roots;
mod telling;
mod ties;
mod tolls;
mod wording;

pub use alike::alike;
pub use block::Block;
pub use likeness::{Likeness, Points};
pub use origin::{Sketch, origins};
pub use telling::{Held, Telling, tellings};
pub use ties::Ties;

use accalmie_record::{Incident, Near};
use std::collections::{BTreeMap, BTreeSet};

/// What merging comes to.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// In the order of their ids.
    pub incidents: Vec<Incident>,
    /// Incidents of before that are now part of another: theirs, and its id.
    pub absorbed: Vec<(String, String)>,
}

/// Merges all of these tellings.
pub fn merge(mut tellings: Vec<Telling>, ties: &Ties) -> Merged {
    tellings.sort_by(|a, b| a.name().cmp(&b.name()));
    tellings.dedup_by(|a, b| a.name() == b.name());
    let alike: BTreeMap<(usize, usize), Likeness> =
        candidates(&tellings).into_iter().filter_map(|(a, b)| Some(((a, b), alike(&tellings[a], &tellings[b])?))).collect();
    let clusters = cluster::clusters(&tellings, &alike, ties);
    let (ids, absorbed) = identity::ids(&tellings, &clusters);
    let fold = |(cluster, id): (&Vec<usize>, &String)| fold::incident(&tellings, cluster, id.clone(), &alike);
    let mut incidents: Vec<Incident> = clusters.iter().zip(&ids).map(fold).collect();
    near(&clusters, &alike, &mut incidents);
    incidents.sort_by(|a, b| a.id.cmp(&b.id));
    Merged { incidents, absorbed }
}

/// Says on both sides what was alike enough to be one happening, and is not.
fn near(clusters: &[Vec<usize>], alike: &BTreeMap<(usize, usize), Likeness>, incidents: &mut [Incident]) {
    let home: BTreeMap<usize, usize> = clusters.iter().enumerate().flat_map(|(n, c)| c.iter().map(move |i| (*i, n))).collect();
    let mut found: BTreeMap<(usize, usize), &Likeness> = BTreeMap::new();
    for ((a, b), likeness) in alike.iter().filter(|(_, l)| l.points >= cluster::JOIN) {
        let (Some(a), Some(b)) = (home.get(a), home.get(b)) else { continue };
        if a != b {
            let held = found.entry((*a.min(b), *a.max(b))).or_insert(likeness);
            if likeness.points > held.points {
                *held = likeness;
            }
        }
    }
    for ((a, b), likeness) in found {
        for (here, there) in [(a, b), (b, a)] {
            let (incident, why) = (incidents[there].id.clone(), likeness.against());
            incidents[here].near.push(Near { incident, why });
        }
    }
    for incident in incidents {
        incident.near.sort_by(|a, b| a.incident.cmp(&b.incident));
        incident.near.truncate(MOST_NEAR);
    }
}

/// More neighbours than these are not listed.
const MOST_NEAR: usize = 8;

/// The pairs that share a block, each once, the smaller index first.
fn candidates(tellings: &[Telling]) -> BTreeSet<(usize, usize)> {
    let mut held: BTreeMap<Block, Vec<usize>> = BTreeMap::new();
    for (i, t) in tellings.iter().enumerate() {
        for block in t.blocks() {
            held.entry(block).or_default().push(i);
        }
    }
    let mut pairs = BTreeSet::new();
    for (i, t) in tellings.iter().enumerate() {
        for block in t.seeks() {
            for j in held.get(&block).into_iter().flatten().filter(|j| **j != i) {
                pairs.insert((i.min(*j), i.max(*j)));
            }
        }
    }
    pairs
}

/// The tellings that can bear on these: those that are alike enough to be joined to one of them, and so on from those. `beside` answers
/// with all that [`would_join`] one. Merging a neighbourhood gives its incidents as merging everything would, because no group grows
/// over less.
pub fn neighbourhood(new: Vec<Telling>, mut beside: impl FnMut(&Telling) -> Vec<Telling>) -> Vec<Telling> {
    let mut known: BTreeMap<(String, String), Telling> = BTreeMap::new();
    let mut front = new;
    while let Some(telling) = front.pop() {
        if !known.contains_key(&owned(&telling)) {
            front.extend(beside(&telling).into_iter().filter(|other| !known.contains_key(&owned(other))));
            known.insert(owned(&telling), telling);
        }
    }
    known.into_values().collect()
}

/// Whether one could be joined to the other. It says the same either way round, of two that share a [`Block`].
pub fn would_join(one: &Telling, other: &Telling) -> bool {
    one.name() != other.name() && alike(one, other).is_some_and(|l| l.points >= cluster::JOIN)
}

fn owned(t: &Telling) -> (String, String) {
    (t.id().to_owned(), t.report_key.clone())
}
