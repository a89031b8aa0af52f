//! A network is the roads of a map: the graph that is searched, and for each arc the stretch of road that it runs along.

use crate::graph::Graph;
use crate::kind::{Class, Kind, closed_list};
use crate::{globe, shape};
use std::collections::BTreeMap;
use std::ops::Range;

/// Built by [`Network::import`] from a map, by [`Network::from_table`] from a table, or by [`Network::load`] from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    pub(crate) graph: Graph,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) shapes: Vec<u8>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) roads: Vec<Road>,
    pub(crate) places: Vec<Place>,
    /// Of each arc: twice its piece, plus one where it runs against the way as drawn.
    pub(crate) along: Vec<u32>,
    /// The arcs of piece `p` are `arcs_of[arcs_from[p]..arcs_from[p + 1]]`. Made anew when loaded.
    pub(crate) arcs_from: Vec<u32>,
    pub(crate) arcs_of: Vec<u32>,
    /// Links between towns that are known to exist, with no surveyed line and no surveyed length.
    pub schematic: bool,
    /// The order of nodes for the hierarchy, where somebody has worked it out.
    pub order: Option<Vec<u32>>,
}

/// What is kept of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    pub from: u32,
    pub to: u32,
    /// Where its points end in `shapes`; they begin where those of the piece before end.
    pub shape_end: u32,
    pub length_cm: u32,
    pub way: i64,
    pub kind: u32,
    pub road: u32,
}

/// How a road is called. Road 0 has no name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Road {
    /// Number, as the map writes it: `M4`, or several with `;` between.
    pub reference: String,
    pub name: String,
    /// Other names with their language or kind: (`ar`, …), (`alt`, …); sorted.
    pub names: Vec<(String, String)>,
}

closed_list! {
    /// What a place is.
    PlaceKind {
        Other = "other",
        City = "city",
        Town = "town",
        Village = "village",
        Hamlet = "hamlet",
        Quarter = "quarter",
        Locality = "locality",
        Hospital = "hospital",
        Clinic = "clinic",
        Border = "border_control",
        /// Ground that the map marks as mined.
        Minefield = "minefield",
    }
}

/// A point that one wants to reach or to keep away from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub kind: PlaceKind,
    /// Its OpenStreetMap id: `n` and the number of a node, or `w` and that of a way; in a table, the row's own id.
    pub id: String,
    /// WGS 84, in units of 1e-7 degrees; of an area, the mean of its corners.
    pub lat: i32,
    pub lon: i32,
    pub name: String,
    pub names: Vec<(String, String)>,
    /// 0 where unknown.
    pub population: u32,
}

/// A stretch of road between two junctions, seen in the direction of one arc.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment<'a> {
    /// Number of the stretch, the same for both directions and for all copies.
    pub number: u32,
    /// Latitude and longitude in degrees, from the arc's tail to its head; at least two.
    pub geometry: Vec<(f64, f64)>,
    pub length_m: f64,
    /// The OpenStreetMap way it is cut from; 0 in a schematic network.
    pub way: i64,
    pub kind: &'a Kind,
    pub road: &'a Road,
    /// Does the arc run against the way as drawn?
    pub backward: bool,
}

impl Network {
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// How many pieces there are, the steps between copies of a junction among them; they are numbered from 0.
    pub fn pieces(&self) -> u32 {
        self.pieces.len() as u32
    }

    /// Stretches of road, without the steps between copies of a junction.
    pub fn segments(&self) -> usize {
        (0..self.pieces.len()).filter(|&p| self.kind(p as u32).class != Class::Passage).count()
    }

    /// The stretch that an arc runs along. Panics where there is no such arc, as an index does.
    pub fn segment(&self, arc: u32) -> Segment<'_> {
        let (number, backward) = self.piece_of(arc);
        let piece = &self.pieces[number as usize];
        let mut points = self.points(number);
        if backward {
            points.reverse();
        }
        Segment {
            number,
            geometry: points.into_iter().map(|(lat, lon)| (globe::degrees(lat), globe::degrees(lon))).collect(),
            length_m: f64::from(piece.length_cm) / 100.0,
            way: piece.way,
            kind: &self.kinds[piece.kind as usize],
            road: &self.roads[piece.road as usize],
            backward,
        }
    }

    /// The number of the stretch that an arc runs along, and whether it runs against the way as drawn.
    pub fn piece_of(&self, arc: u32) -> (u32, bool) {
        let along = self.along[arc as usize];
        (along >> 1, along & 1 == 1)
    }

    /// All arcs of a stretch of road: both directions, and each as often as its junctions have copies. To close the stretch,
    /// close all of them.
    pub fn arcs_of(&self, piece: u32) -> &[u32] {
        let range = self.arcs_from[piece as usize] as usize..self.arcs_from[piece as usize + 1] as usize;
        &self.arcs_of[range]
    }

    pub fn kind(&self, piece: u32) -> &Kind {
        &self.kinds[self.pieces[piece as usize].kind as usize]
    }

    /// Is the arc a step between copies of a junction, and no road?
    pub fn is_passage(&self, arc: u32) -> bool {
        self.kind(self.along[arc as usize] >> 1).class == Class::Passage
    }

    pub fn length_m(&self, arc: u32) -> f64 {
        f64::from(self.pieces[(self.along[arc as usize] >> 1) as usize].length_cm) / 100.0
    }

    /// The arcs of the roads that bear this number or name, in any language that the map has: “M4” finds `M 4`, `M-4` and
    /// `M4;M5`. Case, spaces and hyphens do not count; other spellings are the gazetteer's affair.
    pub fn roads_named(&self, name: &str) -> Vec<u32> {
        let asked = plain(name);
        if asked.is_empty() {
            return Vec::new();
        }
        let bears = |r: &Road| {
            r.reference.split(';').any(|one| plain(one) == asked)
                || plain(&r.name) == asked
                || r.names.iter().any(|(_, n)| n.split(';').any(|one| plain(one) == asked))
        };
        let bearing: Vec<bool> = self.roads.iter().map(bears).collect();
        (0..self.along.len() as u32).filter(|&a| bearing[self.pieces[(self.along[a as usize] >> 1) as usize].road as usize]).collect()
    }

    /// All numbers and names of roads with the stretches that bear them.
    pub fn named_roads(&self) -> BTreeMap<&Road, usize> {
        let mut out = BTreeMap::new();
        for piece in self.pieces.iter().filter(|p| p.road > 0) {
            *out.entry(&self.roads[piece.road as usize]).or_default() += 1;
        }
        out
    }

    /// The line of a stretch as drawn, in units.
    pub(crate) fn points(&self, piece: u32) -> Vec<(i32, i32)> {
        let p = &self.pieces[piece as usize];
        shape::decode(self.at(p.from), &self.shapes[self.shape(piece)], self.at(p.to))
    }

    pub(crate) fn at(&self, node: u32) -> (i32, i32) {
        (self.graph.lat[node as usize], self.graph.lon[node as usize])
    }

    fn shape(&self, piece: u32) -> Range<usize> {
        let from = if piece == 0 { 0 } else { self.pieces[piece as usize - 1].shape_end };
        from as usize..self.pieces[piece as usize].shape_end as usize
    }

    /// Which arcs each piece has, from which piece each arc has.
    pub(crate) fn index_arcs(&mut self) {
        let mut from = vec![0u32; self.pieces.len() + 1];
        for along in &self.along {
            from[(along >> 1) as usize + 1] += 1;
        }
        for p in 0..self.pieces.len() {
            from[p + 1] += from[p];
        }
        let mut next = from.clone();
        self.arcs_of = vec![0; self.along.len()];
        for (arc, along) in self.along.iter().enumerate() {
            let slot = &mut next[(along >> 1) as usize];
            self.arcs_of[*slot as usize] = arc as u32;
            *slot += 1;
        }
        self.arcs_from = from;
    }
}

/// A name without what writers differ in.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')).flat_map(char::to_lowercase).collect()
}
