//! The catalogue is the index that lists, maps and timelines are made from. It follows the ledger's journal, can be thrown away at any time,
//! and answers on a million incidents within some milliseconds.
//!
//! A file beside the ledger (or memory) holds the short shapes, the words and what people said in review; rows of a few bytes an incident
//! are in memory, in order of time, for each of the two audiences apart: the public rows, shapes and words are made of the protected
//! incident alone, so that no question asked in public touches anything else.

mod agreement;
mod answers;
mod columns;
mod doubts;
mod error;
mod filter;
mod fold;
mod folding;
mod follow;
mod kinds;
mod list;
mod minutes;
mod postings;
mod reports;
mod review;
mod row;
mod schema;
mod sets;
mod settle;
mod shape;
mod store;
mod timeline;
mod viewport;

pub use agreement::{Agreement, Pair};
pub use error::CatalogueError;
pub use filter::Filter;
pub use follow::Followed;
pub use kinds::Kinds;
pub use list::{Listed, Order};
pub use reports::{ReportItem, Reports};
pub use review::{Correction, Queue, Said, Waiting};
pub use timeline::{Bar, Step, Timeline};
pub use viewport::{Area, Group, Viewport};

use accalmie_ledger::Ledger;
use accalmie_protect::Profile;
use accalmie_record::Standing;
use answers::Answers;
use columns::Columns;
use jiff::civil::Date;
use kinds::Families;
use reports::Came;
use row::Row;
use rusqlite::Connection;
use sets::Sets;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use store::Store;

pub struct Catalogue {
    store: Store,
    now: RwLock<Arc<State>>,
    sets: RwLock<Sets>,
    kinds: Kinds,
    families: Families,
    answers: Answers,
}

/// What is in memory after some entry; never changed, only replaced.
#[derive(Default)]
struct State {
    as_of: u64,
    full: Columns,
    public: Columns,
    reports: Arc<Vec<Came>>,
    /// Records in the queue.
    waiting: u64,
}

impl State {
    fn columns(&self, audience: Profile) -> &Columns {
        match audience {
            Profile::Full => &self.full,
            Profile::Public => &self.public,
        }
    }
}

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// That were not retracted.
    pub incidents: u64,
    pub reports: u64,
    /// Days of the oldest and of the newest report.
    pub oldest: Option<Date>,
    pub newest: Option<Date>,
}

impl Catalogue {
    /// Opens the catalogue at `path` (made where there is none), or one in memory. What it holds is kept if it was made by this program from
    /// this ledger; else it begins anew, empty: [`Catalogue::follow`] fills it.
    ///
    /// # Errors
    /// When the file is another program's, is damaged or cannot be written, or the ledger cannot be read.
    pub fn open(path: Option<&Path>, ledger: &dyn Ledger) -> Result<Catalogue, CatalogueError> {
        Catalogue::open_with(path, ledger, Kinds::shipped())
    }

    /// The same, with other names of types than those that ship.
    ///
    /// # Errors
    /// As [`Catalogue::open`].
    pub fn open_with(path: Option<&Path>, ledger: &dyn Ledger, kinds: Kinds) -> Result<Catalogue, CatalogueError> {
        let store = Store::open(path)?;
        let (state, sets) = {
            let mut conn = store.writer();
            if !is_of(&conn, ledger)? {
                schema::clear(&mut conn)?;
            }
            (load(&conn)?, Sets::load(&conn)?)
        };
        let now = RwLock::new(Arc::new(state));
        Ok(Catalogue { store, now, sets: RwLock::new(sets), kinds, families: Families::new(), answers: Answers::default() })
    }

    /// Number of the last entry followed.
    pub fn as_of(&self) -> u64 {
        self.state().as_of
    }

    pub fn counts(&self, audience: Profile) -> Counts {
        let state = self.state();
        let retracted = Standing::Retracted as u8;
        let stands = |c: &Arc<columns::Chunk>| c.standing.iter().filter(|s| **s != retracted).count() as u64;
        let dated = || state.reports.iter().filter_map(Came::day);
        Counts {
            incidents: state.columns(audience).chunks.iter().map(stands).sum(),
            reports: state.reports.len() as u64,
            oldest: dated().next().and_then(minutes::date),
            newest: state.reports.last().and_then(Came::day).and_then(minutes::date),
        }
    }

    /// Day of the newest report.
    pub fn newest(&self) -> Option<Date> {
        self.state().reports.last().and_then(Came::day).and_then(minutes::date)
    }

    fn state(&self) -> Arc<State> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Is what the file holds of this ledger, and not mostly documents that nothing refers to any more?
fn is_of(conn: &Connection, ledger: &dyn Ledger) -> Result<bool, CatalogueError> {
    let place = follow::place(conn)?;
    let there = match place.seq {
        0 => true,
        seq => ledger.entries(seq, 1)?.first().is_some_and(|e| e.seq == seq && e.digest == place.digest),
    };
    let rows: u32 = conn.query_row("SELECT (SELECT count(*) FROM incident) + (SELECT count(*) FROM report)", [], |r| r.get(0))?;
    Ok(there && place.docs / 8 <= rows.max(100_000))
}

fn load(conn: &Connection) -> Result<State, CatalogueError> {
    let rows = |column: &str| -> Result<Columns, CatalogueError> {
        let mut ask = conn.prepare(&format!("SELECT {column} FROM incident WHERE {column} IS NOT NULL"))?;
        let mut found = ask.query([])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let bytes = row.get_ref(0)?.as_blob().map_err(|e| CatalogueError::Row(e.to_string()))?;
            rows.push(Row::from_bytes(bytes).ok_or_else(|| CatalogueError::Row("a row of another length".to_owned()))?);
        }
        Ok(Columns::of(rows))
    };
    let mut ask = conn.prepare("SELECT minutes, n, doc FROM report ORDER BY minutes, n")?;
    let reports = ask.query_map([], |r| Ok(Came { minutes: r.get(0)?, n: r.get(1)?, doc: r.get(2)? }))?.collect::<Result<_, _>>()?;
    let waiting: i64 = conn.query_row("SELECT count(*) FROM record WHERE waits = 1", [], |r| r.get(0))?;
    Ok(State {
        as_of: follow::place(conn)?.seq,
        full: rows("shown")?,
        public: rows("public")?,
        reports: Arc::new(reports),
        waiting: u64::try_from(waiting).unwrap_or(0),
    })
}
