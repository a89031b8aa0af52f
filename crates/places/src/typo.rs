//! A typo is one letter added, left out, changed, or two neighbours swapped; shorter names than five letters are not
//! searched so, because every short word is one letter off some town.

use crate::key;
use crate::skeleton::{letters, sound};
use fst::raw::{Fst, Node, Output};
use std::borrow::Cow;

const SHORTEST: usize = 5;
/// A name that short is searched by its first letter kept, as people rarely miss the first one.
const KEEP_FIRST: usize = 7;

/// The posting lists of all keys one edit from `key`, in order of keys.
pub fn within_one(fst: &Fst<Cow<'static, [u8]>>, key: &str) -> Vec<u64> {
    let letters: Vec<char> = key.chars().collect();
    // The Arabic article is no letter of the name.
    if key::strip_arabic_article(key).chars().count() < SHORTEST {
        return Vec::new();
    }
    let first = if letters.len() < KEEP_FIRST { 1 } else { 0 };
    let mut lists = Vec::new();
    // The way down to the letter that is missed.
    let mut head = down(fst, fst.root().addr(), Output::zero(), &letters[..first]);
    for at in first..=letters.len() {
        let Some((node, value)) = head else { break };
        if at < letters.len() {
            lists.extend(ending(fst, node, value, &letters[at + 1..]));
            any_letter(fst, node, value, &[&letters[at + 1..], &letters[at..]], &mut lists);
        } else {
            any_letter(fst, node, value, &[&[]], &mut lists);
        }
        if at + 1 < letters.len() && letters[at] != letters[at + 1] {
            let swapped = down(fst, node, value, &[letters[at + 1], letters[at]]);
            lists.extend(swapped.and_then(|(node, value)| ending(fst, node, value, &letters[at + 2..])));
        }
        head = letters.get(at..at + 1).and_then(|next| down(fst, node, value, next));
    }
    lists.sort_unstable();
    lists.dedup();
    lists
}

/// The lists under a node, any one letter, then one of `tails`: the letter was another, or one too few.
fn any_letter(fst: &Fst<Cow<'static, [u8]>>, node: usize, value: Output, tails: &[&[char]], lists: &mut Vec<u64>) {
    let mut end = |addr: usize, value: Output| {
        let node = fst.node(addr);
        lists.extend(tails.iter().filter_map(|tail| ending_from(fst, node, value, tail)));
    };
    for t in fst.node(node).transitions() {
        let value = value.cat(t.out);
        // A letter outside ASCII is two bytes or three; its continuation bytes are followed to its end.
        let more = match t.inp {
            0..0x80 => {
                end(t.addr, value);
                continue;
            }
            0x80..0xe0 => 1,
            _ => 2,
        };
        let mut ends = vec![(t.addr, value)];
        for _ in 0..more {
            ends = ends
                .into_iter()
                .flat_map(|(addr, v)| fst.node(addr).transitions().map(|t| (t.addr, v.cat(t.out))).collect::<Vec<_>>())
                .collect();
        }
        for (addr, v) in ends {
            end(addr, v);
        }
    }
}

fn ending(fst: &Fst<Cow<'static, [u8]>>, addr: usize, value: Output, tail: &[char]) -> Option<u64> {
    ending_from(fst, fst.node(addr), value, tail)
}

fn ending_from<'f>(fst: &'f Fst<Cow<'static, [u8]>>, node: Node<'f>, value: Output, tail: &[char]) -> Option<u64> {
    let (node, value) = down_from(fst, node, value, tail)?;
    node.is_final().then(|| value.cat(node.final_output()).value())
}

fn down(fst: &Fst<Cow<'static, [u8]>>, addr: usize, value: Output, letters: &[char]) -> Option<(usize, Output)> {
    down_from(fst, fst.node(addr), value, letters).map(|(node, value)| (node.addr(), value))
}

fn down_from<'f>(fst: &'f Fst<Cow<'static, [u8]>>, mut node: Node<'f>, mut value: Output, letters: &[char]) -> Option<(Node<'f>, Output)> {
    let mut buffer = [0; 4];
    for c in letters {
        for b in c.encode_utf8(&mut buffer).bytes() {
            let t = node.transition(node.find_input(b)?);
            value = value.cat(t.out);
            node = fst.node(t.addr);
        }
    }
    Some((node, value))
}

/// How like two spellings of a name are, 0–1, as they sound. `written` is folded; across scripts the skeleton has to do.
pub fn likeness(written: &str, name: &str) -> f32 {
    if !written.is_ascii() {
        return 1.0;
    }
    let (a, b) = (sound(written), sound(&letters(name)));
    let longest = a.len().max(b.len()).max(1);
    1.0 - distance(a.as_bytes(), b.as_bytes()) as f32 / longest as f32
}

/// Levenshtein's distance.
pub fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[b.len()]
}
