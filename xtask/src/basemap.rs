//! The basemap is made of Natural Earth's shapes: land, lakes and lines, simplified, for a map that needs no network.
//!
//! `xtask basemap DIR` reads `ne_10m_*.shp` of `DIR` and writes `basemap/*.json.gz`. Points are rounded to a thousandth of a degree and
//! thinned by Visvalingam's rule, rings are wound after RFC 7946 (exterior counterclockwise).

use anyhow::{Context, Result, bail};
use flate2::{Compression, GzBuilder};
use serde_json::{Value, json};
use shapefile::Shape;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::io::Write;
use std::path::Path;

/// Triangles smaller than this are taken away, in square degrees: about a square kilometre at the equator.
const LEAST: f64 = 1e-4;
/// Islands and lakes smaller than this are left out, in square degrees.
const SMALLEST: f64 = 8e-4;
/// Each in thousandths of a degree.
type Point = [i32; 2];

pub fn run(args: &[String]) -> Result<()> {
    let [from] = args else { bail!("xtask basemap DIR: the folder with Natural Earth's ne_10m_*.shp") };
    let from = Path::new(from);
    let to = Path::new("basemap");
    areas(from, "ne_10m_land", &to.join("land.json.gz"))?;
    areas(from, "ne_10m_lakes", &to.join("lakes.json.gz"))?;
    let borders = lines(from, "ne_10m_admin_0_boundary_lines_land", "country")?;
    let provinces = lines(from, "ne_10m_admin_1_states_provinces_lines", "province")?;
    write(&to.join("lines.json.gz"), vec![borders, provinces])
}

fn areas(from: &Path, name: &str, to: &Path) -> Result<()> {
    let path = from.join(format!("{name}.shp"));
    let mut features = Vec::new();
    for shape in shapefile::read_shapes(&path).with_context(|| path.display().to_string())? {
        let Shape::Polygon(polygon) = shape else { bail!("{name}: no polygon") };
        // Each hole is within the ring before it.
        let mut polygons: Vec<Vec<Vec<Point>>> = Vec::new();
        for ring in polygon.rings() {
            let points: Vec<[f64; 2]> = ring.points().iter().map(|p| [p.x, p.y]).collect();
            if area(&points).abs() < SMALLEST {
                continue;
            }
            let mut thin = thinned(&points, LEAST);
            if thin.len() < 4 {
                continue;
            }
            let outer = matches!(ring, shapefile::PolygonRing::Outer(_));
            let turned = thin.iter().map(|p| p.map(f64::from)).collect::<Vec<_>>();
            if (area(&turned) > 0.0) != outer {
                thin.reverse();
            }
            match (outer, polygons.last_mut()) {
                (true, _) => polygons.push(vec![thin]),
                (false, Some(last)) => last.push(thin),
                (false, None) => {}
            }
        }
        for rings in polygons {
            let rings: Vec<Value> = rings.iter().map(|r| degrees(r)).collect();
            features.push(json!({ "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": rings } }));
        }
    }
    write(to, features)
}

/// All of a kind are one feature. Which of the borders are disputed is in a table that was not at hand: see `basemap/README.md`.
fn lines(from: &Path, name: &str, kind: &str) -> Result<Value> {
    let path = from.join(format!("{name}.shp"));
    let mut all = Vec::new();
    for shape in shapefile::read_shapes(&path).with_context(|| path.display().to_string())? {
        let Shape::Polyline(line) = shape else { continue };
        for part in line.parts() {
            let points: Vec<[f64; 2]> = part.iter().map(|p| [p.x, p.y]).collect();
            let thin = thinned(&points, LEAST);
            if thin.len() >= 2 {
                all.push(degrees(&thin));
            }
        }
    }
    Ok(json!({ "type": "Feature", "properties": { "kind": kind }, "geometry": { "type": "MultiLineString", "coordinates": all } }))
}

/// Twice the signed area would be the sum; counterclockwise is positive.
fn area(points: &[[f64; 2]]) -> f64 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum::<f64>() / 2.0
}

fn degrees(points: &[Point]) -> Value {
    points.iter().map(|p| json!([f64::from(p[0]) / 1000.0, f64::from(p[1]) / 1000.0])).collect()
}

/// A point and the triangle that it makes with its neighbours.
struct Corner {
    area: f64,
    at: usize,
}

impl PartialEq for Corner {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Corner {}
impl PartialOrd for Corner {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Corner {
    /// The smallest stands on top of the heap.
    fn cmp(&self, other: &Self) -> Ordering {
        other.area.total_cmp(&self.area).then_with(|| other.at.cmp(&self.at))
    }
}

/// Visvalingam and Whyatt 1993: the point whose triangle is the smallest goes first. Ends stay.
fn thinned(points: &[[f64; 2]], least: f64) -> Vec<Point> {
    let n = points.len();
    let mut before: Vec<usize> = (0..n).map(|i| i.wrapping_sub(1)).collect();
    let mut after: Vec<usize> = (1..=n).collect();
    let mut gone = vec![false; n];
    let triangle = |a: usize, b: usize, c: usize| {
        let (a, b, c) = (points[a], points[b], points[c]);
        ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
    };
    let mut heap: BinaryHeap<Corner> = (1..n.saturating_sub(1)).map(|at| Corner { area: triangle(at - 1, at, at + 1), at }).collect();
    let mut now: Vec<f64> = (0..n).map(|at| if at == 0 || at + 1 >= n { f64::MAX } else { triangle(at - 1, at, at + 1) }).collect();
    while let Some(Corner { area, at }) = heap.pop() {
        if area >= least {
            break;
        }
        if gone[at] || area != now[at] {
            continue;
        }
        gone[at] = true;
        let (b, a) = (before[at], after[at]);
        after[b] = a;
        before[a] = b;
        for near in [b, a] {
            if near != 0 && near + 1 < n {
                // Never smaller than what was taken away already.
                now[near] = triangle(before[near], near, after[near]).max(area);
                heap.push(Corner { area: now[near], at: near });
            }
        }
    }
    let mut kept: Vec<Point> = (0..n).filter(|i| !gone[*i]).map(|i| points[i].map(|d| (d * 1000.0).round() as i32)).collect();
    kept.dedup();
    kept
}

/// The same bytes for the same shapes: no name and no time in the file.
fn write(to: &Path, features: Vec<Value>) -> Result<()> {
    let told = serde_json::to_vec(&json!({ "type": "FeatureCollection", "features": features }))?;
    let mut out = GzBuilder::new().write(Vec::new(), Compression::best());
    out.write_all(&told)?;
    let packed = out.finish()?;
    println!("{}: {} features, {} kB, packed {} kB", to.display(), features.len(), told.len() / 1000, packed.len() / 1000);
    std::fs::create_dir_all(to.parent().unwrap_or(Path::new(".")))?;
    Ok(std::fs::write(to, packed)?)
}
