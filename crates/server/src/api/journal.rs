//! The journal over HTTP: who did what, when, and why, entry by entry.

use super::json;
use crate::Office;
use crate::edge::{Params, Problem};
use crate::people::Administrator;
use accalmie_ledger::Entry;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

pub fn routes() -> Router<Office> {
    Router::new().route("/log", get(log))
}

pub fn told(e: &Entry) -> Value {
    json!({ "seq": e.seq, "at": e.at, "author": e.author, "reason": e.reason, "title": e.act.title(), "digest": e.digest.to_string() })
}

/// Newest first.
async fn log(_: Administrator, State(office): State<Office>, mut params: Params) -> Result<Response, Problem> {
    let limit = params.whole("limit", 1, 500)?.unwrap_or(50);
    let after = params.whole("after", 1, u64::MAX)?;
    params.finish()?;
    let (mut entries, as_of) = office
        .ask(move |ledger| {
            let head = ledger.head()?.map_or(0, |h| h.seq);
            let last = after.map_or(head, |a| a.saturating_sub(1).min(head));
            let first = last.saturating_sub(limit - 1).max(1);
            let count = usize::try_from((last + 1).saturating_sub(first)).unwrap_or(0);
            Ok((if count == 0 { Vec::new() } else { ledger.entries(first, count)? }, head))
        })
        .await?;
    entries.reverse();
    let next = entries.last().map(|e| e.seq).filter(|s| *s > 1);
    let items: Vec<Value> = entries.iter().map(told).collect();
    json(&json!({ "items": items, "next": next.map(|n| n.to_string()), "as_of": as_of }))
}
