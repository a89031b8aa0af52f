//! A KoboToolbox or ODK export in JSON is a list of submissions of a form; their CSV and sheets are tables.

use crate::error::Trouble;
use crate::form;
use crate::json;
use crate::part::{Holds, Part, Parts};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

const WHAT: &str = "a KoboToolbox or ODK export";

/// Keys that no other list of objects has. `value` is the list of ODK Central's OData, `results` that of KoboToolbox.
const OWN: [&str; 8] =
    ["_submission_time", "_uuid", "_xform_id_string", "formhub/uuid", "meta/instanceID", "meta/rootUuid", "__id", "__system"];

pub(crate) fn is(start: &[u8]) -> bool {
    let keys = json::paths(start);
    keys.iter().any(|k| ["[].", "results[].", "value[]."].iter().filter_map(|list| k.strip_prefix(list)).any(|k| OWN.contains(&k)))
}

pub(crate) fn cut(bytes: &[u8]) -> Result<Parts, Trouble> {
    let text = json::text(bytes)?;
    let whole: Answer = serde_json::from_str(&text).map_err(|e| Trouble::broken(WHAT, e))?;
    let list = match whole {
        Answer::List(list) => list,
        Answer::Fields(fields) => match fields.into_iter().find(|(k, _)| k == "results" || k == "value") {
            Some((_, Answer::List(list))) => list,
            _ => return Err(Trouble::broken(WHAT, "it has no list \"results\"")),
        },
        Answer::Words(_) => return Err(Trouble::broken(WHAT, "it is no list of submissions")),
    };
    let mut parts = Parts::new();
    for (i, submission) in list.iter().enumerate() {
        let mut fields = Vec::new();
        submission.flatten("", &mut fields);
        if let Some((id, found, bytes)) = form::report(&fields) {
            let name = id.unwrap_or_else(|| format!("submission {}", i + 1));
            parts.push(Ok(Part { name, line: None, bytes, holds: Holds::Report(Box::new(found)) }));
        }
    }
    Ok(parts)
}

/// A value with its fields in the order in which they were asked, which a map would lose.
enum Answer {
    Words(String),
    List(Vec<Answer>),
    Fields(Vec<(String, Answer)>),
}

impl Answer {
    /// Paths as KoboToolbox writes them: `group/question`. Answers of a repeated group have the same path.
    fn flatten(&self, path: &str, out: &mut Vec<(String, String)>) {
        match self {
            Answer::Words(words) => out.push((path.to_owned(), words.clone())),
            // What the server keeps as lists (`_attachments`, `_geolocation`) is not asked of anyone.
            Answer::List(_) if path.starts_with('_') => {}
            Answer::List(list) => list.iter().for_each(|a| a.flatten(path, out)),
            // A place on the globe (GeoJSON), as ODK Central writes it.
            Answer::Fields(fields) if fields.iter().any(|(name, _)| name == "coordinates") => {}
            Answer::Fields(fields) => {
                for (name, answer) in fields {
                    // Flat exports repeat the group's path in the names of a repeat's questions.
                    let inner = match path {
                        "" => name.clone(),
                        _ if name.starts_with(path) => name.clone(),
                        _ => format!("{path}/{name}"),
                    };
                    answer.flatten(&inner, out);
                }
            }
        }
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Answer, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Answer;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value in JSON")
            }
            fn visit_str<E>(self, words: &str) -> Result<Answer, E> {
                Ok(Answer::Words(words.to_owned()))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Answer, E> {
                Ok(Answer::Words(String::new()))
            }
            fn visit_i64<E>(self, n: i64) -> Result<Answer, E> {
                Ok(Answer::Words(n.to_string()))
            }
            fn visit_u64<E>(self, n: u64) -> Result<Answer, E> {
                Ok(Answer::Words(n.to_string()))
            }
            fn visit_f64<E>(self, n: f64) -> Result<Answer, E> {
                Ok(Answer::Words(n.to_string()))
            }
            fn visit_unit<E>(self) -> Result<Answer, E> {
                Ok(Answer::Words(String::new()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Answer, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = list.next_element()? {
                    all.push(one);
                }
                Ok(Answer::List(all))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answer, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = map.next_entry()? {
                    all.push(one);
                }
                Ok(Answer::Fields(all))
            }
        }
        from.deserialize_any(Any)
    }
}
