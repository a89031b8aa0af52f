//! A sense is a name as one report uses it: the places it may mean, and how far each is believed.

use crate::feature::Feature;
use crate::gazetteer::Gazetteer;
use crate::globe::Point;
use crate::place::PlaceId;
use crate::resolve::{Mention, sense_key};

/// Beyond this many, less likely candidates never win.
const OPTIONS: usize = 24;
/// Voters are the nearest senses in the text.
const VOTERS: usize = 40;

fn w(i: usize) -> f32 {
    static W: std::sync::OnceLock<Vec<f32>> = std::sync::OnceLock::new();
    W.get_or_init(|| std::env::var("W").unwrap_or_else(|_| "9,6,2.5,1.5,5,1.5,0.15,60,300,-1,2,-0.7,-1".into()).split(',').map(|x| x.parse().unwrap()).collect())[i]
}
/// Weights found on held-out news with coordinates (see `examples/score.rs`), rounded.
const _IMPORTANCE: f32 = 9.0;
const _CONTEXT: f32 = 6.0;
const _HINT: f32 = 2.5;
const _HOME: f32 = 1.5;
const _WITHIN: f32 = 5.0;

pub(crate) struct Choice {
    pub place: PlaceId,
    pub point: Point,
    pub feature: Feature,
    pub country: [u8; 2],
    pub adm1: Option<PlaceId>,
    pub guess: bool,
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
    within: Vec<usize>,
    /// Where in the order of mentions it is first.
    first: usize,
    /// How much the other senses have to say, whatever for.
    voices: f32,
}

/// Group the mentions into senses, each believed as its prior says.
pub(crate) fn senses(gaz: &Gazetteer, mentions: &[Mention], home: &[&str]) -> Vec<Sense> {
    let mut out: Vec<Sense> = Vec::new();
    let mut of_mention = Vec::with_capacity(mentions.len());
    for (i, m) in mentions.iter().enumerate() {
        let key = sense_key(&m.text);
        let class = m.hint.map(class);
        let known = out.iter().position(|s| s.key == key && s.hint.map(self::class) == class);
        of_mention.push(known.unwrap_or(out.len()));
        match known {
            Some(s) => out[s].mentions.push(i),
            None => {
                let options = m.candidates.iter().take(OPTIONS).map(|c| option(gaz, c, m.hint, home)).collect();
                out.push(Sense { key, mentions: vec![i], options, hint: m.hint, within: Vec::new(), first: i, voices: 0.0 });
            }
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
        sense.believe(&[]);
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

fn option(gaz: &Gazetteer, c: &crate::Candidate, hint: Option<Feature>, home: &[&str]) -> Choice {
    let p = gaz.get(c.place);
    let mut prior = w(0) * f32::from(p.importance) / 255.0 + c.how.worth().ln() * w(5);
    prior += match hint {
        Some(h) if p.feature.fits(h) => w(2),
        Some(_) => -w(2),
        None => match p.feature {
            Feature::Country => 1.0,
            Feature::Adm1 => w(11),
            Feature::Adm2 => w(12),
            Feature::Quarter => -0.5,
            _ => 0.0,
        },
    };
    if home.contains(&p.country) {
        prior += w(3);
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
        prior,
        belief: 0.0,
    }
}

impl Sense {
    /// What the other senses say for each option.
    pub fn votes(&self, me: usize, all: &[Sense]) -> Vec<f32> {
        let from = me.saturating_sub(VOTERS / 2);
        let voters = all.iter().enumerate().skip(from).take(VOTERS).filter(|(j, s)| *j != me && s.key != self.key);
        let voters: Vec<(f32, &Sense)> = voters
            .map(|(_, s)| {
                let apart = self.first.abs_diff(s.first) as f32;
                (1.0 / (1.0 + w(6) * apart), s)
            })
            .collect();
        self.options
            .iter()
            .map(|o| {
                let sum: f32 = voters.iter().map(|(w, s)| w * s.support(o)).sum();
                let within: f32 = self.within.iter().map(|w| all[*w].holds(o)).sum();
                let contains: f32 = all.iter().filter(|s| s.within.contains(&me)).map(|s| s.held_by(o)).sum();
                w(1) * (1.0 + sum).ln() + w(4) * (within + contains.min(1.0))
            })
            .collect()
    }

    /// Turn prior and votes into beliefs that add up to one.
    pub fn believe(&mut self, votes: &[f32]) {
        let score = |i: usize, o: &Choice| o.prior + votes.get(i).copied().unwrap_or(0.0);
        let top = self.options.iter().enumerate().map(|(i, o)| score(i, o)).fold(f32::MIN, f32::max);
        let scores: Vec<f32> = self.options.iter().enumerate().map(|(i, o)| (score(i, o) - top).exp()).collect();
        // What the rest of the report speaks for, if not for any of these, is some place that no gazetteer has.
        let most = votes.iter().copied().fold(0.0, f32::max);
        let none = (w(9) + w(10) * (self.voices - most).max(0.0) - top).exp();
        let total: f32 = scores.iter().sum::<f32>() + none;
        for (o, s) in self.options.iter_mut().zip(scores) {
            o.belief = s / total;
        }
    }

    /// How much this sense's belief speaks for `other`.
    fn support(&self, other: &Choice) -> f32 {
        self.options.iter().map(|o| o.belief * if o.guess { 0.3 } else { 1.0 } * together(o, other)).sum()
    }

    /// 1 when this sense, said to contain it, does contain the option.
    fn holds(&self, inner: &Choice) -> f32 {
        self.options.iter().map(|o| if contains(o, inner) { o.belief } else { 0.0 }).sum()
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
        return 0.0;
    }
    if a.feature == Feature::Country || b.feature == Feature::Country {
        return if same_country { 0.5 } else { 0.0 };
    }
    let same_adm1 = a.adm1.is_some() && a.adm1 == b.adm1;
    let km = (a.point.km(b.point) - a.feature.reach_km().max(b.feature.reach_km())).max(0.0);
    let mut t = 0.45 * (-km / w(7)).exp() + 0.25 * (-km / w(8)).exp();
    if same_country {
        t += 0.15;
    }
    if same_adm1 {
        t += 0.15;
    }
    t
}
