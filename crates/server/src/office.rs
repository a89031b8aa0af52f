//! The office is what every answer is made from: the ledger, its catalogue, the people, the ground.

use crate::{Readers, Settings};
use accalmie_answers::Keeper;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Cheap to clone: all of it is shared.
#[derive(Clone)]
pub struct Office {
    pub settings: Arc<Settings>,
    pub readers: Readers,
    /// The one hand that writes.
    pub pen: Arc<Mutex<Keeper>>,
}
