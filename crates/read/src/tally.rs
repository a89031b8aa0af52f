//! A tally is a figure of harm told by itself: "the death toll rose to nine", "le nombre de morts est passé à neuf et celui des blessés à 23".
//!
//! The word for the figure says what became of people, and words of an update say to what it has come; the people are not named again.

use crate::certainty;
use crate::people::People;
use crate::sentence::Sentence;
use crate::trigger::Trigger;
use crate::whom::Toll;
use accalmie_language::{Upos, VerbForm};
use accalmie_lexicon::{Cue, Entry, Frame, Match, Meaning, RelationWord, RoleWord};
use accalmie_measure::{QuantityKind, QuantityMention};
use accalmie_record::{Outcome, Status};

/// How far after its word the figure may stand, in tokens: "the death toll from the strike on the market on Tuesday rose to nine".
const REACH: usize = 24;

/// A greater figure is money, or has more to it than one happening.
const MOST: u64 = 100_000;

/// The figure that the word `k` for a tally has come to, if the sentence gives one that no noun takes.
pub fn tally(s: &Sentence, k: usize, triggers: &[Trigger], people: &[People], outcome: Outcome) -> Option<Toll> {
    let t = &triggers[k];
    let next = triggers[k + 1..].iter().find(|o| o.frame == Some(Frame::Tally)).map_or(s.len(), |o| o.run.start);
    let here = |q: &&QuantityMention| {
        matches!(q.kind, QuantityKind::Count | QuantityKind::Time)
            && !q.article
            && q.min <= MOST
            && q.tokens.start >= t.run.end
            && q.tokens.start <= t.run.end + REACH
            && q.tokens.end <= next
            && s.segment[q.tokens.start] == s.segment[t.head]
            && come_to(s, t, q)
            && (!s.in_time(q.tokens.start) || stands_at(s, &q.tokens))
    };
    // "à neuf morts", "to 14 people": a noun that is counted tells it itself.
    let own =
        |q: &QuantityMention, at: usize| !s.quantities.iter().any(|o| !o.article && o.tokens.start >= q.tokens.end && o.tokens.end <= at);
    let told = |q: &QuantityMention| {
        let near = q.tokens.end..q.tokens.end + 3;
        triggers.iter().any(|o| o.frame == Some(Frame::Counted) && near.contains(&o.run.start) && own(q, o.run.start))
            || people.iter().any(|p| !p.bare && p.run.start < q.tokens.end + 1 && q.tokens.start < p.run.end && has_harm(p, triggers))
    };
    let q = s.quantities.iter().find(|q| here(q) && !told(q))?;
    Some(Toll::of_nobody_named(k, outcome, q))
}

/// "14 people were wounded": another word of harm says what became of them.
fn has_harm(p: &People, triggers: &[Trigger]) -> bool {
    triggers
        .iter()
        .any(|o| o.outcome.is_some() && o.frame != Some(Frame::Tally) && o.run.start >= p.run.end && o.run.start - p.run.end <= 3)
}

/// Words of an update lead to the figure: right before or after it, or in the same stretch with a word for "to" right before it.
fn come_to(s: &Sentence, t: &Trigger, q: &QuantityMention) -> bool {
    let (start, end) = (q.tokens.start, q.tokens.end);
    if left_behind(s, t, q) {
        return false;
    }
    let updates = || s.entries().filter(|(_, e)| is_update(e, "to")).map(|(m, _)| m);
    let beside = |m: &Match| {
        let (from, to) = (m.start as usize, m.end as usize);
        (to..to + 2).contains(&start) || (end..end + 2).contains(&from) || from < end && start < to
    };
    // "to nine", "à neuf", "إلى 9"; "at least" and the like may stand between.
    let led = |m: &Match| (1..=3).contains(&(start + 1).saturating_sub(m.end as usize));
    let to = s.entries().any(|(m, e)| {
        matches!(e, Entry::Relation(r) if matches!(r.relation, Some(RelationWord::To | RelationWord::At | RelationWord::Within))) && led(m)
    });
    let told = |m: &Match| s.segment[m.start as usize] == s.segment[t.head] && (m.start as usize) < start;
    // A verb that comes first and reaches its figure without a word: "بلغ عدد الجرحى في الانفجار 23".
    let reached = |m: &Match| m.start as usize <= t.run.start && (m.end as usize) > t.run.start;
    // "a death toll of nine", "Death toll: nine", "Hejmara kuştiyan 40 e".
    let mut gap = t.run.end..start;
    let said = gap.len() <= 1 && gap.all(|i| s.word(i) == ":" || matches!(s.role_at(i), Some((RoleWord::Of, _))));
    said || updates().any(|m| beside(m) || told(m) && (to || reached(m) && alone(s, t, q)))
}

/// A figure that holds no more, may never, or is of something else: "up from 26", "an earlier toll of nine", "could rise to nine", "has not
/// risen", "the toll from the earthquake".
fn left_behind(s: &Sentence, t: &Trigger, q: &QuantityMention) -> bool {
    let here = |m: &Match| s.segment[m.start as usize] == s.segment[t.head];
    // Where the verb comes last, what is said of it stands after the figure.
    let until = if s.tongue.lexicon.grammar.verb_last { s.len() } else { q.tokens.end };
    let told_of = |m: &&Match| here(m) && (m.start as usize) < until;
    let unsure = [Cue::Hypothetical, Cue::Denial, Cue::Intent, Cue::Topic].into_iter().any(|c| s.cues(c).any(|m| told_of(&m)));
    // "could rise", "has not risen", "passera": the verb of the update is read as that of any deed is.
    let nearest = s.entries().filter(|(m, e)| is_update(e, "to") && told_of(m)).max_by_key(|(m, _)| (m.start, m.end));
    let open = nearest.is_some_and(|(m, _)| {
        let run = m.start as usize..m.end as usize;
        // "has not risen to": what denies it may stand inside the words of the update.
        let inside = run.clone().rev().skip(1).any(|i| s.pos(i) == Some(Upos::Part));
        if inside || s.cues(Cue::Negation).any(|n| n.end <= m.start && m.start - n.end <= 2 && here(n)) {
            return true;
        }
        let Some(head) = run.clone().find(|&i| s.is_verb(i)) else { return false };
        let verb = Trigger { row: m.row, head, meaning: Meaning::None, outcome: None, frame: None, verb: true, run };
        let (status, why) = certainty::status(s, &verb);
        s.node(head).is_some_and(|n| n.verb_form == VerbForm::Inf)
            || !matches!(status, Status::Asserted | Status::Hedged)
            || why.as_deref() == Some("conditional")
    });
    let gone = s.entries().any(|(m, e)| match e {
        Entry::Relation(r) => r.relation == Some(RelationWord::From) && m.end as usize == q.tokens.start,
        e => is_update(e, "from") && t.run.start < m.end as usize && (m.start as usize) < t.run.end,
    });
    unsure || open || gone
}

fn is_update(e: &Entry, which: &str) -> bool {
    matches!(e, Entry::Cue(c) if c.cue == Cue::Update && c.value == which)
}

/// No other figure stands between, and no noun after it.
fn alone(s: &Sentence, t: &Trigger, q: &QuantityMention) -> bool {
    let between = s.quantities.iter().any(|o| o.tokens.start >= t.run.end && o.tokens.end <= q.tokens.start && !o.article);
    !between && (q.tokens.end >= s.len() || s.is_mark(q.tokens.end) || s.role_at(q.tokens.end).is_some())
}

/// "now stands at 12": no hour, but the figure that the toll has come to.
pub fn stands_at(s: &Sentence, figure: &std::ops::Range<usize>) -> bool {
    s.entries().any(|(m, e)| {
        let here = (m.start as usize) < figure.end && figure.start <= m.end as usize;
        is_update(e, "to") && here
    })
}
