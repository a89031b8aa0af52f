//! Settings are what the person who starts the server decides.

use accalmie_roads::Validity;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Clone)]
pub struct Settings {
    /// The ledger: a file, or `postgres://…`.
    pub db: String,
    /// Loopback unless told otherwise.
    pub listen: SocketAddr,
    /// Names by which it is called besides its address and those of this machine: `monitor.example` or `monitor.example:8443`.
    pub hosts: Vec<String>,
    /// A proxy before it speaks TLS to the browser, so cookies may ask for it.
    pub behind_tls: bool,
    /// Serves anybody what is public, and nothing else; nobody can sign in.
    pub public: bool,
    /// Accounts, and the index of lists and maps: files of the server's own beside the ledger. `None`: in memory, gone when it stops.
    pub beside: Option<PathBuf>,
    /// Roads, as `accalmie roads import` makes them; `None` is the schematic network that ships.
    pub network: Option<PathBuf>,
    pub validity: Validity,
    /// A map of the person's own.
    pub pmtiles: Option<PathBuf>,
    /// Own agreements, beside those that ship.
    pub agreements: Vec<PathBuf>,
    /// What reading rests on; goes into the ledger with each report that comes in here.
    pub read_with: String,
    /// Connections that answer questions at one time.
    pub readers: usize,
}

impl Settings {
    /// As `accalmie serve` starts with nothing said.
    pub fn new(db: &str) -> Settings {
        Settings {
            db: db.to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8737)),
            hosts: Vec::new(),
            behind_tls: false,
            public: false,
            beside: None,
            network: None,
            validity: Validity::default(),
            pmtiles: None,
            agreements: Vec::new(),
            read_with: String::new(),
            readers: 3,
        }
    }
}
