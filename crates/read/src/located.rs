//! Located is where a name lies: all names of a report are resolved together, and shown with what is left open.

use crate::persons;
use crate::sentence::Sentence;
use crate::where_::Named;
use accalmie_places::{Candidate, Feature, Gazetteer, How, Mention};
use accalmie_record::Relation;

/// Chooses among candidates for all names of the report at once.
pub fn resolve(named: &mut Vec<Named>, sentences: &[Sentence], gazetteer: &Gazetteer, home: &[&str]) {
    persons::leave_out(named, sentences, gazetteer);
    respell(named, sentences);
    let mentions: Vec<Mention> = named
        .iter()
        .map(|n| Mention {
            text: sentences[n.sentence].text_of(&n.run).to_owned(),
            candidates: n.candidates.clone(),
            hint: n.feature.or_else(|| settlement(n, gazetteer)),
            within: n.within,
            paragraph: sentences[n.sentence].paragraph,
        })
        .collect();
    for (n, r) in named.iter_mut().zip(accalmie_places::resolve(gazetteer, &mentions, home)) {
        // "انعدام الأمان": a word that is some town's name but for its article, and no town near: a word.
        let loose = |c: &Candidate| c.how == How::Article;
        let arabic = n.feature.is_none_or(|f| matches!(f, Feature::Road | Feature::Region)) && sentences[n.sentence].unicase(n.run.start);
        n.adjunct |= arabic && r.place.is_none() && !n.candidates.is_empty() && n.candidates.iter().all(loose);
        n.resolved = Some(r);
    }
}

/// The letters that spellings of one name keep: consonants, no doubles.
pub fn bones(name: &str) -> String {
    let mut out = String::new();
    for c in accalmie_language::fold(name).chars().filter(|c| c.is_alphanumeric() && !"aeiouyh".contains(*c)) {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// A name that nothing but a guess explains is another spelling of a name that the report has written better elsewhere.
pub fn respell(named: &mut [Named], sentences: &[Sentence]) {
    let sure = |n: &Named| n.candidates.iter().any(|c| !c.how.is_guess());
    let keys: Vec<String> = named.iter().map(|n| bones(sentences[n.sentence].text_of(&n.run))).collect();
    for i in 0..named.len() {
        if sure(&named[i]) || keys[i].len() < 4 {
            continue;
        }
        if let Some(j) = (0..named.len()).find(|&j| keys[j] == keys[i] && sure(&named[j])) {
            named[i].candidates = named[j].candidates.clone();
        }
    }
}

/// "à Raqqa" is the town, where the province has the same name.
pub fn settlement(n: &Named, gazetteer: &Gazetteer) -> Option<Feature> {
    let at =
        n.cued && matches!(n.relation, Relation::At | Relation::Near | Relation::Around | Relation::RoadToward | Relation::RoadBetween);
    let both = n.candidates.iter().any(|c| gazetteer.get(c.place).feature.is_settlement())
        && n.candidates.iter().any(|c| gazetteer.get(c.place).feature.is_division());
    let country = n.candidates.iter().any(|c| gazetteer.get(c.place).feature == Feature::Country);
    (at && both && !country).then_some(Feature::City)
}

impl Named {
    /// What kind of place it turned out to be, or is said to be.
    pub fn kind(&self, gazetteer: &Gazetteer) -> Option<Feature> {
        self.resolved.as_ref().and_then(|r| r.place).map(|p| gazetteer.get(p).feature).or(self.feature)
    }

    /// A country, province or region: it contains the happening, it does not locate it.
    pub fn wide(&self, gazetteer: &Gazetteer) -> bool {
        self.kind(gazetteer).is_some_and(Feature::is_division)
    }

    /// As a record shows it.
    pub fn place(&self, sentences: &[Sentence], gazetteer: &Gazetteer) -> accalmie_record::Place {
        let s = &sentences[self.sentence];
        let mut out = accalmie_record::Place {
            text: s.text_of(&self.run).to_owned(),
            relation: if self.relation == Relation::At && self.wide(gazetteer) { Relation::Within } else { self.relation },
            name: None,
            id: None,
            lat: None,
            lon: None,
            precision: None,
            candidates: Vec::new(),
        };
        let Some(resolved) = &self.resolved else { return out };
        if let (None, Some(held)) = (resolved.place, resolved.within) {
            // A village that no gazetteer has lies in what the text says holds it.
            let info = gazetteer.get(held);
            (out.lat, out.lon, out.precision) = (Some(info.lat), Some(info.lon), Some(info.precision()));
        }
        if let Some(id) = resolved.place {
            let info = gazetteer.get(id);
            out.name = Some(info.name.to_owned());
            out.id = Some(info.id_string());
            out.lat = Some(info.lat);
            out.lon = Some(info.lon);
            let own = info.feature.precision();
            out.precision = Some(match out.relation {
                Relation::Near | Relation::Around | Relation::Direction => own.max(2),
                Relation::RoadToward | Relation::RoadBetween => own.max(5),
                _ => own,
            });
        }
        // A slip of the pen is resolved, but shown as the guess that it is.
        let guessed = resolved.place.is_some_and(|p| self.candidates.iter().any(|c| c.place == p && c.how.is_guess()));
        if resolved.place.is_none() || resolved.confidence < 0.6 || guessed {
            out.candidates = resolved
                .place
                .iter()
                .filter(|_| guessed)
                .chain(&resolved.alternatives)
                .take(3)
                .map(|&id| {
                    let info = gazetteer.get(id);
                    accalmie_record::Candidate { name: info.name.to_owned(), id: info.id_string(), lat: info.lat, lon: info.lon }
                })
                .collect();
        }
        out
    }
}
