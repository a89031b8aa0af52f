//! An order is which node is contracted when: pieces first, and what parts them last (nested dissection).
//!
//! The cut is found by inertial flow (Schild and Sommer 2015): the nodes are lined up in several directions, and the fewest nodes are
//! sought that part the first quarter from the last.

use super::degree;
use super::flow::Flow;
use super::part::Part;
use crate::graph::Graph;

/// Parts up to this size are ordered by least degree.
const SMALL: usize = 32;
/// Parts from this size on are worth a second thread.
const LARGE: usize = 4_000;
/// How many nodes in a hundred stand at either end.
const END: usize = 25;
/// Directions to line nodes up in, as (east, north).
const DIRECTIONS: [(i64, i64); 4] = [(1, 0), (0, 1), (1, 1), (1, -1)];

/// Finds orders.
pub struct Order;

impl Order {
    /// The node of each rank; a permutation of the graph's nodes, the same on every run and machine.
    ///
    /// It depends on the shape of the network only and not on weights, so it is found once for an import and kept.
    pub fn of(graph: &Graph) -> Vec<u32> {
        let whole = Part::whole(graph);
        let nothing = vec![false; whole.len()];
        ordered(whole.without(&nothing), 1)
    }
}

/// The orders of parts, one after another; `forks` is how often the work may still be shared with another thread.
fn ordered(mut parts: Vec<Part>, forks: u32) -> Vec<u32> {
    let mut sizes: Vec<usize> = parts.iter().map(Part::len).collect();
    sizes.sort_unstable();
    if forks > 0 && sizes.len() > 1 && sizes[sizes.len() - 2] >= LARGE {
        let half = sizes.iter().sum::<usize>() / 2;
        let mut sum = 0;
        let largest = sizes[sizes.len() - 1];
        // The first pieces up to half of all, but never all and never none.
        let at = parts.iter().take_while(|p| {
            sum += p.len();
            sum <= half.max(largest)
        });
        let at = at.count().clamp(1, parts.len() - 1);
        let others = parts.split_off(at);
        return std::thread::scope(|scope| {
            let second = scope.spawn(move || ordered(others, forks - 1));
            let mut order = ordered(parts, forks - 1);
            match second.join() {
                Ok(rest) => order.extend(rest),
                Err(panic) => std::panic::resume_unwind(panic),
            }
            order
        });
    }
    parts.into_iter().flat_map(|p| dissected(p, forks)).collect()
}

fn dissected(part: Part, forks: u32) -> Vec<u32> {
    if part.len() <= SMALL {
        return degree::order(&part);
    }
    let cut = cut(&part);
    let mut out = vec![false; part.len()];
    for &v in &cut {
        out[v as usize] = true;
    }
    let last: Vec<u32> = cut.iter().map(|&v| part.name[v as usize]).collect();
    let pieces = part.without(&out);
    drop(part);
    let mut order = ordered(pieces, forks);
    order.extend(last);
    order
}

/// The smallest cut that any direction gives.
fn cut(part: &Part) -> Vec<u32> {
    let end = (part.len() * END / 100).max(1);
    let mut best: Option<Vec<u32>> = None;
    for (east, north) in DIRECTIONS {
        let along = |v: &u32| {
            let (x, y) = part.place[*v as usize];
            (x * east + y * north, part.name[*v as usize])
        };
        let mut line: Vec<u32> = (0..part.len() as u32).collect();
        line.select_nth_unstable_by_key(end, along);
        let (front, rest) = line.split_at_mut(end);
        let middle = rest.len() - end;
        rest.select_nth_unstable_by_key(middle, along);
        let back = &mut rest[middle..];
        front.sort_unstable();
        back.sort_unstable();
        let most = best.as_ref().map_or(part.len(), |b| b.len() - 1);
        if let Some(found) = Flow::new(part, front, back).cut(most) {
            best = Some(found);
        }
    }
    best.unwrap_or_default()
}
