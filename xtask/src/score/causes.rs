//! A cause is why a record is missing, too many, or wrong in a slot.
use super::fact::Fact;
use super::matching::Matched;
use super::miss::Miss;
use accalmie_record::{Lang, Report};

pub fn all(_report: &Report, _lang: Lang, _gold: &[Fact], _ours: &[Fact], _matched: &Matched) -> Vec<Miss> {
    Vec::new()
}
