//! A proper name has edges: which capital says that one begins, and which words beside it are more of it.

use crate::leading::Leading;
use crate::sentence::Sentence;
use crate::where_::road_number;
use accalmie_language::{TokenKind, Upos, everyday};
use accalmie_lexicon::{Entry, RelationWord};
use accalmie_places::{Candidate, Gazetteer, is_everyday};

/// From this weight on, a place is known well enough to be meant by its name whatever follows.
const KNOWN: f32 = 0.6;

pub fn well_known(c: &Candidate) -> bool {
    c.weight >= KNOWN
}

/// The first word of the sentence, of a quotation or of what follows a colon: a capital there says nothing.
pub fn begins(s: &Sentence, i: usize) -> bool {
    i == 0 || s.is_mark(i - 1) && !matches!(s.word(i - 1), "," | "(" | "/" | "-" | "–" | "'" | "’")
}

/// A word that the language's tables list among the small ones.
pub fn small_word(s: &Sentence, i: usize) -> bool {
    s.entries().any(|(m, e)| m.start as usize == i && m.end as usize == i + 1 && matches!(e, Entry::Determiner(_) | Entry::Role(_)))
}

/// A capitalised word right beside, with no mark between: part of a longer proper name, a person's most often.
pub fn beside_a_name(s: &Sentence, start: usize, end: usize, cued: bool, shouting: bool) -> bool {
    if shouting {
        return false;
    }
    let proper = |i: usize| {
        s.capital(i)
            && s.kind(i) == Some(TokenKind::Word)
            && matches!(s.pos(i), None | Some(Upos::Propn | Upos::X | Upos::Noun))
            && s.word(i).chars().count() > 1
            && !s.in_time(i)
    };
    let before = start > 0
        && !cued
        && !road_number(s.word(start - 1))
        && proper(start - 1)
        && (!begins(s, start - 1) || s.pos(start - 1) == Some(Upos::Propn))
        && !s.entries().any(|(m, e)| m.end as usize == start && matches!(e, Entry::Relation(_) | Entry::Determiner(_)));
    let after = !cued
        && end < s.len()
        && proper(end)
        && s.pos(end) == Some(Upos::Propn)
        && !s.entries().any(|(m, e)| m.start as usize == end && matches!(e, Entry::Relation(_) | Entry::Site(_) | Entry::Trigger(_)));
    before || after
}

pub fn unknown_name(s: &Sentence, i: usize, lead: &Leading) -> bool {
    let letters = s.word(i).chars().filter(|c| c.is_alphabetic()).count();
    // A bare "à", "in" or "de" before a capital is weak; a word for a kind of place, or "near", is not.
    let strong =
        lead.feature.is_some() || !matches!(lead.relation, Some(RelationWord::Within | RelationWord::From | RelationWord::To) | None);
    let known = s.entries().any(|(m, e)| {
        m.start as usize == i
            && matches!(e, Entry::Person(_) | Entry::Actor(_) | Entry::Weapon(_) | Entry::Site(_) | Entry::Trigger(_) | Entry::Cue(_))
    });
    // "YouTube", "iPhone": capitals inside a word are a brand's.
    let brand = s.word(i).chars().zip(s.word(i).chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    // "مناطق سيطرة": after no more than a word for land, a word of the tables is that word.
    let land = matches!(lead.feature, Some(accalmie_lexicon::Feature::Region | accalmie_lexicon::Feature::Road));
    let everyday = s.unicase(i) && everyday(s.word(i), s.tongue.lang) >= if land { 1 } else { 2 };
    // "سوقاً شعبياً": the mark of an indefinite ending is on no name.
    let indefinite = s.word(i).ends_with(['\u{64b}', '\u{64c}', '\u{64d}']) || s.word(i).ends_with("\u{64b}ا");
    // "U.S. Central Command" is no command in the middle of anything.
    let common = is_everyday(s.word(i)) && (s.unicase(i) || !longer(s, i + 1));
    // Without capitals, only a word for a kind of place tells a new name from any other word.
    let told = if s.caseless(i) { lead.feature.is_some() } else { strong || matches!(s.pos(i), Some(Upos::Propn | Upos::X)) };
    letters >= 3 && !brand && !known && !everyday && !indefinite && !common && told
}

/// Does a name go on with token `i`?
pub fn longer(s: &Sentence, i: usize) -> bool {
    i < s.len() && s.capital(i) && s.kind(i) == Some(TokenKind::Word) && !s.in_time(i)
}

/// Is token `i`, after the name of a place, more of that name and no other word that can follow it?
pub fn goes_on(s: &Sentence, i: usize, gazetteer: &Gazetteer) -> bool {
    let mut other = Vec::new();
    longer(s, i)
        && s.pos(i) == Some(Upos::Propn)
        && !s.entries().any(|(m, _)| m.start as usize == i)
        && (gazetteer.match_at(&[s.word(i)], 0, &mut other) == 0 || !other.iter().any(well_known))
}

/// "I can", "We are": a name that only comes about by joining small words.
pub fn lower_end(s: &Sentence, last: usize) -> bool {
    !s.capital(last)
        && matches!(s.pos(last), Some(Upos::Aux | Upos::Verb | Upos::Pron | Upos::Adp | Upos::Det | Upos::Sconj | Upos::Cconj | Upos::Part))
}
