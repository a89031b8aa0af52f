//! Certainty says how the report holds what it tells: as so, as perhaps so, as planned, as possible, as not so.

use crate::sentence::Sentence;
use crate::trigger::Trigger;
use accalmie_language::{Mood, Rel, Tense, Upos, VerbForm};
use accalmie_lexicon::{Cue, Match};
use accalmie_record::Status;

fn run(m: &Match) -> std::ops::Range<usize> {
    m.start as usize..m.end as usize
}

/// The status of what `t` tells, and the name of the rule or cue that decided.
pub fn status(s: &Sentence, t: &Trigger) -> (Status, Option<String>) {
    let cite = |m: &Match| Some(s.tongue.lexicon.cite(m.row));
    if s.word(s.len().saturating_sub(1)) == "?" || s.word(s.len().saturating_sub(1)) == "؟" {
        return (Status::Hypothetical, Some("question".to_owned()));
    }
    let near = |m: &&Match| s.clause_distance(m.start as usize, t.head) == 0;
    if let Some(m) = negation(s, t) {
        return (Status::Negated, cite(m));
    }
    // Languages that say so by the ending of the word itself.
    let last = t.run.clone().rev().find(|&i| s.is_verb(i)).unwrap_or(t.run.end - 1);
    let said = s.tongue.lexicon.vocabulary.said_by(s.word(last));
    if said.negative {
        return (Status::Negated, Some("ending".to_owned()));
    }
    if said.future || said.possible {
        let status = if said.possible { Status::Hypothetical } else { Status::Intended };
        return (status, Some("ending".to_owned()));
    }
    // "dément avoir tiré", "denied that it shelled": what is denied is told as not so.
    let under = |m: &&Match| governed_by(s, t.head, run(m).start) || governed_by(s, t.head, run(m).end - 1);
    let beside = |m: &&Match| run(m).end <= t.run.start && s.head(run(m).start) == Some(t.head);
    if let Some(m) = s.cues(Cue::Denial).find(|m| under(m) || beside(m)) {
        return (Status::Negated, cite(m));
    }
    // "might target", "likely to burn", "pourrait attaquer": possible, not told as so.
    let infinitive_or_bare = s.node(t.head).is_some_and(|n| n.verb_form == VerbForm::Inf);
    if let Some(m) = s.cues(Cue::Hedge).find(|m| {
        run(m).end <= t.run.start
            && infinitive_or_bare
            && t.run.start - run(m).end <= 4
            && (under(m) || run(m).any(|i| s.head(i) == Some(t.head)))
    }) {
        return (Status::Hypothetical, cite(m));
    }
    if let Some(m) = s
        .cues(Cue::Hypothetical)
        .find(|m| (m.end as usize) <= t.head && s.clause_distance(m.start as usize, t.head) <= 1 && t.head - m.end as usize <= 8)
    {
        return (Status::Hypothetical, cite(m));
    }
    let node = s.node(t.head);
    let verb = governing_verb(s, t.head);
    let tensed = |i: usize| {
        std::iter::once(i)
            .chain(s.children(i).filter(|&c| matches!(s.rel(c), Some(Rel::Aux | Rel::AuxPass | Rel::Cop))))
            .filter_map(|j| s.node(j))
            .map(|n| (n.mood, n.tense))
            .collect::<Vec<_>>()
    };
    if let Some(i) = verb {
        let forms = tensed(i);
        if forms.iter().any(|(_, t)| *t == Tense::Fut) {
            return (Status::Intended, Some("future".to_owned()));
        }
        if forms.iter().any(|(m, _)| *m == Mood::Cnd) {
            return (Status::Hedged, Some("conditional".to_owned()));
        }
    }
    // A bare infinitive as the sentence's main verb names a goal or an order.
    // Where the verb comes last, a past may be spelled as the infinitive is.
    if !s.tongue.lexicon.grammar.verb_last
        && node.is_some_and(|n| n.verb_form == VerbForm::Inf && n.rel == Rel::Root)
        && !s.children(t.head).any(|c| s.rel(c) == Some(Rel::Nsubj))
    {
        return (Status::Intended, Some("infinitive".to_owned()));
    }
    // "le retrait doit être achevé": the verb that carries the noun stands under a word of intent.
    if let Some(v) = verb.filter(|&v| v != t.head)
        && let Some(m) = s.cues(Cue::Intent).find(|m| {
            run(m).any(|i| s.head(i) == Some(v) && s.rel(i) == Some(Rel::Aux) || s.head(v) == Some(i) && s.rel(v) == Some(Rel::Xcomp))
        })
    {
        return (Status::Intended, cite(m));
    }
    // "pour empêcher": the infinitive that the cue itself names, and what hangs on it, is a purpose, not an effect.
    for m in s.cues(Cue::Intent).chain(s.cues(Cue::Goal)) {
        let purpose = |i: usize| run(m).contains(&i) && s.node(i).is_some_and(|n| n.verb_form == VerbForm::Inf);
        let mut at = t.head;
        for _ in 0..4 {
            if purpose(at) || at == t.head && run(m).start < t.run.start && run(m).end > t.run.start {
                return (Status::Intended, cite(m));
            }
            match s.head(at) {
                Some(h) => at = h,
                None => break,
            }
        }
    }
    // A goal: an infinitive, or the noun after it, under a word of intent in the same or the governing clause.
    let infinitive =
        node.is_some_and(|n| n.verb_form == VerbForm::Inf) || verb.is_some_and(|v| s.node(v).is_some_and(|n| n.verb_form == VerbForm::Inf));
    for m in s.cues(Cue::Intent).chain(s.cues(Cue::Goal)) {
        let before = run(m).end <= t.run.start && t.run.start - run(m).end <= if infinitive { 8 } else { 3 };
        if before
            && s.clause_distance(m.start as usize, t.head) <= 1
            && !s.between(run(m).end.saturating_sub(1), t.run.start, |i| {
                s.is_verb(i) && s.node(i).is_some_and(|n| n.verb_form == VerbForm::Fin)
            })
        {
            return (Status::Intended, cite(m));
        }
    }
    if let Some(m) = s.cues(Cue::Hedge).find(near).or_else(|| s.cues(Cue::Hearsay).find(near)) {
        return (Status::Hedged, cite(m));
    }
    // "X dit avoir tué", "claimed to have killed": the author's own word for his deed.
    if let Some(m) = s.cues(Cue::Claim).find(|m| {
        s.node(t.head).is_some_and(|n| matches!(n.rel, Rel::Xcomp | Rel::Ccomp)) && s.head(t.head).is_some_and(|h| run(m).contains(&h))
    }) {
        return (Status::Hedged, cite(m));
    }
    (Status::Asserted, None)
}

/// Whether `i` is the complement of `governor`, directly or through one verb between.
fn governed_by(s: &Sentence, i: usize, governor: usize) -> bool {
    let mut at = i;
    for _ in 0..3 {
        if !matches!(s.rel(at), Some(Rel::Xcomp | Rel::Ccomp | Rel::Obj | Rel::Advcl | Rel::Obl)) {
            return false;
        }
        match s.head(at) {
            Some(h) if h == governor => return true,
            Some(h) => at = h,
            None => return false,
        }
    }
    false
}

/// The verb that carries a word: itself, or for a noun the verb it hangs on.
fn governing_verb(s: &Sentence, i: usize) -> Option<usize> {
    match s.pos(i)? {
        Upos::Verb | Upos::Aux => Some(i),
        _ => {
            let h = s.head(i)?;
            (matches!(s.rel(i), Some(Rel::Nsubj | Rel::NsubjPass | Rel::Obj)) && matches!(s.pos(h), Some(Upos::Verb | Upos::Aux)))
                .then_some(h)
        }
    }
}

fn negation<'s>(s: &'s Sentence, t: &Trigger) -> Option<&'s Match> {
    let verb = governing_verb(s, t.head);
    s.cues(Cue::Negation).find(|m| {
        let r = run(m);
        // "ne fonctionnent plus", "sans courant": the row's own words, not a denial of what it tells.
        let words = |row: u32| s.tongue.lexicon.rows[row as usize].words.split([' ', '|', '"']).filter(|w| w.len() > 1).collect::<Vec<_>>();
        if t.run.start <= r.start && r.end <= t.run.end && words(m.row).iter().any(|w| words(t.row).contains(w)) {
            return false;
        }
        // A word of the row that denies it: "patlama olmadı".
        if t.run.start <= r.start && r.end <= t.run.end {
            return true;
        }
        let child = s.head(r.start).is_some_and(|h| h == t.head || Some(h) == verb)
            || s.head(r.end - 1).is_some_and(|h| h == t.head || Some(h) == verb);
        let right_before = r.end <= t.run.start
            && t.run.start - r.end <= 2
            && s.clause_distance(r.start, t.head) == 0
            && !s.between(r.end.saturating_sub(1), t.run.start, |i| s.is_mark(i) || s.is_verb(i));
        // "birîndar nebûye": where the verb comes last, what denies it may follow.
        let right_after = s.tongue.lexicon.grammar.verb_last
            && r.start >= t.run.end
            && r.start - t.run.end <= 2
            && s.clause_distance(r.start, t.head) == 0
            && !s.between(t.run.end - 1, r.start, |i| s.is_mark(i));
        child || right_before || right_after
    })
}
