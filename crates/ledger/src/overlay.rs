//! An overlay is what people said of an incident, laid over what merging says of it.

use accalmie_record::{Incident, Outcome, Standing};
use serde_json::Value;

/// Fields that a person may correct, besides `harm.` and an outcome. What an incident is made of is changed by splitting and
/// joining, and `kind` follows from `type`.
const FIELDS: &[&str] =
    &["type", "other_types", "status", "standing", "places", "time", "actors", "targets", "weapon", "harm", "sensitivity", "confidence"];

/// The incident with one field as a person has it.
pub fn correct(incident: &Incident, field: &str, value: &Value) -> Result<Incident, String> {
    let mut whole = serde_json::to_value(incident).map_err(|e| e.to_string())?;
    let not_read = |e: serde_json::Error| format!("the value of \u{201c}{field}\u{201d} cannot be read: {e}");
    if let Some(outcome) = field.strip_prefix("harm.") {
        Outcome::from_name(outcome).ok_or_else(|| format!("\u{201c}{outcome}\u{201d} is no outcome of harm"))?;
        let harm = whole.get_mut("harm").and_then(Value::as_object_mut).ok_or("the incident has no harm")?;
        // Not known is not zero: the outcome is then not told at all.
        if value.is_null() {
            harm.remove(outcome)
        } else {
            harm.insert(outcome.to_owned(), value.clone())
        };
    } else if FIELDS.contains(&field) {
        let fields = whole.as_object_mut().ok_or("an incident is an object")?;
        fields.insert(field.to_owned(), value.clone());
    } else {
        return Err(format!("\u{201c}{field}\u{201d} is no field that can be corrected; these are: {}, harm.<outcome>", FIELDS.join(", ")));
    }
    let mut corrected: Incident = serde_json::from_value(whole).map_err(not_read)?;
    if field == "standing" && corrected.standing == Standing::Retracted {
        return Err("to retract an incident is an act of its own".to_owned());
    }
    corrected.kind = if field == "type" { corrected.type_.kind() } else { corrected.kind };
    Ok(corrected)
}

/// All corrections, in order of field (so that one outcome lies over the whole harm), and the retraction.
pub fn lay(incident: Incident, corrections: &[(String, Value)], retracted: bool) -> Incident {
    let mut out = incident;
    for (field, value) in corrections {
        // It could be laid over when it was appended; whatever cannot any more is left to the log.
        if let Ok(corrected) = correct(&out, field, value) {
            out = corrected;
        }
    }
    if retracted {
        out.standing = Standing::Retracted;
    }
    out
}
