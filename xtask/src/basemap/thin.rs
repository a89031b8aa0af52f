//! A thinned line keeps the points that give it its shape.

use super::Degrees;
use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

/// In thousandths of a degree: longitude, latitude.
pub type Point = [i32; 2];
/// Where lines end: no line loses such a point.
pub type Joints = BTreeSet<[i64; 2]>;

/// Of a degree of latitude.
const KM: f64 = 111.2;

/// Points nearer than a metre are one place.
pub fn place(point: &Degrees) -> [i64; 2] {
    point.map(|d| (d * 1e5).round() as i64)
}

pub fn rounded(point: &Degrees) -> Point {
    point.map(|d| (d * 1000.0).round() as i32)
}

/// Where the map is cut: its land is closed along the antimeridian and the pole.
pub fn on_seam(point: &Degrees) -> bool {
    point[0].abs() > 179.999 || point[1] < -89.999
}

/// How much coarser shapes are drawn here: little is read of the ice, and Mercator's map makes it large.
pub fn coarseness(point: &Degrees) -> f64 {
    match point[1] {
        lat if lat < -60.0 => 60.0,
        lat if lat > 66.0 => 8.0,
        lat if lat > 58.0 => 3.0,
        _ => 1.0,
    }
}

/// Positive where the ring turns counterclockwise. Good for a map, not for a survey: each side is flat.
pub fn square_km(ring: &[Degrees]) -> f64 {
    let Some([east, north]) = ring.first() else { return 0.0 };
    let sides = ring.windows(2).map(|w| {
        let middle = ((w[0][1] + w[1][1]) / 2.0).to_radians().cos();
        ((w[0][0] - east) * (w[1][1] - north) - (w[1][0] - east) * (w[0][1] - north)) * middle
    });
    sides.sum::<f64>() / 2.0 * KM * KM
}

/// The sign tells how a ring turns: positive is counterclockwise, zero has no area.
pub fn turn(ring: &[Point]) -> i64 {
    let wide = |p: Point| p.map(i64::from);
    ring.windows(2).map(|w| (wide(w[0]), wide(w[1]))).map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum()
}

/// The smallest triangle stands on top of the heap.
#[derive(PartialEq)]
struct Corner {
    area: f64,
    at: usize,
}

impl Eq for Corner {}
impl PartialOrd for Corner {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Corner {
    fn cmp(&self, other: &Self) -> Ordering {
        other.area.total_cmp(&self.area).then_with(|| other.at.cmp(&self.at))
    }
}

/// Visvalingam and Whyatt 1993: the point whose triangle is the smallest goes first, as long as it is under `least` km². Ends stay,
/// and what else must. Points that fall together when rounded are one, and a spike of no width is cut off.
pub fn thinned(points: &[Degrees], least: f64, stays: impl Fn(&Degrees) -> bool) -> Vec<Point> {
    let n = points.len();
    let mut before: Vec<usize> = (0..n).map(|i| i.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=n).collect();
    let triangle = |a: usize, b: usize, c: usize| {
        let (a, b, c) = (points[a], points[b], points[c]);
        let flat = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
        flat.abs() / 2.0 * KM * KM * b[1].to_radians().cos() / coarseness(&b)
    };
    let stays = |at: usize| at == 0 || at + 1 >= n || stays(&points[at]);
    let mut now: Vec<f64> = (0..n).map(|at| if stays(at) { f64::MAX } else { triangle(at - 1, at, at + 1) }).collect();
    let mut heap: BinaryHeap<Corner> = now.iter().enumerate().map(|(at, area)| Corner { area: *area, at }).collect();
    let mut gone = vec![false; n];
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
            if now[near] != f64::MAX {
                // Never smaller than what was taken away already.
                now[near] = triangle(before[near], near, after[near]).max(area);
                heap.push(Corner { area: now[near], at: near });
            }
        }
    }
    let left = (0..n).filter(|i| !gone[*i]).map(|i| rounded(&points[i]));
    let mut kept: Vec<Point> = Vec::new();
    for point in left {
        if kept.last() == Some(&point) {
            continue;
        }
        if kept.len() >= 2 && kept[kept.len() - 2] == point {
            kept.pop();
            continue;
        }
        kept.push(point);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bend of 0.06 km², then one of 12 km².
    const BENT: [Degrees; 5] = [[0.0, 0.0], [0.1, 0.0001], [0.2, 0.0], [0.3, 0.01], [0.4, 0.0]];

    #[test]
    fn the_smaller_bend_goes() {
        assert_eq!(thinned(&BENT, 0.5, |_| false), [[0, 0], [200, 0], [300, 10], [400, 0]]);
        assert_eq!(thinned(&BENT, 0.0, |_| false).len(), 5);
        assert_eq!(thinned(&BENT, 1e9, |_| false), [[0, 0], [400, 0]]);
    }

    #[test]
    fn what_must_stay_stays() {
        let kept = thinned(&BENT, 1e9, |p| *p == BENT[1]);
        assert_eq!(kept, [[0, 0], [100, 0], [400, 0]]);
    }

    #[test]
    fn a_spike_is_cut_off() {
        assert_eq!(thinned(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [1.0, 0.0], [2.0, 0.0]], 0.0, |_| true), [[0, 0], [1000, 0], [2000, 0]]);
    }

    #[test]
    fn a_square_degree_is_smaller_in_the_north() {
        let at = |lat: f64| square_km(&[[0.0, lat], [1.0, lat], [1.0, lat + 1.0], [0.0, lat + 1.0], [0.0, lat]]);
        assert!((at(-0.5) - 12_364.0).abs() < 50.0, "{}", at(-0.5));
        assert!((at(59.5) - 6_200.0).abs() < 100.0, "{}", at(59.5));
    }
}
