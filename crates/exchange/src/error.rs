//! An exchange error is why a form could not be written, in a sentence for the person who asked for it.

use crate::Form;

/// What went wrong; an unwritten form leaves nothing that could be taken for a whole one, but a writer that broke half way may hold
/// the first part.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    #[error("the {form} export could not be written: {cause}. What is there of it is not whole: delete it and write it again")]
    Write { form: &'static str, cause: std::io::Error },
    #[error("“{0}” is not a time such as 2026-11-22T09:00:00Z: give the time at which the export is made in that shape (RFC 3339)")]
    MadeAt(String),
    #[error("the {form} export could not be put together: {cause}. The other forms can be written")]
    Build { form: &'static str, cause: String },
    #[error("“{0}” is no form of export; the forms are {names}", names = Form::names())]
    NoForm(String),
}
