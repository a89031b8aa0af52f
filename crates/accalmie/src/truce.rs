//! `accalmie truce`: incidents held against agreements, clause by clause; and what is wrong in an agreement's file.

use crate::cli::Format;
use crate::cli::answering::{TruceArgs, TruceCommand};
use crate::hear::hear;
use crate::layout::{Ink, Sheet, clean, cut, wrap};
use crate::output::{self, Ended, Failure};
use crate::shown;
use accalmie_answers::Heard;
use accalmie_answers::agreements::{self, SHIPPED, coverage, word};
use accalmie_ledger::Query;
use accalmie_record::Incident;
use accalmie_truce::say::{Phrases, phrases};
use accalmie_truce::{Agreement, Board, Context, Days, Outcome, Verdict, board, check, judge};
use serde::Serialize;
use std::io::Write;
use std::path::Path;

const INDENT: usize = 6;

pub fn run(args: TruceArgs) -> Result<Ended, Failure> {
    match args.command {
        Some(TruceCommand::Check { file }) => return check_file(&file, &phrases(&args.words)),
        Some(TruceCommand::List) => return list(&args.words),
        None => {}
    }
    let all = args.agreement.is_empty();
    let agreements = if all {
        SHIPPED.iter().map(|(name, _)| load(name)).collect::<Result<Vec<_>, _>>()?
    } else {
        args.agreement.iter().map(|name| load(name)).collect::<Result<_, _>>()?
    };
    let query = Query { from: args.from.clone(), to: args.to.clone(), ..Query::default() };
    let (mut heard, ended) = hear(&args.told, &query)?;
    if args.told.db.is_none() {
        heard.incidents.retain(|i| in_period(i, args.from.as_deref(), args.to.as_deref()));
    }
    if args.board {
        boards(&agreements, &heard, &args)?;
        return Ok(ended);
    }
    match args.told.format {
        Format::Table => table(&agreements, &heard, all, &phrases(&args.words))?,
        format => {
            let context = Context::default();
            let judged = |i| agreements.iter().flat_map(|a| judge(a, i, &context)).collect::<Vec<Verdict>>();
            let verdicts: Vec<Verdict> = heard.incidents.iter().flat_map(judged).collect();
            output::values(&verdicts, format)?;
        }
    }
    Ok(ended)
}

/// A shipped agreement by its name, or a file.
pub fn load(name: &str) -> Result<Agreement, Failure> {
    if let Some(found) = agreements::named(name) {
        return Ok(found?);
    }
    if !Path::new(name).exists() {
        let known: Vec<&str> = SHIPPED.iter().map(|(n, _)| *n).collect();
        return Err(Failure::Usage(format!("{name}: no such file, and no agreement of that name ships; there are: {}", known.join(", "))));
    }
    let text = std::fs::read_to_string(name).map_err(|e| Failure::Usage(format!("{name}: {e}")))?;
    Ok(agreements::read(&text, name)?)
}

fn check_file(file: &Path, phrases: &Phrases) -> Result<Ended, Failure> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|e| Failure::Usage(format!("{name}: {e}")))?;
    let mut out = output::stdout();
    let ended = match check(&text, &name) {
        Ok(a) => {
            writeln!(out, "{name}: {} clauses, {} zones, {} parties; nothing is wrong", a.clauses.len(), a.zones.len(), a.parties.len())?;
            Ended::Well
        }
        Err(faults) => {
            faults.iter().try_for_each(|f| writeln!(out, "{}", phrases.fault(f)))?;
            Ended::InPart
        }
    };
    out.flush()?;
    Ok(ended)
}

fn list(language: &str) -> Result<Ended, Failure> {
    let mut out = output::stdout();
    for (name, _) in SHIPPED {
        let a = load(name)?;
        writeln!(out, "{name:<28} {}", word(&a.title, language))?;
    }
    out.flush()?;
    Ok(Ended::Well)
}

fn in_period(i: &Incident, from: Option<&str>, to: Option<&str>) -> bool {
    let Some(time) = &i.time else { return true };
    let day = |t: &Option<String>| t.as_deref().and_then(|t| t.get(..10)).map(str::to_owned);
    let (first, last) = (day(&time.from), day(&time.to).or_else(|| day(&time.from)));
    from.is_none_or(|f| last.as_deref().is_none_or(|l| l >= f)) && to.is_none_or(|t| first.as_deref().is_none_or(|f| f <= t))
}

/// Says nothing of the incident but that it is elsewhere, at another time, or of others.
fn elsewhere(v: &Verdict) -> bool {
    matches!(v.outcome, Outcome::OutsideZone | Outcome::OutsideWindow | Outcome::NoApplicableClause | Outcome::PartyNotBound)
}

fn table(agreements: &[Agreement], heard: &Heard, all: bool, phrases: &Phrases) -> Result<(), Failure> {
    let sheet = Sheet::of_stdout();
    let mut out = output::stdout();
    let mut sorted: Vec<&Incident> = heard.incidents.iter().collect();
    let day = |i: &Incident| i.time.as_ref().and_then(|t| t.from.clone());
    sorted.sort_by(|a, b| day(a).cmp(&day(b)).then_with(|| a.id.cmp(&b.id)));
    let mut untouched = 0;
    for incident in sorted {
        let judged: Vec<(&Agreement, Vec<Verdict>)> = agreements
            .iter()
            .map(|a| (a, judge(a, incident, &Context::default())))
            .filter(|(_, v)| !all || !v.iter().all(elsewhere))
            .collect();
        if judged.is_empty() {
            untouched += 1;
            continue;
        }
        let place = incident.places.first().map_or(shown::UNKNOWN.to_owned(), |p| clean(p.name.as_deref().unwrap_or(&p.text)));
        let what = incident.type_.name().replace(['.', '_'], " ");
        let head = format!("{}  {what} · {place} · {}", incident.id, shown::when(incident.time.as_ref()));
        writeln!(out, "{}", sheet.ink(Ink::Bold, &sheet.isolated(&cut(&head, sheet.width))))?;
        if let Some(said) = incident.records.iter().find_map(|r| heard.said.get(r)) {
            for line in wrap(&format!("\u{201c}{}\u{201d}", clean(&said.text)), sheet.width.saturating_sub(INDENT)) {
                writeln!(out, "{:INDENT$}{}", "", sheet.ink(Ink::Dim, &sheet.isolated(&line)))?;
            }
        }
        for (agreement, verdicts) in judged {
            writeln!(out, "  {}", cut(word(&agreement.title, phrases.language), sheet.width - 2))?;
            for verdict in verdicts.iter().filter(|v| !all || !elsewhere(v)) {
                let mut lines = phrases.verdict(verdict).into_iter();
                if let Some(first) = lines.next() {
                    let ink = if verdict.outcome.is_breach() { Ink::Mark } else { Ink::Bold };
                    writeln!(out, "    {}", sheet.ink(ink, &sheet.isolated(&cut(&first, sheet.width - 4))))?;
                }
                for line in lines.flat_map(|l| wrap(&l, sheet.width.saturating_sub(INDENT))) {
                    writeln!(out, "{:INDENT$}{}", "", sheet.isolated(&line))?;
                }
            }
        }
    }
    if untouched > 0 {
        writeln!(
            out,
            "{untouched} more: no clause of a shipped agreement is of their place, time and kind (all verdicts: --agreement NAME)"
        )?;
    }
    Ok(out.flush()?)
}

#[derive(Serialize)]
struct Boards<'a> {
    title: &'a str,
    #[serde(flatten)]
    board: Board,
}

/// By day, zone, party and clause, beside the period before, with the days of which nothing is known.
fn boards(agreements: &[Agreement], heard: &Heard, args: &TruceArgs) -> Result<(), Failure> {
    let day = |t: &Option<String>| t.as_deref().and_then(|t| t.get(..10)).and_then(|t| t.parse().ok());
    let dates = || heard.published.values().copied();
    let (first, last) = (day(&args.from).or_else(|| dates().min()), day(&args.to).or_else(|| dates().max()));
    let (Some(first), Some(last)) = (first, last) else {
        return Err(Failure::Usage("no report has a date; say which days are asked about with --from and --to".to_owned()));
    };
    if last < first {
        return Err(Failure::Usage(format!("--to {last} is before --from {first}")));
    }
    let made: Vec<Boards> = agreements
        .iter()
        .map(|a| Boards {
            title: word(&a.title, &args.words),
            board: board(a, &heard.incidents, &coverage(a, heard), Days { first, last }, &Context::default()),
        })
        .collect();
    if args.told.format != Format::Table {
        return output::values(&made, args.told.format);
    }
    let words = phrases(&args.words);
    let mut out = output::stdout();
    for Boards { title, board } in &made {
        if board.period.rows.is_empty() && args.agreement.is_empty() {
            continue;
        }
        writeln!(out, "{title} · {first} – {last}")?;
        for row in &board.period.rows {
            let counts = [
                (row.alleged, "breach_alleged"),
                (row.corroborated, "breach_corroborated"),
                (row.verified, "breach_verified"),
                (row.contested, "contested"),
                (row.inconsistent, "inconsistent_with_implied_term"),
                (row.undeterminable, "undeterminable"),
            ];
            let told: Vec<String> = counts
                .iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, what)| format!("{n} × {}", words.say(&format!("outcome.{what}"), &[])))
                .collect();
            let zone = row.zone.as_deref().unwrap_or(shown::UNKNOWN);
            writeln!(out, "  {}  {:<6} {:<16} {}  {}", row.day, row.clause, zone, row.parties.join(", "), told.join("; "))?;
        }
        let before = board.previous.as_ref().map_or(0, |p| p.rows.len());
        writeln!(out, "  rows in the period before: {before}")?;
        for c in &board.period.coverage {
            let without = c.days_without.len();
            writeln!(out, "  {}: reports on {} days; no coverage on {without} (not calm: nothing is known)", c.zone, c.days_with_reports)?;
        }
        for duty in &board.obligations {
            writeln!(
                out,
                "  {}  {}  {}",
                duty.clause,
                duty.bound.join(", "),
                serde_json::to_value(duty.kept).ok().and_then(|v| v.as_str().map(|s| s.replace('_', " "))).unwrap_or_default()
            )?;
        }
    }
    Ok(out.flush()?)
}
