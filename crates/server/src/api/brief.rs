//! The brief over HTTP: made once for each state of the ledger, written in the form that is asked for.

use super::day_of;
use super::roads::off;
use super::truces::LONGEST;
use crate::Office;
use crate::edge::{Params, Problem, Tag};
use crate::people::Reader;
use accalmie_answers::{Morning, Unanswered, fonts, morning};
use accalmie_brief::{Format, RenderError, render};
use accalmie_ledger::LedgerError;
use accalmie_protect::Profile;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::get;
use jiff::ToSpan;

const FORMATS: [(&str, Format); 5] =
    [("html", Format::Html), ("md", Format::Markdown), ("json", Format::Json), ("docx", Format::Docx), ("pdf", Format::Pdf)];

pub fn routes() -> Router<Office> {
    Router::new().route("/brief", get(brief))
}

async fn brief(_: Reader, State(office): State<Office>, mut params: Params, headers: HeaderMap) -> Result<Response, Problem> {
    let (day, since) = (params.date("day")?, params.date("since")?);
    let language = params.one_of("lang", &[("en", "en"), ("fr", "fr"), ("ar", "ar")])?.unwrap_or("en");
    let format = params.one_of("format", &FORMATS)?.unwrap_or(Format::Html);
    params.finish()?;
    let day = day_of(&office, day)?;
    let since = since.unwrap_or_else(|| day.checked_sub(1.day()).unwrap_or(day));
    if since >= day {
        return Err(Problem::bad_request("since is the day of the brief before; it must be before day"));
    }
    if since.until(day).map_or(0, |s| i64::from(s.get_days())) > LONGEST {
        return Err(Problem::bad_request(format!("at most {LONGEST} days at once; give since a later day")));
    }
    let as_of = office.catalogue.as_of();
    let tag = Tag::of(as_of, format!("brief {day} {since} {language} {format:?}"));
    if tag.is_held(&headers) {
        return Ok(tag.not_modified());
    }
    let make = async {
        let own = office.clone();
        let made = office.ask(move |ledger| {
            let Some(router) = own.ground.router("car") else { return Ok(Err("the network has no weights for cars".to_owned())) };
            let asked = Morning {
                day,
                since,
                profile: Profile::Full,
                language,
                agreements: &own.agreements,
                gazetteer: own.ground.gazetteer,
                router,
                network: own.ground.network,
                validity: &own.settings.validity,
            };
            match morning(ledger, &asked) {
                Ok(brief) => Ok(Ok(brief)),
                Err(Unanswered::Asked(why)) => Ok(Err(why)),
                Err(Unanswered::Ledger(e)) => Err::<_, LedgerError>(e),
            }
        });
        made.await?.map_err(Problem::not_found)
    };
    let brief = office.briefs.take(as_of, format!("{day} {since} {language}"), make).await?;
    off(move || {
        let bytes = render(&brief, format, &if format == Format::Pdf { fonts(None) } else { Default::default() });
        let bytes = bytes.map_err(|e| match e {
            RenderError::Pdf(_) => Problem::not_found(e.to_string()),
            e => Problem::internal(e),
        })?;
        let name = format!("inline; filename=\"accalmie-{day}-{language}.{}\"", format.name());
        let mut answer = tag.on(([(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)], bytes));
        if format == Format::Html {
            // One page of its own: its style is within it, and it runs nothing.
            let policy =
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
            answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, axum::http::HeaderValue::from_static(policy));
        }
        Ok(answer)
    })
    .await
}
