//! Leading words say how a happening stands to a place and what kind of place it is: "près de la ville de".

use crate::sentence::Sentence;
use accalmie_lexicon::{Definite, Entry, Feature as Said, Frame, General, Meaning, RelationRow, RelationWord, TriggerRow};
use accalmie_places::Feature;
use accalmie_record::Relation;

pub fn said(feature: Said) -> Feature {
    match feature {
        Said::City => Feature::City,
        Said::Village => Feature::Village,
        Said::Province => Feature::Adm1,
        Said::District => Feature::Adm2,
        Said::Region => Feature::Region,
        Said::Country => Feature::Country,
        Said::Camp => Feature::Camp,
        Said::Road => Feature::Road,
        Said::River => Feature::River,
        Said::Mountain => Feature::Mountain,
        Said::Border => Feature::Region,
        Said::Crossing => Feature::Crossing,
        Said::Capital => Feature::City,
    }
}

/// The relation words that end right before token `end`: nearest first, joined leftwards ("près de la ville de").
pub struct Leading {
    pub relation: Option<RelationWord>,
    pub feature: Option<Said>,
    pub start: usize,
    /// Words after the name say so.
    pub after: bool,
    /// The word for a deed whose genitive it may be: "مجزرة عفرين".
    pub deed: bool,
}

impl Leading {
    /// Words around a name that begins at `i` say that it is a place.
    pub fn cues(&self, i: usize) -> bool {
        self.deed || (self.start < i || self.after) && (self.relation.is_some() || self.feature.is_some())
    }
}

/// The outermost relation is the one that counts ("près de la ville de": near), but a plain at or within gives way.
pub fn join(out: &mut Leading, row: &RelationRow) {
    match (out.relation, row.relation) {
        (None, r) => out.relation = r,
        (Some(RelationWord::At | RelationWord::Within), Some(r)) => out.relation = Some(r),
        _ => {}
    }
    out.feature = out.feature.or(row.feature);
}

pub fn leading(s: &Sentence, end: usize) -> Leading {
    let mut out = Leading { relation: None, feature: None, start: end, after: false, deed: false };
    let mut at = end;
    // على "عفرين": where no letter is small, a name is often set in quotation marks.
    if end > 1 && s.unicase(end) && matches!(s.word(end - 1), "\"" | "“" | "«" | "”" | "'" | "‘") {
        at -= 1;
    }
    for _ in 0..4 {
        // A determiner may stand between ("dans la province de", "près du village").
        if out.start == at
            && at > 0
            && s.entries().any(|(m, e)| {
                matches!(e, Entry::Determiner(d) if d.definite == Some(Definite::Yes)) && m.end as usize == at && m.end - m.start == 1
            })
            && !s.entries().any(|(m, e)| matches!(e, Entry::Relation(_)) && m.end as usize == at)
        {
            at -= 1;
        }
        let found = s
            .entries()
            .filter_map(|(m, e)| {
                if let Entry::Relation(r) = e { (m.end as usize == at && !s.row(m).after).then_some((m.start as usize, r)) } else { None }
            })
            .min_by_key(|(start, _)| *start);
        let Some((start, row)) = found else { break };
        join(&mut out, row);
        out.start = start;
        at = start;
    }
    out.deed = out.start == end && deed_before(s, end);
    out
}

/// In a language whose genitive follows with no word between, what stands after the noun for a deed is where it was, or who did it.
fn deed_before(s: &Sentence, end: usize) -> bool {
    s.unicase(end)
        && s.tongue.lexicon.grammar.genitive_next
        && s.entries().any(|(m, e)| {
            m.end as usize == end
                && matches!(e, Entry::Trigger(t) if matches!(t.frame, Some(Frame::By | Frame::Happens | Frame::Between)) && strikes(t))
                && !s.is_verb(end - 1)
        })
}

pub fn relation(word: RelationWord) -> Relation {
    match word {
        RelationWord::At | RelationWord::From | RelationWord::To => Relation::At,
        RelationWord::Near => Relation::Near,
        RelationWord::Around => Relation::Around,
        RelationWord::RoadToward => Relation::RoadToward,
        RelationWord::RoadBetween => Relation::RoadBetween,
        RelationWord::Direction => Relation::Direction,
        RelationWord::Within => Relation::Within,
    }
}

/// A deed that is done to places: no conference of a town.
fn strikes(t: &TriggerRow) -> bool {
    match t.meaning {
        Meaning::Type(t) => matches!(t.family(), "battle" | "explosive" | "civilian_targeting" | "object_attack" | "unrest"),
        Meaning::General(g) => !matches!(g, General::Closure | General::Opening | General::Moving | General::Homecoming),
        Meaning::None => false,
    }
}
