//! The store is one file that holds a network: a header, columns of small differences, and a checksum.
//!
//! `ACROADS\n`, version (u32), length of the body (u64), the body, CRC-32 of all before it (u32); little endian. A column is a
//! count (u32), its length in bytes (u32) and signed numbers of one to ten bytes. What a file claims is held against what
//! it has before memory is taken for it.

mod columns;

use crate::error::Error;
use crate::graph::Graph;
use crate::kind::{Class, Flags, Kind, Modes, Smoothness, Surface};
use crate::network::{Network, Piece, Place, PlaceKind, Road};
use columns::{Reader, Writer};
use std::io::Write;

const MAGIC: &[u8; 8] = b"ACROADS\n";
/// Goes up with every change of the file; a file of another version is made anew from the map.
const VERSION: u32 = 1;
const HEADER: usize = 8 + 4 + 8;

impl Network {
    /// Writes the network, with the hierarchy's order of nodes where there is one.
    pub fn save(&self, mut to: impl Write) -> std::io::Result<()> {
        let body = self.body()?;
        let mut bytes = Vec::with_capacity(HEADER + body.len() + 4);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((body.len() as u64).to_le_bytes());
        bytes.extend(body);
        let sum = crc32fast::hash(&bytes);
        bytes.extend(sum.to_le_bytes());
        to.write_all(&bytes)
    }

    /// Reads what [`Network::save`] wrote.
    ///
    /// # Errors
    /// [`Error::Stored`] where the file is no network, of another version, cut off, or changed in any byte.
    pub fn load(bytes: &[u8]) -> Result<Network, Error> {
        let magic = bytes.get(..8).ok_or_else(|| stored("it is shorter than its header"))?;
        if magic != MAGIC {
            return Err(stored("it is no road network of this program"));
        }
        let word = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
        let version = word(8).ok_or_else(|| stored("it is shorter than its header"))?;
        if version != VERSION {
            return Err(stored(format!("it has version {version}, and this program reads {VERSION}")));
        }
        let claimed = bytes.get(12..HEADER).and_then(|b| b.try_into().ok()).map(u64::from_le_bytes);
        let Some(claimed) = claimed.filter(|_| bytes.len() >= HEADER + 4) else { return Err(stored("it is shorter than its header")) };
        if claimed != (bytes.len() - HEADER - 4) as u64 {
            return Err(stored("it is not as long as it says: it was cut off or something was added"));
        }
        let end = bytes.len() - 4;
        if word(end) != Some(crc32fast::hash(&bytes[..end])) {
            return Err(stored("its checksum is wrong: some bytes have changed"));
        }
        read(&mut Reader(&bytes[HEADER..end])).ok_or_else(|| stored("its checksum is right, but what it holds is no network"))
    }

    fn body(&self) -> std::io::Result<Vec<u8>> {
        let mut w = Writer(Vec::new());
        let g = &self.graph;
        w.0.push(u8::from(self.schematic) | u8::from(self.order.is_some()) << 1);
        w.steps(g.lat.iter().map(|&v| i64::from(v)))?;
        w.steps(g.lon.iter().map(|&v| i64::from(v)))?;
        w.steps(g.tail.iter().map(|&v| i64::from(v)))?;
        w.column(g.head.iter().zip(&g.tail).map(|(&h, &t)| i64::from(h) - i64::from(t)))?;
        w.steps(self.along.iter().map(|&v| i64::from(v)))?;
        let p = &self.pieces;
        w.steps(p.iter().map(|p| i64::from(p.from)))?;
        w.column(p.iter().map(|p| i64::from(p.to) - i64::from(p.from)))?;
        w.steps(p.iter().map(|p| i64::from(p.shape_end)))?;
        w.column(p.iter().map(|p| i64::from(p.length_cm)))?;
        w.steps(p.iter().map(|p| p.way))?;
        w.steps(p.iter().map(|p| i64::from(p.kind)))?;
        w.steps(p.iter().map(|p| i64::from(p.road)))?;
        w.bytes(&self.shapes)?;
        w.column(self.kinds.iter().flat_map(figures))?;
        w.column([self.roads.len() as i64])?;
        for road in &self.roads {
            w.called(&road.reference, &road.name, &road.names)?;
        }
        w.column(self.places.iter().flat_map(|p| [p.kind as i64, p.lat.into(), p.lon.into(), p.population.into()]))?;
        for place in &self.places {
            w.called(&place.id, &place.name, &place.names)?;
        }
        if let Some(order) = &self.order {
            w.steps(order.iter().map(|&v| i64::from(v)))?;
        }
        Ok(w.0)
    }
}

fn stored(what: impl Into<String>) -> Error {
    Error::Stored(what.into())
}

const FIGURES: usize = 10;

fn figures(k: &Kind) -> [i64; FIGURES] {
    [
        k.class as i64,
        k.surface as i64,
        k.smoothness as i64,
        k.tracktype.into(),
        k.flags.0.into(),
        k.forward.0.into(),
        k.backward.0.into(),
        k.maxspeed_kmh.into(),
        k.maxweight_10kg.into(),
        k.maxheight_cm.into(),
    ]
}

fn kind(f: &[i64]) -> Option<Kind> {
    let byte = |i: usize| u8::try_from(*f.get(i)?).ok();
    let word = |i: usize| u16::try_from(*f.get(i)?).ok();
    Some(Kind {
        class: Class::nth(byte(0)?)?,
        surface: Surface::nth(byte(1)?)?,
        smoothness: Smoothness::nth(byte(2)?)?,
        tracktype: byte(3)?,
        flags: Flags(word(4)?),
        forward: Modes(byte(5)?),
        backward: Modes(byte(6)?),
        maxspeed_kmh: byte(7)?,
        maxweight_10kg: word(8)?,
        maxheight_cm: word(9)?,
    })
}

/// Values that fit, all of them below `limit`.
fn below(values: Vec<i64>, limit: usize) -> Option<Vec<u32>> {
    values.into_iter().map(|v| u32::try_from(v).ok().filter(|&v| (v as usize) < limit)).collect()
}

fn read(r: &mut Reader<'_>) -> Option<Network> {
    let said = *r.cut(1)?.first()?;
    let fit = |values: Vec<i64>| values.into_iter().map(|v| i32::try_from(v).ok()).collect::<Option<Vec<i32>>>();
    let (lat, lon) = (fit(r.steps()?)?, fit(r.steps()?)?);
    let nodes = lat.len();
    let tail = below(r.steps()?, nodes)?;
    let ahead = r.column()?;
    let along = r.steps()?;
    if lon.len() != nodes || ahead.len() != tail.len() || along.len() != tail.len() || !tail.is_sorted() {
        return None;
    }
    let head = tail.iter().zip(ahead).map(|(&t, d)| i64::from(t).checked_add(d)).collect::<Option<Vec<i64>>>()?;
    let head = below(head, nodes)?;
    let pieces = pieces(r, nodes)?;
    let shapes = r.bytes()?.to_vec();
    if pieces.last().map_or(0, |p| p.shape_end as usize) != shapes.len() {
        return None;
    }
    let figures = r.column()?;
    let kinds: Vec<Kind> = figures.chunks(FIGURES).map(kind).collect::<Option<_>>()?;
    let count = *r.column()?.first()?;
    let mut roads = Vec::new();
    for _ in 0..usize::try_from(count).ok().filter(|&n| n <= r.0.len())? {
        let (reference, name, names) = r.called()?;
        roads.push(Road { reference, name, names });
    }
    let mut places = Vec::new();
    for f in r.column()?.chunks(4) {
        let [kind, lat, lon, population] = f.try_into().ok()?;
        let kind = PlaceKind::nth(u8::try_from(kind).ok()?)?;
        let (lat, lon, population) = (i32::try_from(lat).ok()?, i32::try_from(lon).ok()?, u32::try_from(population).ok()?);
        places.push(Place { kind, lat, lon, population, ..Place::default() });
    }
    for place in &mut places {
        (place.id, place.name, place.names) = r.called()?;
    }
    if pieces.iter().any(|p| p.kind as usize >= kinds.len() || p.road as usize >= roads.len()) {
        return None;
    }
    let order = if said & 2 == 0 { None } else { Some(permutation(below(r.steps()?, nodes)?, nodes)?) };
    if !r.0.is_empty() {
        return None;
    }
    let mut first = vec![0u32; nodes + 1];
    tail.iter().for_each(|&t| first[t as usize + 1] += 1);
    (0..nodes).for_each(|n| first[n + 1] += first[n]);
    let along = below(along, 2 * pieces.len())?;
    let graph = Graph { lat, lon, first, tail, head };
    let mut network = Network { graph, pieces, shapes, kinds, roads, places, along, schematic: said & 1 == 1, order, ..Network::default() };
    network.index_arcs();
    Some(network)
}

fn pieces(r: &mut Reader<'_>, nodes: usize) -> Option<Vec<Piece>> {
    let from = below(r.steps()?, nodes)?;
    let to = from.iter().zip(r.column()?).map(|(&f, d)| i64::from(f).checked_add(d)).collect::<Option<Vec<i64>>>()?;
    let to = below(to, nodes)?;
    let shape_end = below(r.steps()?, u32::MAX as usize)?;
    let length = below(r.column()?, usize::MAX)?;
    let way = r.steps()?;
    let (kind, road) = (below(r.steps()?, usize::MAX)?, below(r.steps()?, usize::MAX)?);
    let n = from.len();
    if [to.len(), shape_end.len(), length.len(), way.len(), kind.len(), road.len()].iter().any(|&l| l != n) || !shape_end.is_sorted() {
        return None;
    }
    let piece = |i: usize| Piece {
        from: from[i],
        to: to[i],
        shape_end: shape_end[i],
        length_cm: length[i],
        way: way[i],
        kind: kind[i],
        road: road[i],
    };
    Some((0..n).map(piece).collect())
}

/// Every node once.
fn permutation(order: Vec<u32>, nodes: usize) -> Option<Vec<u32>> {
    let mut seen = vec![false; nodes];
    let fresh = order.iter().all(|&n| !std::mem::replace(&mut seen[n as usize], true));
    (fresh && order.len() == nodes).then_some(order)
}
