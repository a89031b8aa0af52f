//! A postposed word stands after the phrase that it is said of: "X tarafından" is "by X". Its phrase is found once, so that the
//! rules can ask what stands before a phrase, whichever side the language puts it on.

use crate::leading::{Leading, join};
use crate::sentence::{Run, Sentence};
use accalmie_language::{TokenKind, Upos};
use accalmie_lexicon::{Entry, Frame, RoleWord};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postposed {
    pub role: RoleWord,
    /// What it is said of.
    pub phrase: Run,
}

/// Longest phrase before a postposed word, in tokens.
const LONGEST: usize = 9;

/// The postposed role words of a sentence with their phrases.
pub fn find(s: &Sentence) -> Vec<Postposed> {
    s.entries()
        .filter_map(|(m, e)| match e {
            Entry::Role(role) if s.row(m).after => Some((m.start as usize, *role)),
            _ => None,
        })
        .map(|(at, role)| Postposed { role, phrase: start(s, at, role == RoleWord::Between)..at })
        .chain(genitives(s))
        .chain(agents(s))
        .filter(|p| !p.phrase.is_empty())
        .collect()
}

/// "mensuplarınca", "YPG'ce": by those whose word ends so.
fn agents(s: &Sentence) -> Vec<Postposed> {
    let vocabulary = &s.tongue.lexicon.vocabulary;
    if !vocabulary.names_agents() {
        return Vec::new();
    }
    let bodies = s.entries().filter(|(_, e)| matches!(e, Entry::Person(_) | Entry::Actor(_))).map(|(m, _)| m.end as usize);
    bodies
        .filter(|&end| end > 0 && vocabulary.said_by(s.word(end - 1)).by)
        .map(|end| Postposed { role: RoleWord::By, phrase: start(s, end, false)..end })
        .collect()
}

/// Where the language puts whose a deed is right after it with no word between, the phrases that stand so.
fn genitives(s: &Sentence) -> Vec<Postposed> {
    let next = s.tongue.lexicon.grammar.genitive_next;
    let deeds = s.entries().filter(|(m, e)| {
        matches!(e, Entry::Trigger(t) if matches!(t.frame, Some(Frame::By | Frame::Of))) && next && !s.is_verb(m.start as usize)
    });
    let taken = |i: usize| s.entries().any(|(m, e)| matches!(e, Entry::Role(_) | Entry::Relation(_)) && m.start as usize == i);
    deeds
        .map(|(m, _)| m.end as usize)
        .filter(|&i| i < s.len() && !s.is_mark(i) && !taken(i))
        .filter(|&i| !matches!(s.pos(i), Some(Upos::Adp | Upos::Verb | Upos::Cconj | Upos::Sconj | Upos::Aux)))
        .map(|i| Postposed { role: RoleWord::Of, phrase: i..i + 1 })
        .collect()
}

/// Where the noun phrase that ends before `at` begins.
fn start(s: &Sentence, at: usize, several: bool) -> usize {
    let mut first = at;
    // The phrase is one of people or of a force: another before it is somebody else.
    let bodies = || s.entries().filter(|(_, e)| matches!(e, Entry::Person(_) | Entry::Actor(_)));
    let own: Option<Run> =
        bodies().filter(|(m, _)| m.end as usize <= at).max_by_key(|(m, _)| (m.end, m.start)).map(|(m, _)| m.start as usize..m.end as usize);
    while first > 0 && at - first < LONGEST {
        let i = first - 1;
        let another = own.as_ref().is_some_and(|o| {
            i < o.start
                && at - o.end <= 2
                && bodies().any(|(m, _)| (m.start as usize..m.end as usize).contains(&i) && m.end as usize <= o.start)
        });
        if another && !several {
            break;
        }
        let ending = apostrophe(s, i);
        let nominal = matches!(s.pos(i), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det | Upos::X | Upos::Sym))
            || s.kind(i) == Some(TokenKind::Number)
            || own.as_ref().is_some_and(|o| o.contains(&i));
        let joint = several && first < at && (s.word(i) == "," || matches!(s.pos(i), Some(Upos::Cconj)) || and(s, i));
        // Another postposed word ends another phrase; a word that tells something is no part of this one.
        let other = s.entries().any(|(m, e)| {
            (m.start as usize..m.end as usize).contains(&i)
                && match e {
                    Entry::Role(_) | Entry::Relation(_) => s.row(m).after,
                    Entry::Trigger(_) => s.is_verb(i) && !own.as_ref().is_some_and(|o| o.contains(&i)),
                    _ => false,
                }
        });
        if other || !(ending || nominal || joint) || s.in_time(i) {
            break;
        }
        first = i;
    }
    while first < at && (apostrophe(s, first) || s.word(first) == "," || and(s, first)) {
        first += 1;
    }
    first
}

fn and(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| matches!(e, Entry::Role(RoleWord::And)) && m.start as usize == i)
}

/// An ending written apart with an apostrophe.
fn apostrophe(s: &Sentence, i: usize) -> bool {
    i > 0 && s.word(i).starts_with(['\'', '\u{2019}', '\u{2018}', '`', '\u{b4}'])
}

/// What the words after a name that ends at `end` say of it, joined to what stands before it: "Afrin'in kırsalında".
pub fn trailing(s: &Sentence, end: usize, lead: &mut Leading) {
    let mut at = end;
    for _ in 0..4 {
        let found = s
            .entries()
            .filter_map(|(m, e)| match e {
                Entry::Relation(r) if m.start as usize == at && s.row(m).after => Some((m.end as usize, r)),
                _ => None,
            })
            .max_by_key(|(end, _)| *end);
        match found {
            Some((next, row)) => {
                join(lead, row);
                lead.after = true;
                at = next;
            }
            // A case on the name, or which side of it is meant.
            None if apostrophe(s, at) || at > end && s.pos(at) == Some(Upos::Adj) => at += 1,
            None => break,
        }
    }
}
