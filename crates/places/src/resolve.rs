//! Resolving chooses, for every name in a report, the place that it means, so that the choices agree with one another:
//! reports speak of places that are near each other, in the countries of those who act in them.
//!
//! One name has one sense in a report. Senses vote for one another's candidates a few rounds, each with the belief it
//! has so far; what stays undecided is left open, with its alternatives.

use crate::candidate::Candidate;
use crate::feature::Feature;
use crate::gazetteer::Gazetteer;
use crate::key;
use crate::place::PlaceId;
use crate::sense::{Choice, Sense, senses};

/// One mention of a place in a report, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Mention {
    pub text: String,
    pub candidates: Vec<Candidate>,
    /// What the words around it say that it is: “ville de”, “province of”, “camp”, “route”.
    pub hint: Option<Feature>,
    /// The mention that the text says contains this one: “X, Idlib province”, “X (Mali)”.
    pub within: Option<usize>,
    pub paragraph: usize,
}

/// The place that a mention means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// `None` when the report does not tell.
    pub place: Option<PlaceId>,
    /// 0–1.
    pub confidence: f32,
    /// Other places that it may mean, likeliest first.
    pub alternatives: Vec<PlaceId>,
    /// The province or district that the text says holds it.
    pub within: Option<PlaceId>,
}

const ROUNDS: usize = 4;
/// Spellings that are only like a name are believed this near to the report's other places.
const GUESS_KM: f32 = 300.0;
/// Candidates this near to each other are one answer for most purposes: a city and the district of its name.
const SAME_KM: f32 = 25.0;
const SURE_ENOUGH: f32 = 0.3;
/// Countries and seas are named from anywhere: few voices speak for them.
const SURE_OF_A_COUNTRY: f32 = 0.05;
const ALTERNATIVES: usize = 5;

/// Choose a place for each mention. `home` are codes of countries that the report's actors, demonyms and dateline
/// suggest.
pub fn resolve(gaz: &Gazetteer, mentions: &[Mention], home: &[&str]) -> Vec<Resolved> {
    let mut senses = senses(gaz, mentions, home);
    for _ in 0..ROUNDS {
        let votes: Vec<(Vec<f32>, f32)> = (0..senses.len()).map(|i| senses[i].votes(i, &senses)).collect();
        for (sense, (votes, expected)) in senses.iter_mut().zip(&votes) {
            sense.believe(votes, *expected);
        }
    }
    let mut out = vec![Resolved::default(); mentions.len()];
    for i in 0..senses.len() {
        let resolved = decide(&senses, i);
        for m in &senses[i].mentions {
            out[*m] = resolved.clone();
        }
    }
    for (i, m) in mentions.iter().enumerate() {
        let holder = m.within.and_then(|w| out.get(w)?.place);
        out[i].within = holder.filter(|p| matches!(gaz.get(*p).feature, Feature::Adm1 | Feature::Adm2));
    }
    out
}

fn decide(senses: &[Sense], i: usize) -> Resolved {
    let mut ranked: Vec<&Choice> = senses[i].options.iter().collect();
    ranked.sort_by(|a, b| b.belief.total_cmp(&a.belief).then(a.place.cmp(&b.place)));
    ranked.retain(|o| !(o.guess || o.loose) || near_others(senses, i, o));
    ranked.retain(|o| !senses[i].within.iter().any(|w| senses[*w].rules_out(o)));
    let Some(best) = ranked.first().copied() else { return Resolved::default() };
    let together: f32 = ranked.iter().filter(|o| o.point.km(best.point) <= SAME_KM).map(|o| o.belief).sum();
    let confidence = if best.guess { together.min(0.6) } else { together }.clamp(0.0, 1.0);
    let sure = confidence >= if wide(best) { SURE_OF_A_COUNTRY } else { SURE_ENOUGH };
    let alternatives = ranked.iter().skip(usize::from(sure)).take(ALTERNATIVES).map(|o| o.place).collect();
    Resolved { place: sure.then_some(best.place), confidence, alternatives, within: None }
}

/// A country, or what lies in no one country: seas, continents, regions.
fn wide(o: &Choice) -> bool {
    o.feature == Feature::Country || !o.guess && o.country == [0; 2]
}

/// Is there another name in the report, surely a place, near this option? Countries are asked where nothing finer is sure.
fn near_others(senses: &[Sense], i: usize, option: &Choice) -> bool {
    let others = senses.iter().enumerate().filter(|(j, s)| *j != i && s.key != senses[i].key).flat_map(|(_, s)| &s.options);
    let sure = others.filter(|o| !o.guess && o.belief >= SURE_ENOUGH);
    let (countries, finer): (Vec<&Choice>, Vec<&Choice>) = sure.partition(|o| o.feature == Feature::Country);
    match finer.is_empty() {
        true => countries.iter().any(|o| o.country == option.country),
        false => finer.iter().any(|o| o.point.km(option.point) <= GUESS_KM),
    }
}

/// The key under which mentions of one name are one.
pub(crate) fn sense_key(text: &str) -> String {
    key::bare_key(text).unwrap_or_else(|| key::key(text))
}
