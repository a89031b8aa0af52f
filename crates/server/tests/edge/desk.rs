//! A desk is a server with a few answers and no people.

use accalmie_server::Settings;
use accalmie_server::edge::{self, Asked, Params, Problem, Upload, tagged};
use axum::Router;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::Value;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

pub struct Desk {
    pub at: SocketAddr,
    /// Dropped, the server goes down.
    pub stop: Option<oneshot::Sender<()>>,
    pub done: tokio::task::JoinHandle<std::io::Result<()>>,
}

pub async fn open() -> Desk {
    with(&|_| {}).await
}

pub async fn with(change: &dyn Fn(&mut Settings)) -> Desk {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let mut settings = Settings::new(":memory:");
    settings.listen = at;
    change(&mut settings);
    let app = edge::guarded(routes().merge(edge::assets::routes(&settings)), &settings);
    let (stop, stopped) = oneshot::channel::<()>();
    let until = async {
        let _ = stopped.await;
    };
    Desk { at, stop: Some(stop), done: tokio::spawn(edge::listen::serve(listener, app, until)) }
}

fn routes() -> Router {
    Router::new()
        .route("/api/v1/data", get(data))
        .route("/api/v1/long", get(async || "Aleppo ".repeat(10_000)))
        .route("/api/v1/endless", get(async || "x".repeat(64 << 20)))
        .route("/api/v1/json", post(async |Asked(value): Asked<Value>| value.to_string()))
        .route("/api/v1/reports", post(async |Upload(bytes): Upload| bytes.len().to_string()))
        .route("/api/v1/broken", get(broken))
        .route("/api/v1/failed", get(async || -> Result<(), Problem> { Err(Problem::internal("the secret cause")) }))
        .route("/api/v1/number/{n}", get(async |axum::extract::Path(n): axum::extract::Path<u8>| n.to_string()))
        .route("/api/v1/slow", get(slow))
        .route("/api/v1/asked", get(asked))
}

async fn data(headers: HeaderMap) -> Result<Response, Problem> {
    tagged(&headers, 7, "data", || Ok("the data"))
}

#[allow(clippy::unwrap_used, clippy::unnecessary_literal_unwrap)]
async fn broken() {
    None::<()>.expect("the secret word");
}

async fn slow() -> &'static str {
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    "at last"
}

async fn asked(mut params: Params) -> Result<String, Problem> {
    let told = format!(
        "{:?} {:?} {:?} {:?} {:?}",
        params.date("from")?,
        params.bbox("bbox")?,
        params.all("type"),
        params.whole("limit", 1, 500)?,
        params.one_of("order", &[("newest", 'n'), ("oldest", 'o')])?
    );
    params.finish()?;
    Ok(told)
}
