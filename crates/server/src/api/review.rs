//! The review over HTTP: records that nobody has looked at, or that people differ on, and what is said of them.

use super::json;
use super::reports::text_of;
use super::roads::off;
use crate::Office;
use crate::edge::{Asked, Params, Problem};
use crate::people::Reviewer;
use accalmie_ledger::{Act, Ledger, LedgerError, Word};
use accalmie_protect::Profile;
use accalmie_record::{Record, Text};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

/// Characters of the text before and after the words, for a person to see them in their place.
const AROUND: usize = 240;

pub fn routes() -> Router<Office> {
    Router::new()
        .route("/review", get(queue))
        .route("/review/agreement", get(agreement))
        .route("/review/overrides", get(overrides))
        .route("/review/{record}", post(say))
}

async fn queue(_: Reviewer, State(office): State<Office>, mut params: Params) -> Result<Response, Problem> {
    let limit = params.whole("limit", 1, 100)?.unwrap_or(20);
    let after = params.text("after")?;
    params.finish()?;
    let as_of = office.catalogue.as_of();
    let queue = {
        let (office, limit) = (office.clone(), usize::try_from(limit).unwrap_or(20));
        off(move || office.catalogue.review_queue(after.as_deref(), limit).map_err(Problem::from)).await?
    };
    let catalogue = office.catalogue.clone();
    let items = office
        .ask(move |ledger| {
            let mut items = Vec::new();
            for due in &queue.items {
                if let Some(mut item) = beside(ledger, &due.record)? {
                    item["why"] = json!(due.why);
                    item["words"] = json!(catalogue.words_on(&due.record).unwrap_or_default());
                    item["incident"] = match &due.incident {
                        Some(id) => json!(catalogue.short(id, Profile::Full).ok().flatten()),
                        None => Value::Null,
                    };
                    items.push(item);
                }
            }
            Ok((items, queue.next, queue.left))
        })
        .await?;
    json(&json!({ "items": items.0, "next": items.1, "left": items.2, "as_of": as_of }))
}

/// The record beside its sentence and what stands around it.
fn beside(ledger: &dyn Ledger, id: &str) -> Result<Option<Value>, LedgerError> {
    let Some((record, report)) = record_of(ledger, id)? else { return Ok(None) };
    let Some((about, text)) = text_of(ledger, &report)? else { return Ok(None) };
    let words = record.evidence.iter().find(|e| e.in_ == Text::Text);
    let span = words.map_or(0..0, |e| e.span.start..e.span.end);
    let cut = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let before = ending(cut(0..span.start));
    let after = beginning(cut(span.end.min(text.len())..text.len()));
    Ok(Some(json!({
        "record": record, "sentence": cut(span.clone()), "before": before, "after": after,
        "report": { "id": report, "key": about.key, "source": about.source, "published": about.published,
            "lang": about.language.map(|l| l.to_string()) },
    })))
}

/// The last whole words of a text.
fn ending(text: &str) -> String {
    let Some((from, _)) = text.char_indices().rev().nth(AROUND - 1).filter(|(at, _)| *at > 0) else { return text.to_owned() };
    let whole = text[from..].find(char::is_whitespace).map_or(from, |at| from + at);
    format!("…{}", &text[whole..])
}

/// The first whole words of a text.
fn beginning(text: &str) -> String {
    let Some((to, _)) = text.char_indices().nth(AROUND) else { return text.to_owned() };
    let whole = text[..to].rfind(char::is_whitespace).unwrap_or(to);
    format!("{}…", text[..whole].trim_end())
}

/// A record and the id of its report, as the last reading has it.
fn record_of(ledger: &dyn Ledger, id: &str) -> Result<Option<(Record, String)>, LedgerError> {
    let Some(incident) = ledger.incident_of(id)? else { return Ok(None) };
    let found = ledger.tellings_of(&incident)?.into_iter().find(|t| t.record.id == id);
    Ok(found.map(|t| (t.record, t.report)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    word: Word,
    field: Option<String>,
    /// `null` says that it is not known, and is not the same as nothing.
    #[serde(default, deserialize_with = "given")]
    value: Option<Value>,
    #[serde(default)]
    reason: String,
}

fn given<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(value).map(Some)
}

/// A correction goes to the incident; a rejected record leaves its incident, and what is left of nothing is retracted.
async fn say(
    Reviewer(who): Reviewer,
    State(office): State<Office>,
    Path(record): Path<String>,
    asked: Asked<Said>,
) -> Result<Response, Problem> {
    let Asked(said) = asked;
    let (fits, nothing) = (said.field.is_some() && said.value.is_some(), said.field.is_none() && said.value.is_none());
    if !(if said.word == Word::Correct { fits } else { nothing }) {
        return Err(Problem::bad_request("a correction has a field and a value; accept and reject have neither"));
    }
    let changed = office
        .write(&who.name, &said.reason, move |keeper, by| {
            // Asked with the pen in hand: what the record is of may have become part of another since it was shown.
            let incident = keeper.ledger.incident_of(&record)?;
            let mut acts = vec![Act::Review {
                record: record.clone(),
                incident: incident.clone(),
                word: said.word,
                field: said.field.clone(),
                value: said.value.clone(),
            }];
            let mut changed: Vec<String> = incident.iter().cloned().collect();
            match (said.word, incident, said.field, said.value) {
                (Word::Correct, Some(incident), Some(field), Some(value)) => acts.push(Act::Correct { incident, field, value }),
                (Word::Reject, Some(incident), ..) => {
                    let whole = keeper.of_incident(&incident)?;
                    let only = whole.iter().all(|t| t.records.iter().any(|r| r.id == record));
                    if only {
                        acts.push(Act::Retract { incident });
                    } else {
                        changed.extend(keeper.take_out(&incident, std::slice::from_ref(&record), by)?);
                        let apart = keeper.ledger.incident_of(&record)?;
                        acts.extend(apart.map(|incident| Act::Retract { incident }));
                    }
                }
                _ => {}
            }
            keeper.decide_all(acts, by)?;
            changed.sort();
            changed.dedup();
            Ok(changed)
        })
        .await?;
    let left = {
        let office = office.clone();
        off(move || Ok(office.catalogue.review_queue(None, 1).map_err(Problem::from)?.left)).await?
    };
    json(&json!({ "changed": changed, "left": left }))
}

async fn agreement(_: Reviewer, State(office): State<Office>, params: Params) -> Result<Response, Problem> {
    params.finish()?;
    off(move || json(&office.catalogue.agreement().map_err(Problem::from)?)).await
}

/// What people corrected of types, as rows for a table of one's own (`--lexicons DIR`, `DIR/fr/triggers.tsv`): the words of the row that
/// told it, what they tell by the person's word, and the sentence as its example.
async fn overrides(_: Reviewer, State(office): State<Office>, mut params: Params) -> Result<Response, Problem> {
    let lang = params.text("lang")?;
    params.finish()?;
    let corrections = {
        let office = office.clone();
        off(move || office.catalogue.corrections().map_err(Problem::from)).await?
    };
    let rows = office
        .ask(move |ledger| {
            let mut rows = String::from("lemma\tpos\ttype\toutcome\troles\texample\n");
            for c in corrections.iter().filter(|c| c.field == "type") {
                let Some((record, _)) = record_of(ledger, &c.record)? else { continue };
                let Some((spoken, words)) = record.why.iter().find_map(|w| trigger(w)) else { continue };
                if lang.as_deref().is_some_and(|l| l != spoken) {
                    continue;
                }
                let sentence = record.evidence.first().map(|e| e.text.as_str()).unwrap_or_default();
                let clean = |s: &str| accalmie_exchange::neutral::text(s).replace(['\t', '\n', '\r'], " ");
                let to = c.value.as_str().unwrap_or_default();
                rows.push_str(&format!("{}\tx\t{}\t\t\t{}\n", clean(words), clean(to), clean(sentence)));
            }
            Ok(rows)
        })
        .await?;
    let headers = [
        (header::CONTENT_TYPE, "text/tab-separated-values; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"overrides.tsv\""),
    ];
    Ok((headers, rows).into_response())
}

/// Language and words of the row that told it, from a reason such as `fr/triggers.tsv:166 "obus" tomber`.
fn trigger(why: &str) -> Option<(&str, &str)> {
    let (file, words) = why.split_once(' ')?;
    let (lang, table) = file.split_once('/')?;
    table.starts_with("triggers.tsv:").then_some((lang, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_is_cut_between_words() {
        for short in ["", "one word", "كلمة"] {
            assert_eq!((ending(short), beginning(short)), (short.to_owned(), short.to_owned()));
        }
        let long = "قصف ".repeat(200);
        assert!(ending(&long).starts_with("… قصف") && beginning(&long).ends_with("قصف…"));
        let unbroken = "x".repeat(500);
        assert_eq!(ending(&unbroken).chars().count(), AROUND + 1);
        assert_eq!(beginning(&unbroken).chars().count(), AROUND + 1);
    }

    #[test]
    fn the_row_that_told_it_is_named() {
        assert_eq!(super::trigger("fr/triggers.tsv:166 \"obus\" tomber"), Some(("fr", "\"obus\" tomber")));
        assert_eq!(super::trigger("fr/weapons.tsv:44 \"obus\""), None);
        assert_eq!(super::trigger("told again"), None);
    }
}
