//! Sides are those who fight each other, speakers those who talk: more than one party to one word.

use crate::trigger::Trigger;
use crate::who::{Found, View, actor, noun_author, subject};
use accalmie_language::{Rel, Upos};
use accalmie_lexicon::{ActorClass, Frame, RoleWord};
use accalmie_record::{Actor, Basis, Role};

/// "entre A et B", "A et B s'affrontent", "des combats avec B", "A a affronté B".
pub fn sides(v: &View, t: &Trigger) -> Vec<Found> {
    let s = v.s;
    let mut out: Vec<Found> = Vec::new();
    let add = |out: &mut Vec<Found>, f: Found| {
        if !out.iter().any(|o| o.token == f.token || o.name == f.name && o.faction.is_none()) {
            out.push(f);
        }
    };
    for i in t.run.end..(t.run.end + 14).min(s.len()) {
        if s.segment[i] != s.segment[t.head] {
            break;
        }
        match s.role_at(i) {
            Some((RoleWord::Between, n)) => {
                if let Some(a) = v.starting(i + n, 4, 1) {
                    let end = a.faction.map_or(a.token + 1, |f| v.factions[f].run.end);
                    add(&mut out, a);
                    // The second side follows "and", or "to" and its like after "opposing".
                    for j in end..(end + 8).min(s.len()) {
                        if let Some(b) = v
                            .factions
                            .iter()
                            .position(|f| !f.nation_only && f.run.start == j)
                            .map(|f| v.faction(f, 1))
                            .or_else(|| v.state(j, 1))
                        {
                            add(&mut out, b);
                            break;
                        }
                    }
                }
                break;
            }
            Some((RoleWord::With | RoleWord::Against, n)) => {
                if let Some(b) = v.starting(i + n, 4, 1) {
                    add(&mut out, b);
                }
                break;
            }
            _ => {}
        }
    }
    // "affrontement FARDC / CODECO".
    if out.is_empty() && !t.verb {
        let next = v.factions.iter().position(|f| !f.nation_only && f.run.start >= t.run.end && f.run.start - t.run.end <= 1);
        if let Some(a) = next {
            let end = v.factions[a].run.end;
            let other = v.factions.iter().position(|f| f.run.start == end + 1 && matches!(s.word(end), "/" | "-" | "–" | "—"));
            if let Some(b) = other {
                add(&mut out, v.faction(a, 1));
                add(&mut out, v.faction(b, 1));
            }
        }
    }
    if t.verb {
        let verb = t.head;
        for c in s.children(verb) {
            if matches!(s.rel(c), Some(Rel::Nsubj | Rel::Obj | Rel::Obl | Rel::OblAgent))
                && let Some(f) = v.at(c, 1)
            {
                add(&mut out, f);
                for d in s.children(c).filter(|&d| s.rel(d) == Some(Rel::Conj)) {
                    if let Some(f) = v.at(d, 1) {
                        add(&mut out, f);
                    }
                }
            }
        }
        if let Some(f) = subject(s, verb).and_then(|c| v.at(c, 2)) {
            add(&mut out, f);
        }
        // "les SDF et milices combattent": two names right before the verb.
        for f in v.factions.iter().filter(|f| {
            !f.nation_only && f.run.end <= t.run.start && t.run.start - f.run.end <= 9 && s.clause_distance(f.head, t.head) == 0
        }) {
            if !s.between(f.run.end - 1, t.run.start, |i| s.is_verb(i)) {
                let i = v.factions.iter().position(|x| x == f).unwrap_or(0);
                add(&mut out, v.faction(i, 2));
            }
        }
    } else if out.len() < 2 {
        // "Boko Haram, army clashes"; the subject of the carrying verb: "l'armée a mené des combats contre".
        if let Some(f) = noun_author(v, t, s) {
            add(&mut out, f);
        }
    }
    out.sort_by_key(|f| f.token);
    out
}

/// Who speaks and to whom: of the names before the verb the one person or body that it belongs to, and those that "with", "to" or
/// "between" bring in after it.
pub fn speakers(v: &View, t: &Trigger, found: &[Found]) -> Vec<Actor> {
    let s = v.s;
    let named = |f: &&Found| f.faction.is_some_and(|i| v.factions[i].class == Some(ActorClass::Leader));
    let before: Vec<&Found> = found.iter().filter(|f| f.token < t.run.start).collect();
    let speaker = before
        .iter()
        .copied()
        .find(named)
        .or_else(|| before.first().copied())
        .or_else(|| found.iter().find(|f| f.token >= t.run.end && f.tier == 1 && t.frame != Some(Frame::Between)));
    let mut out: Vec<Actor> = speaker.map(|f| actor(v, f, Role::Speaker)).into_iter().collect();
    for i in t.run.end..(t.run.end + 10).min(s.len()) {
        let Some((RoleWord::With | RoleWord::Between, n)) = s.role_at(i) else { continue };
        let Some(f) = v.starting(i + n, 5, 2) else { break };
        let mut end = f.faction.map_or(f.token + 1, |k| v.factions[k].run.end);
        let name_from = end;
        // "le chef de l'armée X Y": the person's name goes with the office.
        while end < s.len() && s.capital(end) && s.pos(end) == Some(Upos::Propn) {
            end += 1;
        }
        let name = if end > name_from { Some(s.text_of(&(name_from..end)).to_owned()) } else { f.name.clone() };
        out.push(Actor { role: Role::Audience, text: s.text_of(&(i + n..end)).to_owned(), name, id: None, basis: Basis::Stated });
        break;
    }
    out
}
