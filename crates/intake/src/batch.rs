//! A batch line is one report as a JSON object: `{"id", "text", "published", "language", "title"}`, and `source`, `url`.
//!
//! Its text is taken as it is, line ends and all: the caller counts characters in the same text.

use crate::dateline;
use crate::error::Trouble;
use crate::found::{Found, filled, language};
use accalmie_record::PublishedFrom;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

/// The caller's own id, if the line has one, and the report; or the column, in characters from 1, and what is wrong.
pub(crate) fn find(bytes: &[u8]) -> Result<(Option<String>, Found), (Option<u64>, Trouble)> {
    let line = match std::str::from_utf8(bytes) {
        Ok(line) => line,
        Err(e) => {
            let good = std::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap_or("");
            return Err((Some(good.chars().count() as u64 + 1), Trouble::NotUtf8(e.valid_up_to() + 1)));
        }
    };
    if !line.trim_start().starts_with('{') {
        return Err((Some(1), Trouble::Json("not an object in JSON".to_owned())));
    }
    let read: Line = serde_json::from_str(line).map_err(|e| (Some(column(line, e.column())), Trouble::Json(sentence(&e))))?;
    let Some(text) = read.text else { return Err((None, Trouble::NoText)) };
    let key = match read.id {
        Value::String(s) => Some(s),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    };
    let published = read.published.as_deref().and_then(filled);
    let found = Found {
        text,
        title: read.title.as_deref().and_then(filled),
        source: read.source.as_deref().and_then(filled),
        url: read.url.as_deref().and_then(filled),
        published_from: if published.is_some() { PublishedFrom::Metadata } else { PublishedFrom::None },
        published: published.map(|p| dateline::iso(&p).unwrap_or(p)),
        language: read.language.as_deref().and_then(language),
    };
    Ok((key, found))
}

/// serde_json counts bytes; a person counts characters.
fn column(line: &str, bytes: usize) -> u64 {
    let end = (0..=bytes.min(line.len())).rev().find(|i| line.is_char_boundary(*i)).unwrap_or(0);
    line[..end].chars().count().max(1) as u64
}

/// Without its own "at line 1 column 8".
fn sentence(e: &serde_json::Error) -> String {
    let said = e.to_string();
    let what = said.split(" at line ").next().unwrap_or(&said);
    format!("not a report in JSON ({what})")
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::error::Trouble;

    #[test]
    fn all_but_the_text_may_be_missing() {
        let (key, f) = find(r#"{"text": "A\r\nB", "id": null, "other": {"x": [1]}}"#.as_bytes()).expect("reads");
        assert_eq!((key, f.text.as_str(), f.title, f.published), (None, "A\r\nB", None, None));
        let (key, f) = find(r#"{"id": 7, "text": "x", "language": "fr-FR", "published": "2020-01-02 10:00:00", "title": " "}"#.as_bytes())
            .expect("reads");
        assert_eq!(key.as_deref(), Some("7"));
        assert_eq!(f.language.map(|l| l.to_string()).as_deref(), Some("fr"));
        assert_eq!((f.published.as_deref(), f.title), (Some("2020-01-02T10:00:00"), None));
    }

    #[test]
    fn a_broken_line_says_where() {
        for (line, column) in [
            (&b"{\"text\": \"\xc3\xa9\xc3\xa9\" oops}"[..], Some(14)),
            (b"{\"text\": \"never ends", Some(20)),
            (b"[1]", Some(1)),
            (b"{\"text\": 5}", Some(10)),
            (b"{\"text\": \"\xc3\xa9\xff\"}", Some(12)),
            (b"{\"id\": \"a\"}", None),
            (b"{\"text\": null}", None),
            (b"nonsense", Some(1)),
        ] {
            match find(line) {
                Ok(_) => panic!("{line:?} is read"),
                Err((at, trouble)) => {
                    assert_eq!(at.is_some(), column.is_some(), "{:?} {trouble}", String::from_utf8_lossy(line));
                    if let (Some(at), Some(column)) = (at, column) {
                        assert!(at.abs_diff(column) <= 1, "{:?} {at} {column} {trouble}", String::from_utf8_lossy(line));
                    }
                    assert_eq!(matches!(trouble, Trouble::NotUtf8(_)), line.contains(&0xff));
                }
            }
        }
    }
}
