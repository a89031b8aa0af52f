//! `accalmie route FROM TO`: ways around what is barred; and where there is none, what cuts it and what would open it.

use crate::barred;
use crate::cli::Format;
use crate::cli::answering::{How, RouteArgs};
use crate::ground;
use crate::layout::{Ink, Sheet, clean, wrap};
use crate::output::{self, Ended, Failure};
use accalmie_answers::{Day, NEAR_KM, journey};
use accalmie_roads::{Answer, Laid, Leg, Network, Route, Router, Snap, Spot, Way};
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
    let (day, ended) = ground::day(&args.told, &args.ground)?;
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
        format => output::values(&[journey(&network, &day, &laid, [&from, &to], &answer)], format)?,
    }
    Ok(ended)
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
