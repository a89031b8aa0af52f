//! The basemap is made of Natural Earth's shapes: land, lakes and lines, thinned, for a map that needs no network.
//!
//! `xtask basemap DIR` reads `ne_10m_*.shp` of `DIR` and `basemap/borders.tsv`, and writes `basemap/*.json.gz`. Points are rounded to a
//! thousandth of a degree. Where lines meet one another or a coast, the point is kept in all of them, so that they still meet. Rings are
//! wound after RFC 7946 (exterior counterclockwise); Natural Earth cuts its land at the antimeridian, and so it stays.

mod borders;
mod chain;
mod cross;
mod thin;

use anyhow::{Context, Result, bail};
use borders::Borders;
use chain::chained;
use flate2::{Compression, GzBuilder};
use serde_json::{Map, Value, json};
use shapefile::{PolygonRing, Shape};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use thin::{Joints, Point, coarseness, square_km, thinned};

/// Triangles smaller than this are taken away, in km².
const LEAST: f64 = 0.63;
/// The same for what is drawn thinner.
const LEAST_OF_PROVINCES: f64 = 2.3;
/// Islands smaller than this are left out, in km².
const LEAST_ISLAND: f64 = 0.5;
const LEAST_LAKE: f64 = 2.5;

pub type Degrees = [f64; 2];

pub fn run(args: &[String]) -> Result<()> {
    let [from] = args else { bail!("xtask basemap DIR: the folder with Natural Earth's ne_10m_*.shp") };
    let (from, to) = (Path::new(from), Path::new("basemap"));
    let lines = lines(from, &Borders::read(&to.join("borders.tsv"))?)?;
    let joints: Joints =
        lines.iter().flat_map(|(_, all)| all).flat_map(|line| [line.first(), line.last()]).flatten().map(thin::place).collect();
    write(&to.join("land.json.gz"), areas(from, "ne_10m_land", LEAST_ISLAND, &joints)?)?;
    write(&to.join("lakes.json.gz"), areas(from, "ne_10m_lakes", LEAST_LAKE, &joints)?)?;
    write(&to.join("lines.json.gz"), lines.iter().map(|(properties, all)| drawn(properties, all, &joints)).collect())
}

/// One feature for each polygon. A ring that is too small is left out.
fn areas(from: &Path, name: &str, smallest: f64, joints: &Joints) -> Result<Vec<Value>> {
    let mut features = Vec::new();
    for shape in shapes(from, name)? {
        let Shape::Polygon(polygon) = shape else { bail!("{name}: not a polygon") };
        let (mut polygons, mut holes) = (Vec::new(), Vec::new());
        for ring in polygon.rings() {
            let points: Vec<Degrees> = ring.points().iter().map(|p| [p.x, p.y]).collect();
            let outer = matches!(ring, PolygonRing::Outer(_));
            let area = square_km(&points).abs();
            // Natural Earth marks 0° N 0° E with an island that is not there.
            let is_null_island = points.iter().all(|p| p[0].abs() < 0.01 && p[1].abs() < 0.01);
            if is_null_island || area < smallest * points.first().map_or(1.0, coarseness) {
                continue;
            }
            let Some(mut thin) = sound(&points, LEAST.min(area / 20.0), joints) else { continue };
            if (thin::turn(&thin) > 0) != outer {
                thin.reverse();
            }
            match outer {
                true => polygons.push((area, vec![thin])),
                false => holes.push(thin),
            }
        }
        // A hole may stand anywhere in the record: it belongs to the smallest polygon about it.
        polygons.sort_by(|a, b| a.0.total_cmp(&b.0));
        for hole in holes {
            let about = polygons.iter_mut().find(|(_, rings)| rings.first().is_some_and(|outer| cross::within(&hole[1], outer)));
            about.with_context(|| format!("{name}: nothing is about the hole at {:?}", hole[0]))?.1.push(hole);
        }
        for (_, rings) in polygons.into_iter().rev() {
            let rings: Vec<Value> = rings.iter().map(|r| degrees(r)).collect();
            features.push(json!({ "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": rings } }));
        }
    }
    Ok(features)
}

/// Where the thinned ring crosses itself, the squares of the crossing keep all their points; `None` where nothing is left of the ring.
fn sound(ring: &[Degrees], least: f64, joints: &Joints) -> Option<Vec<Point>> {
    let mut whole = BTreeSet::new();
    loop {
        let thin = thinned(ring, least, |p| {
            thin::on_seam(p) || joints.contains(&thin::place(p)) || whole.contains(&cross::square(&thin::rounded(p)))
        });
        if thin.len() < 4 || thin::turn(&thin) == 0 {
            return None;
        }
        let crossed = cross::crossed(&thin);
        if crossed.is_subset(&whole) {
            return Some(thin);
        }
        whole.extend(crossed);
    }
}

/// What a line is, as properties of its feature, and its pieces.
type Lines = Vec<(Map<String, Value>, Vec<Vec<Degrees>>)>;

fn lines(from: &Path, borders: &Borders) -> Result<Lines> {
    let mut found: BTreeMap<(&str, &str, &str), Vec<Vec<Degrees>>> = BTreeMap::new();
    let mut told = borders.asked();
    for pieces in polylines(from, "ne_10m_admin_0_boundary_lines_land")? {
        match told.of(&pieces) {
            Some(row) if row.standing == "lease" => {}
            Some(row) if row.standing == "zone" => found.entry(("zone", "", &row.between)).or_default().extend(pieces),
            Some(row) => found.entry(("disputed", &row.standing, &row.between)).or_default().extend(pieces),
            None => found.entry(("country", "", "")).or_default().extend(pieces),
        }
    }
    told.all_found()?;
    let provinces = polylines(from, "ne_10m_admin_1_states_provinces_lines")?;
    found.insert(("province", "", ""), provinces.into_iter().flatten().collect());
    let named = |(kind, standing, between)| {
        let all = [("kind", kind), ("standing", standing), ("between", between)];
        all.into_iter().filter(|(_, v): &(_, &str)| !v.is_empty()).map(|(k, v)| (k.to_owned(), json!(v))).collect()
    };
    Ok(found.into_iter().map(|(what, pieces)| (named(what), chained(pieces))).collect())
}

fn drawn(properties: &Map<String, Value>, all: &[Vec<Degrees>], joints: &Joints) -> Value {
    let least = if properties["kind"] == "province" { LEAST_OF_PROVINCES } else { LEAST };
    let thin = all.iter().map(|line| thinned(line, least, |p| joints.contains(&thin::place(p)))).filter(|line| line.len() >= 2);
    let pieces: Vec<Value> = thin.map(|line| degrees(&line)).collect();
    json!({ "type": "Feature", "properties": properties, "geometry": { "type": "MultiLineString", "coordinates": pieces } })
}

fn shapes(from: &Path, name: &str) -> Result<Vec<Shape>> {
    let path = from.join(format!("{name}.shp"));
    shapefile::read_shapes(&path).with_context(|| path.display().to_string())
}

/// The pieces of each record.
fn polylines(from: &Path, name: &str) -> Result<Vec<Vec<Vec<Degrees>>>> {
    let all = shapes(from, name)?.into_iter().filter_map(|shape| match shape {
        Shape::Polyline(line) => Some(line.into_inner().iter().map(|part| part.iter().map(|p| [p.x, p.y]).collect()).collect()),
        _ => None,
    });
    Ok(all.collect())
}

fn degrees(points: &[Point]) -> Value {
    points.iter().map(|p| json!([f64::from(p[0]) / 1000.0, f64::from(p[1]) / 1000.0])).collect()
}

/// The same bytes for the same shapes: no name and no time in the file.
fn write(to: &Path, features: Vec<Value>) -> Result<()> {
    let told = serde_json::to_vec(&json!({ "type": "FeatureCollection", "features": features }))?;
    let mut out = GzBuilder::new().write(Vec::new(), Compression::best());
    out.write_all(&told)?;
    let packed = out.finish()?;
    println!("{}: {} features, {} kB, packed {} kB", to.display(), features.len(), told.len() / 1000, packed.len() / 1000);
    Ok(std::fs::write(to, packed)?)
}
