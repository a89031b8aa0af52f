//! Building cuts ways at their junctions into stretches.

use super::pbf::{Found, Way};
use super::{Imported, turns};
use crate::assemble::{Barrier, Parts};
use crate::error::Error;
use crate::kind::Kind;
use crate::network::{Piece, Road};
use crate::{globe, shape};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The nodes of all ways and areas, sorted, without repeats.
pub(super) fn wanted(found: &Found) -> Vec<i64> {
    let mut ids: Vec<i64> = found.ways.iter().map(|w| &w.nodes).chain(found.areas.iter().map(|(_, n)| n)).flatten().copied().collect();
    ids.par_sort_unstable();
    ids.dedup();
    ids
}

/// `at` has the place of each of the `wanted` nodes.
pub(super) fn parts(mut found: Found, wanted: &[i64], at: &[Option<(i32, i32)>], told: &mut Imported) -> Result<Parts, Error> {
    if wanted.len() >= (u32::MAX / 4) as usize {
        return Err(Error::TooLarge("a billion nodes"));
    }
    let place = |id: &i64| wanted.binary_search(id).ok();
    let mut places = std::mem::take(&mut found.places);
    for (mut area, corners) in std::mem::take(&mut found.areas) {
        let corners: Vec<(i32, i32)> = corners.iter().filter_map(|id| at[place(id)?]).collect();
        if let Some((lat, lon)) = middle(&corners) {
            (area.lat, area.lon) = (lat, lon);
            places.push(area);
        }
    }
    places.sort();
    let stops: HashMap<u32, Kind> = found.barriers.iter().filter_map(|(id, kind)| Some((place(id)? as u32, *kind))).collect();
    let lines: Vec<(bool, Vec<Vec<u32>>)> = found.ways.par_iter().map(|way| line(way, wanted, at)).collect();
    let gates: HashSet<u32> = found.gates.iter().filter_map(|id| Some(place(id)? as u32)).collect();
    let met: BTreeSet<u32> = lines.iter().flat_map(|(_, runs)| runs).flatten().copied().filter(|i| gates.contains(i)).collect();
    told.gates_taken_as_open = met.len();
    let joins = joins(&lines, wanted.len(), &stops);
    let mut builder = Builder {
        parts: Parts { places, roads: vec![Road::default()], ..Parts::default() },
        junction: vec![u32::MAX; wanted.len()],
        at,
        kinds: HashMap::new(),
        roads: HashMap::from([(Road::default(), 0)]),
    };
    for (way, (whole, runs)) in found.ways.into_iter().zip(lines) {
        told.ways += 1;
        told.ways_with_missing_nodes += usize::from(!whole);
        builder.way(way, &runs, &joins)?;
    }
    let Builder { mut parts, junction, .. } = builder;
    let node = |i: usize| Some(junction[i]).filter(|&j| j != u32::MAX);
    let mut barriers: Vec<Barrier> = stops.iter().filter_map(|(&i, &passing)| Some(Barrier { at: node(i as usize)?, passing })).collect();
    barriers.sort_by_key(|b| b.at);
    told.barriers = barriers.len();
    parts.forbidden = turns::forbidden(&parts.pieces, &parts.kinds, &found.restrictions, |id| node(place(&id)?), told);
    parts.barriers = barriers;
    Ok(parts)
}

fn middle(points: &[(i32, i32)]) -> Option<(i32, i32)> {
    let n = i64::try_from(points.len()).ok().filter(|&n| n > 0)?;
    let mean = |of: fn(&(i32, i32)) -> i32| (points.iter().map(|p| i64::from(of(p))).sum::<i64>() / n) as i32;
    Some((mean(|p| p.0), mean(|p| p.1)))
}

/// The nodes of a way by their place in `wanted`, in runs that a missing node ends; first: is nothing missing?
fn line(way: &Way, wanted: &[i64], at: &[Option<(i32, i32)>]) -> (bool, Vec<Vec<u32>>) {
    let (mut whole, mut runs, mut run) = (true, Vec::new(), Vec::<u32>::new());
    for id in &way.nodes {
        match wanted.binary_search(id) {
            Ok(i) if at[i].is_some() => {
                if run.last() != Some(&(i as u32)) {
                    run.push(i as u32);
                }
            }
            _ => {
                whole = false;
                runs.push(std::mem::take(&mut run));
            }
        }
    }
    runs.push(run);
    runs.retain(|r| r.len() > 1);
    (whole, runs)
}

/// Which nodes are junctions: ends of a way, where ways meet, where somebody is stopped.
fn joins(lines: &[(bool, Vec<Vec<u32>>)], nodes: usize, stops: &HashMap<u32, Kind>) -> Vec<bool> {
    let mut uses = vec![0u8; nodes];
    let mut add = |i: u32, n: u8| uses[i as usize] = uses[i as usize].saturating_add(n);
    for run in lines.iter().flat_map(|(_, runs)| runs) {
        run.iter().for_each(|&i| add(i, 1));
        add(run[0], 1);
        add(run[run.len() - 1], 1);
    }
    stops.keys().for_each(|&i| add(i, 2));
    uses.into_iter().map(|n| n > 1).collect()
}

struct Builder<'a> {
    parts: Parts,
    /// The junction that a node has become.
    junction: Vec<u32>,
    at: &'a [Option<(i32, i32)>],
    kinds: HashMap<Kind, u32>,
    roads: HashMap<Road, u32>,
}

impl Builder<'_> {
    fn way(&mut self, way: Way, runs: &[Vec<u32>], joins: &[bool]) -> Result<(), Error> {
        let mut kind = way.carrier.kind;
        if let Some(minutes) = way.carrier.minutes {
            let metres: f64 = runs.iter().map(|r| self.length(r)).sum();
            kind.maxspeed_kmh = (metres * 0.06 / minutes).clamp(1.0, 60.0) as u8;
        }
        let kinds = &mut self.parts.kinds;
        let kind = *self.kinds.entry(kind).or_insert_with(|| {
            kinds.push(kind);
            kinds.len() as u32 - 1
        });
        let roads = &mut self.parts.roads;
        let road = match self.roads.get(&way.road) {
            Some(&number) => number,
            None => {
                roads.push(way.road.clone());
                self.roads.insert(way.road, roads.len() as u32 - 1);
                roads.len() as u32 - 1
            }
        };
        for run in runs {
            let mut start = 0;
            for i in 1..run.len() {
                if !joins[run[i] as usize] {
                    continue;
                }
                let stretch = &run[start..=i];
                start = i;
                // A ring is cut once more, so that no arc ends where it starts.
                let ring = stretch[0] == stretch[stretch.len() - 1];
                let cut = if ring { stretch.len() / 2 } else { 0 };
                for part in [&stretch[..=cut], &stretch[cut..]] {
                    if part.len() > 1 {
                        self.piece(part, way.id, kind, road)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn piece(&mut self, nodes: &[u32], way: i64, kind: u32, road: u32) -> Result<(), Error> {
        let (first, last) = (nodes[0], nodes[nodes.len() - 1]);
        let (from, to) = (self.junction(first), self.junction(last));
        let between: Vec<(i32, i32)> = nodes[1..nodes.len() - 1].iter().map(|&i| self.point(i)).collect();
        shape::encode(self.point(first), &between, &mut self.parts.shapes);
        let shape_end = u32::try_from(self.parts.shapes.len()).map_err(|_| Error::TooLarge("4 GB of lines"))?;
        let length_cm = (self.length(nodes) * 100.0).round() as u32;
        self.parts.pieces.push(Piece { from, to, shape_end, length_cm, way, kind, road });
        Ok(())
    }

    fn junction(&mut self, i: u32) -> u32 {
        let (lat, lon) = self.point(i);
        let number = &mut self.junction[i as usize];
        if *number == u32::MAX {
            *number = self.parts.lat.len() as u32;
            self.parts.lat.push(lat);
            self.parts.lon.push(lon);
        }
        *number
    }

    /// Runs have only nodes whose place is known.
    fn point(&self, i: u32) -> (i32, i32) {
        self.at[i as usize].unwrap_or_default()
    }

    fn length(&self, nodes: &[u32]) -> f64 {
        nodes.windows(2).map(|w| globe::metres(self.point(w[0]), self.point(w[1]))).sum()
    }
}
