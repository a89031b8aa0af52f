//! Standing is whether words make a record at all, and whether they speak of something new.

use crate::build::Ground;
use crate::sentence::Sentence;
use crate::trigger::Trigger;
use crate::who;
use crate::whom::Toll;
use accalmie_language::{Rel, Upos};
use accalmie_lexicon::{Definite, Entry, Frame, General, Meaning};
use accalmie_record::{Target, Type};

/// "la", "cette", "une" before the word, an adjective between at most.
pub fn determiner(s: &Sentence, core: &Trigger) -> Option<Definite> {
    s.entries().find_map(|(m, e)| match e {
        Entry::Determiner(d)
            if m.end as usize == core.run.start
                || m.end as usize + 1 == core.run.start && matches!(s.pos(m.end as usize), Some(Upos::Adj | Upos::Propn | Upos::Noun)) =>
        {
            d.definite
        }
        _ => None,
    })
}

/// The verb that a word hangs on at last.
pub fn root(s: &Sentence, i: usize) -> usize {
    let mut at = i;
    for _ in 0..s.len() {
        match s.head(at) {
            Some(h) if !(s.is_verb(at) && s.children(at).any(|c| matches!(s.rel(c), Some(Rel::Nsubj | Rel::NsubjPass)))) => at = h,
            _ => break,
        }
    }
    at
}

/// Words that make no record alone: who holds what, with no place; "les déplacés" with no figure; prices that explode.
pub fn unfounded(
    g: &Ground,
    core: &Trigger,
    type_: Option<Type>,
    tolls: &[&Toll],
    armed: bool,
    targets: &[Target],
    authors: &[who::Found],
) -> bool {
    let s = g.s;
    let place_here = g.names().iter().any(|n| !n.adjunct);
    let counted = tolls.iter().any(|t| t.counted);
    match type_ {
        // Who extends their hold, and to which side, is said without a name of where.
        Some(Type::ControlExpanding) => !place_here && targets.is_empty() && authors.is_empty(),
        Some(t) if t.family() == "control" => !place_here && targets.is_empty(),
        Some(Type::DisplacementPopulation | Type::DisplacementSite) => !counted && (!place_here || tolls.iter().any(|t| t.max == Some(1))),
        // "à un kilomètre du barrage": a landmark, not news of it.
        Some(Type::AccessCheckpoint) if core.frame == Some(Frame::Thing) => {
            matches!(s.rel(core.head), Some(Rel::Obl | Rel::Nmod | Rel::Conj)) && authors.is_empty() && core.run.len() == 1
        }
        // Trucks that are stopped, a shout of "stop": nobody was taken.
        Some(Type::ArrestArrest) if core.verb => tolls.is_empty() && (!targets.is_empty() || authors.is_empty()),
        // "dans leur fuite", "accompagnés de six patrouilles": an aside.
        Some(Type::ForcePatrol | Type::DisplacementFlight) if !core.verb && tolls.is_empty() => {
            matches!(s.rel(core.head), Some(Rel::Obl | Rel::Nmod))
        }
        Some(Type::CaptivityHeld) => tolls.is_empty() && authors.is_empty(),
        Some(Type::ExplosiveUnspecified)
            if core.general() == Some(General::Explosion) && core.verb && tolls.is_empty() && !armed && targets.is_empty() =>
        {
            // What exploded is a thing that the tables do not know to explode.
            // "وقع انفجار": the subject may be one of the words that tell it.
            let other = |c: &usize| !core.run.contains(c) && !explodes(s, *c);
            s.children(core.head).filter(other).any(|c| s.rel(c) == Some(Rel::Nsubj) && matches!(s.pos(c), Some(Upos::Noun)))
        }
        // Harm with nobody harmed: a hope that dies, a revolution that has not disappeared.
        _ if core.outcome.is_some()
            && tolls.is_empty()
            && core.verb
            && (core.frame == Some(Frame::Suffers) || core.only_harm() && authors.is_empty() && !armed) =>
        {
            true
        }
        // "The toll was not confirmed": no figure, no news.
        _ if core.frame == Some(Frame::Tally) => tolls.is_empty(),
        _ => core.frame == Some(Frame::Counted) && core.outcome == Some(accalmie_record::Outcome::Displaced) && !counted,
    }
}

fn explodes(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| matches!(e, Entry::Trigger(t) if t.meaning == Meaning::General(General::Explosion)) && m.start as usize == i)
}

/// "the shell hit", "la frappe a touché": the blow that does it is one already spoken of.
pub fn known_blow(s: &Sentence, core: &Trigger) -> bool {
    let Some(subject) = s.subject(core.head, &[Rel::Nsubj, Rel::NsubjPass]) else { return false };
    let blow = s.entries().find(|(m, e)| {
        (m.start as usize..m.end as usize).contains(&subject)
            && matches!(e, Entry::Weapon(_) | Entry::Trigger(_))
            && s.pos(subject) != Some(Upos::Verb)
    });
    let Some((m, _)) = blow else { return false };
    s.entries().any(|(d, e)| matches!(e, Entry::Determiner(d) if d.definite == Some(Definite::Yes)) && d.end == m.start)
        && !s.quantities.iter().any(|q| q.tokens.end == m.start as usize && !q.article)
}
