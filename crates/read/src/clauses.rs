//! A clause is a verb with what hangs on it; a segment is a stretch of a sentence that tells its own happening.
//!
//! Segments are cut at semicolons, and between coordinated verbs that each have a subject. Inside a segment place and time
//! belong to everything told there.

use crate::sentence::Sentence;
use accalmie_language::{Rel, Upos};
use accalmie_lexicon::{Cue, Entry, RoleWord};

fn joins(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| matches!(e, Entry::Role(RoleWord::And)) && m.start as usize == i)
}

/// Numbers the clauses and segments of a sentence.
pub fn cut(s: &mut Sentence) {
    clauses(s);
    segments(s);
}

fn opens_clause(s: &Sentence, i: usize) -> bool {
    let Some(n) = s.node(i) else { return false };
    match n.rel {
        Rel::Root | Rel::Parataxis | Rel::Advcl | Rel::Acl | Rel::AclRelcl | Rel::Ccomp | Rel::Csubj => true,
        Rel::Conj => matches!(n.upos, Upos::Verb | Upos::Aux),
        _ => false,
    }
}

fn clauses(s: &mut Sentence) {
    let n = s.len();
    s.clause = vec![0; n];
    if s.tree.nodes.is_empty() {
        return;
    }
    for i in 0..n {
        let mut at = i;
        for _ in 0..n {
            if opens_clause(s, at) {
                break;
            }
            match s.head(at) {
                Some(h) => at = h,
                None => break,
            }
        }
        s.clause[i] = at as u16;
    }
}

fn segments(s: &mut Sentence) {
    let n = s.len();
    let mut cuts = vec![false; n + 1];
    let mut depth = 0i32;
    for i in 0..n {
        match s.word(i) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            ";" | "؛" if depth <= 0 => cuts[i + 1] = true,
            _ => {}
        }
    }
    for i in 0..n {
        let Some(node) = s.node(i) else { continue };
        let main = matches!(node.rel, Rel::Conj | Rel::Parataxis) && matches!(node.upos, Upos::Verb);
        // "…, officials said Monday" tells no happening of its own, wherever the tree hangs it.
        let says = s
            .entries()
            .any(|(m, e)| matches!(e, Entry::Cue(c) if c.cue == Cue::Attribution) && (m.start as usize..m.end as usize).contains(&i));
        if !main || says {
            continue;
        }
        let has_subject = s.children(i).any(|c| matches!(s.rel(c), Some(Rel::Nsubj | Rel::NsubjPass)));
        let head_has_subject = s.head(i).is_some_and(|h| s.children(h).any(|c| matches!(s.rel(c), Some(Rel::Nsubj | Rel::NsubjPass))));
        // "six were killed and seven wounded": two figures of one happening.
        let harm = |v: usize| {
            s.entries()
                .any(|(m, e)| matches!(e, Entry::Trigger(t) if t.outcome.is_some()) && (m.start as usize..m.end as usize).contains(&v))
        };
        let one = harm(i) && s.head(i).is_some_and(harm);
        if has_subject && head_has_subject && !one {
            // The cut stands before the first token of the coordinated clause.
            let first = (0..i).rev().take_while(|&j| s.hangs(j, i)).last().unwrap_or(i);
            cuts[first] = true;
        }
    }
    if s.tongue.lexicon.grammar.verb_first {
        // "…، وقصفت القوات…": where clauses begin with their verb, one that is joined after a comma tells its own happening.
        let harm = |v: usize| {
            s.entries()
                .any(|(m, e)| matches!(e, Entry::Trigger(t) if t.outcome.is_some()) && (m.start as usize..m.end as usize).contains(&v))
        };
        for i in 2..n {
            let joined = matches!(s.word(i - 2), "," | "،") && (matches!(s.pos(i - 1), Some(Upos::Cconj | Upos::Part)) || joins(s, i - 1));
            if joined && s.is_verb(i) && !harm(i) {
                cuts[i - 1] = true;
            }
        }
    }
    s.segment = vec![0; n];
    let mut segment = 0;
    for (i, (own, cut)) in s.segment.iter_mut().zip(&cuts).enumerate() {
        if *cut && i > 0 {
            segment += 1;
        }
        *own = segment;
    }
}
