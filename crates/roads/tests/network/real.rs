//! Real maps, where they are at hand: `shared/data/geo` beside the repository, or the folder that `ACCALMIE_SHARED` names.

use accalmie_roads::astar::Finder;
use accalmie_roads::kind::Modes;
use accalmie_roads::{End, Imported, Network, PlaceKind, Profile, Snapper, mainland, reach};
use std::path::PathBuf;

/// The path of a map, or a printed line that it is not there.
pub fn shared(name: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let folder = std::env::var_os("ACCALMIE_SHARED").map_or(PathBuf::from(beside), PathBuf::from);
    let path = folder.join("data/geo").join(name);
    if !path.exists() {
        println!("skipped: no {name} in the shared data");
        return None;
    }
    Some(path)
}

fn import(name: &str) -> Option<(Network, Imported)> {
    Some(Network::import(std::fs::File::open(shared(name)?).expect("there")).expect("a sound map"))
}

const PROFILES: [Profile; 4] = [Profile::Car, Profile::Truck { weight_t: 20.0, height_m: 4.0 }, Profile::Ambulance, Profile::Foot];

#[test]
fn real_maps_become_networks() {
    // Elements as other readers count them; a few figures of ours, to be told when they change.
    for (name, nodes, ways) in [("porto", 347_944, 50_941), ("andorra-latest", 372_749, 6_700), ("liechtenstein-latest", 142_832, 4_649)] {
        let Some((network, told)) = import(&format!("{name}.osm.pbf")) else { continue };
        assert_eq!((told.nodes, told.ways), (nodes, ways), "{name}");
        let graph = network.graph();
        assert!(network.segments() > told.ways);
        for arc in 0..graph.arcs() as u32 {
            let (segment, kind) = (network.segment(arc), network.segment(arc).kind);
            let open = if segment.backward { kind.backward } else { kind.forward };
            assert!(!open.is_empty());
            let at = |n: u32| (f64::from(graph.lat[n as usize]) / 1e7, f64::from(graph.lon[n as usize]) / 1e7);
            let ends = (at(graph.tail[arc as usize]), at(graph.head[arc as usize]));
            assert_eq!((segment.geometry[0], segment.geometry[segment.geometry.len() - 1]), ends);
            assert_eq!(network.is_passage(arc), segment.length_m == 0.0 && segment.way == 0, "{name} {arc}");
        }
        let stored = {
            let mut bytes = Vec::new();
            network.save(&mut bytes).expect("memory takes it");
            bytes
        };
        assert!(Network::load(&stored).is_ok_and(|again| again == network), "{name}");
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let Some((network, _)) = import("liechtenstein-latest.osm.pbf") else { return };
    let bytes = |n: &Network| {
        let mut out = Vec::new();
        n.save(&mut out).expect("memory takes it");
        out
    };
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let again = pool.install(|| import("liechtenstein-latest.osm.pbf"));
        assert!(again.is_some_and(|(again, _)| bytes(&again) == bytes(&network)), "{threads}");
    }
}

#[test]
fn the_guess_of_what_is_left_changes_no_cost() {
    for name in ["porto.osm.pbf", "andorra-latest.osm.pbf", "liechtenstein-latest.osm.pbf"] {
        let Some((network, _)) = import(name) else { continue };
        let graph = network.graph();
        for profile in PROFILES {
            let weights = network.weights(&profile);
            let finder = Finder::new(graph, &weights);
            let node = |k: u64| ((k.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20) % graph.nodes() as u64) as u32;
            let mut found = 0;
            for i in 0..12 {
                let ends = |from: u64| -> Vec<End> { (from..from + 3).map(|k| End { node: node(k), cost: (k % 97) as u32 }).collect() };
                let (starts, ends) = (ends(1000 + 6 * i), ends(1003 + 6 * i));
                let (with, without) = (finder.walk(&starts, &ends), finder.walk_blind(&starts, &ends));
                assert_eq!(with.as_ref().map(|w| w.cost), without.map(|w| w.cost), "{name} {profile:?}");
                if let Some(walk) = with {
                    let sum: u32 = walk.arcs.iter().map(|&a| weights[a as usize]).sum();
                    assert_eq!(walk.cost, walk.start.cost + sum + walk.end.cost);
                    assert!(walk.arcs.windows(2).all(|w| graph.head[w[0] as usize] == graph.tail[w[1] as usize]));
                    let reached = reach(graph, &weights, &starts, walk.cost - walk.end.cost);
                    assert!(reached.binary_search_by_key(&walk.end.node, |r| r.0).is_ok());
                    found += 1;
                }
            }
            assert!(found > 5, "{name} {profile:?} {found}");
        }
    }
}

/// Known roads between known towns; kilometres as road signs and maps give them, within a tenth.
#[test]
fn distances_are_as_they_are() {
    let cases = [
        ("liechtenstein-latest.osm.pbf", (47.0665, 9.5041), (47.2110, 9.5250), 18.0),
        ("andorra-latest.osm.pbf", (42.4645, 1.4915), (42.5430, 1.7330), 29.0),
    ];
    for (name, from, to, km) in cases {
        let Some((network, _)) = import(name) else { continue };
        let (graph, weights) = (network.graph(), network.weights(&Profile::Car));
        let main = mainland(graph, &weights);
        let snapper = Snapper::new(&network);
        let on_it = |arc: u32| main[graph.tail[arc as usize] as usize] && main[graph.head[arc as usize] as usize];
        let near = |p: (f64, f64)| snapper.near_where(p.0, p.1, &Profile::Car, 1.0, on_it).expect("a road is near");
        let starts: Vec<End> = near(from).iter().map(|s| s.start(graph, &weights)).collect();
        let ends: Vec<End> = near(to).iter().map(|s| s.end(graph, &weights)).collect();
        let walk = Finder::new(graph, &weights).walk(&starts, &ends).expect("a way");
        let driven: f64 = walk.arcs.iter().map(|&a| network.length_m(a)).sum::<f64>() / 1000.0;
        println!("{name}: {driven:.1} km in {:.0} minutes", f64::from(walk.cost) / 600.0);
        assert!((driven / km - 1.0).abs() < 0.15, "{name}: {driven} km, not {km}");
    }
}

#[test]
fn places_come_with_their_names() {
    let Some((network, _)) = import("andorra-latest.osm.pbf") else { return };
    let of = |kind: PlaceKind| network.places().iter().filter(|p| p.kind == kind).count();
    assert!(of(PlaceKind::Village) > 20 && of(PlaceKind::Hospital) > 0 && of(PlaceKind::Border) > 0);
    assert!(network.places().iter().any(|p| p.names.len() > 20));
    assert!(network.roads_named("CG-1").len() > 20);
    let car = |a: &&u32| network.segment(**a).kind.forward.has(Modes::CAR);
    assert!(network.roads_named("cg1").iter().filter(car).count() > 20);
}
