//! `cargo run --release -p accalmie-roads --example import -- MAP.osm.pbf [NETWORK]`: what importing a map takes, and what
//! comes of it. With a second name, the network is written there.

use accalmie_roads::astar::Finder;
use accalmie_roads::{End, Network, Profile, Snapper, mainland};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let map = args.next().ok_or("which map? import MAP.osm.pbf [NETWORK]")?;
    let start = Instant::now();
    let (network, told) = Network::import(std::fs::File::open(&map)?)?;
    println!("import   {:7.3} s, peak memory {}", start.elapsed().as_secs_f64(), peak());
    println!("{told:#?}");
    let graph = network.graph();
    println!("network  {} nodes, {} arcs, {} segments", graph.nodes(), graph.arcs(), network.segments());
    let mut file = Vec::new();
    timed("save", || network.save(&mut file))?;
    println!("file     {} bytes, of a map of {}", file.len(), std::fs::metadata(&map)?.len());
    let again = timed("load", || Network::load(&file))?;
    println!("{}", if again == network { "what was loaded is what was saved" } else { "DIFFERENT after loading" });
    let snapper = timed("index", || Snapper::new(&network));
    for profile in [Profile::Car, Profile::Truck { weight_t: 20.0, height_m: 4.0 }, Profile::Ambulance, Profile::Foot] {
        println!("{profile:?}");
        let weights = timed("  weights", || network.weights(&profile));
        let main = timed("  mainland", || mainland(graph, &weights));
        println!("  {} of {} nodes on it", main.iter().filter(|m| **m).count(), graph.nodes());
        if graph.nodes() > 0 {
            routes(&network, &snapper, &profile, &weights, &main);
        }
    }
    if let Some(to) = args.next() {
        std::fs::write(to, file)?;
    }
    Ok(())
}

/// From point to point, picked without chance among the junctions.
fn routes(network: &Network, snapper: &Snapper<'_>, profile: &Profile, weights: &[u32], main: &[bool]) {
    const PAIRS: u64 = 100;
    let graph = network.graph();
    let finder = Finder::new(graph, weights);
    let node = |k: u64| ((k.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20) % graph.nodes() as u64) as usize;
    let on_it = |arc: u32| main[graph.tail[arc as usize] as usize] && main[graph.head[arc as usize] as usize];
    let near = |n: usize| {
        let (lat, lon) = (f64::from(graph.lat[n]) / 1e7, f64::from(graph.lon[n]) / 1e7);
        snapper.near_where(lat, lon, profile, 50.0, on_it).unwrap_or_default()
    };
    let start = Instant::now();
    let points: Vec<_> = (0..2 * PAIRS).map(|k| near(node(k))).collect();
    println!("  snapping {:.3} ms each", start.elapsed().as_secs_f64() * 1000.0 / (2 * PAIRS) as f64);
    let (mut found, mut km) = (0, 0.0);
    let start = Instant::now();
    for pair in points.chunks(2) {
        let starts: Vec<End> = pair[0].iter().map(|s| s.start(graph, weights)).collect();
        let ends: Vec<End> = pair[1].iter().map(|s| s.end(graph, weights)).collect();
        if let Some(walk) = finder.walk(&starts, &ends) {
            found += 1;
            km += walk.arcs.iter().map(|&a| network.length_m(a)).sum::<f64>() / 1000.0;
        }
    }
    let each = start.elapsed().as_secs_f64() * 1000.0 / PAIRS as f64;
    println!("  A* {each:.2} ms each, {found} of {PAIRS} joined, {:.1} km on average", km / f64::from(found.max(1)));
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{what:8} {:7.3} s", start.elapsed().as_secs_f64());
    done
}

/// The most memory that this process has held.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|l| l.strip_prefix("VmHWM:")).map_or("unknown".into(), |l| l.trim().to_owned())
}
