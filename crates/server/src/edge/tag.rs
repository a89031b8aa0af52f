//! A tag names a state of an answer: who has that state already is told so and nothing more (RFC 9110, section 8.8.3 and 13.1.2).

use super::Problem;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// Of this run of the program. Agreements, roads and settings are read when it starts, and may be others the next time; and nobody reckons
/// back from a tag which entry of the ledger it is of.
static RUN: LazyLock<[u8; 16]> = LazyLock::new(|| {
    let mut run = [0; 16];
    // Without chance all runs are alike, and tags are still right within one.
    let _ = getrandom::fill(&mut run);
    run
});

/// Weak, for the bytes differ with how they are packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag(String);

impl Tag {
    /// Of an answer made from the ledger up to entry `as_of`. `seed` is whatever else it depends on: the question, who asked, the language.
    pub fn of(as_of: u64, seed: impl AsRef<[u8]>) -> Tag {
        let mut hash = Sha256::new();
        hash.update(*RUN);
        hash.update(as_of.to_be_bytes());
        hash.update(seed);
        Tag::named(&hash.finalize())
    }

    /// Of bytes with that digest.
    pub fn named(digest: &[u8]) -> Tag {
        let short: String = digest.iter().take(12).map(|b| format!("{b:02x}")).collect();
        Tag(format!("W/\"{short}\""))
    }

    /// Whether the one who asks has it.
    pub fn is_held(&self, asked: &HeaderMap) -> bool {
        let opaque = self.0.trim_start_matches("W/");
        let mut lines = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|v| v.to_str().ok());
        lines.any(|line| line.trim() == "*" || listed(line).any(|tag| tag == opaque))
    }

    /// The answer to one who has it.
    pub fn not_modified(&self) -> Response {
        self.on(StatusCode::NOT_MODIFIED)
    }

    /// The answer to one who has not.
    pub fn on(&self, answer: impl IntoResponse) -> Response {
        let mut response = answer.into_response();
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&self.0) {
            headers.insert(header::ETAG, tag);
        }
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
        response
    }
}

/// `body` is made only for one who has not got it.
pub fn tagged<R: IntoResponse>(
    asked: &HeaderMap,
    as_of: u64,
    seed: impl AsRef<[u8]>,
    body: impl FnOnce() -> Result<R, Problem>,
) -> Result<Response, Problem> {
    let tag = Tag::of(as_of, seed);
    if tag.is_held(asked) { Ok(tag.not_modified()) } else { body().map(|answer| tag.on(answer)) }
}

/// The opaque parts of a list of tags, quotes included. A comma may stand within the quotes.
fn listed(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let from = rest.find('"')?;
        let length = rest.get(from + 1..)?.find('"')?;
        let tag = rest.get(from..from + length + 2)?;
        rest = rest.get(from + length + 2..)?;
        Some(tag)
    })
}
