//! A manifest is the SHA-256 of each file of an export set, in the lines that `sha256sum -c` checks.

use crate::{ExchangeError, Form, Holdings};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write;

/// One line: 64 hex digits, two blanks, the file's name. A name with a backslash or a line end is escaped as coreutils do, with a
/// backslash before the line.
pub fn line(file: &str, bytes: &[u8]) -> String {
    let mut out = String::with_capacity(66 + file.len());
    if file.contains(['\\', '\n', '\r']) {
        out.push('\\');
    }
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out.push_str("  ");
    out.push_str(&file.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r"));
    out.push('\n');
    out
}

/// The manifest of the whole set: every other form under its own [`Form::file_name`]. It can be reckoned without the files, for a form
/// gives the same bytes each time. For a part of the set, see [`crate::write_set`].
pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    for form in Form::ALL.iter().filter(|f| **f != Form::Manifest) {
        let mut bytes = Vec::new();
        form.write(holdings, &mut bytes)?;
        out.write_all(line(form.file_name(), &bytes).as_bytes())
            .map_err(|cause| ExchangeError::Write { form: Form::Manifest.name(), cause })?;
    }
    Ok(())
}
