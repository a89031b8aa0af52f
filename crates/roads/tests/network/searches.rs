//! Searches held against slower ones that know nothing of theirs: costs relaxed until nothing changes, and, for turns, a walk
//! over roads instead of junctions with the restrictions beside it.

use crate::map::Map;
use accalmie_roads::astar::Finder;
use accalmie_roads::graph::{CLOSED, Graph};
use accalmie_roads::{End, Network, Profile, mainland, reach};
use proptest::prelude::*;

/// The cost of every node from these starts, by relaxing all arcs as long as anything changes.
fn relaxed(graph: &Graph, weights: &[u32], starts: &[End]) -> Vec<u64> {
    let mut cost = vec![u64::from(CLOSED); graph.nodes()];
    starts.iter().for_each(|s| cost[s.node as usize] = cost[s.node as usize].min(s.cost.into()));
    loop {
        let mut changed = false;
        for arc in 0..graph.arcs() {
            let next = cost[graph.tail[arc] as usize] + u64::from(weights[arc]);
            if weights[arc] < CLOSED && next < cost[graph.head[arc] as usize] {
                cost[graph.head[arc] as usize] = next;
                changed = true;
            }
        }
        if !changed {
            return cost;
        }
    }
}

fn graph() -> impl Strategy<Value = (Graph, Vec<u32>)> {
    (2usize..30).prop_flat_map(|n| {
        let place = prop::collection::vec((-900_000_000i32..900_000_000, -1_800_000_000i32..1_800_000_000), n);
        let near = prop::collection::vec((360_000_000i32..360_090_000, 400_000_000i32..400_090_000), n);
        let arcs = prop::collection::vec((0..n as u32, 0..n as u32, prop_oneof![4 => 0u32..5000, 1 => Just(CLOSED)]), 0..90);
        (prop_oneof![place, near], arcs).prop_map(|(places, arcs)| {
            let ends: Vec<(u32, u32)> = arcs.iter().map(|a| (a.0, a.1)).collect();
            let (lat, lon) = places.into_iter().unzip();
            let (graph, went) = Graph::new(lat, lon, &ends);
            let mut weights = vec![0; arcs.len()];
            went.iter().zip(&arcs).for_each(|(&to, arc)| weights[to as usize] = arc.2);
            (graph, weights)
        })
    })
}

proptest! {
    #[test]
    fn the_cheapest_walk_is_found(
        (graph, weights) in graph(),
        ends in prop::collection::vec((any::<prop::sample::Index>(), 0u32..3000), 2..8),
        limit in 0u32..20_000,
    ) {
        let ends: Vec<End> = ends.iter().map(|(i, cost)| End { node: i.index(graph.nodes()) as u32, cost: *cost }).collect();
        let (starts, ends) = ends.split_at(ends.len() / 2);
        let cost = relaxed(&graph, &weights, starts);
        let least = ends.iter().map(|e| cost[e.node as usize] + u64::from(e.cost)).min().filter(|c| *c < u64::from(CLOSED));
        let finder = Finder::new(&graph, &weights);
        for walk in [finder.walk(starts, ends), finder.walk_blind(starts, ends)] {
            prop_assert_eq!(walk.as_ref().map(|w| u64::from(w.cost)), least);
            let Some(walk) = walk else { continue };
            let nodes: Vec<u32> =
                walk.arcs.iter().map(|&a| graph.head[a as usize]).collect();
            prop_assert!(starts.contains(&walk.start) && ends.contains(&walk.end));
            prop_assert_eq!(nodes.last().copied().unwrap_or(walk.start.node), walk.end.node);
            prop_assert_eq!(walk.arcs.first().map_or(walk.start.node, |&a| graph.tail[a as usize]), walk.start.node);
            let sum: u32 = walk.arcs.iter().map(|&a| weights[a as usize]).sum();
            prop_assert_eq!(walk.start.cost + sum + walk.end.cost, walk.cost);
        }
        let within: Vec<(u32, u32)> =
            (0..graph.nodes() as u32).filter(|&n| cost[n as usize] <= limit.into()).map(|n| (n, cost[n as usize] as u32)).collect();
        prop_assert_eq!(reach(&graph, &weights, starts, limit), within);
    }

    #[test]
    fn the_mainland_is_the_largest_part((graph, weights) in graph()) {
        let from = |n: u32| relaxed(&graph, &weights, &[End { node: n, cost: 0 }]);
        let reached: Vec<Vec<u64>> = (0..graph.nodes() as u32).map(from).collect();
        let closed = u64::from(CLOSED);
        let part = |n: usize| -> Vec<bool> { (0..graph.nodes()).map(|m| reached[n][m] < closed && reached[m][n] < closed).collect() };
        let size = |p: &[bool]| p.iter().filter(|b| **b).count();
        let largest = (0..graph.nodes()).map(|n| size(&part(n))).max();
        let main = mainland(&graph, &weights);
        prop_assert_eq!(Some(size(&main)), largest);
        let first = main.iter().position(|b| *b).expect("a node");
        prop_assert_eq!(main, part(first));
    }
}

/// A grid of three by three junctions; roads 0–5 run east, 6–11 north.
const ROADS: [(usize, usize); 12] = [(0, 1), (1, 2), (3, 4), (4, 5), (6, 7), (7, 8), (0, 3), (3, 6), (1, 4), (4, 7), (2, 5), (5, 8)];
const KINDS: [&str; 5] = [
    "restriction=no_left_turn",
    "restriction=only_straight_on",
    "restriction:hgv=no_left_turn",
    "restriction=no_right_turn except=hgv",
    "restriction=no_u_turn except=emergency",
];

/// Does the law of this kind bind the mode?
fn binds(kind: usize, profile: &Profile) -> bool {
    match profile {
        Profile::Foot => false,
        Profile::Car => kind != 2,
        Profile::Truck { .. } => kind != 3,
        Profile::Ambulance => kind != 2 && kind != 4,
    }
}

#[derive(Clone, Debug)]
struct Town {
    one_way: Vec<bool>,
    /// Road from, end of it at which (true: where it ends), road to (by place among those at the junction), kind.
    laws: Vec<(usize, usize, usize, usize)>,
    barriers: Vec<bool>,
}

impl Town {
    fn new(one_way: Vec<bool>, laws: &[(usize, bool, usize, usize)], barriers: Vec<bool>) -> Town {
        let law = |&(from, end, to, kind): &(usize, bool, usize, usize)| {
            let via = if end { ROADS[from].1 } else { ROADS[from].0 };
            let at: Vec<usize> = (0..12).filter(|&r| ROADS[r].0 == via || ROADS[r].1 == via).collect();
            (from, via, at[to % at.len()], kind)
        };
        Town { one_way, laws: laws.iter().map(law).collect(), barriers }
    }

    fn network(&self) -> Network {
        let mut map = Map::default();
        for n in 0..9 {
            // Uneven, so that no two ways round cost the same.
            let (lat, lon) = (36.0 + 0.01 * (n / 3) as f64, 40.0 + 0.01 * (n % 3) as f64 + 0.000_37 * (n * n) as f64);
            map = map.node(n as i64 + 1, lat, lon, if self.barriers[n] { "barrier=bollard emergency=yes" } else { "" });
        }
        for (r, (a, b)) in ROADS.iter().enumerate() {
            let tags = if self.one_way[r] { "highway=primary oneway=yes" } else { "highway=primary" };
            map = map.way(r as i64 + 1, &[*a as i64 + 1, *b as i64 + 1], tags);
        }
        for (i, (from, via, to, kind)) in self.laws.iter().enumerate() {
            let members = [("from", 'w', *from as i64 + 1), ("via", 'n', *via as i64 + 1), ("to", 'w', *to as i64 + 1)];
            map = map.relation(i as i64 + 1, &members, &format!("type=restriction {}", KINDS[*kind]));
        }
        map.network().0
    }

    /// May one go along the road, forwards or back?
    fn open(&self, road: usize, back: bool, profile: &Profile) -> bool {
        matches!(profile, Profile::Foot) || !back || !self.one_way[road]
    }

    /// Who drives is no party to a law about a road that nobody may drive that way.
    fn stands(&self, &(from, via, to, _): &(usize, usize, usize, usize)) -> bool {
        let comes = ROADS[from].1 == via || !self.one_way[from];
        comes && (ROADS[to].0 == via || !self.one_way[to])
    }

    fn may_turn(&self, from: usize, via: usize, to: usize, profile: &Profile) -> bool {
        let laws = || self.laws.iter().filter(|l| l.0 == from && l.1 == via && binds(l.3, profile) && self.stands(l));
        let only = |kinds: &[usize]| {
            let mut may = laws().filter(|l| kinds.contains(&l.3)).peekable();
            may.peek().is_none() || may.any(|l| l.2 == to)
        };
        let passes = from == to || !self.barriers[via] || matches!(profile, Profile::Foot | Profile::Ambulance);
        passes && only(&[1]) && !laws().any(|l| l.3 != 1 && l.2 == to)
    }

    /// The least cost from the start of one road to the end of another, both gone in full.
    fn least(&self, cost: impl Fn(usize) -> u64, from: (usize, bool), to: (usize, bool), profile: &Profile) -> Option<u64> {
        let all: Vec<(usize, bool)> = (0..24).map(|i| (i / 2, i % 2 == 1)).filter(|&(r, b)| self.open(r, b, profile)).collect();
        let head = |(r, back): (usize, bool)| if back { ROADS[r].0 } else { ROADS[r].1 };
        let tail = |(r, back): (usize, bool)| head((r, !back));
        let mut best = [u64::MAX; 24];
        let slot = |(r, back): (usize, bool)| 2 * r + usize::from(back);
        best[slot(from)] = cost(from.0);
        for _ in 0..24 {
            for &a in all.iter().filter(|a| all.contains(a)) {
                for &b in &all {
                    if best[slot(a)] < u64::MAX && head(a) == tail(b) && self.may_turn(a.0, head(a), b.0, profile) {
                        best[slot(b)] = best[slot(b)].min(best[slot(a)] + cost(b.0));
                    }
                }
            }
        }
        Some(best[slot(to)]).filter(|c| *c < u64::MAX)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn a_split_junction_allows_what_the_law_allows(
        one_way in prop::collection::vec(prop::bool::weighted(0.3), 12),
        laws in prop::collection::vec((0usize..12, any::<bool>(), 0usize..4, 0usize..5), 0..14),
        barriers in prop::collection::vec(prop::bool::weighted(0.15), 9),
        from in 0usize..12, to in 0usize..12,
    ) {
        let town = Town::new(one_way, &laws, barriers);
        let network = town.network();
        let graph = network.graph();
        for profile in [Profile::Car, Profile::Truck { weight_t: 9.0, height_m: 3.0 }, Profile::Ambulance, Profile::Foot] {
            let weights = network.weights(&profile);
            let arcs = |road: usize| -> Vec<u32> {
                (0..graph.arcs() as u32)
                    .filter(|&a| network.segment(a).way == road as i64 + 1 && !network.segment(a).backward && weights[a as usize] < CLOSED)
                    .collect()
            };
            let weight = |road: usize| u64::from(weights[arcs(road)[0] as usize]);
            let starts: Vec<End> = arcs(from).iter().map(|&a| End { node: graph.head[a as usize], cost: weights[a as usize] }).collect();
            let ends: Vec<End> = arcs(to).iter().map(|&a| End { node: graph.tail[a as usize], cost: weights[a as usize] }).collect();
            let walk = Finder::new(graph, &weights).walk(&starts, &ends);
            let steps = |w: &accalmie_roads::Walk| w.arcs.iter().filter(|&&a| network.is_passage(a)).count() as u64;
            let (found, stepped) = (walk.as_ref().map(|w| u64::from(w.cost)), walk.as_ref().map_or(0, steps));
            // To drive into the road again, and not to stay on it.
            let again = |direction| town.least(weight, (from, false), direction, &profile);
            let least = if from == to {
                let last = |r: usize, back: bool| {
                    let head = if back { ROADS[r].0 } else { ROADS[r].1 };
                    let turns = head == ROADS[to].0 && town.may_turn(r, head, to, &profile);
                    if turns && town.open(r, back, &profile) { again((r, back)).map(|c| c + weight(to)) } else { None }
                };
                (0..24).filter_map(|i| last(i / 2, i % 2 == 1)).min()
            } else {
                again((to, false))
            };
            // Each step costs a tenth of a second, which may decide between ways that are as good but for it.
            match (found, least) {
                (Some(found), Some(least)) => prop_assert!(found >= least && found - stepped.max(20) <= least, "{profile:?} {found} {least}"),
                other => prop_assert_eq!(other, (None, None), "{:?}", profile),
            }
            if stepped == 0 {
                prop_assert_eq!(found, least);
            }
        }
    }
}
