//! A JSON file of several reports is known by the paths of the keys with which it begins.

use crate::encoding;
use crate::error::Trouble;
use serde_json::Value;

/// How deep keys are told; what lies deeper is passed over.
const DEEPEST: usize = 6;

/// The paths of the keys in the beginning of a file, as far as it is JSON and not cut: `data[].fields`. Empty for what is no JSON.
pub(crate) fn paths(start: &[u8]) -> Vec<String> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let mut found = Vec::new();
    // For each open object or list: its path, and whether it is an object.
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut key = String::new();
    let mut at = 0;
    while let Some(byte) = start.get(at) {
        let path = |open: &[(String, bool)], key: &str| match open.last() {
            None => String::new(),
            Some((above, true)) if above.is_empty() => key.to_owned(),
            Some((above, true)) => format!("{above}.{key}"),
            Some((above, false)) => format!("{above}[]"),
        };
        match byte {
            b'{' | b'[' => {
                let below = path(&open, &key);
                open.push((below, *byte == b'{'));
            }
            b'}' | b']' => {
                open.pop();
                // What follows the first value is another line of a batch.
                if open.is_empty() {
                    break;
                }
            }
            b'"' => {
                let Some((word, end)) = string(start, at + 1) else { break };
                at = end;
                let is_key = start.get(end + 1..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"));
                if is_key && open.last().is_some_and(|(_, object)| *object) {
                    key = String::from_utf8_lossy(word).into_owned();
                    if open.len() <= DEEPEST {
                        found.push(path(&open, &key));
                    }
                }
            }
            _ if open.is_empty() => break,
            _ => {}
        }
        at += 1;
    }
    found
}

/// The bytes of a string that begins here and where its closing mark stands; `None` when it is cut.
fn string(bytes: &[u8], from: usize) -> Option<(&[u8], usize)> {
    let mut at = from;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some((bytes.get(from..at)?, at)),
            _ => at += 1,
        }
    }
}

/// The text of a JSON file; `what` it should be, with its article.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Trouble> {
    let text = encoding::decode(bytes.to_vec(), None)?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// The same bytes for the same value, whoever wrote it: keys in their order, no blanks.
pub(crate) fn canonical(value: &Value) -> Vec<u8> {
    // Values that were read can be written.
    serde_json::to_vec(value).unwrap_or_default()
}

/// A string or number as words; `None` for anything else and for blanks.
pub(crate) fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => crate::found::filled(s),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::paths;

    #[test]
    fn beginnings_tell_their_keys() {
        for (start, keys) in [
            (r#"{"a": 1, "b": [{"c": "x: y", "d": {"e": 2"#, "a b b[].c b[].d b[].d.e"),
            (r#" [{"a/b": "}\"{", "_id": [1, {"#, "[].a/b []._id"),
            ("\u{feff}{\"a\": \"never en", "a"),
            (r#"{"text": "x"} {"messages": []}"#, "text"),
            ("[1] words", ""),
            ("words {\"a\": 1}", ""),
            ("", ""),
        ] {
            assert_eq!(paths(start.as_bytes()).join(" "), keys, "{start}");
        }
    }
}
