//! To serve is to open the office, listen, and follow the ledger until told to stop.

use crate::catalogue::Catalogue;
use crate::edge::{Live, guarded, listen};
use crate::ground::Ground;
use crate::people::{Audience, Clock, Deed, Facts, Journal, People, Setup};
use crate::{Office, Readers, Settings, api, ogc};
use accalmie_answers::{By, Keeper, agreements};
use accalmie_ledger::Act;
use accalmie_places::Gazetteer;
use accalmie_read::Knowledge;
use axum::Router;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Mutex;

/// Languages of briefs and truces.
const SHARES: [&str; 3] = ["en", "fr", "ar"];
/// How often the ledger is looked at for what other programs append.
const LOOK: Duration = Duration::from_millis(1_000);

#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Ledger(#[from] accalmie_ledger::LedgerError),
    #[error(transparent)]
    Unanswered(#[from] accalmie_answers::Unanswered),
    #[error("the catalogue: {0}")]
    Catalogue(#[from] crate::catalogue::CatalogueError),
    #[error("the accounts: {0}")]
    People(#[from] crate::people::PeopleError),
    #[error("{file}: {cause}")]
    File { file: String, cause: std::io::Error },
    #[error("cannot listen at {at}: {cause}; another program may be there, give another address with --listen")]
    Listen { at: std::net::SocketAddr, cause: std::io::Error },
}

/// What a start tells the person who started it.
pub struct Opened {
    pub office: Office,
    pub listener: TcpListener,
    /// Where it is reached, with the one-time key where nobody has an account yet.
    pub address: String,
}

/// Opens the ledger and all beside it, and takes the port; serves nothing yet.
///
/// # Errors
/// When the ledger, a file beside it, or the port cannot be opened.
pub async fn open(settings: Settings, knowledge: Knowledge, gazetteer: &'static Gazetteer, clock: Clock) -> Result<Opened, ServeError> {
    // The ledger is made when there is none, before those open that only read.
    let ledger = accalmie_ledger::open(&settings.db)?;
    let keeper = Keeper::new(ledger, settings.read_with.clone());
    let readers = Readers::open(&settings.db, settings.readers)?;
    if let Some(folder) = &settings.beside {
        std::fs::create_dir_all(folder).map_err(|cause| ServeError::File { file: folder.display().to_string(), cause })?;
    }
    let claim = settings.beside.as_deref().map(|folder| claim(folder, settings.public)).transpose()?.flatten();
    let catalogue = Catalogue::open(claim.as_ref().map(|(file, _)| file.as_path()), &*keeper.ledger)?;
    let ground = Ground::new(settings.network.as_deref(), gazetteer)?;
    let mut known = Vec::new();
    for (name, _) in agreements::SHIPPED {
        known.extend(agreements::named(name).transpose()?.map(|a| (name.to_owned(), a)));
    }
    for file in &settings.agreements {
        let told = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|cause| ServeError::File { file: told.clone(), cause })?;
        let name = file.file_stem().map_or(told.clone(), |s| s.to_string_lossy().into_owned());
        known.push((name, agreements::read(&text, &told)?));
    }
    let listener = TcpListener::bind(settings.listen).await.map_err(|cause| ServeError::Listen { at: settings.listen, cause })?;
    let at = listener.local_addr().unwrap_or(settings.listen);
    let settings = Settings { listen: at, ..settings };
    let (pen, catalogue) = (Arc::new(Mutex::new(keeper)), Arc::new(catalogue));
    let people = People::open(Setup::of(&settings, clock.clone(), journal(&pen, clock.clone()), facts(&catalogue)))?;
    let key = people.first_key()?;
    let address = format!("http://{at}/{}", key.map(|k| format!("#key={k}")).unwrap_or_default());
    let live = Live::new();
    live.changed(catalogue.as_of(), Vec::new());
    let office = Office {
        settings: Arc::new(settings),
        clock,
        readers,
        pen,
        catalogue,
        people,
        live,
        ground: Arc::new(ground),
        knowledge: Arc::new(knowledge),
        agreements: Arc::new(known),
        heard: Default::default(),
        days: Default::default(),
        briefs: Default::default(),
        burdens: Default::default(),
        claim: claim.map(|(_, lock)| Arc::new(lock)),
    };
    Ok(Opened { office, listener, address })
}

/// The catalogue's file, with a lock on it while this server runs: what two servers followed in one file, each would hold half of in memory.
/// The public one has its own; `None` when another server has it already, and this one's catalogue is made in memory.
fn claim(folder: &Path, public: bool) -> Result<Option<(PathBuf, File)>, ServeError> {
    let name = if public { "public" } else { "catalogue" };
    let at = folder.join(format!("{name}.lock"));
    let failed = |cause| ServeError::File { file: at.display().to_string(), cause };
    let lock = File::options().create(true).append(true).open(&at).map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(Some((folder.join(format!("{name}.db")), lock))),
        Err(TryLockError::WouldBlock) => Ok(None),
        // Where files cannot be locked, it is for the person to start one server.
        Err(TryLockError::Error(cause)) if cause.kind() == ErrorKind::Unsupported => Ok(Some((folder.join(format!("{name}.db")), lock))),
        Err(TryLockError::Error(cause)) => Err(failed(cause)),
    }
}

impl Opened {
    /// The address with a new key for the administrator; the key before is good no longer.
    ///
    /// # Errors
    /// When the accounts cannot be written, or nobody signs in here.
    pub fn with_new_key(&self) -> Result<String, ServeError> {
        let key = self.office.people.new_key()?;
        Ok(format!("http://{}/#key={key}", self.office.settings.listen))
    }
}

/// All that is answered.
pub fn routes(office: &Office) -> Router {
    let all =
        Router::new().nest("/api/v1", api::routes(office)).nest("/ogc", ogc::routes()).merge(crate::edge::assets::routes(&office.settings));
    guarded(all.with_state(office.clone()), &office.settings)
}

/// Deeds of accounts are entries of the ledger.
fn journal(pen: &Arc<Mutex<Keeper>>, clock: Clock) -> Journal {
    let pen = pen.clone();
    Box::new(move |deed: Deed<'_>| {
        let by = By { author: deed.by.to_owned(), at: told(clock()), reason: String::new() };
        let act = Act::Account { account: deed.account.to_owned(), did: deed.did.to_owned() };
        pen.blocking_lock().wholly(|keeper| keeper.decide(act, &by)).map_err(|e| e.to_string())
    })
}

/// What there is to see, for those who may see it.
fn facts(catalogue: &Arc<Catalogue>) -> Facts {
    let catalogue = catalogue.clone();
    Box::new(move |who: Option<&Audience>| {
        let Some(who) = who else { return serde_json::Map::new() };
        let profile = api::profile_of(who);
        let counts = catalogue.counts(profile);
        let told = serde_json::json!({
            "newest": counts.newest.map(|d| d.to_string()), "oldest": counts.oldest.map(|d| d.to_string()), "incidents": counts.incidents, "reports": counts.reports,
            "as_of": api::told_as_of(catalogue.as_of(), profile), "shares": SHARES,
        });
        if let serde_json::Value::Object(told) = told { told } else { serde_json::Map::new() }
    })
}

/// RFC 3339 in UTC, to the second.
pub fn told(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Serves until `stop` is done; then lets what is under way end.
///
/// # Errors
/// When the port fails.
pub async fn serve(opened: Opened, stop: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
    let Opened { office, listener, .. } = opened;
    let follower = tokio::spawn(follow(office.clone()));
    let app = routes(&office);
    let live = office.live.clone();
    let until = async move {
        stop.await;
        live.close();
    };
    let done = listen::serve(listener, app, until).await;
    follower.abort();
    done
}

/// What other programs append is told too.
async fn follow(office: Office) {
    loop {
        // What failed has been told on standard error, and is tried again.
        let _ = office.follow().await;
        tokio::time::sleep(LOOK).await;
    }
}
