//! What importing a map and asking it for routes takes, for the table of `benches/roads/compare.sh`.
//!
//! `cargo run --release -p accalmie-roads --example compare -- MAP.osm.pbf [PAIRS.tsv]`: one thread but for the import. With a second
//! name, the pairs of points are written there, to be asked of others.

use accalmie_roads::cch::{Hierarchy, Order};
use accalmie_roads::graph::CLOSED;
use accalmie_roads::{Answer, Bar, Level, Network, Profile, Route, Router, Snap, Way};
use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

const PAIRS: usize = 1000;

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn row(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or(f64::NAN);
    println!("| {what} | {:.3} | {:.3} | {} |", at(50), at(95), times.len());
}

fn once(what: &str, ms: f64) {
    println!("| {what} | {:.2} s |", ms / 1000.0);
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let map = args.next().ok_or("which map? compare MAP.osm.pbf [PAIRS.tsv]")?;
    println!("| once | time |\n|---|---|");
    let t = Instant::now();
    let (mut network, _) = Network::import(std::fs::File::open(&map)?)?;
    let import = ms(t);
    once("read the map", import);
    let t = Instant::now();
    let order = Order::of(network.graph());
    once("order", ms(t));
    once("import in all", import + ms(t));
    network.order = Some(order.clone());
    let t = Instant::now();
    let router = Router::new(&network, Profile::Car)?;
    once("make ready for a profile (hierarchy, weights, index)", ms(t));
    let graph = network.graph();
    println!("\n{} nodes, {} arcs, {} stretches, {} places\n", graph.nodes(), graph.arcs(), network.segments(), network.places().len());

    println!("| asked again and again, one thread | p50 ms | p95 ms | times |\n|---|---|---|---|");
    let mut dice = Dice(1);
    let mut point = || {
        let node = dice.below(graph.nodes());
        (f64::from(graph.lat[node]) / 1e7, f64::from(graph.lon[node]) / 1e7)
    };
    let points: Vec<_> = (0..PAIRS).map(|_| (point(), point())).collect();
    let mut times = Vec::new();
    let mut snap = |(lat, lon): (f64, f64)| {
        let t = Instant::now();
        let snaps = router.snap(lat, lon, 5.0).unwrap_or_default();
        times.push(ms(t));
        snaps
    };
    let pairs: Vec<(Vec<Snap>, Vec<Snap>)> = points.iter().map(|&(a, b)| (snap(a), snap(b))).collect();
    row("find a point on the network", times);

    let mut desk = router.desk();
    let mut ask = |bars: &[&[Bar]], way: Way, k: usize, what: &str| -> Vec<Option<Route>> {
        let mut times = Vec::new();
        let mut best = Vec::new();
        for (i, (from, to)) in pairs.iter().enumerate() {
            let laid = bars.get(i).copied().unwrap_or_default();
            let t = Instant::now();
            let answer = desk.routes(from, to, laid, way, k);
            times.push(ms(t));
            best.push(match answer {
                Answer::Routes(routes) => routes.into_iter().next(),
                _ => None,
            });
        }
        row(what, times);
        best
    };
    let plain = ask(&[], Way::Fastest, 1, "route");
    let mut lines = Vec::new();
    for route in plain.iter().flatten() {
        let t = Instant::now();
        black_box(network.line(route));
        lines.push(ms(t));
    }
    row("… its line beside", lines);
    let middle = |route: &Option<Route>| route.as_ref().and_then(|r| r.pieces.get(r.pieces.len() / 2).copied());
    let bar = |piece: Option<u32>| vec![Bar { closure: 0, level: Level::Confirmed, pieces: piece.into_iter().collect() }];
    let closed: Vec<Vec<Bar>> = plain.iter().map(|r| bar(middle(r))).collect();
    let one: Vec<&[Bar]> = closed.iter().map(Vec::as_slice).collect();
    let round = ask(&one, Way::Fastest, 1, "route with one stretch closed mid-route, applied and undone");
    ask(&[], Way::Fastest, 3, "route with two alternatives sought");

    let hierarchy = Hierarchy::new(graph, &order)?;
    let mut metric = hierarchy.customize(router.weights());
    let (mut apply, mut undo) = (Vec::new(), Vec::new());
    for piece in plain.iter().filter_map(middle) {
        let changes: Vec<(u32, u32)> = network.arcs_of(piece).iter().map(|&a| (a, CLOSED)).collect();
        let t = Instant::now();
        let before = hierarchy.update(&mut metric, &changes);
        apply.push(ms(t));
        let t = Instant::now();
        hierarchy.undo(&mut metric, before);
        undo.push(ms(t));
    }
    row("… of that: applied", apply);
    row("… of that: undone", undo);

    let mut some = |count: usize| -> Vec<Bar> {
        let mut piece = || network.piece_of(dice.below(graph.arcs()) as u32).0;
        (0..count)
            .map(|closure| Bar { closure, level: [Level::Confirmed, Level::Suspected, Level::Aged][closure % 3], pieces: vec![piece()] })
            .collect()
    };
    let (hundred, many) = (some(100), some(10_000));
    let mut desk = router.desk();
    let mut tenth = |bars: &[Bar], way: Way, what: &str| {
        let mut times = Vec::new();
        let mut found = [0; 3];
        for (from, to) in pairs.iter().step_by(10) {
            let t = Instant::now();
            let answer = kind(&mut desk, from, to, bars, way);
            times.push(ms(t));
            found[answer] += 1;
        }
        row(&format!("{what} ({} found, {} cut, {} unconnected)", found[0], found[1], found[2]), times);
    };
    tenth(&hundred, Way::Safest, "100 closures, safest");
    tenth(&many, Way::Safest, "10,000 closures, safest or why there is none");
    tenth(&many, Way::LeastRisk, "10,000 closures, least risk");

    let places: Vec<Vec<Snap>> = pairs.iter().flat_map(|(a, b)| [a.clone(), b.clone()]).cycle().take(10_000).collect();
    println!("\n| once | time |\n|---|---|");
    for (bars, what) in [(&[][..], "no closure"), (&hundred[..], "100 closures"), (&many[..], "10,000 closures")] {
        let t = Instant::now();
        black_box(router.cut_off(&places, bars, Level::Aged));
        once(&format!("how 10,000 places stand, {what}"), ms(t));
    }
    let t = Instant::now();
    black_box(router.places());
    once("find all places of the map on the network", ms(t));
    let t = Instant::now();
    let within = desk.within(&pairs[0].0, &hundred, Way::Fastest, 30);
    once(&format!("places within 30 minutes, 100 closures ({} of them)", within.len()), ms(t));
    let same = |(a, b): &(&Option<Route>, &Option<Route>)| matches!((a, b), (Some(a), Some(b)) if a.pieces == b.pieces);
    let (found, still) = (plain.iter().flatten().count(), round.iter().flatten().count());
    let unchanged = plain.iter().zip(&round).filter(same).count();
    println!("\nroutes found: {found} of {PAIRS}; with the stretch closed: {still}, {unchanged} of them unchanged");

    if let Some(to) = args.next() {
        let mut out = String::new();
        for (a, b) in &points {
            let _ = writeln!(out, "{}\t{}\t{}\t{}", a.0, a.1, b.0, b.1);
        }
        std::fs::write(to, out)?;
    }
    Ok(())
}

/// 0 found, 1 cut, 2 unconnected.
fn kind(desk: &mut accalmie_roads::Desk<'_>, from: &[Snap], to: &[Snap], bars: &[Bar], way: Way) -> usize {
    match desk.routes(from, to, bars, way, 1) {
        Answer::Routes(_) => 0,
        Answer::Cut(_) => 1,
        Answer::Unconnected => 2,
    }
}
