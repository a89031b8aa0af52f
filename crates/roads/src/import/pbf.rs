//! A PBF file is read twice: first for ways, restrictions, barriers and points, then for where the nodes of the ways are.
//!
//! Blocks are unpacked on all cores and put together in the order of the file. A block that cannot be read ends the import.

use super::points;
use super::tags::{self, Carrier, Not, Tags};
use super::turns::{self, Left, Restriction};
use crate::error::Error;
use crate::kind::Kind;
use crate::network::{Place, PlaceKind, Road};
use osmpbf::{BlobDecode, BlobReader, Element, HeaderBlock, PrimitiveBlock, RelMemberType};
use rayon::prelude::*;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a map has that a network is made of.
#[derive(Default)]
pub(super) struct Found {
    pub ways: Vec<Way>,
    pub restrictions: Vec<Restriction>,
    pub left: Vec<Left>,
    pub not: Vec<Not>,
    /// Nodes where somebody is stopped.
    pub barriers: Vec<(i64, Kind)>,
    /// Gates of which nothing is said.
    pub gates: Vec<i64>,
    /// Ways of which something is said that holds at some hours only.
    pub conditional: usize,
    pub places: Vec<Place>,
    /// Places drawn as areas, with their corners.
    pub areas: Vec<(Place, Vec<i64>)>,
    pub nodes: usize,
    /// Of each block that was read: has it nodes?
    pub has_nodes: Vec<bool>,
}

pub(super) struct Way {
    pub id: i64,
    pub nodes: Vec<i64>,
    pub carrier: Carrier,
    pub road: Road,
}

/// How many blocks are unpacked at a time; each has at most 32 MB, and usually less than 2.
const AT_ONCE: usize = 16;

pub(super) fn read(file: &mut (impl Read + Seek + Send)) -> Result<Found, Error> {
    let mut found = Found::default();
    blocks(
        file,
        |_| true,
        gather,
        |part| {
            found.has_nodes.push(part.nodes > 0);
            found.nodes += part.nodes;
            found.ways.extend(part.ways);
            found.restrictions.extend(part.restrictions);
            found.left.extend(part.left);
            found.not.extend(part.not);
            found.barriers.extend(part.barriers);
            found.gates.extend(part.gates);
            found.conditional += part.conditional;
            found.places.extend(part.places);
            found.areas.extend(part.areas);
        },
    )?;
    Ok(found)
}

/// Where the `wanted` nodes are (sorted, without repeats); `None` for those that the map has not.
pub(super) fn coordinates(
    file: &mut (impl Read + Seek + Send),
    wanted: &[i64],
    has_nodes: &[bool],
) -> Result<Vec<Option<(i32, i32)>>, Error> {
    let mut out = vec![None; wanted.len()];
    let place = |block: &PrimitiveBlock| {
        let mut here = Vec::new();
        let mut from = 0;
        let mut node = |id: i64, at: Option<(i32, i32)>| {
            // Nodes come in rising order in nearly every file, so that the next is near.
            if wanted.get(from).is_none_or(|&w| w > id) && from > 0 && wanted[from - 1] >= id {
                from = 0;
            }
            let near = wanted.len().min(from + 64);
            let end = if wanted.get(near.saturating_sub(1)).is_some_and(|&w| w >= id) { near } else { wanted.len() };
            from += wanted[from..end].partition_point(|&w| w < id);
            if wanted.get(from) == Some(&id) {
                here.extend(at.map(|at| (from, at)));
            }
        };
        block.for_each_element(|element| match element {
            Element::Node(n) => node(n.id(), at(n.nano_lat(), n.nano_lon())),
            Element::DenseNode(n) => node(n.id(), at(n.nano_lat(), n.nano_lon())),
            _ => {}
        });
        here
    };
    blocks(
        file,
        |block| has_nodes.get(block).copied().unwrap_or(true),
        place,
        |here| {
            for (i, at) in here {
                out[i] = Some(at);
            }
        },
    )?;
    Ok(out)
}

/// In units of 1e-7 degrees; `None` for what is not on Earth.
fn at(nano_lat: i64, nano_lon: i64) -> Option<(i32, i32)> {
    let (lat, lon) = (nano_lat.div_euclid(100), nano_lon.div_euclid(100));
    let fits = (-900_000_000..=900_000_000).contains(&lat) && (-1_800_000_000..=1_800_000_000).contains(&lon);
    fits.then_some((lat as i32, lon as i32))
}

/// Reads the file from its start, `work`s on each data block for which `wants` (numbered from 0) on all cores, and hands the
/// results to `take` in the order of the file.
fn blocks<T: Send>(
    file: &mut (impl Read + Seek + Send),
    wants: impl Fn(usize) -> bool,
    work: impl Fn(&PrimitiveBlock) -> T + Sync,
    mut take: impl FnMut(T),
) -> Result<(), Error> {
    file.seek(SeekFrom::Start(0))?;
    let mut blobs = BlobReader::new(BufReader::with_capacity(1 << 16, file)).enumerate();
    let (mut header, mut number) = (false, 0);
    loop {
        let mut batch = Vec::with_capacity(AT_ONCE);
        for (block, blob) in blobs.by_ref() {
            let blob = blob.map_err(|e| Error::Pbf { block, what: e.to_string() })?;
            match blob.get_type() {
                osmpbf::BlobType::OsmHeader => {
                    check(block, &guarded(block, || blob.to_headerblock())?)?;
                    header = true;
                }
                osmpbf::BlobType::OsmData if !header => return Err(Error::NoHeader),
                osmpbf::BlobType::OsmData => {
                    if wants(number) {
                        batch.push((block, blob));
                    }
                    number += 1;
                }
                osmpbf::BlobType::Unknown(_) => {}
            }
            if batch.len() == AT_ONCE {
                break;
            }
        }
        if batch.is_empty() {
            break;
        }
        let one = |(block, blob): (usize, osmpbf::Blob)| {
            guarded(block, || match blob.decode()? {
                BlobDecode::OsmData(data) => Ok(Some(work(&data))),
                _ => Ok(None),
            })
        };
        let done: Vec<Result<Option<T>, Error>> = batch.into_par_iter().map(one).collect();
        for part in done {
            if let Some(part) = part? {
                take(part);
            }
        }
    }
    if header { Ok(()) } else { Err(Error::NoHeader) }
}

/// The decoder stops with a panic at some figures that no sound file has (sums that overflow, in a build that checks them):
/// to us, that is a broken file.
fn guarded<T>(block: usize, work: impl FnOnce() -> osmpbf::Result<T>) -> Result<T, Error> {
    let broken = |what: String| Error::Pbf { block, what };
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|e| broken(e.to_string())),
        Err(_) => Err(broken("its figures make no sense".to_owned())),
    }
}

fn check(block: usize, header: &HeaderBlock) -> Result<(), Error> {
    const KNOWN: [&str; 2] = ["OsmSchema-V0.6", "DenseNodes"];
    match header.required_features().iter().find(|f| !KNOWN.contains(&f.as_str())) {
        Some(feature) if feature.chars().count() < 100 => Err(Error::Feature(feature.clone())),
        Some(_) => Err(Error::Pbf { block, what: "it asks for an unknown feature".to_owned() }),
        None => Ok(()),
    }
}

fn gather(block: &PrimitiveBlock) -> Found {
    let mut found = Found::default();
    block.for_each_element(|element| match element {
        Element::Node(n) => found.node(n.id(), at(n.nano_lat(), n.nano_lon()), Tags(n.tags().collect())),
        Element::DenseNode(n) => found.node(n.id(), at(n.nano_lat(), n.nano_lon()), Tags(n.tags().collect())),
        Element::Way(w) => found.way(w.id(), || w.refs().collect(), Tags(w.tags().collect())),
        Element::Relation(r) => {
            let tags = Tags(r.tags().collect());
            if tags.get("type").is_none_or(|t| !t.starts_with("restriction")) {
                return;
            }
            let members: Vec<turns::Member<'_>> = r
                .members()
                .filter_map(|m| {
                    let kind = match m.member_type {
                        RelMemberType::Node => b'n',
                        RelMemberType::Way => b'w',
                        RelMemberType::Relation => b'r',
                    };
                    Some((m.role().ok()?, kind, m.member_id))
                })
                .collect();
            match turns::restriction(&tags, &members) {
                Some(Ok(restriction)) => found.restrictions.push(restriction),
                Some(Err(left)) => found.left.push(left),
                None => {}
            }
        }
    });
    found
}

impl Found {
    fn node(&mut self, id: i64, at: Option<(i32, i32)>, tags: Tags<'_>) {
        self.nodes += 1;
        if tags.0.is_empty() {
            return;
        }
        if let Some(passing) = tags::barrier(&tags) {
            self.barriers.push((id, passing));
        } else if tags::gate_untold(&tags) {
            self.gates.push(id);
        }
        if let (Some(kind), Some(at)) = (points::kind(&tags), at) {
            self.places.push(points::place(kind, format!("n{id}"), at, &tags));
        }
    }

    fn way(&mut self, id: i64, nodes: impl Fn() -> Vec<i64>, tags: Tags<'_>) {
        match tags::carrier(&tags) {
            Ok(carrier) => {
                self.conditional += usize::from(tags.conditional());
                self.ways.push(Way { id, nodes: nodes(), carrier, road: points::called(&tags) });
            }
            Err(Not::Road) => {}
            Err(why) => self.not.push(why),
        }
        let area = |k: &PlaceKind| matches!(k, PlaceKind::Hospital | PlaceKind::Clinic | PlaceKind::Border | PlaceKind::Minefield);
        if let Some(kind) = points::kind(&tags).filter(area) {
            self.areas.push((points::place(kind, format!("w{id}"), (0, 0), &tags), nodes()));
        }
    }
}
