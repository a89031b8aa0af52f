//! What is around helps a person to find her way on a small map: towns and borders, with no network.

use accalmie_brief::{Around, Border, Town};
use accalmie_places::Gazetteer;
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::sync::OnceLock;

/// Natural Earth's lines, as `xtask basemap` packs them (see `basemap/README.md`).
const LINES: &[u8] = include_bytes!("../../../basemap/lines.json.gz");
/// More would hide what the map is about.
const TOWNS: usize = 16;

/// In a box of west, south, east and north. Towns are those of the gazetteer with the most people.
pub fn around(gazetteer: &Gazetteer, [west, south, east, north]: [f64; 4]) -> Around {
    let inside = |lat: f64, lon: f64| (south..=north).contains(&lat) && (west..=east).contains(&lon);
    let mut towns: Vec<_> = gazetteer.places().filter(|p| p.feature.is_settlement() && inside(p.lat, p.lon)).collect();
    towns.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| b.importance.cmp(&a.importance)).then_with(|| a.name.cmp(b.name)));
    let towns = towns.into_iter().take(TOWNS).map(|p| Town { name: p.name.to_owned(), lat: p.lat, lon: p.lon }).collect();
    // A piece whose own box touches this one is drawn, its ends outside cut off by the map's edge.
    let touches =
        |a: &[f64; 2], b: &[f64; 2]| a[0].min(b[0]) <= east && a[0].max(b[0]) >= west && a[1].min(b[1]) <= north && a[1].max(b[1]) >= south;
    let mut out = Vec::new();
    for Border { line, disputed } in borders() {
        let mut piece: Vec<[f64; 2]> = Vec::new();
        for pair in line.windows(2) {
            if touches(&pair[0], &pair[1]) {
                if piece.is_empty() {
                    piece.push(pair[0]);
                }
                piece.push(pair[1]);
            } else if !piece.is_empty() {
                out.push(Border { line: std::mem::take(&mut piece), disputed: *disputed });
            }
        }
        if !piece.is_empty() {
            out.push(Border { line: piece, disputed: *disputed });
        }
    }
    Around { towns, borders: out }
}

#[derive(Deserialize)]
struct Drawn {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Kind,
    geometry: Lines,
}

#[derive(Deserialize)]
struct Kind {
    kind: String,
}

#[derive(Deserialize)]
struct Lines {
    coordinates: Vec<Vec<[f64; 2]>>,
}

/// Of countries, read once.
fn borders() -> &'static [Border] {
    static READ: OnceLock<Vec<Border>> = OnceLock::new();
    READ.get_or_init(|| {
        // What is packed into the program is sound, which a test holds; a map without borders is a map all the same.
        let drawn: Drawn = serde_json::from_reader(GzDecoder::new(LINES)).unwrap_or(Drawn { features: Vec::new() });
        let kept = drawn.features.into_iter().filter(|f| f.properties.kind == "country" || f.properties.kind == "disputed");
        let lines = |f: Feature| {
            let disputed = f.properties.kind == "disputed";
            f.geometry.coordinates.into_iter().map(move |line| Border { line, disputed })
        };
        kept.flat_map(lines).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_and_a_border_are_around_a_border_town() {
        let gazetteer = Gazetteer::embedded();
        let around = around(gazetteer, [39.0, 36.0, 42.0, 37.5]);
        let names: Vec<&str> = around.towns.iter().map(|t| t.name.as_str()).collect();
        assert_eq!(around.towns.len(), TOWNS);
        assert!(names.iter().any(|n| n.contains("asakah")), "{names:?}");
        assert!(around.borders.iter().any(|b| !b.disputed && b.line.len() > 3), "{}", around.borders.len());
        assert_eq!(super::around(gazetteer, [-30.0, -50.0, -29.0, -49.0]), Around::default(), "the open sea");
    }

    #[test]
    fn no_border_is_drawn_far_outside() {
        let around = around(Gazetteer::embedded(), [40.0, 36.9, 40.2, 37.0]);
        assert!(around.borders.iter().all(|b| b.line.len() < 40), "{:?}", around.borders.iter().map(|b| b.line.len()).max());
    }
}
