//! Small maps: who gets where, and by which ways.

use crate::map::{Map, crossing};
use accalmie_roads::kind::Modes;
use accalmie_roads::{End, Network, Profile, astar};

const CAR: Profile = Profile::Car;
const TRUCK: Profile = Profile::Truck { weight_t: 20.0, height_m: 4.0 };
const LIGHT: Profile = Profile::Truck { weight_t: 3.0, height_m: 2.0 };
const ALL: [Profile; 4] = [CAR, TRUCK, Profile::Ambulance, Profile::Foot];

/// The nodes of the graph at a place; copies of a junction lie at one place.
fn at(network: &Network, lat: f64, lon: f64) -> Vec<End> {
    let graph = network.graph();
    let near = |n: &usize| (f64::from(graph.lat[*n]) / 1e7 - lat).abs() < 1e-6 && (f64::from(graph.lon[*n]) / 1e7 - lon).abs() < 1e-6;
    (0..graph.nodes()).filter(near).map(|n| End { node: n as u32, cost: 0 }).collect()
}

const WEST: (f64, f64) = (36.0, 39.99);
const NORTH: (f64, f64) = (36.01, 40.0);
const EAST: (f64, f64) = (36.0, 40.01);
const SOUTH: (f64, f64) = (35.99, 40.0);

/// The ways of the cheapest walk, without steps; `-` where there is none.
fn walk(network: &Network, profile: Profile, from: (f64, f64), to: (f64, f64)) -> String {
    let weights = network.weights(&profile);
    let found = astar(network.graph(), &weights, &at(network, from.0, from.1), &at(network, to.0, to.1));
    let Some(walk) = found else { return "-".to_owned() };
    let ways: Vec<String> = walk.arcs.iter().filter(|&&a| !network.is_passage(a)).map(|&a| network.segment(a).way.to_string()).collect();
    ways.join(" ")
}

#[track_caller]
fn check(map: &Map, profile: Profile, from: (f64, f64), to: (f64, f64), expected: &str) {
    assert_eq!(walk(&map.network().0, profile, from, to), expected, "{profile:?}");
}

#[test]
fn a_crossing_can_be_crossed() {
    let map = crossing("highway=primary");
    for profile in ALL {
        check(&map, profile, WEST, NORTH, "1 2");
        check(&map, profile, SOUTH, WEST, "4 1");
    }
    let (network, told) = map.network();
    assert_eq!((network.segments(), network.graph().arcs(), told.copies), (4, 8, 0));
}

#[test]
fn one_way_roads_bind_those_who_drive() {
    let line = |tags: &str| Map::default().node(1, 36.0, 39.99, "").node(3, 36.0, 40.01, "").way(7, &[1, 3], tags);
    let cases = [
        ("highway=primary oneway=yes", "7", "-"),
        ("highway=primary oneway=-1", "-", "7"),
        ("highway=primary oneway=no", "7", "7"),
        ("highway=motorway", "7", "-"),
        ("highway=motorway oneway=no", "7", "7"),
        ("highway=tertiary junction=roundabout", "7", "-"),
        ("highway=primary oneway=reversible", "-", "-"),
    ];
    for (tags, there, back) in cases {
        check(&line(tags), CAR, WEST, EAST, there);
        check(&line(tags), TRUCK, EAST, WEST, back);
        let walks = if tags.contains("motorway") { "-" } else { "7" };
        check(&line(tags), Profile::Foot, EAST, WEST, walks);
    }
}

#[test]
fn access_says_who_may() {
    let line = |tags: &str| Map::default().node(1, 36.0, 39.99, "").node(3, 36.0, 40.01, "").way(7, &[1, 3], tags);
    // Car, truck, ambulance, foot.
    let cases = [
        ("highway=track", "yyyy"),
        ("highway=path", "---y"),
        ("highway=path motor_vehicle=yes", "yyyy"),
        ("highway=footway access=yes", "---y"),
        ("highway=service access=private", "--y-"),
        ("highway=service access=no", "----"),
        ("highway=service access=no foot=yes", "---y"),
        ("highway=service access=no emergency=yes", "--y-"),
        ("highway=residential access=destination", "yyyy"),
        ("highway=residential vehicle=no", "---y"),
        ("highway=residential motor_vehicle=private", "--yy"),
        ("highway=residential hgv=no", "y-yy"),
        ("highway=unclassified access=no hgv=yes", "-y--"),
        ("highway=trunk motorroad=yes", "yyy-"),
        ("highway=track smoothness=impassable", "---y"),
        ("highway=busway", "--y-"),
        ("highway=construction", "----"),
        ("highway=proposed", "----"),
        ("route=ferry", "---y"),
        ("route=ferry motor_vehicle=yes foot=no", "yyy-"),
        ("building=yes", "----"),
    ];
    for (tags, expected) in cases {
        let (network, _) = line(tags).network();
        let may: String = ALL.iter().map(|p| if walk(&network, *p, WEST, EAST) == "7" { 'y' } else { '-' }).collect();
        assert_eq!(may, expected, "{tags}");
    }
}

#[test]
fn a_forbidden_turn_is_not_made() {
    let map = crossing("highway=primary").relation(
        1,
        &[("from", 'w', 1), ("via", 'n', 5), ("to", 'w', 2)],
        "type=restriction restriction=no_left_turn",
    );
    for profile in [CAR, TRUCK, Profile::Ambulance] {
        // On to the end of the road in the east, round there, and right.
        check(&map, profile, WEST, NORTH, "1 3 3 2");
        check(&map, profile, WEST, EAST, "1 3");
        check(&map, profile, SOUTH, NORTH, "4 2");
        check(&map, profile, NORTH, WEST, "2 1");
    }
    check(&map, Profile::Foot, WEST, NORTH, "1 2");
    assert_eq!(map.network().1.restrictions, 1);
}

#[test]
fn the_only_turn_is_the_only_one() {
    let map = crossing("highway=primary").relation(
        1,
        &[("from", 'w', 4), ("via", 'n', 5), ("to", 'w', 2)],
        "type=restriction restriction=only_straight_on",
    );
    check(&map, CAR, SOUTH, NORTH, "4 2");
    check(&map, CAR, SOUTH, EAST, "4 2 2 3");
    check(&map, CAR, SOUTH, WEST, "4 2 2 1");
    check(&map, CAR, WEST, SOUTH, "1 4");
    check(&map, Profile::Foot, SOUTH, EAST, "4 3");
}

#[test]
fn restrictions_bind_whom_they_name() {
    let members = [("from", 'w', 1), ("via", 'n', 5), ("to", 'w', 2)];
    let turned = |tags: &str| {
        let (network, told) = crossing("highway=primary").relation(1, &members, tags).network();
        let direct: String = ALL.iter().map(|p| if walk(&network, *p, WEST, NORTH) == "1 2" { 'y' } else { '-' }).collect();
        (direct, told.restrictions)
    };
    let cases = [
        ("type=restriction restriction=no_left_turn", "---y", 1),
        ("type=restriction restriction=no_left_turn except=bicycle;psv", "---y", 1),
        ("type=restriction restriction=no_left_turn except=hgv", "-y-y", 1),
        ("type=restriction restriction=no_left_turn except=emergency", "--yy", 1),
        ("type=restriction restriction=no_left_turn except=motor_vehicle", "yyyy", 0),
        ("type=restriction restriction:hgv=no_left_turn", "y-yy", 1),
        ("type=restriction:hgv restriction:hgv=no_left_turn", "y-yy", 1),
        ("type=restriction restriction:bicycle=no_left_turn", "yyyy", 0),
        ("type=restriction restriction:conditional=no_left_turn", "yyyy", 0),
        ("type=restriction restriction=give_way", "yyyy", 0),
        ("type=route restriction=no_left_turn", "yyyy", 0),
    ];
    for (tags, direct, count) in cases {
        assert_eq!(turned(tags), (direct.to_owned(), count), "{tags}");
    }
}

#[test]
fn several_restrictions_at_a_junction_add_up() {
    let from = |way, to| [("from", 'w', way), ("via", 'n', 5), ("to", 'w', to)];
    let map = crossing("highway=primary")
        .relation(1, &from(1, 2), "type=restriction restriction=no_left_turn")
        .relation(2, &from(1, 1), "type=restriction restriction=no_u_turn")
        .relation(3, &from(1, 4), "type=restriction restriction:hgv=no_right_turn")
        .relation(4, &from(3, 3), "type=restriction restriction=no_u_turn");
    check(&map, CAR, WEST, SOUTH, "1 4");
    check(&map, TRUCK, WEST, SOUTH, "1 3 3 4");
    check(&map, CAR, WEST, NORTH, "1 3 3 2");
    check(&map, TRUCK, WEST, NORTH, "1 3 3 2");
    check(&map, Profile::Foot, WEST, NORTH, "1 2");
    assert_eq!(map.network().1.restrictions, 4);
}

#[test]
fn what_cannot_be_honoured_is_counted() {
    let (_, told) = crossing("highway=primary")
        .relation(1, &[("from", 'w', 1), ("via", 'w', 2), ("to", 'w', 3)], "type=restriction restriction=no_left_turn")
        .relation(2, &[("from", 'w', 1), ("via", 'n', 5)], "type=restriction restriction=no_left_turn")
        .relation(3, &[("from", 'w', 1), ("via", 'n', 5), ("to", 'w', 99)], "type=restriction restriction=no_left_turn")
        .relation(4, &[("from", 'w', 1), ("via", 'n', 5), ("to", 'w', 2)], "type=restriction restriction:conditional=x")
        .network();
    let counts = (told.restrictions_via_ways, told.restrictions_broken, told.restrictions_off_the_network, told.restrictions_conditional);
    assert_eq!((told.restrictions, counts), (0, (1, 1, 1, 1)));
}

#[test]
fn a_barrier_stops_whom_it_stops() {
    let barred = |tags: &str| {
        let map = Map::default().node(1, 36.0, 39.99, "").node(2, 36.0, 40.0, tags).node(3, 36.0, 40.01, "").way(
            7,
            &[1, 2, 3],
            "highway=residential",
        );
        let network = map.network().0;
        let out: String = ALL.iter().map(|p| if walk(&network, *p, WEST, EAST) == "-" { '-' } else { 'y' }).collect();
        out
    };
    let cases = [
        ("barrier=bollard", "---y"),
        ("barrier=gate", "yyyy"),
        ("barrier=gate locked=yes", "---y"),
        ("barrier=gate access=private", "--y-"),
        ("barrier=gate access=no foot=yes", "---y"),
        ("barrier=lift_gate motor_vehicle=private", "--yy"),
        ("barrier=border_control", "yyyy"),
        ("barrier=height_restrictor maxheight=3", "y-yy"),
        ("barrier=bollard emergency=yes", "--yy"),
        ("barrier=fence", "----"),
        ("highway=crossing access=no", "yyyy"),
    ];
    for (tags, expected) in cases {
        assert_eq!(barred(tags), expected, "{tags}");
    }
}

#[test]
fn at_a_barrier_one_may_turn_round_and_no_more() {
    let map = crossing("highway=residential").node(6, 36.0, 40.005, "barrier=bollard").way(9, &[6, 4], "highway=residential");
    let map = map.way(10, &[3, 6], "highway=residential");
    check(&map, CAR, EAST, SOUTH, "3 4");
    check(&map, Profile::Foot, EAST, SOUTH, "10 9");
}

#[test]
fn a_turn_at_a_barrier_is_forbidden_all_the_same() {
    let from = |way, to| [("from", 'w', way), ("via", 'n', 5), ("to", 'w', to)];
    let map = |tags| {
        let ends = |m: Map| m.way(1, &[1, 5], "highway=primary").way(2, &[5, 2], "highway=primary").way(3, &[5, 3], "highway=primary");
        let nodes = Map::default().node(1, 36.0, 39.99, "").node(2, 36.01, 40.0, "").node(3, 36.0, 40.01, "").node(5, 36.0, 40.0, tags);
        ends(nodes).relation(1, &from(1, 2), "type=restriction restriction=no_left_turn").relation(
            2,
            &from(3, 3),
            "type=restriction restriction=no_u_turn",
        )
    };
    let low = map("barrier=height_restrictor maxheight=3");
    check(&low, CAR, WEST, NORTH, "1 3 3 2");
    check(&low, CAR, WEST, EAST, "1 3");
    check(&low, TRUCK, WEST, EAST, "-");
    check(&low, Profile::Foot, WEST, NORTH, "1 2");
    // Who may not pass may not turn round either where that is forbidden.
    let (network, _) = map("barrier=bollard").network();
    let (graph, weights) = (network.graph(), network.weights(&CAR));
    let turned = |way| {
        let way_in = (0..graph.arcs() as u32).find(|&a| network.segment(a).way == way && graph.head[a as usize] > 3);
        graph.out(graph.head[way_in.expect("a way in") as usize]).filter(|&a| weights[a as usize] < 1_000_000).count()
    };
    assert_eq!((turned(1), turned(3)), (1, 0));
}

#[test]
fn limits_close_roads_to_those_above_them() {
    let cases = [
        ("maxweight=3.5", "-y"),
        ("maxweight=7.5~t", "-y"),
        ("maxweight=20", "yy"),
        ("maxweight=19.9", "-y"),
        ("maxheight=3.8", "-y"),
        ("maxheight=4", "yy"),
        ("maxheight=1.9", "--"),
        ("maxheight=default", "yy"),
    ];
    for (tags, expected) in cases {
        let map =
            Map::default().node(1, 36.0, 39.99, "").node(3, 36.0, 40.01, "").way(7, &[1, 3], &format!("highway=primary bridge=yes {tags}"));
        let network = map.network().0;
        let may: String = [TRUCK, LIGHT].iter().map(|p| if walk(&network, *p, WEST, EAST) == "7" { 'y' } else { '-' }).collect();
        assert_eq!(may, expected, "{tags}");
        assert_eq!(walk(&network, CAR, WEST, EAST), "7");
    }
}

#[test]
fn a_ferry_takes_the_time_that_it_says() {
    let map =
        Map::default().node(1, 36.0, 39.99, "").node(3, 36.0, 40.01, "").way(7, &[1, 3], "route=ferry motor_vehicle=yes duration=00:20");
    let (network, _) = map.network();
    // 1.8 km at whole km/h: 20 minutes become 5 km/h.
    assert_eq!(network.weights(&CAR)[0], (network.length_m(0) * 36.0 / 5.0).ceil() as u32);
}

#[test]
fn slower_roads_cost_more() {
    let cost = |tags: &str| {
        let map = Map::default().node(1, 36.0, 39.99, "").node(3, 36.0, 40.01, "").way(7, &[1, 3], tags);
        map.network().0.weights(&CAR)[0]
    };
    let falling = [
        "highway=motorway oneway=no",
        "highway=trunk",
        "highway=primary",
        "highway=primary maxspeed=50",
        "highway=primary surface=gravel",
        "highway=primary smoothness=very_bad",
        "highway=track tracktype=grade4",
        "highway=track surface=mud tracktype=grade3",
    ];
    for pair in falling.windows(2) {
        assert!(cost(pair[0]) < cost(pair[1]), "{pair:?}: {} and {}", cost(pair[0]), cost(pair[1]));
    }
    // 1,799 m at 70 km/h.
    assert_eq!(cost("highway=primary"), 926);
}

#[test]
fn roads_and_places_keep_all_their_names() {
    let map = crossing("highway=trunk ref=M4;M20 name=Long~Road name:ar=X name:etymology:wikidata=Q1 alt_name=Other")
        .node(90, 36.3, 40.1, "place=town name=A name:ku=B name:ar=C population=12,000")
        .node(91, 36.4, 40.1, "barrier=border_control name=D")
        .node(92, 36.5, 40.1, "shop=bakery name=E")
        .node(93, 36.6, 40.1, "")
        .way(80, &[90, 91, 93, 90], "building=yes amenity=hospital name=F");
    let (network, _) = map.network();
    for name in ["M4", "m 4", "M-20", "long road", "X", "other"] {
        assert_eq!(network.roads_named(name).len(), 8, "{name}");
    }
    for name in ["M", "M44", "Q1", "", " "] {
        assert!(network.roads_named(name).is_empty(), "{name}");
    }
    let told: Vec<String> = network.places().iter().map(|p| format!("{} {} {} {}", p.kind.text(), p.id, p.name, p.population)).collect();
    assert_eq!(told, ["town n90 A 12000", "hospital w80 F 0", "border_control n91 D 0"]);
    assert_eq!(network.places()[0].names, [("ar".to_owned(), "C".to_owned()), ("ku".to_owned(), "B".to_owned())]);
}

#[test]
fn a_road_mined_on_the_map_says_so() {
    let (network, _) = crossing("highway=track hazard=minefield").network();
    assert!(network.segment(0).kind.flags.has(accalmie_roads::kind::Flags::MINEFIELD));
    assert!(network.segment(0).kind.forward.has(Modes::CAR));
}

#[test]
fn a_ring_and_a_road_out_of_the_map_are_cut() {
    let map = Map::default()
        .node(1, 36.0, 40.0, "")
        .node(2, 36.01, 40.0, "")
        .node(3, 36.01, 40.01, "")
        .way(1, &[1, 2, 3, 1], "highway=residential")
        .way(2, &[3, 77, 78], "highway=residential")
        .way(3, &[1, 3, 77, 2, 1], "highway=track")
        .way(4, &[], "highway=track")
        .way(5, &[2, 2], "highway=track")
        .node(11, 36.1, 40.0, "")
        .node(12, 36.11, 40.0, "")
        .node(13, 36.11, 40.01, "")
        .way(6, &[11, 12, 13, 11], "highway=residential");
    let (network, told) = map.network();
    let graph = network.graph();
    assert!((0..graph.arcs()).all(|a| graph.tail[a] != graph.head[a]));
    assert_eq!((told.ways_with_missing_nodes, network.segments()), (2, 7));
}

#[test]
fn nothing_makes_an_empty_network() {
    let (network, told) = Map::default().network();
    assert_eq!((network.graph().nodes(), network.segments(), told.ways), (0, 0, 0));
    assert!(network.weights(&CAR).is_empty());
    assert!(astar(network.graph(), &[], &[], &[]).is_none());
}

#[test]
fn what_is_taken_as_open_or_left_out_is_counted() {
    let map = crossing("highway=primary access:conditional=no")
        .node(30, 36.2, 40.0, "barrier=gate")
        .node(31, 36.21, 40.0, "barrier=gate access=yes")
        .node(32, 36.22, 40.0, "barrier=lift_gate")
        .node(33, 36.23, 40.0, "barrier=bollard")
        .node(34, 36.24, 40.0, "barrier=gate")
        .way(30, &[30, 31, 32, 33], "highway=track")
        .way(31, &[1, 5], "highway=proposed")
        .way(32, &[1, 5], "highway=track access=no");
    let told = map.network().1;
    assert_eq!((told.gates_taken_as_open, told.barriers, told.ways_with_conditions), (2, 1, 4));
    assert_eq!((told.ways, told.ways_not_in_use, told.ways_closed_to_all), (5, 1, 1));
}
