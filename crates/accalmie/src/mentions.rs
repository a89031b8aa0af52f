//! `accalmie mentions`: what reports mention, with values; positions count characters, as the caller does.

use crate::cli::{Format, MentionsArgs};
use crate::layout::{Sheet, clean};
use crate::output::{Ended, Failure};
use crate::pipeline;

use accalmie_read::mentions::{Mentioned, Value, mentions};
use accalmie_record::Report;
use serde::Serialize;

#[derive(Serialize)]
struct Line<'a> {
    report: &'a Report,
    mentions: Vec<Mention<'a>>,
}

#[derive(Serialize)]
struct Mention<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
    text: &'a str,
    value: Worth<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Worth<'a> {
    Place { name: &'a Option<String>, id: &'a Option<String>, lat: Option<f64>, lon: Option<f64> },
    Time { from: Option<Moment<'a>>, to: &'a Option<String>, precision: &'static str, relative: &'a Option<String> },
    Quantity { min: Amount, max: Option<Amount> },
    Actor { name: &'a str },
    Weapon { class: &'static str },
    People { min: u64, max: Option<u64>, who: &'static str },
}

/// A day, an hour, or the seconds of a length.
#[derive(Serialize)]
#[serde(untagged)]
enum Moment<'a> {
    Seconds(Amount),
    Said(&'a str),
}

#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
enum Amount {
    Whole(u64),
    Exact(f64),
}

pub fn run(args: MentionsArgs) -> Result<Ended, Failure> {
    let sheet = Sheet::of_stdout();
    let format = args.inputs.format;
    pipeline::run(&args.inputs, |mut report, _, knowledge, desk| {
        let found = mentions(&report, knowledge, desk);
        if report.language.is_none() {
            report.language = accalmie_language::identify(&report.text).map(|(lang, _)| lang);
        }
        let line = line(&report, &found);
        Ok(match format {
            Format::Table => table(&line, &sheet).into_bytes(),
            Format::Json => serde_json::to_vec_pretty(&line)?,
            Format::Jsonl => {
                let mut bytes = serde_json::to_vec(&line)?;
                bytes.push(b'\n');
                bytes
            }
        })
    })
}

fn line<'a>(report: &'a Report, found: &'a [Mentioned]) -> Line<'a> {
    let mut ends: Vec<usize> = found.iter().flat_map(|m| [m.span.start, m.span.end]).collect();
    ends.sort_unstable();
    ends.dedup();
    let characters = characters(&report.text, &ends);
    let at = |byte: usize| ends.binary_search(&byte).map_or(0, |i| characters[i]);
    let mentions = found
        .iter()
        .map(|m| Mention {
            kind: m.kind(),
            start: at(m.span.start),
            end: at(m.span.end),
            text: m.span.of(&report.text),
            value: worth(&m.value),
        })
        .collect();
    Line { report, mentions }
}

/// How many characters come before each of these bytes, in one walk.
fn characters(text: &str, bytes: &[usize]) -> Vec<usize> {
    let (mut last, mut count) = (0, 0);
    bytes
        .iter()
        .map(|&b| {
            count += text.get(last..b).map_or(0, |t| t.chars().count());
            last = b;
            count
        })
        .collect()
}

fn worth(value: &Value) -> Worth<'_> {
    match value {
        Value::Place { name, id, lat, lon } => Worth::Place { name, id, lat: *lat, lon: *lon },
        Value::Time { from, to, precision, relative } => {
            let moment = |s| str::parse(s).map_or(Moment::Said(s), |n| Moment::Seconds(amount(n)));
            Worth::Time { from: from.as_deref().map(moment), to, precision, relative }
        }
        Value::Quantity { min, max, value } => quantity(*min, *max, *value),
        Value::Actor { name } => Worth::Actor { name },
        Value::Weapon { class } => Worth::Weapon { class },
        Value::People { min, max, who } => Worth::People { min: *min, max: *max, who },
    }
}

fn amount(n: f64) -> Amount {
    if n.fract() == 0.0 { Amount::Whole(n as u64) } else { Amount::Exact(n) }
}

/// A quantity with a fraction keeps it where the range is that number, rounded.
fn quantity<'a>(min: u64, max: Option<u64>, value: f64) -> Worth<'a> {
    let exact = value.fract() != 0.0 && value.is_finite() && value.trunc() == min as f64;
    let max = max.map(|m| if exact && m == min { Amount::Exact(value) } else { Amount::Whole(m) });
    Worth::Quantity { min: if exact { Amount::Exact(value) } else { Amount::Whole(min) }, max }
}

fn table(line: &Line, sheet: &Sheet) -> String {
    let mut out = String::new();
    sheet.heading(line.report, &mut out);
    for m in &line.mentions {
        let value = serde_json::to_value(&m.value).ok();
        let parts: Vec<String> = value
            .iter()
            .filter_map(|v| v.as_object())
            .flatten()
            .filter(|(_, v)| !v.is_null())
            .map(|(k, v)| format!("{k} {}", v.as_str().map_or_else(|| v.to_string(), clean)))
            .collect();
        let parts = if parts.is_empty() { "–".to_owned() } else { parts.join(", ") };
        let rest = sheet.width.saturating_sub(50).max(20);
        out.push_str(&format!(
            "  {} {} {} {}\n",
            sheet.cell(m.kind, 8),
            sheet.cell(&format!("{}–{}", m.start, m.end), 11),
            sheet.cell(&clean(m.text), 25),
            sheet.cell(&parts, rest).trim_end(),
        ));
    }
    if line.mentions.is_empty() {
        out.push_str("  –\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{characters, quantity};

    #[test]
    fn offsets_are_characters() {
        assert_eq!(characters("é–x", &[0, 2, 5, 6]), [0, 1, 2, 3]);
    }

    #[test]
    fn a_fraction_is_kept() {
        for (min, max, value, json) in [
            (12, Some(12), 12.5, r#"{"min":12.5,"max":12.5}"#),
            (12, None, 12.5, r#"{"min":12.5,"max":null}"#),
            (10, Some(15), 12.5, r#"{"min":10,"max":15}"#),
            (3, Some(3), 3.0, r#"{"min":3,"max":3}"#),
        ] {
            assert_eq!(serde_json::to_string(&quantity(min, max, value)).expect("writes"), json);
        }
    }
}
