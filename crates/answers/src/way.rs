//! A way is what was found between two places, as a program takes it: the trips, or what cuts every one of them.

use crate::Day;
use accalmie_roads::{Answer, Closure, Laid, Leg, Network, Route, Spot};
use serde::Serialize;

#[derive(Serialize)]
pub struct Trip {
    pub minutes: f64,
    pub km: f64,
    /// Ids of the closures that it crosses, in the order of travel.
    pub passes: Vec<String>,
    pub roads: Vec<serde_json::Value>,
    /// Longitude and latitude.
    pub geometry: Vec<[f64; 2]>,
}

#[derive(Serialize)]
pub struct Journey<'a> {
    pub from: &'a Spot,
    pub to: &'a Spot,
    pub day: String,
    pub schematic: bool,
    pub routes: Vec<Trip>,
    /// The bare network has a way.
    pub connected: bool,
    pub cut_by: Vec<String>,
    pub opens: Vec<String>,
    pub least_risk: Option<Trip>,
    pub closures: &'a [Closure],
}

fn leg(l: &Leg) -> serde_json::Value {
    serde_json::json!({"road": l.reference, "name": l.name, "from_km": l.from_km, "to_km": l.to_km})
}

pub fn journey<'a>(network: &Network, day: &'a Day, laid: &Laid, [from, to]: [&'a Spot; 2], answer: &Answer) -> Journey<'a> {
    let id = |bar: usize| laid.bars.get(bar).and_then(|b| day.closures.get(b.closure)).map_or("", |c| &c.id);
    let ids = |bars: &[usize]| bars.iter().map(|b| id(*b).to_owned()).collect::<Vec<_>>();
    let told = |r: &Route| Trip {
        minutes: f64::from(r.cost_ds) / 600.0,
        km: r.length_m / 1000.0,
        passes: ids(&r.bars),
        roads: r.roads.iter().map(leg).collect(),
        geometry: line_of(network, r),
    };
    Journey {
        from,
        to,
        day: day.day.to_string(),
        schematic: network.schematic,
        routes: match answer {
            Answer::Routes(routes) => routes.iter().map(told).collect(),
            _ => Vec::new(),
        },
        connected: *answer != Answer::Unconnected,
        cut_by: if let Answer::Cut(cut) = answer { ids(&cut.bars) } else { Vec::new() },
        opens: if let Answer::Cut(cut) = answer { ids(&cut.opens) } else { Vec::new() },
        least_risk: if let Answer::Cut(cut) = answer { cut.least_risk.as_ref().map(told) } else { None },
        closures: &day.closures,
    }
}

fn line_of(network: &Network, route: &Route) -> Vec<[f64; 2]> {
    let arcs = route.arcs.iter().filter(|a| !network.is_passage(**a));
    let mut out: Vec<[f64; 2]> = arcs.flat_map(|&a| network.segment(a).geometry).map(|(lat, lon)| [lon, lat]).collect();
    out.dedup();
    out
}
