//! Places over HTTP: a name looked up, and the names that a map shows.

use super::json;
use super::roads::off;
use crate::Office;
use crate::edge::{Params, Problem, Tag};
use accalmie_places::Feature;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

const LISTED: usize = 10;
const LABELS: usize = 120;
const LANGUAGES: [(&str, &str); 3] = [("en", "en"), ("fr", "fr"), ("ar", "ar")];

pub fn routes() -> Router<Office> {
    Router::new().route("/places", get(places)).route("/places/labels", get(labels))
}

async fn places(State(office): State<Office>, mut params: Params) -> Result<Response, Problem> {
    let words = params.text("q")?.ok_or_else(|| Problem::bad_request("q is missing: the name of a place"))?;
    params.one_of("lang", &LANGUAGES)?;
    params.finish()?;
    off(move || {
        let gazetteer = office.ground.gazetteer;
        let found: Vec<Value> = gazetteer
            .lookup(&words)
            .iter()
            .take(LISTED)
            .map(|c| {
                let p = gazetteer.get(c.place);
                json!({ "name": p.name, "id": p.id_string(), "lat": p.lat, "lon": p.lon, "kind": p.feature.name(), "country": p.country })
            })
            .collect();
        json(&found)
    })
    .await
}

/// The largest places of the view: what was settled there, by how many live there.
async fn labels(State(office): State<Office>, mut params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let view = params.bbox("bbox")?.ok_or_else(|| Problem::bad_request("bbox is missing: west,south,east,north in degrees"))?;
    let zoom = params.number("zoom", 0.0, 24.0)?.unwrap_or(5.0);
    params.one_of("lang", &LANGUAGES)?;
    params.finish()?;
    let tag = Tag::of(0, format!("labels {view:?} {zoom}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let body = off(move || {
        let [west, south, east, north] = view;
        let gazetteer = office.ground.gazetteer;
        let inside = |lat: f64, lon: f64| (south..=north).contains(&lat) && (west..=east).contains(&lon);
        let mut all: Vec<_> = gazetteer.places().filter(|p| p.feature.is_settlement() && inside(p.lat, p.lon)).collect();
        all.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.name.cmp(b.name)));
        all.truncate(LABELS);
        let features: Vec<Value> = all
            .iter()
            .enumerate()
            .map(|(rank, p)| {
                json!({
                    "type": "Feature",
                    "geometry": { "type": "Point", "coordinates": [p.lon, p.lat] },
                    "properties": { "name": p.name, "rank": rank + 1, "capital": p.feature == Feature::Capital },
                })
            })
            .collect();
        serde_json::to_vec(&json!({ "type": "FeatureCollection", "features": features })).map_err(Problem::internal)
    })
    .await?;
    Ok(tag.on(([(header::CONTENT_TYPE, "application/geo+json")], body)))
}
