//! Where a ring crosses itself, and what lies within it.

use super::thin::Point;
use std::collections::{BTreeMap, BTreeSet};

/// A square of a tenth of a degree, counted from 0° N 0° E.
pub type Square = [i32; 2];

pub fn square(point: &Point) -> Square {
    point.map(|d| d.div_euclid(100))
}

/// The squares about the ends of sides that cross within themselves; touching is not crossing. Only sides that share a square are compared.
pub fn crossed(ring: &[Point]) -> BTreeSet<Square> {
    let mut squares: BTreeMap<Square, Vec<usize>> = BTreeMap::new();
    for (at, side) in ring.windows(2).enumerate() {
        for square in over(square(&side[0]), square(&side[1])) {
            squares.entry(square).or_default().push(at);
        }
    }
    let side = |at: usize| (ring[at].map(i64::from), ring[at + 1].map(i64::from));
    let pairs = squares.values().flat_map(|all| all.iter().enumerate().flat_map(|(n, a)| all[n + 1..].iter().map(move |b| (*a, *b))));
    let crossing = pairs.filter(|(a, b)| cross(side(*a), side(*b)));
    crossing.flat_map(|(a, b)| [a, b]).flat_map(|at| over(square(&ring[at]), square(&ring[at + 1]))).collect()
}

/// By the even-odd rule.
pub fn within(point: &Point, ring: &[Point]) -> bool {
    let [x, y] = point.map(f64::from);
    let crossed = ring
        .windows(2)
        .map(|w| (w[0].map(f64::from), w[1].map(f64::from)))
        .filter(|([x1, y1], [x2, y2])| (*y1 > y) != (*y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1);
    crossed.count() % 2 == 1
}

/// All squares of the box with these corners.
fn over(a: Square, b: Square) -> impl Iterator<Item = Square> {
    (a[0].min(b[0])..=a[0].max(b[0])).flat_map(move |x| (a[1].min(b[1])..=a[1].max(b[1])).map(move |y| [x, y]))
}

type Side = ([i64; 2], [i64; 2]);

fn cross((a, b): Side, (c, d): Side) -> bool {
    let turn = |a: [i64; 2], b: [i64; 2], c: [i64; 2]| ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).signum();
    turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: [Point; 5] = [[0, 0], [90, 0], [90, 90], [0, 90], [0, 0]];

    #[test]
    fn a_bow_crosses_itself_and_a_square_does_not() {
        assert_eq!(crossed(&SOUND), BTreeSet::new());
        assert_eq!(crossed(&[[0, 0], [90, 90], [90, 0], [0, 90], [0, 0]]), BTreeSet::from([[0, 0]]));
    }

    #[test]
    fn sides_that_touch_do_not_cross() {
        assert_eq!(crossed(&[[0, 0], [90, 0], [90, 90], [45, 0], [0, 90], [0, 0]]), BTreeSet::new());
    }

    #[test]
    fn a_point_is_within_or_not() {
        assert!(within(&[45, 45], &SOUND) && !within(&[95, 45], &SOUND) && !within(&[45, -5], &SOUND));
    }
}
