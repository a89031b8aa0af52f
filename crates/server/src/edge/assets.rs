//! Assets are the app, which is in the binary, and the land under its map.
//!
//! A file may lie there packed (`x.js.br`, `x.json.gz`) beside itself or instead of itself.

use super::{Problem, Tag};
use crate::Settings;
use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::map_response;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, get_service};
use flate2::read::GzDecoder;
use rust_embed::{EmbeddedFile, RustEmbed};
use std::io::Read;
use tower_http::services::ServeFile;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct App;

#[derive(RustEmbed)]
#[folder = "../../basemap"]
#[allow_missing = true]
struct Basemap;

/// Bytes of a file that is unpacked for one who cannot.
const LARGEST_UNPACKED: u64 = 64 << 20;
const YEAR: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "public, no-cache";
const NOT_BUILT: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Accalmie</title>\
    <h1>Accalmie</h1><p>The server runs; its pages were not built into it.</p>\
    <p>In the folder <code>ui</code> of the source: <code>npm ci &amp;&amp; npm run build</code>, then build the program again.</p>\
    <p>Everything under <code>/api/v1</code> answers meanwhile.</p></html>";

/// `/`, every file of the app, `/basemap/*.json`, and `/basemap/user.pmtiles` where there is one. Anything else is 404: make it the fallback
/// of the whole with [`Router::merge`], after `/api`.
pub fn routes<S: Clone + Send + Sync + 'static>(settings: &Settings) -> Router<S> {
    let router = Router::new().route("/basemap/{name}", get(basemap)).fallback(any(app));
    match &settings.pmtiles {
        None => router,
        Some(file) => {
            let served = get_service(ServeFile::new(file)).layer(map_response(asked_again));
            router.route("/basemap/user.pmtiles", served)
        }
    }
}

/// The person may lay another map there.
async fn asked_again(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(ASK_AGAIN));
    response
}

async fn app(method: Method, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let path = uri.path().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    if method != Method::GET && method != Method::HEAD {
        return Err(nothing(uri.path()));
    }
    match (file(path, &headers, App::get), path) {
        (Some(found), _) => found,
        (None, "index.html") => Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT).into_response()),
        (None, _) => Err(nothing(uri.path())),
    }
}

async fn basemap(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let found = if name.ends_with(".json") { file(&name, &headers, Basemap::get) } else { None };
    found.unwrap_or_else(|| Err(nothing(&name)))
}

fn nothing(path: &str) -> Problem {
    Problem::not_found(format!("there is nothing at {}", super::problem::quoted(path)))
}

fn file(path: &str, asked: &HeaderMap, get: fn(&str) -> Option<EmbeddedFile>) -> Option<Result<Response, Problem>> {
    // Names of a build: no dot files, no way up, nothing that needs decoding.
    let is_name =
        |part: &str| !part.is_empty() && !part.starts_with('.') && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    if !path.split('/').all(is_name) || path.ends_with(".gz") || path.ends_with(".br") {
        return None;
    }
    let packed = [("br", ".br"), ("gzip", ".gz")].into_iter().filter(|(coding, _)| takes(asked, coding));
    let packed = packed.filter_map(|(coding, end)| get(&format!("{path}{end}")).map(|file| (file, Some(coding)))).next();
    let plain = || get(path).map(|file| (file, None));
    let (found, coding) = match packed.or_else(plain) {
        Some(found) => found,
        None => return get(&format!("{path}.gz")).map(|file| unpacked(path, &file, asked)),
    };
    let tag = Tag::named(&found.metadata.sha256_hash());
    let mut response = if tag.is_held(asked) { kept(path, &tag) } else { sent(path, &tag, Body::from(found.data)) };
    if let Some(coding) = coding.filter(|_| response.status() == StatusCode::OK) {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    Some(Ok(response))
}

/// For the few who do not take gzip.
fn unpacked(path: &str, file: &EmbeddedFile, asked: &HeaderMap) -> Result<Response, Problem> {
    let tag = Tag::named(&file.metadata.sha256_hash());
    if tag.is_held(asked) {
        return Ok(kept(path, &tag));
    }
    let mut bytes = Vec::new();
    GzDecoder::new(&*file.data).take(LARGEST_UNPACKED).read_to_end(&mut bytes).map_err(Problem::internal)?;
    Ok(sent(path, &tag, Body::from(bytes)))
}

fn sent(path: &str, tag: &Tag, body: Body) -> Response {
    tag.on(([(header::CONTENT_TYPE, media_type(path)), (header::CACHE_CONTROL, keeping(path))], body))
}

fn kept(path: &str, tag: &Tag) -> Response {
    tag.on((StatusCode::NOT_MODIFIED, [(header::CACHE_CONTROL, keeping(path))]))
}

/// What the build names by its hash never changes under that name.
fn keeping(path: &str) -> &'static str {
    if is_hashed(path) { YEAR } else { ASK_AGAIN }
}

/// As in `assets/index-BDk3x_9a.js`: eight letters of a hash at the end of the name.
fn is_hashed(path: &str) -> bool {
    let stem = path.strip_prefix("assets/").and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    let Some(cut) = stem.len().checked_sub(9) else { return false };
    let hash = stem.as_bytes().split_at(cut).1;
    hash.first() == Some(&b'-')
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// Whether a coding is accepted; `q=0` says it is not (RFC 9110, section 12.5.3).
fn takes(asked: &HeaderMap, coding: &str) -> bool {
    let lines = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let refused = weight.trim().strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()).is_some_and(|q| q <= 0.0);
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_a_build_are_kept_for_a_year() {
        for (path, kept) in [
            ("assets/index-BDk3x_9a.js", YEAR),
            ("assets/maplibre-gl-worker-D-3x_9a1.mjs", YEAR),
            ("assets/logo.svg", ASK_AGAIN),
            ("index.html", ASK_AGAIN),
            ("favicon-12345678.svg", ASK_AGAIN),
            ("assets/a.js", ASK_AGAIN),
            ("assets/", ASK_AGAIN),
            ("", ASK_AGAIN),
        ] {
            assert_eq!(keeping(path), kept, "{path}");
        }
    }

    #[test]
    fn what_is_accepted() {
        for (said, takes_it) in [
            ("gzip", true),
            ("br, gzip", true),
            ("deflate, GZIP;q=0.5", true),
            ("gzip;q=0", false),
            ("gzip; q=0.0", false),
            ("gzipped", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(said))]);
            assert_eq!(takes(&headers, "gzip"), takes_it, "{said}");
        }
    }
}
