//! What was sent along with a question: JSON of a known shape, or the bytes of a file.

use super::Problem;
use super::pace::Cut;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

/// JSON, called so by its content type. A page of another site cannot send that without being asked first, so a form there is no way in.
pub struct Asked<T>(pub T);

/// Bytes as they came. How many may come is decided in [`super::layers`].
pub struct Upload(pub Bytes);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Asked<T>, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send JSON, with Content-Type: application/json"));
        }
        let bytes = whole(request).await?;
        serde_json::from_slice(&bytes).map(Asked).map_err(|e| Problem::bad_request(format!("the JSON is not as it should be: {e}")))
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Upload, Problem> {
        whole(request).await.map(Upload)
    }
}

async fn whole(request: Request) -> Result<Bytes, Problem> {
    axum::body::to_bytes(request.into_body(), usize::MAX).await.map_err(|e| match Cut::behind(&e) {
        Some(Cut::TooLarge { most }) => Problem::too_large(most),
        Some(Cut::TooSlow) => Problem::too_slow(),
        None => Problem::bad_request("the body broke off"),
    })
}

fn is_json(headers: &HeaderMap) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}
