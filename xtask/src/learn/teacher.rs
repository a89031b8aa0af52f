//! The teacher leads a reading by the hand-made records: for each telling it finds the one that it tells of.

use super::fit::Example;
use crate::score::fact::Fact;
use crate::score::spelling::{akin, fold};
use accalmie_read::learn::{Teacher, Telling};
use accalmie_record::{Span, Text, Type};

pub struct Leader<'g> {
    gold: &'g [Fact],
    joins: bool,
    pub pairs: Vec<Example>,
    pub worths: Vec<Vec<String>>,
}

impl<'g> Leader<'g> {
    pub fn new(gold: &'g [Fact], joins: bool) -> Leader<'g> {
        Leader { gold, joins, pairs: Vec::new(), worths: Vec::new() }
    }
}

impl Teacher for Leader<'_> {
    fn record(&mut self, t: &Telling) -> Option<usize> {
        let fit = |g: &Fact| -> Option<f64> {
            let shared = overlap(&g.spans, &t.evidence)?;
            let sort = match t.type_ {
                Some(own) => sort(own) == sort(g.type_) && own.kind() == g.kind() || g.also.contains(&own),
                None => sort(g.type_) == VIOLENT,
            };
            if !sort {
                return None;
            }
            let figure = |(outcome, min): &(accalmie_record::Outcome, u64)| g.harm.iter().any(|h| h.outcome == *outcome && h.min == *min);
            let other = t.harm.iter().any(|h| !figure(h) && g.harm.iter().any(|x| x.outcome == h.0));
            let place = t.places.iter().map(|p| fold(p)).any(|p| g.places.iter().flat_map(|(n, _)| &n.names).any(|n| akin(n, &p)));
            let elsewhere = !t.places.is_empty() && !g.places.is_empty() && !place;
            let one = |yes: bool| if yes { 1.0 } else { 0.0 };
            Some(
                shared + 3.0 * one(t.harm.iter().any(figure)) - 1.5 * one(other) + 2.0 * one(place) - one(elsewhere)
                    + one(t.type_ == Some(g.type_)),
            )
        };
        let mut best: Option<(f64, usize)> = None;
        for (i, g) in self.gold.iter().enumerate() {
            if let Some(score) = fit(g).filter(|s| best.is_none_or(|(b, _)| *s > b)) {
                best = Some((score, i));
            }
        }
        best.map(|(_, i)| i)
    }

    fn joins(&self) -> bool {
        self.joins
    }

    fn worth(&mut self, features: Vec<String>) {
        self.worths.push(features);
    }

    fn pair(&mut self, features: Vec<String>, same: bool) {
        self.pairs.push(Example { features, yes: same });
    }
}

const VIOLENT: &str = "violence";

/// Attacks, battles and explosions are told in each other's words.
fn sort(t: Type) -> &'static str {
    match t.family() {
        "civilian_targeting" | "battle" | "object_attack" | "explosive" => VIOLENT,
        other => other,
    }
}

/// How much of the shortest gold quote the telling's words cover; `None` where they have no word in common.
fn overlap(gold: &[(Text, Span)], ours: &[(Text, Span)]) -> Option<f64> {
    let share = |(unit, g): &(Text, Span), (own, o): &(Text, Span)| {
        let (from, to) = (g.start.max(o.start), g.end.min(o.end));
        (unit == own && from < to).then(|| (to - from) as f64 / (g.end - g.start).max(1) as f64)
    };
    gold.iter().flat_map(|g| ours.iter().filter_map(move |o| share(g, o))).max_by(f64::total_cmp)
}

/// Whether something of this sort stands in the gold at these words: what is said, planned or denied, which scoring leaves alone.
pub fn near(gold: &[Fact], ours: &Fact) -> bool {
    gold.iter().any(|g| sort(g.type_) == sort(ours.type_) && g.kind() == ours.kind() && overlap(&g.spans, &ours.spans).is_some())
}
