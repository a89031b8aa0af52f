//! A word, to the matcher, is a number: the tables' vocabulary is numbered once, and each token of a text is turned into the
//! few numbers that its form or one of its lemmas could be.

use crate::affixes::{Affixes, Said};
use crate::entry::Number;
use accalmie_language::{Model, QuickMap, Upos, fold, fold_into};

pub type WordId = u32;

/// One thing that a token could be in the tables' vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    pub word: WordId,
    /// Bit n: the part of speech `Upos as u8 == n` under which the lemma is that; all bits when the form itself is the word.
    pub pos: u32,
    /// The token's own form, not a lemma of it.
    pub form: bool,
}

pub const ANY_POS: u32 = u32::MAX;

#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: QuickMap<String, WordId>,
    lengths: Vec<u8>,
    /// Words that are a row by themselves.
    whole: Vec<bool>,
    /// Forms that the language's tables give a lemma of their own (contractions, irregulars).
    forms: QuickMap<String, Vec<(String, Option<Number>)>>,
    pub(crate) affixes: Affixes,
}

impl Vocabulary {
    pub fn intern(&mut self, folded: &str) -> WordId {
        if let Some(&id) = self.words.get(folded) {
            return id;
        }
        let id = self.words.len() as WordId;
        self.words.insert(folded.to_owned(), id);
        self.lengths.push(folded.chars().count().min(255) as u8);
        self.whole.push(false);
        id
    }

    pub(crate) fn stands_alone(&mut self, word: WordId) {
        self.whole[word as usize] = true;
    }

    fn is_row(&self, word: &str) -> bool {
        self.words.get(word).is_some_and(|w| self.whole[*w as usize])
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// In characters.
    pub fn length_of(&self, word: WordId) -> usize {
        self.lengths.get(word as usize).copied().unwrap_or(0).into()
    }

    pub fn add_form(&mut self, form: &str, lemma: &str, number: Option<Number>) {
        self.forms.entry(fold(form)).or_default().push((fold(lemma), number));
    }

    /// Whether the language's tables list endings.
    pub fn has_endings(&self) -> bool {
        self.affixes.has_endings()
    }

    /// What a word could be an inflected form of, whether or not the tables have it; see [`Affixes::stems`].
    pub fn stems(&self, surface: &str, mut met: impl FnMut(&str)) {
        self.affixes.stems(&fold(surface), |stem, _| {
            met(stem);
            false
        });
    }

    /// Whether some ending says by whom.
    pub fn names_agents(&self) -> bool {
        self.affixes.name_agents()
    }

    /// Whether the tables tell one from many by a noun's ending.
    pub fn tells_number(&self) -> bool {
        self.affixes.tell_number()
    }

    /// How many a noun's own form says there are, where the tables' forms and affixes tell: "قتيلان" is two.
    pub fn number_of(&self, surface: &str) -> Option<Number> {
        let folded = fold(surface);
        if let Some((_, number)) = self.forms.get(&folded).and_then(|f| f.first()) {
            return *number;
        }
        if self.is_row(&folded) {
            return None;
        }
        self.said(&folded).and_then(|(own, said)| own.or(said.number))
    }

    /// What the affixes of a word say, where they lead to a word of the tables.
    pub fn said_by(&self, surface: &str) -> Said {
        self.said(&fold(surface)).map(|(_, said)| said).unwrap_or_default()
    }

    fn said(&self, folded: &str) -> Option<(Option<Number>, Said)> {
        let mut out = None;
        self.affixes.stems(folded, |stem, said| {
            let own = self.forms.get(stem).and_then(|f| f.first()).map(|f| f.1);
            let known = self.is_row(stem) || own.is_some();
            let met = self.words.contains_key(stem);
            if out.is_none() && (known || met) {
                out = Some((own.flatten(), said));
            }
            known
        });
        out
    }

    /// Everything that `surface` could be; empty for most words of most texts, which is what makes the gate cheap.
    pub fn alternatives(&self, surface: &str, model: Option<&Model>, lemmas: &mut Vec<(Upos, String)>, out: &mut Vec<Alternative>) {
        out.clear();
        let folded = fold(surface);
        let mut add = |word: Option<&WordId>, pos: u32, form: bool| {
            if let Some(&word) = word {
                match out.iter_mut().find(|a| a.word == word && a.form == form) {
                    Some(a) => a.pos |= pos,
                    None => out.push(Alternative { word, pos, form }),
                }
            }
        };
        add(self.words.get(&folded), ANY_POS, true);
        if let Some(own) = self.forms.get(&folded) {
            for (lemma, _) in own {
                add(self.words.get(lemma), ANY_POS, false);
            }
        }
        self.affixes.stems(&folded, |stem, _| {
            let word = self.words.get(stem);
            add(word, ANY_POS, false);
            let forms = self.forms.get(stem);
            for (lemma, _) in forms.into_iter().flatten() {
                add(self.words.get(lemma), ANY_POS, false);
            }
            // A word that is only part of a longer row may itself be an inflected one.
            self.is_row(stem) || forms.is_some()
        });
        let Some(model) = model else { return };
        // A capitalised or capital word may be a common noun at the head of a sentence or in a headline.
        if surface.chars().next().is_some_and(char::is_uppercase) {
            model.lemma_candidates(&surface.to_lowercase(), lemmas);
        } else {
            model.lemma_candidates(surface, lemmas);
        }
        let mut key = String::new();
        // Prepositions and the like are listed by their forms; a lemma guessed for one ("a": at) would only mislead.
        let open =
            |p: &Upos| matches!(p, Upos::Noun | Upos::Verb | Upos::Aux | Upos::Adj | Upos::Adv | Upos::Propn | Upos::Det | Upos::Pron);
        for (pos, lemma) in lemmas.iter().filter(|(p, _)| open(p)) {
            key.clear();
            fold_into(lemma, &mut key);
            add(self.words.get(&key), 1 << (*pos as u32), false);
        }
        if let Some((_, _)) = folded.split_once('-') {
            let mut joined = String::new();
            for (i, part) in surface.split('-').enumerate() {
                if i > 0 {
                    joined.push('-');
                }
                lemmas.clear();
                model.lemma_candidates(part, lemmas);
                match lemmas.iter().find(|(p, _)| *p == Upos::Noun) {
                    Some((_, lemma)) => joined.push_str(&fold(lemma)),
                    None => joined.push_str(&fold(part)),
                }
            }
            add(self.words.get(&joined), 1 << (Upos::Noun as u32), false);
        }
    }
}
