//! JSON Lines: every incident whole, in the public shape, one object a line.

use crate::{ExchangeError, Form, Holdings, json};
use std::io::Write;

pub(crate) fn write(holdings: &Holdings, out: &mut dyn Write) -> Result<(), ExchangeError> {
    let failed = |cause| ExchangeError::Write { form: Form::JsonLines.name(), cause };
    for incident in holdings.incidents {
        json::compact(out, incident).map_err(failed)?;
        out.write_all(b"\n").map_err(failed)?;
    }
    Ok(())
}
