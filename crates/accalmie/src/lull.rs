//! `accalmie lull`: is it really quieter? By zone and weapon, with the probability that a lull began and broke, and on which day.

use crate::cli::Format;
use crate::cli::answering::LullArgs;
use crate::hear::hear;
use crate::output::{self, Ended, Failure};
use crate::truce::load;
use accalmie_answers::agreements::word;
use accalmie_answers::{COUNTED, Lull, Moment, lulls};
use accalmie_ledger::Query;
use accalmie_truce::Agreement;
use accalmie_truce::lull::{State, Why};
use jiff::civil::Date;
use std::io::Write;

pub fn run(args: LullArgs) -> Result<Ended, Failure> {
    let agreement = args.agreement.as_deref().map(load).transpose()?;
    let query = Query { families: COUNTED.map(str::to_owned).to_vec(), ..Query::default() };
    let (heard, ended) = hear(&args.told, &query)?;
    let asked = |d: &Option<String>| d.as_deref().and_then(|d| d.get(..10)).and_then(|d| d.parse::<Date>().ok());
    let published = || heard.published.values().copied();
    let first = asked(&args.from).or_else(|| published().min());
    let last = asked(&args.to).or_else(|| published().max());
    let (Some(first), Some(last)) = (first, last) else {
        return Err(Failure::Usage("no report has a date; say which days are asked about with --from and --to".to_owned()));
    };
    if last < first {
        return Err(Failure::Usage(format!("--to {last} is before --from {first}")));
    }
    let lines = lulls(&heard, agreement.as_ref(), first, last);
    match args.told.format {
        Format::Table => table(&lines, agreement.as_ref(), first, last)?,
        format => output::values(&lines, format)?,
    }
    Ok(ended)
}

fn table(lines: &[Lull], agreement: Option<&Agreement>, first: Date, last: Date) -> Result<(), Failure> {
    let mut out = output::stdout();
    let title = agreement.map(|a| format!("{} · ", word(&a.title, "en"))).unwrap_or_default();
    writeln!(out, "{title}{first} – {last}")?;
    for l in lines {
        let when = |m: &Option<Moment>| {
            m.as_ref().map_or(String::new(), |m| format!(" {} ({} to {})", m.most_probable, m.between[0], m.between[1]))
        };
        let said = match l.state {
            State::Lull => format!("quieter, probability {:.2}, since{}", l.probability, when(&l.began)),
            State::Broken => format!("a lull broke, probability {:.2}, on{}", l.probability_broken, when(&l.broke)),
            State::NoLull => "no lull".to_owned(),
            State::CannotTell => format!("cannot tell: {}", why(l.why_cannot_tell)),
        };
        writeln!(out, "  {:<20} {:<14} {said}", l.zone, l.weapon)?;
    }
    writeln!(out, "  Counts of incidents told, beside how much was reported. Days without a report are no coverage, never calm.")?;
    Ok(out.flush()?)
}

fn why(w: Option<Why>) -> &'static str {
    match w {
        Some(Why::ShortBaseline) => "fewer than 28 days with reports, or too few before",
        Some(Why::NoCoverage) => "no reports in the last week",
        Some(Why::ReportsFell) => "fewer reports came: the fall may be theirs",
        Some(Why::TooRare) => "too few incidents for a fall to show",
        Some(Why::Undecided) | None => "perhaps quieter, not surely",
    }
}
