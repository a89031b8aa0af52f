//! Whom finds who was harmed: for each word that says what became of people, the phrases that it is said of.
//!
//! Tier 1 follows one arc of the tree; tier 2 takes the nearest phrase on the side where the word's frame puts its victims.

use crate::people::{People, count_before, joined};
use crate::sentence::{Run, Sentence};
use crate::trigger::{Trigger, passive};
use accalmie_language::{Rel, Upos};
use accalmie_lexicon::{Cue, Definite, Entry, Frame, RoleWord};
use accalmie_record::{Outcome, TargetClass, Who};

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
    pub sex: Option<&'static str>,
    pub age: Option<String>,
    pub unit: Option<&'static str>,
    pub part: bool,
    pub other: bool,
    /// A figure stands there, not only a plural.
    pub counted: bool,
    /// By an arc of the tree.
    pub tier: u8,
    pub people: Option<usize>,
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
            out.push(Toll {
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
                tier,
                people: Some(p),
            });
        }
        if chosen.is_empty() {
            unnamed_victim(s, k, t, outcome, &mut out);
        }
    }
    // The same phrase for the same outcome by two words ("blessés", "blessé par balles") is one figure.
    let mut kept: Vec<Toll> = Vec::new();
    for t in out {
        if !kept.iter().any(|o| o.outcome == t.outcome && o.run.start < t.run.end && t.run.start < o.run.end) {
            kept.push(t);
        }
    }
    kept
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

fn part_before(s: &Sentence, start: usize) -> bool {
    s.cues(Cue::Part).any(|c| c.end as usize == start)
}

/// The people phrases that a trigger's victims are, and the tier by which they were found.
fn victims(s: &Sentence, t: &Trigger, triggers: &[Trigger], people: &[People]) -> (Vec<usize>, u8) {
    let containing = |i: usize| people.iter().position(|p| p.run.contains(&i) || p.head == i);
    let arc = |rels: &[Rel]| {
        s.children(t.head)
            .filter(|&c| s.rel(c).is_some_and(|r| rels.contains(&r)))
            .find_map(|c| containing(c).or_else(|| governed(s, people, c)))
    };
    let clear =
        |a: usize, b: usize| !s.between(a, b, |i| s.is_verb(i) && !triggers.iter().any(|o| o.run.contains(&i) && o.outcome == t.outcome));
    let left = || {
        people.iter().rposition(|p| {
            p.run.end <= t.run.start
                && t.run.start - p.run.end <= 12
                && s.clause_distance(p.head, t.head) < 3
                && clear(p.run.end.saturating_sub(1), t.run.start)
        })
    };
    let right = |reach: usize| {
        people.iter().position(|p| {
            p.run.start >= t.run.end
                && p.run.start - t.run.end <= reach
                && clear(t.run.end - 1, p.run.start)
                && !s.between(t.run.end - 1, p.run.start, |i| s.word(i) == ";")
        })
    };
    // "left at least six dead": the people stand inside the set phrase.
    if let Some(p) = people.iter().position(|p| p.run.start > t.run.start && p.run.end < t.run.end) {
        return (vec![p], 1);
    }
    match t.frame {
        Some(Frame::Acts) | Some(Frame::Between) | None if t.verb => {
            // "killed 18, injured 11": a figure right after is what the verb takes.
            let taken = people.iter().any(|p| p.counted && p.run.start == t.run.end)
                && !s.children(t.head).any(|c| matches!(s.rel(c), Some(Rel::AuxPass | Rel::OblAgent)));
            if passive(s, t) && !taken {
                let modified = s.node(t.head).filter(|n| matches!(n.rel, Rel::Acl | Rel::Amod)).and_then(|n| containing(n.head as usize));
                let subject = || s.subject(t.head, &[Rel::NsubjPass]).and_then(containing);
                let by_arc = arc(&[Rel::NsubjPass, Rel::Nsubj]).or(modified).or_else(subject);
                let tier = if by_arc.is_some() { 1 } else { 2 };
                let found = by_arc.or_else(left).or_else(|| right(2));
                return (with_left(s, people, found, t), tier);
            }
            let by_arc = arc(&[Rel::Obj]);
            if let Some(p) = by_arc {
                return (with_right(s, people, p), 1);
            }
            if let Some(p) = right(4) {
                return (with_right(s, people, p), 2);
            }
            // Headlines: "3 soldiers killed in ambush".
            let bare_participle = s
                .node(t.head)
                .is_none_or(|n| !s.children(t.head).any(|c| matches!(s.rel(c), Some(Rel::Nsubj | Rel::Aux))) || n.upos == Upos::Adj);
            if bare_participle && let Some(p) = left() {
                return (with_left(s, people, Some(p), t), 2);
            }
            // "nine others seriously wounded": whatever the tagger made of it, the people stand right before it.
            let small = |i: usize| matches!(s.pos(i), Some(Upos::Aux | Upos::Adv | Upos::Part));
            let right_before = people.iter().rposition(|p| {
                p.counted && p.run.end <= t.run.start && t.run.start - p.run.end <= 3 && (p.run.end..t.run.start).all(small)
            });
            (with_left(s, people, right_before, t), 2)
        }
        Some(Frame::Suffers) | Some(Frame::Happens) => {
            let by_arc = arc(&[Rel::Nsubj, Rel::NsubjPass]).or_else(|| {
                s.node(t.head).filter(|n| matches!(n.rel, Rel::Acl | Rel::Amod | Rel::AclRelcl)).and_then(|n| containing(n.head as usize))
            });
            let tier = if by_arc.is_some() { 1 } else { 2 };
            let found = by_arc.or_else(left).or_else(|| right(3));
            (with_left(s, people, found, t), tier)
        }
        Some(Frame::Of) => {
            let found = right(5).filter(|&p| {
                s.between(t.run.end.saturating_sub(1), people[p].run.start + 1, |i| {
                    matches!(s.role_at(i), Some((RoleWord::Of | RoleWord::Against, _)))
                }) || people[p].run.start == t.run.end
            });
            match found {
                Some(p) => (with_right(s, people, p), 1),
                None => {
                    // English: "the soldier's killing", "militant deaths".
                    let before = people.iter().position(|p| p.run.end <= t.run.start && t.run.start - p.run.end <= 1 && !p.bare);
                    (before.into_iter().collect(), 2)
                }
            }
        }
        // A noun with an outcome and another frame ("attaque meurtrière") has no victims of its own.
        _ => {
            let found =
                right(4).filter(|&p| matches!(s.role_at(t.run.end), Some((RoleWord::Of | RoleWord::Against, _))) && people[p].counted);
            (found.map(|p| with_right(s, people, p)).unwrap_or_default(), 2)
        }
    }
}

/// "a group of hunters", "la mort de trois": the light noun stands on the arc, the people hang on it.
fn governed(s: &Sentence, people: &[People], c: usize) -> Option<usize> {
    people.iter().position(|p| {
        s.head(p.head) == Some(c)
            && matches!(s.rel(p.head), Some(Rel::Nmod | Rel::Flat | Rel::Appos | Rel::Compound | Rel::Conj))
            && p.head.abs_diff(c) <= 5
    })
}

fn extend_left(s: &Sentence, people: &[People], p: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = p;
    while at > 0
        && (joined(s, &people[at - 1], &people[at]) || people[at].part && people[at].run.start.saturating_sub(people[at - 1].run.end) <= 3)
    {
        at -= 1;
        out.push(at);
    }
    out
}

fn with_left(s: &Sentence, people: &[People], found: Option<usize>, t: &Trigger) -> Vec<usize> {
    let Some(p) = found else { return Vec::new() };
    let mut out = vec![p];
    if people[p].run.end <= t.run.start {
        // The head of a coordinated subject comes first; what stands before it belongs elsewhere.
        let heads = matches!(s.rel(people[p].head), Some(Rel::NsubjPass | Rel::Nsubj)) && s.head(people[p].head) == Some(t.head);
        if !heads {
            out.extend(extend_left(s, people, p));
        }
        // The subject may go on to the right of its head: "cinq soldats et deux civils ont été tués".
        let mut at = p;
        while at + 1 < people.len()
            && people[at + 1].run.end <= t.run.start
            && (joined(s, &people[at], &people[at + 1]) || people[at + 1].part)
        {
            at += 1;
            out.push(at);
        }
        // "tués, dont trois enfants", "killed, including a child".
        let mut after = p + 1;
        while after < people.len() && people[after].run.start < t.run.end {
            after += 1;
        }
        while after < people.len() && people[after].part && people[after].run.start - t.run.end <= 10 {
            out.push(after);
            after += 1;
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn with_right(s: &Sentence, people: &[People], p: usize) -> Vec<usize> {
    let mut out = vec![p];
    let mut at = p;
    while at + 1 < people.len() {
        let next = &people[at + 1];
        let gap = people[at].run.end..next.run.start;
        let part = next.part
            && gap.len() <= 6
            && !gap.clone().any(|i| s.is_verb(i) && !s.cues(Cue::Part).any(|m| (m.start as usize..m.end as usize).contains(&i)));
        let other_harm = (people[at].run.end..next.run.end + 5)
            .any(|i| s.entries().any(|(m, e)| matches!(e, Entry::Trigger(t) if t.outcome.is_some()) && m.start as usize == i));
        // The subject of the next verb is no victim of this one.
        let speaks = matches!(s.rel(next.head), Some(Rel::Nsubj | Rel::NsubjPass)) && s.head(next.head).is_some_and(|h| h > next.head)
            || (next.run.end..next.run.end + 7).take_while(|&i| i < s.len() && !s.is_mark(i)).any(|i| crate::who::says(s, i));
        if !speaks && (part || joined(s, &people[at], next) && !other_harm_follows(s, next, other_harm)) {
            at += 1;
            out.push(at);
        } else {
            break;
        }
    }
    out
}

/// "killed 3 and 12 others wounded": what follows belongs to the next word of harm.
fn other_harm_follows(s: &Sentence, next: &People, near: bool) -> bool {
    near && s.entries().any(|(m, e)| {
        matches!(e, Entry::Trigger(t) if t.outcome.is_some())
            && (m.start as usize >= next.run.end && (m.start as usize) < next.run.end + 5)
            && (next.run.end..m.start as usize).all(|i| matches!(s.pos(i), Some(Upos::Aux | Upos::Adv | Upos::Part)))
    })
}

/// "killing a tailor", "tué le maire": one person of a calling the tables do not have.
fn unnamed_victim(s: &Sentence, k: usize, t: &Trigger, outcome: Outcome, out: &mut Vec<Toll>) {
    if !t.verb || !matches!(outcome, Outcome::Killed | Outcome::Injured | Outcome::Abducted | Outcome::Detained | Outcome::Freed) {
        return;
    }
    let wanted: &[Rel] = match (t.frame, passive(s, t)) {
        (Some(Frame::Acts), false) => &[Rel::Obj],
        (Some(Frame::Acts), true) => &[Rel::NsubjPass],
        (Some(Frame::Suffers), _) => &[Rel::Nsubj, Rel::NsubjPass],
        _ => return,
    };
    let Some(v) = s.children(t.head).find(|&c| s.rel(c).is_some_and(|r| wanted.contains(&r))) else { return };
    let known = s.entries().any(|(m, e)| {
        (m.start as usize..m.end as usize).contains(&v)
            && matches!(e, Entry::Weapon(_) | Entry::Site(_) | Entry::Trigger(_) | Entry::Actor(_) | Entry::Cue(_) | Entry::Determiner(_))
    });
    if known || s.in_time(v) {
        return;
    }
    let c = count_before(s, v, v);
    let mut push = |run: Run, min, max, counted| {
        out.push(Toll {
            trigger: k,
            outcome,
            run,
            min,
            max,
            who: Who::Unknown,
            class: TargetClass::Other,
            sex: None,
            age: None,
            unit: None,
            part: false,
            other: false,
            counted,
            tier: 1,
            people: None,
        });
    };
    match s.pos(v) {
        Some(Upos::Noun | Upos::Adj) => {
            let indefinite = s
                .entries()
                .any(|(m, e)| matches!(e, Entry::Determiner(d) if d.definite == Some(Definite::No)) && m.start as usize == c.start);
            let one = c.definite && !c.plural && outcome == Outcome::Killed;
            if c.explicit || indefinite || one {
                push(c.start..v + 1, c.min, c.max, c.explicit);
            }
        }
        Some(Upos::Propn) if s.capital(v) => {
            let mut end = v + 1;
            while end < s.len() && s.capital(end) && s.pos(end) == Some(Upos::Propn) {
                end += 1;
            }
            let (min, max) = if c.explicit { (c.min, c.max) } else { (1, Some(1)) };
            push(c.start..end, min, max, c.explicit);
        }
        _ => {}
    }
}
