//! The ledger as its callers see it: append, look up, ask, verify; the same for every database.

use crate::tables::Table;
use crate::verify::{Fault, Verified};
use crate::{Cell, Cursor, Digest, Draft, Entry, Head, LedgerError, Original, Query, Ties};
use accalmie_record::{Incident, Record, Report};

type Result<T> = std::result::Result<T, LedgerError>;

/// A report as the ledger keeps it. `report.text` is empty: it is made again from the original.
#[derive(Clone, Debug)]
pub struct StoredReport {
    pub report: Report,
    /// Digest of the original.
    pub bytes: Digest,
    pub origin: Option<String>,
    pub sketch: Vec<u64>,
    pub bands: Vec<u64>,
    /// Knowledge that it came in with; the entry of its last reading names its own.
    pub read_with: String,
    /// Number of the entry that holds.
    pub seq: u64,
    /// Number of the entry with its last reading.
    pub reading: Option<u64>,
}

/// A record, and what merging needs to know of its report.
#[derive(Clone, Debug)]
pub struct StoredTelling {
    pub record: Record,
    /// Id of the report.
    pub report: String,
    pub key: String,
    pub source: Option<String>,
    /// ISO date or date-time.
    pub published: Option<String>,
    /// Id of the report whose text this one's report repeats.
    pub origin: Option<String>,
    /// Id of the incident that it is of, if any.
    pub incident: Option<String>,
    /// False when a later reading of the report does not have it any more.
    pub current: bool,
}

/// Where a record is, without what it says: cheap to find.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whereabouts {
    /// Id of the record.
    pub record: String,
    /// Id of the report.
    pub report: String,
    /// Id of the incident that it is of, if any.
    pub incident: Option<String>,
}

/// An incident with its corrections laid over.
#[derive(Clone, Debug)]
pub struct StoredIncident {
    pub incident: Incident,
    /// Number of the entry that opened it.
    pub opened: u64,
    /// Number of the last entry that says what it is.
    pub seq: u64,
    /// Fields that a person corrected, sorted.
    pub corrected: Vec<String>,
    /// A person corrected, split, joined or retracted it.
    pub pinned: bool,
}

/// Some of the incidents that meet a query, in order of time and id.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub incidents: Vec<StoredIncident>,
    /// Where to go on, though nothing may follow there; `None` at the end.
    pub next: Option<Cursor>,
}

/// An append-only store of reports, records and incidents.
pub trait Ledger {
    /// The path, or the address without its password.
    fn where_(&self) -> &str;

    /// Appends all of the drafts, or nothing; when it returns, they are on disk (unless the ledger is held). The numbers of the entries, in order.
    ///
    /// `originals` are the bytes of the reports among the drafts, in any order; one that is kept already need not be given.
    ///
    /// # Errors
    /// A draft is refused when it names what is not there, or could not be read back.
    fn append(&mut self, drafts: Vec<Draft>, originals: Vec<Original>) -> Result<Vec<u64>>;

    /// Keeps all others from appending, and holds back what is appended from now on, until [`Ledger::release`]: what is read meanwhile is
    /// still so when the appends that rest on it come to the disk. Nothing, if it is held already. Who ends without releasing has
    /// appended nothing.
    ///
    /// # Errors
    /// When another program does not let go of it, or it may not be written.
    fn hold(&mut self) -> Result<()>;

    /// Brings what was held back to the disk, all of it or nothing; when it returns, it is there.
    fn release(&mut self) -> Result<()>;

    /// Lets go of it and puts down what was held back, as if it had not been appended. What holds nothing back has nothing to do.
    fn abandon(&mut self) {}

    /// An append that fails while the ledger is held is undone alone; after the worst errors all that was held is lost, and this is false.
    fn held(&self) -> bool;

    /// The last entry.
    fn head(&self) -> Result<Option<Head>>;

    /// At most `n` entries, from number `from` on.
    fn entries(&self, from: u64, n: usize) -> Result<Vec<Entry>>;

    /// The entries that are about a report or an incident. Where another incident became this one, its id stands in the log.
    fn log_of(&self, id: &str) -> Result<Vec<Entry>>;

    fn has_report(&self, id: &str) -> Result<bool>;

    fn report(&self, id: &str) -> Result<Option<StoredReport>>;

    /// The bytes as they came.
    fn original(&self, digest: &Digest) -> Result<Option<Vec<u8>>>;

    /// Reports that have one of these bands, in order of their coming.
    fn reports_near(&self, bands: &[u64]) -> Result<Vec<StoredReport>>;

    /// Records of last readings that have one of these blocks, in order of id.
    fn tellings_in(&self, blocks: &[String]) -> Result<Vec<StoredTelling>>;

    /// The same records, those that the last reading still has, by id alone.
    fn whereabouts_in(&self, blocks: &[String]) -> Result<Vec<Whereabouts>>;

    /// The id of the incident that a record is of, if any.
    fn incident_of(&self, record: &str) -> Result<Option<String>>;

    /// Records of an incident, in order of id.
    fn tellings_of(&self, incident: &str) -> Result<Vec<StoredTelling>>;

    /// Follows to what it is now one with.
    fn incident(&self, id: &str) -> Result<Option<StoredIncident>>;

    /// At most `limit` incidents that meet the query, after the cursor; retracted ones too, and said to be so.
    fn incidents(&self, query: &Query, after: Option<&Cursor>, limit: usize) -> Result<Page>;

    fn ties(&self) -> Result<Ties>;

    /// Checks the chain, the originals and the tables, and gives every fault to `each`. `noted` is a head that was noted before:
    /// without it, entries that were cut off at the end together with their rows cannot be missed.
    ///
    /// # Errors
    /// Only when nothing at all can be read; what is damaged is a fault.
    fn verify(&self, noted: Option<Head>, each: &mut dyn FnMut(Fault)) -> Result<Verified>;

    /// Makes the tables anew from the journal.
    fn rebuild(&mut self) -> Result<()>;

    /// Every row of one of [`crate::TABLES`], in order of its key.
    fn rows(&self, table: &Table, each: &mut dyn FnMut(Vec<Cell>)) -> Result<()>;
}
