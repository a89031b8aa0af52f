//! People are the phrases that name human beings as a report counts them: "trois soldats nigériens", "7 autres",
//! "a boy aged 11", "several wounded".

use crate::sentence::{Run, Sentence};
use accalmie_language::{Rel, TokenKind, Upos, fold};
use accalmie_lexicon::{Cue, Definite, Entry, Frame, Match, Number, RoleWord, TriggerRow};
use accalmie_measure::QuantityKind;
use accalmie_record::{Sex, TargetClass, Unit, Who};

#[derive(Clone, Debug, PartialEq)]
pub struct People {
    /// The whole phrase, figure and determiners with it.
    pub run: Run,
    /// The token of the noun, or of the figure where there is no noun.
    pub head: usize,
    pub min: u64,
    pub max: Option<u64>,
    /// A figure or an article says how many; otherwise it is read from the plural.
    pub counted: bool,
    pub who: Who,
    pub class: TargetClass,
    pub sex: Option<Sex>,
    pub age: Option<String>,
    /// Figures in families.
    pub unit: Option<Unit>,
    /// Only a figure, no noun: "7 autres", "killed three".
    pub bare: bool,
    /// "the soldiers": known already, not a new figure.
    pub definite: bool,
    /// "dont trois enfants": inside a figure given before.
    pub part: bool,
    /// "deux autres", "three more".
    pub other: bool,
    pub row: Option<u32>,
}

/// What a determiner or figure before a noun says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counted {
    pub min: u64,
    pub max: Option<u64>,
    pub explicit: bool,
    pub definite: bool,
    pub plural: bool,
    /// "2'si çocuk": the figure's own ending says that it is so many of them.
    pub partitive: bool,
    pub start: usize,
}

/// Reads the figure or determiner before the noun phrase that begins at `start` with head `head`.
pub fn count_before(s: &Sentence, start: usize, head: usize) -> Counted {
    let form = fold(s.word(head));
    let lemma_differs = match s.node(head) {
        Some(_) => fold(s.tree.lemma(head)) != form,
        None => form.ends_with(['s', 'x']),
    };
    let vocabulary = &s.tongue.lexicon.vocabulary;
    let number = if vocabulary.tells_number() { vocabulary.number_of(s.word(head)) } else { None };
    let plural = if vocabulary.tells_number() { number == Some(Number::Plural) } else { lemma_differs };
    let mut out = Counted { min: 1, max: Some(1), start, plural, ..Counted::default() };
    // Walk left over adjectives, nation names and the small words inside a noun phrase.
    let mut i = start;
    let mut steps = 0;
    loop {
        if let Some(q) = s.count_ending(i) {
            (out.min, out.max, out.explicit, out.start) = (q.min, q.max, true, q.tokens.start);
            out.plural = q.max != Some(1);
            return out;
        }
        if i > 1
            && s.word(i - 1).starts_with(['\'', '\u{2019}'])
            && let Some(q) = s.count_ending(i - 1)
        {
            (out.min, out.max, out.explicit, out.start, out.partitive) = (q.min, q.max, true, q.tokens.start, true);
            return out;
        }
        if i == 0 || steps > 4 {
            break;
        }
        let p = i - 1;
        let determiner = s.entries().find_map(|(m, e)| match e {
            Entry::Determiner(d) if m.end as usize == i => Some((d.clone(), m.start as usize)),
            _ => None,
        });
        if let Some((d, at)) = determiner {
            // "dizaines de civils": the small word may stand between the figure and its noun.
            if let Some(q) = s.count_ending(at).filter(|q| q.tokens.end == at && !q.article) {
                (out.min, out.max, out.explicit, out.start) = (q.min, q.max, true, q.tokens.start);
                out.plural = true;
                return out;
            }
            out.start = at;
            out.definite = d.definite == Some(Definite::Yes);
            match d.number {
                Some(Number::Singular) => out.plural = false,
                Some(Number::Dual | Number::Plural) => out.plural = true,
                None => {}
            }
            break;
        }
        let passes = s.kind(p) == Some(TokenKind::Word)
            && (matches!(s.pos(p), Some(Upos::Adj | Upos::Noun | Upos::Propn | Upos::X | Upos::Num))
                || s.cues(Cue::Other).any(|m| m.end - m.start == 1 && m.start as usize == p)
                || matches!(s.role_before(i), Some((RoleWord::Of, _)))
                || s.entries().any(|(m, e)| matches!(e, Entry::Demonym(_)) && m.end as usize == i));
        // "six captured soldiers" is one phrase, "six killed, soldiers said" is not.
        let attribute = s.rel(p) == Some(Rel::Amod) && s.head(p) == Some(head);
        // "une attaque de rebelles": what is said of people is no part of how they are called.
        let tells = |t: &TriggerRow| t.outcome.is_some() || matches!(t.frame, Some(Frame::By | Frame::Of | Frame::Between));
        let trigger = !attribute && s.entries().any(|(m, e)| matches!(e, Entry::Trigger(t) if tells(t)) && m.end as usize == i);
        if !(passes || attribute) || trigger || s.in_time(p) {
            break;
        }
        i = p;
        steps += 1;
    }
    if number == Some(Number::Dual) {
        // A noun in the dual is its own figure.
        (out.min, out.max, out.explicit, out.plural) = (2, Some(2), !out.definite, true);
    } else if out.plural {
        (out.min, out.max) = (2, None);
    }
    out
}

/// All the people of a sentence, left to right, none overlapping.
pub fn find(s: &Sentence) -> Vec<People> {
    let mut out: Vec<People> = Vec::new();
    for (m, entry) in s.entries() {
        let Entry::Person(p) = entry else { continue };
        let (start, end) = (m.start as usize, m.end as usize);
        if out.last().is_some_and(|o: &People| o.run.end > start) {
            continue;
        }
        let by_ending = s.object_by_ending(start);
        if matches!(s.pos(start), Some(Upos::Verb | Upos::Adv | Upos::Adp)) && !m.by_form && !by_ending {
            continue;
        }
        // "le conseil civil": an adjective here, and the noun before it is no word for people.
        if s.pos(start) == Some(Upos::Adj)
            && start > 0
            && !s.parted_by_article(start)
            && !by_ending
            && !told_of(s, start)
            && matches!(s.pos(start - 1), Some(Upos::Noun | Upos::Propn))
            && s.rel(start) == Some(Rel::Amod)
        {
            continue;
        }
        let mut c = count_before(s, start, start);
        // "üç köylü isyancılar tarafından": the figure is of the people before.
        if let Some(last) = out.last().filter(|o| o.run.end > c.start) {
            c = Counted { min: if c.plural { 2 } else { 1 }, max: (!c.plural).then_some(1), explicit: false, start: last.run.end, ..c };
        }
        // "مدنيين اثنين": one and two stand after their noun.
        let mut end = end;
        if s.tongue.lexicon.grammar.article_on_word.is_some()
            && !c.explicit
            && let Some(q) = s.quantities.iter().find(|q| q.tokens.start == end && q.kind == QuantityKind::Count && !q.article)
            && (1..=2).contains(&q.min)
            && q.max == Some(q.min)
            && !matches!(s.pos(q.tokens.end), Some(Upos::Noun))
        {
            (c.min, c.max, c.explicit) = (q.min, q.max, true);
            end = q.tokens.end;
        }
        let other = (c.start..start).any(|i| s.cues(Cue::Other).any(|o| o.start as usize == i));
        out.push(People {
            run: c.start..end,
            head: start,
            min: c.min,
            max: c.max,
            counted: c.explicit,
            who: p.who,
            class: p.class,
            sex: p.sex,
            age: None,
            unit: p.unit,
            bare: false,
            definite: c.definite && !c.explicit,
            part: c.partitive,
            other,
            row: Some(m.row),
        });
    }
    by_nation(s, &mut out);
    bare_figures(s, &mut out);
    out.sort_by_key(|p| p.run.start);
    for i in 0..out.len() {
        let from = if i == 0 { 0 } else { out[i - 1].run.end };
        let start = out[i].run.start;
        // "üçü çocuk olmak üzere dokuz kişi": a word of part that follows it.
        let next = out.get(i + 1).map_or(s.len(), |n| n.run.start);
        let follows = |m: &Match| (out[i].run.end..=out[i].run.end + 2).contains(&(m.start as usize)) && m.end as usize <= next;
        let part_follows = s.entries().any(|(m, e)| matches!(e, Entry::Cue(c) if c.cue == Cue::Part && c.value == "after") && follows(m));
        // "sê ji wan zarok in": a bare figure with "of them" right after it.
        let of = |m: &Match| matches!(&s.row(m).entry, Entry::Cue(c) if c.value == "of");
        let of_them = out[i].bare && s.cues(Cue::Part).any(|m| m.start as usize == out[i].run.end && of(m));
        out[i].part = out[i].part
            || part_follows
            || of_them
            || s.cues(Cue::Part)
                .filter(|m| !told_after(s, m))
                .any(|c| (c.start as usize) >= from && c.end as usize <= start.max(from) && start - c.end as usize <= 1)
            || s.cues(Cue::Part).any(|c| c.start as usize >= out[i].run.start && (c.end as usize) <= out[i].head);
        out[i].age = age_after(s, &out[i], out.get(i + 1).map_or(s.len(), |n| n.run.start));
        if out[i].age.is_some() && out[i].who == Who::Unknown && is_child(out[i].age.as_deref()) {
            out[i].who = Who::Children;
            out[i].class = TargetClass::Civilians;
        }
    }
    // "trois enfants et deux femmes" after "dont" are all parts.
    for i in 1..out.len() {
        let subject = matches!(s.pos(out[i].run.end), Some(Upos::Aux | Upos::Verb));
        if out[i - 1].part && !out[i].part && !out[i].other && !subject && joined(s, &out[i - 1], &out[i]) {
            out[i].part = true;
        }
    }
    out
}

/// "مقتل جنديين": where whose a noun is follows it, who stands after the word of a deed is not its adjective.
fn told_of(s: &Sentence, start: usize) -> bool {
    s.tongue.lexicon.grammar.genitive_next
        && s.entries().any(|(m, e)| m.end as usize == start && matches!(e, Entry::Trigger(t) if t.frame == Some(Frame::Of)))
}

/// A word of part that is said of what stands before it.
fn told_after(s: &Sentence, m: &Match) -> bool {
    matches!(&s.row(m).entry, Entry::Cue(c) if c.value == "after")
}

fn is_child(age: Option<&str>) -> bool {
    age.and_then(|a| a.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse::<u32>().ok())).is_some_and(|n| n < 18)
}

fn age_after(s: &Sentence, p: &People, until: usize) -> Option<String> {
    s.quantities
        .iter()
        .find(|q| q.kind == QuantityKind::Age && q.tokens.start >= p.run.start && q.tokens.start < until && q.tokens.start <= p.run.end + 3)
        .map(|q| {
            let digits: String = q.span.of(s.page).to_owned();
            let numbers: Vec<&str> = digits.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
            if numbers.is_empty() { q.min.to_string() } else { numbers.join(" and ") }
        })
}

/// Only commas, "and" and adjectives stand between two phrases.
pub fn joined(s: &Sentence, a: &People, b: &People) -> bool {
    let (end, start) = (a.run.end, b.run.start);
    if start < end || start - end > 8 {
        return false;
    }
    let one = |p: &People| p.max == Some(1) && !p.bare;
    // "امرأة وطفلها", "a man and a girl": never one and the same.
    let unlike = |a: Who, b: Who| a != b && [a, b].iter().all(|w| matches!(w, Who::Women | Who::Men | Who::Children));
    let and = |i: usize| matches!(s.role_at(i), Some((RoleWord::And, _))) || matches!(s.pos(i), Some(Upos::Cconj));
    // "Sheikh X, a cleric of the mosque", "an elder and former chairman": one person named twice.
    if one(a) && one(b) && !unlike(a.who, b.who) && (!(end..start).any(and) && a.run.start == a.head || b.run.start == b.head) {
        return false;
    }
    let mut linked = false;
    for i in end..start {
        let and = matches!(s.role_at(i), Some((RoleWord::And, _)))
            || matches!(s.pos(i), Some(Upos::Cconj))
            || s.word(i) == ","
            || s.word(i) == "/"
            || s.word(i) == "+";
        linked |= and;
        // "her three children": whose they are stands right before them.
        let whose = i + 1 == start && i > end && s.rel(i) != Some(Rel::Nsubj);
        let verb = matches!(s.pos(i), Some(Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Pron)) && !whose;
        let trigger = s
            .entries()
            .any(|(m, e)| matches!(e, Entry::Trigger(t) if t.outcome.is_some()) && (m.start as usize..m.end as usize).contains(&i));
        if trigger || (verb && !and) || matches!(s.word(i), "." | ";" | ":") {
            return false;
        }
    }
    linked
}

/// "seven Afghans", "deux Maliens": people by their nation, counted.
fn by_nation(s: &Sentence, out: &mut Vec<People>) {
    for (m, e) in s.entries() {
        let (start, end) = (m.start as usize, m.end as usize);
        let alone = !matches!(s.pos(end), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num));
        let noun = alone && matches!(s.pos(start), Some(Upos::Noun | Upos::Propn | Upos::Adj));
        if !matches!(e, Entry::Demonym(_)) || !noun || out.iter().any(|p| p.run.start < end && start < p.run.end) {
            continue;
        }
        let c = count_before(s, start, start);
        if !c.explicit || out.iter().any(|p| p.run.start < end && c.start < p.run.end) {
            continue;
        }
        out.push(People {
            run: c.start..end,
            head: start,
            min: c.min,
            max: c.max,
            counted: true,
            who: Who::Unknown,
            class: TargetClass::Civilians,
            sex: None,
            age: None,
            unit: None,
            bare: false,
            definite: false,
            part: false,
            other: false,
            row: None,
        });
    }
}

/// Figures with no noun of their own: "7 autres", "killed three and wounded 12 others".
fn bare_figures(s: &Sentence, out: &mut Vec<People>) {
    // "another was wounded": one, with neither figure nor noun.
    for (m, e) in s.entries() {
        let one = matches!(e, Entry::Determiner(d) if d.number == Some(Number::Singular))
            && m.end - m.start == 1
            && s.cues(Cue::Other).any(|o| (o.start, o.end) == (m.start, m.end));
        let next = m.end as usize;
        let harm = |i: usize| s.entries().any(|(t, e)| matches!(e, Entry::Trigger(t) if t.outcome.is_some()) && t.start as usize == i);
        // Where verbs come first, it stands after the word of harm.
        let before = s.tongue.lexicon.grammar.verb_first && {
            let harmed = |e: &Entry| matches!(e, Entry::Trigger(t) if t.outcome.is_some());
            let fresh = !out.iter().any(|p| p.run.contains(&(m.start as usize)));
            fresh && s.entries().any(|(t, e)| harmed(e) && t.end == m.start)
        };
        if one && (before || harm(next) || matches!(s.pos(next), Some(Upos::Aux))) {
            let start = m.start as usize;
            out.push(People {
                run: start..next,
                head: start,
                min: 1,
                max: Some(1),
                counted: true,
                who: Who::Unknown,
                class: TargetClass::Civilians,
                sex: None,
                age: None,
                unit: None,
                bare: true,
                definite: false,
                part: false,
                other: true,
                row: None,
            });
        }
    }
    for q in &s.quantities {
        let (start, end) = (q.tokens.start, q.tokens.end);
        // "one of them a girl": the words that open a part, not a figure.
        if s.cues(Cue::Part).any(|m| m.start as usize == start) {
            continue;
        }
        // "two sisters, 7 and 9, were": ages beside the people; "in 2018": a year.
        let beside = out.iter().any(|p| !p.bare && p.run.end < start && start - p.run.end <= 3 && s.word(p.run.end) == ",");
        let age = beside
            && q.max == Some(q.min)
            && q.min <= 110
            && (s.word(end) == ","
                || s.kind(end + 1) == Some(TokenKind::Number)
                || s.kind(start.saturating_sub(2)) == Some(TokenKind::Number));
        let year = (1900..=2100).contains(&q.min) && s.kind(start) == Some(TokenKind::Number) && end - start == 1;
        if age || year {
            continue;
        }
        let other_after = s.cues(Cue::Other).any(|m| m.start as usize == end);
        if q.kind != QuantityKind::Count || q.article && !other_after || q.min == 0 && q.max == Some(0) {
            continue;
        }
        if out.iter().any(|p| p.run.start < end && start < p.run.end) {
            continue;
        }
        // A noun that follows is what is counted, unless it is itself the harm ("5 morts") or a word for "others".
        let mut after = end;
        let mut other = false;
        while let Some(m) = s.cues(Cue::Other).find(|m| m.start as usize == after) {
            other = true;
            after = m.end as usize;
        }
        if !other {
            other = s.cues(Cue::Other).any(|m| m.start as usize >= start && m.end as usize <= end);
        }
        let harm_follows = s.entries().any(|(m, e)| matches!(e, Entry::Trigger(t) if t.outcome.is_some()) && m.start as usize == after);
        // "shot 28 dead": what follows is the end of the word of harm itself.
        let inside = s
            .entries()
            .any(|(m, e)| matches!(e, Entry::Trigger(t) if t.outcome.is_some()) && (m.start as usize) < start && m.end as usize > after);
        let noun_follows =
            !inside && !s.in_time(after) && matches!(s.pos(after), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Sym))
                || s.kind(after) == Some(TokenKind::Number)
                || matches!(s.word(after), "%" | "°");
        if noun_follows && !harm_follows {
            continue;
        }
        if matches!(s.role_at(after), Some((RoleWord::Of, _))) && !other {
            // "trois d'entre eux", "three of them" are people; "trois des villages" are not.
            if !matches!(s.pos(after + 1), Some(Upos::Pron | Upos::Adp)) {
                continue;
            }
        }
        let about = out.iter().rev().find(|p| p.run.end <= start && !p.bare).map(|p| (p.who, p.class, p.unit));
        let (who, class, unit) = if other {
            about.unwrap_or((Who::Unknown, TargetClass::Civilians, None))
        } else {
            (Who::Unknown, TargetClass::Civilians, None)
        };
        out.push(People {
            run: start..after,
            head: start,
            min: q.min,
            max: q.max,
            counted: true,
            who,
            class,
            sex: None,
            age: None,
            unit,
            bare: true,
            definite: false,
            part: false,
            other,
            row: None,
        });
    }
}
