//! A stretch is the triggers of one sentence that tell of one happening together.
//!
//! "15 soldats ont été tués dans une attaque" is one happening told by two words; "des tirs à A; une mine à B" are two.

use crate::people::count_before;
use crate::sentence::Sentence;
use crate::trigger::Trigger;
use crate::where_::Named;
use accalmie_lexicon::{General, RoleWord};
use accalmie_record::Type;

/// Groups the triggers of a sentence; each group is a list of their indices, the deciding one first.
pub fn group(s: &Sentence, triggers: &[Trigger], named: &[Named]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (k, t) in triggers.iter().enumerate() {
        if t.violent() {
            continue;
        }
        let same = groups.iter_mut().find(|g| {
            let o = &triggers[g[0]];
            o.meaning == t.meaning
                && s.segment[o.head] == s.segment[t.head]
                && s.clause_distance(o.head, t.head) <= 1
                && !own_place_between(s, o, t, named)
        });
        match same {
            Some(g) => g.push(k),
            None => groups.push(vec![k]),
        }
    }
    let mut violent: Vec<Vec<usize>> = Vec::new();
    for (k, t) in triggers.iter().enumerate().filter(|(_, t)| t.violent() && !t.only_harm()) {
        let joined = violent.iter_mut().find(|g| g.iter().any(|&o| one(s, &triggers[o], t, named)));
        match joined {
            Some(g) => g.push(k),
            None => violent.push(vec![k]),
        }
    }
    let mut harm: Vec<Vec<usize>> = Vec::new();
    for (k, t) in triggers.iter().enumerate().filter(|(_, t)| t.violent() && t.only_harm()) {
        // A word of harm belongs to the nearest deed of its segment, its own clause first.
        let nearest = violent
            .iter_mut()
            .filter(|g| g.iter().any(|&o| s.segment[triggers[o].head] == s.segment[t.head]))
            .min_by_key(|g| g.iter().map(|&o| (s.clause_distance(triggers[o].head, t.head), triggers[o].head.abs_diff(t.head))).min());
        if let Some(g) = nearest {
            g.push(k);
            continue;
        }
        match harm
            .iter_mut()
            .find(|g| s.segment[triggers[g[0]].head] == s.segment[t.head] && !own_place_between(s, &triggers[g[g.len() - 1]], t, named))
        {
            Some(g) => g.push(k),
            None => harm.push(vec![k]),
        }
    }
    violent.append(&mut harm);
    for g in &mut violent {
        g.sort_by_key(|&k| (rank(&triggers[k]), triggers[k].head));
    }
    groups.append(&mut violent);
    groups.sort_by_key(|g| g.iter().map(|&k| triggers[k].run.start).min());
    groups
}

/// The word that decides comes first: a type named, a deed named in general, a killing, an injury.
fn rank(t: &Trigger) -> u8 {
    match t.general() {
        None => 0,
        Some(General::Explosion | General::Bombing | General::Impact) => 1,
        Some(General::Strike | General::Shooting) => 2,
        Some(General::Attack) => 3,
        Some(General::Violence) => 4,
        Some(General::Killing) => 5,
        Some(General::Death) => 6,
        Some(General::Injury) => 7,
        Some(General::Closure | General::Opening | General::Moving | General::Homecoming) => 8,
    }
}

/// Do two violent words of a sentence tell of one happening?
fn one(s: &Sentence, a: &Trigger, b: &Trigger, named: &[Named]) -> bool {
    if s.segment[a.head] != s.segment[b.head] {
        return false;
    }
    let (x, y) = (a.type_(), b.type_());
    let like = match (x, y) {
        (Some(x), Some(y)) => {
            x == y
                || (x.family() == "explosive" && y == Type::ExplosiveUnspecified)
                || (y.family() == "explosive" && x == Type::ExplosiveUnspecified)
        }
        _ => true,
    };
    like && !own_place_between(s, a, b, named) && !second_happening(s, a, b)
}

/// Each of the two words is followed by a place of its own: "à A … , à B …".
fn own_place_between(s: &Sentence, a: &Trigger, b: &Trigger, named: &[Named]) -> bool {
    let (first, second) = if a.run.start <= b.run.start { (a, b) } else { (b, a) };
    let local = |n: &&Named| !n.adjunct && n.cued;
    let mid = named.iter().filter(local).any(|n| n.run.start >= first.run.end && n.run.end <= second.run.start);
    let after = named
        .iter()
        .filter(local)
        .any(|n| n.run.start >= second.run.end && n.run.start <= second.run.end + 8 && s.segment[n.run.start] == s.segment[second.head]);
    mid && after && s.clause_distance(a.head, b.head) > 0
}

/// "une attaque … et deux explosions": the second has a figure or an indefinite article of its own and stands in a list.
fn second_happening(s: &Sentence, a: &Trigger, b: &Trigger) -> bool {
    let second = if a.run.start <= b.run.start { b } else { a };
    if second.verb || !matches!(s.rel(second.head), Some(accalmie_language::Rel::Conj)) {
        return false;
    }
    let first = if a.run.start <= b.run.start { a } else { b };
    // "des attaques de X et des bombardements par Y": each has an author of its own.
    let authored = |t: &Trigger| matches!(s.role_at(t.run.end), Some((RoleWord::By | RoleWord::Of, _)));
    count_before(s, second.run.start, second.head).explicit || !first.verb && authored(first) && authored(second)
}
