//! `accalmie roads --cut-off`: which places no way leads to, by what, and which hang on one road.

use crate::barred;
use crate::cli::Format;
use crate::ground::Day;
use crate::layout::{Ink, Sheet, clean};
use crate::output::{self, Failure};
use accalmie_roads::isolated::Standing;
use accalmie_roads::{Laid, Level, Network, Place, PlaceKind, Profile, Router};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write;

#[derive(Serialize)]
struct Line<'a> {
    place: &'a str,
    lat: f64,
    lon: f64,
    /// Nobody gets out to the rest of the network, or in from it.
    out: bool,
    into: bool,
    /// Ids of the closures that are enough to cut it off.
    by: Vec<&'a str>,
    /// Not cut off, but one more closed road would: these.
    hangs_on: Vec<String>,
}

/// Everything that is confirmed or suspected counts as closed.
pub fn run(network: &Network, day: &Day, laid: &Laid, format: Format) -> Result<(), Failure> {
    let router = Router::new(network, Profile::Car).map_err(|e| Failure::Usage(format!("the network: {e}")))?;
    let standings = router.cut_off(router.places(), &laid.bars, Level::Suspected);
    let mut seen = BTreeSet::new();
    let settled =
        |p: &&(&Place, Standing)| !matches!(p.0.kind, PlaceKind::Hospital | PlaceKind::Clinic | PlaceKind::Border | PlaceKind::Minefield);
    let places: Vec<(&Place, Standing)> = network.places().iter().zip(standings).collect();
    let id = |bar: &usize| laid.bars.get(*bar).and_then(|b| day.closures.get(b.closure)).map_or("", |c| c.id.as_str());
    let mut lines: Vec<Line> = Vec::new();
    // On links between towns every place is a junction, and every link goes both ways.
    let both = |out: bool, into: bool| if network.schematic { (out || into, out || into) } else { (out, into) };
    for (place, standing) in places.iter().filter(settled).filter(|(p, _)| !p.name.is_empty() && seen.insert((&p.name, p.lat, p.lon))) {
        let (out, into, by, hangs_on) = match standing {
            Standing::CutOff { out, into, bars } => (!*out, !*into, bars.iter().map(id).collect(), Vec::new()),
            Standing::Joined { hangs_on: Some(on) } if !on.is_empty() => {
                let named = on.iter().map(|s| s.pieces.first().map_or(String::new(), |p| barred::named(network, *p)));
                (false, false, Vec::new(), named.collect())
            }
            _ => continue,
        };
        let (out, into) = both(out, into);
        let degrees = accalmie_roads::globe::degrees;
        lines.push(Line { place: &place.name, lat: degrees(place.lat), lon: degrees(place.lon), out, into, by, hangs_on });
    }
    if format != Format::Table {
        return output::values(&lines, format);
    }
    let sheet = Sheet::of_stdout();
    let mut out = output::stdout();
    writeln!(out, "{}", sheet.ink(Ink::Dim, &barred::head(network, day)))?;
    for l in lines.iter().filter(|l| l.out || l.into) {
        let ways = match (l.out, l.into) {
            (true, true) => "cut off",
            (true, false) => "no way out",
            _ => "no way in",
        };
        writeln!(out, "  {:<24} {ways}, by {}", clean(l.place), l.by.join(", "))?;
    }
    for l in lines.iter().filter(|l| !l.hangs_on.is_empty()) {
        writeln!(out, "  {:<24} hangs on one road: {}", clean(l.place), l.hangs_on.join("; or "))?;
    }
    writeln!(out, "  What is closed or suspected counts as closed. A place that is not listed is not known to be reachable.")?;
    Ok(out.flush()?)
}
