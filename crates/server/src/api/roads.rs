//! Roads over HTTP: what is shut on a day, ways around it, who can get out, what is cut off, what is near enough.

use super::{day_of, json};
use crate::Office;
use crate::edge::{Params, Problem, Tag};
use crate::people::Reader;
use accalmie_answers::{BARRING, Day, Heard, NEAR_KM, Unanswered, cut_off, journey, near_enough, passages, shut};
use accalmie_ledger::Query;
use accalmie_roads::{Laid, Network, PlaceKind, Question, Router, Snap, Spot, Way, access, globe};
use axum::Router as Routes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::sync::Arc;

/// What was said longer ago is not looked for: every closure is unknown by then.
const LOOKED_BACK_DAYS: i64 = 400;
const WAYS: [(&str, Way); 3] = [("fastest", Way::Fastest), ("safest", Way::Safest), ("least-risk", Way::LeastRisk)];
const BY: [(&str, &str); 4] = [("car", "car"), ("truck", "truck"), ("ambulance", "ambulance"), ("foot", "foot")];

pub fn routes() -> Routes<Office> {
    Routes::new()
        .route("/roads", get(roads))
        .route("/roads/network", get(drawn))
        .route("/roads/cut-off", get(cut))
        .route("/roads/route", get(route))
        .route("/roads/access", get(passage))
        .route("/roads/reach", get(reach))
}

/// The closures of a day, laid on the network; made once for each state of the ledger.
pub async fn day(office: &Office, asked: Option<Date>) -> Result<Arc<(Day, Laid)>, Problem> {
    let day = day_of(office, asked)?;
    let make = async {
        let from = day.checked_sub(LOOKED_BACK_DAYS.days()).unwrap_or(day);
        let query = Query {
            families: BARRING.map(str::to_owned).to_vec(),
            from: Some(from.to_string()),
            to: Some(day.to_string()),
            ..Query::default()
        };
        let heard = office.ask(move |ledger| Heard::of_ledger(ledger, &query)).await?;
        let office = office.clone();
        off(move || {
            let day = Day::new(heard, Some(day), office.settings.validity.clone()).map_err(refused)?;
            let laid = day.lay(office.ground.network, &office.ground.snapper);
            Ok((day, laid))
        })
        .await
    };
    office.days.take(office.catalogue.as_of(), day.to_string(), make).await
}

async fn roads(_: Reader, State(office): State<Office>, mut params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let asked = params.date("day")?;
    params.finish()?;
    let tag = Tag::of(office.catalogue.as_of(), format!("roads {asked:?}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let made = day(&office, asked).await?;
    let told = off(move || {
        let ((day, laid), network) = (&*made, office.ground.network);
        json(&json!({ "day": day.day.to_string(), "schematic": network.schematic, "closures": shut(network, day, laid) }))
    });
    Ok(tag.on(told.await?))
}

async fn drawn(_: Reader, State(office): State<Office>, mut params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let within = params.bbox("bbox")?;
    params.finish()?;
    let tag = Tag::of(0, format!("network {within:?} {}", office.ground.network.segments()));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let office = office.clone();
    let body = off(move || Ok(lines(office.ground.network, within).to_string())).await?;
    Ok(tag.on(([(header::CONTENT_TYPE, "application/geo+json")], body)))
}

/// Stretches drawn at one time; beyond, the smaller roads of a wide view are left out, and it is said so.
const DRAWN: usize = 20_000;

fn lines(network: &Network, within: Option<[f64; 4]>) -> Value {
    let inside = |lat: f64, lon: f64| within.is_none_or(|[w, s, e, n]| (s..=n).contains(&lat) && (w..=e).contains(&lon));
    let mut features = Vec::new();
    let mut left_out = false;
    for piece in 0..network.pieces() {
        let Some(&arc) = network.arcs_of(piece).first().filter(|a| !network.is_passage(**a)) else { continue };
        let segment = network.segment(arc);
        if !segment.geometry.iter().any(|(lat, lon)| inside(*lat, *lon)) {
            continue;
        }
        if features.len() >= DRAWN {
            left_out = true;
            break;
        }
        let line: Vec<[f64; 2]> = segment.geometry.iter().map(|(lat, lon)| [*lon, *lat]).collect();
        features.push(json!({
            "type": "Feature",
            "geometry": { "type": "LineString", "coordinates": line },
            "properties": { "name": segment.road.name, "ref": segment.road.reference, "class": segment.kind.class.text(), "piece": piece },
        }));
    }
    for place in network.places() {
        let (lat, lon) = (globe::degrees(place.lat), globe::degrees(place.lon));
        if inside(lat, lon) && !place.name.is_empty() && place.kind != PlaceKind::Minefield {
            features.push(json!({
                "type": "Feature",
                "geometry": { "type": "Point", "coordinates": [lon, lat] },
                "properties": { "name": place.name, "kind": place.kind.text() },
            }));
        }
    }
    json!({ "type": "FeatureCollection", "schematic": network.schematic, "left_out": left_out, "features": features })
}

async fn cut(_: Reader, State(office): State<Office>, mut params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let asked = params.date("day")?;
    params.finish()?;
    let tag = Tag::of(office.catalogue.as_of(), format!("cut-off {asked:?}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let made = day(&office, asked).await?;
    let body = off(move || {
        let (day, laid) = &*made;
        let router = router(&office, "car")?;
        serde_json::to_vec(&cut_off(router, office.ground.network, day, laid)).map_err(Problem::internal)
    })
    .await?;
    Ok(tag.on(([(header::CONTENT_TYPE, "application/json")], body)))
}

async fn route(_: Reader, State(office): State<Office>, mut params: Params) -> Result<Response, Problem> {
    let ends = [needed(params.text("from")?, "from")?, needed(params.text("to")?, "to")?];
    let by = params.one_of("by", &BY)?.unwrap_or("car");
    let way = params.one_of("mode", &WAYS)?.unwrap_or(Way::Safest);
    let k = params.whole("k", 1, 5)?.unwrap_or(1);
    let asked = params.date("day")?;
    params.finish()?;
    let made = day(&office, asked).await?;
    off(move || {
        let (day, laid) = &*made;
        let router = router(&office, by)?;
        let [(from, starts), (to, goals)] = [end(&office, router, &ends[0])?, end(&office, router, &ends[1])?];
        let answer = router.routes(&starts, &goals, &laid.bars, way, usize::try_from(k).unwrap_or(1));
        json(&journey(office.ground.network, day, laid, [&from, &to], &answer))
    })
    .await
}

async fn passage(_: Reader, State(office): State<Office>, mut params: Params) -> Result<Response, Problem> {
    let place = needed(params.text("place")?, "place")?;
    let by = params.one_of("by", &BY)?.unwrap_or("car");
    let asked = params.date("day")?;
    params.finish()?;
    let made = day(&office, asked).await?;
    off(move || {
        let (day, laid) = &*made;
        let ground = &office.ground;
        let at = spot(&office, &place)?;
        let profile = crate::ground::TRAVELLERS.iter().find(|(name, _)| *name == by).map(|(_, p)| *p);
        let question = Question {
            network: ground.network,
            snapper: &ground.snapper,
            closures: &day.closures,
            laid,
            day: day.day,
            validity: &day.validity,
            profile: profile.unwrap_or(accalmie_roads::Profile::Car),
        };
        let found = access(&question, at.lat, at.lon).map_err(|e| Problem::not_found(format!("{}: {e}", at.name)))?;
        json(&passages(day, &at, &found))
    })
    .await
}

async fn reach(_: Reader, State(office): State<Office>, mut params: Params) -> Result<Response, Problem> {
    let from = needed(params.text("from")?, "from")?;
    let by = params.one_of("by", &BY)?.unwrap_or("car");
    let minutes = params.whole("minutes", 1, 1440)?.unwrap_or(60);
    let asked = params.date("day")?;
    params.finish()?;
    let made = day(&office, asked).await?;
    off(move || {
        let (_, laid) = &*made;
        let router = router(&office, by)?;
        let (from, starts) = end(&office, router, &from)?;
        let places = near_enough(router, office.ground.network, &starts, laid, u32::try_from(minutes).unwrap_or(60));
        json(&json!({ "from": from, "minutes": minutes, "schematic": office.ground.network.schematic, "places": places }))
    })
    .await
}

fn router<'a>(office: &'a Office, by: &str) -> Result<&'a Router<'static>, Problem> {
    office.ground.router(by).ok_or_else(|| Problem::internal(format!("the network has no weights for {by}")))
}

fn spot(office: &Office, words: &str) -> Result<Spot, Problem> {
    let g = &office.ground;
    accalmie_answers::spot(words, &g.snapper, g.network, g.gazetteer).map_err(refused)
}

fn end(office: &Office, router: &Router, words: &str) -> Result<(Spot, Vec<Snap>), Problem> {
    let at = spot(office, words)?;
    let snaps = router.snap(at.lat, at.lon, NEAR_KM).map_err(|e| Problem::not_found(format!("{}: {e}", at.name)))?;
    Ok((at, snaps))
}

fn needed(said: Option<String>, what: &str) -> Result<String, Problem> {
    said.ok_or_else(|| Problem::bad_request(format!("{what} is missing: a name, or latitude,longitude")))
}

fn refused(e: Unanswered) -> Problem {
    match e {
        Unanswered::Asked(why) => Problem::not_found(why),
        Unanswered::Ledger(e) => Problem::internal(e),
    }
}

/// What takes long is done off the threads that speak to the network.
pub async fn off<T: Send + 'static>(work: impl FnOnce() -> Result<T, Problem> + Send + 'static) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?
}
