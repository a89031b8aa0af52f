//! The schematic network of the north-east: what it says of itself holds together, and known distances come out.

use accalmie_roads::{End, Place};
use accalmie_roads::{Error, Network, PlaceKind, Profile, astar, mainland};

pub fn north_east() -> Network {
    Network::from_table(include_str!("../../../../roads/nes.tsv")).expect("our own table")
}

fn town<'a>(network: &'a Network, id: &str) -> &'a Place {
    network.places().iter().find(|p| p.id == id).unwrap_or_else(|| panic!("no town {id}"))
}

fn node(network: &Network, id: &str) -> u32 {
    let (place, graph) = (town(network, id), network.graph());
    (0..graph.nodes()).find(|&n| (graph.lat[n], graph.lon[n]) == (place.lat, place.lon)).expect("each town is a node") as u32
}

#[test]
fn all_is_connected_and_says_that_it_is_schematic() {
    let network = north_east();
    assert!(network.schematic);
    let (nodes, segments) = (network.graph().nodes(), network.segments());
    println!("{nodes} towns, {segments} links");
    assert!((60..=120).contains(&segments) && nodes > 50);
    for profile in [Profile::Car, Profile::Truck { weight_t: 30.0, height_m: 4.5 }, Profile::Ambulance, Profile::Foot] {
        assert!(mainland(network.graph(), &network.weights(&profile)).iter().all(|&m| m), "{profile:?}");
    }
}

#[test]
fn no_link_is_shorter_than_the_straight_line_nor_there_twice() {
    let network = north_east();
    let mut seen = std::collections::BTreeSet::new();
    for arc in 0..network.graph().arcs() as u32 {
        let segment = network.segment(arc);
        let [a, b] = segment.geometry[..] else { panic!("a link has two ends") };
        let (dy, dx) = ((a.0 - b.0) * 111.2, (a.1 - b.1) * 111.2 * a.0.to_radians().cos());
        assert!(segment.length_m >= 990.0 * dy.hypot(dx), "{segment:?}");
        assert!(segment.length_m < 150_000.0, "a link this long passes towns: {segment:?}");
        let graph = network.graph();
        assert!(seen.insert((graph.tail[arc as usize], graph.head[arc as usize])), "{segment:?}");
    }
    let coordinates: std::collections::BTreeSet<_> = network.graph().lat.iter().zip(&network.graph().lon).collect();
    assert_eq!(coordinates.len(), network.graph().nodes(), "two towns at one place");
}

/// Kilometres by road as travellers' and encyclopaedias' figures give them, within a quarter.
#[test]
fn known_distances_are_about_right() {
    let network = north_east();
    let weights: Vec<u32> = (0..network.graph().arcs() as u32).map(|a| network.length_m(a) as u32).collect();
    let cases = [
        ("hasakah", "qamishli", 85.0),
        ("hasakah", "til-temir", 40.0),
        ("til-temir", "ras-al-ayn", 37.0),
        ("hasakah", "deir-ez-zor", 175.0),
        ("raqqa", "deir-ez-zor", 140.0),
        ("raqqa", "tabqa", 52.0),
        ("raqqa", "tell-abyad", 95.0),
        ("raqqa", "ain-issa", 52.0),
        ("til-temir", "ain-issa", 155.0),
        ("ain-issa", "manbij", 90.0),
        ("hasakah", "al-hol", 42.0),
        ("qamishli", "malikiyah", 95.0),
        ("qamishli", "amuda", 28.0),
        ("aleppo", "manbij", 88.0),
        ("kobane", "manbij", 60.0),
    ];
    for (from, to, km) in cases {
        let end = |id| [End { node: node(&network, id), cost: 0 }];
        let walk = astar(network.graph(), &weights, &end(from), &end(to)).expect("connected");
        let found = f64::from(walk.cost) / 1000.0;
        println!("{from}–{to}: {found:.0} km, known {km:.0}");
        assert!((found / km - 1.0).abs() <= 0.25, "{from}–{to}: {found} km and not {km}");
    }
}

#[test]
fn the_m4_runs_through() {
    let network = north_east();
    let arcs = network.roads_named("M4");
    let ends: std::collections::BTreeSet<u32> = arcs.iter().map(|&a| network.graph().head[a as usize]).collect();
    for id in ["qamishli", "til-temir", "ain-issa", "manbij", "aleppo", "yarubiyah"] {
        assert!(ends.contains(&node(&network, id)), "{id}");
    }
    // One road: from any of its towns to any other without leaving it.
    let mut on_it = vec![accalmie_roads::graph::CLOSED; network.graph().arcs()];
    arcs.iter().for_each(|&a| on_it[a as usize] = 1);
    let start = [End { node: node(&network, "yarubiyah"), cost: 0 }];
    assert!(astar(network.graph(), &on_it, &start, &[End { node: node(&network, "aleppo"), cost: 0 }]).is_some());
}

#[test]
fn hospitals_and_crossings_are_points() {
    let network = north_east();
    let of = |kind| network.places().iter().filter(|p| p.kind == kind).map(|p| p.id.as_str()).collect::<Vec<_>>();
    assert!(of(PlaceKind::Hospital).contains(&"qamishli") && of(PlaceKind::Hospital).len() >= 10);
    assert!(of(PlaceKind::Border).contains(&"semalka") && of(PlaceKind::Border).len() >= 3);
}

#[test]
fn a_wrong_row_is_named_with_its_line() {
    const A: &str = "# towns\ntown\ta\tA\t36.0\t40.0\ntown\tb\tB\t36.1\t40.0\thospital\n";
    assert!(Network::from_table(&format!("{A}link\ta\tb\tprimary\tM4;Old road\t12")).is_ok());
    assert!(Network::from_table("").is_ok_and(|n| n.schematic));
    let cases = [
        ("link\ta\tc\tprimary", "no town “c”"),
        ("link\ta\ta\tprimary", "to itself"),
        ("link\ta\tb\thighroad", "no class"),
        ("link\ta\tb\tpassage", "no class"),
        ("link\ta\tb\tprimary\tM4\t10", "shorter than the straight line"),
        ("link\ta\tb\tprimary\tM4\tfar", "no length"),
        ("town\ta\tA\t36\t40", "twice"),
        ("town\tc\tC\t136\t40", "no coordinate"),
        ("town\tc\tC\tNaN\t40", "no coordinate"),
        ("town\tc\tC\t36\t40\tspa", "not known"),
        ("town\tc", "no coordinate"),
        ("river\tc", "neither"),
        ("link\ta\tb\tprimary\tM4\t12\tx", "six columns"),
    ];
    for (row, says) in cases {
        let error = Network::from_table(&format!("{A}{row}")).expect_err(row);
        assert!(matches!(error, Error::Row { line: 4, .. }) && error.to_string().contains(says), "{row}: {error}");
    }
}
