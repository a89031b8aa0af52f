//! What can be asked of reports or of a ledger beside what happened: which roads are barred, how to get there, who is cut off.

use super::{Format, Inputs, date, lang};
use accalmie_record::Lang;
use clap::{Args, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Whose words are asked.
#[derive(Args)]
pub struct Told {
    /// Reports to read: files or folders. Without any, the ledger is asked.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The ledger to ask: a file, or postgres://user@host/name.
    #[arg(long, value_name = "FILE|postgres://…")]
    pub db: Option<String>,
    /// The day of all these reports, as 2021-05-03.
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
    /// Reports read at once.
    #[arg(long, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

impl Told {
    pub fn inputs(&self) -> Inputs {
        Inputs {
            paths: self.paths.clone(),
            date: self.date.clone(),
            lang: self.lang,
            format: self.format,
            lexicons: self.lexicons.clone(),
            places: self.places.clone(),
            threads: self.threads,
        }
    }
}

/// On which roads, on which day.
#[derive(Args)]
pub struct Ground {
    /// Roads, as `accalmie roads import` makes them. By default a small schematic network of north-east Syria: links between towns, no
    /// surveyed roads.
    #[arg(long, value_name = "FILE.roads")]
    pub network: Option<PathBuf>,
    /// The day that is asked about, as 2021-05-03; by default that of the newest report.
    #[arg(long, value_name = "DAY", value_parser = date)]
    pub day: Option<String>,
    /// After how many days without news a closure is unknown, as mined=30; may be given more than once.
    #[arg(long, value_name = "CAUSE=DAYS")]
    pub valid: Vec<String>,
}

/// Lists what bars the roads, on what evidence, and what is not known any more; or imports roads.
///
/// A road of which no report speaks is not known to be open.
#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  accalmie roads bulletins/ --day 2019-10-24\n  accalmie roads --db north-east.db --network syria.roads --cut-off\n  accalmie roads import syria-latest.osm.pbf --out syria.roads"
)]
pub struct RoadsArgs {
    #[command(subcommand)]
    pub command: Option<RoadsCommand>,
    /// Lists the places that are cut off, by what, and those that hang on one road.
    #[arg(long)]
    pub cut_off: bool,
    #[command(flatten)]
    pub told: Told,
    #[command(flatten)]
    pub ground: Ground,
}

#[derive(Subcommand)]
pub enum RoadsCommand {
    /// Makes a network of an OpenStreetMap extract (.osm.pbf).
    #[command(after_help = "Example:\n  accalmie roads import syria-latest.osm.pbf --out syria.roads")]
    Import {
        #[arg(value_name = "FILE.osm.pbf")]
        file: PathBuf,
        /// Where the network is written.
        #[arg(long, value_name = "FILE.roads")]
        out: PathBuf,
    },
}

/// Who travels.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    Car,
    /// 20 tonnes, 3.8 metres high.
    Truck,
    Ambulance,
    Foot,
}

impl By {
    pub fn profile(self) -> accalmie_roads::Profile {
        match self {
            By::Car => accalmie_roads::Profile::Car,
            By::Truck => accalmie_roads::Profile::Truck { weight_t: 20.0, height_m: 3.8 },
            By::Ambulance => accalmie_roads::Profile::Ambulance,
            By::Foot => accalmie_roads::Profile::Foot,
        }
    }
}

/// Says of a place whether people can get out and help can get in, since when, by what that is known, and where the next hospitals are.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  accalmie access \"Tell Tamer\" bulletins/\n  accalmie access 36.65,40.37 --db north-east.db --day 2019-10-24"
)]
pub struct AccessArgs {
    /// A name, or latitude,longitude.
    pub place: String,
    #[command(flatten)]
    pub told: Told,
    #[command(flatten)]
    pub ground: Ground,
    #[arg(long, value_enum, default_value_t = By::Car)]
    pub by: By,
}

/// Holds what happened against agreements, clause by clause; never a “violation” by default.
///
/// Each verdict prints the clause, the distance to its zone with its error, the margin of time, who is bound and what is missing.
#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  accalmie truce bulletins/ --agreement russia-turkey-2019-10-22\n  accalmie truce --db north-east.db --board --from 2019-10-22 --to 2019-10-31\n  accalmie truce check my-agreement.toml"
)]
pub struct TruceArgs {
    #[command(subcommand)]
    pub command: Option<TruceCommand>,
    #[command(flatten)]
    pub told: Told,
    /// A shipped agreement by its name (`accalmie truce list`), or a file; may be given more than once. By default all that ship, where one
    /// of their clauses is of the place, time and kind.
    #[arg(long, value_name = "NAME|FILE.toml")]
    pub agreement: Vec<String>,
    /// Language of the verdicts: en, fr or ar.
    #[arg(long, value_name = "CODE", default_value = "en")]
    pub words: String,
    /// Counts by day, zone, party and clause, beside the period before, and says of which days nothing is known.
    #[arg(long)]
    pub board: bool,
    /// First day, as 2019-10-22.
    #[arg(long, value_name = "DAY", value_parser = date)]
    pub from: Option<String>,
    /// Last day.
    #[arg(long, value_name = "DAY", value_parser = date)]
    pub to: Option<String>,
}

#[derive(Subcommand)]
pub enum TruceCommand {
    /// Says what is wrong in an agreement's file, line by line.
    #[command(after_help = "Example:\n  accalmie truce check my-agreement.toml")]
    Check {
        #[arg(value_name = "FILE.toml")]
        file: PathBuf,
    },
    /// Names the agreements that ship with the program.
    List,
}

/// How much is risked for time.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum How {
    /// Keeps off everything that is closed, suspected or of which nothing newer is known.
    Safest,
    /// Keeps off what is surely closed, and names what else it passes.
    Fastest,
    /// Passes as little as can be where there is no clear way.
    LeastRisk,
}

/// Finds ways from one place to another around what is barred; where there is none, says why and what would open one.
///
/// No answer is a guarantee of safety: a stretch of which no report speaks is not known to be open.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  accalmie route Hasakah \"Ain Issa\" bulletins/\n  accalmie route 36.50,40.74 36.38,38.86 --db north-east.db --network syria.roads --by truck --way fastest"
)]
pub struct RouteArgs {
    /// A name, or latitude,longitude.
    pub from: String,
    pub to: String,
    #[command(flatten)]
    pub told: Told,
    #[command(flatten)]
    pub ground: Ground,
    #[arg(long, value_enum, default_value_t = By::Car)]
    pub by: By,
    #[arg(long, value_enum, default_value_t = How::Safest)]
    pub way: How,
    /// At most so many different ways.
    #[arg(short, value_name = "N", default_value_t = 1)]
    pub k: usize,
}

/// Writes the day's brief: what happened, the harm, what changed, the ceasefires, the roads, and what is not known; each sentence with its sources.
///
/// The same ledger and the same days give the same bytes.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  accalmie brief --db north-east.db --lang fr > brief.html\n  accalmie brief --db north-east.db --day 2019-11-07 --since 2019-11-03 --lang ar --format md\n  accalmie brief --db north-east.db --format docx --out brief.docx"
)]
pub struct BriefArgs {
    /// The ledger: a file, or postgres://user@host/name.
    #[arg(long, value_name = "FILE|postgres://…")]
    pub db: String,
    /// The day, as 2019-11-07; by default that of the newest report.
    #[arg(long, value_name = "DAY", value_parser = date)]
    pub day: Option<String>,
    /// The day of the brief before: what came after it is told. `yesterday` is the day before --day.
    #[arg(long, value_name = "DAY|yesterday", default_value = "yesterday")]
    pub since: String,
    #[arg(long, value_name = "CODE", default_value = "en", value_parser = ["en", "fr", "ar"])]
    pub lang: String,
    #[arg(long, value_name = "FORM", default_value = "html", value_parser = ["html", "md", "json", "docx", "pdf"])]
    pub format: String,
    /// Where it is written; by default to standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// For whom: `public` quotes nobody and withholds what could harm.
    #[arg(long, value_name = "PROFILE", default_value = "full", value_parser = ["full", "public"])]
    pub profile: String,
    /// A font for paper (--format pdf), where the system has none for the language.
    #[arg(long, value_name = "FILE.ttf")]
    pub font: Option<PathBuf>,
    /// Roads, as `accalmie roads import` makes them.
    #[arg(long, value_name = "FILE.roads")]
    pub network: Option<PathBuf>,
    /// After how many days without news a closure is unknown, as mined=30; may be given more than once.
    #[arg(long, value_name = "CAUSE=DAYS")]
    pub valid: Vec<String>,
    /// An agreement of your own, beside those that ship; may be given more than once.
    #[arg(long, value_name = "FILE.toml")]
    pub agreement: Vec<String>,
}

/// Lists the places that are reached from one within a time, and which of them only by a way that is suspected or unknown.
///
/// No answer is a guarantee of safety: a stretch of which no report speaks is not known to be open.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  accalmie reach Hasakah bulletins/ --minutes 60\n  accalmie reach 36.50,40.74 --db north-east.db --minutes 90 --by ambulance"
)]
pub struct ReachArgs {
    /// A name, or latitude,longitude.
    pub from: String,
    #[command(flatten)]
    pub told: Told,
    #[command(flatten)]
    pub ground: Ground,
    #[arg(long, value_enum, default_value_t = By::Car)]
    pub by: By,
    /// The time.
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub minutes: u32,
}

/// Says whether it is really quieter, by zone and weapon: the probability that a lull began or broke, on which day, or that nobody can tell.
///
/// Counts are held beside how many reports came: where fewer came, fewer incidents are told, and that is no lull.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  accalmie lull --db north-east.db\n  accalmie lull --db north-east.db --agreement us-turkey-2019-10-17 --to 2019-11-30"
)]
pub struct LullArgs {
    #[command(flatten)]
    pub told: Told,
    /// Counts in the zones of this agreement too: a shipped one by its name, or a file.
    #[arg(long, value_name = "NAME|FILE.toml")]
    pub agreement: Option<String>,
    /// First day, as 2019-10-01; by default that of the first report.
    #[arg(long, value_name = "DAY", value_parser = date)]
    pub from: Option<String>,
    /// Last day.
    #[arg(long, value_name = "DAY", value_parser = date)]
    pub to: Option<String>,
}
