//! A capital is often told by its country's name alone: "the Iraqi capital", "la capitale irakienne".

use crate::leading::leading;
use crate::sentence::Sentence;
use crate::where_::Named;
use accalmie_lexicon::{Entry, Feature as Said, RelationWord};
use accalmie_places::{Candidate, Feature, Gazetteer, How, PlaceId};
use accalmie_record::Relation;
use std::collections::HashMap;
use std::sync::OnceLock;

/// How far after the word its name may stand ("the capital, Baghdad"), in tokens.
const NAME_AFTER: usize = 2;

/// Finds the capitals told without a name in one sentence; a name told right after the word is surely a place.
pub fn find(s: &Sentence, index: usize, gazetteer: &'static Gazetteer, out: &mut Vec<Named>) {
    let first = out.partition_point(|n| n.sentence < index);
    for (m, e) in s.entries() {
        let Entry::Relation(r) = e else { continue };
        if r.feature != Some(Said::Capital) {
            continue;
        }
        let (start, end) = (m.start as usize, m.end as usize);
        let demonym = s.entries().find_map(|(d, e)| match e {
            Entry::Demonym(c) if d.end as usize == start || d.start as usize == end => Some((c, d.start as usize, d.end as usize)),
            _ => None,
        });
        let after = demonym.as_ref().map_or(end, |(_, _, e)| end.max(*e));
        if let Some(n) = out[first..].iter_mut().find(|n| (after..=after + NAME_AFTER).contains(&n.run.start)) {
            n.cued = true;
            n.adjunct = false;
            continue;
        }
        let Some((country, from, to)) = demonym else { continue };
        let Some(place) = capital(gazetteer, country) else { continue };
        let run = start.min(from)..end.max(to);
        let lead = leading(s, run.start);
        if out[first..].iter().any(|n| n.run.start < run.end && run.start < n.run.end) {
            continue;
        }
        out.push(Named {
            sentence: index,
            phrase: lead.start..run.end,
            run,
            relation: Relation::At,
            cued: true,
            from: lead.relation == Some(RelationWord::From),
            feature: None,
            candidates: vec![Candidate { place, how: How::Alias, weight: 1.0, common: false }],
            within: None,
            resolved: None,
            adjunct: false,
            nameless: false,
        });
    }
    out[first..].sort_by_key(|n| n.run.start);
}

fn capital(gazetteer: &'static Gazetteer, country: &str) -> Option<PlaceId> {
    static CAPITALS: OnceLock<HashMap<&'static str, PlaceId>> = OnceLock::new();
    let capitals = CAPITALS.get_or_init(|| {
        let mut all: Vec<_> = gazetteer.places_of(Feature::Capital).collect();
        all.sort_by_key(|p| p.population);
        all.into_iter().map(|p| (p.country, p.id)).collect()
    });
    capitals.get(country).copied()
}
