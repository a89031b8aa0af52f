//! An unlisted place is a name that no table has, where the words around it can only be about a place: "ils ont attaqué Dolka et
//! Rubo Hama (Est Sennar)", "la piste Dolka – Tall Rubo".

use crate::factions::Faction;
use crate::inflected;
use crate::people::People;
use crate::sentence::Sentence;
use crate::where_::Named;
use accalmie_language::{TokenKind, Upos, everyday};
use accalmie_lexicon::{Entry, Frame, RelationWord, RoleWord};
use accalmie_places::{Feature, Gazetteer, is_everyday};
use accalmie_record::Relation;

/// Shortest name taken without a table, in letters.
const SHORTEST: usize = 4;

/// Finds them in one sentence and adds them to `out`, whose last part are this sentence's names in order.
pub fn find(s: &Sentence, index: usize, people: &[People], factions: &[Faction], gazetteer: &Gazetteer, out: &mut Vec<Named>) {
    if s.tree.nodes.is_empty() {
        return;
    }
    let first = out.partition_point(|n| n.sentence < index);
    let mut i = 1;
    while i < s.len() {
        let Some(end) = name(s, i, people, factions, &out[first..]) else {
            i += 1;
            continue;
        };
        let road = road_before(s, i, &out[first..]);
        if road || object_of_deed(s, i) || listed(s, i, &out[first..]) || held_by_division(s, end, &out[first..], gazetteer) {
            let words: Vec<&str> = (i..end).map(|k| s.word(k)).collect();
            let at = out[first..].partition_point(|n| n.run.start < i) + first;
            out.insert(
                at,
                Named {
                    sentence: index,
                    run: i..end,
                    phrase: i..end,
                    relation: if road { Relation::RoadBetween } else { Relation::At },
                    cued: true,
                    from: false,
                    feature: None,
                    candidates: inflected::lookup(s, &words, gazetteer),
                    within: None,
                    resolved: None,
                    adjunct: false,
                    nameless: false,
                },
            );
        }
        i = end;
    }
}

/// Where the name that begins at `i` ends, if it is one and nothing else claims it.
fn name(s: &Sentence, i: usize, people: &[People], factions: &[Faction], named: &[Named]) -> Option<usize> {
    let proper = |k: usize| s.kind(k) == Some(TokenKind::Word) && s.capital(k) && !s.in_time(k);
    if !proper(i) || s.is_mark(i - 1) && !matches!(s.word(i - 1), "–" | "-" | "—" | "," | "/") {
        return None;
    }
    let mut end = i + 1;
    while end < s.len() && proper(end) {
        end += 1;
    }
    // Without capitals the tagger alone calls it a name: no word that is known for a word.
    if (i..end).any(|k| s.unicase(k) && (is_everyday(s.word(k)) || everyday(s.word(k), s.tongue.lang) > 0)) {
        return None;
    }
    let letters = s.word(i).chars().filter(|c| c.is_alphabetic()).count();
    let acronym = (i..end).all(|k| !s.caseless(k) && s.word(k).chars().all(|c| !c.is_lowercase()));
    let claimed = people.iter().any(|p| p.run.start < end && i < p.run.end)
        || factions.iter().any(|f| f.run.start < end && i < f.run.end)
        || named.iter().any(|n| n.run.start < end && i < n.run.end)
        || s.entries().any(|(m, e)| {
            (m.start as usize) < end
                && i < m.end as usize
                && matches!(
                    e,
                    Entry::Person(_)
                        | Entry::Actor(_)
                        | Entry::Weapon(_)
                        | Entry::Site(_)
                        | Entry::Trigger(_)
                        | Entry::Cue(_)
                        | Entry::Demonym(_)
                )
        });
    (letters >= SHORTEST && !acronym && !claimed).then_some(end)
}

/// What a deed that is done to places is done to: "attaqué X", "took X"; those who are killed are no places.
fn object_of_deed(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| match e {
        Entry::Trigger(t) => {
            m.end as usize == i
                && t.outcome.is_none()
                && t.frame == Some(Frame::Acts)
                && s.is_verb(m.start as usize)
                && match t.meaning {
                    accalmie_lexicon::Meaning::Type(k) => {
                        matches!(k.family(), "battle" | "explosive" | "control" | "force" | "object_attack")
                    }
                    accalmie_lexicon::Meaning::General(_) => true,
                    accalmie_lexicon::Meaning::None => false,
                }
        }
        _ => false,
    })
}

/// "X et Y", "X, Y": a name in a list with one that is surely a place.
fn listed(s: &Sentence, i: usize, named: &[Named]) -> bool {
    named.iter().any(|n| {
        let gap = n.run.end..i;
        n.cued
            && !n.adjunct
            && !gap.is_empty()
            && gap.len() <= 2
            && gap.clone().any(|k| {
                matches!(s.role_at(k), Some((RoleWord::And, _))) || matches!(s.pos(k), Some(Upos::Cconj)) || matches!(s.word(k), "–" | "—")
            })
            && gap.clone().all(|k| s.is_mark(k) || matches!(s.pos(k), Some(Upos::Cconj | Upos::Adp)))
    })
}

/// "piste X – Y", "the road X – Y": a name right after the word for a road with a dash after it.
fn road_before(s: &Sentence, i: usize, named: &[Named]) -> bool {
    let word = s.entries().any(|(m, e)| match e {
        Entry::Relation(r) => {
            m.end as usize == i && (r.feature == Some(accalmie_lexicon::Feature::Road) || r.relation == Some(RelationWord::RoadBetween))
        }
        _ => false,
    });
    let end = named.iter().any(|n| n.relation == Relation::RoadBetween && n.run.end + 1 == i && matches!(s.word(i - 1), "–" | "-" | "—"));
    word && (i + 1..(i + 4).min(s.len())).any(|k| matches!(s.word(k), "–" | "-" | "—")) || end
}

/// "X (Est Sennar)": the division that holds it stands in brackets.
fn held_by_division(s: &Sentence, end: usize, named: &[Named], gazetteer: &Gazetteer) -> bool {
    s.word(end) == "("
        && named.iter().any(|n| {
            n.run.start > end
                && n.run.start <= end + 3
                && (matches!(n.feature, Some(Feature::Adm1 | Feature::Adm2 | Feature::Region | Feature::Country))
                    || n.candidates.iter().any(|c| gazetteer.get(c.place).feature.is_division()))
        })
}
