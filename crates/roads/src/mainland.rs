//! The mainland is the largest part of a network in which one gets from everywhere to everywhere. A point that snaps to a
//! car park or a footway apart from it would have no route to anywhere.

use crate::graph::{CLOSED, Graph};

/// Of each node: is it on the mainland? Of two parts of one size, the one with the first node.
pub fn mainland(graph: &Graph, weights: &[u32]) -> Vec<bool> {
    let part = parts(graph, weights);
    let mut size = vec![0u32; graph.nodes()];
    part.iter().for_each(|&p| size[p as usize] += 1);
    let first_of_largest = part.iter().copied().fold(None, |best: Option<u32>, p| match best {
        Some(b) if size[b as usize] >= size[p as usize] => Some(b),
        _ => Some(p),
    });
    part.into_iter().map(|p| Some(p) == first_of_largest).collect()
}

/// The strongly connected part of each node (Tarjan's algorithm, without recursion).
pub(crate) fn parts(graph: &Graph, weights: &[u32]) -> Vec<u32> {
    const NEW: u32 = u32::MAX;
    let n = graph.nodes();
    let (mut seen, mut low, mut part) = (vec![NEW; n], vec![0u32; n], vec![NEW; n]);
    let (mut stack, mut open, mut time, mut found) = (Vec::new(), Vec::new(), 0u32, 0u32);
    for root in 0..n as u32 {
        if seen[root as usize] != NEW {
            continue;
        }
        stack.push((root, graph.first[root as usize]));
        while let Some(&mut (node, ref mut arc)) = stack.last_mut() {
            let v = node as usize;
            if seen[v] == NEW {
                (seen[v], low[v]) = (time, time);
                time += 1;
                open.push(node);
            }
            if *arc < graph.first[v + 1] {
                let (a, head) = (*arc as usize, graph.head[*arc as usize] as usize);
                *arc += 1;
                if weights[a] >= CLOSED {
                } else if seen[head] == NEW {
                    stack.push((head as u32, graph.first[head]));
                } else if part[head] == NEW {
                    low[v] = low[v].min(seen[head]);
                }
                continue;
            }
            stack.pop();
            if let Some(&(above, _)) = stack.last() {
                low[above as usize] = low[above as usize].min(low[v]);
            }
            if low[v] == seen[v] {
                while let Some(member) = open.pop() {
                    part[member as usize] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    part
}
