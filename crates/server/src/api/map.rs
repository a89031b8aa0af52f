//! The map and the times over HTTP: what lies in a view, and how much of what on which day.

use super::drawn::drawn;
use super::filter::filter;
use super::json;
use super::roads::off;
use crate::Office;
use crate::api::profile_of;
use crate::edge::{Params, Problem, Tag};
use crate::people::Anyone;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;

/// Shown one by one; beyond, in groups.
const ONE_BY_ONE: usize = 1_500;

pub fn routes() -> Router<Office> {
    Router::new().route("/map", get(map)).route("/timeline", get(timeline))
}

async fn map(Anyone(who): Anyone, State(office): State<Office>, mut params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let profile = profile_of(&who);
    let zoom = params.number("zoom", 0.0, 24.0)?.unwrap_or(3.0);
    let filter = filter(&mut params)?;
    params.finish()?;
    let tag = Tag::of(office.catalogue.as_of(), format!("map {profile:?} {zoom} {filter:?}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let newest = super::newest(&office);
    let body = off(move || {
        let view = office.catalogue.viewport(&filter, profile, zoom, ONE_BY_ONE).map_err(Problem::from)?;
        drawn(&view, newest, profile).map_err(Problem::internal)
    })
    .await?;
    Ok(tag.on(([(header::CONTENT_TYPE, "application/geo+json")], body)))
}

async fn timeline(Anyone(who): Anyone, State(office): State<Office>, mut params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let profile = profile_of(&who);
    let filter = filter(&mut params)?;
    params.finish()?;
    let tag = Tag::of(office.catalogue.as_of(), format!("timeline {profile:?} {filter:?}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let made = off(move || json(&*office.catalogue.timeline(&filter, profile).map_err(Problem::from)?)).await?;
    Ok(tag.on(made))
}
