//! A cluster is the tellings of one happening, found by joining the two likest groups again and again while they are alike on average.
//!
//! Average linkage is what keeps a vague telling from joining two villages: the pairs that speak against it weigh as much as those for it. Ties
//! in likeness are broken by the tellings' own order, so the order of arrival does not matter.

use crate::likeness::{Likeness, Points};
use crate::roots::Roots;
use crate::telling::Telling;
use crate::ties::Ties;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// Two groups that are alike by this much on average are one.
pub(crate) const JOIN: Points = 30;
/// What two tellings weigh that share no block or cannot be compared.
const STRANGERS: i64 = -30;
/// Averages are held in thousandths.
const SCALE: i64 = 1000;

struct Group {
    members: Vec<usize>,
    /// For how many it counts in averages: what a person joined counts for one.
    weight: usize,
    /// By group: the sum of points of the pairs that are alike at all, and how many those are.
    links: BTreeMap<usize, (i64, i64)>,
    version: u32,
}

/// All tellings, parted into clusters; each sorted, in the order of their first members.
pub(crate) fn clusters(tellings: &[Telling], alike: &BTreeMap<(usize, usize), Likeness>, ties: &Ties) -> Vec<Vec<usize>> {
    let names: BTreeMap<&str, usize> =
        tellings.iter().enumerate().flat_map(|(i, t)| t.records.iter().map(move |r| (r.id.as_str(), i))).collect();
    let parted = ties.parted(&names);
    let mut groups: Vec<Option<Group>> =
        (0..tellings.len()).map(|i| Some(Group { members: vec![i], weight: 1, links: BTreeMap::new(), version: 0 })).collect();
    for ((a, b), likeness) in alike {
        for (here, there) in [(*a, *b), (*b, *a)] {
            if let Some(g) = &mut groups[here] {
                g.links.insert(there, (i64::from(likeness.points), 1));
            }
        }
    }
    // What a person joined is one before anything else, and may hold two tellings of one report.
    let mut roots = Roots::new(tellings.len());
    for (a, b) in ties.joined(&names) {
        if let Some((into, from)) = roots.unite(a, b) {
            unite(&mut groups, into, from);
        }
    }
    let mut heap = BinaryHeap::new();
    for a in 0..groups.len() {
        offer(&groups, a, |a, b| a < b, &parted, &mut heap);
    }
    while let Some((_, Reverse(a), Reverse(b), va, vb)) = heap.pop() {
        let fresh = |i: usize, v: u32| groups[i].as_ref().is_some_and(|g| g.version == v);
        if fresh(a, va) && fresh(b, vb) {
            join(&mut groups, a, b);
            offer(&groups, a, |_, _| true, &parted, &mut heap);
        }
    }
    let mut out: Vec<Vec<usize>> = groups
        .into_iter()
        .flatten()
        .map(|mut g| {
            g.members.sort_unstable();
            g.members
        })
        .collect();
    out.sort();
    out
}

type Offer = (i64, Reverse<usize>, Reverse<usize>, u32, u32);

/// Puts the groups that `a` may be joined with on the heap.
fn offer(
    groups: &[Option<Group>],
    a: usize,
    which: impl Fn(usize, usize) -> bool,
    parted: &BTreeSet<(usize, usize)>,
    heap: &mut BinaryHeap<Offer>,
) {
    let Some(here) = &groups[a] else { return };
    for (b, (sum, known)) in here.links.iter().filter(|(b, _)| which(a, **b)) {
        let Some(there) = &groups[*b] else { continue };
        let all = (here.weight * there.weight) as i64;
        let average = (sum + (all - known) * STRANGERS) * SCALE / all;
        let apart = || here.members.iter().any(|i| there.members.iter().any(|j| parted.contains(&(*i.min(j), *i.max(j)))));
        if average >= i64::from(JOIN) * SCALE && !apart() {
            let (first, second) = (a.min(*b), a.max(*b));
            let version = |i: usize| groups[i].as_ref().map_or(0, |g| g.version);
            heap.push((average, Reverse(first), Reverse(second), version(first), version(second)));
        }
    }
}

/// By hand: `b` is no more, and `a` is as like every other as the liker of the two was. A new telling is of the whole when it is of one part.
fn unite(groups: &mut [Option<Group>], a: usize, b: usize) {
    let Some(gone) = groups[b].take() else { return };
    for (c, link) in gone.links.iter().filter(|(c, _)| **c != a) {
        if let Some(third) = &mut groups[*c] {
            third.links.remove(&b);
            let held = third.links.entry(a).or_insert(*link);
            *held = (*held).max(*link);
        }
        if groups[*c].is_some()
            && let Some(stays) = &mut groups[a]
        {
            let held = stays.links.entry(*c).or_insert(*link);
            *held = (*held).max(*link);
        }
    }
    if let Some(stays) = &mut groups[a] {
        stays.links.remove(&b);
        stays.members.extend(gone.members);
        stays.version += 1;
    }
}

/// `b` is no more; its members and links are `a`'s.
fn join(groups: &mut [Option<Group>], a: usize, b: usize) {
    let Some(gone) = groups[b].take() else { return };
    for (c, (sum, known)) in gone.links.iter().filter(|(c, _)| **c != a) {
        if let Some(third) = &mut groups[*c] {
            third.links.remove(&b);
            let link = third.links.entry(a).or_default();
            *link = (link.0 + sum, link.1 + known);
        }
        if groups[*c].is_some()
            && let Some(stays) = &mut groups[a]
        {
            let link = stays.links.entry(*c).or_default();
            *link = (link.0 + sum, link.1 + known);
        }
    }
    if let Some(stays) = &mut groups[a] {
        stays.links.remove(&b);
        stays.members.extend(gone.members);
        stays.weight += gone.weight;
        stays.version += 1;
    }
}
