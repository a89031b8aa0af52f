//! The map and the times over HTTP: what lies in a view, and how much of what on which day.

use super::filter::filter;
use super::json;
use super::roads::off;
use crate::Office;
use crate::api::{profile_of, told_as_of};
use crate::catalogue::{Area, Viewport};
use crate::edge::{Params, Problem, Tag};
use crate::people::Anyone;
use accalmie_protect::Profile;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;
use jiff::civil::Date;
use serde_json::{Value, json};

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
    let newest = super::newest(&office).map(|d| d.to_string());
    let body = off(move || {
        let view = office.catalogue.viewport(&filter, profile, zoom, ONE_BY_ONE).map_err(Problem::from)?;
        serde_json::to_vec(&drawn(&view, &newest, profile)).map_err(Problem::internal)
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

/// As GeoJSON: an incident has its own point and radius, a group the middle of its members, an area the middle of its circle.
fn drawn(view: &Viewport, newest: &Option<String>, profile: Profile) -> Value {
    let point = |lat: f64, lon: f64, properties: Value| json!({ "type": "Feature", "geometry": { "type": "Point", "coordinates": [lon, lat] }, "properties": properties });
    let mut features = Vec::new();
    for short in view.incidents.iter().filter_map(|i| serde_json::from_str::<Value>(i.get()).ok()) {
        let place = &short["place"];
        let Some((lat, lon)) = place["lat"].as_f64().zip(place["lon"].as_f64()) else { continue };
        let mut told = serde_json::Map::new();
        for key in ["id", "type", "family", "standing", "status", "from", "to", "precision", "origins"] {
            told.insert(key.to_owned(), short[key].clone());
        }
        told.insert("radius_km".to_owned(), place["radius_km"].clone());
        told.insert("place".to_owned(), place["name"].clone());
        told.insert("age_days".to_owned(), json!(age(newest, &short["from"])));
        for outcome in ["killed", "injured"] {
            told.insert(outcome.to_owned(), short["harm"][outcome]["best"].clone());
        }
        features.push(point(lat, lon, Value::Object(told)));
    }
    features.extend(view.groups.iter().map(|g| point(g.lat, g.lon, json!({ "group": true, "count": g.count, "family": g.family }))));
    let area = |a: &Area| json!({ "group": true, "area": true, "count": a.count, "family": a.family, "radius_km": a.radius_km });
    features.extend(view.areas.iter().map(|a| point(a.lat, a.lon, area(a))));
    json!({
        "type": "FeatureCollection", "features": features, "as_of": told_as_of(view.as_of, profile), "placed": view.placed, "unplaced": view.unplaced,
        "newest": newest,
    })
}

/// Days from the incident to the newest report: what is shown fades with it, not with the clock.
fn age(newest: &Option<String>, from: &Value) -> Option<i32> {
    let newest: Date = newest.as_deref()?.parse().ok()?;
    let from: Date = from.as_str()?.get(..10)?.parse().ok()?;
    from.until(newest).ok().map(|s| s.get_days())
}
