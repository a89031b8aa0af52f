//! Answers are kept while the catalogue stands where it stood when they were made: a map that many people open is reckoned once, also when
//! they ask at the same moment.

use super::filter::Word;
use super::postings::{Docs, Of};
use super::timeline::Timeline;
use super::viewport::Viewport;
use super::{CatalogueError, Filter, folding::Asked};
use accalmie_protect::Profile;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Answers of one kind that are kept at most, and their bytes, roughly.
const MOST: usize = 256;
const BYTES: usize = 16 << 20;

/// How many bytes an answer takes, roughly.
trait Weigh {
    fn weight(&self) -> usize;
}

impl Weigh for Viewport {
    fn weight(&self) -> usize {
        let shapes: usize = self.incidents.iter().map(|i| i.get().len() + 16).sum();
        shapes + 48 * (self.groups.len() + self.areas.len())
    }
}

impl Weigh for Timeline {
    fn weight(&self) -> usize {
        self.days.iter().map(|d| 64 + 24 * d.families.len()).sum()
    }
}

impl Weigh for Docs {
    fn weight(&self) -> usize {
        self.bytes()
    }
}

type Slot<T> = Arc<Mutex<Option<Arc<T>>>>;

/// Answers by question, of one state of the catalogue.
struct Kept<T> {
    as_of: u64,
    bytes: usize,
    of: HashMap<String, Slot<T>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept { as_of: 0, bytes: 0, of: HashMap::new() }
    }
}

fn ask<T: Weigh>(
    kept: &Mutex<Kept<T>>,
    as_of: u64,
    question: String,
    answer: impl FnOnce() -> Result<T, CatalogueError>,
) -> Result<Arc<T>, CatalogueError> {
    let slot = {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_of < as_of || kept.of.len() >= MOST && !kept.of.contains_key(&question) {
            kept.as_of = as_of;
            kept.bytes = 0;
            kept.of.clear();
        }
        // Somebody who still sees an older state is answered by himself.
        if kept.as_of == as_of { kept.of.entry(question).or_default().clone() } else { Slot::default() }
    };
    // Who asks the same waits for the one who reckons.
    let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(answered) = slot.as_ref() {
        return Ok(answered.clone());
    }
    let answered = Arc::new(answer()?);
    *slot = Some(answered.clone());
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.as_of == as_of {
        kept.bytes += answered.weight();
        if kept.bytes > BYTES {
            kept.bytes = 0;
            kept.of.clear();
        }
    }
    Ok(answered)
}

impl Weigh for Word {
    fn weight(&self) -> usize {
        self.bytes()
    }
}

impl Weigh for Vec<bool> {
    fn weight(&self) -> usize {
        self.len()
    }
}

#[derive(Default)]
pub struct Answers {
    viewports: Mutex<Kept<Viewport>>,
    timelines: Mutex<Kept<Timeline>>,
    words: Mutex<Kept<Word>>,
    acted: Mutex<Kept<Vec<bool>>>,
    docs: Mutex<Kept<Docs>>,
}

impl Answers {
    pub fn viewport(
        &self,
        as_of: u64,
        question: (&Filter, Profile, f64, usize),
        answer: impl FnOnce() -> Result<Viewport, CatalogueError>,
    ) -> Result<Arc<Viewport>, CatalogueError> {
        ask(&self.viewports, as_of, format!("{question:?}"), answer)
    }

    pub fn timeline(
        &self,
        as_of: u64,
        question: (&Filter, Profile),
        answer: impl FnOnce() -> Result<Timeline, CatalogueError>,
    ) -> Result<Arc<Timeline>, CatalogueError> {
        ask(&self.timelines, as_of, format!("{question:?}"), answer)
    }

    pub fn docs(
        &self,
        as_of: u64,
        question: &Asked,
        answer: impl FnOnce() -> Result<Docs, CatalogueError>,
    ) -> Result<Arc<Docs>, CatalogueError> {
        ask(&self.docs, as_of, format!("{question:?}"), answer)
    }

    pub fn word(
        &self,
        as_of: u64,
        question: (Of, &Asked),
        answer: impl FnOnce() -> Result<Word, CatalogueError>,
    ) -> Result<Arc<Word>, CatalogueError> {
        ask(&self.words, as_of, format!("{question:?}"), answer)
    }

    pub fn acted(
        &self,
        as_of: u64,
        part: &str,
        answer: impl FnOnce() -> Result<Vec<bool>, CatalogueError>,
    ) -> Result<Arc<Vec<bool>>, CatalogueError> {
        ask(&self.acted, as_of, part.to_owned(), answer)
    }
}
