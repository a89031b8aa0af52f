//! Listening: connections are taken while there is room, and let go when the server goes down.

use super::patient::Patient;
use super::room::Room;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// Connections at one time; the next ones wait in the queue of the system.
pub const CONNECTIONS: usize = 512;
/// From the first byte of a question, or from the answer before it, until its headers are whole.
pub const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// For one who does not read on.
const READ_ON_WITHIN: Duration = Duration::from_secs(30);
/// What is under way has so long to end when the server goes down.
const LEAVE_WITHIN: Duration = Duration::from_secs(10);
/// More than [`super::layers`] takes, so that it is the one that refuses and says why.
const MOST_HEADERS: usize = 256;
const MOST_BUFFERED: usize = 128 * 1024;

/// Serves until `until` is there, then lets what is under way end, for ten seconds.
///
/// # Errors
/// When the listener is broken; a connection that fails is that connection's end alone.
pub async fn serve(listener: TcpListener, app: Router, until: impl Future<Output = ()>) -> io::Result<()> {
    let (room, neighbours) = (Arc::new(Semaphore::new(CONNECTIONS)), Room::default());
    let (down, _) = watch::channel(false);
    let mut open = JoinSet::new();
    let mut until = pin!(until);
    loop {
        while open.try_join_next().is_some() {}
        let next = async {
            let place = room.clone().acquire_owned().await;
            (listener.accept().await, place)
        };
        let (taken, place) = tokio::select! {
            next = next => next,
            () = &mut until => break,
        };
        match taken {
            Ok((line, from)) => {
                // One too many of that address: the line is closed without a word.
                let Some(of_one) = neighbours.of_one(from.ip()) else { continue };
                let (app, down) = (app.clone(), down.subscribe());
                open.spawn(async move {
                    let _places = (place, of_one);
                    converse(line, from, app, down).await;
                });
            }
            // Of one connection (gone again before it was taken), or no file handles left for a moment.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    drop(listener);
    down.send_replace(true);
    let left = async { while open.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(LEAVE_WITHIN, left).await;
    open.abort_all();
    Ok(())
}

async fn converse(line: TcpStream, from: SocketAddr, app: Router, mut down: watch::Receiver<bool>) {
    let _ = line.set_nodelay(true);
    let asked = move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        request
    };
    let service = TowerToHyperService::new(app.map_request(asked));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_headers(MOST_HEADERS)
        .max_buf_size(MOST_BUFFERED)
        .serve_connection(TokioIo::new(Patient::new(line, READ_ON_WITHIN)), service);
    let mut connection = pin!(connection);
    // How it ended is the business of the one at the other end.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = down.wait_for(|down| *down) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

/// Ctrl-C, or the SIGTERM of whoever started it.
pub async fn told_to_stop() {
    let asked = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let told = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let told = std::future::pending::<()>();
    tokio::select! {
        () = asked => {}
        () = told => {}
    }
}
