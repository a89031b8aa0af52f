//! What is shut: each closure with its state on the day, and the lines that it bears on.

use crate::Day;
use accalmie_roads::{Closure, Laid, Level, Network, Unlaid};
use serde::Serialize;

/// One closure, for a program.
#[derive(Serialize)]
pub struct Shut<'a> {
    #[serde(flatten)]
    pub closure: &'a Closure,
    /// `closed`, `suspected` or `unknown` on the day; `null` where it is on no road.
    pub state: Option<&'static str>,
    /// Why it is on no road.
    pub unlaid: Option<&'static str>,
    /// The id of the incident that says it is open again.
    pub lifted_by: Option<&'a str>,
    pub age_days: Option<i64>,
    pub day: String,
    pub schematic: bool,
    /// Lines, as longitude and latitude.
    pub geometry: Vec<Vec<[f64; 2]>>,
}

/// In the order of the day's closures.
pub fn shut<'a>(network: &Network, day: &'a Day, laid: &Laid) -> Vec<Shut<'a>> {
    let line = |(n, closure): (usize, &'a Closure)| {
        let bar = laid.bars.iter().find(|b| b.closure == n);
        let opened: Vec<u32> = laid.opened.iter().filter(|(_, o)| **o == n).map(|(p, _)| *p).collect();
        let pieces = bar.map_or(opened.as_slice(), |b| &b.pieces);
        let shape =
            |&p: &u32| network.arcs_of(p).first().map(|&a| network.segment(a).geometry.iter().map(|(lat, lon)| [*lon, *lat]).collect());
        Shut {
            closure,
            state: bar.map(|b| match b.level {
                Level::Confirmed => "closed",
                Level::Suspected => "suspected",
                Level::Aged => "unknown",
            }),
            unlaid: laid.unlaid.get(&n).map(|w| unlaid(*w)),
            lifted_by: laid.lifted.get(&n).and_then(|o| day.closures.get(*o)).map(|c| c.id.as_str()),
            age_days: closure.age(day.day),
            day: day.day.to_string(),
            schematic: network.schematic,
            geometry: pieces.iter().filter_map(shape).collect(),
        }
    };
    day.closures.iter().enumerate().map(line).collect()
}

fn unlaid(why: Unlaid) -> &'static str {
    match why {
        Unlaid::NoPlace => "no place is known",
        Unlaid::SomewhereToward => "which road is not said",
        Unlaid::NotOnNetwork => "no such road on this network",
        Unlaid::NoRoad => "said of people, not of a road",
    }
}
