//! The hierarchy against a plain Dijkstra that knows nothing of it.

use accalmie_roads::cch::{BadOrder, Hierarchy, Metric, Order, Query, Walk};
use accalmie_roads::graph::{CLOSED, Graph};
use proptest::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The cost from the nearest start to every node.
fn dijkstra(graph: &Graph, weights: &[u32], starts: &[(u32, u32)]) -> Vec<u32> {
    let mut cost = vec![CLOSED; graph.nodes()];
    let mut queue: BinaryHeap<_> = starts.iter().map(|&(node, offset)| Reverse((offset, node))).collect();
    while let Some(Reverse((so_far, node))) = queue.pop() {
        if so_far >= cost[node as usize] {
            continue;
        }
        cost[node as usize] = so_far;
        for arc in graph.out(node).filter(|&a| weights[a as usize] < CLOSED) {
            queue.push(Reverse((so_far.saturating_add(weights[arc as usize]), graph.head[arc as usize])));
        }
    }
    cost
}

fn backwards(graph: &Graph, weights: &[u32]) -> (Graph, Vec<u32>) {
    let arcs: Vec<(u32, u32)> = graph.head.iter().copied().zip(graph.tail.iter().copied()).collect();
    let (turned, went) = Graph::new(graph.lat.clone(), graph.lon.clone(), &arcs);
    let mut given = vec![0; arcs.len()];
    for (arc, &at) in went.iter().enumerate() {
        given[at as usize] = weights[arc];
    }
    (turned, given)
}

/// The walk costs what is expected, and is one: open arcs, each from where the last one ended.
fn check(graph: &Graph, weights: &[u32], starts: &[(u32, u32)], ends: &[(u32, u32)], expected: u32, walk: Option<&Walk>) {
    let Some(walk) = walk else {
        assert_eq!(expected, CLOSED, "a way from {starts:?} to {ends:?} is not found");
        return;
    };
    assert_eq!(walk.cost, expected, "from {starts:?} to {ends:?}");
    let (mut node, mut sum) = starts[walk.start];
    for &arc in &walk.arcs {
        assert!(weights[arc as usize] < CLOSED, "arc {arc} is closed");
        assert_eq!(graph.tail[arc as usize], node, "arc {arc} begins elsewhere");
        sum += weights[arc as usize];
        node = graph.head[arc as usize];
    }
    let (end, offset) = ends[walk.end];
    assert_eq!(node, end);
    assert_eq!(sum + offset, walk.cost);
}

fn nearest(costs: &[u32], ends: &[(u32, u32)]) -> u32 {
    ends.iter().map(|&(node, offset)| costs[node as usize].saturating_add(offset).min(CLOSED)).min().unwrap_or(CLOSED)
}

/// What a test draws and cannot choose: a fixed row of numbers that look like chance.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> u32 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) % n as u64) as u32
    }
}

/// A town of `side` × `side` junctions, one in eight missing, crossed by faster roads every twelve, one street in four one-way.
fn town(side: usize, dice: &mut Dice) -> (Graph, Vec<u32>) {
    let (mut lat, mut lon, mut arcs, mut weights) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for at in 0..side * side {
        lat.push(368_000_000 + (at / side) as i32 * 10_000 + dice.below(4_000) as i32);
        lon.push(402_000_000 + (at % side) as i32 * 12_000 + dice.below(4_000) as i32);
    }
    let missing: Vec<bool> = lat.iter().map(|_| dice.below(8) == 0).collect();
    for at in 0..side * side {
        for (to, line, edge) in [(at + 1, at / side, at % side == side - 1), (at + side, at % side, at / side == side - 1)] {
            if edge || missing[at] || missing[to] {
                continue;
            }
            let fast = line % 12 == 0;
            let weight = if fast { 20 + dice.below(10) } else { 60 + dice.below(60) };
            let way = if fast { 0 } else { dice.below(8) };
            for (a, b, open) in [(at, to, way != 1), (to, at, way != 2)] {
                if open {
                    arcs.push((a as u32, b as u32));
                    weights.push(weight);
                }
            }
        }
    }
    let (graph, went) = Graph::new(lat, lon, &arcs);
    let mut given = vec![0; weights.len()];
    for (arc, &at) in went.iter().enumerate() {
        given[at as usize] = weights[arc];
    }
    (graph, given)
}

/// Small networks with all that maps hold: loops, parallels, one-way streets, islands, closed and free arcs.
fn network() -> impl Strategy<Value = (Graph, Vec<u32>)> {
    let weight = prop_oneof![3 => 1u32..100, 3 => 1u32..5, 1 => Just(0), 1 => Just(CLOSED), 1 => Just(u32::MAX), 1 => CLOSED / 2..CLOSED];
    let tangle = (1usize..40).prop_flat_map(move |n| {
        let places = proptest::collection::vec((-2_000i32..2_000, -2_000i32..2_000), n);
        let arcs = proptest::collection::vec((0..n as u32, 0..n as u32, weight.clone()), 0..n * 3);
        (places, arcs)
    });
    let tangle = tangle.prop_map(|(places, arcs)| {
        let ends: Vec<(u32, u32)> = arcs.iter().map(|&(a, b, _)| (a, b)).collect();
        let (lat, lon) = places.into_iter().unzip();
        let (graph, went) = Graph::new(lat, lon, &ends);
        let mut weights = vec![0; arcs.len()];
        for (arc, &at) in went.iter().enumerate() {
            weights[at as usize] = arcs[arc].2;
        }
        (graph, weights)
    });
    let grid = (2usize..16, any::<u64>()).prop_map(|(side, seed)| town(side, &mut Dice(seed)));
    prop_oneof![tangle, grid]
}

type Points = Vec<(u32, u32)>;

fn points() -> impl Strategy<Value = Points> {
    proptest::collection::vec((any::<u32>(), prop_oneof![4 => 0u32..50, 1 => Just(CLOSED)]), 1..4)
}

fn on(graph: &Graph, points: &Points) -> Points {
    points.iter().map(|&(p, offset)| (p % graph.nodes() as u32, offset)).collect()
}

fn prepared(graph: &Graph, weights: &[u32]) -> (Hierarchy, Metric) {
    let hierarchy = Hierarchy::new(graph, &Order::of(graph)).expect("an order of all nodes");
    let metric = hierarchy.customize(weights);
    (hierarchy, metric)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_route_costs_what_dijkstra_says((graph, weights) in network(), starts in points(), ends in points()) {
        let (starts, ends) = (on(&graph, &starts), on(&graph, &ends));
        let (hierarchy, metric) = prepared(&graph, &weights);
        let mut query = Query::new(&hierarchy);
        let costs = dijkstra(&graph, &weights, &starts);
        // Twice: a search leaves nothing behind.
        for _ in 0..2 {
            let walk = query.route(&metric, &starts, &ends);
            check(&graph, &weights, &starts, &ends, nearest(&costs, &ends), walk.as_ref());
        }
    }

    #[test]
    fn any_order_gives_the_same_costs((graph, weights) in network(), seed in any::<u64>()) {
        let mut order: Vec<u32> = (0..graph.nodes() as u32).collect();
        let mut dice = Dice(seed);
        for i in (1..order.len()).rev() {
            order.swap(i, dice.below(i + 1) as usize);
        }
        let hierarchy = Hierarchy::new(&graph, &order).expect("a permutation");
        let metric = hierarchy.customize(&weights);
        let start = dice.below(graph.nodes());
        prop_assert_eq!(Query::new(&hierarchy).from(&metric, &[(start, 0)]), dijkstra(&graph, &weights, &[(start, 0)]));
    }

    #[test]
    fn reach_is_the_cost_to_every_node((graph, weights) in network(), here in points(), there in points()) {
        let (hierarchy, metric) = prepared(&graph, &weights);
        let mut query = Query::new(&hierarchy);
        let (turned, back) = backwards(&graph, &weights);
        let some: Vec<u32> = (0..graph.nodes() as u32).step_by(3).chain([0]).collect();
        // From elsewhere after each: a sweep leaves nothing behind.
        for starts in [&here, &there, &here] {
            let starts = on(&graph, starts);
            let costs = dijkstra(&graph, &weights, &starts);
            let expected: Vec<u32> = some.iter().map(|&n| costs[n as usize]).collect();
            prop_assert_eq!(query.from_to(&metric, &starts, &some), expected);
            prop_assert_eq!(query.towards(&metric, &starts), dijkstra(&turned, &back, &starts));
            prop_assert_eq!(&query.from(&metric, &starts), &costs);
        }
        for starts in [&there, &here] {
            let starts = on(&graph, starts);
            let costs = dijkstra(&graph, &weights, &starts);
            let expected: Vec<u32> = some.iter().map(|&n| costs[n as usize]).collect();
            prop_assert_eq!(query.from_to(&metric, &starts, &some), expected);
        }
    }

    #[test]
    fn an_update_is_as_good_as_customizing_anew(
        (graph, weights) in network(),
        rounds in proptest::collection::vec(
            proptest::collection::vec((any::<u32>(), prop_oneof![2 => 0u32..200, 2 => Just(CLOSED), 1 => Just(u32::MAX)]), 0..12), 1..4),
    ) {
        let (hierarchy, mut metric) = prepared(&graph, &weights);
        let mut now = weights;
        let mut undos = Vec::new();
        for changes in &rounds {
            // Some name no arc of the graph.
            let changes: Vec<(u32, u32)> = changes.iter().map(|&(a, w)| (a % (graph.arcs() as u32 + 1), w)).collect();
            undos.push((metric.clone(), hierarchy.update(&mut metric, &changes)));
            for (arc, weight) in changes {
                if let Some(w) = now.get_mut(arc as usize) {
                    *w = weight;
                }
            }
            prop_assert!(metric == hierarchy.customize(&now));
        }
        for (before, undo) in undos.into_iter().rev() {
            hierarchy.undo(&mut metric, undo);
            prop_assert!(metric == before);
        }
    }

    #[test]
    fn an_order_is_a_permutation_and_always_the_same((graph, _) in network()) {
        let order = Order::of(&graph);
        prop_assert_eq!(&order, &Order::of(&graph));
        let mut sorted = order;
        sorted.sort_unstable();
        prop_assert!(sorted.into_iter().eq(0..graph.nodes() as u32));
    }
}

#[test]
fn ten_thousand_routes_through_a_town_with_closures() {
    let mut dice = Dice(20_261_123);
    let (graph, mut weights) = town(150, &mut dice);
    let (hierarchy, mut metric) = prepared(&graph, &weights);
    let mut query = Query::new(&hierarchy);
    let (mut found, mut changed) = (0, 0);
    for round in 0..100 {
        let count = 1 + dice.below(60);
        let changes: Vec<(u32, u32)> =
            (0..count).map(|_| (dice.below(graph.arcs()), [CLOSED, CLOSED, 500, 1, 70][dice.below(5) as usize])).collect();
        changed += hierarchy.update(&mut metric, &changes).edges();
        for (arc, weight) in changes {
            weights[arc as usize] = weight;
        }
        if round % 20 == 0 {
            assert!(metric == hierarchy.customize(&weights), "round {round}");
        }
        let start = [(dice.below(graph.nodes()), 0)];
        let costs = dijkstra(&graph, &weights, &start);
        for _ in 0..100 {
            let end = [(dice.below(graph.nodes()), 0)];
            let walk = query.route(&metric, &start, &end);
            check(&graph, &weights, &start, &end, costs[end[0].0 as usize], walk.as_ref());
            found += usize::from(walk.is_some_and(|w| w.arcs.len() > 10));
        }
    }
    assert!(found > 5_000 && changed > 1_000, "{found} long walks and {changed} changed edges are too few to show anything");
}

#[test]
fn dissection_makes_far_fewer_edges_than_an_order_from_south_to_north() {
    let (graph, _) = town(100, &mut Dice(7));
    let edges = |order: &[u32]| Hierarchy::new(&graph, order).expect("a permutation").edges();
    let mut line: Vec<u32> = (0..graph.nodes() as u32).collect();
    line.sort_by_key(|&n| graph.lat[n as usize]);
    let order = Order::of(&graph);
    assert!(order == Order::of(&graph), "with two threads at work");
    let (dissected, swept) = (edges(&order), edges(&line));
    assert!(dissected * 4 < swept, "{dissected} edges by dissection, {swept} from south to north");
}

/// Two roads from 0 to 2, the shorter by 1, the longer by 3; node 4 is an island.
fn fork() -> (Graph, Vec<u32>) {
    let (graph, _) = Graph::new(vec![0, 10, 0, -10, 90], vec![0, 10, 20, 10, 90], &[(0, 1), (1, 2), (0, 3), (3, 2)]);
    (graph, vec![5, 9, 5, 9])
}

#[test]
fn a_closed_road_is_gone_around_and_a_second_one_cuts() {
    let (graph, weights) = fork();
    let (hierarchy, mut metric) = prepared(&graph, &weights);
    let mut query = Query::new(&hierarchy);
    let mut route = |metric: &Metric, from, to| query.route(metric, &[(from, 0)], &[(to, 0)]).map(|w| (w.cost, w.arcs));
    assert_eq!(route(&metric, 0, 2), Some((10, vec![0, 2])));
    assert_eq!(route(&metric, 2, 0), None, "one-way");
    assert_eq!(route(&metric, 0, 4), None, "an island");
    assert_eq!(route(&metric, 4, 4), Some((0, vec![])));
    let first = hierarchy.update(&mut metric, &[(2, CLOSED)]);
    assert_eq!(route(&metric, 0, 2), Some((18, vec![1, 3])));
    let second = hierarchy.update(&mut metric, &[(1, u32::MAX)]);
    assert_eq!(route(&metric, 0, 2), None);
    assert_eq!(metric.weights(), [5, CLOSED, CLOSED, 9]);
    hierarchy.undo(&mut metric, second);
    hierarchy.undo(&mut metric, first);
    assert_eq!(route(&metric, 0, 2), Some((10, vec![0, 2])));
}

#[test]
fn arcs_without_a_weight_and_nodes_that_are_none_are_no_way() {
    let (graph, _) = fork();
    let (hierarchy, metric) = prepared(&graph, &[5]);
    let mut query = Query::new(&hierarchy);
    assert_eq!(query.from(&metric, &[(0, 0)]), [0, 5, CLOSED, CLOSED, CLOSED].to_vec(), "an arc of unknown weight is not open");
    assert_eq!(query.route(&metric, &[(77, 0)], &[(1, 0)]), None);
    assert_eq!(query.route(&metric, &[], &[(1, 0)]), None);
    assert_eq!(query.from_to(&metric, &[(0, 0)], &[1, 77]), [5, CLOSED]);
}

#[test]
fn an_order_that_is_none_is_refused() {
    let (graph, _) = fork();
    let refused = |order: &[u32]| Hierarchy::new(&graph, order).map(|_| ()).unwrap_err();
    assert_eq!(refused(&[0, 1, 2]), BadOrder::Length { nodes: 5, given: 3 });
    assert_eq!(refused(&[0, 1, 2, 3, 3]), BadOrder::Node { rank: 4, node: 3 });
    assert_eq!(refused(&[0, 1, 2, 9, 3]), BadOrder::Node { rank: 3, node: 9 });
    assert!(refused(&[0, 1, 2, 9, 3]).to_string().contains("names node 9 at rank 3"));
    assert!(Hierarchy::new(&graph, &[4, 3, 2, 1, 0]).is_ok());
}

#[test]
fn an_empty_network_is_one() {
    let (graph, _) = Graph::new(vec![], vec![], &[]);
    let (hierarchy, metric) = prepared(&graph, &[]);
    assert_eq!(Query::new(&hierarchy).route(&metric, &[(0, 0)], &[(0, 0)]), None);
    assert_eq!(Query::new(&hierarchy).from(&metric, &[]), Vec::<u32>::new());
}
