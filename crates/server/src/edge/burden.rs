//! A burden is an answer so large that only a few may be in memory at one time: it has a place from before it is made until it has been sent.

use super::Problem;
use axum::body::{Body, Bytes, HttpBody};
use axum::response::Response;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// At one time; the largest file takes some hundred megabytes.
const AT_ONCE: usize = 4;
/// The next ones wait for so long.
const WAIT: Duration = Duration::from_secs(20);

/// Cheap to clone.
#[derive(Clone)]
pub struct Burdens(Arc<Semaphore>);

/// Room for one, until it is dropped.
pub struct Room {
    _taken: OwnedSemaphorePermit,
}

impl Default for Burdens {
    fn default() -> Burdens {
        Burdens(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Burdens {
    /// # Errors
    /// 503 when there is no room for a while.
    pub async fn room(&self) -> Result<Room, Problem> {
        let room = tokio::time::timeout(WAIT, self.0.clone().acquire_owned()).await;
        room.ok().and_then(Result::ok).map(|_taken| Room { _taken }).ok_or_else(Problem::unavailable)
    }
}

impl Room {
    /// The answer, which has the room until it has been sent.
    pub fn until_sent(self, answer: Response) -> Response {
        answer.map(|body| Body::new(Carried { body, _room: self }))
    }
}

struct Carried {
    body: Body,
    _room: Room,
}

impl HttpBody for Carried {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, Burdens};
    use axum::http::StatusCode;
    use axum::response::IntoResponse;

    #[tokio::test(start_paused = true)]
    async fn there_is_room_for_a_few_until_they_are_sent() {
        let burdens = Burdens::default();
        let mut under_way = Vec::new();
        for _ in 0..AT_ONCE {
            under_way.push(burdens.room().await.expect("room").until_sent("a file".into_response()));
        }
        assert_eq!(burdens.room().await.err().map(|p| p.status), Some(StatusCode::SERVICE_UNAVAILABLE));
        let sent = axum::body::to_bytes(under_way.pop().expect("one").into_body(), 100).await.expect("a file");
        assert_eq!(sent, "a file");
        assert!(burdens.room().await.is_ok());
    }
}
