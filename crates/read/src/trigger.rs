//! A trigger is a word of a sentence that says something happened, holds, is said or is needed; this chooses one sense for each.

use crate::factions::Faction;
use crate::people::count_before;
use crate::roads;
use crate::sentence::{Run, Sentence};
use crate::where_::Named;
use crate::who;
use accalmie_language::{Rel, Tense, Upos, VerbForm};
use accalmie_lexicon::{Cue, Definite, Entry, Frame, General, Meaning, Pos, RoleWord, TriggerRow};
use accalmie_places::Gazetteer;
use accalmie_record::{Kind, Outcome, Type};

#[derive(Clone, Debug)]
pub struct Trigger {
    pub row: u32,
    pub run: Run,
    /// The word that governs: the verb, or the noun.
    pub head: usize,
    pub meaning: Meaning,
    pub outcome: Option<Outcome>,
    pub frame: Option<Frame>,
    pub verb: bool,
}

impl Trigger {
    pub fn type_(&self) -> Option<Type> {
        if let Meaning::Type(t) = self.meaning { Some(t) } else { None }
    }

    pub fn general(&self) -> Option<General> {
        if let Meaning::General(g) = self.meaning { Some(g) } else { None }
    }

    /// Says only what became of people, not what was done to them.
    pub fn only_harm(&self) -> bool {
        matches!(self.meaning, Meaning::General(General::Killing | General::Death | General::Injury))
    }

    /// Tells of violence, of which several words in one stretch may be one happening.
    pub fn violent(&self) -> bool {
        match self.meaning {
            Meaning::General(General::Closure | General::Opening | General::Moving | General::Homecoming) => false,
            Meaning::General(_) => true,
            Meaning::Type(t) => {
                matches!(t.family(), "battle" | "explosive")
                    || matches!(
                        t,
                        Type::CivilianTargetingAttack
                            | Type::CivilianTargetingKilling
                            | Type::CivilianTargetingExecution
                            | Type::ObjectAttackStrike
                    )
            }
            Meaning::None => false,
        }
    }

    pub fn kind(&self) -> Kind {
        self.type_().map_or(Kind::Event, Type::kind)
    }
}

/// One trigger for each place in the sentence where a row fires, none overlapping.
pub fn choose(s: &Sentence, factions: &[Faction], named: &[Named], gazetteer: Option<&Gazetteer>) -> Vec<Trigger> {
    let mut none: Vec<Run> = Vec::new();
    let mut found: Vec<Trigger> = Vec::new();
    for (m, entry) in s.entries() {
        let Entry::Trigger(t) = entry else { continue };
        let run = m.start as usize..m.end as usize;
        if t.meaning == Meaning::None {
            none.push(run);
            continue;
        }
        let in_name = named.iter().any(|n| n.run.start <= run.start && run.end <= n.run.end)
            || factions.iter().any(|f| {
                f.row.is_some_and(|r| matches!(s.tongue.lexicon.rows[r as usize].entry, Entry::Actor(_)))
                    && f.run.len() > run.len()
                    && f.run.contains(&run.start)
                    && f.run.contains(&(run.end - 1))
            })
            || s.entries().any(|(o, e)| {
                matches!(e, Entry::Weapon(_) | Entry::Actor(_)) && o.end - o.start > m.end - m.start && o.start <= m.start && m.end <= o.end
            });
        if in_name {
            continue;
        }
        let head = head_of(s, &run, t.pos);
        let verb = match s.pos(head) {
            // Where tags are a hint, a noun of the tables is one whatever the tagger made of it.
            Some(Upos::Verb | Upos::Aux) => t.pos != Pos::Noun || !s.tongue.lexicon.grammar.tags_hint,
            Some(Upos::Adj) => t.pos == Pos::Verb,
            Some(_) => t.pos == Pos::Verb,
            None => t.pos == Pos::Verb,
        };
        found.push(Trigger { row: m.row, head, meaning: t.meaning, outcome: t.outcome, frame: t.frame, verb, run });
    }
    if let Some(t) = roads::status(s, named, gazetteer) {
        found.retain(|o| o.run.end <= t.run.start || t.run.end <= o.run.start);
        found.push(t);
    }
    if found.iter().all(|t| !t.violent()) {
        found.extend(fallen(s, named));
    }
    found.retain(|t| !none.iter().any(|n| n.start < t.run.end && t.run.start < n.end && n.len() >= t.run.len()));
    found.sort_by_key(|t| (t.run.start, std::cmp::Reverse(t.run.end)));
    let mut out: Vec<Trigger> = Vec::new();
    let mut i = 0;
    while i < found.len() {
        let mut j = i + 1;
        while j < found.len() && found[j].run == found[i].run {
            j += 1;
        }
        let best = (i..j).max_by_key(|&k| (sense(s, &found[k]), std::cmp::Reverse(k))).unwrap_or(i);
        let t = found[best].clone();
        if out.last().is_none_or(|o| o.run.end <= t.run.start) {
            out.push(t);
        } else if let Some(last) = out.last_mut().filter(|l| l.run.len() < t.run.len()) {
            *last = t;
        }
        i = j;
    }
    // "سقط 9 شهداء": where nothing that can fall is named, it is those who are counted that fell.
    let dead: Vec<usize> =
        out.iter().filter(|t| t.frame == Some(Frame::Counted) && t.outcome == Some(Outcome::Killed)).map(|t| t.run.start).collect();
    let armed = s.entries().any(|(_, e)| matches!(e, Entry::Weapon(_)));
    out.retain(|t| armed || t.general() != Some(General::Impact) || !dead.iter().any(|d| (t.run.end..t.run.end + 3).contains(d)));
    // "Hejmara kuştiyan gihîşt 40": nobody has arrived, a toll has.
    if out.iter().any(|t| t.frame == Some(Frame::Tally)) {
        out.retain(|t| t.violent() || t.frame == Some(Frame::Tally) || !s.cues(Cue::Update).any(|m| t.run.contains(&(m.start as usize))));
    }
    out
}

/// "Trois obus sur Dardara", "IED, tractor, Khanaqin": a line with no verb, a weapon and a place tells that the weapon struck there.
fn fallen(s: &Sentence, named: &[Named]) -> Option<Trigger> {
    let verb = (0..s.len()).any(|i| matches!(s.pos(i), Some(Upos::Verb | Upos::Aux)));
    let here = named.iter().any(|n| n.cued || n.run.start == 0 || s.starts_line || s.bullet);
    if verb || !here || s.tree.nodes.is_empty() {
        return None;
    }
    let (m, type_) = s.entries().find_map(|(m, e)| match e {
        Entry::Weapon(w) => w.type_.filter(|t| t.family() == "explosive" && *t != Type::ExplosiveErw).map(|t| (m, t)),
        _ => None,
    })?;
    let run = m.start as usize..m.end as usize;
    let known =
        s.entries().any(|(d, e)| matches!(e, Entry::Determiner(x) if x.definite == Some(Definite::Yes)) && d.end as usize == run.start);
    let head = head_of(s, &run, Pos::Noun);
    (!known).then_some(Trigger {
        row: m.row,
        head,
        meaning: Meaning::Type(type_),
        outcome: None,
        frame: Some(Frame::Happens),
        verb: false,
        run,
    })
}

/// The governing word of a set phrase: its verb where the row is a verb's, else its first word.
fn head_of(s: &Sentence, run: &Run, pos: Pos) -> usize {
    let verb = run.clone().find(|&i| s.pos(i) == Some(Upos::Verb));
    if pos == Pos::Verb {
        return verb.unwrap_or(run.start);
    }
    if let (Pos::Any, Some(v)) = (pos, verb) {
        return v;
    }
    run.clone()
        .find(|&i| !s.head(i).is_some_and(|h| run.contains(&h)) && matches!(s.pos(i), Some(Upos::Noun | Upos::Propn)))
        .unwrap_or(run.start)
}

/// How well a row's sense fits where the word stands; higher is better.
fn sense(s: &Sentence, t: &Trigger) -> i32 {
    let Entry::Trigger(TriggerRow { pos, .. }) = &s.tongue.lexicon.rows[t.row as usize].entry else { return 0 };
    let tag = s.pos(t.head);
    let mut score = match (pos, tag) {
        (Pos::Verb, Some(Upos::Verb)) | (Pos::Noun, Some(Upos::Noun | Upos::Propn)) | (Pos::Adjective, Some(Upos::Adj)) => 4,
        (Pos::Verb, Some(Upos::Adj | Upos::Aux)) | (Pos::Adjective, Some(Upos::Verb)) => 2,
        (Pos::Any, _) | (_, None) => 1,
        _ => 0,
    };
    // "خطف مسلحون تاجراً": what stands before a subject is its verb.
    let subject_next = s.subject_by_ending(t.run.end)
        && s.entries().any(|(m, e)| m.start as usize == t.run.end && matches!(e, Entry::Person(_) | Entry::Actor(_)));
    if subject_next && matches!(pos, Pos::Verb) {
        score += 5;
    }
    // "The blast wounded six": after an article the word is a noun, whatever the tagger made of it.
    let article = s.entries().any(|(m, e)| matches!(e, Entry::Determiner(d) if d.definite.is_some()) && m.end as usize == t.run.start);
    if article && matches!(pos, Pos::Noun) {
        score += 5;
    }
    if t.frame == Some(Frame::Counted) {
        let c = count_before(s, t.run.start, t.head);
        let counted = c.explicit || (c.start < t.run.start && !c.definite);
        // "wounded 24 others": tagged a verb, with no figure before it, it is the deed.
        score += match (counted, tag) {
            (true, Some(Upos::Verb)) => {
                if c.explicit {
                    3
                } else {
                    -3
                }
            }
            (true, _) => 3,
            (false, Some(Upos::Verb)) => -3,
            (false, _) => 0,
        };
        score -= if matches!(s.role_at(t.run.end), Some((RoleWord::Of, _))) && !counted { 2 } else { 0 };
    }
    if t.frame == Some(Frame::Of) && matches!(s.role_at(t.run.end), Some((RoleWord::Of, _))) {
        score += 2;
    }
    score
}

/// How far before a participle the small word may stand that makes it passive, in tokens.
const PASSIVE_REACH: usize = 6;

/// "were on Wednesday killed", "are feared killed": the passive's small word stands further off than the tree sees.
fn made_passive(s: &Sentence, head: usize) -> bool {
    let from = head.saturating_sub(PASSIVE_REACH);
    let Some(at) = (from..head).rev().find(|&i| matches!(s.role_at(i), Some((RoleWord::Passive, _)))) else { return false };
    // Between them, when and how; no other doer, no other clause.
    (at + 1..head).all(|i| {
        s.in_time(i)
            || matches!(s.pos(i), Some(Upos::Adv | Upos::Aux | Upos::Adp | Upos::Part | Upos::Adj))
            || s.is_mark(i)
            || s.cues(Cue::Hedge).chain(s.cues(Cue::Hearsay)).any(|m| (m.start as usize..m.end as usize).contains(&i))
            || s.is_verb(i) && s.entries().any(|(m, e)| matches!(e, Entry::Trigger(_)) && m.start as usize == i)
            || matches!(s.role_at(i), Some((RoleWord::And, _)))
    })
}

/// Where active and passive are spelled alike: a deed to people is undergone when they, and nobody else, come right after it.
fn undergone(s: &Sentence, t: &Trigger) -> bool {
    if t.outcome.is_none() {
        return false;
    }
    if doer_beside(s, t).is_some() {
        return false;
    }
    // "أفرجت قسد عن": who did it stands inside the words that tell it.
    let actor = |run: Run| s.entries().any(|(m, e)| matches!(e, Entry::Actor(_)) && run.contains(&(m.start as usize)));
    if t.run.len() > 1 && actor(t.run.start + 1..t.run.end) {
        return false;
    }
    // "الشرطة تعتقل": a doer that stands before its verb.
    if foregone_doer(s, t) {
        return false;
    }
    let reach = t.run.end..(t.run.end + 6).min(s.len());
    for i in reach {
        let (mut who, mut doer) = (false, false);
        for (m, e) in s.entries().filter(|(m, _)| m.start as usize == i) {
            match e {
                Entry::Person(_) => who = true,
                Entry::Actor(_) | Entry::Weapon(_) => doer = true,
                Entry::Role(_) if i > t.run.end && !s.row(m).after => return true,
                _ => {}
            }
        }
        if doer && !who || who && object_alone(s, i) {
            return false;
        }
        if who || s.quantities.iter().any(|q| q.tokens.start == i) {
            return true;
        }
    }
    !s.children(t.head).any(|c| s.rel(c) == Some(Rel::Obj))
}

fn person(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| matches!(e, Entry::Person(_)) && m.start as usize == i)
}

/// Its ending says that it is the object, and it does not stand so after a figure only.
fn object_alone(s: &Sentence, i: usize) -> bool {
    s.object_by_ending(i) && s.count_ending(i).is_none()
}

/// "قتل القناص امرأة", "قتل مستوطنون راعياً": of two right after their verb the first does it, where the second is by its ending what it
/// is done to, or the first is one who can act.
pub fn doer_beside(s: &Sentence, t: &Trigger) -> Option<Run> {
    if !s.tongue.lexicon.grammar.passive_unwritten || !t.verb || t.outcome.is_none() {
        return None;
    }
    let first =
        (t.run.end..(t.run.end + 2).min(s.len())).take_while(|&i| !s.is_mark(i) && s.role_at(i).is_none()).find(|&i| person(s, i))?;
    let here = |e: &Entry| matches!(e, Entry::Actor(_) | Entry::Person(_));
    let words = || s.entries().filter(|(m, e)| m.start as usize == first && here(e));
    let end = words().map(|(m, _)| m.end as usize).max()?;
    let counted = (first > 0 && s.count_ending(first).is_some()) || object_alone(s, first);
    let acts = words().any(|(_, e)| matches!(e, Entry::Actor(_)));
    let free = |k: &usize| !s.is_mark(*k) && s.role_at(*k).is_none();
    let second = (end..(end + 3).min(s.len())).take_while(free).find(|&k| {
        person(s, k) && object_alone(s, k)
            || acts && k < end + 2 && person(s, k) && s.pos(k) != Some(Upos::Adj)
            || acts && s.quantities.iter().any(|q| q.tokens.start == k && (q.tokens.end..q.tokens.end + 2).any(|n| person(s, n)))
    });
    (!counted && second.is_some()).then_some(first..end)
}

/// Whether the subject of a verb stands before it and is a force, a weapon or a deed, and no person.
fn foregone_doer(s: &Sentence, t: &Trigger) -> bool {
    // "القوات تقتل": a body's name that opens the line right before its verb, whatever the tree says.
    let opens = |start: usize| start == 0 || s.is_mark(start - 1);
    if s.entries().any(|(m, e)| {
        matches!(e, Entry::Actor(_)) && m.end as usize == t.run.start && opens(m.start as usize) && !person(s, m.start as usize)
    }) {
        return true;
    }
    let Some(head) = who::subject(s, t.head).filter(|&c| c < t.run.start) else { return false };
    let mut doer = false;
    for (m, e) in s.entries().filter(|(m, _)| (m.start as usize..m.end as usize).contains(&head)) {
        match e {
            Entry::Person(_) if (m.end - m.start) == 1 && !s.subject_by_ending(head) => return false,
            Entry::Actor(_) | Entry::Weapon(_) | Entry::Trigger(_) => doer = true,
            _ => {}
        }
    }
    doer
}

/// Read as a passive: "ont été tués", "killed by", "3 soldats tués".
pub fn passive(s: &Sentence, t: &Trigger) -> bool {
    let Some(node) = s.node(t.head) else { return false };
    let subject_between = |aux: usize| s.children(t.head).any(|c| aux < c && c < t.head && s.rel(c) == Some(Rel::Nsubj));
    if s.children(t.head).any(|c| match s.rel(c) {
        // "said to be herdsmen have killed": the small word is another verb's.
        Some(Rel::AuxPass) => !subject_between(c),
        Some(Rel::NsubjPass | Rel::OblAgent) => true,
        _ => false,
    }) {
        return true;
    }
    if s.tongue.lexicon.grammar.passive_unwritten && t.verb && t.frame == Some(Frame::Acts) {
        return undergone(s, t);
    }
    // "killing", "tuant": the present participle is active.
    let active = node.verb_form == VerbForm::Ger || node.verb_form == VerbForm::Part && node.tense == Tense::Pres;
    if active || s.children(t.head).any(|c| matches!(s.rel(c), Some(Rel::Obj))) {
        return false;
    }
    if made_passive(s, t.head) {
        return true;
    }
    let participle = node.verb_form == VerbForm::Part || node.upos == Upos::Adj;
    participle
        && matches!(node.rel, Rel::Acl | Rel::Amod | Rel::Root | Rel::Conj | Rel::Parataxis | Rel::AclRelcl | Rel::Advcl)
        && !s.children(t.head).any(|c| s.rel(c) == Some(Rel::Aux))
}
