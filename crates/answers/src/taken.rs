//! What was taken in at once, without a ledger: readings, made into incidents.

use accalmie_merge::{Sketch, Ties, merge, origins, tellings};
use accalmie_record::{Incident, Reading};

/// What a site prints around a post makes no two posts copies of one another.
pub fn sketch(text: &str) -> Sketch {
    Sketch::of(&text[accalmie_lexicon::pages::written(text)])
}

pub fn incidents(held: &[(Reading, Sketch)]) -> Vec<Incident> {
    let sketched: Vec<(&str, &Sketch)> = held.iter().map(|(r, s)| (r.report.id.as_str(), s)).collect();
    let origins = origins(&sketched);
    let tellings = held.iter().zip(&origins).flat_map(|((reading, _), origin)| tellings(reading, Some(origin))).collect();
    merge(tellings, &Ties::default()).incidents
}
