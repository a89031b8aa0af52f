//! A cardinal is a number put together from words: "deux cent soixante et onze", "one and a half million".

use crate::meaning::Meaning;
use crate::node::{Made, Node, Number};

/// A number being read from left to right.
#[derive(Default)]
struct Sum {
    /// What is closed by a scale: the million of "a million two hundred".
    total: f64,
    group: f64,
    /// The value that a following number must stay below to be added; 0 before anything.
    room: f64,
    /// The last part was 60 or 80, which also take 10 to 19.
    score: bool,
    last_scale: f64,
    /// The part added last.
    last: f64,
    started: bool,
}

impl Sum {
    fn add(&mut self, v: f64, joined: bool) -> bool {
        // "خمسة وعشرون", five and twenty.
        let turned = joined && self.last > 0.0 && self.last < 10.0 && (20.0..100.0).contains(&v) && v % 10.0 == 0.0;
        let fits = !self.started || v < self.room || self.score && v < 20.0 || turned;
        if !fits || v < 0.0 {
            return false;
        }
        self.group += v;
        self.score = v == 60.0 || v == 80.0;
        self.room = if v > 0.0 && v % 10.0 == 0.0 && v < 100.0 && !turned { 10.0 } else { 0.0 };
        self.last = if turned { 0.0 } else { v };
        self.started = true;
        true
    }

    fn hundred(&mut self, by: f64, alone: bool) -> bool {
        // "deux cents", but "doscientos" is its own figure.
        let several = by > 100.0;
        if self.group >= 100.0 || (self.group == 0.0 && !alone) || several && self.group > 0.0 {
            return false;
        }
        self.group = self.group.max(1.0) * by;
        (self.room, self.score, self.last, self.started) = (100.0, false, 0.0, true);
        true
    }

    fn scale(&mut self, by: f64, alone: bool) -> bool {
        if self.group == 0.0 && self.total == 0.0 && !alone {
            return false;
        }
        if self.last_scale > 0.0 && by >= self.last_scale {
            // "cent mille millions"
            self.total = (self.total + self.group) * by;
        } else {
            self.total += if self.group == 0.0 { 1.0 } else { self.group } * by;
        }
        (self.group, self.room, self.score, self.last_scale, self.started) = (0.0, by, false, by, true);
        self.last = 0.0;
        true
    }
}

/// The number at the start of `nodes` and how many nodes it takes.
pub(crate) fn read(nodes: &[Node<'_>]) -> Option<(usize, Number)> {
    let mut sum = Sum::default();
    let mut number = Number { words: true, ..Number::default() };
    let mut i = 0;
    // A joining word counts only when a number follows it.
    let mut pending = false;
    let mut end = 0;
    while let Some(node) = nodes.get(i) {
        if let Some(Made::Number(n)) = &node.made {
            let after_word = sum.started && sum.room >= 100.0;
            if !(i == 0 || after_word) || n.label || n.ordinal || !sum.add(n.value, pending) {
                break;
            }
            number.words &= i > 0;
            number.digits = if i == 0 { n.digits } else { 0 };
            (i, end, pending) = (i + 1, i + 1, false);
            continue;
        }
        let mut senses = node.senses.iter().map(|s| &s.meaning).filter(|m| usable(m, i));
        let Some(first) = senses.next() else { break };
        let meaning = if i == 0 { senses.find(|m| **m == Meaning::Article).unwrap_or(first) } else { first };
        let taken = match meaning {
            Meaning::Article => {
                number.article = true;
                sum.add(1.0, pending)
            }
            Meaning::Card(v) => sum.add(*v, pending),
            Meaning::Hundred { by, alone } => (!pending || *alone) && sum.hundred(*by, *alone),
            Meaning::Scale { by, alone } => (!pending || *alone && *by < sum.last_scale) && sum.scale(*by, *alone),
            Meaning::Ordinal(v) => {
                let ok = sum.add(*v, pending);
                number.ordinal = ok;
                ok
            }
            Meaning::AndHalf if sum.started => {
                let unit = if sum.group == 0.0 { sum.last_scale } else { 1.0 };
                let half = unit.max(1.0) / 2.0;
                if sum.group == 0.0 {
                    sum.total += half
                } else {
                    sum.group += half
                }
                sum.room = 0.0;
                true
            }
            Meaning::And { .. } if sum.started && !pending && !number.article_alone(&sum) => {
                let joined = |m: &Meaning| matches!(m, Meaning::And { only } if joins(only, &sum, nodes.get(i + 1)));
                if !node.senses.iter().any(|s| joined(&s.meaning)) {
                    break;
                }
                pending = true;
                i += 1;
                continue;
            }
            _ => false,
        };
        if !taken {
            break;
        }
        (i, end, pending) = (i + 1, i + 1, false);
        number.article &= end == 1;
        if i > 1 {
            number.digits = 0;
        }
        if number.ordinal {
            break;
        }
    }
    if end == 0 {
        return None;
    }
    number.value = sum.total + sum.group;
    Some((end, number))
}

impl Number {
    /// "a and": an article is joined to nothing.
    fn article_alone(&self, sum: &Sum) -> bool {
        self.article && sum.total + sum.group == 1.0
    }
}

/// Whether a word can be part of a number; an article only opens one.
fn usable(m: &Meaning, at: usize) -> bool {
    match m {
        Meaning::Article => at == 0,
        Meaning::Card(_) | Meaning::Hundred { .. } | Meaning::Scale { .. } | Meaning::Ordinal(_) => true,
        Meaning::And { .. } | Meaning::AndHalf => at > 0,
        _ => false,
    }
}

/// Whether a joining word links the sum to the number after it: "vingt et un" but not "vingt et trois"; with no list,
/// after hundreds and scales only.
fn joins(only: &[u32], sum: &Sum, next: Option<&Node<'_>>) -> bool {
    let Some(next) = next else { return false };
    let written = matches!(&next.made, Some(Made::Number(n)) if !n.label && n.value < sum.room && n.digits > 0);
    let card = next.meaning(|m| match m {
        Meaning::Card(v) | Meaning::Ordinal(v) => Some(*v),
        Meaning::Hundred { by, .. } => Some(*by),
        Meaning::Scale { by, alone: true } if sum.last_scale > *by => Some(*by),
        _ => None,
    });
    if only.is_empty() {
        return sum.room >= 100.0 && (written || card.is_some_and(|v| v < sum.room));
    }
    let turned = sum.last > 0.0 && sum.last < 10.0 && card.is_some_and(|v| v >= 20.0);
    card.is_some_and(|v| only.iter().any(|o| f64::from(*o) == v)) && (sum.room == 10.0 || sum.score || turned)
}
