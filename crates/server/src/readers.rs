//! Readers are a few open ledgers that answer questions beside one another, off the threads that speak to the network.

use accalmie_ledger::{Ledger, LedgerError};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

#[derive(Clone)]
pub struct Readers {
    idle: Arc<Mutex<Vec<Box<dyn Ledger + Send>>>>,
    places: Arc<Semaphore>,
}

impl Readers {
    /// Opens the ledger `n` times.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(db: &str, n: usize) -> Result<Readers, LedgerError> {
        let idle = (0..n.max(1)).map(|_| accalmie_ledger::open(db)).collect::<Result<Vec<_>, _>>()?;
        Ok(Readers { places: Arc::new(Semaphore::new(idle.len())), idle: Arc::new(Mutex::new(idle)) })
    }

    /// Asks one of them, when one is free. `None` when the question panicked, or the server is going down.
    pub async fn ask<T: Send + 'static>(&self, question: impl FnOnce(&dyn Ledger) -> T + Send + 'static) -> Option<T> {
        let place = self.places.clone().acquire_owned().await.ok()?;
        let idle = self.idle.clone();
        let answered = tokio::task::spawn_blocking(move || {
            let _place = place;
            let taken = idle.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
            // Given back whatever becomes of the question.
            let lent = Lent { ledger: Some(taken), to: idle };
            lent.ledger.as_deref().map(|ledger| question(ledger))
        });
        answered.await.ok().flatten()
    }
}

struct Lent {
    ledger: Option<Box<dyn Ledger + Send>>,
    to: Arc<Mutex<Vec<Box<dyn Ledger + Send>>>>,
}

impl Drop for Lent {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // What it was in the middle of reading has no end otherwise.
            self.ledger.iter_mut().for_each(|ledger| ledger.abandon());
        }
        self.to.lock().unwrap_or_else(PoisonError::into_inner).extend(self.ledger.take());
    }
}
