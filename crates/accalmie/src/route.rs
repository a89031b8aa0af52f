//! `accalmie route FROM TO`: ways around what is barred; and where there is none, what cuts it and what would open it.

use crate::barred;
use crate::cli::Format;
use crate::cli::answering::{How, RouteArgs};
use crate::ground::{self, Day, NEAR_KM};
use crate::layout::{Ink, Sheet, clean, wrap};
use crate::output::{self, Ended, Failure};
use accalmie_roads::{Answer, Laid, Leg, Network, Route, Router, Snap, Spot, Way};
use serde::Serialize;
use std::io::Write;

pub fn run(args: RouteArgs) -> Result<Ended, Failure> {
    let network = ground::network(args.ground.network.as_deref())?;
    let profile = args.by.profile();
    let router = Router::new(&network, profile).map_err(|e| Failure::Usage(format!("the network: {e}")))?;
    let end = |words: &str| -> Result<(Spot, Vec<Snap>), Failure> {
        let at = ground::spot(words, router.snapper(), &network, &args.told.places)?;
        let snaps = router.snap(at.lat, at.lon, NEAR_KM).map_err(|e| Failure::Usage(format!("{}: {e}", at.name)))?;
        Ok((at, snaps))
    };
    let ((from, starts), (to, ends)) = (end(&args.from)?, end(&args.to)?);
    let day = ground::day(&args.told, &args.ground)?;
    let laid = day.lay(&network, router.snapper());
    let way = match args.way {
        How::Safest => Way::Safest,
        How::Fastest => Way::Fastest,
        How::LeastRisk => Way::LeastRisk,
    };
    let answer = router.routes(&starts, &ends, &laid.bars, way, args.k.max(1));
    let asked = Asked { network: &network, day: &day, laid: &laid, from: &from, to: &to };
    match args.told.format {
        Format::Table => asked.table(&answer)?,
        format => asked.line(&answer, format)?,
    }
    Ok(day.ended)
}

struct Asked<'a> {
    network: &'a Network,
    day: &'a Day,
    laid: &'a Laid,
    from: &'a Spot,
    to: &'a Spot,
}

impl Asked<'_> {
    fn table(&self, answer: &Answer) -> Result<(), Failure> {
        let sheet = Sheet::of_stdout();
        let mut text = format!("{}\n", sheet.ink(Ink::Dim, &barred::head(self.network, self.day)));
        let head = format!("{} → {}", clean(&self.from.name), clean(&self.to.name));
        text.push_str(&format!("{}\n", sheet.ink(Ink::Bold, &head)));
        match answer {
            Answer::Routes(routes) => routes.iter().for_each(|r| self.route(r, &sheet, &mut text)),
            Answer::Unconnected => text.push_str("  No way, even with nothing barred: the network does not join the two places.\n"),
            Answer::Cut(cut) => {
                text.push_str("  No way. It is cut by\n");
                self.bars(&cut.bars, &sheet, &mut text);
                if !cut.opens.is_empty() {
                    let ids: Vec<&str> = cut.opens.iter().map(|b| self.id(*b)).collect();
                    text.push_str(&format!("  A way would open without {}.\n", ids.join(" and ")));
                }
                if let Some(route) = &cut.least_risk {
                    text.push_str("  The way of least risk, which is no advice to take it\n");
                    self.route(route, &sheet, &mut text);
                }
            }
        }
        text.push_str("  No guarantee of safety: a stretch of which no report speaks is not known to be open.\n");
        let mut out = output::stdout();
        out.write_all(text.as_bytes())?;
        Ok(out.flush()?)
    }

    fn id(&self, bar: usize) -> &str {
        let closure = self.laid.bars.get(bar).and_then(|b| self.day.closures.get(b.closure));
        closure.map_or("", |c| &c.id)
    }

    fn bars(&self, bars: &[usize], sheet: &Sheet, text: &mut String) {
        for bar in bars.iter().filter_map(|&b| self.laid.bars.get(b)) {
            if let Some(c) = self.day.closures.get(bar.closure) {
                barred::closure(c, barred::level(bar.level), self.day, sheet, text);
            }
        }
    }

    fn route(&self, route: &Route, sheet: &Sheet, text: &mut String) {
        let minutes = f64::from(route.cost_ds) / 600.0;
        let time = if minutes >= 90.0 {
            format!("{:.0} h {:02.0} min", (minutes / 60.0).floor(), minutes % 60.0)
        } else {
            format!("{minutes:.0} min")
        };
        text.push_str(&format!("  {:.0} km, about {time}\n", route.length_m / 1000.0));
        let legs: Vec<String> = legs(self.network, route);
        for line in wrap(&legs.join(" → "), sheet.width.saturating_sub(6)) {
            text.push_str(&format!("      {line}\n"));
        }
        if !route.bars.is_empty() {
            text.push_str("  It passes\n");
            self.bars(&route.bars, sheet, text);
        }
    }

    fn line(&self, answer: &Answer, format: Format) -> Result<(), Failure> {
        let ids = |bars: &[usize]| bars.iter().map(|b| self.id(*b).to_owned()).collect::<Vec<_>>();
        let told = |r: &Route| Told {
            minutes: f64::from(r.cost_ds) / 600.0,
            km: r.length_m / 1000.0,
            passes: ids(&r.bars),
            roads: r.roads.iter().map(leg).collect(),
            geometry: line_of(self.network, r),
        };
        let line = Line {
            from: self.from,
            to: self.to,
            day: self.day.day.to_string(),
            schematic: self.network.schematic,
            routes: match answer {
                Answer::Routes(routes) => routes.iter().map(told).collect(),
                _ => Vec::new(),
            },
            connected: *answer != Answer::Unconnected,
            cut_by: if let Answer::Cut(cut) = answer { ids(&cut.bars) } else { Vec::new() },
            opens: if let Answer::Cut(cut) = answer { ids(&cut.opens) } else { Vec::new() },
            least_risk: if let Answer::Cut(cut) = answer { cut.least_risk.as_ref().map(told) } else { None },
            closures: self.day.closures.iter().map(|c| serde_json::to_value(c).unwrap_or_default()).collect(),
        };
        output::values(&[line], format)
    }
}

#[derive(Serialize)]
struct Told {
    minutes: f64,
    km: f64,
    /// Ids of the closures that it crosses, in the order of travel.
    passes: Vec<String>,
    roads: Vec<serde_json::Value>,
    /// Longitude and latitude.
    geometry: Vec<[f64; 2]>,
}

#[derive(Serialize)]
struct Line<'a> {
    from: &'a Spot,
    to: &'a Spot,
    day: String,
    schematic: bool,
    routes: Vec<Told>,
    /// The bare network has a way.
    connected: bool,
    cut_by: Vec<String>,
    opens: Vec<String>,
    least_risk: Option<Told>,
    closures: Vec<serde_json::Value>,
}

fn leg(l: &Leg) -> serde_json::Value {
    serde_json::json!({"road": l.reference, "name": l.name, "from_km": l.from_km, "to_km": l.to_km})
}

/// The roads of a route by name; stretches of one road are one.
fn legs(network: &Network, route: &Route) -> Vec<String> {
    if network.schematic {
        return route.pieces.iter().map(|&p| barred::named(network, p)).collect();
    }
    let name = |l: &Leg| [&l.reference, &l.name].into_iter().find(|n| !n.is_empty()).map_or("unnamed road".to_owned(), |n| clean(n));
    let mut out: Vec<(String, f64)> = Vec::new();
    for l in &route.roads {
        match out.last_mut().filter(|(n, _)| *n == name(l)) {
            Some((_, m)) => *m += l.length_m,
            None => out.push((name(l), l.length_m)),
        }
    }
    out.into_iter().map(|(name, metres)| format!("{name} {:.1} km", metres / 1000.0)).collect()
}

fn line_of(network: &Network, route: &Route) -> Vec<[f64; 2]> {
    let arcs = route.arcs.iter().filter(|a| !network.is_passage(**a));
    let mut out: Vec<[f64; 2]> = arcs.flat_map(|&a| network.segment(a).geometry).map(|(lat, lon)| [lon, lat]).collect();
    out.dedup();
    out
}
