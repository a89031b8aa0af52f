//! Caseless names are those of scripts without capitals, where what stands around a word has to say that it is a name.

use crate::leading::leading;
use crate::sentence::{Run, Sentence};
use accalmie_language::Upos;
use accalmie_lexicon::{ActorClass, Entry, Feature as Said, RelationRow};
use accalmie_places::{Candidate, Gazetteer, How, is_everyday};

/// From this weight on, what is spelled as a verb can be a town.
const TOWN: f32 = 0.5;

/// In a script without capitals any noun may be a name that no table has for another word.
pub fn may_name(s: &Sentence, i: usize) -> bool {
    // "على يد": the end of a small word of several is no name.
    // "الأحياء السكنية", "محطة كهرباء": nor is what a kind of place or building is called.
    let ends_role = s.entries().any(|(m, e)| {
        matches!(e, Entry::Role(_) | Entry::Relation(_) | Entry::Site(_)) && (m.start as usize) < i && m.end as usize == i + 1
    });
    let told = leading(s, i).feature.is_some();
    s.caseless(i)
        && !ends_role
        && matches!(s.pos(i), None | Some(Upos::Noun | Upos::Adj | Upos::X | Upos::Propn))
        && !s.entries().any(|(m, e)| {
            // A capital's name is its government's too.
            let seat = matches!(e, Entry::Actor(a) if a.class == ActorClass::Government) && m.end == m.start + 1;
            // "مدينة جبلة" is no mountain, though an ending could be cut.
            let cut = told && !m.by_form;
            m.start as usize == i
                && !seat
                && !cut
                && matches!(
                    e,
                    Entry::Person(_)
                        | Entry::Actor(_)
                        | Entry::Weapon(_)
                        | Entry::Trigger(_)
                        | Entry::Cue(_)
                        | Entry::Relation(RelationRow { relation: Some(_), .. })
                        | Entry::Determiner(_)
                        | Entry::Role(_)
                )
        })
}

/// "بابنوسة", "ود مدني": a name whose first letter looks like a small word written on to the next; its tokens and what they may mean.
pub fn uncut(s: &Sentence, i: usize, words: &[&str], gazetteer: &Gazetteer) -> Option<(Run, Vec<Candidate>)> {
    let (a, b) = s.tokens.get(i).zip(s.tokens.get(i + 1))?;
    let cut = s.unicase(i) && a.span.end == b.span.start && words[i].chars().count() == 1;
    if !cut || !leading(s, i).cues(i) {
        return None;
    }
    let whole = s.text_of(&(i..i + 2));
    let joined: Vec<&str> = std::iter::once(whole).chain(words[i + 2..].iter().take(3).copied()).collect();
    let mut found = Vec::new();
    let n = gazetteer.match_at(&joined, 0, &mut found);
    (n > 0 && found.iter().any(|c| !c.how.is_guess() && !c.common)).then(|| (i..i + 1 + n, found))
}

/// A name that the tables of words have for something else, but the gazetteer just so: "جسر الشغور", of a bridge; after a word of place
/// "السيدة زينب", of a person, and "على تدمر", of a verb.
pub fn written_so(s: &Sentence, i: usize, words: &[&str], gazetteer: &Gazetteer) -> bool {
    if !s.unicase(i) {
        return false;
    }
    let kind = s.entries().any(|(m, e)| {
        m.start as usize == i
            && matches!(e, Entry::Relation(r) if matches!(r.feature, Some(Said::Crossing | Said::Mountain | Said::Road | Said::River | Said::Region)))
    });
    let lead = leading(s, i);
    let word =
        !matches!(s.pos(i), Some(Upos::Pron | Upos::Adp | Upos::Det | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Adv | Upos::Aux));
    let after = word
        && lead.start < i
        && lead.relation.is_some()
        && !s.entries().any(|(m, e)| m.start as usize == i && matches!(e, Entry::Relation(r) if !names_begin(r.feature)));
    let deed = s.entries().any(|(m, e)| m.start as usize == i && m.end as usize == i + 1 && matches!(e, Entry::Trigger(_)));
    if !kind && !after {
        return false;
    }
    let mut found = Vec::new();
    let n = gazetteer.match_at(words, i, &mut found);
    let just_so = |c: &Candidate| c.how <= How::Alias && !c.common;
    n > 1 && found.iter().any(|c| if kind { !c.how.is_guess() } else { just_so(c) })
        || n == 1 && after && deed && found.iter().any(|c| just_so(c) && c.weight >= TOWN)
}

/// "خربة الجوز", "مخيم بلاطة": words for a kind of place that names begin with; "مدينة غزة" is the city of Gaza.
fn names_begin(feature: Option<Said>) -> bool {
    !matches!(feature, None | Some(Said::City | Said::Province | Said::District | Said::Country | Said::Capital | Said::Border))
}

/// A word for a kind of place: with a name after it, it may be part of that name ("سد تشرين"); alone it is none.
pub fn kind_of_place(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| m.start as usize == i && matches!(e, Entry::Relation(r) if r.relation.is_none()))
}

/// "سوق المدينة": the city that was spoken of, not Medina.
pub fn the_place(s: &Sentence, i: usize) -> bool {
    s.has_article(i)
        && is_everyday(s.word(i))
        && s.entries().any(|(m, e)| m.start as usize == i && m.end as usize == i + 1 && matches!(e, Entry::Relation(_)))
}
