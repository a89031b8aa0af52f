//! Passages are what can get out of a place and into it, as a program takes it.

use crate::Day;
use accalmie_roads::{Access, Closure, Reached, Side, Spot};
use serde::Serialize;

#[derive(Serialize)]
pub struct Passages<'a> {
    pub place: &'a Spot,
    pub day: String,
    pub exit: &'a Side,
    pub aid: &'a Side,
    pub hospitals: &'a [Reached],
    pub crossings: &'a [Reached],
    pub schematic: bool,
    /// Those that `by` counts into, by position.
    pub closures: &'a [Closure],
}

pub fn passages<'a>(day: &'a Day, at: &'a Spot, found: &'a Access) -> Passages<'a> {
    Passages {
        place: at,
        day: day.day.to_string(),
        exit: &found.exit,
        aid: &found.aid,
        hospitals: &found.hospitals,
        crossings: &found.crossings,
        schematic: found.schematic,
        closures: &day.closures,
    }
}
