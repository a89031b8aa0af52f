//! Knowledge is all that reading rests on besides the report: the languages at hand and the gazetteer.

use accalmie_language::Model;
use accalmie_lexicon::{Lexicon, TableError, Tables};
use accalmie_measure::Measures;
use accalmie_places::Gazetteer;
use accalmie_record::Lang;

/// One language: its tables, its trained model where there is one, its numbers and times.
pub struct Tongue {
    pub lang: Lang,
    pub lexicon: Lexicon,
    pub model: Option<&'static Model>,
    pub measures: Option<&'static Measures>,
}

pub struct Knowledge {
    pub tongues: Vec<Tongue>,
    pub gazetteer: &'static Gazetteer,
}

impl Knowledge {
    /// What is shipped, with the user's tables laid over it (a folder of language folders, already read).
    pub fn new(own: &[(Lang, Tables)]) -> (Knowledge, Vec<TableError>) {
        let mut problems = Vec::new();
        let mut langs = accalmie_lexicon::embedded::languages();
        langs.extend(own.iter().map(|(l, _)| *l));
        langs.sort();
        langs.dedup();
        let tongues = langs
            .into_iter()
            .map(|lang| {
                let mut layers: Vec<Tables> = Tables::embedded(lang).into_iter().collect();
                layers.extend(own.iter().filter(|(l, _)| *l == lang).map(|(_, t)| t.clone()));
                let (lexicon, mut wrong) = Lexicon::build(lang, &layers);
                problems.append(&mut wrong);
                Tongue { lang, lexicon, model: Model::embedded(lang), measures: Measures::embedded(lang) }
            })
            .collect();
        (Knowledge { tongues, gazetteer: Gazetteer::embedded() }, problems)
    }

    pub fn tongue(&self, lang: Lang) -> Option<&Tongue> {
        self.tongues.iter().find(|t| t.lang == lang)
    }
}
