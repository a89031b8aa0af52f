//! Truces over HTTP: the agreements, what incidents say of each clause, and whether it is really quieter.

use super::roads::off;
use super::{json, newest};
use crate::Office;
use crate::catalogue::Filter;
use crate::edge::problem::quoted;
use crate::edge::{Params, Problem, Tag};
use crate::people::Reader;
use accalmie_answers::agreements::coverage;
use accalmie_answers::{COUNTED, Heard, lulls};
use accalmie_ledger::Query;
use accalmie_protect::Profile;
use accalmie_truce::geometry::bounds;
use accalmie_truce::say::{LANGUAGES, phrases};
use accalmie_truce::{Agreement, Context, Days, Outcome, board, judge};
use axum::Router as Routes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::sync::Arc;

/// Days of a board when nobody says which.
const FORTNIGHT: i64 = 13;
/// Days before the asked ones that a lull is held against.
const BEFORE: i64 = 120;
/// Days without an incident after which an agreement is one of another time.
const SEASON: i64 = 90;
/// Days in which an incident is reported, as a rule.
const REPORTED: i64 = 3;
/// Incidents that are tried for one that an agreement has a say on.
const TRIED: usize = 60;
/// Longest period of a board or a brief, in days.
pub const LONGEST: i64 = 1100;

pub fn routes() -> Routes<Office> {
    Routes::new().route("/truces", get(all)).route("/truces/{name}", get(one)).route("/truces/{name}/lull", get(lull))
}

async fn all(_: Reader, State(office): State<Office>, params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    params.finish()?;
    let tag = Tag::of(office.catalogue.as_of(), "truces");
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let mut list = Vec::new();
    for (name, a) in office.agreements.iter() {
        let latest = latest(&office, name).await?;
        list.push(json!({
            "name": name, "title": a.title, "id": a.id, "clauses": a.clauses.len(), "signed": a.signed, "parties": a.parties.len(), "latest": latest,
        }));
    }
    Ok(tag.on(json(&list)?))
}

/// The day of the newest incident since it was signed that one of its clauses has a say on; of the newest [`TRIED`] in the box around its zones.
async fn latest(office: &Office, name: &str) -> Result<Option<Date>, Problem> {
    let (own, name) = (office.clone(), name.to_owned());
    let newest = off(move || {
        let Some(bbox) = bounds(agreement(&own, &name)?) else { return Ok(None) };
        let filter = Filter { bbox: Some(bbox), from: agreement(&own, &name)?.signed.parse().ok(), ..Filter::default() };
        Ok(Some((own.catalogue.ids(&filter, Profile::Full, TRIED)?, name)))
    });
    let Some((ids, name)) = newest.await? else { return Ok(None) };
    let own = office.clone();
    let found = office.ask(move |ledger| {
        let Ok(agreement) = agreement(&own, &name) else { return Ok(None) };
        for id in &ids {
            let Some(stored) = ledger.incident(id)? else { continue };
            if judge(agreement, &stored.incident, &Context::default()).iter().any(|v| !elsewhere(v.outcome)) {
                return Ok(stored.incident.time.and_then(|t| t.from?.get(..10)?.parse().ok()));
            }
        }
        Ok(None)
    });
    found.await
}

fn agreement<'a>(office: &'a Office, name: &str) -> Result<&'a Agreement, Problem> {
    let found = office.agreements.iter().find(|(n, _)| n == name);
    found.map(|(_, a)| a).ok_or_else(|| Problem::not_found(format!("no agreement is called {}", quoted(name))))
}

/// From, to: as asked, else the fortnight up to the newest report. Where that is of another time than the agreement's last incident, up to that one.
async fn period(office: &Office, name: &str, params: &mut Params) -> Result<(Date, Date), Problem> {
    let (from, to) = (params.date("from")?, params.date("to")?);
    let newest = newest(office).ok_or_else(|| Problem::not_found("no report has a date; say from when to when"));
    let to = match (to, from) {
        (Some(to), _) => to,
        (None, Some(_)) => newest?,
        (None, None) => {
            let newest = newest?;
            let of_another_time = |day: &Date| day.until(newest).is_ok_and(|s| i64::from(s.get_days()) > SEASON);
            let reported = |day: Date| day.checked_add(REPORTED.days()).unwrap_or(day).min(newest);
            latest(office, name).await?.filter(of_another_time).map_or(newest, reported)
        }
    };
    let from = from.unwrap_or_else(|| to.checked_sub(FORTNIGHT.days()).unwrap_or(to));
    let days = from.until(to).map_or(0, |s| i64::from(s.get_days()));
    if from > to {
        return Err(Problem::bad_request("from is after to"));
    }
    if days > LONGEST {
        return Err(Problem::bad_request(format!("at most {LONGEST} days at once")));
    }
    Ok((from, to))
}

/// What was heard of a time, and of as long before it.
async fn heard(office: &Office, from: Date, to: Date, before: i64, families: Vec<String>) -> Result<Arc<Heard>, Problem> {
    let first = from.checked_sub(before.days()).unwrap_or(from);
    let query = Query { from: Some(first.to_string()), to: Some(to.to_string()), families, ..Query::default() };
    let key = format!("{first} {to} {:?}", query.families);
    let make = office.ask(move |ledger| Heard::of_ledger(ledger, &query));
    office.heard.take(office.catalogue.as_of(), key, make).await
}

/// Says nothing of the incident but that it is elsewhere, at another time, or of others.
pub fn elsewhere(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::OutsideZone | Outcome::OutsideWindow | Outcome::NoApplicableClause | Outcome::PartyNotBound)
}

async fn one(
    _: Reader,
    State(office): State<Office>,
    Path(name): Path<String>,
    mut params: Params,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    agreement(&office, &name)?;
    let (from, to) = period(&office, &name, &mut params).await?;
    let language = params.one_of("lang", &LANGUAGES.map(|l| (l, l)))?.unwrap_or("en");
    params.finish()?;
    let tag = Tag::of(office.catalogue.as_of(), format!("truce {name} {from} {to} {language}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    // The period before stands beside it.
    let days = i64::from(from.until(to).map_or(0, |s| s.get_days())) + 1;
    let heard = heard(&office, from, to, days, Vec::new()).await?;
    let made = off(move || {
        let agreement = agreement(&office, &name)?;
        let words = phrases(language);
        let context = Context::default();
        let board = board(agreement, &heard.incidents, &coverage(agreement, &heard), Days { first: from, last: to }, &context);
        let within = |i: &&accalmie_record::Incident| {
            let day = |t: Option<&String>| t.and_then(|t| t.get(..10)).and_then(|t| t.parse::<Date>().ok());
            let Some(time) = &i.time else { return true };
            let first = day(time.from.as_ref());
            let last = day(time.to.as_ref()).or(first);
            last.is_none_or(|l| l >= from) && first.is_none_or(|f| f <= to)
        };
        let mut judged = Vec::new();
        for incident in heard.incidents.iter().filter(within) {
            let verdicts: Vec<Value> = judge(agreement, incident, &context)
                .into_iter()
                .filter(|v| !elsewhere(v.outcome))
                .filter_map(|v| {
                    let said = words.verdict(&v);
                    let mut told = serde_json::to_value(v).ok()?;
                    told["said"] = said.into();
                    Some(told)
                })
                .collect();
            if !verdicts.is_empty() {
                judged.push(json!({ "incident": office.catalogue.short(&incident.id, Profile::Full)?, "verdicts": verdicts }));
            }
        }
        let clauses: Vec<Value> =
            agreement.clauses.iter().map(|c| json!({ "id": c.id, "kind": c.kind, "text": c.words, "bound": c.bound })).collect();
        let told = json!({
            "name": name, "title": agreement.title, "period": { "from": from, "to": to },
            "agreement": { "id": agreement.id, "title": agreement.title, "signed": agreement.signed, "clauses": clauses },
            "board": board, "verdicts": judged,
        });
        json(&told)
    })
    .await?;
    Ok(tag.on(made))
}

async fn lull(
    _: Reader,
    State(office): State<Office>,
    Path(name): Path<String>,
    mut params: Params,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    agreement(&office, &name)?;
    let (from, to) = period(&office, &name, &mut params).await?;
    params.finish()?;
    let tag = Tag::of(office.catalogue.as_of(), format!("lull {name} {from} {to}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let heard = heard(&office, from, to, BEFORE, COUNTED.map(str::to_owned).to_vec()).await?;
    let made = off(move || {
        let first = from.checked_sub(BEFORE.days()).unwrap_or(from);
        // A lull is held against what was before, as far back as there are reports.
        let first = heard.published.values().min().map_or(first, |oldest| first.max(*oldest));
        json(&lulls(&heard, Some(agreement(&office, &name)?), first, to))
    })
    .await?;
    Ok(tag.on(made))
}
