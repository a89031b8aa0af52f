//! The ground is the road network that an answer is about, with the closures of a day laid on it.

use crate::{Heard, Unanswered};
use accalmie_places::Gazetteer;
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
pub const BARRING: [&str; 7] = ["hazard", "access", "explosive", "battle", "control", "aid", "object_attack"];

/// The network that ships: links between towns of north-east Syria.
///
/// # Errors
/// Never, as long as the shipped table is sound, which a test of `crates/roads` holds.
pub fn schematic() -> Result<Network, Unanswered> {
    Network::from_table(SCHEMATIC).map_err(|e| Unanswered::Asked(format!("the shipped network: {e}")))
}

/// The network of a file, by its ending: `.tsv` is a table of links, all else what `accalmie roads import` wrote.
///
/// # Errors
/// When the file cannot be read or is no network.
pub fn network(path: &Path) -> Result<Network, Unanswered> {
    let wrong = |e: &dyn std::fmt::Display| Unanswered::Asked(format!("{}: {e}", path.display()));
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
}

impl Day {
    /// On `day`, or else on that of the newest report.
    ///
    /// # Errors
    /// When no day is given and no report has one.
    pub fn new(heard: Heard, day: Option<Date>, validity: Validity) -> Result<Day, Unanswered> {
        let day = day.or_else(|| heard.newest());
        let day = day.ok_or_else(|| Unanswered::Asked("no report has a date; say which day is asked about".to_owned()))?;
        let beside = Beside {
            reported: &|report| heard.published.get(report).copied(),
            placed: &|record| heard.said.get(record).map(|s| s.places.clone()).unwrap_or_default(),
        };
        let closures = closures(&heard.incidents, &beside);
        Ok(Day { heard, closures, day, validity })
    }

    pub fn lay(&self, network: &Network, snapper: &Snapper) -> Laid {
        lay(network, snapper, &self.closures, self.day, &self.validity)
    }
}

/// A place by its name or its latitude,longitude; of several with one name, the likeliest that lies on the network. On links between towns
/// a place is the town that it is beside.
///
/// # Errors
/// When no place is known by these words, or none of them is near a road.
pub fn spot(words: &str, snapper: &Snapper, network: &Network, gazetteer: &Gazetteer) -> Result<Spot, Unanswered> {
    let mut found = named(words, snapper, network, gazetteer)?;
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

fn named(words: &str, snapper: &Snapper, network: &Network, gazetteer: &Gazetteer) -> Result<Spot, Unanswered> {
    if let Some((lat, lon)) = words.split_once(',')
        && let (Ok(lat), Ok(lon)) = (lat.trim().parse::<f64>(), lon.trim().parse::<f64>())
    {
        if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) {
            return Err(Unanswered::Asked(format!("{words}: write latitude,longitude in degrees, as 36.65,40.37")));
        }
        return Ok(Spot { name: words.to_owned(), id: None, lat, lon });
    }
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
    Err(Unanswered::Asked(match found.first() {
        Some(c) => {
            let p = gazetteer.get(c.place);
            format!("{words}: no road of this network is within {NEAR_KM} km of {}; give another network", p.name)
        }
        None => format!("{words}: no place is known by this name; give another spelling, or latitude,longitude"),
    }))
}
