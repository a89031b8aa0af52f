//! `accalmie access PLACE`: can people get out, can help get in, since when, and on whose word.

use crate::barred;
use crate::cli::Format;
use crate::cli::answering::AccessArgs;
use crate::ground;
use crate::layout::{Ink, Sheet, clean};
use crate::output::{self, Ended, Failure};
use accalmie_answers::{Day, passages};
use accalmie_roads::{Access, Laid, Network, Passage, Question, Reached, Snapper, Spot, access};
use std::collections::BTreeSet;
use std::io::Write;

pub fn run(args: AccessArgs) -> Result<Ended, Failure> {
    let network = ground::network(args.ground.network.as_deref())?;
    let snapper = Snapper::new(&network);
    let at = ground::spot(&args.place, &snapper, &network, &args.told.places)?;
    let (day, ended) = ground::day(&args.told, &args.ground)?;
    let laid = day.lay(&network, &snapper);
    let question = Question {
        network: &network,
        snapper: &snapper,
        closures: &day.closures,
        laid: &laid,
        day: day.day,
        validity: &day.validity,
        profile: args.by.profile(),
    };
    let found = access(&question, at.lat, at.lon).map_err(|e| Failure::Usage(format!("{}: {e}", at.name)))?;
    match args.told.format {
        Format::Table => table(&network, &day, &laid, &at, &found)?,
        format => output::values(&[passages(&day, &at, &found)], format)?,
    }
    Ok(ended)
}

fn passage(p: Passage) -> &'static str {
    match p {
        Passage::Blocked => "blocked",
        Passage::SuspectedBlocked => "suspected blocked",
        Passage::Unknown => "unknown",
        Passage::NoReport => "no report of a closure (not known to be open)",
        Passage::ReportedOpen => "reported open",
    }
}

fn table(network: &Network, day: &Day, laid: &Laid, at: &Spot, found: &Access) -> Result<(), Failure> {
    let sheet = Sheet::of_stdout();
    let mut text = format!("{}\n", sheet.ink(Ink::Dim, &barred::head(network, day)));
    text.push_str(&format!("{}\n", sheet.ink(Ink::Bold, &clean(&at.name))));
    for (what, side) in [("people out", &found.exit), ("help in", &found.aid)] {
        let since = side.since.map(|d| format!(", since {d}")).unwrap_or_default();
        let age = side.age_days.filter(|n| *n > 0).map(|n| format!(", last word {n} days old")).unwrap_or_default();
        let constraints: Vec<String> = side.constraints.iter().map(u8::to_string).collect();
        let constraints = if constraints.is_empty() { String::new() } else { format!("  (access constraints {})", constraints.join(", ")) };
        text.push_str(&format!("  {what:<11} {}{since}{age}{constraints}\n", passage(side.passage)));
    }
    for (what, list) in [("hospitals", &found.hospitals), ("crossings", &found.crossings)] {
        let all: Vec<String> = list.iter().map(reached).collect();
        let all = if all.is_empty() { "none that a way leads to".to_owned() } else { all.join("; ") };
        text.push_str(&format!("  {what:<11} {all}\n"));
    }
    let by: BTreeSet<usize> = found.exit.by.iter().chain(&found.aid.by).copied().collect();
    if !by.is_empty() {
        text.push_str("\nIt rests on\n");
    }
    for n in by {
        let Some(c) = day.closures.get(n) else { continue };
        let state = barred::state(n, laid, &day.closures).unwrap_or_else(|| "said to be open".to_owned());
        barred::closure(c, &state, day, &sheet, &mut text);
    }
    let mut out = output::stdout();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

fn reached(r: &Reached) -> String {
    let minutes = |m: f64| if m < 1.0 { "here".to_owned() } else { format!("{m:.0} min") };
    let way = match (r.clear_minutes, r.risky_minutes) {
        (Some(m), _) => minutes(m),
        (None, Some(m)) => format!("{}, only by a way that is suspected or unknown", minutes(m)),
        (None, None) => "no way".to_owned(),
    };
    format!("{} {way}", clean(&r.name))
}
