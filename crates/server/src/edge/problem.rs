//! A problem is an answer that refuses, in the shape of RFC 9457: a program reads its type, a person its detail.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::fmt::Display;

/// Media type of every answer that refuses.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// Characters of somebody's own words that are told back to them.
const QUOTED: usize = 80;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub status: StatusCode,
    /// `about:blank` where the status says it all, else a path that stays the same for ever, such as `/problems/locked`.
    pub kind: &'static str,
    pub title: &'static str,
    /// What happened and what to do, for a person.
    pub detail: String,
    /// Seconds.
    pub retry_after: Option<u64>,
}

impl Problem {
    /// One of HTTP's own statuses.
    pub fn plain(status: StatusCode, detail: impl Into<String>) -> Problem {
        let title = status.canonical_reason().unwrap_or("Refused");
        Problem { status, kind: "about:blank", title, detail: detail.into(), retry_after: None }
    }

    fn of(status: StatusCode, kind: &'static str, title: &'static str, detail: impl Into<String>) -> Problem {
        Problem { status, kind, title, detail: detail.into(), retry_after: None }
    }

    /// 400. `what` is wrong with the question, and what would be right.
    pub fn bad_request(what: impl Into<String>) -> Problem {
        Problem::plain(StatusCode::BAD_REQUEST, what)
    }

    /// 404. `what` there is not.
    pub fn not_found(what: impl Into<String>) -> Problem {
        Problem::plain(StatusCode::NOT_FOUND, what)
    }

    /// 401: nobody is signed in.
    pub fn unauthenticated() -> Problem {
        Problem::of(StatusCode::UNAUTHORIZED, "/problems/sign-in", "Sign in first", "nobody is signed in, or the session has ended")
    }

    /// 403: `why` the one who is signed in may not.
    pub fn forbidden(why: impl Into<String>) -> Problem {
        Problem::of(StatusCode::FORBIDDEN, "/problems/not-allowed", "Not allowed", why)
    }

    /// 409: `what` stands against it.
    pub fn conflict(what: impl Into<String>) -> Problem {
        Problem::plain(StatusCode::CONFLICT, what)
    }

    /// 413. `most` is in bytes.
    pub fn too_large(most: u64) -> Problem {
        Problem::plain(StatusCode::PAYLOAD_TOO_LARGE, format!("at most {} KiB are taken here", most >> 10))
    }

    /// 408.
    pub fn too_slow() -> Problem {
        Problem::plain(StatusCode::REQUEST_TIMEOUT, "the body came too slowly")
    }

    /// 429: more questions than one address may ask. Seconds.
    pub fn too_many(retry_after: u64) -> Problem {
        let detail = format!("too many tries from this address; again in {retry_after} s");
        let problem = Problem::of(StatusCode::TOO_MANY_REQUESTS, "/problems/too-many", "Too many tries", detail);
        Problem { retry_after: Some(retry_after), ..problem }
    }

    /// 429: the name is locked after wrong tries. Seconds.
    pub fn locked(retry_after: u64) -> Problem {
        let detail = format!("this name is locked after wrong tries; again in {retry_after} s");
        let problem = Problem::of(StatusCode::TOO_MANY_REQUESTS, "/problems/locked", "Locked", detail);
        Problem { retry_after: Some(retry_after), ..problem }
    }

    /// 503: busy, or going down.
    pub fn unavailable() -> Problem {
        let problem = Problem::plain(StatusCode::SERVICE_UNAVAILABLE, "the server is busy or going down; try again soon");
        Problem { retry_after: Some(5), ..problem }
    }

    /// 500. The cause goes to standard error under a number, and only the number to the one who asked.
    pub fn internal(cause: impl Display) -> Problem {
        let number = number();
        eprintln!("accalmie: problem {number}: {cause}");
        let detail = format!("something failed in the server; its own output says what, as problem {number}");
        Problem::of(StatusCode::INTERNAL_SERVER_ERROR, "/problems/internal", "The server failed", detail)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let told = serde_json::json!({
            "type": self.kind, "title": self.title, "status": self.status.as_u16(), "detail": self.detail,
        });
        let mut response = (self.status, [(header::CONTENT_TYPE, MEDIA_TYPE)], told.to_string()).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Somebody's own words, short and visible.
pub fn quoted(words: &str) -> String {
    let mut told: String = words.chars().take(QUOTED).flat_map(char::escape_debug).collect();
    if words.chars().nth(QUOTED).is_some() {
        told.push('…');
    }
    format!("\u{201c}{told}\u{201d}")
}

fn number() -> String {
    let mut bytes = [0; 4];
    // Without chance the number tells less, and the problem is told all the same.
    let _ = getrandom::fill(&mut bytes);
    format!("{:08x}", u32::from_be_bytes(bytes))
}
