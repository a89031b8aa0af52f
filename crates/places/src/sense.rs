//! A sense is a name as one report uses it: the places it may mean, and how far each is believed.

use crate::candidate::{Candidate, How};
use crate::feature::Feature;
use crate::gazetteer::Gazetteer;
use crate::globe::Point;
use crate::place::{PlaceId, PlaceInfo};
use crate::resolve::{Mention, sense_key};
use std::collections::BTreeMap;

/// Beyond this many, less likely candidates never win.
const OPTIONS: usize = 24;
/// Voters are the nearest senses in the text.
const VOTERS: usize = 40;

// Weights of the parts of a score, chosen on news with known coordinates (`examples/score.rs`) and rounded: none of them
// matters much by itself.
const IMPORTANCE: f32 = 7.5;
const CONTEXT: f32 = 11.0;
const HINT: f32 = 1.25;
const HOME: f32 = 1.5;
const WITHIN: f32 = 5.0;
const SPELLING: f32 = 2.25;
/// A country is what its name means, and a province too, unless the report is at home somewhere else.
const COUNTRY: f32 = 1.5;
const PROVINCE: f32 = 0.5;
/// What a by-name loses beside places that are called so.
const BY_NAME: f32 = 1.5;
/// A voice counts less with each mention between.
const FADE: f32 = 0.035;
/// How well a province goes, at least, with any place of its country; how well two names of one country go together.
const SAME_COUNTRY: f32 = 0.35;
const SAME_NATION: f32 = 0.6;
/// How much of the report's voices a place of this report is expected to have.
const EXPECTED: f32 = 0.4;
/// What missing voices give to “some place that no gazetteer has”.
const UNKNOWN: f32 = 0.4;
/// A capital stays one in a report that else speaks of another continent.
const UNKNOWN_AT_MOST: f32 = 5.0;

pub(crate) struct Choice {
    pub place: PlaceId,
    pub point: Point,
    pub feature: Feature,
    pub country: [u8; 2],
    pub adm1: Option<PlaceId>,
    pub guess: bool,
    /// The article is written on to the word on one side only, and nothing says that it is a place.
    pub loose: bool,
    /// Everything but the context.
    prior: f32,
    pub belief: f32,
}

pub(crate) struct Sense {
    pub key: String,
    pub mentions: Vec<usize>,
    pub options: Vec<Choice>,
    hint: Option<Feature>,
    /// Senses that the text says contain this one.
    pub within: Vec<usize>,
    /// Where in the order of mentions it is first.
    first: usize,
}

/// Group the mentions into senses, each believed as its prior says.
pub(crate) fn senses(gaz: &Gazetteer, mentions: &[Mention], home: &[&str]) -> Vec<Sense> {
    let mut out: Vec<Sense> = Vec::new();
    let mut of_mention = Vec::with_capacity(mentions.len());
    let keys: Vec<String> = mentions.iter().map(|m| sense_key(&m.text)).collect();
    // Names that the report once says to be a settlement's: without a word it means the same.
    let mut towns: BTreeMap<&str, Feature> = BTreeMap::new();
    for (m, key) in mentions.iter().zip(&keys) {
        if let Some(hint) = m.hint.filter(|h| class(*h) == 0) {
            towns.entry(key).or_insert(hint);
        }
    }
    for (i, m) in mentions.iter().enumerate() {
        let key = &keys[i];
        let hint = m.hint.or(towns.get(key.as_str()).copied());
        let class = hint.map(class);
        let known = out.iter().position(|s| s.key == *key && s.hint.map(self::class) == class);
        of_mention.push(known.unwrap_or(out.len()));
        let at = known.unwrap_or_else(|| {
            out.push(Sense { key: key.clone(), mentions: Vec::new(), options: Vec::new(), hint, within: Vec::new(), first: i });
            out.len() - 1
        });
        out[at].mentions.push(i);
        // One mention may have been found by other means than the gazetteer's; another has the candidates.
        if out[at].options.is_empty() {
            // "à Raqqa" is the town, however much of the report lies in the province of that name.
            let its_town = |o: &Candidate, c: &Candidate| {
                let (o, c) = (gaz.get(o.place), gaz.get(c.place));
                o.feature.is_settlement() && c.feature.is_division() && c.feature != Feature::Country && o.adm1 == Some(c.id)
            };
            let town = hint.is_some_and(|h| self::class(h) == 0);
            let arabic = m.text.chars().any(|c| matches!(c, '\u{600}'..='\u{6ff}'));
            let meant = m.candidates.iter().take(OPTIONS).filter(|c| !(town && m.candidates.iter().any(|o| its_town(o, c))));
            out[at].options = meant.map(|c| option(gaz, c, (hint, &m.candidates), home, arabic)).collect();
        }
    }
    for (i, m) in mentions.iter().enumerate() {
        if let Some(container) = m.within.and_then(|w| of_mention.get(w))
            && *container != of_mention[i]
            && !out[of_mention[i]].within.contains(container)
        {
            out[of_mention[i]].within.push(*container);
        }
    }
    for sense in &mut out {
        sense.believe(&[], 0.0);
    }
    out
}

/// Mentions are of one sense only when they are said to be of one class: “Idlib” and “Idlib province” may differ.
fn class(hint: Feature) -> u8 {
    match hint {
        Feature::Capital | Feature::City | Feature::Village => 0,
        Feature::Adm1 | Feature::Adm2 | Feature::Region => 1,
        other => 2 + other as u8,
    }
}

fn option(gaz: &Gazetteer, c: &Candidate, (hint, all): (Option<Feature>, &[Candidate]), home: &[&str], arabic: bool) -> Choice {
    let p = gaz.get(c.place);
    let mut prior = IMPORTANCE * f32::from(p.importance) / 255.0 + SPELLING * c.how.worth().ln();
    prior += match hint {
        Some(h) if p.feature.fits(h) => HINT,
        Some(_) => -HINT,
        None => match p.feature {
            Feature::Country => COUNTRY,
            Feature::Adm1 if named_for_a_town(gaz, &p, all) => -3.0,
            Feature::Adm1 => PROVINCE,
            // "Middle East", a village of Maryland.
            Feature::Region if c.how == How::Exact => COUNTRY,
            Feature::Adm2 => -1.0,
            Feature::Quarter => -0.5,
            _ => 0.0,
        },
    };
    // A by-name gives way to the places that are called so.
    let called = |o: &Candidate| o.how == How::Exact && (p.feature != Feature::Country || gaz.get(o.place).feature == Feature::Capital);
    if c.how == How::Alias && all.iter().any(called) {
        prior -= BY_NAME;
    }
    if home.contains(&p.country) {
        prior += HOME;
    }
    let mut country = [0; 2];
    country.iter_mut().zip(p.country.bytes()).for_each(|(a, b)| *a = b);
    Choice {
        place: c.place,
        point: Point::new(p.lat, p.lon),
        feature: p.feature,
        country,
        adm1: p.adm1,
        guess: c.how.is_guess(),
        // "السوري" is no Surrey: Arabic writes the names of its own towns with the article or without, and no other's.
        loose: arabic
            && c.how == How::Article
            && hint.is_none_or(|h| matches!(h, Feature::Road | Feature::Region))
            && !home.contains(&p.country),
        prior,
        belief: 0.0,
    }
}

/// Is the division called as a town in it? Then the bare name is the town's.
fn named_for_a_town(gaz: &Gazetteer, division: &PlaceInfo<'_>, all: &[Candidate]) -> bool {
    all.iter().map(|c| gaz.get(c.place)).any(|p| p.feature.is_settlement() && p.adm1 == Some(division.id) && p.importance > 90)
}

impl Sense {
    /// What the other senses say for each option, and what they would say for a place that goes with all of them.
    pub fn votes(&self, me: usize, all: &[Sense]) -> (Vec<f32>, f32) {
        let from = me.saturating_sub(VOTERS / 2);
        let voters: Vec<(f32, &Sense)> = all
            .iter()
            .enumerate()
            .skip(from)
            .take(VOTERS)
            .filter(|(j, s)| *j != me && s.key != self.key)
            .map(|(_, s)| (1.0 / (1.0 + FADE * self.first.abs_diff(s.first) as f32), s))
            .collect();
        let votes = self.options.iter().map(|o| {
            let sum: f32 = voters.iter().map(|(w, s)| w * s.support(o)).sum();
            let within: f32 = self.within.iter().map(|w| all[*w].holds(o)).sum();
            let contains: f32 = all.iter().filter(|s| s.within.contains(&me)).map(|s| s.held_by(o)).sum();
            CONTEXT * (1.0 + sum).ln() + WITHIN * (within + contains.min(1.0))
        });
        let sure: f32 = voters.iter().map(|(w, s)| w * s.surest()).sum();
        (votes.collect(), CONTEXT * (1.0 + EXPECTED * sure).ln())
    }

    /// Turn prior and votes into beliefs. They add up to one with the belief that no option is meant, which grows as
    /// the report has more to say and says it for none of them.
    pub fn believe(&mut self, votes: &[f32], expected: f32) {
        let most = votes.iter().copied().fold(0.0, f32::max);
        let none = (UNKNOWN * (expected - most)).clamp(0.0, UNKNOWN_AT_MOST);
        let scores: Vec<f32> = self.options.iter().enumerate().map(|(i, o)| o.prior + votes.get(i).copied().unwrap_or(0.0)).collect();
        let top = scores.iter().copied().fold(none, f32::max);
        let total: f32 = scores.iter().map(|s| (s - top).exp()).sum::<f32>() + (none - top).exp();
        for (o, s) in self.options.iter_mut().zip(scores) {
            o.belief = (s - top).exp() / total;
        }
    }

    fn surest(&self) -> f32 {
        self.options.iter().filter(|o| !o.guess).map(|o| o.belief).fold(0.0, f32::max)
    }

    /// How much this sense's belief speaks for `other`.
    fn support(&self, other: &Choice) -> f32 {
        self.options.iter().map(|o| o.belief * if o.guess { 0.3 } else { 1.0 } * together(o, other)).sum()
    }

    /// 1 when this sense, said to contain it, does contain the option.
    fn holds(&self, inner: &Choice) -> f32 {
        self.options.iter().map(|o| if contains(o, inner) { o.belief } else { 0.0 }).sum()
    }

    /// Is it sure that a place outside of this sense, said to contain it, is not meant?
    pub fn rules_out(&self, inner: &Choice) -> bool {
        let Some(outer) = self.options.iter().max_by(|a, b| a.belief.total_cmp(&b.belief)).filter(|o| o.belief >= 0.6) else {
            return false;
        };
        let country = outer.country != [0; 2] && inner.country != [0; 2] && outer.country != inner.country;
        outer.feature.is_division() && !outer.guess && country && outer.point.km(inner.point) > outer.feature.reach_km()
    }

    fn held_by(&self, outer: &Choice) -> f32 {
        self.options.iter().map(|o| if contains(outer, o) { o.belief } else { 0.0 }).sum()
    }
}

fn contains(outer: &Choice, inner: &Choice) -> bool {
    match outer.feature {
        Feature::Country => outer.country == inner.country,
        Feature::Adm1 => inner.adm1 == Some(outer.place),
        f => outer.point.km(inner.point) <= f.reach_km().max(60.0),
    }
}

/// How well two places go together in one report, 0–1.
fn together(a: &Choice, b: &Choice) -> f32 {
    let same_country = a.country == b.country && a.country != [0; 2];
    if a.place == b.place {
        // "Syrian" speaks for "Syria"; what else has two names in one report may have been read twice.
        return if a.feature == Feature::Country { SAME_NATION } else { 0.0 };
    }
    if a.feature == Feature::Country || b.feature == Feature::Country {
        return if same_country { 0.5 } else { 0.0 };
    }
    let same_adm1 = a.adm1.is_some() && a.adm1 == b.adm1;
    let km = (a.point.km(b.point) - a.feature.reach_km().max(b.feature.reach_km())).max(0.0);
    let mut t = 0.45 * (-km / 100.0).exp() + 0.25 * (-km / 300.0).exp();
    if same_country && (a.feature == Feature::Adm1 || b.feature == Feature::Adm1) {
        t = t.max(SAME_COUNTRY - 0.15);
    }
    if same_country {
        t += 0.15;
    }
    if same_adm1 {
        t += 0.15;
    }
    t
}
