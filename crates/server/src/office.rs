//! The office is what every answer is made from: the ledger, its catalogue, the people, the ground.

use crate::catalogue::Catalogue;
use crate::edge::{Burdens, Live, Problem};
use crate::ground::Ground;
use crate::people::{Clock, People};
use crate::shelf::Shelf;
use crate::{Readers, Settings};
use accalmie_answers::{By, Day, Heard, Keeper, Unanswered};
use accalmie_brief::Brief;
use accalmie_ledger::{Act, Ledger, LedgerError};
use accalmie_protect::Profile;
use accalmie_read::Knowledge;
use accalmie_roads::Laid;
use accalmie_truce::Agreement;
use axum::extract::FromRef;
use std::fs::File;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Entries that the catalogue takes in at once.
const AT_ONCE: usize = 2_000;

/// Cheap to clone: all of it is shared.
#[derive(Clone)]
pub struct Office {
    pub settings: Arc<Settings>,
    pub clock: Clock,
    pub readers: Readers,
    /// The one hand that writes.
    pub pen: Arc<Mutex<Keeper>>,
    pub catalogue: Arc<Catalogue>,
    pub people: People,
    pub live: Live,
    pub ground: Arc<Ground>,
    pub knowledge: Arc<Knowledge>,
    /// By name.
    pub agreements: Arc<Vec<(String, Agreement)>>,
    /// What was heard of a time, for as long as the ledger stays as it is.
    pub heard: Shelf<Heard>,
    pub days: Shelf<(Day, Laid)>,
    pub briefs: Shelf<Brief>,
    /// Files that are being made or sent.
    pub burdens: Burdens,
    /// Of the catalogue's file, which no other server follows in.
    pub claim: Option<Arc<File>>,
}

impl Office {
    /// Asks the ledger, off the threads that speak to the network.
    ///
    /// # Errors
    /// 503 when the server goes down, 500 when the ledger fails.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Problem> {
        self.readers.ask(question).await.ok_or_else(Problem::unavailable)?.map_err(|e| match e {
            LedgerError::Query(why) => Problem::bad_request(why),
            LedgerError::Busy { .. } => Problem::unavailable(),
            e => Problem::internal(e),
        })
    }

    /// Writes by a person's hand, and takes in what came of it before the answer goes out: who wrote sees it.
    ///
    /// # Errors
    /// 400 with the ledger's reason when it refuses, 503 when another program holds it, 500 when it fails. Nothing is written then.
    pub async fn write<T: Send + 'static>(
        &self,
        author: &str,
        reason: &str,
        deed: impl FnOnce(&mut Keeper, &By) -> Result<T, Unanswered> + Send + 'static,
    ) -> Result<T, Problem> {
        let by = By { author: author.to_owned(), at: self.now(), reason: reason.to_owned() };
        let mut pen = self.pen.clone().lock_owned().await;
        let done = tokio::task::spawn_blocking(move || pen.wholly(|keeper| deed(keeper, &by))).await.map_err(Problem::internal)?;
        let done = done.map_err(|e| match e {
            Unanswered::Asked(why) => Problem::bad_request(why),
            Unanswered::Ledger(LedgerError::Refused { why, .. }) => Problem::bad_request(why),
            Unanswered::Ledger(LedgerError::Busy { .. }) => Problem::unavailable(),
            Unanswered::Ledger(e) => Problem::internal(e),
        })?;
        // It is written, whatever becomes of the catalogue: that is tried again by and by, and what failed is told where the server writes.
        let _ = self.follow().await;
        Ok(done)
    }

    /// A person's acts that merging has no part in.
    ///
    /// # Errors
    /// As [`Office::write`].
    pub async fn decide(&self, author: &str, reason: &str, acts: Vec<Act>) -> Result<(), Problem> {
        self.write(author, reason, move |keeper, by| Ok(keeper.decide_all(acts, by)?)).await
    }

    /// Takes in what the ledger has that the catalogue has not, and tells those who listen.
    ///
    /// # Errors
    /// When the ledger or the catalogue fails.
    pub async fn follow(&self) -> Result<(), Problem> {
        loop {
            let catalogue = self.catalogue.clone();
            let followed = self.readers.ask(move |ledger| catalogue.follow(ledger, AT_ONCE)).await;
            let followed = followed.ok_or_else(Problem::unavailable)?.map_err(Problem::from)?;
            if !followed.changed.is_empty() || followed.reports > 0 {
                self.live.changed(self.catalogue.as_of(), followed.changed);
            }
            if followed.behind == 0 {
                return Ok(());
            }
        }
    }

    /// RFC 3339 in UTC.
    pub fn now(&self) -> String {
        crate::serve::told((self.clock)())
    }

    /// For whom answers without a person are.
    pub fn profile(&self) -> Profile {
        if self.settings.public { Profile::Public } else { Profile::Full }
    }
}

impl FromRef<Office> for People {
    fn from_ref(office: &Office) -> People {
        office.people.clone()
    }
}

impl FromRef<Office> for Live {
    fn from_ref(office: &Office) -> Live {
        office.live.clone()
    }
}
