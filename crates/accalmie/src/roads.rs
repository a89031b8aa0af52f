//! `accalmie roads`: what bars the roads on a day; and a map's roads made into a network.

use crate::barred;
use crate::cli::Format;
use crate::cli::answering::{RoadsArgs, RoadsCommand};
use crate::cut_off;
use crate::ground;
use crate::layout::{Ink, Sheet};
use crate::output::{self, Ended, Failure};
use accalmie_answers::{Day, shut};
use accalmie_roads::cch::Order;
use accalmie_roads::{Cause, Closure, Laid, Network, Snapper};
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;

pub fn run(args: RoadsArgs) -> Result<Ended, Failure> {
    if let Some(RoadsCommand::Import { file, out }) = args.command {
        return import(&file, &out);
    }
    let network = ground::network(args.ground.network.as_deref())?;
    let (day, ended) = ground::day(&args.told, &args.ground)?;
    let snapper = Snapper::new(&network);
    let laid = day.lay(&network, &snapper);
    if args.cut_off {
        cut_off::run(&network, &day, &laid, args.told.format)?;
        return Ok(ended);
    }
    match args.told.format {
        Format::Table => table(&network, &day, &laid)?,
        format => output::values(&shut(&network, &day, &laid), format)?,
    }
    Ok(ended)
}

fn table(network: &Network, day: &Day, laid: &Laid) -> Result<(), Failure> {
    let sheet = Sheet::of_stdout();
    let mut text = format!("{}\n", sheet.ink(Ink::Dim, &barred::head(network, day)));
    // What is surest first, and mines before all else.
    let level = |n: usize| laid.bars.iter().find(|b| b.closure == n).map(|b| b.level);
    let mut sorted: Vec<(usize, &Closure)> = day.closures.iter().enumerate().filter(|(_, c)| c.cause != Cause::Opened).collect();
    sorted.sort_by_key(|(n, c)| (level(*n).is_none(), level(*n), c.cause, &c.id));
    for (n, c) in sorted {
        let Some(state) = barred::state(n, laid, &day.closures) else { continue };
        barred::closure(c, &state, day, &sheet, &mut text);
        if let Some(bar) = laid.bars.iter().find(|b| b.closure == n) {
            barred::stretches(network, &bar.pieces, &sheet, &mut text);
        }
    }
    for (n, c) in day.closures.iter().enumerate().filter(|(n, _)| laid.opened.values().any(|o| o == n)) {
        barred::closure(c, "said to be open", day, &sheet, &mut text);
        let pieces: Vec<u32> = laid.opened.iter().filter(|(_, o)| **o == n).map(|(p, _)| *p).collect();
        barred::stretches(network, &pieces, &sheet, &mut text);
    }
    text.push_str("A road of which nothing is said here is not known to be open.\n");
    let mut out = output::stdout();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

fn import(file: &Path, to: &Path) -> Result<Ended, Failure> {
    let wrong = |path: &Path, e: &dyn std::fmt::Display| Failure::Usage(format!("{}: {e}", path.display()));
    let opened = File::open(file).map_err(|e| wrong(file, &e))?;
    let (mut network, imported) = Network::import(BufReader::new(opened)).map_err(|e| wrong(file, &e))?;
    if network.graph().arcs() == 0 {
        return Err(wrong(file, &"no roads in it"));
    }
    network.order = Some(Order::of(network.graph()));
    let mut written = BufWriter::new(File::create(to).map_err(|e| wrong(to, &e))?);
    network.save(&mut written).and_then(|()| written.flush()).map_err(|e| wrong(to, &e))?;
    let mut out = output::stdout();
    writeln!(out, "{} stretches of road, {} places, written to {}", network.segments(), network.places().len(), to.display())?;
    let left = [
        (imported.ways_with_missing_nodes, "roads end where the map was cut"),
        (imported.ways_with_conditions, "roads have rules that hold at some hours or for some loads: left out"),
        (imported.gates_taken_as_open, "gates of which the map says nothing: taken as open"),
        (imported.restrictions_via_ways, "turn restrictions by way of a road: left out"),
        (imported.restrictions_conditional, "turn restrictions at some hours: left out"),
        (imported.restrictions_broken + imported.restrictions_ambiguous, "turn restrictions that cannot be understood: left out"),
    ];
    for (n, what) in left.iter().filter(|(n, _)| *n > 0) {
        writeln!(out, "  {n} {what}")?;
    }
    out.flush()?;
    Ok(Ended::Well)
}
