//! The ground is the road network that an answer is about, with the closures of a day laid on it.

use crate::cli::answering::{Ground, Told};
use crate::heard::{Heard, hear};
use crate::knowledge;
use crate::output::{Ended, Failure};
use accalmie_ledger::Query;
use accalmie_roads::{Beside, Closure, Laid, Network, Place, Profile, Snapper, Spot, Validity, closures, globe, lay};
use jiff::civil::Date;
use std::path::Path;

/// Ships with the program, for the first run.
const SCHEMATIC: &str = include_str!("../../../roads/nes.tsv");
/// How far from a road a place may be.
pub const NEAR_KM: f64 = 10.0;
/// As near as this to a town of a schematic network is in it.
const TOWN_KM: f64 = 3.0;
/// Families of types that can bar a way.
const FAMILIES: [&str; 7] = ["hazard", "access", "explosive", "battle", "control", "aid", "object_attack"];

/// The network, from a file or the shipped one.
pub fn network(path: Option<&Path>) -> Result<Network, Failure> {
    let Some(path) = path else {
        return Network::from_table(SCHEMATIC).map_err(|e| Failure::Usage(format!("the shipped network: {e}")));
    };
    let wrong = |e: &dyn std::fmt::Display| Failure::Usage(format!("{}: {e}", path.display()));
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("tsv")) {
        let table = std::fs::read_to_string(path).map_err(|e| wrong(&e))?;
        return Network::from_table(&table).map_err(|e| wrong(&e));
    }
    let bytes = std::fs::read(path).map_err(|e| wrong(&e))?;
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("pbf")) {
        return Err(wrong(&"is a map; make a network of it with `accalmie roads import`"));
    }
    Network::load(&bytes).map_err(|e| wrong(&e))
}

/// What was heard, as closures on a day.
pub struct Day {
    pub heard: Heard,
    pub closures: Vec<Closure>,
    pub day: Date,
    pub validity: Validity,
    pub ended: Ended,
}

pub fn day(told: &Told, ground: &Ground) -> Result<Day, Failure> {
    let mut validity = Validity::default();
    ground.valid.iter().try_for_each(|rule| validity.set(rule)).map_err(|why| Failure::Usage(format!("--valid: {why}")))?;
    let query = Query { families: FAMILIES.map(str::to_owned).to_vec(), ..Query::default() };
    let (heard, ended) = hear(told, &query)?;
    let asked = ground.day.as_deref().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
    let day = asked.or_else(|| heard.newest());
    let day = day.ok_or_else(|| Failure::Usage("no report has a date; say which day is asked about with --day".to_owned()))?;
    let beside = Beside {
        reported: &|report| heard.published.get(report).copied(),
        placed: &|record| heard.said.get(record).map(|s| s.places.clone()).unwrap_or_default(),
    };
    let closures = closures(&heard.incidents, &beside);
    Ok(Day { heard, closures, day, validity, ended })
}

impl Day {
    pub fn lay(&self, network: &Network, snapper: &Snapper) -> Laid {
        lay(network, snapper, &self.closures, self.day, &self.validity)
    }
}

/// A place by its name or its latitude,longitude; of several with one name, the likeliest that lies on the network. On links between towns
/// a place is the town that it is beside.
pub fn spot(words: &str, snapper: &Snapper, network: &Network, indexes: &[std::path::PathBuf]) -> Result<Spot, Failure> {
    let mut found = named(words, snapper, network, indexes)?;
    if network.schematic {
        let here = (globe::units(found.lat), globe::units(found.lon));
        let metres = |p: &Place| globe::metres((p.lat, p.lon), here);
        let town = network.places().iter().min_by(|a, b| metres(a).total_cmp(&metres(b))).filter(|p| metres(p) < TOWN_KM * 1000.0);
        if let Some(town) = town {
            (found.lat, found.lon) = (globe::degrees(town.lat), globe::degrees(town.lon));
        }
    }
    Ok(found)
}

fn named(words: &str, snapper: &Snapper, network: &Network, indexes: &[std::path::PathBuf]) -> Result<Spot, Failure> {
    if let Some((lat, lon)) = words.split_once(',')
        && let (Ok(lat), Ok(lon)) = (lat.trim().parse::<f64>(), lon.trim().parse::<f64>())
    {
        if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) {
            return Err(Failure::Usage(format!("{words}: write latitude,longitude in degrees, as 36.65,40.37")));
        }
        return Ok(Spot { name: words.to_owned(), id: None, lat, lon });
    }
    let gazetteer = knowledge::gazetteer(indexes)?;
    let found = gazetteer.lookup(words);
    let near = |lat: f64, lon: f64| snapper.near(lat, lon, &Profile::Foot, NEAR_KM).is_ok();
    let known = found.iter().map(|c| gazetteer.get(c.place)).find(|p| near(p.lat, p.lon));
    if let Some(p) = known {
        return Ok(Spot { name: p.name.to_owned(), id: Some(p.id_string()), lat: p.lat, lon: p.lon });
    }
    let called = |p: &&Place| p.name.eq_ignore_ascii_case(words) || p.names.iter().any(|(_, n)| n == words);
    if let Some(p) = network.places().iter().find(called) {
        return Ok(Spot { name: p.name.clone(), id: Some(p.id.clone()), lat: globe::degrees(p.lat), lon: globe::degrees(p.lon) });
    }
    Err(Failure::Usage(match found.first() {
        Some(c) => {
            let p = gazetteer.get(c.place);
            format!("{words}: no road of this network is within {NEAR_KM} km of {}; give another network with --network", p.name)
        }
        None => format!("{words}: no place is known by this name; see `accalmie places {words}`, or give latitude,longitude"),
    }))
}
