//! A distance to a zone is signed, in km: negative inside. Near enough to a point the earth is taken as flat (spherical, radius 6371.0088 km); zones
//! of a few hundred km are off by less than a per cent, which their own errors exceed.

use crate::agreement::{Agreement, Shape, Side, Zone};

const KM_A_DEGREE: f64 = 6371.0088 * std::f64::consts::PI / 180.0;

/// How far a point is from a zone's edge. `km` is negative inside; of a composed zone it is at most the real distance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    pub km: f64,
    pub error_km: f64,
}

/// Where a point stands to a zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    Everywhere,
    Undrawn,
    At(Distance),
}

/// `point` is latitude, longitude.
pub fn standing(a: &Agreement, zone: &Zone, point: (f64, f64)) -> Standing {
    within(a, zone, point, 0)
}

/// West, south, east, north of all that is drawn, in degrees; `None` where nothing is. A box of points, so nothing for an agreement over the date line.
pub fn bounds(a: &Agreement) -> Option<[f64; 4]> {
    let mut points = Vec::new();
    for zone in a.zones.values() {
        let (of, km): (&[(f64, f64)], f64) = match &zone.shape {
            Shape::Polygon { points } => (points, 0.0),
            Shape::Buffer { line, depth_km, .. } => (line, *depth_km),
            Shape::Circle { center, radius_km } => (std::slice::from_ref(center), *radius_km),
            Shape::Everywhere | Shape::Undrawn | Shape::Composed { .. } => continue,
        };
        let km = km + zone.error_km;
        for (lat, lon) in of {
            let (up, aside) = (km / KM_A_DEGREE, km / KM_A_DEGREE / lat.to_radians().cos().max(0.01));
            points.push([lon - aside, lat - up, lon + aside, lat + up]);
        }
    }
    points.into_iter().reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

/// A zone of zones of zones deeper than this is taken as undrawn; `check` refuses it.
pub const DEEPEST: usize = 4;

fn within(a: &Agreement, zone: &Zone, point: (f64, f64), depth: usize) -> Standing {
    if depth > DEEPEST {
        return Standing::Undrawn;
    }
    let km = match &zone.shape {
        Shape::Everywhere => return Standing::Everywhere,
        Shape::Undrawn => return Standing::Undrawn,
        Shape::Circle { center, radius_km } => apart(point, *center) - radius_km,
        Shape::Polygon { points } => polygon(points, point),
        Shape::Buffer { line, side, depth_km } => buffer(line, *side, *depth_km, point),
        Shape::Composed { all, any, none } => return composed(a, zone, [all, any, none], point, depth),
    };
    Standing::At(Distance { km, error_km: zone.error_km })
}

fn composed(a: &Agreement, zone: &Zone, [all, any, none]: [&Vec<String>; 3], point: (f64, f64), depth: usize) -> Standing {
    let mut error_km = zone.error_km;
    let mut undrawn = false;
    let mut one = |id: &String, sign: f64| -> Option<f64> {
        match a.zones.get(id).map_or(Standing::Undrawn, |z| within(a, z, point, depth + 1)) {
            Standing::Everywhere => Some(sign * f64::NEG_INFINITY),
            Standing::Undrawn => {
                undrawn = true;
                None
            }
            Standing::At(d) => {
                error_km = error_km.max(d.error_km);
                Some(sign * d.km)
            }
        }
    };
    let mut km = f64::NEG_INFINITY;
    for id in all {
        km = one(id, 1.0).map_or(km, |d| km.max(d));
    }
    if !any.is_empty() {
        let nearest = any.iter().filter_map(|id| one(id, 1.0)).fold(f64::INFINITY, f64::min);
        km = km.max(nearest);
    }
    for id in none {
        km = one(id, -1.0).map_or(km, |d| km.max(d));
    }
    match (undrawn, km == f64::NEG_INFINITY) {
        // Outside one of the zones that are drawn is outside, wherever the others lie.
        (true, _) if km > 0.0 => Standing::At(Distance { km, error_km }),
        (true, _) => Standing::Undrawn,
        (false, true) => Standing::Everywhere,
        (false, false) => Standing::At(Distance { km, error_km }),
    }
}

/// Great-circle distance in km.
pub fn apart(p: (f64, f64), q: (f64, f64)) -> f64 {
    let (p1, p2) = (p.0.to_radians(), q.0.to_radians());
    let (half_lat, half_lon) = ((p2 - p1) / 2.0, (q.1 - p.1).to_radians() / 2.0);
    let h = half_lat.sin().powi(2) + p1.cos() * p2.cos() * half_lon.sin().powi(2);
    2.0 * 6371.0088 * h.sqrt().min(1.0).asin()
}

/// Kilometres east and north of `origin`.
fn flat(origin: (f64, f64), p: (f64, f64)) -> (f64, f64) {
    ((p.1 - origin.1) * KM_A_DEGREE * origin.0.to_radians().cos(), (p.0 - origin.0) * KM_A_DEGREE)
}

/// The distance from the origin to a stretch.
fn to_stretch(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let t = if length == 0.0 { 0.0 } else { (-(a.0 * dx + a.1 * dy) / length).clamp(0.0, 1.0) };
    (a.0 + t * dx).hypot(a.1 + t * dy)
}

fn polygon(points: &[(f64, f64)], point: (f64, f64)) -> f64 {
    let flat: Vec<_> = points.iter().map(|p| flat(point, *p)).collect();
    let mut inside = false;
    let mut nearest = f64::INFINITY;
    for (i, &a) in flat.iter().enumerate() {
        let b = flat.get(i + 1).or(flat.first()).copied().unwrap_or(a);
        nearest = nearest.min(to_stretch(a, b));
        if (a.1 > 0.0) != (b.1 > 0.0) && a.0 + (0.0 - a.1) / (b.1 - a.1) * (b.0 - a.0) > 0.0 {
            inside = !inside;
        }
    }
    if inside { -nearest } else { nearest }
}

fn buffer(line: &[(f64, f64)], side: Side, depth_km: f64, point: (f64, f64)) -> f64 {
    let flat: Vec<_> = line.iter().map(|p| flat(point, *p)).collect();
    let mut nearest = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
    for (a, b) in flat.iter().zip(flat.iter().skip(1)) {
        let km = to_stretch(*a, *b);
        let length = (b.0 - a.0).hypot(b.1 - a.1);
        // Positive where the point lies left of the stretch. Where two stretches meet at the nearest point, the one that it stands more
        // squarely to decides.
        let left = ((b.0 - a.0) * -a.1 - (b.1 - a.1) * -a.0) / length.max(f64::MIN_POSITIVE);
        if km < nearest.0 - 1e-9 || ((km - nearest.0).abs() <= 1e-9 && left.abs() > nearest.1) {
            nearest = (km, left.abs(), left);
        }
    }
    let (km, _, left) = nearest;
    match side {
        Side::Both => km - depth_km,
        Side::Left if left >= 0.0 => km - depth_km,
        Side::Right if left <= 0.0 => km - depth_km,
        _ => km,
    }
}

/// Two stretches of a closed line cross, other than where neighbours meet.
pub fn crosses_itself(points: &[(f64, f64)]) -> bool {
    let n = points.len();
    let stretch = |i: usize| points.get(i).copied().zip(points.get((i + 1) % n.max(1)).copied());
    (0..n).any(|i| {
        (i + 2..n).any(|j| {
            let neighbours = i == 0 && j == n - 1;
            !neighbours && stretch(i).zip(stretch(j)).is_some_and(|((a, b), (c, d))| cross(a, b, c, d))
        })
    })
}

fn cross(a: (f64, f64), b: (f64, f64), c: (f64, f64), d: (f64, f64)) -> bool {
    let turn = |p: (f64, f64), q: (f64, f64), r: (f64, f64)| (q.1 - p.1) * (r.0 - p.0) - (q.0 - p.0) * (r.1 - p.1);
    turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0
}
