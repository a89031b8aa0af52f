//! Tolls of an incident: every source's figure side by side, and low, best and high of what they say. Two tellings are never added up.
//!
//! *best* is the figure that most independent origins give; of several, the one reported last; of those, the lower. The rule is that of
//! casualty recorders who keep a minimum, and is said in the docs; a person may correct it.

use crate::telling::Telling;
use accalmie_record::{Figure, Harm, Outcome, Range, Status, Toll, Who};
use std::collections::BTreeMap;

/// What one telling says of an outcome, as far as it enters the toll.
struct Said<'a> {
    origin: &'a str,
    source: Option<&'a str>,
    published: &'a str,
    min: u64,
    max: Option<u64>,
}

impl Said<'_> {
    /// "Some forty" is 32 to 48, and best taken for 40; "at least four" is best taken for four.
    fn middle(&self) -> u64 {
        self.max.map_or(self.min, |max| self.min + max.saturating_sub(self.min) / 2)
    }
}

/// By outcome; nothing for what nobody tells of.
pub(crate) fn tolls(tellings: &[&Telling]) -> BTreeMap<Outcome, Toll> {
    Outcome::ALL.iter().filter_map(|o| Some((*o, toll(tellings, *o)?))).collect()
}

fn toll(tellings: &[&Telling], outcome: Outcome) -> Option<Toll> {
    let mut tellings: Vec<&&Telling> = tellings.iter().collect();
    tellings.sort_by(|a, b| a.published.cmp(&b.published).then_with(|| a.id().cmp(b.id())));
    let by_source = figures(&tellings, outcome);
    let range = |of: &dyn Fn(&Harm) -> bool| {
        let mut said: Vec<Said> = tellings.iter().filter_map(|t| total(t, outcome, of)).collect();
        supersede(&mut said);
        range(&said)
    };
    let all = range(&|h| !h.part_of_total)?;
    // Who is not said to be a combatant is not thereby a civilian.
    let civilians = range(&|h| is_civilian(h.who) && !h.part_of_total).or_else(|| range(&|h| h.who == Who::Civilians));
    let combatants = range(&|h| is_combatant(h.who) && !h.part_of_total).or_else(|| range(&|h| is_combatant(h.who)));
    Some(Toll { low: all.low, best: all.best, high: all.high, civilians, combatants, by_source })
}

fn is_civilian(who: Who) -> bool {
    matches!(who, Who::Civilians | Who::Children | Who::Women | Who::AidWorkers | Who::Journalists)
}

fn is_combatant(who: Who) -> bool {
    matches!(who, Who::Combatants | Who::Attackers)
}

/// Why a figure does not enter the toll.
fn left_out(h: &Harm) -> Option<&'static str> {
    [
        (h.superseded, "replaced in the same report"),
        (h.cumulative, "over a period or a series"),
        (h.unit.is_some(), "does not count people"),
        (h.part_of_total, "part of a total"),
    ]
    .iter()
    .find_map(|(holds, why)| holds.then_some(*why))
}

fn figures(tellings: &[&&Telling], outcome: Outcome) -> Vec<Figure> {
    let mut seen: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for t in tellings {
        let repeated = seen.contains(&t.origin.as_str());
        seen.push(&t.origin);
        for r in t.records.iter() {
            out.extend(r.harm.iter().filter(|h| h.outcome == outcome).map(|h| Figure {
                report: t.report_key.clone(),
                record: r.id.clone(),
                source: t.source.clone(),
                said_by: r.attribution.as_ref().map(|a| a.name.clone().unwrap_or_else(|| a.text.clone())),
                published: t.published.clone(),
                min: h.min,
                max: h.max,
                who: h.who,
                status: r.status,
                text: h.text.clone(),
                left_out: left_out(h).or(repeated.then_some("repeats another report's text")).map(str::to_owned),
            }));
        }
    }
    out
}

/// What one telling says in all: the record of it that tells most, its lines added up ("three civilians and two soldiers"), an alternative
/// widening them.
fn total<'a>(t: &'a Telling, outcome: Outcome, of: &dyn Fn(&Harm) -> bool) -> Option<Said<'a>> {
    let lines = |r: &'a accalmie_record::Record| {
        let counted = r.harm.iter().filter(|h| h.outcome == outcome && !h.superseded && !h.cumulative && h.unit.is_none() && of(h));
        let (mut min, mut max, mut any) = (0u64, Some(0u64), false);
        for h in counted.clone().filter(|h| !h.alternative) {
            any = true;
            min = min.saturating_add(h.min);
            max = max.zip(h.max).map(|(a, b)| a.saturating_add(b));
        }
        for h in counted.filter(|h| h.alternative) {
            min = if any { min.min(h.min) } else { h.min };
            max = max.zip(h.max).map(|(a, b)| a.max(b));
            any = true;
        }
        any.then_some((min, max))
    };
    let firm = |r: &accalmie_record::Record| r.status == Status::Asserted;
    let (_, (min, max)) = t.records.iter().filter_map(|r| Some((firm(r), lines(r)?))).max_by_key(|(firm, (min, _))| (*firm, *min))?;
    Some(Said { origin: &t.origin, source: t.source.as_deref(), published: t.published.as_deref().unwrap_or(""), min, max })
}

/// Of one text and of one source only the last figure stands.
fn supersede(said: &mut Vec<Said>) {
    let mut kept: Vec<Said> = Vec::new();
    for s in said.drain(..) {
        kept.retain(|k| k.origin != s.origin && (k.source.is_none() || k.source != s.source));
        kept.push(s);
    }
    *said = kept;
}

fn range(said: &[Said]) -> Option<Range> {
    let low = said.iter().map(|s| s.min).min()?;
    let votes = |n: u64| said.iter().filter(|s| s.middle() == n).count();
    let best = said.iter().max_by(|a, b| {
        votes(a.middle()).cmp(&votes(b.middle())).then_with(|| a.published.cmp(b.published)).then_with(|| b.min.cmp(&a.min))
    })?;
    let known = said.iter().filter_map(|s| s.max).max();
    // "At least 9" when others say 12 leaves 12; when none says more, nobody knows the most.
    let open = said.iter().filter(|s| s.max.is_none()).map(|s| s.min).max();
    let high = match (known, open) {
        (Some(k), Some(o)) if o >= k => None,
        (known, _) => known,
    };
    Some(Range { low, best: best.middle(), high })
}
