//! A road's line tells whether it is open: "Bangui – Mbaïki ; OUVERT", "GENEINA - ADRE rd open", "N380 Macomia–Oasse : ouverte en convoi".

use crate::sentence::{Run, Sentence};
use crate::trigger::Trigger;
use crate::where_::{Named, road_number};
use accalmie_language::TokenKind;
use accalmie_lexicon::{Cue, Entry, Frame, Meaning};
use accalmie_places::{Feature, Gazetteer};
use accalmie_record::{Relation, Type};

/// How far behind the road's name its status may stand, in tokens.
const REACH: usize = 5;

fn dash(word: &str) -> bool {
    matches!(word, "–" | "—" | "-" | "/")
}

/// The names at the head of a line that is a road's: two or more with dashes between them.
fn ends(s: &Sentence) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    if !(s.starts_line || s.bullet) {
        return out;
    }
    let bullet = |i: usize| s.is_mark(i) || s.kind(i) == Some(TokenKind::Number) || s.in_time(i);
    let mut i = (0..s.len()).find(|&i| !bullet(i)).unwrap_or(s.len());
    if i < s.len() && road_number(s.word(i)) {
        i += 1;
    }
    loop {
        let start = i;
        while i < s.len() && s.kind(i) == Some(TokenKind::Word) && s.capital(i) && !s.cues(Cue::Status).any(|m| m.start as usize == i) {
            i += 1;
        }
        if i == start {
            break;
        }
        out.push(start..i);
        if i < s.len() && dash(s.word(i)) {
            i += 1;
        } else {
            break;
        }
    }
    if out.len() < 2 { Vec::new() } else { out }
}

/// Marks the names at the head of a road's line as its ends, those that no table has with them.
pub fn find(s: &Sentence, index: usize, gazetteer: &Gazetteer, out: &mut Vec<Named>) {
    let ends = ends(s);
    let Some(last) = ends.last().map(|r| r.end) else { return };
    if !s.cues(Cue::Status).any(|m| (last..last + REACH).contains(&(m.start as usize))) {
        return;
    }
    let first = out.partition_point(|n| n.sentence < index);
    for run in ends {
        if let Some(n) = out[first..].iter_mut().find(|n| n.run.start < run.end && run.start < n.run.end) {
            n.relation = Relation::RoadBetween;
            n.cued = true;
            n.adjunct = false;
            n.from = false;
            continue;
        }
        let name = s.text_of(&run);
        out.push(Named {
            sentence: index,
            phrase: run.clone(),
            run,
            relation: Relation::RoadBetween,
            cued: true,
            from: false,
            feature: None,
            candidates: gazetteer.lookup(name),
            within: None,
            resolved: None,
            adjunct: false,
            nameless: false,
        });
    }
    out[first..].sort_by_key(|n| n.run.start);
}

/// A word for open or closed right after a road's or crossing's name, at the head of a line.
pub fn status(s: &Sentence, named: &[Named], gazetteer: Option<&Gazetteer>) -> Option<Trigger> {
    let road = |n: &Named| n.relation == Relation::RoadBetween || n.feature == Some(Feature::Road);
    let crossing = |n: &Named| {
        n.feature == Some(Feature::Crossing)
            || gazetteer.is_some_and(|g| n.candidates.first().is_some_and(|c| g.get(c.place).feature == Feature::Crossing))
    };
    let n = named.iter().filter(|n| road(n) || crossing(n)).rfind(|n| n.run.end <= REACH + 6)?;
    let after = n.run.end;
    let m = s.cues(Cue::Status).find(|m| (after..after + REACH).contains(&(m.start as usize)))?;
    // In running text the verbs tell it.
    let line = s.starts_line || s.bullet || s.heading;
    if !line || (after..m.start as usize).any(|i| s.is_verb(i)) {
        return None;
    }
    let Entry::Cue(cue) = &s.row(m).entry else { return None };
    let type_ = match (cue.value.as_str(), road(n)) {
        ("open", true) => Type::AccessRoadOpen,
        ("open", false) => Type::AccessCrossingOpen,
        (_, true) => Type::AccessRoadClosed,
        (_, false) => Type::AccessCrossingClosed,
    };
    let run = m.start as usize..m.end as usize;
    Some(Trigger { row: m.row, head: run.start, meaning: Meaning::Type(type_), outcome: None, frame: Some(Frame::Thing), verb: false, run })
}
