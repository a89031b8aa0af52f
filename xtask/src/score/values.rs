//! A value is what a mention is worth by itself: the day of a time, a number.

use super::fact::day;
use super::figures::Figures;
use super::miss::{Cost, Miss};
use accalmie_read::mentions::{Mentioned, Value};
use accalmie_record::Report;
use anyhow::Result;
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::BTreeSet;

pub const TIMES: &str = "times all right";
pub const NUMBERS: &str = "numbers all right";

/// What the expressions of one text are worth; any of an expression's values will do.
pub struct Wanted {
    times: bool,
    expressions: Vec<BTreeSet<Worth>>,
}

/// A day, a time of day, or a number, as printed; six leading digits tell numbers apart.
type Worth = String;

/// As `%g` prints it.
fn number(n: f64) -> Worth {
    let scientific = format!("{n:.5e}");
    let Some((digits, power)) = scientific.split_once('e') else { return scientific };
    let power: i32 = power.parse().unwrap_or(0);
    let bare = |s: &str| if s.contains('.') { s.trim_end_matches('0').trim_end_matches('.').to_owned() } else { s.to_owned() };
    if (-4..6).contains(&power) {
        bare(&format!("{n:.*}", (5 - power) as usize))
    } else {
        format!("{}e{}{:02}", bare(digits), if power < 0 { '-' } else { '+' }, power.abs())
    }
}

/// What the gold says an expression is worth; its first ten characters are the day of a date-time.
fn worth_of(said: &str) -> Worth {
    let said = day(said);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let unsigned = said.strip_prefix('-').unwrap_or(&said);
    let plain = unsigned.split_once('.').map_or(digits(unsigned), |(whole, rest)| digits(whole) && digits(rest));
    said.parse().ok().filter(|_| plain).map_or(said, number)
}

pub fn wanted(gold: Json, times: bool) -> Result<Wanted> {
    #[derive(Deserialize)]
    struct Gold {
        results: Vec<Found>,
    }
    #[derive(Deserialize)]
    struct Found {
        #[serde(default)]
        resolution: Option<Json>,
    }
    let gold: Gold = serde_json::from_value(gold)?;
    let said = |v: &Json| [&v["start"], &v["value"]].iter().find_map(|s| s.as_str().filter(|s| !s.is_empty())).map(worth_of);
    let worth = |found: &Found| match &found.resolution {
        None => BTreeSet::new(),
        Some(r) => match r["values"].as_array().filter(|v| !v.is_empty()) {
            Some(values) => values.iter().filter_map(said).collect(),
            None => said(r).into_iter().collect(),
        },
    };
    Ok(Wanted { times, expressions: gold.results.iter().map(worth).collect() })
}

/// Times or numbers: a text is right when every expression in it has one of its values, and something is read where something is.
pub fn mark_values(gold: &Wanted, found: &[Mentioned], report: &Report) -> (Figures, Vec<Miss>) {
    let mut figures = Figures::default();
    let have: Vec<Worth> = found.iter().filter_map(|m| worth(&m.value, gold.times)).collect();
    let met = |any: &BTreeSet<Worth>| any.is_empty() || any.iter().any(|w| have.contains(w));
    let right = gold.expressions.iter().all(met) && (!have.is_empty() || gold.expressions.is_empty());
    figures.mark(if gold.times { TIMES } else { NUMBERS }, right);
    let mut misses = Vec::new();
    if !right {
        let any = gold.expressions.iter().any(met);
        let cause = match (have.is_empty(), any) {
            (true, _) => "nothing read",
            (_, true) => "part wrong",
            _ if have.len() < gold.expressions.len() => "some not read, wrong",
            _ => "wrong value",
        };
        let cause = format!("{}: {cause}", if gold.times { "time" } else { "number" });
        let published = report.published.as_deref().map_or_else(String::new, |p| format!(" (on {p})"));
        let any_of = |ws: &BTreeSet<Worth>| ws.iter().cloned().collect::<Vec<_>>().join(" or ");
        let wanted = gold.expressions.iter().map(any_of).collect::<Vec<_>>().join("; ");
        let had = have.join("; ");
        misses.push(Miss { cause, cost: Cost::Slot, doc: report.key.clone(), sentence: report.text.clone() + &published, wanted, had });
    }
    (figures, misses)
}

/// What the public shape gives as the value's lower end.
fn worth(value: &Value, times: bool) -> Option<Worth> {
    match value {
        Value::Time { from, .. } if times => Some(from.as_deref().map_or_else(|| "–".to_owned(), day)),
        Value::Quantity { min, value, .. } if !times => {
            // A fraction stands where the range is that number, rounded.
            let exact = value.fract() != 0.0 && value.is_finite() && value.trunc() == *min as f64;
            Some(number(if exact { *value } else { *min as f64 }))
        }
        _ => None,
    }
}

#[cfg(test)]
pub mod tests {
    use super::{TIMES, mark_values, number, wanted, worth_of};
    use accalmie_read::mentions::{Mentioned, Value};
    use accalmie_record::{PublishedFrom, Report, Schema, Span, Text};
    use serde_json::json;

    pub fn report(text: &str) -> Report {
        let none = || None::<String>;
        let (schema, id, key) = (Schema, String::new(), "own".to_owned());
        let (language, published_from) = (None, PublishedFrom::None);
        let text = text.to_owned();
        Report { schema, id, key, language, published: none(), published_from, source: none(), url: none(), title: none(), text }
    }

    pub fn mention(start: usize, end: usize, value: Value) -> Mentioned {
        Mentioned { in_: Text::Text, span: Span::new(start, end), value }
    }

    #[test]
    fn numbers_are_printed_in_six_digits() {
        for (n, printed) in
            [(0.0, "0"), (12.5, "12.5"), (345600.0, "345600"), (1234567.0, "1.23457e+06"), (0.00001, "1e-05"), (-3.0, "-3"), (0.1, "0.1")]
        {
            assert_eq!(number(n), printed);
        }
        assert_eq!(["192.0", "2019-01-04T10:00", "1.2.3", "-", "P1"].map(worth_of), ["192", "2019-01-04", "1.2.3", "-", "P1"]);
    }

    #[test]
    fn every_expression_must_have_one_of_its_values() {
        let report = report("x");
        let time = |from: &str| mention(0, 1, Value::Time { from: Some(from.to_owned()), to: None, precision: "day", relative: None });
        let gold = |results| wanted(json!({ "results": results }), true).expect("reads");
        let two = || {
            gold(json!([{"resolution": {"values": [{"value": "2016-11-01"}, {"start": "2016-11-08"}]}}, {"resolution": {"value": "3600"}}]))
        };
        for (gold, have, right) in [
            (two(), vec![time("2016-11-08T10:00"), time("3600")], 1),
            (two(), vec![time("2016-11-08")], 0),
            (gold(json!([{"resolution": {}}])), vec![], 0),
            (gold(json!([])), vec![], 1),
        ] {
            let (f, misses) = mark_values(&gold, &have, &report);
            assert_eq!((f.get(TIMES).map(|s| s.hits), misses.len() as u64), (Some(right), 1 - right));
        }
    }
}
