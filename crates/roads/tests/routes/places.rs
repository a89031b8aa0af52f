//! What places are cut off, what they hang on, and which are within reach: held against plain searches.

use crate::town::{Dice, LEVELS, bars, grid, map, point};
use accalmie_roads::graph::CLOSED;
use accalmie_roads::isolated::Standing;
use accalmie_roads::{Answer, Bar, Level, Network, Profile, Router, Snap, Way, mainland, reach};

fn closed(router: &Router<'_>, bars: &[&Bar]) -> Vec<u32> {
    let mut weights = router.weights().to_vec();
    for piece in bars.iter().flat_map(|b| &b.pieces) {
        router.network().arcs_of(*piece).iter().for_each(|&a| weights[a as usize] = CLOSED);
    }
    weights
}

/// What is left of the mainland.
fn core(router: &Router<'_>, bars: &[&Bar]) -> Vec<bool> {
    let graph = router.network().graph();
    let (bare, mut weights) = (mainland(graph, router.weights()), closed(router, bars));
    for (arc, weight) in weights.iter_mut().enumerate() {
        if !(bare[graph.tail[arc] as usize] && bare[graph.head[arc] as usize]) {
            *weight = CLOSED;
        }
    }
    mainland(graph, &weights)
}

/// Can one get from the place to the mainland, and from there to it?
fn joined(router: &Router<'_>, at: &[Snap], bars: &[&Bar], core: &[bool]) -> (bool, bool) {
    let graph = router.network().graph();
    let weights = closed(router, bars);
    let end = |node| accalmie_roads::End { node, cost: 0 };
    let any = (0..graph.nodes() as u32).find(|&n| core[n as usize]).map(end).expect("some node");
    let outs: Vec<_> = at.iter().map(|s| end(graph.head[s.arc as usize])).collect();
    let out = reach(graph, &weights, &outs, CLOSED).iter().any(|(n, _)| core[*n as usize]);
    let from = reach(graph, &weights, &[any], CLOSED);
    let comes = |s: &Snap| weights[s.arc as usize] < CLOSED && from.binary_search_by_key(&graph.tail[s.arc as usize], |(n, _)| *n).is_ok();
    (out, at.iter().any(comes))
}

/// The number of places joined, cut off, and of stretches that they hang on.
fn check(router: &Router<'_>, points: &[Vec<Snap>], laid: &[Bar], level: Level) -> [usize; 3] {
    let mut seen = [0; 3];
    let sure: Vec<&Bar> = laid.iter().filter(|b| b.level <= level).collect();
    let left = core(router, &sure);
    let standings = router.cut_off(points, laid, level);
    assert_eq!(standings, router.cut_off(points, laid, level));
    for (at, standing) in points.iter().zip(standings) {
        match standing {
            Standing::Nowhere => assert!(at.is_empty()),
            Standing::Apart => assert_ne!(joined(router, at, &[], &core(router, &[])), (true, true)),
            Standing::CutOff { out, into, bars } => {
                seen[1] += 1;
                assert_eq!(joined(router, at, &sure, &left), (out, into));
                assert!(!bars.is_empty() && bars.iter().all(|&b| laid[b].level <= level) && bars.is_sorted());
                let open = |without: Option<usize>| {
                    let some: Vec<&Bar> = bars.iter().filter(|b| Some(**b) != without).map(|&b| &laid[b]).collect();
                    let (leaves, comes) = joined(router, at, &some, &left);
                    if out { comes } else { leaves }
                };
                assert!(!open(None), "they cut it off");
                assert!(bars.iter().all(|&b| open(Some(b))), "all are needed");
            }
            Standing::Joined { hangs_on } => {
                seen[0] += 1;
                assert_eq!(joined(router, at, &sure, &left), (true, true));
                for piece in hangs_on.unwrap_or_default().iter().flat_map(|s| &s.pieces) {
                    seen[2] += 1;
                    let one_more = Bar { closure: 0, level, pieces: vec![*piece] };
                    let closed: Vec<&Bar> = sure.iter().copied().chain([&one_more]).collect();
                    assert_ne!(joined(router, at, &closed, &core(router, &closed)), (true, true), "closing {piece} changes nothing");
                }
            }
        }
    }
    seen
}

#[test]
fn places_on_a_grid() {
    let mut seen = [0; 3];
    for seed in 0..150 {
        let mut dice = Dice(seed);
        let (side, full) = (8 + dice.below(6), 8 + dice.below(3));
        let network = grid(side, full, &mut dice);
        let router = Router::new(&network, Profile::Car).expect("sound");
        let count = dice.below(side * 2);
        let laid = bars(&network, count, &mut dice);
        let points: Vec<Vec<Snap>> = (0..20).map(|_| point(&router, &mut dice)).chain([Vec::new()]).collect();
        let found = check(&router, &points, &laid, LEVELS[dice.below(3)]);
        seen.iter_mut().zip(found).for_each(|(sum, n)| *sum += n);
    }
    println!("joined, cut off, hanging: {seen:?}");
    assert!(seen.iter().all(|&n| n > 50), "{seen:?}");
}

/// A place in the middle of each stretch hangs on just those stretches whose closing cuts it off.
#[test]
fn nothing_is_missed_where_all_streets_go_both_ways() {
    let mut hanging = 0;
    for seed in 0..12 {
        let network = grid(8, 8, &mut Dice(seed));
        let router = Router::new(&network, Profile::Car).expect("sound");
        let core = mainland(network.graph(), router.weights());
        let on_it = |a: &u32| core[network.graph().tail[*a as usize] as usize];
        let pieces: Vec<u32> = (0..network.segments() as u32).filter(|&p| network.arcs_of(p).iter().all(on_it)).collect();
        let middle = |p: &u32| -> Vec<Snap> {
            network.arcs_of(*p).iter().map(|&arc| Snap { arc, position: 0.5, metres: 0.0, lat: 0.0, lon: 0.0 }).collect()
        };
        let points: Vec<Vec<Snap>> = pieces.iter().map(middle).collect();
        let whole = router.cut_off(&points, &[], Level::Aged);
        for &closed in &pieces {
            let bar = [Bar { closure: 0, level: Level::Confirmed, pieces: vec![closed] }];
            let now = router.cut_off(&points, &bar, Level::Aged);
            for (i, piece) in pieces.iter().enumerate().filter(|(_, p)| **p != closed) {
                let Standing::Joined { hangs_on: Some(on) } = &whole[i] else { panic!("{piece} is on the mainland") };
                let hangs = on.iter().any(|s| s.pieces.contains(&closed));
                hanging += usize::from(hangs);
                assert_eq!(hangs, matches!(&now[i], Standing::CutOff { bars, .. } if *bars == [0]), "{piece} by {closed}");
            }
        }
    }
    assert!(hanging > 50, "{hanging}");
}

#[test]
fn the_bars_that_cut_a_place_off_are_enough_and_needed() {
    // A road from a grid to a village, barred twice, and bars elsewhere.
    let mut table = String::from("town\tv\tVillage\t36.1\t40\nlink\tt0\tv\ttrack\t\n");
    for (a, b) in [(0, 1), (1, 3), (3, 2), (2, 0)] {
        table += &format!("link\tt{a}\tt{b}\tprimary\tR{a}\n");
    }
    let towns: String = (0..4).map(|i| format!("town\tt{i}\tTown\t36.{}\t40.{}\n", i / 2, i % 2)).collect();
    let network = Network::from_table(&format!("{towns}{table}")).expect("sound");
    let router = Router::new(&network, Profile::Car).expect("sound");
    let bar = |level, piece| Bar { closure: 0, level, pieces: vec![piece] };
    let place = |position| {
        let snap = |&arc: &u32| {
            let position = if network.piece_of(arc).1 { 1.0 - position } else { position };
            Snap { arc, position, metres: 0.0, lat: 36.1, lon: 40.0 }
        };
        network.arcs_of(0).iter().map(snap).collect::<Vec<_>>()
    };
    let points = [place(1.0)];
    let laid = [bar(Level::Aged, 0), bar(Level::Confirmed, 2), bar(Level::Suspected, 0)];
    let cut = |level| router.cut_off(&points, &laid, level).remove(0);
    assert!(matches!(cut(Level::Confirmed), Standing::Joined { hangs_on: Some(on) } if on.len() == 1 && on[0].pieces == [0]));
    assert_eq!(cut(Level::Suspected), Standing::CutOff { out: true, into: false, bars: vec![2] });
    assert_eq!(cut(Level::Aged), Standing::CutOff { out: true, into: false, bars: vec![2] });
}

#[test]
fn within_a_time_is_what_a_plain_search_reaches() {
    for seed in 0..20 {
        let mut dice = Dice(seed);
        let network = grid(9, 8, &mut dice);
        let router = Router::new(&network, Profile::Car).expect("sound");
        let mut desk = router.desk();
        let laid = bars(&network, 20, &mut dice);
        let from = point(&router, &mut dice);
        for way in [Way::Fastest, Way::Safest, Way::LeastRisk] {
            let found = desk.within(&from, &laid, way, 12);
            assert!(found.windows(2).all(|w| w[0].1 <= w[1].1) && found.iter().all(|(_, t)| *t <= 7200));
            for (place, snaps) in router.places().iter().enumerate() {
                let time = match desk.routes(&from, snaps, &laid, way, 1) {
                    Answer::Routes(routes) => Some(routes[0].cost_ds),
                    _ => None,
                };
                let listed = found.iter().find(|(p, _)| *p == place).map(|(_, t)| *t);
                if way != Way::LeastRisk {
                    assert_eq!(listed, time.filter(|t| *t <= 7200), "{place}");
                } else {
                    assert!(time.is_none_or(|t| t > 7200 || listed.is_some_and(|l| l <= t)));
                }
            }
        }
    }
}

#[test]
fn places_of_real_maps() {
    for (name, profile) in [("liechtenstein-latest", Profile::Car), ("andorra-latest", Profile::Truck { weight_t: 20.0, height_m: 4.0 })] {
        let Some(network) = map(&format!("{name}.osm.pbf")) else { continue };
        let router = Router::new(&network, profile).expect("sound");
        let mut dice = Dice(3);
        let points: Vec<Vec<Snap>> = (0..40).map(|_| point(&router, &mut dice)).collect();
        for count in [0, 150, 1500] {
            let laid = bars(&network, count, &mut dice);
            println!("{name}, {count} bars: joined, cut off, hanging: {:?}", check(&router, &points, &laid, Level::Suspected));
        }
    }
}
