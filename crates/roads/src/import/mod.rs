//! Importing makes a network of an OpenStreetMap extract (`.osm.pbf`) that the user has.

mod build;
mod pbf;
mod points;
mod tags;
mod turns;
mod values;

use crate::assemble::assemble;
use crate::error::Error;
use crate::network::Network;
use std::io::{Read, Seek};

/// What was read, and what was left out and why. All are counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Nodes in the map, most of which belong to houses and the like.
    pub nodes: usize,
    /// Roads and ferries in the network.
    pub ways: usize,
    /// … of which some nodes are not in the map (it was cut out of a larger one): they end where it does.
    pub ways_with_missing_nodes: usize,
    /// Being built, planned or gone.
    pub ways_not_in_use: usize,
    /// Closed to cars, trucks, ambulances and walkers alike.
    pub ways_closed_to_all: usize,
    /// Something is said of them that holds at some hours or for some loads only, and is left out.
    pub ways_with_conditions: usize,
    /// Gates and checkpoints on roads of which the map does not say whether they open. They are taken as open.
    pub gates_taken_as_open: usize,
    /// Nodes on roads where somebody is stopped, or what weighs or measures too much.
    pub barriers: usize,
    /// Turn restrictions that routes keep to.
    pub restrictions: usize,
    /// Left out: they go by way of a road and not of a junction.
    pub restrictions_via_ways: usize,
    /// Left out: they hold at some hours only.
    pub restrictions_conditional: usize,
    /// They bind nobody that a profile stands for.
    pub restrictions_for_others: usize,
    /// Left out: they cannot be understood (members missing, of the wrong type, unknown kind).
    pub restrictions_broken: usize,
    /// Left out: a road runs through the junction, and which end is meant cannot be told.
    pub restrictions_ambiguous: usize,
    /// They are about roads that are not in the network, or that cannot be driven that way anyhow.
    pub restrictions_off_the_network: usize,
    /// Copies of junctions that were made for restrictions and barriers.
    pub copies: usize,
    pub places: usize,
}

impl Network {
    /// Reads an `.osm.pbf`. The file is read twice. Memory is some 70 bytes for each node of a road, and what 16 unpacked
    /// blocks take; a map of 4.8 million such nodes took 338 MB (`examples/import.rs`).
    pub fn import(mut map: impl Read + Seek + Send) -> Result<(Network, Imported), Error> {
        let mut told = Imported::default();
        let found = pbf::read(&mut map)?;
        let count = |why| found.left.iter().filter(|l| **l == why).count();
        told.nodes = found.nodes;
        told.restrictions_via_ways = count(turns::Left::ViaWay);
        told.restrictions_conditional = count(turns::Left::Conditional);
        told.restrictions_for_others = count(turns::Left::Nobody);
        told.restrictions_broken = count(turns::Left::Broken);
        told.ways_not_in_use = found.not.iter().filter(|n| **n == tags::Not::InUse).count();
        told.ways_closed_to_all = found.not.iter().filter(|n| **n == tags::Not::Open).count();
        told.ways_with_conditions = found.conditional;
        let wanted = build::wanted(&found);
        let at = pbf::coordinates(&mut map, &wanted, &found.has_nodes)?;
        let parts = build::parts(found, &wanted, &at, &mut told)?;
        let (network, copies) = assemble(parts)?;
        told.copies = copies;
        told.places = network.places.len();
        Ok((network, told))
    }
}
