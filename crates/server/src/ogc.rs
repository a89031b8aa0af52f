//! OGC API Features (part 1, core, 1.0): the incidents as a collection that QGIS and others open.
//!
//! One collection, `incidents`; a feature is an incident, its geometry the point of its place, or null where none is known: how far it may be
//! off is `radius_km` beside it. Conformance classes core, oas30 and geojson.

use crate::Office;
use crate::api::filtered;
use crate::api::profile_of;
use crate::edge::problem::quoted;
use crate::edge::{Params, Problem, Tag};
use crate::people::Anyone;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::civil::Date;
use serde_json::{Value, json};

const GEOJSON: &str = "application/geo+json";
const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

pub fn routes() -> Router<Office> {
    Router::new()
        .route("/", get(landing))
        .route("/conformance", get(conformance))
        .route("/collections", get(collections))
        .route("/collections/incidents", get(collection))
        .route("/collections/incidents/items", get(items))
        .route("/collections/incidents/items/{id}", get(item))
}

fn link(href: &str, rel: &str, type_: &str, title: &str) -> Value {
    json!({ "href": href, "rel": rel, "type": type_, "title": title })
}

async fn landing(_: Anyone) -> Response {
    axum::Json(json!({
        "title": "Accalmie", "description": "What reports tell of a conflict, as incidents with their uncertainty.",
        "links": [
            link("/ogc", "self", "application/json", "this page"),
            link("/api/v1/openapi.json", "service-desc", "application/vnd.oai.openapi+json;version=3.1", "the interface"),
            link("/ogc/conformance", "conformance", "application/json", "what this conforms to"),
            link("/ogc/collections", "data", "application/json", "the collections"),
        ],
    }))
    .into_response()
}

async fn conformance(_: Anyone) -> Response {
    axum::Json(json!({ "conformsTo": [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    ]}))
    .into_response()
}

fn about(office: &Office, who: &crate::people::Audience) -> Value {
    let counts = office.catalogue.counts(profile_of(who));
    json!({
        "id": "incidents", "title": "Incidents",
        "description": "A place that is not known is null, never a guess; how far a point may be off is radius_km.",
        "itemType": "feature", "crs": [CRS84],
        "extent": {
            "spatial": { "bbox": [[-180, -90, 180, 90]], "crs": CRS84 },
            "temporal": { "interval": [[counts.oldest.map(|d| format!("{d}T00:00:00Z")), counts.newest.map(|d| format!("{d}T23:59:59Z"))]] },
        },
        "links": [
            link("/ogc/collections/incidents/items", "items", GEOJSON, "the incidents"),
            link("/ogc/collections/incidents", "self", "application/json", "this collection"),
        ],
    })
}

async fn collections(Anyone(who): Anyone, State(office): State<Office>) -> Response {
    let links = [link("/ogc/collections", "self", "application/json", "this page")];
    axum::Json(json!({ "collections": [about(&office, &who)], "links": links })).into_response()
}

async fn collection(Anyone(who): Anyone, State(office): State<Office>) -> Response {
    axum::Json(about(&office, &who)).into_response()
}

/// One instant, or two with a slash between; `..` or nothing is an open end.
fn times(said: &str) -> Result<[Option<Date>; 2], Problem> {
    let wrong = || {
        Problem::bad_request(format!(
            "datetime={} is no time: write 2019-10-24T00:00:00Z, or two with / between, .. for an open end",
            quoted(said)
        ))
    };
    let one = |part: &str| match part {
        "" | ".." => Ok(None),
        part => {
            let day: Date = part.get(..10).and_then(|d| d.parse().ok()).ok_or_else(wrong)?;
            let instant = part.len() == 10 || part.parse::<jiff::Timestamp>().is_ok();
            if instant { Ok(Some(day)) } else { Err(wrong()) }
        }
    };
    match said.split_once('/') {
        Some((from, to)) => Ok([one(from)?, one(to)?]),
        None => one(said).and_then(|at| at.map(|at| [Some(at), Some(at)]).ok_or_else(wrong)),
    }
}

async fn items(Anyone(who): Anyone, State(office): State<Office>, mut params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let profile = profile_of(&who);
    // Beyond the most there are fewer, and no error (requirement 22).
    let limit = params.whole("limit", 1, 1_000_000)?.unwrap_or(100).min(1_000);
    let (after, when, bbox) = (params.text("after")?, params.text("datetime")?, params.bbox("bbox")?);
    params.finish()?;
    let [from, to] = when.as_deref().map(times).transpose()?.unwrap_or_default();
    let question = format!("items {profile:?} {limit} {after:?} {when:?} {bbox:?}");
    let tag = Tag::of(office.catalogue.as_of(), &question);
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let filter = crate::catalogue::Filter { bbox, from, to, ..Default::default() };
    let listed = filtered(&office, filter, profile, after, usize::try_from(limit).unwrap_or(100)).await?;
    let features: Vec<Value> = listed.0.into_iter().map(feature).collect();
    let mut links = vec![link("/ogc/collections/incidents/items", "self", GEOJSON, "these incidents")];
    if let Some(next) = &listed.1 {
        let mut href = format!("/ogc/collections/incidents/items?limit={limit}&after={next}");
        href.extend(bbox.map(|[w, s, e, n]| format!("&bbox={w},{s},{e},{n}")));
        href.extend(when.map(|w| format!("&datetime={}", w.replace('/', "%2F").replace('+', "%2B"))));
        links.push(link(&href, "next", GEOJSON, "more"));
    }
    let told = json!({
        "type": "FeatureCollection", "numberReturned": features.len(), "timeStamp": office.now(), "features": features, "links": links,
    });
    Ok(tag.on(([(header::CONTENT_TYPE, GEOJSON)], told.to_string())))
}

fn feature(mut short: Value) -> Value {
    let id = short["id"].take();
    let place = short["place"].take();
    let geometry = match (place["lat"].as_f64(), place["lon"].as_f64()) {
        (Some(lat), Some(lon)) => json!({ "type": "Point", "coordinates": [lon, lat] }),
        _ => Value::Null,
    };
    let mut properties = serde_json::Map::new();
    for key in ["type", "family", "kind", "status", "standing", "from", "to", "precision", "weapon", "origins", "reports"] {
        properties.insert(key.to_owned(), short[key].take());
    }
    properties.insert("place".to_owned(), place["name"].clone());
    properties.insert("radius_km".to_owned(), place["radius_km"].clone());
    // Flat, so that a table of a map program can show them; what nobody told is not there.
    for (outcome, toll) in short["harm"].as_object().into_iter().flatten() {
        for end in ["low", "best", "high"] {
            properties.insert(format!("{outcome}_{end}"), toll[end].clone());
        }
    }
    let names: Vec<&str> = short["actors"].as_array().into_iter().flatten().filter_map(|a| a["name"].as_str()).collect();
    properties.insert("actors".to_owned(), names.join("; ").into());
    json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": properties })
}

async fn item(Anyone(who): Anyone, State(office): State<Office>, Path(id): Path<String>) -> Result<Response, Problem> {
    let short = {
        let (catalogue, id) = (office.catalogue.clone(), id.clone());
        crate::api::off(move || Ok(catalogue.short(&id, profile_of(&who))?)).await?
    };
    let short = short.and_then(|s| serde_json::from_str::<Value>(s.get()).ok());
    let mut told = feature(short.ok_or_else(|| Problem::not_found(format!("there is no incident {}", quoted(&id))))?);
    told["links"] = json!([
        link(&format!("/ogc/collections/incidents/items/{id}"), "self", GEOJSON, "this incident"),
        link("/ogc/collections/incidents", "collection", "application/json", "the collection"),
    ]);
    Ok(([(header::CONTENT_TYPE, GEOJSON)], told.to_string()).into_response())
}

#[cfg(test)]
mod tests {
    use super::times;

    #[test]
    fn times_of_a_query() {
        let check = |said: &str, from: Option<&str>, to: Option<&str>| {
            let told = times(said).expect(said).map(|d| d.map(|d| d.to_string()));
            assert_eq!(told, [from.map(str::to_owned), to.map(str::to_owned)], "{said}");
        };
        check("2019-10-24", Some("2019-10-24"), Some("2019-10-24"));
        check("2019-10-24T12:00:00Z/..", Some("2019-10-24"), None);
        check("../2019-10-24T12:00:00Z", None, Some("2019-10-24"));
        check("2019-10-01/2019-10-24", Some("2019-10-01"), Some("2019-10-24"));
        for wrong in ["", "..", "yesterday", "2019-13-01", "2019-10-24Tnoon", "é2019-10-24"] {
            assert!(times(wrong).is_err(), "{wrong}");
        }
    }
}
