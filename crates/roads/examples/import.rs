//! `cargo run --release -p accalmie-roads --example import -- MAP.osm.pbf [NETWORK]`: what importing a map takes.

use accalmie_roads::astar::Finder;
use accalmie_roads::{End, Network, Profile};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let map = args.next().ok_or("which map? import MAP.osm.pbf [NETWORK]")?;
    let start = Instant::now();
    let (network, told) = Network::import(std::fs::File::open(&map)?)?;
    println!("import      {:>9.3} s, peak memory {}", start.elapsed().as_secs_f64(), peak());
    println!("{told:#?}");
    let graph = network.graph();
    println!(
        "network     {} nodes, {} arcs, {} segments, {} places",
        graph.nodes(),
        graph.arcs(),
        network.segments(),
        network.places().len()
    );
    for profile in [Profile::Car, Profile::Truck { weight_t: 20.0, height_m: 4.0 }, Profile::Ambulance, Profile::Foot] {
        let start = Instant::now();
        let weights = network.weights(&profile);
        let took = start.elapsed().as_secs_f64();
        let finder = Finder::new(graph, &weights);
        let start = Instant::now();
        let (mut found, mut asked) = (0, 0);
        for i in 0..20u64 {
            let node = |k: u64| ((k.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20) % graph.nodes().max(1) as u64) as u32;
            let (from, to) = (End { node: node(2 * i + 1), cost: 0 }, End { node: node(2 * i + 2), cost: 0 });
            asked += 1;
            found += usize::from(graph.nodes() > 0 && finder.walk(&[from], &[to]).is_some());
        }
        let each = start.elapsed().as_secs_f64() * 1000.0 / f64::from(asked);
        println!("{profile:?}: weights {took:.3} s; A* {each:.1} ms each, {found} of {asked} pairs of nodes joined");
    }
    Ok(())
}

/// The most memory that this process has held.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|l| l.strip_prefix("VmHWM:")).map_or("unknown".into(), |l| l.trim().to_owned())
}
