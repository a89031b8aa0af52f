//! A described place is known by other words than its own name: the south of the country, a road by its two ends, a town by its province.

use crate::leading::leading;
use crate::sentence::Sentence;
use crate::where_::{Named, holds, road_number};
use accalmie_language::TokenKind;
use accalmie_lexicon::{Entry, Feature as Said, RelationWord};
use accalmie_places::{Feature, Gazetteer, is_everyday};
use accalmie_record::Relation;

/// "dans le sud du pays", "à la frontière malienne": a place by description, which the gazetteer cannot know.
pub fn nameless(s: &Sentence, index: usize, out: &mut Vec<Named>, first: usize) {
    let mut found: Vec<Named> = Vec::new();
    for (m, e) in s.entries() {
        let Entry::Relation(r) = e else { continue };
        let Some(feature) = r.feature else { continue };
        let mut end = m.end as usize;
        let demonym = s.entries().find(|(d, e)| matches!(e, Entry::Demonym(_)) && d.start as usize == end).map(|(d, _)| d.end as usize);
        let mut start = m.start as usize;
        let lead = leading(s, start);
        let placed = match feature {
            // The border with a nation's name on it.
            Said::Border => demonym.is_some(),
            Said::Country | Said::Region => lead.relation.is_some() && lead.start < start,
            _ => false,
        };
        let named = out[first..].iter().chain(&found).any(|n| n.phrase.start < end + 2 && start < n.phrase.end + 1);
        if !placed || named || s.capital(end) {
            continue;
        }
        if let (Said::Border, Some(d)) = (feature, demonym) {
            end = d;
        } else {
            start = lead.start;
        }
        let relation = if feature == Said::Border { Relation::Near } else { Relation::Within };
        found.push(Named {
            sentence: index,
            run: start..end,
            phrase: lead.start.min(start)..end,
            relation,
            cued: true,
            from: lead.relation == Some(RelationWord::From),
            feature: Some(Feature::Region),
            candidates: Vec::new(),
            within: None,
            resolved: None,
            adjunct: false,
            nameless: true,
        });
    }
    out.extend(found);
    out[first..].sort_by_key(|n| n.run.start);
}

/// "entre A et B", "route A – B", "la route de A à B", "A-B road": both ends are ends of a road.
pub fn between_two(s: &Sentence, out: &mut [Named], first: usize) {
    for k in first..out.len().saturating_sub(1) {
        let (a, b) = (out[k].clone(), out[k + 1].clone());
        let gap = a.run.end..b.run.start;
        if gap.len() > 3 {
            continue;
        }
        let dash = gap.clone().any(|i| matches!(s.word(i), "–" | "-" | "—" | "/"));
        let road_before = a.feature == Some(Feature::Road) || matches!(a.relation, Relation::RoadToward | Relation::RoadBetween);
        let road_after = b.feature == Some(Feature::Road);
        let linked = a.relation == Relation::RoadBetween || (road_before && (dash || !gap.is_empty())) || (road_after && dash);
        let road_named = out[k].candidates.first().is_some_and(|_| road_number(s.word(a.run.start)));
        if linked && !road_named {
            out[k].relation = Relation::RoadBetween;
            out[k + 1].relation = Relation::RoadBetween;
            for n in [k, k + 1] {
                if out[n].feature == Some(Feature::Road) {
                    out[n].feature = None;
                }
                out[n].cued = true;
                out[n].from = false;
            }
        }
    }
}

/// A name that no table has as it is written.
fn unknown(n: &Named) -> bool {
    n.candidates.iter().all(|c| c.how.is_guess())
}

/// "X (Mali)", "X, Idlib province", "X, Texas", "X in Borno": the second contains the first.
pub fn contained(s: &Sentence, gazetteer: &Gazetteer, out: &mut [Named], first: usize) {
    for k in first..out.len().saturating_sub(1) {
        let gap = out[k].run.end..out[k + 1].run.start;
        let open = gap.len() <= 4 && gap.clone().any(|i| matches!(s.word(i), "," | "(")) || gap.len() <= 2 && out[k + 1].cued;
        let division = matches!(out[k + 1].feature, Some(Feature::Adm1 | Feature::Adm2 | Feature::Region | Feature::Country))
            || out[k + 1].relation == Relation::Within;
        let comma = gap.len() == 1 && matches!(s.word(gap.start), "," | "(");
        let inside =
            gap.len() <= 2 && out[k + 1].cued && !out[k + 1].from && matches!(out[k + 1].relation, Relation::At | Relation::Within);
        let held = (comma || inside) && holds(gazetteer, &out[k + 1].candidates, &out[k].candidates)
            || inside && unknown(&out[k]) && out[k + 1].candidates.first().is_some_and(|c| gazetteer.get(c.place).feature.is_division());
        if (open && division || held) && out[k].relation != Relation::RoadBetween && out[k].relation != Relation::Within {
            out[k].within = Some(k + 1);
        }
    }
}

/// "Hassaké :", "11/05, Létélé :", "Bozoum – Bocaranga : rouvert": what stands before the colon of a list's line is where.
pub fn labels(s: &Sentence, index: usize, gazetteer: &Gazetteer, out: &mut Vec<Named>, first: usize) {
    let Some(colon) = (0..s.len().min(14)).find(|&i| matches!(s.word(i), ":" | "|")) else { return };
    let skip = |i: usize| s.is_mark(i) || s.in_time(i) || s.kind(i) == Some(TokenKind::Number);
    let Some(start) = (0..colon).find(|&i| !skip(i)) else { return };
    let words: Vec<usize> = (start..colon).collect();
    let name = |i: usize| s.capital(i) && s.kind(i) == Some(TokenKind::Word);
    let dash = |i: usize| matches!(s.word(i), "–" | "-" | "—" | "/" | ",");
    let known = |i: usize| {
        s.entries().any(|(m, e)| {
            m.start as usize == i
                && matches!(e, Entry::Person(_) | Entry::Actor(_) | Entry::Weapon(_) | Entry::Site(_) | Entry::Trigger(_) | Entry::Cue(_))
        })
    };
    // Only names and dashes, some of them new: a list of places, or the ends of a road.
    if words.is_empty()
        || !s.bullet && s.unit == accalmie_record::Text::Text && start == 0 && !s.starts_line
        || !words.iter().all(|&i| name(i) || dash(i))
        || words.iter().any(|&i| known(i))
    {
        return;
    }
    let mut i = start;
    while i < colon {
        if !name(i) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        while end < colon && name(end) {
            end += 1;
        }
        let name_of = (i..end).map(|k| s.word(k)).collect::<Vec<_>>().join(" ");
        let division = |c: &accalmie_places::Candidate| !c.how.is_guess() && gazetteer.get(c.place).feature.is_division();
        match out[first..].iter_mut().find(|n| n.run.start < end && i < n.run.end) {
            Some(n) => n.cued = true,
            // "UPDATE:", "Image:", "SOURCE:" are what the line is; "NORD :" is the province.
            None if end - i == 1 && is_everyday(s.word(i)) && !gazetteer.lookup(&name_of).iter().any(division) => {}
            None => out.push(Named {
                sentence: index,
                run: i..end,
                phrase: i..end,
                relation: Relation::At,
                cued: true,
                from: false,
                feature: None,
                candidates: gazetteer.lookup(&name_of),
                within: None,
                resolved: None,
                adjunct: false,
                nameless: false,
            }),
        }
        i = end;
    }
    out[first..].sort_by_key(|n| n.run.start);
    let ends: Vec<usize> = (first..out.len()).filter(|&k| out[k].run.end <= colon).collect();
    if ends.len() == 2 && (out[ends[0]].run.end..out[ends[1]].run.start).any(|i| matches!(s.word(i), "–" | "-" | "—")) {
        for k in ends {
            out[k].relation = Relation::RoadBetween;
        }
    }
}
