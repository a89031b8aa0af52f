//! The order of a small part: the node with the fewest neighbours first, whose neighbours then are joined to each other.

use super::part::Part;

/// The nodes by their numbers in the whole network. The part has at most 64 nodes, a bit each.
pub(super) fn order(part: &Part) -> Vec<u32> {
    let n = part.len();
    let mut near: Vec<u64> = (0..n as u32).map(|v| part.neighbours(v).iter().fold(0, |set, &w| set | 1 << w)).collect();
    let mut left: u64 = if n >= 64 { u64::MAX } else { (1 << n) - 1 };
    let mut order = Vec::with_capacity(n);
    while let Some(v) = bits(left).min_by_key(|&v| ((near[v] & left).count_ones(), part.name[v])) {
        left &= !(1 << v);
        let around = near[v] & left;
        for w in bits(around) {
            near[w] |= around & !(1 << w);
        }
        order.push(part.name[v]);
    }
    order
}

fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let bit = set.trailing_zeros() as usize;
            set &= set - 1;
            bit
        })
    })
}
