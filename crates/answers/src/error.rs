//! Why there is no answer.

use accalmie_ledger::LedgerError;

#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    /// What was asked cannot be answered as asked; says why, and what to do.
    #[error("{0}")]
    Asked(String),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}
