//! The command line: what can be asked for, and how it is explained.

pub mod answering;
pub mod keeping;
pub mod serving;

use accalmie_record::Lang;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Reads conflict reports into records that can be checked: what happened, where, when, to whom, in whose words.
///
/// Nothing leaves this machine.
#[derive(Parser)]
#[command(
    version,
    after_help = "Example:\n  accalmie read report.txt\n\nExit status: 0 all was read, 1 some input was not, 2 the command was not understood."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Read(ReadArgs),
    Mentions(MentionsArgs),
    Merge(MergeArgs),
    Ingest(keeping::IngestArgs),
    Watch(keeping::WatchArgs),
    Incidents(keeping::IncidentsArgs),
    Show(keeping::ShowArgs),
    Correct(keeping::CorrectArgs),
    Split(keeping::SplitArgs),
    Join(keeping::JoinArgs),
    Retract(keeping::RetractArgs),
    Verify(keeping::VerifyArgs),
    Log(keeping::LogArgs),
    Export(keeping::ExportArgs),
    Truce(answering::TruceArgs),
    Lull(answering::LullArgs),
    Roads(answering::RoadsArgs),
    Route(answering::RouteArgs),
    Access(answering::AccessArgs),
    Reach(answering::ReachArgs),
    Brief(answering::BriefArgs),
    Serve(serving::ServeArgs),
    Lexicon(LexiconArgs),
    Places(PlacesArgs),
}

/// Reads reports into records.
///
/// A report is a text, a web page, or a line of a batch (.jsonl: one {"id", "text", "published", "language", "title"} a line).
#[derive(Args)]
#[command(
    after_help = "Examples:\n  accalmie read report.txt --date 2021-05-03\n  accalmie read reports/ --format jsonl > records.jsonl\n  cat page.html | accalmie read - --explain"
)]
pub struct ReadArgs {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Shows for each record why it was read so: rows and rules, places and what else they could be, offsets, links.
    #[arg(long)]
    pub explain: bool,
}

/// Lists the places, times, figures, actors, weapons and people that reports mention, with their values.
#[derive(Args)]
#[command(after_help = "Example:\n  accalmie mentions report.txt --format jsonl\n\nstart and end count characters of the text.")]
pub struct MentionsArgs {
    #[command(flatten)]
    pub inputs: Inputs,
}

/// Reads reports and shows the incidents that they tell of, each with every source's figure.
///
/// Nothing is stored; `accalmie ingest` keeps incidents for years.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  accalmie merge reports/\n  accalmie merge batch.jsonl --format jsonl > incidents.jsonl\n\nThe same reports give the same incidents in any order."
)]
pub struct MergeArgs {
    #[command(flatten)]
    pub inputs: Inputs,
}

#[derive(Args)]
pub struct Inputs {
    /// Files, folders, or - for standard input.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The day of all these reports, as 2021-05-03 or 2021-05-03T10:00.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<String>,
    /// The language of all these reports, as fr, en, ar; told from the text when not given.
    #[arg(long, value_name = "CODE", value_parser = lang)]
    pub lang: Option<Lang>,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Own tables, laid over the shipped ones: a folder a language, as DIR/fr/triggers.tsv.
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
    /// Own places, as `accalmie places import` makes them; may be given more than once.
    #[arg(long, value_name = "FILE.idx")]
    pub places: Vec<PathBuf>,
    /// Reports read at once; the output is the same for any number. By default as many as the machine has cores.
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// One array, indented.
    Json,
    /// One line a report.
    Jsonl,
}

/// Checks the tables that say what words mean.
#[derive(Args)]
#[command(after_help = "Example:\n  accalmie lexicon check my-tables/")]
pub struct LexiconArgs {
    #[command(subcommand)]
    pub command: LexiconCommand,
}

#[derive(Subcommand)]
pub enum LexiconCommand {
    /// Tries every row on its example, and says where a table is broken.
    ///
    /// Without a folder the shipped tables are checked; with one, the rows of its language folders (DIR/fr/…).
    #[command(after_help = "Example:\n  accalmie lexicon check my-tables/")]
    Check { dir: Option<PathBuf> },
    /// Counts the rows of each table and language.
    #[command(after_help = "Example:\n  accalmie lexicon stats")]
    Stats,
}

/// Shows what places a name may mean, or imports places.
#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:\n  accalmie places Tall Tamr\n  accalmie places import SY.txt --out syria.idx\n  accalmie read report.txt --places syria.idx"
)]
pub struct PlacesArgs {
    #[command(subcommand)]
    pub command: Option<PlacesCommand>,
    /// The name as a report writes it.
    #[arg(required = true)]
    pub name: Vec<String>,
    /// Own places besides the shipped ones; may be given more than once.
    #[arg(long, value_name = "FILE.idx")]
    pub places: Vec<PathBuf>,
}

#[derive(Subcommand)]
pub enum PlacesCommand {
    /// Makes an index of a GeoNames dump (.txt) or an OpenStreetMap extract (.osm.pbf).
    #[command(after_help = "Example:\n  accalmie places import SY.txt --out syria.idx")]
    Import {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Where the index is written.
        #[arg(long, value_name = "FILE.idx")]
        out: PathBuf,
    },
}

fn date(words: &str) -> Result<String, String> {
    let is_date = words.len() == 10 && words.parse::<jiff::civil::Date>().is_ok();
    let is_time =
        words.get(10..11) == Some("T") && (words.parse::<jiff::civil::DateTime>().is_ok() || words.parse::<jiff::Timestamp>().is_ok());
    if is_date || is_time { Ok(words.to_owned()) } else { Err("write the day as 2021-05-03, or the time as 2021-05-03T10:00".to_owned()) }
}

fn lang(code: &str) -> Result<Lang, String> {
    Lang::new(code).ok_or_else(|| "write the two or three letters of a language, as fr or kmr".to_owned())
}
