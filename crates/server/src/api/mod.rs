//! The answers over HTTP, one file a noun.
//!
//! Every answer of data carries a tag of the ledger's state, the question and who it is for; every question is read strictly.

mod brief;
mod drawn;
mod exports;
mod filter;
mod incidents;
mod journal;
mod map;
mod places;
mod reports;
mod review;
mod roads;
mod truces;

pub use incidents::told_as_of;
pub use roads::off;

use crate::Office;
use crate::catalogue::CatalogueError;
use crate::edge::Problem;
use crate::people::Audience;
use accalmie_protect::Profile;
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Serialize;

/// The interface as OpenAPI 3.1.
pub const DESCRIPTION: &str = include_str!("../../openapi.json");

async fn description() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION).into_response()
}

/// All that a person may ask. In the public profile only what is for anybody.
pub fn routes(office: &Office) -> Router<Office> {
    let open = Router::new()
        .merge(crate::people::routes(&office.people))
        .merge(incidents::open())
        .merge(map::routes())
        .merge(places::routes())
        .merge(exports::routes())
        .route("/openapi.json", axum::routing::get(description));
    if office.settings.public {
        return open;
    }
    open.merge(incidents::routes())
        .merge(reports::routes())
        .merge(review::routes())
        .merge(roads::routes())
        .merge(truces::routes())
        .merge(journal::routes())
        .merge(brief::routes())
        .route("/events", axum::routing::get(crate::edge::live::events))
}

impl From<CatalogueError> for Problem {
    fn from(e: CatalogueError) -> Problem {
        match e {
            CatalogueError::Cursor(_) => Problem::bad_request(e.to_string()),
            e => Problem::internal(e),
        }
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(Problem::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// What those may see who ask.
pub fn profile_of(who: &Audience) -> Profile {
    match who {
        Audience::Full(_) => Profile::Full,
        Audience::Public => Profile::Public,
    }
}

/// The day of the newest report.
fn newest(office: &Office) -> Option<Date> {
    office.catalogue.newest()
}

/// As asked, else that of the newest report.
fn day_of(office: &Office, asked: Option<Date>) -> Result<Date, Problem> {
    asked.or_else(|| newest(office)).ok_or_else(|| Problem::not_found("no report has a date; say which day is asked about"))
}

/// Short incidents that meet a filter, and where to go on.
pub async fn filtered(
    office: &Office,
    filter: crate::catalogue::Filter,
    profile: Profile,
    after: Option<String>,
    limit: usize,
) -> Result<(Vec<serde_json::Value>, Option<String>), Problem> {
    let office = office.clone();
    roads::off(move || {
        let order = crate::catalogue::Order::Newest;
        let listed = office.catalogue.list(&filter, profile, order, after.as_deref(), limit).map_err(Problem::from)?;
        let items = listed.items.iter().filter_map(|i| serde_json::from_str(i.get()).ok()).collect();
        Ok((items, listed.next))
    })
    .await
}
