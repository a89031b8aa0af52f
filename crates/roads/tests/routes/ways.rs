//! Routes and cuts, held against A* under the same closures.

use crate::town::{Dice, bars, grid, map, point};
use accalmie_roads::astar::Finder;
use accalmie_roads::graph::CLOSED;
use accalmie_roads::snap::direct;
use accalmie_roads::{Answer, Bar, Desk, End, Level, Network, Profile, Route, Router, Snap, Way};

/// The cost of the quickest way with these bars closed, found without the router.
fn oracle<'b>(router: &Router<'_>, from: &[Snap], to: &[Snap], closed: impl IntoIterator<Item = &'b Bar>) -> Option<u32> {
    let (network, graph) = (router.network(), router.network().graph());
    let mut weights = router.weights().to_vec();
    for piece in closed.into_iter().flat_map(|b| &b.pieces) {
        network.arcs_of(*piece).iter().for_each(|&a| weights[a as usize] = CLOSED);
    }
    // Who is at a junction does not set out along a closed road.
    let arrived = |node: u32| from.iter().any(|s| s.position > 0.999 && graph.head[s.arc as usize] == node);
    let enters = |s: &&Snap| s.position < 0.001 && weights[s.arc as usize] >= CLOSED && router.weights()[s.arc as usize] < CLOSED;
    let starts: Vec<End> =
        from.iter().filter(|s| !(enters(s) && arrived(graph.tail[s.arc as usize]))).map(|s| s.start(graph, router.weights())).collect();
    let ends: Vec<End> = to.iter().map(|s| s.end(graph, &weights)).collect();
    let walk = Finder::new(graph, &weights).walk_blind(&starts, &ends).map(|w| w.cost);
    let straight = direct(network, &weights, from, to).map(|(cost, _)| cost);
    [walk, straight].into_iter().flatten().min()
}

fn closed<'b>(bars: &'b [Bar], way: Way, but: &'b [usize]) -> impl Iterator<Item = &'b Bar> + Clone {
    let shut = bars.iter().enumerate().filter(move |(i, b)| way.closes(b.level) && !but.contains(i));
    shut.map(|(_, b)| b)
}

/// The route is a way along the network, its sums are right, and what it says of bars is so.
fn sound(router: &Router<'_>, bars: &[Bar], way: Way, route: &Route) {
    let (network, graph) = (router.network(), router.network().graph());
    assert_eq!((route.arcs[0], route.arcs[route.arcs.len() - 1]), (route.start.arc, route.end.arc));
    assert!(route.arcs.windows(2).all(|w| graph.head[w[0] as usize] == graph.tail[w[1] as usize]));
    assert!(route.arcs.iter().all(|&a| router.weights()[a as usize] < CLOSED));
    let metres: f64 = route.roads.iter().map(|l| l.length_m).sum();
    assert!((metres - route.length_m).abs() < 0.01);
    assert!(route.roads.windows(2).all(|w| w[0].to_km == w[1].from_km));
    let crossed: Vec<usize> = (0..bars.len()).filter(|&b| bars[b].pieces.iter().any(|p| route.pieces.contains(p))).collect();
    let mut listed = route.bars.clone();
    listed.sort_unstable();
    assert_eq!(listed, crossed);
    let first = network.piece_of(route.start.arc).0;
    for &bar in route.bars.iter().filter(|&&b| way.closes(bars[b].level)) {
        assert!(route.start_barred.contains(&bar));
        assert!(bars[bar].pieces.iter().all(|p| *p == first || !route.pieces.contains(p)), "crosses what is closed");
    }
    assert!(
        beyond(router, route).iter().all(|p| !bars.iter().any(|b| way.closes(b.level) && b.pieces.contains(p))) || way == Way::LeastRisk
    );
}

/// The stretches after that on which the start is; one at whose end it is was not gone along.
fn beyond<'r>(router: &Router<'_>, route: &'r Route) -> &'r [u32] {
    let first = router.network().piece_of(route.start.arc).0;
    if route.pieces.first() == Some(&first) { &route.pieces[1..] } else { &route.pieces }
}

/// Without the surest kind of bar that it crosses, there is no way.
fn least(router: &Router<'_>, from: &[Snap], to: &[Snap], bars: &[Bar], route: &Route) {
    let surest = |p: &u32| bars.iter().filter(|b| b.pieces.contains(p)).map(|b| b.level).min();
    let beyond = beyond(router, route);
    // Who is there already goes nowhere.
    if route.start_barred.is_empty() && route.cost_ds > 0 {
        let level = beyond.iter().filter_map(surest).min();
        let as_sure = |level: Level| oracle(router, from, to, bars.iter().filter(|b| b.level <= level));
        match level {
            Some(level) => assert_eq!(as_sure(level), None, "a way without {level:?}"),
            None => assert_eq!(as_sure(Level::Aged), Some(route.cost_ds)),
        }
    }
}

/// Asks every way and holds each answer against the oracle. The number of routes, and of cuts.
fn ask(desk: &mut Desk<'_>, router: &Router<'_>, from: &[Snap], to: &[Snap], bars: &[Bar]) -> (usize, usize) {
    let bare = oracle(router, from, to, []);
    let (mut routes, mut cuts) = (0, 0);
    let mut costs = Vec::new();
    for way in [Way::Fastest, Way::Safest, Way::LeastRisk] {
        let expected = oracle(router, from, to, closed(bars, way, &[]));
        match desk.routes(from, to, bars, way, 1) {
            Answer::Routes(found) => {
                routes += 1;
                assert_eq!(found.len(), 1);
                sound(router, bars, way, &found[0]);
                if way != Way::LeastRisk {
                    assert_eq!(Some(found[0].cost_ds), expected);
                }
                assert!(bare.is_some_and(|b| b <= found[0].cost_ds));
                if way == Way::LeastRisk {
                    least(router, from, to, bars, &found[0]);
                }
                costs.push((way, found[0].cost_ds));
            }
            Answer::Cut(cut) => {
                cuts += 1;
                assert!(expected.is_none() && bare.is_some() && way != Way::LeastRisk);
                let alone = |set: &[usize]| oracle(router, from, to, set.iter().map(|&b| &bars[b]));
                assert!(cut.bars.iter().all(|&b| way.closes(bars[b].level)));
                assert_eq!(alone(&cut.bars), None, "the cut parts them");
                for &b in &cut.bars {
                    let rest: Vec<usize> = cut.bars.iter().copied().filter(|&o| o != b).collect();
                    assert!(alone(&rest).is_some(), "{b} is not needed for the cut");
                }
                assert!(oracle(router, from, to, closed(bars, way, &cut.opens)).is_some(), "lifted, they open a way");
                for &b in &cut.opens {
                    let rest: Vec<usize> = cut.opens.iter().copied().filter(|&o| o != b).collect();
                    assert!(oracle(router, from, to, closed(bars, way, &rest)).is_none(), "{b} need not be lifted");
                }
                let risky = cut.least_risk.expect("the bare network has a way");
                sound(router, bars, Way::LeastRisk, &risky);
                assert!(cut.opens.iter().all(|b| risky.bars.contains(b)));
                assert!(cut.opens.iter().any(|b| cut.bars.contains(b)), "what opens a way breaks the cut");
            }
            Answer::Unconnected => assert_eq!(bare, None),
        }
    }
    let of = |way| costs.iter().find(|(w, _)| *w == way).map(|(_, c)| *c);
    if let (Some(fastest), Some(safest)) = (of(Way::Fastest), of(Way::Safest)) {
        assert!(fastest <= safest);
    }
    (routes, cuts)
}

fn many(network: &Network, profile: Profile, cases: usize, most: usize, seed: u64) -> (usize, usize) {
    let router = Router::new(network, profile).expect("an order of its own");
    let mut desk = router.desk();
    let mut dice = Dice(seed);
    let (mut routes, mut cuts) = (0, 0);
    for _ in 0..cases {
        let (from, to) = (point(&router, &mut dice), point(&router, &mut dice));
        let count = dice.below(most);
        let laid = bars(network, count, &mut dice);
        let (r, c) = ask(&mut desk, &router, &from, &to, &laid);
        (routes, cuts) = (routes + r, cuts + c);
    }
    (routes, cuts)
}

#[test]
fn on_a_grid() {
    let (mut routes, mut cuts) = (0, 0);
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let side = 3 + dice.below(8);
        let full = 6 + dice.below(5);
        let network = grid(side, full, &mut dice);
        if network.graph().arcs() > 0 {
            let (r, c) = many(&network, Profile::Car, 60, 1 + side * side / 2, seed);
            (routes, cuts) = (routes + r, cuts + c);
        }
    }
    println!("{routes} routes, {cuts} cuts");
    assert!(routes > 3000 && cuts > 1000, "{routes} routes, {cuts} cuts");
}

#[test]
fn on_real_maps() {
    for (name, cases, most) in [("liechtenstein-latest", 60, 800), ("andorra-latest", 40, 800), ("porto", 12, 6000)] {
        let Some(network) = map(&format!("{name}.osm.pbf")) else { continue };
        let (routes, cuts) = many(&network, Profile::Car, cases, most, 7);
        println!("{name}: {routes} routes, {cuts} cuts");
        assert!(routes > cases && cuts > 0, "{name}: {routes} routes, {cuts} cuts");
    }
}

#[test]
fn of_two_words_on_one_stretch_the_surer_counts() {
    let mut dice = Dice(1);
    let network = grid(2, 10, &mut dice);
    let router = Router::new(&network, Profile::Car).expect("sound");
    let (from, to) = (router.snap(36.0, 40.005, 5.0).expect("near"), router.snap(36.01, 40.005, 5.0).expect("near"));
    let sides: Vec<u32> = (0..network.graph().arcs() as u32).map(|a| network.piece_of(a).0).collect();
    let own = [network.piece_of(from[0].arc).0, network.piece_of(to[0].arc).0];
    let others: Vec<u32> = sides.into_iter().filter(|p| !own.contains(p)).collect();
    let bar = |level, pieces: &[u32]| {
        let mut pieces = pieces.to_vec();
        pieces.sort_unstable();
        pieces.dedup();
        Bar { closure: 0, level, pieces }
    };
    let aged = [bar(Level::Aged, &others)];
    assert!(matches!(router.routes(&from, &to, &aged, Way::Fastest, 1), Answer::Routes(r) if r[0].bars == [0]));
    let both = [bar(Level::Aged, &others), bar(Level::Confirmed, &others)];
    let Answer::Cut(cut) = router.routes(&from, &to, &both, Way::Fastest, 1) else { panic!("closed") };
    assert_eq!((cut.bars, cut.opens), (vec![1], vec![1]));
    let Answer::Cut(cut) = router.routes(&from, &to, &both, Way::Safest, 1) else { panic!("closed") };
    assert_eq!((cut.bars, cut.opens), (vec![1], vec![0, 1]));
}

#[test]
fn nowhere_is_unconnected_and_nobody_is_blamed() {
    let empty = Network::from_table("").expect("no rows");
    let router = Router::new(&empty, Profile::Car).expect("an order of nothing");
    assert!(router.snap(36.0, 40.0, 100.0).is_err());
    for way in [Way::Fastest, Way::Safest, Way::LeastRisk] {
        let stale = [Bar { closure: 0, level: Level::Confirmed, pieces: vec![0, 77, u32::MAX] }];
        assert_eq!(router.routes(&[], &[], &stale, way, 3), Answer::Unconnected);
        let elsewhere = Snap { arc: 9, position: 0.5, metres: 0.0, lat: 0.0, lon: 0.0 };
        assert_eq!(router.routes(&[elsewhere], &[elsewhere], &stale, way, 3), Answer::Unconnected);
    }
    let mut wrong = grid(3, 10, &mut Dice(1));
    wrong.order = Some(vec![0; 9]);
    assert!(Router::new(&wrong, Profile::Car).is_err());
}

#[test]
fn alternatives_are_not_much_longer_and_go_elsewhere() {
    let mut more = 0;
    for seed in 0..40 {
        let mut dice = Dice(seed);
        let network = grid(9, 9, &mut dice);
        let router = Router::new(&network, Profile::Car).expect("sound");
        let mut desk = router.desk();
        let metres = |pieces: &[u32]| -> f64 { pieces.iter().map(|p| network.length_m(network.arcs_of(*p)[0])).sum() };
        for _ in 0..10 {
            let (from, to) = (point(&router, &mut dice), point(&router, &mut dice));
            let count = dice.below(30);
            let laid = bars(&network, count, &mut dice);
            for way in [Way::Fastest, Way::Safest, Way::LeastRisk] {
                let answer = desk.routes(&from, &to, &laid, way, 4);
                assert_eq!(answer, router.routes(&from, &to, &laid, way, 4), "nothing is left of the question before");
                let Answer::Routes(routes) = answer else { continue };
                assert!(matches!(desk.routes(&from, &to, &laid, way, 1), Answer::Routes(one) if one[0] == routes[0]));
                assert!(routes.len() <= 4);
                more += routes.len() - 1;
                for (i, route) in routes.iter().enumerate() {
                    sound(&router, &laid, way, route);
                    assert!(routes[0].cost_ds <= route.cost_ds || way == Way::LeastRisk);
                    assert!(f64::from(route.cost_ds) <= f64::from(routes[0].cost_ds) * accalmie_roads::alternatives::LONGER);
                    for other in &routes[..i] {
                        let both: Vec<u32> = route.pieces.iter().copied().filter(|p| other.pieces.contains(p)).collect();
                        let shorter = metres(&route.pieces).min(metres(&other.pieces));
                        assert!(metres(&both) <= shorter * accalmie_roads::alternatives::SHARED + 0.01);
                    }
                }
            }
        }
    }
    assert!(more > 500, "{more}");
}

#[test]
fn ten_thousand_closures_at_once_and_then_none() {
    let Some(network) = map("liechtenstein-latest.osm.pbf") else { return };
    let router = Router::new(&network, Profile::Ambulance).expect("sound");
    let mut desk = router.desk();
    let mut dice = Dice(5);
    let (from, to) = (point(&router, &mut dice), point(&router, &mut dice));
    let laid = bars(&network, 10_000, &mut dice);
    let before = desk.routes(&from, &to, &[], Way::Safest, 2);
    ask(&mut desk, &router, &from, &to, &laid);
    assert_eq!(desk.routes(&from, &to, &[], Way::Safest, 2), before);
    assert_eq!(desk.routes(&from, &to, &[], Way::LeastRisk, 2), before);
}

#[test]
fn two_points_of_one_stretch_are_joined_along_it() {
    let network = Network::from_table("town\ta\tA\t36\t40\ntown\tb\tB\t36\t40.1\nlink\ta\tb\tprimary\tM4").expect("sound");
    let router = Router::new(&network, Profile::Car).expect("sound");
    let snap = |lon| router.snap(36.0, lon, 1.0).expect("on the road");
    let bar = [Bar { closure: 0, level: Level::Suspected, pieces: vec![0] }];
    for (a, b) in [(40.02, 40.08), (40.08, 40.02), (40.0, 40.1), (40.05, 40.05)] {
        let Answer::Routes(found) = router.routes(&snap(a), &snap(b), &bar, Way::Fastest, 3) else { panic!("open") };
        let [route] = &found[..] else { panic!("one way only") };
        assert_eq!((route.arcs.len(), &route.pieces, &route.bars, &route.start_barred), (1, &vec![0], &vec![0], &vec![0]));
        assert!((route.length_m / 1000.0 - (a - b).abs() * 90.0 * 1.15).abs() < 0.2, "{}", route.length_m);
        assert!(route.schematic && route.roads.iter().all(|l| l.reference == "M4"));
        let line = network.line(route);
        assert!((line[0].1 - a).abs() < 1e-4 && (line[line.len() - 1].1 - b).abs() < 1e-4);
        let Answer::Cut(cut) = router.routes(&snap(a), &snap(b), &bar, Way::Safest, 3) else { panic!("closed") };
        assert_eq!((cut.bars, cut.opens), (vec![0], vec![0]));
    }
}
