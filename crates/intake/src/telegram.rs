//! A Telegram export is the `result.json` that Telegram Desktop writes, of one chat or of all: a message is a report.
//!
//! Who wrote a message is never told, nor kept: the source is a channel, or nothing.

use crate::error::Trouble;
use crate::found::{Found, filled};
use crate::json;
use crate::order::in_range;
use crate::part::{Holds, Part, Parts};
use accalmie_record::PublishedFrom;
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

const WHAT: &str = "a Telegram export";

#[derive(Deserialize)]
struct Export<'a> {
    #[serde(borrow, default)]
    chats: Option<Chats<'a>>,
    #[serde(borrow, default)]
    left_chats: Option<Chats<'a>>,
}

#[derive(Deserialize)]
struct Chats<'a> {
    #[serde(borrow, default)]
    list: Vec<Chat<'a>>,
}

#[derive(Deserialize)]
struct Chat<'a> {
    #[serde(default)]
    name: Value,
    #[serde(default, rename = "type")]
    kind: Value,
    #[serde(default)]
    id: Value,
    #[serde(borrow, default)]
    messages: Vec<&'a RawValue>,
}

/// One chat: `type` and `messages` beside each other. All chats: `about` and one of the export's own chapters.
pub(crate) fn is(start: &[u8]) -> bool {
    let keys = json::paths(start);
    let has = |key: &str| keys.iter().any(|k| k == key);
    if has("text") {
        return false;
    }
    let one = has("messages") && has("type") && has("id");
    one || has("about") && ["personal_information", "chats", "contacts", "left_chats"].iter().any(|k| has(k))
}

pub(crate) fn cut(bytes: &[u8]) -> Result<Parts, Trouble> {
    let text = json::text(bytes)?;
    let broken = |e: serde_json::Error| Trouble::broken(WHAT, e);
    // A list would be read as an export with nothing in it.
    if !text.trim_start().starts_with('{') {
        return Err(Trouble::broken(WHAT, "it is no object in JSON"));
    }
    let export: Export = serde_json::from_str(&text).map_err(broken)?;
    let chats = match (export.chats, export.left_chats) {
        (None, None) => vec![serde_json::from_str(&text).map_err(broken)?],
        (chats, left) => chats.into_iter().chain(left).flat_map(|c| c.list).collect(),
    };
    let mut parts = Parts::new();
    for chat in &chats {
        for (i, raw) in chat.messages.iter().enumerate() {
            match serde_json::from_str::<Value>(raw.get()) {
                Ok(message) => parts.extend(part(chat, message).map(Ok)),
                Err(e) => parts.push(Err((format!("message at place {}", i + 1), Trouble::broken(WHAT, e)))),
            }
        }
    }
    Ok(parts)
}

/// `None` for what people did not write: a service message, a picture alone.
fn part(chat: &Chat, mut message: Value) -> Option<Part> {
    // Absent in old exports.
    if message.get("type").and_then(Value::as_str).is_some_and(|t| t != "message") {
        return None;
    }
    let text = filled(&written(message.get("text")?))?;
    let published = published(&message);
    let found = Found {
        text,
        source: source(chat, &message),
        published_from: if published.is_some() { PublishedFrom::Metadata } else { PublishedFrom::None },
        published,
        ..Found::default()
    };
    let name = format!("chat {} message {}", id(&chat.id), id(message.get("id").unwrap_or(&Value::Null)));
    unname(&mut message);
    Some(Part { name, line: None, bytes: json::canonical(&message), holds: Holds::Report(Box::new(found)) })
}

/// Keys by which an export names people. How they are named changes with the address book of who exports, and reactions with the day,
/// so that without them the same message in a later export has the same bytes.
const PEOPLE: [&str; 9] =
    ["reactions", "author", "actor", "actor_id", "via_bot", "saved_from", "contact_information", "contact_vcard", "reply_to_peer_id"];
/// Names and their ids; of channels they stay.
const PERHAPS: [(&str, &str); 2] = [("from", "from_id"), ("forwarded_from", "forwarded_from_id")];

fn unname(message: &mut Value) {
    let Some(fields) = message.as_object_mut() else { return };
    for key in PEOPLE {
        fields.remove(key);
    }
    for (name, id) in PERHAPS {
        if !fields.get(id).and_then(Value::as_str).is_some_and(|id| id.starts_with("channel")) {
            fields.remove(name);
            fields.remove(id);
        }
    }
}

fn id(id: &Value) -> String {
    json::words(id).unwrap_or_else(|| "without number".to_owned())
}

/// Words alone, or parts of which those in a style or with a link are objects.
fn written(text: &Value) -> String {
    let one = |part: &Value| match part {
        Value::String(words) => words.clone(),
        Value::Object(styled) => styled.get("text").and_then(Value::as_str).unwrap_or("").to_owned(),
        _ => String::new(),
    };
    match text {
        Value::Array(parts) => parts.iter().map(one).collect(),
        other => one(other),
    }
}

/// The channel that says it. A message that was passed on is another's, and is a channel's only if the export proves it.
fn source(chat: &Chat, message: &Value) -> Option<String> {
    let kind = chat.kind.as_str().unwrap_or("");
    let channel = kind.ends_with("channel");
    if !channel && !kind.ends_with("group") {
        return None;
    }
    let said = |key: &str| message.get(key).and_then(Value::as_str);
    if message.get("forwarded_from").is_some() || message.get("forwarded_from_id").is_some() {
        let from_channel = said("forwarded_from_id").is_some_and(|id| id.starts_with("channel"));
        return said("forwarded_from").filter(|_| from_channel).and_then(filled);
    }
    chat.name.as_str().filter(|_| channel).and_then(filled)
}

/// Zones lie this far from UTC at most, in minutes, and a quarter of an hour apart.
const FARTHEST: i64 = 14 * 60;

/// The day and time where the export was made, with its distance from UTC when the export says both.
fn published(message: &Value) -> Option<String> {
    let local: DateTime = message.get("date")?.as_str()?.trim().parse().ok().filter(|d: &DateTime| in_range(d.year()))?;
    let written = local.strftime("%Y-%m-%dT%H:%M:%S");
    let offset = || {
        let unix: i64 = json::words(message.get("date_unixtime")?)?.parse().ok()?;
        let seconds = local
            .to_zoned(jiff::tz::TimeZone::UTC)
            .ok()?
            .timestamp()
            .as_second()
            .checked_sub(Timestamp::from_second(unix).ok()?.as_second())?;
        let minutes = seconds / 60;
        (seconds % 900 == 0 && minutes.abs() <= FARTHEST).then_some(minutes)
    };
    Some(match offset() {
        Some(m) => format!("{written}{}{:02}:{:02}", if m < 0 { '-' } else { '+' }, m.abs() / 60, m.abs() % 60),
        None => written.to_string(),
    })
}
