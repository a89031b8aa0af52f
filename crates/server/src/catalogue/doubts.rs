//! Doubts are why a person should look at a record: each is a bit, and has a weight by which the queue is ordered.

use accalmie_record::{Basis, Incident, Kind, Record, Role, Standing, Status, TimePrecision};

/// A record that is less sure than this is doubtful: of those that reading gives, about one in six.
pub const SURE: f32 = 0.6;

pub const LOW_CONFIDENCE: u32 = 1;
pub const PLACE_UNRESOLVED: u32 = 1 << 1;
pub const PLACE_AMBIGUOUS: u32 = 1 << 2;
pub const AUTHOR_INFERRED: u32 = 1 << 3;
pub const TOLL_CONFLICT: u32 = 1 << 4;
pub const CONTESTED: u32 = 1 << 5;
pub const HEDGED: u32 = 1 << 6;
pub const DATE_WIDE: u32 = 1 << 7;
pub const WORDS_DIFFER: u32 = 1 << 8;

/// Slug and weight of each bit. What people disagree on comes first, then what changes a figure or who is blamed.
const ALL: [(u32, &str, i64); 9] = [
    (WORDS_DIFFER, "words_differ", 8),
    (TOLL_CONFLICT, "toll_conflict", 3),
    (CONTESTED, "contested", 3),
    (LOW_CONFIDENCE, "low_confidence", 2),
    (PLACE_AMBIGUOUS, "place_ambiguous", 2),
    (PLACE_UNRESOLVED, "place_unresolved", 2),
    (AUTHOR_INFERRED, "author_inferred", 2),
    (HEDGED, "hedged", 1),
    (DATE_WIDE, "date_wide", 1),
];

/// The slugs of some bits, weightiest first.
pub fn slugs(doubts: u32) -> Vec<&'static str> {
    ALL.iter().filter(|(bit, ..)| doubts & bit != 0).map(|(_, slug, _)| *slug).collect()
}

/// Place in the queue, least first: weight, then the newest report. `minutes` of the report, `i32::MIN` where it has no date.
pub fn rank(doubts: u32, minutes: i32) -> i64 {
    let weight: i64 = ALL.iter().filter(|(bit, ..)| doubts & bit != 0).map(|(.., weight)| weight).sum();
    -((weight << 32) + i64::from(minutes) - i64::from(i32::MIN))
}

/// What is doubtful in a record by itself. Where and when are asked of what happened or holds, not of what was said or meant.
pub fn of_record(record: &Record) -> u32 {
    let happening = matches!(record.kind, Kind::Event | Kind::Condition);
    let resolved = record.places.iter().any(|p| p.lat.is_some());
    let wide = |t: &accalmie_record::Period| t.precision >= TimePrecision::Week && !t.open_end;
    let inferred = |a: &accalmie_record::Actor| a.role == Role::Initiator && a.basis == Basis::Inferred;
    [
        (record.confidence < SURE, LOW_CONFIDENCE),
        (happening && !resolved, PLACE_UNRESOLVED),
        (record.places.iter().any(|p| !p.candidates.is_empty()), PLACE_AMBIGUOUS),
        (record.actors.iter().any(inferred), AUTHOR_INFERRED),
        (record.status == Status::Hedged, HEDGED),
        (happening && record.time.as_ref().is_none_or(wide), DATE_WIDE),
    ]
    .iter()
    .filter(|(is, _)| *is)
    .fold(0, |bits, (_, bit)| bits | bit)
}

/// What is doubtful in a record because of its incident: others tell it otherwise.
pub fn of_incident(incident: &Incident, record: &str) -> u32 {
    let conflict = incident.harm.values().any(|toll| {
        let counted = toll.by_source.iter().filter(|f| f.left_out.is_none());
        let apart = toll.low < toll.best || toll.high.is_some_and(|high| high > toll.best);
        apart && counted.clone().count() > 1 && counted.clone().any(|f| f.record == record)
    });
    let contested = incident.standing == Standing::Contested;
    (if conflict { TOLL_CONFLICT } else { 0 }) | (if contested { CONTESTED } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_and_newest_come_first() {
        assert!(rank(CONTESTED, 0) < rank(HEDGED, i32::MAX));
        assert!(rank(HEDGED, 1) < rank(HEDGED, 0));
        assert!(rank(0, i32::MIN) == 0 && rank(0, 0) < 0);
        assert!(rank(WORDS_DIFFER, i32::MIN) < rank(TOLL_CONFLICT | CONTESTED, i32::MAX));
        assert_eq!(slugs(HEDGED | CONTESTED), ["contested", "hedged"]);
    }
}
