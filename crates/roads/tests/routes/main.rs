//! Routes under closures, against plain searches that know nothing of a hierarchy.

mod places;
mod town;
mod ways;
