//! Furniture is what a document prints on every page: running heads, and the numbers of pages.

use super::lines::{Block, Line};
use std::collections::{HashMap, HashSet};

/// Lines at the top, and at the bottom, of a page that may be furniture.
const EDGE: usize = 2;
/// Pages on which it stands at least; in a document of more than a few pages it stands on more: chapters have heads of their own.
const PAGES: usize = 2;
const FEW: usize = 6;

/// Leaves out lines at the edges that repeat but for their figures. A head with a year stays once: it may be the document's day.
pub(crate) fn clear(pages: &mut [Vec<Block>]) {
    let mut seen: HashMap<(bool, String), HashSet<usize>> = HashMap::new();
    for (i, page) in pages.iter().enumerate() {
        for key in edges(page) {
            seen.entry(key).or_default().insert(i);
        }
    }
    let most = pages.len();
    let repeats = |key: &(bool, String)| seen.get(key).is_some_and(|p| p.len() > PAGES || (p.len() == PAGES && most <= FEW));
    let mut kept: HashSet<String> = HashSet::new();
    for page in pages.iter_mut() {
        let out: HashSet<(bool, String)> = edges(page).into_iter().filter(|k| repeats(k)).collect();
        if out.is_empty() {
            continue;
        }
        let heights = heights(page);
        for block in page.iter_mut() {
            block.retain(|line| {
                let Some(top) = edge(&heights, line.y) else { return true };
                let key = key(line);
                !out.contains(&(top, key.clone())) || (top && key.contains("####") && kept.insert(key))
            });
        }
        page.retain(|b| !b.is_empty());
    }
}

/// A title is not the head that repeats it in small letters.
fn key(line: &Line) -> String {
    let shown: String = line.text.chars().map(|c| if c.is_numeric() { '#' } else { c }).collect();
    let mut words: Vec<&str> = shown.split_whitespace().collect();
    // Page 9 and page 10.
    for word in &mut words {
        if word.chars().all(|c| c == '#') && word.len() < 4 {
            *word = "#";
        }
    }
    format!("{} {:.0}", words.join(" "), line.size)
}

/// The heights of a page's lines, from the top.
fn heights(page: &[Block]) -> Vec<f64> {
    let mut heights: Vec<f64> = page.iter().flatten().map(|l| l.y).collect();
    heights.sort_by(|a, b| b.total_cmp(a));
    heights.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    heights
}

/// At the top, at the bottom, or at neither.
fn edge(heights: &[f64], y: f64) -> Option<bool> {
    let near = |h: &&f64| (**h - y).abs() < 1.0;
    if heights.iter().take(EDGE).any(|h| near(&h)) {
        Some(true)
    } else {
        heights.iter().rev().take(EDGE).any(|h| near(&h)).then_some(false)
    }
}

fn edges(page: &[Block]) -> Vec<(bool, String)> {
    let heights = heights(page);
    page.iter().flatten().filter_map(|l| Some((edge(&heights, l.y)?, key(l)))).collect()
}
