//! Folding is what makes two spellings of a word one: case, accents, vowel signs, letters that are written for one another
//! (`accalmie_places::fold`), and what is written together with a word (an elided article, the Arabic article).

use std::collections::BTreeSet;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Longest word that is kept, in bytes; what is longer is cut, in texts and in questions alike.
const LONGEST: usize = 40;

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʿ' | 'ʾ' | 'ʻ' | 'ʹ' | 'ʽ' | '′' | '‛')
}

/// Characters that are within a word and say nothing: joiners, the tatweel, signs of vowels.
fn is_within(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{640}' | '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn fold(word: &str) -> String {
    // Letters in the shape that they have on a page, as some PDFs give them.
    let shaped = |c: char| matches!(c, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{ff10}'..='\u{ff5a}');
    let mut out = if word.contains(shaped) { accalmie_places::fold(&word.nfkc().collect::<String>()) } else { accalmie_places::fold(word) };
    if out.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|i| out.is_char_boundary(*i)).unwrap_or(0);
        out.truncate(end);
    }
    out
}

/// Without what Arabic writes together with a word: “and”, “by”, “to”, “as”, the article. At least three letters stay, two after the article.
/// A word that begins so by itself is cut too, in texts and in questions alike.
fn bare(word: &str) -> &str {
    let cut = |word: &'_ str, letters: &[char], least: usize| -> Option<usize> {
        let rest = word.strip_prefix(letters)?;
        (rest.chars().count() >= least).then_some(word.len() - rest.len())
    };
    let mut at = cut(word, &['و', 'ف'], 3).unwrap_or(0);
    let rest = |at: usize| word.get(at..).unwrap_or_default();
    at += cut(rest(at), &['ب', 'ك', 'ل'], 3).unwrap_or(0);
    // The article, of which only the second letter is written after “to”.
    let article = if at > 0 && word.get(..at).is_some_and(|w| w.ends_with('ل')) { rest(at).strip_prefix('ل') } else { None };
    match article.or(rest(at).strip_prefix("ال")).filter(|w| w.chars().nth(1).is_some()) {
        Some(noun) => noun,
        None => rest(at),
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c) && !is_within(c)).filter(|w| !w.is_empty())
}

/// The words of a text as they are found, added to what is there.
pub fn terms(text: &str, into: &mut BTreeSet<String>) {
    for word in split(text) {
        for term in forms(word) {
            let short = bare(&term);
            if short.len() < term.len() {
                into.insert(short.to_owned());
            }
            into.insert(term);
        }
    }
}

/// The word, and what stands on either side of its apostrophe: “d'Alep” is found by “Alep”, “Ankara'da” by “Ankara”.
fn forms(word: &str) -> Vec<String> {
    let mut out = vec![fold(word)];
    if word.contains(is_apostrophe) {
        out.extend(word.split(is_apostrophe).map(fold).filter(|part| part.chars().nth(2).is_some()));
    }
    out.retain(|w| !w.is_empty());
    out
}

/// The words of a text in their order, one blank between: names are compared so.
pub fn name(text: &str) -> String {
    split(text).map(fold).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// One word that is asked for: any of its forms is good. The last word of a question may be the beginning of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub forms: Vec<String>,
    pub begins: bool,
}

/// Most words that a question is heard for; further words are not asked for.
const MOST: usize = 8;

pub fn asked(text: &str) -> Vec<Asked> {
    let of = |word| {
        let mut forms: Vec<String> = forms(word).iter().map(|f| bare(f).to_owned()).collect();
        forms.dedup();
        Asked { forms, begins: false }
    };
    let mut out: Vec<Asked> = split(text).map(of).filter(|a| !a.forms.is_empty()).take(MOST).collect();
    if let Some(last) = out.last_mut() {
        // One letter begins half of all words.
        last.begins = last.forms.iter().all(|f| f.chars().nth(1).is_some());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{asked, name, terms};
    use std::collections::BTreeSet;

    #[track_caller]
    fn check(text: &str, question: &str, found: bool) {
        let mut said = BTreeSet::new();
        terms(text, &mut said);
        let hit = |w: &str, begins: bool| said.iter().any(|t| t == w || begins && t.starts_with(w));
        let questions = asked(question);
        assert!(!questions.is_empty(), "{question}");
        let all = questions.iter().all(|a| a.forms.iter().any(|w| hit(w, a.begins)));
        assert_eq!(all, found, "{question} in {text}: {said:?}");
    }

    #[test]
    fn what_finds_what() {
        check("قصف على رأس العين", "راس العين", true);
        check("قصف على راس العين", "رأس العَيْن", true);
        check("أعزاز", "اعزاز", true);
        check("إدلب وآمد", "ادلب امد", true);
        check("مستشفى", "مستشفي", true);
        check("الحسكة", "الحسكه", true);
        check("الحسكة", "حسكة", true);
        check("حسكة", "الحسكة", true);
        check("في ريف الحسكة وبالحسكة", "بالحسكة", true);
        check("طريق للحسكة", "الحسكة", true);
        check("بحلب وبحلب ولحلب", "حلب", true);
        check("إلى واشنطن", "واشن", true);
        check("لبنان", "لبنان", true);
        check("القامشـــلي", "القامشلي", true);
        check("مُدَرَّعَة", "مدرعه", true);
        check("ﺍﻟﺤﺴﻜﺔ", "الحسكة", true);
        check("Diyarbakır'da", "diyarbakir", true);
        check("İdlib ve IĞDIR", "idlib ığdır", true);
        check("ığdır", "IGDIR", true);
        check("Serêkaniyê û Kobanî", "serekaniye kobani", true);
        check("Serekaniye", "serêkaniyê", true);
        check("l'armée près d'Alep", "armee alep", true);
        check("l’armée", "L'ARMÉE", true);
        check("Ndjamena", "N'Djaména", true);
        check("Ra’s al ‘Ayn", "ras al ayn", true);
        check("Cœur de la ville", "coeur", true);
        check("shelling of the market", "shell", true);
        check("shelling of the market", "shell market", false);
        check("shelling of the market", "market shell", true);
        check("shelling of the market", "hell", false);
        check("shelling of the market", "m", false);
        check("في ٢٠ بلدة", "20", true);
        check("أعزاز", "إدلب", false);
    }

    #[test]
    fn names_are_compared_without_their_dress() {
        assert_eq!(name("Armée  d'Exercice (Nord)"), "armee dexercice nord");
        assert_eq!(name("…"), "");
        assert!(asked("  -- ").is_empty());
    }
}
