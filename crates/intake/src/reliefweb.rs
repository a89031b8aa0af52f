//! A ReliefWeb answer is what the ReliefWeb API gives for one report or for a list of them, saved as JSON.
//!
//! Fields after the API's documentation (reports: `title`, `body`, `body-html`, `date`, `source`, `language`, `url`).

use crate::error::Trouble;
use crate::found::{Found, filled, language};
use crate::part::{Holds, Part, Parts};
use crate::{dateline, html, json, text};
use accalmie_record::PublishedFrom;
use serde_json::Value;

const WHAT: &str = "a ReliefWeb answer";

pub(crate) fn is(start: &[u8]) -> bool {
    let keys = json::paths(start);
    let has = |key: &str| keys.iter().any(|k| k == key);
    has("data[].fields") && has("data[].id") && !has("text")
}

pub(crate) fn cut(bytes: &[u8]) -> Result<Parts, Trouble> {
    let mut answer: Value = serde_json::from_str(&json::text(bytes)?).map_err(|e| Trouble::broken(WHAT, e))?;
    let Some(Value::Array(data)) = answer.get_mut("data").map(Value::take) else {
        return Err(Trouble::broken(WHAT, "it has no list \"data\""));
    };
    Ok(data.into_iter().enumerate().filter_map(|(i, item)| part(i + 1, item)).collect())
}

/// `None` for an entry without words, such as one that is only a file to download.
fn part(place: usize, mut item: Value) -> Option<Result<Part, (String, Trouble)>> {
    let id = item.get("id").and_then(json::words).unwrap_or_else(|| format!("report {place}"));
    let Some(fields) = item.get("fields").filter(|f| f.is_object()) else {
        return Some(Err((id, Trouble::broken(WHAT, "this report has no \"fields\""))));
    };
    let said = |key: &str| fields.get(key).and_then(Value::as_str).and_then(filled);
    let title = said("title");
    // The API's plain body is Markdown; its HTML tells lines and lists apart.
    let body = said("body-html").map(|h| html::find(&h).text).and_then(|t| filled(&t)).or_else(|| said("body").map(text::line_feeds));
    let (text, title) = match (body, title) {
        (Some(body), title) => (body, title),
        (None, Some(title)) => (title, None),
        (None, None) => return None,
    };
    let date = |key: &str| fields.get("date").and_then(|d| d.get(key)).and_then(Value::as_str).and_then(dateline::iso);
    // `original` is the day of those who wrote it, `created` that of the site.
    let published = date("original").or_else(|| date("created"));
    let found = Found {
        text,
        title,
        source: sources(fields),
        url: said("url_alias").or_else(|| said("url")),
        published_from: if published.is_some() { PublishedFrom::Metadata } else { PublishedFrom::None },
        published,
        language: only_language(fields),
    };
    if let Some(object) = item.as_object_mut() {
        // How well it answers what was asked, which is not the report's.
        object.remove("score");
    }
    Some(Ok(Part { name: id, line: None, bytes: json::canonical(&item), holds: Holds::Report(Box::new(found)) }))
}

fn sources(fields: &Value) -> Option<String> {
    let named = |s: &Value| s.get("name").and_then(Value::as_str).or_else(|| s.get("shortname").and_then(Value::as_str)).and_then(filled);
    match fields.get("source")? {
        Value::Array(all) => filled(&all.iter().filter_map(named).collect::<Vec<_>>().join(", ")),
        one => named(one),
    }
}

/// A report of several languages is of none that is known before it is read.
fn only_language(fields: &Value) -> Option<accalmie_record::Lang> {
    let one = match fields.get("language")? {
        Value::Array(all) => match all.as_slice() {
            [one] => one,
            _ => return None,
        },
        one => one,
    };
    language(one.get("code")?.as_str()?)
}
