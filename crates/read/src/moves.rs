//! A move is a displacement told by an everyday verb: "some 800 households left for Ouallam", "340 ménages sont arrivés"; what makes it
//! one is that many people, counted, who do not fight, are on the way.

use crate::trigger::Trigger;
use crate::whom::Toll;
use accalmie_lexicon::General;
use accalmie_record::{Outcome, Type, Who};

/// Fewer people than this who leave or arrive are no displacement by the verb alone; families are at any number.
const FEWEST: u64 = 20;

/// The displacement or return that a general word of moving tells, if many moved.
pub fn moves(core: &Trigger, tolls: &[&Toll]) -> Option<Type> {
    let type_ = match core.general()? {
        General::Moving => Type::DisplacementFlight,
        General::Homecoming => Type::DisplacementReturn,
        _ => return None,
    };
    let many = tolls.iter().any(|t| {
        t.outcome == Outcome::Displaced
            && t.counted
            && (t.min >= FEWEST || t.unit.is_some())
            && matches!(t.who, Who::Unknown | Who::Civilians | Who::Women | Who::Children)
    });
    many.then_some(type_)
}
