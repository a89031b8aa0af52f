//! Knowledge is all that reading rests on besides the report: the languages at hand and the gazetteer.

use crate::linear::Models;
use accalmie_language::Model;
use accalmie_lexicon::{Lexicon, MEASURED, TableError, Tables};
use accalmie_measure::Measures;
use accalmie_places::Gazetteer;
use accalmie_record::Lang;

/// One language: its tables, its trained model where there is one, its numbers and times.
pub struct Tongue {
    pub lang: Lang,
    pub lexicon: Lexicon,
    pub model: Option<&'static Model>,
    shipped: Option<&'static Measures>,
    /// With the user's rows of numbers and times.
    own: Option<Measures>,
}

impl Tongue {
    pub fn measures(&self) -> Option<&Measures> {
        self.own.as_ref().or(self.shipped)
    }
}

pub struct Knowledge {
    pub tongues: Vec<Tongue>,
    pub gazetteer: &'static Gazetteer,
    pub(crate) models: Models,
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
                let own = measures(lang, &layers, &mut problems);
                Tongue { lang, lexicon, model: Model::embedded(lang), shipped: Measures::embedded(lang), own }
            })
            .collect();
        (Knowledge { tongues, gazetteer: Gazetteer::embedded(), models: Models::embedded() }, problems)
    }

    pub fn tongue(&self, lang: Lang) -> Option<&Tongue> {
        self.tongues.iter().find(|t| t.lang == lang)
    }
}

/// The language's numbers and times with the user's rows after the shipped ones; `None` where the user has none.
fn measures(lang: Lang, layers: &[Tables], problems: &mut Vec<TableError>) -> Option<Measures> {
    let user = |name: &str| {
        layers.iter().skip(1).any(|l| l.text(name).is_some())
            || layers.len() == 1 && Measures::embedded(lang).is_none() && layers[0].text(name).is_some()
    };
    if !MEASURED.iter().any(|name| user(name)) {
        return None;
    }
    let whole = |name: &str| {
        let mut out = String::new();
        for text in layers.iter().filter_map(|l| l.text(name)) {
            // One header is enough.
            let body = if out.is_empty() { text } else { text.split_once('\n').map_or("", |(_, rest)| rest) };
            out.push_str(body);
            if !out.ends_with('\n') {
                out.push('\n');
            }
        }
        out
    };
    match Measures::from_tables(lang, &whole("numbers"), &whole("times")) {
        Ok(m) => Some(m),
        Err(e) => {
            problems.push(TableError { file: format!("{lang}/numbers.tsv, {lang}/times.tsv"), line: 0, column: 0, message: e.to_string() });
            None
        }
    }
}
