//! The routes of sessions and people, for whoever joins them under `/api/v1`.

use super::register::People;
use super::rights::{Administrator, Audience, Person, Reader};
use super::session::Begun;
use super::{Account, Role};
use crate::edge::{Asked, Params, Problem};
use axum::extract::{ConnectInfo, FromRef, FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, put};
use axum::{Json, Router};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// `/session`, and in the full profile `/session/password`, `/people` and `/people/{name}`.
pub fn routes<S>(people: &People) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    People: FromRef<S>,
{
    if people.is_public() {
        // Here there is no such thing as signing in.
        return Router::new().route("/session", get(session).fallback(async || StatusCode::NOT_FOUND));
    }
    Router::new()
        .route("/session", get(session).post(sign_in).delete(sign_out))
        .route("/session/password", put(set_password))
        .route("/people", get(list).post(add))
        .route("/people/{name}", patch(change))
}

/// Where a question comes from. Without [`crate::edge::listen`] before it, from nowhere, which is one place.
struct From(IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for From {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<From, Problem> {
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(from)| from.ip());
        Ok(From(from.unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED))))
    }
}

async fn session(State(people): State<People>, params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    params.finish()?;
    let person = if people.is_public() { None } else { people.who(&headers)? };
    Ok(Json(told(&people, person)).into_response())
}

fn told(people: &People, person: Option<Person>) -> Value {
    let audience = if people.is_public() { Some(Audience::Public) } else { person.clone().map(Audience::Full) };
    let mut told = json!({ "newest": null, "oldest": null, "incidents": null, "reports": null, "shares": [] });
    let own = json!({
        "person": person.as_ref().map(|p| json!({ "name": p.name, "role": p.role })),
        "profile": if people.is_public() { "public" } else { "full" },
        "csrf": person.as_ref().map(|p| &p.csrf),
        "version": env!("CARGO_PKG_VERSION"),
        "needs_password": person.as_ref().is_some_and(|p| p.needs_password),
        "pmtiles": people.0.pmtiles,
    });
    if let (Some(told), Value::Object(own)) = (told.as_object_mut(), own) {
        told.extend((people.0.facts)(audience.as_ref()));
        told.extend(own);
    }
    told
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Key(ByKey),
    Password(ByPassword),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByKey {
    key: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByPassword {
    name: String,
    password: String,
}

async fn sign_in(State(people): State<People>, From(from): From, headers: HeaderMap, asked: Asked<Value>) -> Result<Response, Problem> {
    let shape = |_| Problem::bad_request("send {\"name\": …, \"password\": …} or {\"key\": …}");
    let begun = match serde_json::from_value(asked.0).map_err(shape)? {
        Entry::Key(ByKey { key }) => people.sign_in_by_key(&key, from).await?,
        Entry::Password(ByPassword { name, password }) => people.sign_in(&name, &password, from).await?,
    };
    people.end_before(&headers)?;
    let Begun { token, person } = begun;
    Ok(([(header::SET_COOKIE, people.0.cookie.laid(&token))], Json(told(&people, Some(person)))).into_response())
}

async fn sign_out(State(people): State<People>, Reader(person): Reader) -> Result<Response, Problem> {
    people.sign_out(&person)?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, people.0.cookie.taken_back())]).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    old: Option<String>,
    new: String,
}

async fn set_password(
    State(people): State<People>,
    Reader(person): Reader,
    From(from): From,
    Asked(asked): Asked<NewPassword>,
) -> Result<StatusCode, Problem> {
    people.set_password(&person, asked.old.as_deref(), &asked.new, from).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list(State(people): State<People>, _: Administrator, params: Params) -> Result<Json<Value>, Problem> {
    params.finish()?;
    let items: Vec<Value> = people.all()?.iter().map(shown).collect();
    Ok(Json(json!({ "items": items, "next": null })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewPerson {
    name: String,
    role: Role,
    password: String,
}

async fn add(
    State(people): State<People>,
    Administrator(by): Administrator,
    Asked(asked): Asked<NewPerson>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let account = people.add(&by.name, &asked.name, asked.role, &asked.password).await?;
    Ok((StatusCode::CREATED, Json(shown(&account))))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    role: Option<Role>,
    disabled: Option<bool>,
    password: Option<String>,
}

async fn change(
    State(people): State<People>,
    Administrator(by): Administrator,
    Path(name): Path<String>,
    Asked(asked): Asked<Change>,
) -> Result<Json<Value>, Problem> {
    let account = people.change(&by.name, &name, asked.role, asked.disabled, asked.password.as_deref()).await?;
    Ok(Json(shown(&account)))
}

fn shown(account: &Account) -> Value {
    let instant = |second: i64| Timestamp::from_second(second).map(|t| t.to_string()).ok();
    json!({
        "name": account.name,
        "role": account.role,
        "disabled": account.disabled,
        "needs_password": !account.has_password(),
        "made": instant(account.made),
        "seen": account.seen.and_then(instant),
        "wrong": account.wrong,
    })
}
