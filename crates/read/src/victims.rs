//! Victims are the phrases that a word of harm is said of.
//!
//! Tier 1 follows one arc of the tree; tier 2 takes the nearest phrase on the side where the word's frame puts its victims.

use crate::people::{People, count_before, joined};
use crate::sentence::{Run, Sentence};
use crate::trigger::{self, Trigger, passive};
use crate::who;
use crate::whom::Toll;
use accalmie_language::{Rel, Upos};
use accalmie_lexicon::{Cue, Definite, Entry, Frame, RoleWord};
use accalmie_record::{Outcome, TargetClass, Who};

/// The people phrases that a trigger's victims are, and the tier by which they were found.
pub fn victims(s: &Sentence, t: &Trigger, triggers: &[Trigger], people: &[People]) -> (Vec<usize>, u8) {
    let (chosen, tier) = nearest(s, t, triggers, people);
    (parts_before(s, people, whole_of(s, people, chosen, t)), tier)
}

/// The parts that stand right before their whole belong to it.
fn parts_before(s: &Sentence, people: &[People], mut chosen: Vec<usize>) -> Vec<usize> {
    if !s.tongue.lexicon.grammar.verb_last {
        return chosen;
    }
    let Some(&first) = chosen.iter().min() else { return chosen };
    let mut at = first;
    while at > 0 && people[at - 1].part && people[at].run.start - people[at - 1].run.end <= 3 {
        at -= 1;
        chosen.push(at);
    }
    chosen.sort_unstable();
    chosen
}

fn nearest(s: &Sentence, t: &Trigger, triggers: &[Trigger], people: &[People]) -> (Vec<usize>, u8) {
    let beside = trigger::doer_beside(s, t);
    let doer_of = |s: &Sentence, p: &People| doer_of(s, p) || beside.as_ref().is_some_and(|d| d.contains(&p.head));
    let containing = |i: usize| people.iter().position(|p| (p.run.contains(&i) || p.head == i) && !doer_of(s, p));
    let arc = |rels: &[Rel]| {
        s.children(t.head)
            .filter(|&c| s.rel(c).is_some_and(|r| rels.contains(&r)))
            .find_map(|c| containing(c).or_else(|| governed(s, people, c)))
    };
    let clear =
        |a: usize, b: usize| !s.between(a, b, |i| s.is_verb(i) && !triggers.iter().any(|o| o.run.contains(&i) && o.outcome == t.outcome));
    let left = || {
        let stands = |p: &People| {
            p.run.end <= t.run.start
                && t.run.start - p.run.end <= 12
                && s.clause_distance(p.head, t.head) < 3
                && clear(p.run.end.saturating_sub(1), t.run.start)
                && !doer_of(s, p)
        };
        let nearest = people.iter().rposition(stands)?;
        // "six men described as of one clan were killed": a figure before what is only spoken of.
        let known = people[nearest].definite && !people[nearest].counted;
        let figured = people[..nearest]
            .iter()
            .rposition(|p| p.counted && p.run.end <= t.run.start && t.run.start - p.run.end <= 12 && !doer_of(s, p));
        figured.filter(|_| known).or(Some(nearest))
    };
    let right = |reach: usize| {
        people.iter().position(|p| {
            p.run.start >= t.run.end
                && p.run.start - t.run.end <= reach
                && clear(t.run.end - 1, p.run.start)
                && !s.between(t.run.end - 1, p.run.start, |i| s.word(i) == ";")
                && !doer_of(s, p)
                && !has_own_harm(s, t, triggers, p)
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
                // "two were killed and another injured": who stands right before the participle.
                let beside = people.iter().rposition(|p| p.counted && p.bare && p.run.end == t.run.start);
                let by_arc = beside.or_else(|| arc(&[Rel::NsubjPass, Rel::Nsubj])).or(modified).or_else(subject);
                let tier = if by_arc.is_some() { 1 } else { 2 };
                if s.tongue.lexicon.grammar.passive_unwritten {
                    // Such a verb comes first.
                    if let Some(p) = by_arc.filter(|&p| people[p].run.start >= t.run.end).or_else(|| right(5)) {
                        return (with_right(s, people, p), tier);
                    }
                }
                let found = by_arc.or_else(left).or_else(|| right(2));
                return (with_left(s, people, found, t), tier);
            }
            // "wounding 37, police said": the figure right after the deed, whatever the tree says.
            let next = people.iter().position(|p| p.counted && p.run.start == t.run.end && !has_own_harm(s, t, triggers, p));
            let by_arc = next
                .or_else(|| arc(&[Rel::Obj]))
                .filter(|&p| people[p].run.start < t.run.start || !has_own_harm(s, t, triggers, &people[p]));
            if let Some(p) = by_arc {
                return (with_right(s, people, p), 1);
            }
            if s.tongue.lexicon.grammar.verb_last
                && let Some(p) = left()
            {
                return (with_left(s, people, Some(p), t), 2);
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
            let doer = s.children(t.head).any(|c| s.rel(c) == Some(Rel::Obj));
            let right_before = people.iter().rposition(|p| {
                !doer && p.counted && p.run.end <= t.run.start && t.run.start - p.run.end <= 3 && (p.run.end..t.run.start).all(small)
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

/// "2'si çocuk 4 sivil öldü": where the part stands before its whole, the verb's people are the whole, with the part.
fn whole_of(s: &Sentence, people: &[People], chosen: Vec<usize>, t: &Trigger) -> Vec<usize> {
    let Some(&last) = chosen.iter().max() else { return chosen };
    if !s.tongue.lexicon.grammar.verb_last || chosen.iter().any(|&p| !people[p].part) {
        return chosen;
    }
    let next = last + 1;
    let whole = people.get(next).filter(|n| {
        !n.part
            && n.counted
            && n.run.end <= t.run.start
            && n.run.start - people[last].run.end <= 3
            && !s.between(people[last].run.end.saturating_sub(1), n.run.start, |i| s.is_mark(i))
    });
    if whole.is_none() {
        return chosen;
    }
    let mut out = chosen;
    out.push(next);
    out
}

/// "by two gunmen", "par des hommes armés": those who did it.
fn doer_of(s: &Sentence, p: &People) -> bool {
    matches!(s.role_before(p.run.start), Some((RoleWord::By, _)))
}

/// "39 were killed, over 50 injured": a figure with another word of harm right after it is that word's.
pub fn has_own_harm(s: &Sentence, t: &Trigger, triggers: &[Trigger], p: &People) -> bool {
    // "and 50 others, including women, were injured": small words and parts of it may stand between.
    let part = |i: usize| s.cues(Cue::Part).any(|m| i >= m.start as usize && i <= m.end as usize + 2);
    let small = |i: usize| matches!(s.pos(i), Some(Upos::Aux | Upos::Adv | Upos::Part)) || s.is_mark(i) || part(i);
    triggers.iter().any(|o| {
        o.outcome.is_some()
            && o.outcome != t.outcome
            && o.run.start >= p.run.end
            && o.run.start - p.run.end <= 8
            && (o.run.start - p.run.end <= 2 || (p.run.end..o.run.start).any(|i| s.pos(i) == Some(Upos::Aux)))
            && (p.run.end..o.run.start).all(small)
    })
}

/// "a group of hunters", "la mort de trois": the light noun stands on the arc, the people hang on it.
pub fn governed(s: &Sentence, people: &[People], c: usize) -> Option<usize> {
    people.iter().position(|p| {
        s.head(p.head) == Some(c)
            && matches!(s.rel(p.head), Some(Rel::Nmod | Rel::Flat | Rel::Appos | Rel::Compound | Rel::Conj))
            && p.head.abs_diff(c) <= 5
    })
}

pub fn extend_left(s: &Sentence, people: &[People], p: usize) -> Vec<usize> {
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

pub fn with_left(s: &Sentence, people: &[People], found: Option<usize>, t: &Trigger) -> Vec<usize> {
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

pub fn with_right(s: &Sentence, people: &[People], p: usize) -> Vec<usize> {
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
            || (next.run.end..next.run.end + 7).take_while(|&i| i < s.len() && !s.is_mark(i)).any(|i| who::says(s, i));
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
pub fn other_harm_follows(s: &Sentence, next: &People, near: bool) -> bool {
    near && s.entries().any(|(m, e)| {
        matches!(e, Entry::Trigger(t) if t.outcome.is_some())
            && (m.start as usize >= next.run.end && (m.start as usize) < next.run.end + 5)
            && (next.run.end..m.start as usize).all(|i| matches!(s.pos(i), Some(Upos::Aux | Upos::Adv | Upos::Part)))
    })
}

/// "killing a tailor", "tué le maire": one person of a calling the tables do not have.
pub fn unnamed_victim(s: &Sentence, k: usize, t: &Trigger, outcome: Outcome, out: &mut Vec<Toll>) {
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
    // "Eight Myanmar Buddhists": the figure itself stands where the noun should.
    if let Some(q) = s.quantities.iter().find(|q| q.tokens.start == v && q.kind == accalmie_measure::QuantityKind::Count && !q.article) {
        let mut end = q.tokens.end;
        while end < s.len() && s.hangs(end, v) && matches!(s.pos(end), Some(Upos::Propn | Upos::Noun | Upos::Adj)) {
            end += 1;
        }
        if end > q.tokens.end {
            out.push(Toll { run: q.tokens.start..end, tier: 2, ..Toll::of_nobody_named(k, outcome, q) });
            return;
        }
    }
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
            grown: false,
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
        // "the New People's Army": an article before a name is an organisation's.
        Some(Upos::Propn) if s.capital(v) && (!c.definite || c.explicit) => {
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
