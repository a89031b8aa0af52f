//! Points beside roads, and how far one gets.

use crate::map::{Map, crossing};
use accalmie_roads::graph::CLOSED;
use accalmie_roads::snap::direct;
use accalmie_roads::{End, Network, Profile, Snapper, astar, mainland, reach};

const CAR: Profile = Profile::Car;

#[test]
fn a_point_snaps_to_both_directions_of_the_nearest_road() {
    let (network, _) = crossing("highway=primary").network();
    let snaps = Snapper::new(&network).near(36.001, 39.9925, &CAR, 1.0).expect("a road is near");
    let seen: Vec<(i64, bool, i64, i64)> = snaps
        .iter()
        .map(|s| {
            let segment = network.segment(s.arc);
            (segment.way, segment.backward, (s.position * 100.0).round() as i64, s.metres.round() as i64)
        })
        .collect();
    // Tails are in the order of the junctions: the west end first.
    assert_eq!(seen, [(1, false, 25, 111), (1, true, 75, 111)]);
    assert!((snaps[0].lat - 36.0).abs() < 1e-6 && (snaps[0].lon - 39.9925).abs() < 1e-6);
}

#[test]
fn a_road_that_the_profile_may_not_use_is_not_near() {
    let map = crossing("highway=primary").node(10, 36.001, 39.99, "").node(11, 36.001, 40.0, "").way(20, &[10, 11], "highway=path");
    let (network, _) = map.network();
    let snapper = Snapper::new(&network);
    let way = |profile| network.segment(snapper.near(36.0009, 39.995, &profile, 1.0).expect("near")[0].arc).way;
    assert_eq!((way(CAR), way(Profile::Foot)), (1, 20));
}

#[test]
fn nothing_near_says_how_far_the_nearest_is() {
    let (network, _) = crossing("highway=primary").network();
    let said = |lat, lon| Snapper::new(&network).near(lat, lon, &CAR, 5.0).expect_err("far away").to_string();
    assert_eq!(said(36.0838, 40.0), "no usable road within 5 km: nearest road is 8.2 km away");
    assert!(said(-36.0, -140.0).contains("km away"));
    assert!(said(f64::NAN, 40.0).contains("has none"));
    let none = Network::default();
    assert!(Snapper::new(&none).near(36.0, 40.0, &CAR, 5.0).is_err_and(|e| e.nearest_km.is_none()));
}

#[test]
fn a_one_way_road_is_entered_one_way() {
    let (network, _) = crossing("highway=primary oneway=yes").network();
    let snaps = Snapper::new(&network).near(36.0, 39.995, &CAR, 1.0).expect("near");
    assert_eq!(snaps.len(), 1);
    assert!(!network.segment(snaps[0].arc).backward);
}

#[test]
fn from_door_to_door() {
    let (network, _) = crossing("highway=primary").network();
    let (snapper, weights) = (Snapper::new(&network), network.weights(&CAR));
    let route = |from: (f64, f64), to: (f64, f64)| {
        let near = |p: (f64, f64)| snapper.near(p.0, p.1, &CAR, 1.0).expect("near");
        let (from, to) = (near(from), near(to));
        let starts: Vec<End> = from.iter().map(|s| s.start(network.graph(), &weights)).collect();
        let ends: Vec<End> = to.iter().map(|s| s.end(network.graph(), &weights)).collect();
        let round = astar(network.graph(), &weights, &starts, &ends).map(|w| w.cost);
        let here = direct(&network, &weights, &from, &to).map(|d| d.0);
        (here, round)
    };
    let whole = weights[0];
    let (here, round) = route((36.0, 39.9925), (36.0, 39.9975));
    assert!(here.is_some_and(|c| c.abs_diff(whole / 2) <= 2), "{here:?} of {whole}");
    assert!(round > here);
    let (here, round) = route((36.0, 39.995), (36.0, 40.005));
    assert!(here.is_none() && round.is_some_and(|c| c.abs_diff(whole) <= 2), "{round:?} of {whole}");
}

#[test]
fn all_ways_into_a_split_junction_are_ends() {
    let map = crossing("highway=primary").relation(
        1,
        &[("from", 'w', 1), ("via", 'n', 5), ("to", 'w', 4)],
        "type=restriction restriction=no_right_turn",
    );
    let (network, _) = map.network();
    let (snapper, weights) = (Snapper::new(&network), network.weights(&CAR));
    let near = |lat, lon| snapper.near(lat, lon, &CAR, 1.0).expect("near");
    let from: Vec<End> = near(36.0, 39.991).iter().map(|s| s.start(network.graph(), &weights)).collect();
    // The way north starts at both copies of the junction.
    let to: Vec<End> = near(36.005, 40.0).iter().map(|s| s.end(network.graph(), &weights)).collect();
    assert_eq!(to.len(), 3);
    let walk = astar(network.graph(), &weights, &from, &to).expect("straight on");
    assert!(walk.arcs.is_empty(), "{walk:?}");
}

#[test]
fn reach_ends_where_the_time_does() {
    let (network, _) = crossing("highway=primary").network();
    let weights = network.weights(&CAR);
    let lens = |limit| reach(network.graph(), &weights, &[End { node: 0, cost: 0 }], limit).len();
    let arm = weights[0];
    assert_eq!((lens(0), lens(arm), lens(2 * arm), lens(CLOSED)), (1, 2, 3, 5));
}

#[test]
fn an_island_is_not_the_mainland() {
    let map = crossing("highway=primary").node(20, 36.05, 40.0, "").node(21, 36.06, 40.0, "").way(30, &[20, 21], "highway=primary");
    let map = map.node(22, 36.011, 40.0, "").way(31, &[2, 22], "highway=primary oneway=yes");
    let (network, _) = map.network();
    let weights = network.weights(&CAR);
    let main = mainland(network.graph(), &weights);
    assert_eq!(main.iter().filter(|m| **m).count(), 5);
    let snapper = Snapper::new(&network);
    let on_it = |arc: u32| main[network.graph().tail[arc as usize] as usize] && main[network.graph().head[arc as usize] as usize];
    let way = |lat| network.segment(snapper.near_where(lat, 40.0, &CAR, 9.0, on_it).expect("near")[0].arc).way;
    assert_eq!((way(36.055), way(36.0109)), (2, 2));
    assert!(mainland(&Map::default().network().0.graph().clone(), &[]).is_empty());
}
