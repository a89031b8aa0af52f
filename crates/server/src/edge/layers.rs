//! Layers are what every question goes through on its way in, and every answer on its way out.

use super::hosts::Hosts;
use super::pace::Paced;
use super::problem::{MEDIA_TYPE, Problem};
use crate::Settings;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::any::Any;
use std::sync::Arc;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// Bytes of a path and its query.
const LONGEST_URI: usize = 8 * 1024;
/// Bytes of all names and values of headers together, and how many there are.
const LARGEST_HEADERS: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;
/// Bytes of a body.
pub const BODY: u64 = 1 << 20;
/// Bytes of a body that anybody may send, who has not signed in.
const ENTRY: u64 = 16 << 10;
/// Bytes of a report's file.
pub const FILE: u64 = 64 << 20;

const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; connect-src 'self'; \
         object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), clipboard-read=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), \
         payment=(), usb=()",
    ),
];

/// The whole app, guarded: hosts, origins, lengths, paces, panics, packing, headers; every refusal a [`Problem`].
pub fn guarded(app: Router, settings: &Settings) -> Router {
    // One service behind the layers: they see the answer as it goes out, `Allow` included.
    Router::new()
        .fallback_service(app)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(Arc::new(Hosts::of(settings)), enter))
        .layer(from_fn(as_problem))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn(headers))
}

async fn enter(State(hosts): State<Arc<Hosts>>, request: Request, next: Next) -> Response {
    match admitted(&hosts, request) {
        Ok(request) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn admitted(hosts: &Hosts, request: Request) -> Result<Request, Problem> {
    if request.uri().path_and_query().is_some_and(|p| p.as_str().len() > LONGEST_URI) {
        return Err(Problem::plain(StatusCode::URI_TOO_LONG, format!("a path and its query have at most {LONGEST_URI} bytes")));
    }
    let size: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > LARGEST_HEADERS || request.headers().len() > MOST_HEADERS {
        let detail = format!("headers have at most {LARGEST_HEADERS} bytes, and there are at most {MOST_HEADERS}");
        return Err(Problem::plain(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, detail));
    }
    let host = hosts.asked(request.uri(), request.headers())?;
    hosts.not_elsewhere(request.method(), &host, request.headers())?;
    if request.headers().get(header::CONTENT_ENCODING).is_some_and(|packed| packed != "identity") {
        return Err(Problem::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send the body unpacked"));
    }
    let most = most(request.method(), request.uri().path());
    let said = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    if said.is_some_and(|length| length > most) {
        return Err(Problem::too_large(most));
    }
    Ok(request.map(|body| Body::new(Paced::new(body, most))))
}

/// Before it is known who asks: what needs a session is not read without one.
fn most(method: &Method, path: &str) -> u64 {
    match path {
        "/api/v1/reports" if method == Method::POST => FILE,
        "/api/v1/session" => ENTRY,
        _ => BODY,
    }
}

/// What others than we refused (a router without such a path, an extractor) is told as a problem too.
async fn as_problem(request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let status = response.status();
    let refused = status.is_client_error() || status.is_server_error();
    if !refused || response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == MEDIA_TYPE) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let detail = match status {
        StatusCode::NOT_FOUND => format!("there is nothing at {}", super::problem::quoted(&path)),
        StatusCode::METHOD_NOT_ALLOWED => {
            let allowed = parts.headers.get(header::ALLOW).and_then(|v| v.to_str().ok()).unwrap_or("nothing");
            format!("{} is not for this path; it takes {allowed}", super::problem::quoted(method.as_str()))
        }
        _ if status.is_server_error() => "the server could not answer".to_owned(),
        _ => words(&parts.headers, body).await,
    };
    for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::ETAG, header::CACHE_CONTROL] {
        parts.headers.remove(name);
    }
    let mut told = Problem::plain(status, detail).into_response();
    told.headers_mut().extend(parts.headers);
    told
}

/// What an extractor of the framework says, which speaks of the question alone.
async fn words(headers: &HeaderMap, body: Body) -> String {
    let is_text = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).is_some_and(|v| v.starts_with("text/plain"));
    let said = if is_text { axum::body::to_bytes(body, 1000).await.ok() } else { None };
    said.and_then(|b| String::from_utf8(b.to_vec()).ok()).unwrap_or_else(|| "the question is not as it should be".to_owned())
}

/// What it was is told by the hook of panics on standard error, to nobody else.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    Problem::internal("a panic, told above").into_response()
}

async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
