//! What `accalmie serve` takes.

use super::date;
use clap::Args;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Serves the ledger to a browser: the map, the incidents, the review, the ceasefires, the roads, the brief. No request goes to another host.
///
/// The first start prints an address with a key that is good once: whoever opens it is the administrator.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  accalmie serve --db north-east.db\n  accalmie serve --db north-east.db --listen 10.0.0.5:8737 --host desk.example\n  accalmie serve --db north-east.db --public --listen 127.0.0.1:8738"
)]
pub struct ServeArgs {
    /// The ledger to serve: a file (made where there is none), or postgres://user@host/name.
    #[arg(long, value_name = "FILE|postgres://…", default_value = "accalmie.db")]
    pub db: String,
    /// Reports to take into the ledger first: files or folders.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Where to listen. Beyond this machine only if you say so, and then behind a proxy that speaks TLS.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8737")]
    pub listen: SocketAddr,
    /// A name by which browsers ask for this server, beside its address; may be given more than once.
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// A proxy before it speaks TLS with browsers: cookies go over TLS only.
    #[arg(long)]
    pub behind_tls: bool,
    /// Shows anybody what is public, and nothing else; nobody can sign in.
    #[arg(long)]
    pub public: bool,
    /// Where the server keeps its accounts and its index; by default beside the ledger's file, with `.served` after its name.
    #[arg(long, value_name = "DIR")]
    pub beside: Option<PathBuf>,
    /// Makes a new key for the administrator: for a lost password.
    #[arg(long)]
    pub key: bool,
    /// Roads, as `accalmie roads import` makes them. By default a small schematic network of north-east Syria.
    #[arg(long, value_name = "FILE.roads")]
    pub network: Option<PathBuf>,
    /// After how many days without news a closure is unknown, as mined=30; may be given more than once.
    #[arg(long, value_name = "CAUSE=DAYS")]
    pub valid: Vec<String>,
    /// An agreement of your own, beside those that ship; may be given more than once.
    #[arg(long, value_name = "FILE.toml")]
    pub agreement: Vec<PathBuf>,
    /// A map of your own, drawn instead of the small one that ships.
    #[arg(long, value_name = "FILE.pmtiles")]
    pub map: Option<PathBuf>,
    /// The day of the reports given here, as 2021-05-03.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<String>,
    /// Own tables, laid over the shipped ones: a folder a language, as DIR/fr/triggers.tsv.
    #[arg(long, value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
    /// Own places, as `accalmie places import` makes them; may be given more than once.
    #[arg(long, value_name = "FILE.idx")]
    pub places: Vec<PathBuf>,
    /// Connections to the ledger that answer at one time.
    #[arg(long, value_name = "N", default_value = "3")]
    pub readers: NonZeroUsize,
}
