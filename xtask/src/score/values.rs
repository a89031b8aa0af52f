//! A value is what a mention is worth by itself: the point of a name of a place, the day of a time, a number.

use super::fact::day;
use super::figures::Figures;
use super::miss::Miss;
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

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    /// Six leading digits tell numbers apart, as they do in print.
    Number(String),
    /// A day or a time of day: ten characters.
    Words(String),
}

impl Worth {
    fn number(n: f64) -> Worth {
        Worth::Number(format!("{n:.5e}"))
    }

    fn of(said: &str) -> Worth {
        let said = day(said);
        let number = said.trim_start_matches('-');
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let plain = number.split_once('.').map_or(digits(number), |(whole, rest)| digits(whole) && digits(rest));
        match said.parse() {
            Ok(n) if plain => Worth::number(n),
            _ => Worth::Words(said),
        }
    }
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
    let said = |v: &Json| [&v["start"], &v["value"]].iter().find_map(|s| s.as_str().filter(|s| !s.is_empty())).map(Worth::of);
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
    let mut miss = |cause: &str, around: usize, wanted: String, had: String| {
        let sentence = around_char(&report.text, around);
        misses.push(Miss { cause: cause.to_owned(), doc: report.key.clone(), sentence, wanted, had });
    };
    for name in gold {
        let point = name.lat.zip(name.lon);
        let shown = format!("{}{}", name.text, shown(point));
        let hit = (0..places.len()).find(|i| !used[*i] && places[*i].overlaps(name));
        match hit {
            None => miss("toponym: missed", name.start, shown, String::new()),
            Some(i) => {
                used[i] = true;
                if point.is_some() {
                    let far = km(places[i].point, point);
                    for (figure, radius) in WITHIN {
                        figures.mark(figure, far <= radius);
                    }
                    if far > WITHIN[1].1 {
                        let cause = if places[i].point.is_some() { "toponym: wrong place" } else { "toponym: unresolved" };
                        miss(cause, name.start, shown, places[i].shown());
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
        miss("toponym: extra", place.start, String::new(), place.shown());
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
        let show = |w: &Worth| match w {
            Worth::Number(n) => n.parse::<f64>().map_or_else(|_| n.clone(), |n| n.to_string()),
            Worth::Words(w) => w.clone(),
        };
        let wanted = gold.expressions.iter().map(|ws| ws.iter().map(show).collect::<Vec<_>>().join(" or ")).collect::<Vec<_>>().join("; ");
        let had = have.iter().map(show).collect::<Vec<_>>().join("; ");
        misses.push(Miss { cause, doc: report.key.clone(), sentence: report.text.clone() + &published, wanted, had });
    }
    (figures, misses)
}

/// What the public shape gives as the value's lower end.
fn worth(value: &Value, times: bool) -> Option<Worth> {
    match value {
        Value::Time { from, .. } if times => Some(from.as_deref().map_or_else(|| Worth::Words("–".to_owned()), |f| Worth::Words(day(f)))),
        Value::Quantity { min, value, .. } if !times => {
            // A fraction stands where the range is that number, rounded.
            let exact = value.fract() != 0.0 && value.is_finite() && value.trunc() == *min as f64;
            Some(Worth::number(if exact { *value } else { *min as f64 }))
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
