//! Numbering is what stands before the items of a Word list: a bullet, or a number that is counted, not written.

use crate::error::Trouble;
use crate::xml::{self, Element, Sees};
use std::collections::HashMap;

/// Levels of a list; Word has nine.
const LEVELS: usize = 9;

#[derive(Clone, Copy, Default)]
struct Level {
    /// Counted in figures; anything else is shown as a bullet.
    figures: bool,
    /// No mark at all.
    bare: bool,
    start: u32,
}

/// Reads `numbering.xml` and `styles.xml`, then counts.
#[derive(Default)]
pub(crate) struct Numbering {
    shapes: HashMap<String, [Level; LEVELS]>,
    /// From a list's number to its shape.
    lists: HashMap<String, String>,
    /// From a style to its list and level.
    styles: HashMap<String, (Option<String>, Option<usize>)>,
    counts: HashMap<String, [u32; LEVELS]>,
    shape: Option<String>,
    list: Option<String>,
    style: Option<String>,
    level: usize,
}

impl Numbering {
    pub fn read(&mut self, bytes: Vec<u8>, what: &'static str) -> Result<(), Trouble> {
        xml::walk(bytes, what, self)
    }

    /// What stands before a paragraph of this style, list and level; `None` when it is in no list.
    pub fn label(&mut self, style: Option<&str>, list: Option<&str>, level: Option<usize>) -> Option<String> {
        let styled = style.and_then(|s| self.styles.get(s)).cloned().unwrap_or_default();
        let list = list.map(str::to_owned).or(styled.0).filter(|l| l != "0")?;
        let at = level.or(styled.1).unwrap_or(0).min(LEVELS - 1);
        let level = self.lists.get(&list).and_then(|shape| self.shapes.get(shape)).and_then(|s| s.get(at)).copied().unwrap_or_default();
        let counts = self.counts.entry(list).or_default();
        for (i, count) in counts.iter_mut().enumerate() {
            match i.cmp(&at) {
                std::cmp::Ordering::Equal => *count = count.saturating_add(1),
                std::cmp::Ordering::Greater => *count = 0,
                std::cmp::Ordering::Less => {}
            }
        }
        let count = counts.get(at).copied().unwrap_or(1);
        match level {
            Level { bare: true, .. } => None,
            Level { figures: true, start, .. } => Some(format!("{}.", u64::from(count) + u64::from(start) - 1)),
            _ => Some("\u{2022}".to_owned()),
        }
    }
}

impl Sees for Numbering {
    fn open(&mut self, e: &Element) -> bool {
        let val = || e.get("val");
        match e.name {
            "abstractNum" => self.shape = e.get("abstractNumId"),
            "lvl" => self.level = e.get("ilvl").and_then(|l| l.parse().ok()).unwrap_or(0),
            "numFmt" | "start" => {
                let level = self.shape.as_ref().and_then(|s| self.shapes.entry(s.clone()).or_default().get_mut(self.level));
                match (level, e.name, val()) {
                    (Some(level), "numFmt", Some(format)) => {
                        level.figures = matches!(format.as_str(), "decimal" | "decimalZero" | "arabicAbjad" | "hindiNumbers");
                        level.bare = format == "none";
                    }
                    (Some(level), "start", Some(start)) => level.start = start.parse().unwrap_or(1),
                    _ => {}
                }
            }
            "num" => (self.shape, self.list) = (None, e.get("numId")),
            "abstractNumId" => {
                if let (Some(list), Some(shape)) = (self.list.clone(), val()) {
                    self.lists.insert(list, shape);
                }
            }
            "style" => self.style = e.get("styleId"),
            "numId" | "ilvl" => {
                if let (Some(style), Some(val)) = (self.style.clone(), val()) {
                    let entry = self.styles.entry(style).or_default();
                    match e.name {
                        "numId" => entry.0 = Some(val),
                        _ => entry.1 = val.parse().ok(),
                    }
                }
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "abstractNum" => self.shape = None,
            "num" => self.list = None,
            "style" => self.style = None,
            _ => {}
        }
    }

    fn words(&mut self, _: &str) {}
}
