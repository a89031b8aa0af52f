//! Whom finds who was harmed: for each word that says what became of people, the phrases that it is said of.
//!
//! Tier 1 follows one arc of the tree; tier 2 takes the nearest phrase on the side where the word's frame puts its victims.

use crate::people::{People, count_before};
use crate::sentence::{Run, Sentence};
use crate::tally::tally;
use crate::trigger::{Trigger, passive};
use crate::victims::{extend_left, has_own_harm, unnamed_victim, victims, with_left, with_right};
use accalmie_language::Upos;
use accalmie_lexicon::{Cue, Frame, RoleWord};
use accalmie_measure::{QuantityMention, TimeValue};
use accalmie_record::{Outcome, Sex, TargetClass, Unit, Who};

/// One figure said by one trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct Toll {
    /// Index of the trigger in the sentence.
    pub trigger: usize,
    pub outcome: Outcome,
    pub run: Run,
    pub min: u64,
    pub max: Option<u64>,
    pub who: Who,
    pub class: TargetClass,
    pub sex: Option<Sex>,
    pub age: Option<String>,
    pub unit: Option<Unit>,
    pub part: bool,
    pub other: bool,
    /// A figure stands there, not only a plural.
    pub counted: bool,
    /// Said of weeks or years: "66 people dead in three weeks".
    pub grown: bool,
    /// By an arc of the tree.
    pub tier: u8,
    pub people: Option<usize>,
}

impl Toll {
    /// A figure that stands where the people should, with no word for who they were.
    pub fn of_nobody_named(trigger: usize, outcome: Outcome, figure: &QuantityMention) -> Toll {
        Toll {
            trigger,
            outcome,
            run: figure.tokens.clone(),
            min: figure.min,
            max: figure.max,
            who: Who::Unknown,
            class: TargetClass::Civilians,
            sex: None,
            age: None,
            unit: None,
            part: false,
            other: false,
            counted: true,
            grown: false,
            tier: 1,
            people: None,
        }
    }
}

/// All tolls of a sentence.
pub fn tolls(s: &Sentence, triggers: &[Trigger], people: &[People]) -> Vec<Toll> {
    let mut out: Vec<Toll> = Vec::new();
    for (k, t) in triggers.iter().enumerate() {
        let Some(outcome) = t.outcome else { continue };
        if t.frame == Some(Frame::Counted) {
            let before = out.len();
            counted(s, k, t, outcome, people, &mut out);
            if out.len() == before {
                participle(s, k, t, outcome, people, &mut out);
            }
            continue;
        }
        if t.frame == Some(Frame::Tally) {
            match tally(s, k, triggers, people, outcome) {
                Some(toll) => out.push(toll),
                // "üç can kaybı": some are counted as well.
                None if s.count_ending(t.run.start).is_some_and(|q| !q.article) => counted(s, k, t, outcome, people, &mut out),
                None => {}
            }
            continue;
        }
        let (mut chosen, tier) = victims(s, t, triggers, people);
        // "la mort d'un enfant et deux personnes ont été blessées": the first has its own word of harm right before it.
        if chosen.len() > 1 {
            chosen.retain(|&p| {
                !out.iter().any(|o| o.people == Some(p) && o.outcome != outcome && triggers[o.trigger].run.end <= people[p].run.start)
            });
        }
        for &p in &chosen {
            let v = &people[p];
            // "les soldats ont été tués" tells of no new figure.
            if v.definite && v.max != Some(1) && !v.counted {
                continue;
            }
            out.push(from_people(k, outcome, p, v, tier));
        }
        if chosen.is_empty() {
            unnamed_victim(s, k, t, outcome, &mut out);
        }
        beside(s, k, t, outcome, triggers, people, &mut out);
    }
    leftover(s, triggers, people, &mut out);
    out.retain(|t| t.max != Some(0));
    sums(&mut out);
    let long = |t: &Toll| over_weeks(s, &triggers[t.trigger]);
    out.iter_mut().for_each(|t| t.grown = long(t));
    // The same phrase for the same outcome by two words ("blessés", "blessé par balles") is one figure.
    let mut kept: Vec<Toll> = Vec::new();
    for t in out {
        if !kept.iter().any(|o| o.outcome == t.outcome && o.run.start < t.run.end && t.run.start < o.run.end) {
            kept.push(t);
        }
    }
    kept
}

/// "was killed in the blast along with 13 others": those who are "other" than the victim, told after the deed.
fn beside(s: &Sentence, k: usize, t: &Trigger, outcome: Outcome, triggers: &[Trigger], people: &[People], out: &mut Vec<Toll>) {
    let whole = out.iter().any(|o| o.trigger == k && o.outcome == outcome && o.run.end <= t.run.start && o.max == Some(1));
    if !matches!(outcome, Outcome::Killed | Outcome::Injured) {
        return;
    }
    let other = people.iter().position(|p| {
        whole
            && p.other
            && p.counted
            && p.run.start >= t.run.end
            && p.run.start - t.run.end <= BESIDE
            && !triggers.iter().any(|o| o.outcome.is_some() && t.run.end <= o.run.start && o.run.start <= p.run.end + 2)
            && !out.iter().any(|o| o.run.start < p.run.end && p.run.start < o.run.end)
            && s.segment[p.head] == s.segment[t.head]
    });
    // "neuf gardes ont péri ainsi que deux bergers".
    let left = out.iter().any(|o| o.trigger == k && o.outcome == outcome && o.run.end <= t.run.start);
    let also = people.iter().position(|p| {
        let gap = t.run.end..p.run.start;
        left && p.counted
            && !p.part
            && p.run.start > t.run.end
            && gap.len() <= 3
            && gap.clone().any(|i| matches!(s.role_at(i), Some((RoleWord::And, _))))
            && !triggers.iter().any(|o| gap.contains(&o.run.start))
            && !has_own_harm(s, t, triggers, p)
            && !matches!(s.pos(p.run.end), Some(Upos::Aux | Upos::Verb))
            && !triggers.iter().any(|o| o.outcome.is_some() && p.run.end <= o.run.start && o.run.start <= p.run.end + 3)
            && !out.iter().any(|o| o.run.start < p.run.end && p.run.start < o.run.end)
    });
    for p in [other, also].into_iter().flatten().collect::<std::collections::BTreeSet<_>>() {
        out.push(from_people(k, outcome, p, &people[p], 3));
    }
}

/// How far after the deed those may stand who died beside the victim, in tokens.
const BESIDE: usize = 12;

/// Days from which on a length of time makes a figure one that has grown.
const LONG: f64 = 7.0 * 86_400.0;

/// Whether the word of harm is said of a length of weeks or more that stands in its own clause.
fn over_weeks(s: &Sentence, t: &Trigger) -> bool {
    s.times.iter().any(|x| match &x.value {
        TimeValue::Length { n, unit } => {
            let after = x.tokens.start >= t.run.end && x.tokens.start - t.run.end <= 5
                || x.tokens.end <= t.run.start && t.run.start - x.tokens.end <= 3;
            after && *n * unit.seconds() >= LONG && s.segment[x.tokens.start] == s.segment[t.head]
        }
        _ => false,
    })
}

/// A word of harm that found nobody takes the nearest figure that nobody has taken: what stands before a passive or a death, what
/// stands after an active deed, no other word of harm between.
fn leftover(s: &Sentence, triggers: &[Trigger], people: &[People], out: &mut Vec<Toll>) {
    for (k, t) in triggers.iter().enumerate() {
        let Some(outcome) = t.outcome.filter(|o| matches!(o, Outcome::Killed | Outcome::Injured | Outcome::Displaced)) else { continue };
        if out.iter().any(|o| o.trigger == k) || matches!(t.frame, Some(Frame::By | Frame::Tally)) {
            continue;
        }
        let between = |a: usize, b: usize| {
            triggers.iter().enumerate().any(|(j, o)| j != k && o.outcome.is_some() && a <= o.run.start && o.run.start < b)
                || (a..b).any(|i| s.word(i) == ";")
        };
        let free = |p: &People| {
            p.counted
                && !p.part
                && !out.iter().any(|o| o.run.start < p.run.end && p.run.start < o.run.end)
                && s.clause_distance(p.head, t.head) < 3
        };
        let by = |p: &People| (1..=3).any(|n| matches!(s.role_before(p.run.start + 1 - n.min(p.run.start + 1)), Some((RoleWord::By, _))));
        let left = || {
            people.iter().rposition(|p| {
                free(p) && !by(p) && p.run.end <= t.run.start && t.run.start - p.run.end <= LEFTOVER && !between(p.run.end, t.run.start)
            })
        };
        let right = || {
            people.iter().position(|p| {
                free(p) && !by(p) && p.run.start >= t.run.end && p.run.start - t.run.end <= LEFTOVER && !between(t.run.end, p.run.start)
            })
        };
        let undergone = !matches!(t.frame, Some(Frame::Acts | Frame::Of)) || t.verb && passive(s, t);
        let found = match (undergone, t.frame) {
            (true, _) => left(),
            (false, _) => right().filter(|&p| people[p].run.start - t.run.end <= 8),
        };
        let Some(p) = found else { continue };
        for q in if undergone { with_left(s, people, Some(p), t) } else { with_right(s, people, p) } {
            if !out.iter().any(|o| o.run.start < people[q].run.end && people[q].run.start < o.run.end) {
                out.push(from_people(k, outcome, q, &people[q], 3));
            }
        }
    }
}

/// How far off a figure may stand that nobody has taken, in tokens.
const LEFTOVER: usize = 18;

/// "79 killed, many of them executed": words without a figure beside a figure for the same outcome add nothing to it.
fn sums(out: &mut [Toll]) {
    // "was killed along with 13 others": more than the whole is no part of it.
    let whole: Vec<(usize, Outcome, u64)> =
        out.iter().filter(|t| !t.part && t.max.is_some()).map(|t| (t.trigger, t.outcome, t.min)).collect();
    for t in out.iter_mut().filter(|t| t.part && t.other) {
        let sum: u64 = whole.iter().filter(|(k, o, _)| (*k, *o) == (t.trigger, t.outcome)).map(|(_, _, n)| n).sum();
        t.part = t.min <= sum;
    }
    let figured: Vec<Outcome> = out.iter().filter(|t| t.counted && !t.part && (t.min > 2 || t.max.is_some())).map(|t| t.outcome).collect();
    for t in out.iter_mut() {
        if t.max.is_none() && t.min <= 2 && figured.contains(&t.outcome) {
            t.part = true;
        }
    }
}

/// "49 were wounded", "another was injured": the word for the hurt used of a phrase before it.
fn participle(s: &Sentence, k: usize, t: &Trigger, outcome: Outcome, people: &[People], out: &mut Vec<Toll>) {
    let small = |i: usize| matches!(s.pos(i), Some(Upos::Aux | Upos::Adv | Upos::Part));
    let Some(p) =
        people.iter().rposition(|p| p.run.end <= t.run.start && t.run.start - p.run.end <= 4 && (p.run.end..t.run.start).all(small))
    else {
        return;
    };
    if people[p].definite && people[p].max != Some(1) {
        return;
    }
    for q in with_left(s, people, Some(p), t) {
        out.push(from_people(k, outcome, q, &people[q], 2));
    }
}

fn from_people(k: usize, outcome: Outcome, p: usize, v: &People, tier: u8) -> Toll {
    Toll {
        trigger: k,
        outcome,
        run: v.run.clone(),
        min: v.min,
        max: v.max,
        who: v.who,
        class: v.class,
        sex: v.sex,
        age: v.age.clone(),
        unit: v.unit,
        part: v.part,
        other: v.other,
        counted: v.counted,
        grown: false,
        tier,
        people: Some(p),
    }
}

/// "5 morts", "des blessés", "killed: 3", "3 soldats morts": the word is itself the people.
fn counted(s: &Sentence, k: usize, t: &Trigger, outcome: Outcome, people: &[People], out: &mut Vec<Toll>) {
    let start = t.run.start;
    // "3 soldats morts": a people phrase ends right there.
    if let Some(p) = people.iter().position(|p| p.run.end == start && !p.bare) {
        out.push(from_people(k, outcome, p, &people[p], 1));
        extend_left(s, people, p).into_iter().for_each(|q| out.push(from_people(k, outcome, q, &people[q], 2)));
        return;
    }
    // "deux morts et trois blessés civils": the figure before it.
    let c = count_before(s, start, t.head);
    let bare = people.iter().position(|p| p.bare && p.run.end == start);
    let negated = s.quantities.iter().any(|q| q.none && q.tokens.end == start);
    if negated {
        return;
    }
    let after = people.iter().position(|p| p.bare && p.run.start == t.run.end + 1 && matches!(s.word(t.run.end), ":" | "=" | "–" | "-"));
    let (run, min, max, explicit) = if let Some(p) = bare {
        (people[p].run.start..t.run.end, people[p].min, people[p].max, true)
    } else if c.explicit {
        (c.start..t.run.end, c.min, c.max, true)
    } else if let Some(p) = after {
        (t.run.start..people[p].run.end, people[p].min, people[p].max, true)
    } else if !c.definite && c.start == start && !c.plural && one_alone(s, &t.run) {
        // "يوقع قتيلاً", "شهيد وجريحان": the bare noun is one.
        (start..t.run.end, 1, Some(1), true)
    } else if c.definite || c.start == start && !c.plural {
        return;
    } else {
        (c.start..t.run.end, c.min, c.max, false)
    };
    // Who they were: "12 morts parmi les civils", "3 blessés civils", "deux morts, un enfant et une femme".
    let who = people
        .iter()
        .find(|p| {
            !p.bare
                && p.run.start >= t.run.end
                && p.run.start <= t.run.end + 3
                && !p.counted
                && matches!(s.role_at(t.run.end), Some((RoleWord::Of, _)))
        })
        .map(|p| (p.who, p.class))
        .or_else(|| people.iter().find(|p| !p.bare && p.head == t.run.end && !p.counted && p.run.len() == 1).map(|p| (p.who, p.class)));
    let (who, class) = who.unwrap_or((Who::Unknown, TargetClass::Civilians));
    out.push(Toll {
        trigger: k,
        outcome,
        run: run.clone(),
        min,
        max,
        who,
        class,
        sex: None,
        age: None,
        unit: None,
        part: part_before(s, run.start),
        other: false,
        counted: explicit,
        grown: false,
        tier: 1,
        people: bare,
    });
    // "12 morts, dont trois enfants et deux femmes".
    for (p, v) in people.iter().enumerate() {
        if v.part && v.run.start >= t.run.end && v.run.start - t.run.end <= 8 && !s.between(t.run.end - 1, v.run.start, |i| s.is_verb(i))
            || v.part && p > 0 && out.last().is_some_and(|o| o.people == Some(p - 1) && o.part && o.trigger == k)
        {
            out.push(from_people(k, outcome, p, v, 2));
        }
    }
}

/// Where an article is written on to its noun, a bare noun that is an object, or that "and" joins to another of the counted, is one of them;
/// in "عشرين قتيلاً وجريحاً" the figure before the first word is of both.
fn one_alone(s: &Sentence, run: &Run) -> bool {
    let Some(article) = s.tongue.lexicon.grammar.article_on_word.as_deref() else { return false };
    let and = matches!(s.role_at(run.end), Some((RoleWord::And, _)));
    let first = match s.role_before(run.start) {
        Some((RoleWord::And, at)) if at > 0 => s.count_ending(at - 1).is_none() && !s.object_by_ending(at - 1),
        _ => true,
    };
    first && !s.word(run.start).starts_with(article) && (and || s.object_by_ending(run.start))
}

fn part_before(s: &Sentence, start: usize) -> bool {
    s.cues(Cue::Part).any(|c| c.end as usize == start)
}
