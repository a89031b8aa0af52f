//! Incidents over HTTP: the list, one of them with every word that it stands on, and what a person decides.

use super::filter::filter;
use super::json;
use super::roads::off;
use crate::Office;
use crate::api::profile_of;
use crate::catalogue::Order;
use crate::edge::problem::quoted;
use crate::edge::{Asked, Params, Problem, Tag};
use crate::people::{Anyone, Editor, Reviewer};
use accalmie_answers::public_id;
use accalmie_ledger::{Act, LedgerError};
use accalmie_protect::{Profile, protect};
use accalmie_truce::{Context, judge};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};

const ORDERS: [(&str, Order); 2] = [("newest", Order::Newest), ("oldest", Order::Oldest)];

/// What anybody may ask in the public profile, and a reader in the full one.
pub fn open() -> Router<Office> {
    Router::new().route("/incidents", get(list)).route("/incidents/{id}", get(one))
}

pub fn routes() -> Router<Office> {
    Router::new()
        .route("/incidents/{id}/correct", post(correct))
        .route("/incidents/{id}/join", post(join))
        .route("/incidents/{id}/split", post(split))
        .route("/incidents/{id}/retract", post(retract))
}

async fn list(Anyone(who): Anyone, State(office): State<Office>, mut params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let profile = profile_of(&who);
    let limit = params.whole("limit", 1, 500)?.unwrap_or(50);
    let after = params.text("after")?;
    let order = params.one_of("order", &ORDERS)?.unwrap_or(Order::Newest);
    let filter = filter(&mut params)?;
    params.finish()?;
    let as_of = office.catalogue.as_of();
    let tag = Tag::of(as_of, format!("list {profile:?} {order:?} {after:?} {limit} {filter:?}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let body = off(move || {
        let limit = usize::try_from(limit).unwrap_or(50);
        let listed = office.catalogue.list(&filter, profile, order, after.as_deref(), limit).map_err(Problem::from)?;
        serde_json::to_vec(&json!({ "items": listed.items, "next": listed.next, "as_of": told_as_of(as_of, profile) }))
            .map_err(Problem::internal)
    })
    .await?;
    Ok(tag.on(([(axum::http::header::CONTENT_TYPE, "application/json")], body)))
}

async fn one(
    Anyone(who): Anyone,
    State(office): State<Office>,
    Path(id): Path<String>,
    params: Params,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    params.finish()?;
    let profile = profile_of(&who);
    let tag = Tag::of(office.catalogue.as_of(), format!("one {profile:?} {id}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let nothing = Problem::not_found(format!("there is no incident {}", quoted(&id)));
    if profile == Profile::Public {
        let catalogue = office.catalogue.clone();
        let own = off(move || Ok(catalogue.own_id(&id)?)).await?.ok_or_else(|| nothing.clone())?;
        let found = office.ask(move |ledger| Ok(ledger.incident(&own)?.map(|i| (i, salt(ledger))))).await?;
        let shown = found.and_then(|(i, salt)| Some((protect(&i.incident, Profile::Public)?, salt?)));
        let (mut shown, salt) = shown.ok_or(nothing)?;
        shown.id = public_id(&salt, &shown.id);
        return Ok(tag.on(json(&json!({ "incident": shown }))?));
    }
    let told = {
        let (office2, id) = (office.clone(), id.clone());
        office.ask(move |ledger| whole(&office2, ledger, &id)).await?
    };
    Ok(tag.on(json(&told.ok_or(nothing)?)?))
}

/// How far the ledger was followed; nobody in public counts by it what is not shown.
pub fn told_as_of(as_of: u64, profile: Profile) -> Option<u64> {
    (profile == Profile::Full).then_some(as_of)
}

/// Of the first entry of the journal; nobody else knows it.
pub fn salt(ledger: &dyn accalmie_ledger::Ledger) -> Option<String> {
    Some(ledger.entries(1, 1).ok()?.first()?.digest.to_string())
}

fn whole(office: &Office, ledger: &dyn accalmie_ledger::Ledger, id: &str) -> Result<Option<Value>, LedgerError> {
    let Some(stored) = ledger.incident(id)? else { return Ok(None) };
    let mut records = Vec::new();
    let words = |record: &str| office.catalogue.words_on(record).unwrap_or_default();
    for telling in ledger.tellings_of(&stored.incident.id)? {
        let lang = ledger.report(&telling.report)?.and_then(|r| r.report.language).map(|l| l.to_string());
        records.push(json!({
            "words": words(&telling.record.id), "record": telling.record, "current": telling.current,
            "report": { "id": telling.report, "key": telling.key, "source": telling.source, "published": telling.published, "lang": lang },
        }));
    }
    let context = Context::default();
    let verdicts: Vec<_> = office
        .agreements
        .iter()
        .flat_map(|(_, a)| judge(a, &stored.incident, &context))
        .filter(|v| !super::truces::elsewhere(v.outcome))
        .collect();
    let history: Vec<Value> = ledger.log_of(&stored.incident.id)?.iter().map(super::journal::told).collect();
    let absorbed = (stored.incident.id != id).then(|| stored.incident.id.clone());
    Ok(Some(json!({
        "incident": stored.incident, "records": records, "corrected": stored.corrected, "verdicts": verdicts,
        "history": history, "absorbed_into": absorbed,
    })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Correction {
    field: String,
    value: Value,
    #[serde(default)]
    reason: String,
}

async fn correct(
    Reviewer(who): Reviewer,
    State(office): State<Office>,
    Path(id): Path<String>,
    asked: Asked<Correction>,
) -> Result<Response, Problem> {
    let Asked(said) = asked;
    let act = Act::Correct { incident: id.clone(), field: said.field, value: said.value };
    office.decide(&who.name, &said.reason, vec![act]).await?;
    json(&json!({ "changed": [id] }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Joining {
    into: String,
    #[serde(default)]
    reason: String,
}

async fn join(
    Reviewer(who): Reviewer,
    State(office): State<Office>,
    Path(id): Path<String>,
    asked: Asked<Joining>,
) -> Result<Response, Problem> {
    let Asked(said) = asked;
    let changed = office.write(&who.name, &said.reason, move |keeper, by| keeper.join_two(&id, &said.into, by)).await?;
    json(&json!({ "changed": changed }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Splitting {
    records: Vec<String>,
    #[serde(default)]
    reason: String,
}

async fn split(
    Reviewer(who): Reviewer,
    State(office): State<Office>,
    Path(id): Path<String>,
    asked: Asked<Splitting>,
) -> Result<Response, Problem> {
    let Asked(said) = asked;
    let changed = office.write(&who.name, &said.reason, move |keeper, by| keeper.take_out(&id, &said.records, by)).await?;
    json(&json!({ "changed": changed }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Retraction {
    #[serde(default)]
    reason: String,
}

async fn retract(
    Editor(who): Editor,
    State(office): State<Office>,
    Path(id): Path<String>,
    asked: Asked<Retraction>,
) -> Result<Response, Problem> {
    let Asked(said) = asked;
    office.decide(&who.name, &said.reason, vec![Act::Retract { incident: id.clone() }]).await?;
    json(&json!({ "changed": [id] }))
}
