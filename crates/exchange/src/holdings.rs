//! Holdings are what an export is made from: incidents, the readings that they cite, and by whom and when the export is made.

use crate::{ExchangeError, Form, manifest};
use accalmie_record::{Incident, Reading};
use jiff::Timestamp;
use std::io;

/// Already filtered and already protected by the caller.
#[derive(Clone, Copy, Debug)]
pub struct Holdings<'a> {
    pub incidents: &'a [Incident],
    /// Those that the incidents cite; empty in public exports.
    pub readings: &'a [Reading],
    pub made: Made<'a>,
}

/// By whom and when an export is made: given from outside, for no form asks the clock.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// RFC 3339, as `2026-11-22T09:00:00Z`.
    pub at: &'a str,
    /// The program's version.
    pub version: &'a str,
    /// The id of the tables, weights and gazetteer that the reading stood on.
    pub knowledge: &'a str,
    /// `full` or `public`.
    pub profile: &'a str,
    /// The last entry of the ledger that the holdings were read from.
    pub head: Option<&'a str>,
}

impl Made<'_> {
    /// # Errors
    /// [`ExchangeError::MadeAt`] when `at` is not RFC 3339.
    pub(crate) fn time(&self) -> Result<Timestamp, ExchangeError> {
        self.at.parse().map_err(|_| ExchangeError::MadeAt(crate::neutral::text(self.at)))
    }
}

/// Writes each form once, and last the sums of all files when [`Form::Manifest`] is asked for. `put` is given a file's name and its
/// bytes.
///
/// # Errors
/// The first form that cannot be written, or the first file that `put` refuses.
pub fn write_set(
    holdings: &Holdings,
    forms: &[Form],
    put: &mut dyn FnMut(&'static str, &[u8]) -> io::Result<()>,
) -> Result<(), ExchangeError> {
    let mut sums = Vec::new();
    for form in Form::ALL.iter().filter(|f| **f != Form::Manifest && forms.contains(f)) {
        let mut bytes = Vec::new();
        form.write(holdings, &mut bytes)?;
        put(form.file_name(), &bytes).map_err(|cause| ExchangeError::Write { form: form.name(), cause })?;
        sums.push(manifest::line(form.file_name(), &bytes));
    }
    if forms.contains(&Form::Manifest) {
        let form = Form::Manifest;
        put(form.file_name(), sums.concat().as_bytes()).map_err(|cause| ExchangeError::Write { form: form.name(), cause })?;
    }
    Ok(())
}
