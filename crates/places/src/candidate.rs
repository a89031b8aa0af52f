//! A candidate is a place that a name may mean, with how the name led to it.

use crate::place::PlaceId;

/// How a written name led to a place, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// The name that the gazetteer gives the place.
    Exact,
    /// Another recorded spelling or name.
    Alias,
    /// Only after an article was dropped on one side: “al-Hol” for “Hol”.
    Article,
    /// By its consonants: another transliteration.
    Skeleton,
    /// One letter off.
    Typo,
}

impl How {
    /// What a name's claim on a place is worth.
    pub fn worth(self) -> f32 {
        match self {
            How::Exact => 1.0,
            How::Alias => 0.8,
            How::Article => 0.7,
            How::Skeleton => 0.35,
            How::Typo => 0.3,
        }
    }

    /// Nothing but the rest of the report can tell whether this was meant.
    pub fn is_guess(self) -> bool {
        matches!(self, How::Skeleton | How::Typo)
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    pub place: PlaceId,
    pub how: How,
    /// 0–1: the place's importance and how well the name fits, nothing of the context.
    pub weight: f32,
    /// The name is also an everyday word: take it only where something says that a place is meant.
    pub common: bool,
}
