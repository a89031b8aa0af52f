//! Discourse joins what a report tells in several sentences: a place said before, a blast spoken of again, a toll that grows.

use crate::carry::{inherit_place, inherit_time};
use crate::draft::Draft;
use crate::factions::Faction;
use crate::learn::{Teacher, taught, telling};
use crate::linear::Models;
use crate::pair::told_before;
use crate::refer::{answers, brought_about, let_go, somebody, they, whose};
use crate::same::{local, same};
use crate::sentence::Sentence;
use crate::tell;
use crate::where_::Named;
use accalmie_places::Gazetteer;
use accalmie_record::{Kind, Quantity, Status, Type};
use jiff::civil::Date;

/// What joining looks at.
pub struct Context<'c, 'a> {
    pub sentences: &'c [Sentence<'a>],
    pub named: &'c [Named],
    pub factions: &'c [Vec<Faction>],
    pub gazetteer: &'c Gazetteer,
    pub anchor: Option<Date>,
    pub models: &'c Models,
}

impl Context<'_, '_> {
    /// The names in one sentence; names are in the order of the sentences.
    pub fn named_in(&self, sentence: usize) -> std::ops::Range<usize> {
        self.named.partition_point(|n| n.sentence < sentence)..self.named.partition_point(|n| n.sentence <= sentence)
    }
}

/// How many sentences back words of harm alone may belong to.
pub const REACH: usize = 3;

/// Records back that may be spoken of again at all.
pub const FAR: usize = 300;

/// The report's drafts, in order, joined.
pub fn join(c: &Context, drafts: Vec<Draft>, teacher: &mut dyn Teacher) -> Vec<Draft> {
    let mut drafts = drafts;
    fragments(c, &mut drafts);
    let mut out: Vec<Draft> = Vec::new();
    let mut labels: Vec<Option<usize>> = Vec::new();
    for (number, mut d) in drafts.into_iter().enumerate() {
        d.number = number;
        brought_about(&out, &mut d);
        somebody(&out, &mut d);
        they(&out, &mut d);
        let_go(&out, &mut d);
        whose(c, &mut d);
        answers(&mut out, &d);
        inherit_place(c, &out, &mut d);
        inherit_time(c, &out, &mut d);
        let mut own = None;
        let found = if teacher.joins() {
            own = teacher.record(&telling(c, &d));
            taught(c, &out, &d, &labels, own, teacher)
        } else {
            target(c, &out, &d)
        };
        match found {
            Some(i) => tell::again(c, &mut out[i], d),
            None if d.type_.is_none() => {}
            None => {
                out.push(d);
                labels.push(own);
            }
        }
    }
    let mut spread = Vec::new();
    for d in out {
        spread.extend(spread_over(c, d));
    }
    spread
}

/// "A Qamishlo, al-Hod et à Raqqa.": a sentence of places alone completes the one before it.
fn fragments(c: &Context, drafts: &mut [Draft]) {
    for (i, s) in c.sentences.iter().enumerate().skip(1) {
        let from = drafts.partition_point(|d| d.sentence < i);
        if drafts.get(from).is_some_and(|d| d.sentence == i) || s.bullet || s.len() > 30 {
            continue;
        }
        let verb = (0..s.len()).any(|t| s.is_verb(t));
        let here: Vec<usize> = c.named_in(i).filter(|&n| !c.named[n].adjunct && c.named[n].cued).collect();
        if here.is_empty() || verb {
            continue;
        }
        let words = s.len().saturating_sub(here.iter().map(|&n| c.named[n].phrase.len()).sum::<usize>());
        if words > here.len() + 4 {
            continue;
        }
        let last = (0..from).rev().take_while(|&k| drafts[k].sentence + 1 == i).find(|&k| !drafts[k].own_place);
        if let Some(k) = last {
            drafts[k].places = here;
            drafts[k].own_place = true;
            drafts[k].evidence.push((s.unit, s.span));
            drafts[k].why.push("places from the next fragment".to_owned());
        }
    }
}

/// The earlier draft that this one speaks of again.
fn target(c: &Context, out: &[Draft], d: &Draft) -> Option<usize> {
    if d.another || d.cause.is_some() {
        return None;
    }
    if !c.models.same.is_empty() {
        return told_before(c, out, d, &c.models.same);
    }
    // A very long report is many reports: what was told thousands of records ago is not spoken of again.
    (out.len().saturating_sub(FAR)..out.len()).rev().find(|&i| same(c, &out[i], d))
}

/// "Quatre voitures-bombes … à A, B, près de C et à D": as many as there are places is one at each.
fn spread_over(c: &Context, d: Draft) -> Vec<Draft> {
    let places = local(c, &d);
    let n = places.len();
    let exact = d.count.as_ref().is_some_and(|q| q.min == n as u64 && q.max == Some(n as u64));
    // Two sides fighting at two places are two battles.
    let fights = d.type_ == Some(Type::BattleArmedClash)
        && d.actors.len() >= 2
        && n == 2
        && d.harm.is_empty()
        && places.iter().all(|&i| c.named[i].relation == accalmie_record::Relation::At);
    if n < 2 || !(exact || fights) || d.status == Status::Negated || !d.harm.is_empty() || d.type_.is_none_or(|t| t.kind() != Kind::Event) {
        return vec![d];
    }
    places
        .iter()
        .map(|&i| {
            let mut one = d.clone();
            one.places = std::iter::once(i).chain(d.places.iter().copied().filter(|p| !places.contains(p))).collect();
            one.count = Some(Quantity::ONE);
            one.why.push("one at each of as many places".to_owned());
            one
        })
        .collect()
}
