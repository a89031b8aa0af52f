//! No route makes a turn that the map forbids. The check reads the relations itself, knows nothing of copies of junctions, and
//! looks only at the ways that a route takes and the nodes where it changes from one to the next.

use crate::real::shared;
use accalmie_roads::astar::Finder;
use accalmie_roads::{End, Network, Profile};
use osmpbf::{Element, ElementReader, RelMemberType};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Of a pair (from way, via node): the ways that must not be taken, and those of which one must be.
#[derive(Default)]
struct Law {
    not: BTreeSet<i64>,
    only: BTreeSet<i64>,
}

struct Raw {
    laws: BTreeMap<(i64, i64), Law>,
    ways: BTreeMap<i64, Vec<i64>>,
    /// The nodes that restrictions are at, by where they lie.
    vias: BTreeMap<(i32, i32), i64>,
}

fn each(path: &Path, look: impl FnMut(Element<'_>)) {
    ElementReader::from_path(path).expect("there").for_each(look).expect("a sound map");
}

/// Plain restrictions of cars by way of a node, as they stand in the file.
fn raw(path: &Path) -> Raw {
    let mut raw = Raw { laws: BTreeMap::new(), ways: BTreeMap::new(), vias: BTreeMap::new() };
    each(path, |element| match element {
        Element::Way(w) => drop(raw.ways.insert(w.id(), w.refs().collect())),
        Element::Relation(r) => {
            let tags: BTreeMap<&str, &str> = r.tags().collect();
            let excepted = tags.get("except").is_some_and(|e| e.split(';').any(|w| w.starts_with("motor")));
            let (Some(&"restriction"), Some(value), false) = (tags.get("type"), tags.get("restriction"), excepted) else { return };
            let member = |role: &str, kind: RelMemberType| -> Vec<i64> {
                r.members().filter(|m| m.role().ok() == Some(role) && m.member_type == kind).map(|m| m.member_id).collect()
            };
            let (from, via, to) =
                (member("from", RelMemberType::Way), member("via", RelMemberType::Node), member("to", RelMemberType::Way));
            if let ([from], [via], [to]) = (&from[..], &via[..], &to[..]) {
                let law = raw.laws.entry((*from, *via)).or_default();
                if value.starts_with("only_") { &mut law.only } else { &mut law.not }.insert(*to);
            }
        }
        _ => {}
    });
    let wanted: BTreeSet<i64> = raw.laws.keys().map(|k| k.1).collect();
    each(path, |element| {
        let (id, lat, lon) = match &element {
            Element::Node(n) => (n.id(), n.decimicro_lat(), n.decimicro_lon()),
            Element::DenseNode(n) => (n.id(), n.decimicro_lat(), n.decimicro_lon()),
            _ => return,
        };
        if wanted.contains(&id) {
            raw.vias.insert((lat, lon), id);
        }
    });
    // What is no end of its way can be meant in two senses, and is left to nobody's guess.
    let ends = |way: &i64, via: i64| raw.ways.get(way).is_some_and(|n| (n.first() == Some(&via)) != (n.last() == Some(&via)));
    raw.laws.retain(|(from, via), law| {
        law.not.retain(|to| ends(to, *via));
        law.only.retain(|to| ends(to, *via));
        ends(from, *via) && !(law.not.is_empty() && law.only.is_empty())
    });
    raw
}

/// The first turn of these arcs that is forbidden, as (from way, via node, to way).
fn broken(network: &Network, raw: &Raw, arcs: &[u32]) -> Option<(i64, i64, i64)> {
    let graph = network.graph();
    let driven: Vec<u32> = arcs.iter().copied().filter(|&a| !network.is_passage(a)).collect();
    driven.windows(2).find_map(|w| {
        let head = graph.head[w[0] as usize] as usize;
        let via = *raw.vias.get(&(graph.lat[head], graph.lon[head]))?;
        let (from, to) = (network.segment(w[0]).way, network.segment(w[1]).way);
        let law = raw.laws.get(&(from, via))?;
        (law.not.contains(&to) || !law.only.is_empty() && !law.only.contains(&to)).then_some((from, via, to))
    })
}

#[test]
fn no_route_makes_a_forbidden_turn() {
    for map in ["porto.osm.pbf", "andorra-latest.osm.pbf"] {
        let Some(path) = shared(map) else { continue };
        let raw = raw(&path);
        let (network, _) = Network::import(std::fs::File::open(&path).expect("there")).expect("a sound map");
        let (graph, weights) = (network.graph(), network.weights(&Profile::Car));
        let finder = Finder::new(graph, &weights);
        let end = |node| End { node, cost: 0 };
        let (mut held, mut tempted, mut laws) = (0, 0, 0);
        for (i, (from, via)) in raw.laws.keys().enumerate() {
            let here = |n: &u32| raw.vias.get(&(graph.lat[*n as usize], graph.lon[*n as usize])) == Some(via);
            let arcs = 0..graph.arcs() as u32;
            let open = |a: &u32| weights[*a as usize] < accalmie_roads::graph::CLOSED && !network.is_passage(*a);
            let ins: Vec<u32> =
                arcs.clone().filter(|a| open(a) && here(&graph.head[*a as usize]) && network.segment(*a).way == *from).collect();
            let outs: Vec<u32> = arcs.filter(|a| open(a) && here(&graph.tail[*a as usize])).collect();
            laws += usize::from(!ins.is_empty() && !outs.is_empty());
            let Some(&way_in) = ins.first() else { continue };
            let through = |start: u32, out: u32| {
                let walk = finder.walk(&[end(start)], &[end(graph.head[out as usize])])?;
                Some([&[way_in], &walk.arcs[..]].concat())
            };
            for &out in &outs {
                // From where the way in really ends, and from a copy of the junction that forbids nothing.
                if let Some(route) = through(graph.head[way_in as usize], out) {
                    assert_eq!(broken(&network, &raw, &route), None, "{map}");
                    held += 1;
                }
                if through(graph.tail[out as usize], out).is_some_and(|route| broken(&network, &raw, &route).is_some()) {
                    tempted += 1;
                }
            }
            // And far routes, which pass many junctions.
            let far = (i as u32).wrapping_mul(2_654_435_761) % graph.nodes() as u32;
            if let Some(walk) = finder.walk(&[end(graph.tail[way_in as usize])], &[end(far)]) {
                assert_eq!(broken(&network, &raw, &walk.arcs), None, "{map}");
                held += 1;
            }
        }
        println!("{map}: {laws} junctions and ways in with restrictions, {held} routes held, {tempted} would break one");
        assert!(laws > 40 && tempted > 40, "{map}: {laws} {tempted}");
    }
}
