//! Zones are read one by one, then looked through for names that lead nowhere or back to themselves.

use super::parts::{Region, keys, number};
use super::table::{Faults, Table};
use crate::agreement::{Shape, Side, Zone};
use crate::geometry::{DEEPEST, crosses_itself};
use std::collections::BTreeMap;
use std::ops::Range;

pub fn zones(t: &mut Table, region: Option<Region>, faults: &mut Faults) -> BTreeMap<String, Zone> {
    let mut all = BTreeMap::new();
    let mut spans = BTreeMap::new();
    for (id, mut z) in t.named("zones", faults) {
        spans.insert(id.clone(), z.span());
        let error_km = z.number("error_km", faults).unwrap_or(0.0);
        let shape = shape(&mut z, region, faults);
        z.nothing_else(faults);
        if let Some(shape) = shape {
            all.insert(id.clone(), Zone { id, shape, error_km });
        }
    }
    for (id, zone) in &all {
        let Shape::Composed { all: a, any, none } = &zone.shape else { continue };
        let span = spans.get(id).cloned().flatten();
        for name in a.iter().chain(any).chain(none).filter(|n| !all.contains_key(*n)) {
            faults.add(span.clone(), "fault.unknown_zone", name, keys(&all));
        }
        if depth(&all, id, 0) > DEEPEST {
            faults.add(span, "fault.zone_of_itself", id, "");
        }
    }
    all
}

fn depth(all: &BTreeMap<String, Zone>, id: &str, so_far: usize) -> usize {
    match all.get(id).map(|z| &z.shape) {
        Some(Shape::Composed { all: a, any, none }) if so_far <= DEEPEST => {
            a.iter().chain(any).chain(none).map(|n| depth(all, n, so_far + 1)).max().unwrap_or(so_far)
        }
        _ => so_far,
    }
}

fn shape(z: &mut Table, region: Option<Region>, faults: &mut Faults) -> Option<Shape> {
    match z.text("shape", faults)?.as_str() {
        "everywhere" => Some(Shape::Everywhere),
        "undrawn" => Some(Shape::Undrawn),
        "polygon" => {
            let points = points(z, "points", region, faults)?;
            if points.len() < 3 {
                faults.add(z.span_of("points"), "fault.wrong_value", format!("{}.points", z.name), "[[lat, lon], …]");
            } else if crosses_itself(&points) {
                faults.add(z.span_of("points"), "fault.polygon_crosses_itself", z.name.clone(), "");
            }
            Some(Shape::Polygon { points })
        }
        "circle" => {
            let center = points(z, "center", region, faults)?.first().copied();
            let radius_km = z.number("radius_km", faults);
            if center.is_none() || radius_km.is_none() {
                faults.add(z.span(), "fault.missing_key", z.name.clone(), "center radius_km");
            }
            Some(Shape::Circle { center: center?, radius_km: radius_km? })
        }
        "buffer" => buffer(z, faults),
        "composed" => {
            let [all, any, none] = ["all", "any", "none"].map(|key| z.texts(key, faults));
            if all.is_empty() && any.is_empty() && none.is_empty() {
                faults.add(z.span(), "fault.missing_key", z.name.clone(), "all any none");
            }
            Some(Shape::Composed { all, any, none })
        }
        other => {
            let kinds = "everywhere undrawn polygon circle buffer composed";
            faults.add(z.span_of("shape"), "fault.wrong_value", format!("{}.shape {other}", z.name), kinds);
            None
        }
    }
}

fn buffer(z: &mut Table, faults: &mut Faults) -> Option<Shape> {
    let (name, side, depth_km) = (z.text("line", faults), z.text("side", faults), z.number("depth_km", faults));
    let side = match side?.as_str() {
        "left" => Side::Left,
        "right" => Side::Right,
        "both" => Side::Both,
        other => {
            faults.add(z.span_of("side"), "fault.wrong_value", format!("{}.side {other}", z.name), "left right both");
            return None;
        }
    };
    let name = name?;
    let Some(line) = super::line(&name) else {
        faults.add(z.span_of("line"), "fault.unknown_line", name, "agreements/lines/*.tsv");
        return None;
    };
    if depth_km.is_none() && !z.has("depth_km") {
        faults.add(z.span(), "fault.missing_key", format!("{}.depth_km", z.name), "");
    }
    Some(Shape::Buffer { line, side, depth_km: depth_km? })
}

/// `[[lat, lon], …]`, or one `[lat, lon]`.
fn points(z: &mut Table, key: &'static str, region: Option<Region>, faults: &mut Faults) -> Option<Vec<(f64, f64)>> {
    let span = z.span_of(key);
    let array = z.get(key).and_then(|i| i.as_array());
    let pair = |a: &toml_edit::Array| match a.iter().map(number).collect::<Vec<_>>()[..] {
        [Some(lat), Some(lon)] => Some(((lat, lon), a.span())),
        _ => None,
    };
    let read = array.and_then(|a| match pair(a) {
        Some(one) => Some(vec![one]),
        None => a.iter().map(|v| v.as_array().and_then(pair)).collect::<Option<Vec<_>>>(),
    });
    let Some(read) = read else {
        faults.add(span, "fault.wrong_value", format!("{}.{key}", z.name), "[lat, lon]");
        return None;
    };
    for (point, at) in &read {
        outside(*point, region, at.clone().or_else(|| span.clone()), faults);
    }
    Some(read.into_iter().map(|(p, _)| p).collect())
}

fn outside((lat, lon): (f64, f64), region: Option<Region>, span: Option<Range<usize>>, faults: &mut Faults) {
    let possible = lat.abs() <= 90.0 && lon.abs() <= 180.0;
    let Some((s, w, n, e)) = region else {
        if !possible {
            faults.add(span, "fault.point_outside", format!("{lat}, {lon}"), "lat -90…90, lon -180…180");
        }
        return;
    };
    let lies = |lat: f64, lon: f64| (s..=n).contains(&lat) && (w..=e).contains(&lon);
    if !lies(lat, lon) {
        let what = if lies(lon, lat) { "fault.lat_lon_swapped" } else { "fault.point_outside" };
        faults.add(span, what, format!("{lat}, {lon}"), format!("{s}…{n}, {w}…{e}"));
    }
}
