//! `accalmie lull`: is it really quieter? By zone and weapon, with the probability that a lull began and broke, and on which day.

use crate::cli::Format;
use crate::cli::answering::LullArgs;
use crate::heard::{Heard, hear};
use crate::output::{self, Ended, Failure};
use crate::truce::{covers, load, word};
use accalmie_ledger::Query;
use accalmie_record::Incident;
use accalmie_truce::Agreement;
use accalmie_truce::lull::{Answer, Cell, Estimate, Settings, State, When, Why, answer, by_cell};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// What is counted where no agreement gives zones.
const ALL: &str = "everywhere";
const UNKNOWN: &str = "any";

pub fn run(args: LullArgs) -> Result<Ended, Failure> {
    let agreement = args.agreement.as_deref().map(load).transpose()?;
    let query =
        Query { families: ["battle", "explosive", "civilian_targeting", "object_attack"].map(str::to_owned).to_vec(), ..Query::default() };
    let (heard, ended) = hear(&args.told, &query)?;
    let told: Vec<(Date, &Incident)> = heard.incidents.iter().filter(|i| i.counts()).filter_map(|i| Some((day(i, &heard)?, i))).collect();
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
    // How much was reported each day, of anything: a day on which nothing came out is a day of which nothing is known.
    let mut reports: BTreeMap<i32, f64> = BTreeMap::new();
    published().for_each(|d| *reports.entry(number(d)).or_default() += 1.0);
    let mut counted: BTreeMap<(i32, String, String), u32> = BTreeMap::new();
    for (date, incident) in told.into_iter().filter(|(d, _)| (first..=last).contains(d)) {
        for zone in zones(agreement.as_ref(), incident) {
            let weapon = incident.weapon.map_or("unspecified", |w| w.name()).to_owned();
            for weapon in [weapon, UNKNOWN.to_owned()] {
                *counted.entry((number(date), zone.clone(), weapon)).or_default() += 1;
            }
        }
    }
    let rows = counted.into_iter().map(|((d, zone, weapon), n)| (d, zone, weapon, n));
    let exposure = |d: i32, _: &String, _: &String| reports.get(&d).copied().unwrap_or(0.0);
    let lines: Vec<Line> = by_cell(number(first), number(last), rows, exposure)
        .into_iter()
        .map(|(Cell { zone, weapon, .. }, series)| Line::of(zone, weapon, answer(&series, Settings::default())))
        .collect();
    match args.told.format {
        Format::Table => table(&lines, agreement.as_ref(), first, last)?,
        format => output::values(&lines, format)?,
    }
    Ok(ended)
}

/// The day of an incident; of one without a date, that of its first report.
fn day(i: &Incident, heard: &Heard) -> Option<Date> {
    let own = i.time.as_ref().and_then(|t| t.from.as_deref()).and_then(|t| t.get(..10)).and_then(|t| t.parse().ok());
    own.or_else(|| i.reports.iter().filter_map(|r| heard.published.get(r)).min().copied())
}

fn zones(agreement: Option<&Agreement>, i: &Incident) -> Vec<String> {
    let mut out = vec![ALL.to_owned()];
    if let (Some(a), Some(point)) = (agreement, i.point()) {
        out.extend(a.zones.values().filter(|z| z.id != ALL && covers(a, z, point)).map(|z| z.id.clone()));
    }
    out
}

/// Days since 1970-01-01.
fn number(date: Date) -> i32 {
    date.since(Date::constant(1970, 1, 1)).map_or(0, |s| s.get_days())
}

fn date(number: i32) -> String {
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(number)).map_or_else(|_| String::new(), |d| d.to_string())
}

#[derive(Serialize)]
struct Moment {
    most_probable: String,
    between: [String; 2],
}

impl Moment {
    fn of(w: &When) -> Moment {
        Moment { most_probable: date(w.most_probable), between: [date(w.between.0), date(w.between.1)] }
    }
}

#[derive(Serialize)]
struct Line {
    zone: String,
    weapon: String,
    state: State,
    probability: f64,
    probability_broken: f64,
    began: Option<Moment>,
    broke: Option<Moment>,
    /// The rate after, of the rate before.
    ratio: Option<Estimate>,
    why_cannot_tell: Option<Why>,
}

impl Line {
    fn of(zone: String, weapon: String, a: Answer) -> Line {
        Line {
            zone,
            weapon,
            state: a.state,
            probability: a.probability,
            probability_broken: a.probability_broken,
            began: a.began.as_ref().map(Moment::of),
            broke: a.broke.as_ref().map(Moment::of),
            ratio: a.ratio,
            why_cannot_tell: a.why_cannot_tell,
        }
    }
}

fn table(lines: &[Line], agreement: Option<&Agreement>, first: Date, last: Date) -> Result<(), Failure> {
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
