//! Exports over HTTP: the incidents that meet a filter, in one of the forms that others read.

use super::filter::filter;
use super::incidents::salt;
use super::roads::off;
use crate::Office;
use crate::api::profile_of;
use crate::edge::{Params, Problem};
use crate::people::Anyone;
use accalmie_answers::{cited, public_id};
use accalmie_exchange::{Form, Holdings, Made};
use accalmie_protect::{Profile, protect};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::collections::BTreeSet;

/// Incidents of one file over HTTP; all of them come with `accalmie export`.
const MOST: usize = 100_000;
const PROFILES: [(&str, Profile); 2] = [("full", Profile::Full), ("public", Profile::Public)];

pub fn routes() -> Router<Office> {
    Router::new().route("/exports/{form}", get(export))
}

async fn export(
    Anyone(who): Anyone,
    State(office): State<Office>,
    Path(form): Path<String>,
    mut params: Params,
) -> Result<Response, Problem> {
    let asked = params.one_of("profile", &PROFILES)?;
    let filter = filter(&mut params)?;
    params.finish()?;
    let form = Form::ALL.iter().copied().find(|f| f.name() == form && *f != Form::Manifest);
    let form = form.ok_or_else(|| {
        let names: Vec<&str> = Form::ALL.iter().filter(|f| **f != Form::Manifest).map(|f| f.name()).collect();
        Problem::not_found(format!("no such form; there are: {}", names.join(", ")))
    })?;
    let profile = match (profile_of(&who), asked) {
        (Profile::Public, Some(Profile::Full)) => return Err(Problem::forbidden("in public there is the public profile only")),
        // What leaves the machine is public unless somebody says otherwise.
        (_, asked) => asked.unwrap_or(Profile::Public),
    };
    let room = office.burdens.room().await?;
    let ids = {
        let office = office.clone();
        off(move || office.catalogue.ids(&filter, profile_of(&who), MOST + 1).map_err(Problem::from)).await?
    };
    if ids.len() > MOST {
        return Err(Problem::bad_request(format!("more than {MOST} incidents; narrow the time or the place, or use `accalmie export`")));
    }
    let (incidents, readings, salt) = office
        .ask(move |ledger| {
            let (mut incidents, mut records) = (Vec::new(), BTreeSet::new());
            for id in &ids {
                let Some(stored) = ledger.incident(id)? else { continue };
                if let Some(shown) = protect(&stored.incident, profile) {
                    records.extend(stored.incident.records.iter().filter(|_| profile == Profile::Full).cloned());
                    incidents.push(shown);
                }
            }
            let readings = if profile == Profile::Full { cited(ledger, &records)? } else { Vec::new() };
            Ok((incidents, readings, salt(ledger)))
        })
        .await?;
    off(move || {
        let mut incidents = incidents;
        if profile == Profile::Public {
            let salt = salt.ok_or_else(|| Problem::not_found("the ledger is empty"))?;
            incidents.iter_mut().for_each(|i| i.id = public_id(&salt, &i.id));
        }
        let at = office.now();
        let made = Made {
            at: &at,
            version: env!("CARGO_PKG_VERSION"),
            knowledge: &office.settings.read_with,
            profile: profile.name(),
            head: None,
        };
        let holdings = Holdings { incidents: &incidents, readings: &readings, made };
        let mut bytes = Vec::new();
        form.write(&holdings, &mut bytes).map_err(|e| Problem::bad_request(e.to_string()))?;
        let headers = [
            (header::CONTENT_TYPE, form.media_type().to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", form.file_name())),
        ];
        Ok(room.until_sent((headers, bytes).into_response()))
    })
    .await
}
