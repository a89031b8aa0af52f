//! What the hierarchy of a network costs to build and to ask. The network is a plain text: a line `nodes`, a line `lat lon` for each
//! (1e-7 degrees), a line `arcs`, a line `tail head weight` for each.
//!
//! `cargo run --release -p accalmie-roads --example hierarchy -- network.txt`

use accalmie_roads::cch::{Hierarchy, Order, Query};
use accalmie_roads::graph::{CLOSED, Graph};
use std::time::Instant;

type Network = (Graph, Vec<u32>);

fn read(text: &str) -> Option<Network> {
    let (mut lat, mut lon, mut ends, mut given) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (nodes, arcs) = text.strip_prefix("nodes\n")?.split_once("arcs\n")?;
    for line in nodes.lines() {
        let (a, b) = line.split_once(' ')?;
        lat.push(a.parse().ok()?);
        lon.push(b.parse().ok()?);
    }
    for line in arcs.lines() {
        let numbers: Vec<u32> = line.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [tail, head, weight] = numbers[..] else { return None };
        if tail.max(head) as usize >= lat.len() {
            return None;
        }
        ends.push((tail, head));
        given.push(weight);
    }
    let (graph, went) = Graph::new(lat, lon, &ends);
    let mut weights = vec![0; given.len()];
    for (at, weight) in went.into_iter().zip(given) {
        weights[at as usize] = weight;
    }
    Some((graph, weights))
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn show(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or(f64::NAN);
    println!("{what:<44} p50 {:7.3} p95 {:7.3} p99 {:7.3} ms ({} times)", at(50), at(95), at(99), times.len());
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give a network: hierarchy network.txt")?;
    let (graph, weights) = read(&std::fs::read_to_string(&path)?).ok_or("not a network of nodes and arcs")?;
    println!("{path}: {} nodes, {} arcs", graph.nodes(), graph.arcs());
    let t = Instant::now();
    let order = Order::of(&graph);
    println!("{:<44} {:8.1} ms", "order", ms(t));
    let t = Instant::now();
    let hierarchy = Hierarchy::new(&graph, &order)?;
    println!("{:<44} {:8.1} ms, {} edges", "build", ms(t), hierarchy.edges());
    let mut metric = hierarchy.customize(&weights);
    let times = (0..20).map(|_| {
        let t = Instant::now();
        metric = hierarchy.customize(&weights);
        ms(t)
    });
    show("customize", times.collect());

    let mut seed = 1u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((seed >> 33) as usize % below) as u32
    };
    let mut query = Query::new(&hierarchy);
    let pairs: Vec<(u32, u32)> = (0..1000).map(|_| (random(graph.nodes()), random(graph.nodes()))).collect();
    let (mut plain, mut update, mut again, mut both, mut undo) = (vec![], vec![], vec![], vec![], vec![]);
    let (mut edges, mut none, mut cut, mut longer) = (0, 0, 0, 0);
    for &(a, b) in &pairs {
        let t = Instant::now();
        let walk = query.route(&metric, &[(a, 0)], &[(b, 0)]);
        plain.push(ms(t));
        let Some(walk) = walk.filter(|w| !w.arcs.is_empty()) else {
            none += 1;
            continue;
        };
        let middle = walk.arcs[walk.arcs.len() / 2];
        let (from, to) = (graph.tail[middle as usize], graph.head[middle as usize]);
        let opposite = graph.out(to).filter(|&a| graph.head[a as usize] == from);
        let changes: Vec<(u32, u32)> = std::iter::once(middle).chain(opposite).map(|a| (a, CLOSED)).collect();
        let t = Instant::now();
        let before = hierarchy.update(&mut metric, &changes);
        update.push(ms(t));
        edges += before.edges();
        let s = Instant::now();
        match query.route(&metric, &[(a, 0)], &[(b, 0)]) {
            None => cut += 1,
            Some(other) => longer += usize::from(other.cost > walk.cost),
        }
        again.push(ms(s));
        both.push(ms(t));
        let t = Instant::now();
        hierarchy.undo(&mut metric, before);
        undo.push(ms(t));
    }
    let closures = update.len().max(1);
    show("route, with its arcs", plain);
    show("one road closed mid-route: update", update);
    show("… route", again);
    show("… both", both);
    show("… undo", undo);
    println!("{none} pairs without a route; closed: {longer} longer, {cut} cut; {} edges changed on average", edges / closures);
    assert!(metric == hierarchy.customize(&weights), "taken back, the metric is the same");
    let times = pairs.iter().take(100).map(|&(a, _)| {
        let t = Instant::now();
        std::hint::black_box(query.from(&metric, &[(a, 0)]));
        ms(t)
    });
    show("from one to all", times.collect());
    let targets: Vec<u32> = pairs.iter().take(100).map(|p| p.1).collect();
    let times = pairs.iter().take(100).map(|&(a, _)| {
        let t = Instant::now();
        std::hint::black_box(query.from_to(&metric, &[(a, 0)], &targets));
        ms(t)
    });
    show("from one to 100", times.collect());
    Ok(())
}
