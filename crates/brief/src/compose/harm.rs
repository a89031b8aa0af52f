//! Harm: figures by kind of happening, low to high. What nobody gave a figure of is counted beside, and is not zero.

use super::Desk;
use crate::brief::{Cited, Section, Table};
use accalmie_record::{Incident, Outcome, Toll};
use std::collections::{BTreeMap, BTreeSet};

/// Of several happenings: their lows, their bests and their highs, where each has one.
#[derive(Default)]
struct Sum {
    low: u64,
    high: Option<u64>,
    open: bool,
    any: bool,
}

impl Sum {
    fn add(&mut self, t: &Toll) {
        self.any = true;
        self.low = self.low.saturating_add(t.low);
        match t.high {
            Some(high) => self.high = Some(self.high.unwrap_or(0).saturating_add(high)),
            None => self.open = true,
        }
    }
}

pub fn section(desk: &mut Desk) -> Option<Section> {
    let m = desk.m;
    let p = desk.p;
    let mut families: BTreeMap<&str, (usize, usize, BTreeMap<Outcome, Sum>)> = BTreeMap::new();
    let mut cited: BTreeSet<usize> = BTreeSet::new();
    let mut outcomes: BTreeSet<Outcome> = BTreeSet::new();
    let new: Vec<_> = m.told.iter().filter(|t| t.incident.counts() && desk.is_new(t.incident)).collect();
    for t in new {
        let i: &Incident = t.incident;
        let violent = matches!(
            i.type_.family(),
            "battle" | "explosive" | "civilian_targeting" | "object_attack" | "arrest" | "captivity" | "displacement"
        );
        if i.harm.is_empty() && !violent {
            continue;
        }
        let row = families.entry(i.type_.family()).or_default();
        row.0 += 1;
        row.1 += usize::from(i.harm.is_empty());
        for (outcome, toll) in &i.harm {
            outcomes.insert(*outcome);
            row.2.entry(*outcome).or_default().add(toll);
        }
        cited.extend(desk.cite(t).iter().flat_map(Cited::iter));
    }
    let cited = Cited::new(cited.into_iter().collect())?;
    let mut head = vec![p.say("harm.kind", &[]), p.say("harm.incidents", &[]), p.say("harm.no_figure", &[])];
    head.extend(outcomes.iter().map(|o| p.say(&format!("harm.{}", o.name()), &[])));
    let rows = families
        .iter()
        .map(|(family, (all, without, sums))| {
            let mut row = vec![p.say(&format!("family.{family}"), &[]), all.to_string(), without.to_string()];
            row.extend(outcomes.iter().map(|o| match sums.get(o) {
                Some(s) if s.any => p.range(s.low, if s.open { None } else { s.high }),
                // Nobody gave a figure: not zero.
                _ => p.say("unknown", &[]),
            }));
            row
        })
        .collect();
    let title = p.say("section.harm", &[]);
    let table = Table { head, rows, note: p.say("harm.note", &[]), cited };
    Some(Section { id: "harm", title, sentences: Vec::new(), table: Some(table) })
}
