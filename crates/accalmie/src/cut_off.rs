//! `accalmie roads --cut-off`: which places no way leads to, by what, and which hang on one road.

use crate::barred;
use crate::cli::Format;
use crate::layout::{Ink, Sheet, clean};
use crate::output::{self, Failure};
use accalmie_answers::{Day, cut_off};
use accalmie_roads::{Laid, Network, Profile, Router};
use std::io::Write;

pub fn run(network: &Network, day: &Day, laid: &Laid, format: Format) -> Result<(), Failure> {
    let router = Router::new(network, Profile::Car).map_err(|e| Failure::Usage(format!("the network: {e}")))?;
    let lines = cut_off(&router, network, day, laid);
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
