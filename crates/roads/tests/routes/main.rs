//! Routes under closures, against plain searches that know nothing of a hierarchy.

mod town;
mod ways;
