//! A paced body ends when it is longer than it may be, or comes more slowly than a line that works.

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, Sleep};

/// What a body has to begin with.
const PATIENCE: Duration = Duration::from_secs(30);
/// And a second more for each so many bytes that have come: Apache's `mod_reqtimeout` has the same rule.
const BYTES_A_SECOND: u64 = 16 * 1024;

/// Why it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Cut {
    #[error("the body is longer than {most} bytes")]
    TooLarge { most: u64 },
    #[error("the body came too slowly")]
    TooSlow,
}

impl Cut {
    /// Whether it is what an error comes from.
    pub fn behind(e: &(dyn std::error::Error + 'static)) -> Option<Cut> {
        std::iter::successors(Some(e), |e| e.source()).find_map(|e| e.downcast_ref::<Cut>().copied())
    }
}

pub struct Paced {
    body: Body,
    most: u64,
    came: u64,
    begun: Instant,
    /// Set when it is first waited for.
    bell: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    pub fn new(body: Body, most: u64) -> Paced {
        Paced { body, most, came: 0, begun: Instant::now(), bell: None }
    }
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = &mut *self;
        match Pin::new(&mut this.body).poll_frame(cx) {
            Poll::Ready(Some(Ok(frame))) => {
                this.came = this.came.saturating_add(frame.data_ref().map_or(0, |data| data.len() as u64));
                let late = this.begun + PATIENCE + Duration::from_secs(this.came / BYTES_A_SECOND);
                if let Some(bell) = &mut this.bell {
                    bell.as_mut().reset(late);
                }
                if this.came > this.most {
                    return Poll::Ready(Some(Err(Cut::TooLarge { most: this.most }.into())));
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(e))) => Poll::Ready(Some(Err(e.into()))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => {
                let late = this.begun + PATIENCE + Duration::from_secs(this.came / BYTES_A_SECOND);
                let bell = this.bell.get_or_insert_with(|| Box::pin(tokio::time::sleep_until(late)));
                bell.as_mut().poll(cx).map(|()| Some(Err(Cut::TooSlow.into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
