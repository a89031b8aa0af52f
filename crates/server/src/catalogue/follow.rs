//! To follow is to take in what the journal has more than the catalogue: some entries, all of them or none, and then what is shown.

use super::fold::Fold;
use super::settle::Edits;
use super::{Catalogue, CatalogueError, State, reports};
use accalmie_ledger::{Digest, Ledger};
use rusqlite::{Connection, TransactionBehavior, params};
use std::sync::{Arc, PoisonError};

/// What came of following.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Ids of incidents that are new or not as they were, sorted; those that became part of another too.
    pub changed: Vec<String>,
    /// Reports that came for the first time.
    pub reports: usize,
    /// Entries that are still to be followed.
    pub behind: u64,
}

/// Where a catalogue stands in the journal: number and digest of the last entry followed.
pub struct Place {
    pub seq: u64,
    pub digest: Digest,
    pub docs: u32,
}

pub fn place(conn: &Connection) -> Result<Place, CatalogueError> {
    let (seq, digest, docs): (i64, String, u32) =
        conn.query_row("SELECT seq, digest, docs FROM followed", [], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    let digest = if seq == 0 { Digest::NONE } else { digest.parse().map_err(CatalogueError::Row)? };
    Ok(Place { seq: u64::try_from(seq).unwrap_or(0), digest, docs })
}

impl Catalogue {
    /// Takes in at most `most` entries of the journal. All of it is kept, or nothing; who reads meanwhile sees what was before.
    ///
    /// # Errors
    /// When the ledger or the catalogue's file cannot be read or written, or the ledger is not the one that was followed.
    pub fn follow(&self, ledger: &dyn Ledger, most: usize) -> Result<Followed, CatalogueError> {
        let mut conn = self.store.writer();
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let from = place(&tx)?;
        let head = ledger.head()?.map_or(0, |h| h.seq);
        let entries = ledger.entries(from.seq + 1, most.max(1))?;
        let Some((first, last)) = entries.first().zip(entries.last()) else {
            // Fewer entries than were followed: somebody put back an older ledger.
            return if head < from.seq { Err(CatalogueError::OtherLedger { seq: head }) } else { Ok(Followed::default()) };
        };
        if first.before != from.digest {
            return Err(CatalogueError::OtherLedger { seq: first.seq });
        }
        let (seq, digest) = (last.seq, last.digest);
        let mut fold = Fold::new(&tx, from.docs);
        for entry in entries {
            fold.apply(entry)?;
        }
        let edits = fold.settle(ledger)?;
        let Fold { docs, words, fresh, came, waiting, .. } = fold;
        words.write(&tx)?;
        tx.prepare_cached("UPDATE followed SET seq = ?1, digest = ?2, docs = ?3")?.execute(params![
            i64::try_from(seq).unwrap_or(i64::MAX),
            digest.to_string(),
            docs
        ])?;
        tx.commit()?;
        // First what rows refer to, then the rows; the writer's lock is still held, so states follow one another.
        self.sets.write().unwrap_or_else(PoisonError::into_inner).take(fresh)?;
        let changed = self.show(seq, edits, waiting);
        drop(conn);
        Ok(Followed { changed, reports: came, behind: head.saturating_sub(seq) })
    }

    fn show(&self, as_of: u64, edits: Edits, waiting: i64) -> Vec<String> {
        let before = self.state();
        let reports =
            if edits.reports.is_empty() { before.reports.clone() } else { Arc::new(reports::edited(&before.reports, &edits.reports)) };
        let state = State {
            as_of,
            full: before.full.edited(&edits.full),
            public: before.public.edited(&edits.public),
            reports,
            waiting: before.waiting.saturating_add_signed(waiting),
        };
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
        edits.changed
    }
}
