//! A block is a drawer in which tellings that could be of one happening lie together: a cell of the H3 grid, or a name, on a day, of a family.
//!
//! What is in no common block is never compared. A fine place lies in its cell of about 23 km and seeks in the cells around it as well; a
//! province or a stretch of road lies, and seeks, in cells of about 160 km.

use crate::aspect::{Aspect, Spot};
use h3o::{CellIndex, LatLng, Resolution};

/// One drawer, the same for the same content on every machine.
pub type Block = String;

/// Edges of about 23 km.
const CELL: Resolution = Resolution::Four;
/// Edges of about 158 km.
const REGION: Resolution = Resolution::Two;
/// A happening that may have been on any of many days lies on the first ones.
const MOST_DAYS: i32 = 10;
/// The smallest hashes of its wording: two that share half of their words share one of four in nineteen of twenty cases.
const WORDS: usize = 4;

fn days(a: &Aspect) -> Vec<String> {
    match a.days {
        Some((from, to)) => (from..=to.min(from.saturating_add(MOST_DAYS))).map(|d| d.to_string()).collect(),
        None => vec!["-".to_owned()],
    }
}

fn cell(s: &Spot, resolution: Resolution) -> Option<CellIndex> {
    Some(LatLng::new(s.lat, s.lon).ok()?.to_cell(resolution))
}

/// The drawers that it lies in.
pub(crate) fn held(a: &Aspect) -> Vec<Block> {
    let mut out = Vec::new();
    let days = days(a);
    let mut put = |place: String| out.extend(days.iter().map(|d| format!("{}/{d}/{place}", a.family)));
    for s in &a.spots {
        if s.is_fine() {
            cell(s, CELL).into_iter().for_each(|c| put(format!("c{c}")));
            cell(s, REGION).into_iter().for_each(|c| put(format!("r{c}")));
        } else {
            cell(s, REGION).into_iter().for_each(|c| put(format!("w{c}")));
        }
    }
    a.names.iter().for_each(|n| put(format!("n{n}")));
    a.words.iter().take(WORDS).for_each(|w| put(format!("t{w:x}")));
    out
}

/// The drawers in which what it may be merged with lies. A night has two days already.
pub(crate) fn sought(a: &Aspect) -> Vec<Block> {
    let mut out = Vec::new();
    let days = days(a);
    let mut look = |place: String| out.extend(days.iter().map(|d| format!("{}/{d}/{place}", a.family)));
    for s in &a.spots {
        let regions = || cell(s, REGION).into_iter().flat_map(|c| c.grid_disk::<Vec<_>>(1));
        if s.is_fine() {
            cell(s, CELL).into_iter().flat_map(|c| c.grid_disk::<Vec<_>>(1)).for_each(|c| look(format!("c{c}")));
            regions().for_each(|c| look(format!("w{c}")));
        } else {
            regions().for_each(|c| look(format!("w{c}")));
            regions().for_each(|c| look(format!("r{c}")));
        }
    }
    a.names.iter().for_each(|n| look(format!("n{n}")));
    a.words.iter().take(WORDS).for_each(|w| look(format!("t{w:x}")));
    out
}
