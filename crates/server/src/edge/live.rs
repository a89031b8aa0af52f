//! What is live is told to those who listen: that the ledger has grown, and which incidents changed (server-sent events).

use super::Problem;
use crate::people::{People, Reader};
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

/// What a listener may lag behind before it is told only that something changed.
const BEHIND: usize = 64;
/// Ids in one event; beyond that only that something changed.
const MOST_IDS: usize = 500;
/// Those who listen hold a connection each; the others are for questions.
const LISTENERS: usize = 256;
const COMMENT_EVERY: Duration = Duration::from_secs(15);

/// Cheap to clone.
#[derive(Clone)]
pub struct Live(Arc<Inner>);

struct Inner {
    news: broadcast::Sender<Arc<Changed>>,
    as_of: AtomicU64,
    down: watch::Sender<bool>,
    room: Arc<Semaphore>,
}

/// Number of the ledger's last entry, and ids of incidents; `None` when they are too many or were missed.
#[derive(Clone, Debug, Serialize)]
struct Changed {
    as_of: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    incidents: Option<Vec<String>>,
}

impl Default for Live {
    fn default() -> Live {
        let (news, down) = (broadcast::channel(BEHIND).0, watch::channel(false).0);
        Live(Arc::new(Inner { news, as_of: AtomicU64::new(0), down, room: Arc::new(Semaphore::new(LISTENERS)) }))
    }
}

impl Live {
    pub fn new() -> Live {
        Live::default()
    }

    /// The ledger has entries up to `as_of` now, and the incidents of these ids are other than they were.
    pub fn changed(&self, as_of: u64, ids: Vec<String>) {
        self.0.as_of.fetch_max(as_of, Ordering::Relaxed);
        let incidents = Some(ids).filter(|ids| ids.len() <= MOST_IDS);
        // Nobody listens: nobody is told.
        let _ = self.0.news.send(Arc::new(Changed { as_of, incidents }));
    }

    /// Ends every listening: the server goes down.
    pub fn close(&self) {
        self.0.down.send_replace(true);
    }

    fn now(&self, incidents: Option<Vec<String>>) -> Changed {
        Changed { as_of: self.0.as_of.load(Ordering::Relaxed), incidents }
    }
}

/// `GET /events`, for a state that has both `Live` and `People`.
pub async fn events(Reader(person): Reader, State(live): State<Live>, State(people): State<People>) -> Result<Response, Problem> {
    let place = live.0.room.clone().try_acquire_owned().map_err(|_| Problem::unavailable())?;
    let (tell, told) = mpsc::channel(8);
    tokio::spawn(listen(live, tell, place, people.end_of(&person)));
    let comment = KeepAlive::new().interval(COMMENT_EVERY);
    // Proxies that gather answers (nginx) let this one through as it comes.
    Ok(([("x-accel-buffering", "no")], Sse::new(ReceiverStream::new(told)).keep_alive(comment)).into_response())
}

async fn listen(live: Live, tell: mpsc::Sender<Result<Event, Infallible>>, _place: OwnedSemaphorePermit, end: impl Future<Output = ()>) {
    let mut news = live.0.news.subscribe();
    let mut down = live.0.down.subscribe();
    let telling = async {
        let mut next = event("hello", &live.now(Some(Vec::new())));
        while tell.send(Ok(next)).await.is_ok() {
            next = match news.recv().await {
                Ok(changed) => event("changed", &changed),
                Err(RecvError::Lagged(_)) => event("changed", &live.now(None)),
                Err(RecvError::Closed) => return,
            };
        }
    };
    tokio::select! {
        () = telling => {}
        () = tell.closed() => {}
        _ = down.wait_for(|down| *down) => {}
        () = end => {}
    }
}

fn event(name: &str, changed: &Changed) -> Event {
    // Numbers and ids are always JSON.
    Event::default().event(name).data(serde_json::to_string(changed).unwrap_or_default())
}
