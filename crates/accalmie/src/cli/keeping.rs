//! What can be asked of a ledger, and how it is explained.

use super::{Format, Inputs, date};
use accalmie_exchange::Form;
use accalmie_ledger::Head;
use accalmie_protect::Profile;
use accalmie_record::{Standing, Type};
use clap::Args;
use std::path::PathBuf;

/// Which ledger.
#[derive(Args)]
pub struct Db {
    /// The ledger: a file, made when there is none, or postgres://user@host/name.
    #[arg(long = "db", value_name = "FILE|postgres://…", default_value = "accalmie.db")]
    pub db: String,
}

/// Who does it, when and why, as the journal keeps it.
#[derive(Args)]
pub struct Hand {
    /// Who does it; by default the user of this machine.
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// When, as 2026-11-22T10:00:00Z; by default now.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub at: Option<String>,
}

/// Reads reports and keeps them with their records and incidents. What is kept already is not kept twice.
///
/// Each report that is told of as kept is on disk. It can be stopped at any moment and begun again.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  accalmie ingest bulletins/ --db north-east.db\n  accalmie ingest batch.jsonl --db postgres://me@localhost/accalmie"
)]
pub struct IngestArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub db: Db,
    #[command(flatten)]
    pub hand: Hand,
}

/// Keeps what comes into a folder, until it is stopped.
#[derive(Args)]
#[command(after_help = "Example:\n  accalmie watch inbox/ --db north-east.db")]
pub struct WatchArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub db: Db,
    #[command(flatten)]
    pub hand: Hand,
    /// Seconds between two looks.
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    pub every: u64,
    /// Stops after so many looks.
    #[arg(long, value_name = "N")]
    pub looks: Option<u64>,
}

/// Which incidents.
#[derive(Args)]
pub struct Which {
    /// Within so many kilometres of a point: LAT,LON,KM.
    #[arg(long, value_name = "LAT,LON,KM", value_parser = numbers::<3>, allow_hyphen_values = true)]
    pub near: Option<[f64; 3]>,
    /// South, west, north, east in degrees.
    #[arg(long = "box", value_name = "S,W,N,E", value_parser = numbers::<4>, conflicts_with = "near", allow_hyphen_values = true)]
    pub within: Option<[f64; 4]>,
    /// From this day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<String>,
    /// To this day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<String>,
    /// A type (explosive.shelling) or a family (explosive); may be given more than once.
    #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
    pub types: Vec<String>,
    /// reported, corroborated, contested or retracted; may be given more than once.
    #[arg(long, value_name = "STANDING", value_parser = standing)]
    pub standing: Vec<Standing>,
    /// Stands in the name of an actor.
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,
}

/// Lists incidents.
#[derive(Args)]
#[command(after_help = "Example:\n  accalmie incidents --db north-east.db --near 36.65,40.37,25 --from 2019-11-01 --type explosive")]
pub struct IncidentsArgs {
    #[command(flatten)]
    pub db: Db,
    #[command(flatten)]
    pub which: Which,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// Shows an incident with the words that it stands on, and what was done to it.
#[derive(Args)]
pub struct ShowArgs {
    pub incident: String,
    #[command(flatten)]
    pub db: Db,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// Lays a person's value over a field of an incident, for ever.
#[derive(Args)]
#[command(
    after_help = "The value is in the public shape, as JSON; null says that it is not known.\n\nExamples:\n  accalmie correct i0123456789ab type '\"explosive.shelling\"' --reason \"crater seen\"\n  accalmie correct i0123456789ab harm.killed null --reason \"source withdrew it\""
)]
pub struct CorrectArgs {
    pub incident: String,
    /// type, time, places, actors, weapon, status, standing, sensitivity … or harm.killed and the like.
    pub field: String,
    pub value: String,
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub db: Db,
    #[command(flatten)]
    pub hand: Hand,
}

/// Takes records out of an incident, for ever: they are of another one.
#[derive(Args)]
pub struct SplitArgs {
    pub incident: String,
    #[arg(required = true)]
    pub records: Vec<String>,
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub db: Db,
    #[command(flatten)]
    pub hand: Hand,
}

/// Says that two incidents are one, for ever.
#[derive(Args)]
pub struct JoinArgs {
    /// The one that becomes part of the other.
    pub incident: String,
    pub into: String,
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub db: Db,
    #[command(flatten)]
    pub hand: Hand,
}

/// Withdraws an incident. It keeps its id and its history, and is shown as withdrawn.
#[derive(Args)]
pub struct RetractArgs {
    pub incident: String,
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub db: Db,
    #[command(flatten)]
    pub hand: Hand,
}

/// Reckons the whole ledger again and names what was changed; reads every report again and tells what would change.
///
/// Its last line is the head: note it elsewhere, and a ledger whose end was cut off can be told from a whole one.
#[derive(Args)]
#[command(after_help = "Example:\n  accalmie verify --db north-east.db --head \"412 sha256:…\"")]
pub struct VerifyArgs {
    #[command(flatten)]
    pub db: Db,
    /// The head that was noted before.
    #[arg(long, value_name = "HEAD")]
    pub head: Option<Head>,
    /// Does not read the reports again.
    #[arg(long)]
    pub quick: bool,
}

/// Shows the journal: all of it, or what was done to one incident or report.
#[derive(Args)]
pub struct LogArgs {
    pub id: Option<String>,
    #[command(flatten)]
    pub db: Db,
}

/// Writes incidents in a form that others read.
///
/// `public` withholds what could harm a person: restricted incidents, exact places and times, sources, persons. `full` is for this machine.
#[derive(Args)]
#[command(after_help = forms_help())]
pub struct ExportArgs {
    #[command(flatten)]
    pub db: Db,
    #[command(flatten)]
    pub which: Which,
    /// The form; may be given more than once.
    #[arg(long = "form", value_name = "FORM", value_parser = form, required = true)]
    pub forms: Vec<Form>,
    #[arg(long, value_name = "PROFILE", default_value = "full", value_parser = profile)]
    pub profile: Profile,
    /// The folder that the files are written to.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// When the export is made, as 2026-11-22T10:00:00Z; by default now.
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub at: Option<String>,
}

fn forms_help() -> String {
    let forms: Vec<String> = Form::ALL.iter().map(|f| format!("  {:<10} {}", f.name(), f.about())).collect();
    format!(
        "Forms:\n{}\n\nExample:\n  accalmie export --db north-east.db --form hxl --form geojson --profile public --out published/",
        forms.join("\n")
    )
}

fn form(name: &str) -> Result<Form, String> {
    Form::from_name(name).map_err(|e| e.to_string())
}

fn profile(name: &str) -> Result<Profile, String> {
    Profile::from_name(name).ok_or_else(|| "the profiles are full and public".to_owned())
}

fn standing(name: &str) -> Result<Standing, String> {
    Standing::from_name(name).ok_or_else(|| "the standings are reported, corroborated, contested and retracted".to_owned())
}

fn kind(name: &str) -> Result<String, String> {
    let known = Type::ALL.iter().any(|t| t.name() == name || t.family() == name);
    if known { Ok(name.to_owned()) } else { Err("no such type or family; lexicons/kinds.tsv has them all".to_owned()) }
}

fn moment(words: &str) -> Result<String, String> {
    let utc = words.ends_with('Z') && words.parse::<jiff::Timestamp>().is_ok();
    if utc { Ok(words.to_owned()) } else { Err("write the time in UTC, as 2026-11-22T10:00:00Z".to_owned()) }
}

fn numbers<const N: usize>(words: &str) -> Result<[f64; N], String> {
    let found: Vec<f64> = words.split(',').filter_map(|n| n.trim().parse().ok()).filter(|n: &f64| n.is_finite()).collect();
    found.try_into().map_err(|_| format!("write {N} numbers with commas between, as 36.65,40.37 and so on"))
}
