//! A value is what a mention is worth by itself: the point of a name of a place, the day of a time, a number.

use super::fact::day;
use super::figures::Figures;
use super::miss::{Cost, Miss};
use super::spelling::{Point, km};
use accalmie_read::mentions::{Mentioned, Value};
use accalmie_record::Report;
use anyhow::Result;
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::BTreeSet;

pub const FOUND: [&str; 3] = ["toponyms P", "toponyms R", "toponyms F1"];
pub const WITHIN: [(&str, f64); 2] = [("found and within 20 km", 20.0), ("found and within 161 km", 161.0)];
pub const OF_ALL: &str = "of all gold, within 161 km";
pub const TIMES: &str = "times all right";
pub const NUMBERS: &str = "numbers all right";

/// A name of a place in the gold; positions count characters.
#[derive(Clone, Debug, Deserialize)]
pub struct Name {
    start: usize,
    end: usize,
    text: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

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

pub fn names(mut gold: Json) -> Result<Vec<Name>> {
    Ok(serde_json::from_value(gold["toponyms"].take())?)
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

/// Names of places: how many are found, and how far from where they are.
pub fn mark_names(gold: &[Name], found: &[Mentioned], report: &Report) -> (Figures, Vec<Miss>) {
    let mut figures = Figures::default();
    let mut misses = Vec::new();
    let places: Vec<Found> = found.iter().filter_map(|m| Found::new(m, report)).collect();
    let mut used = vec![false; places.len()];
    let mut miss = |cause: &str, cost, around: usize, wanted: String, had: String| {
        let sentence = around_char(&report.text, around);
        misses.push(Miss { cause: cause.to_owned(), cost, doc: report.key.clone(), sentence, wanted, had });
    };
    for name in gold {
        let point = name.lat.zip(name.lon);
        let shown = format!("{}{}", name.text, shown(point));
        let hit = (0..places.len()).find(|i| !used[*i] && places[*i].overlaps(name));
        match hit {
            None => miss("toponym: missed", Cost::Lost, name.start, shown, String::new()),
            Some(i) => {
                used[i] = true;
                if point.is_some() {
                    let far = km(places[i].point, point);
                    for (figure, radius) in WITHIN {
                        figures.mark(figure, far <= radius);
                    }
                    if far > WITHIN[1].1 {
                        let cause = if places[i].point.is_some() { "toponym: wrong place" } else { "toponym: unresolved" };
                        miss(cause, Cost::Slot, name.start, shown, places[i].shown());
                    }
                }
            }
        }
        if point.is_some() {
            figures.mark(OF_ALL, places.iter().any(|p| p.overlaps(name) && km(p.point, point) <= WITHIN[1].1));
        }
    }
    let hits = used.iter().filter(|u| **u).count() as u64;
    figures.add_found(FOUND, hits, gold.len() as u64 - hits, places.len() as u64 - hits);
    for place in places.iter().zip(&used).filter(|(_, used)| !**used).map(|(p, _)| p) {
        miss("toponym: extra", Cost::Extra, place.start, String::new(), place.shown());
    }
    (figures, misses)
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

/// A place that was found, by characters.
struct Found<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    point: Option<Point>,
}

impl<'a> Found<'a> {
    fn new(m: &Mentioned, report: &'a Report) -> Option<Found<'a>> {
        let Value::Place { lat, lon, .. } = &m.value else { return None };
        let start = report.text.get(..m.span.start)?.chars().count();
        let text = m.span.of(&report.text);
        Some(Found { start, end: start + text.chars().count(), text, point: lat.zip(*lon) })
    }

    fn overlaps(&self, name: &Name) -> bool {
        self.start < name.end && name.start < self.end
    }

    fn shown(&self) -> String {
        format!("{}{}", self.text, shown(self.point))
    }
}

fn shown(point: Option<Point>) -> String {
    point.map_or_else(String::new, |(lat, lon)| format!(" {lat:.2} {lon:.2}"))
}

/// Some words around a character.
fn around_char(text: &str, at: usize) -> String {
    text.chars().skip(at.saturating_sub(60)).take(140).collect()
}

#[cfg(test)]
pub mod tests {
    use super::{FOUND, Name, OF_ALL, TIMES, WITHIN, mark_names, mark_values, names, number, wanted, worth_of};
    use accalmie_read::mentions::{Mentioned, Value};
    use accalmie_record::{PublishedFrom, Report, SCHEMA, Span, Text};
    use serde_json::json;

    pub fn report(text: &str) -> Report {
        let none = || None::<String>;
        let (schema, id, key) = (SCHEMA, String::new(), "own".to_owned());
        let (language, published_from) = (None, PublishedFrom::None);
        let text = text.to_owned();
        Report { schema, id, key, language, published: none(), published_from, source: none(), url: none(), title: none(), text }
    }

    fn mention(start: usize, end: usize, value: Value) -> Mentioned {
        Mentioned { in_: Text::Text, span: Span::new(start, end), value }
    }

    fn place(start: usize, end: usize, lat: f64) -> Mentioned {
        mention(start, end, Value::Place { name: None, id: None, lat: Some(lat), lon: Some(40.0) })
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
    fn names_are_found_by_overlap_in_characters() {
        let report = report("À Souran et à Baga");
        let gold = json!({"toponyms": [
            {"start": 2, "end": 8, "text": "Souran", "lat": 36.0, "lon": 40.0},
            {"start": 14, "end": 18, "text": "Baga", "lat": 13.0, "lon": 14.0},
        ]});
        let gold: Vec<Name> = names(gold).expect("reads");
        let (f, misses) = mark_names(&gold, &[place(0, 2, 0.0), place(3, 9, 36.1)], &report);
        let share = |name| f.get(name).map(|s| (s.hits, s.of));
        assert_eq!((share(FOUND[0]), share(FOUND[1]), share(OF_ALL)), (Some((1, 2)), Some((1, 2)), Some((1, 2))));
        assert_eq!((share(WITHIN[0].0), share(WITHIN[1].0)), (Some((1, 1)), Some((1, 1))));
        assert_eq!(misses.iter().map(|m| m.cause.as_str()).collect::<Vec<_>>(), ["toponym: missed", "toponym: extra"]);
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
