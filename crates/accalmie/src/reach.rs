//! `accalmie reach FROM`: which places are reached within a time, by ways that nothing is known to bar.

use crate::barred;
use crate::cli::Format;
use crate::cli::answering::ReachArgs;
use crate::ground;
use crate::layout::{Ink, Sheet, clean};
use crate::output::{self, Ended, Failure};
use accalmie_answers::{NEAR_KM, near_enough};
use accalmie_roads::Router;
use std::io::Write;

pub fn run(args: ReachArgs) -> Result<Ended, Failure> {
    let network = ground::network(args.ground.network.as_deref())?;
    let router = Router::new(&network, args.by.profile()).map_err(|e| Failure::Usage(format!("the network: {e}")))?;
    let from = ground::spot(&args.from, router.snapper(), &network, &args.told.places)?;
    let starts = router.snap(from.lat, from.lon, NEAR_KM).map_err(|e| Failure::Usage(format!("{}: {e}", from.name)))?;
    let (day, ended) = ground::day(&args.told, &args.ground)?;
    let laid = day.lay(&network, router.snapper());
    let reached = near_enough(&router, &network, &starts, &laid, args.minutes);
    if args.told.format != Format::Table {
        output::values(&reached, args.told.format)?;
        return Ok(ended);
    }
    let sheet = Sheet::of_stdout();
    let mut out = output::stdout();
    writeln!(out, "{}", sheet.ink(Ink::Dim, &barred::head(&network, &day)))?;
    writeln!(out, "{}", sheet.ink(Ink::Bold, &format!("within {} minutes of {}", args.minutes, clean(&from.name))))?;
    for r in &reached {
        let way = if r.clear { "" } else { "  only by a way that is suspected or unknown" };
        writeln!(out, "  {:>4.0} min  {:<28} {}{way}", r.minutes, clean(r.name), r.kind)?;
    }
    writeln!(out, "  No guarantee of safety: a stretch of which no report speaks is not known to be open.")?;
    out.flush()?;
    Ok(ended)
}
