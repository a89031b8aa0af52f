//! A chain is what pieces of a line make when they are laid end to end: fewer ends, and dashes that run on.

use super::Degrees;
use super::thin::place;
use std::collections::BTreeMap;

/// Joins two pieces where they alone meet; a place where three meet stays an end of each.
pub fn chained(pieces: Vec<Vec<Degrees>>) -> Vec<Vec<Degrees>> {
    let mut pieces: Vec<Option<Vec<Degrees>>> = pieces.into_iter().filter(|p| p.len() >= 2).map(Some).collect();
    let mut ends: BTreeMap<[i64; 2], Vec<usize>> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        for end in piece.iter().flat_map(|p| [p.first(), p.last()]).flatten() {
            ends.entry(place(end)).or_default().push(at);
        }
    }
    let mut all = Vec::new();
    for at in 0..pieces.len() {
        let Some(mut chain) = pieces[at].take() else { continue };
        for _ in 0..2 {
            // To the end, turn round, to the other end.
            while let Some(more) = chain.last().and_then(|end| next(end, &ends, &mut pieces)) {
                chain.extend(more.into_iter().skip(1));
            }
            chain.reverse();
        }
        all.push(chain);
    }
    all
}

/// The piece that goes on from here, the right way round.
fn next(end: &Degrees, ends: &BTreeMap<[i64; 2], Vec<usize>>, pieces: &mut [Option<Vec<Degrees>>]) -> Option<Vec<Degrees>> {
    let here = place(end);
    let [a, b] = ends.get(&here)?[..] else { return None };
    let mut more = pieces[a].take().or_else(|| pieces[b].take())?;
    if more.first().map(place) != Some(here) {
        more.reverse();
    }
    Some(more)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Degrees = [0.0, 0.0];
    const B: Degrees = [1.0, 0.0];
    const C: Degrees = [2.0, 1.0];
    const D: Degrees = [3.0, 0.0];

    #[test]
    fn pieces_become_one_whichever_way_they_run() {
        assert_eq!(chained(vec![vec![B, C], vec![B, A], vec![C, D]]), [vec![A, B, C, D]]);
        assert_eq!(chained(vec![vec![A, B], vec![B, C], vec![C, A]]), [vec![A, B, C, A]]);
    }

    #[test]
    fn where_three_meet_each_keeps_its_end() {
        let pieces = vec![vec![A, B], vec![B, C], vec![B, D]];
        assert_eq!(chained(pieces).len(), 3);
    }
}
