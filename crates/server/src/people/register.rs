//! The register is the people of one server: who has an account, who is signed in, and what was done about it.

use super::book::Book;
use super::cookie::Cookie;
use super::deciding::can_decide;
use super::password;
use super::rights::Audience;
use super::secret::{self, Kept};
use super::tries::Tries;
use crate::Settings;
use crate::edge::Problem;
use jiff::Timestamp;
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedMutexGuard, Semaphore, watch};

/// What time it is. The server's start is the one place that asks the machine.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Something that was done with an account, for the journal. `by` is who did it: the name of an account, or `server`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed<'a> {
    pub account: &'a str,
    pub did: &'a str,
    pub by: &'a str,
}

/// Writes a deed down. Called on a thread that may wait, one deed at a time, and before the deed takes effect: an error keeps it from
/// happening, and its text goes to standard error.
pub type Journal = Box<dyn FnMut(Deed<'_>) -> Result<(), String> + Send>;

/// What `GET /session` tells beside the person: `newest`, `oldest`, `incidents`, `reports`, `shares`. `None`: nobody is signed in.
pub type Facts = Box<dyn Fn(Option<&Audience>) -> Map<String, Value> + Send + Sync>;

/// What the people of a server need.
pub struct Setup {
    /// File of the accounts; `None` in memory.
    pub book: Option<PathBuf>,
    /// Nobody can sign in, and everybody sees what is public.
    pub public: bool,
    /// By which the cookie is named.
    pub port: u16,
    pub behind_tls: bool,
    /// Whether there is a map of the person's own, which `GET /session` tells.
    pub pmtiles: bool,
    pub clock: Clock,
    pub journal: Journal,
    pub facts: Facts,
}

impl Setup {
    /// With `people.db` beside the ledger.
    pub fn of(settings: &Settings, clock: Clock, journal: Journal, facts: Facts) -> Setup {
        Setup {
            book: settings.beside.as_ref().map(|beside| beside.join("people.db")),
            public: settings.public,
            port: settings.listen.port(),
            behind_tls: settings.behind_tls,
            pmtiles: settings.pmtiles.is_some(),
            clock,
            journal,
            facts,
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    #[error("the accounts in {path}: {why}")]
    Book { path: String, why: String },
    #[error("the system gives no chance to make keys of: {0}")]
    Chance(#[from] getrandom::Error),
}

/// The key of a first start, or of a lost password, is good for so long. Seconds.
const KEY: i64 = 60 * 60;
/// The account that a key opens.
pub const BY_KEY: &str = "administrator";
/// Passwords that are looked at side by side, 19 MiB each.
const SIDE_BY_SIDE: usize = 2;

/// Cheap to clone.
#[derive(Clone)]
pub struct People(pub(super) Arc<Register>);

pub struct Register {
    book: Option<Mutex<Book>>,
    pub(super) tries: Mutex<Tries>,
    pub(super) hashing: Arc<Semaphore>,
    /// Held while an account is changed, from looking at it until the change is kept.
    journal: Arc<tokio::sync::Mutex<Journal>>,
    pub(super) clock: Clock,
    pub(super) facts: Facts,
    pub(super) cookie: Cookie,
    pub(super) pmtiles: bool,
    /// Counts whatever may have ended a session.
    pub(super) ended: watch::Sender<u64>,
    /// The password of those who have none, so that asking takes as long.
    pub(super) nobodys: String,
    place: String,
}

impl People {
    /// # Errors
    /// When the file cannot be opened or was written by a later program.
    pub fn open(setup: Setup) -> Result<People, PeopleError> {
        let place = setup.book.as_ref().map_or_else(|| "memory".to_owned(), |path| path.display().to_string());
        let failed = |why: String| PeopleError::Book { path: place.clone(), why };
        let book = if setup.public { None } else { Some(Mutex::new(Book::open(setup.book.as_deref()).map_err(failed)?)) };
        let nobodys = password::kept(&secret::new()?).map_err(|p| failed(p.detail))?;
        Ok(People(Arc::new(Register {
            book,
            tries: Mutex::default(),
            hashing: Arc::new(Semaphore::new(SIDE_BY_SIDE)),
            journal: Arc::new(tokio::sync::Mutex::new(setup.journal)),
            clock: setup.clock,
            facts: setup.facts,
            cookie: Cookie::new(setup.port, setup.behind_tls),
            pmtiles: setup.pmtiles,
            ended: watch::channel(0).0,
            nobodys,
            place,
        })))
    }

    /// Whether nobody can sign in, and everybody sees what is public.
    pub fn is_public(&self) -> bool {
        self.0.book.is_none()
    }

    /// A fresh one-time key, good for an hour; the one before is no longer. Whoever has it signs in as `administrator`, whatever became of
    /// that account and its password: it is for who starts the server.
    ///
    /// # Errors
    /// When the book of accounts cannot be written, or there is none (public profile).
    pub fn new_key(&self) -> Result<String, PeopleError> {
        let key = secret::new()?;
        let until = self.0.now() + KEY;
        let failed = |why: String| PeopleError::Book { path: self.0.place.clone(), why };
        let book = self.0.book().map_err(|p| failed(p.detail))?;
        book.lay_key(&kept_key(&key), until).map_err(|e| failed(e.to_string()))?;
        Ok(key)
    }

    /// The key for a first start: `None` when an administrator can sign in with a password, or the profile is public.
    ///
    /// # Errors
    /// As [`People::new_key`].
    pub fn first_key(&self) -> Result<Option<String>, PeopleError> {
        if self.is_public() {
            return Ok(None);
        }
        let failed = |why: String| PeopleError::Book { path: self.0.place.clone(), why };
        let all = self.0.book().map_err(|p| failed(p.detail))?.accounts().map_err(|e| failed(e.to_string()))?;
        let has_one = all.iter().any(|a| can_decide(a) && a.has_password());
        if has_one { Ok(None) } else { self.new_key().map(Some) }
    }

    /// A password in the form in which it is kept.
    pub(super) async fn hashed(&self, said: &str) -> Result<String, Problem> {
        password::sound(said)?;
        let said = said.to_owned();
        self.hashing(move || password::kept(&said)).await?
    }

    /// Runs what takes a core and 19 MiB, when there is room for it.
    pub(super) async fn hashing<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let place = tokio::time::timeout(std::time::Duration::from_secs(10), self.0.hashing.clone().acquire_owned());
        let place = place.await.ok().and_then(Result::ok).ok_or_else(Problem::unavailable)?;
        let work = move || {
            let _place = place;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(Problem::internal)
    }

    /// Looks and changes with nobody between, on a thread that may wait. `write` tells the journal.
    pub(super) async fn decide<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Register, &mut dyn FnMut(Deed<'_>) -> Result<(), Problem>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let register = self.0.clone();
        let work = move |mut journal: OwnedMutexGuard<Journal>| {
            let mut write = |deed: Deed<'_>| {
                journal(deed).map_err(|why| {
                    eprintln!(
                        "accalmie: \u{201c}{}\u{201d} of {} could not be written down, so it was not done: {why}",
                        deed.did, deed.account
                    );
                    Problem::unavailable()
                })
            };
            change(&register, &mut write)
        };
        let journal = self.0.journal.clone();
        // Waited for beside the threads and not on one: the journal waits for the pen, and who has the pen needs a thread to put it down.
        // Done to the end, also when the one who asked has gone.
        let done = tokio::spawn(async move {
            let journal = journal.lock_owned().await;
            tokio::task::spawn_blocking(move || work(journal)).await
        });
        done.await.and_then(|done| done).map_err(Problem::internal)?
    }
}

impl Register {
    /// Seconds since 1970.
    pub(super) fn now(&self) -> i64 {
        (self.clock)().as_second()
    }

    pub(super) fn book(&self) -> Result<MutexGuard<'_, Book>, Problem> {
        let book = self.book.as_ref().ok_or_else(|| Problem::not_found("nobody signs in here: this server shows what is public"))?;
        Ok(book.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn tries(&self) -> MutexGuard<'_, Tries> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// As tries of a name are counted.
    pub(super) fn counted(&self, folded: &str) -> Kept {
        secret::kept("name", folded)
    }
}

pub(super) fn kept_key(key: &str) -> Kept {
    secret::kept("key", key)
}
