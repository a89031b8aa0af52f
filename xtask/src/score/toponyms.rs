//! A toponym is a name of a place in a text, and the point that it stands for.

use super::figures::Figures;
use super::miss::{Cost, Miss};
use super::spelling::{Point, km};
use accalmie_read::mentions::{Mentioned, Value};
use accalmie_record::Report;
use anyhow::Result;
use serde::Deserialize;

pub const FOUND: [&str; 3] = ["toponyms P", "toponyms R", "toponyms F1"];
pub const WITHIN: [(&str, f64); 2] = [("found and within 20 km", 20.0), ("found and within 161 km", 161.0)];
pub const OF_ALL: &str = "of all gold, within 161 km";

/// A name of a place in the gold; positions count characters.
#[derive(Clone, Debug, Deserialize)]
pub struct Name {
    start: usize,
    end: usize,
    text: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

pub fn names(mut gold: serde_json::Value) -> Result<Vec<Name>> {
    Ok(serde_json::from_value(gold["toponyms"].take())?)
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
mod tests {
    use super::super::values::tests::{mention, report};
    use super::{FOUND, Name, OF_ALL, WITHIN, mark_names, names};
    use accalmie_read::mentions::{Mentioned, Value};
    use serde_json::json;

    fn place(start: usize, end: usize, lat: f64) -> Mentioned {
        mention(start, end, Value::Place { name: None, id: None, lat: Some(lat), lon: Some(40.0) })
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
}
