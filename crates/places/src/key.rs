//! A key is a name with everything taken out of it in which two writers of the same name differ: case, diacritics,
//! apostrophes, hyphens, spaces, Arabic vowel signs. Names are stored and looked up by key.
//!
//! Words are joined without a space, so that “Deir ez-Zor”, “Deir Ezzor” and “Deirezzor” are one key.

use unicode_normalization::UnicodeNormalization;

/// The key of a whole name.
pub fn key(name: &str) -> String {
    words(name).concat()
}

/// The key without Arabic articles, or `None` when the name has none: “Ras al-Ayn” → `rasayn`.
pub fn bare_key(name: &str) -> Option<String> {
    let words = words(name);
    let kept = drop_articles(&words);
    (kept.len() < words.len() || kept.iter().zip(&words).any(|(k, w)| k.len() < w.len())).then(|| kept.concat())
}

/// The folded words of a name; what joins or separates words (hyphens, full stops, brackets) separates here.
pub fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c) && !is_mark(c))
        .map(fold)
        .filter(|w| !w.is_empty())
        .map(|w| expand(&w).map_or(w, str::to_string))
        .collect()
}

/// Abbreviations that both writers and gazetteers use.
fn expand(word: &str) -> Option<&'static str> {
    Some(match word {
        "st" => "saint",
        "ste" => "sainte",
        "mt" => "mount",
        "ft" => "fort",
        _ => return None,
    })
}

/// The words without Arabic articles; a last word is never an article.
pub fn drop_articles(words: &[String]) -> Vec<&str> {
    let mut out = Vec::with_capacity(words.len());
    for (i, w) in words.iter().enumerate() {
        match words.get(i + 1) {
            Some(next) if is_article(w, next) => {}
            _ => out.push(strip_arabic_article(w)),
        }
    }
    out
}

/// Is `word` an Arabic article before `next`? Assimilated forms count only before the letter they assimilate to, so that
/// “An” and “As” stay words elsewhere.
pub fn is_article(word: &str, next: &str) -> bool {
    match word {
        "al" | "el" | "ul" | "il" => true,
        "ash" | "esh" | "ech" | "ach" => next.starts_with("sh") || next.starts_with("ch") || next.starts_with('s'),
        "ath" | "eth" | "adh" | "edh" => next.starts_with(&word[1..]) || next.starts_with(&word[1..2]),
        "ar" | "er" | "as" | "es" | "at" | "et" | "ad" | "ed" | "az" | "ez" | "an" | "en" | "us" | "ut" | "ud" | "ur" | "uz" | "un" => {
            next.starts_with(&word[1..])
        }
        _ => false,
    }
}

pub(crate) fn strip_arabic_article(word: &str) -> &str {
    match word.strip_prefix("ال") {
        Some(rest) if rest.chars().count() >= 2 => rest,
        _ => word,
    }
}

/// One word folded: lower case, no marks, one letter for letters that are written for one another.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.is_ascii() {
        out.extend(word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        return out;
    }
    for c in word.nfd() {
        if is_mark(c) || is_apostrophe(c) {
            continue;
        }
        match letter(c) {
            Some(s) => out.push_str(s),
            None => out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
        }
    }
    out
}

/// Letters that decomposition does not reach.
fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ı' => "i",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ə' | 'Ə' => "e",
        'ħ' | 'Ħ' => "h",
        'ŋ' => "n",
        'ɓ' | 'Ɓ' => "b",
        'ɗ' | 'Ɗ' => "d",
        'ƙ' => "k",
        'ٱ' => "ا",
        'ة' | 'ە' | 'ھ' | 'ہ' => "ه",
        'ى' | 'ی' | 'ێ' => "ي",
        'ک' | 'ڪ' => "ك",
        'ۆ' => "و",
        'ڕ' => "ر",
        'ڵ' => "ل",
        'ء' => "",
        '٠' => "0",
        '١' => "1",
        '٢' => "2",
        '٣' => "3",
        '٤' => "4",
        '٥' => "5",
        '٦' => "6",
        '٧' => "7",
        '٨' => "8",
        '٩' => "9",
        _ => return None,
    })
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʿ' | 'ʾ' | 'ʻ' | 'ʹ' | 'ʽ' | '′' | '‛')
}

/// Is the name written in the Latin or the Arabic script? Names in others are not stored.
pub fn readable(name: &str) -> bool {
    let mut letters = false;
    for c in name.chars().filter(|c| c.is_alphabetic()) {
        letters = true;
        if !matches!(c, '\0'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{2b0}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | 'ꞌ')
        {
            return false;
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_only_in_dress_share_a_key() {
        for (a, b) in [
            ("Ra's al 'Ayn", "Ras al-Ayn"),
            ("Deir ez-Zor", "Deirezzor"),
            ("N'Djaména", "NDJAMENA"),
            ("Al Ḩasakah", "al-Hasakah"),
            ("Serêkaniyê", "Serekaniye"),
            ("أعزاز", "اعزاز"),
            ("الحسكة", "الحسكه"),
            ("St. Louis", "Saint-Louis"),
            ("İdlib", "Idlib"),
            ("تلّ تمر", "تل تمر"),
        ] {
            assert_eq!(key(a), key(b), "{a} / {b}");
        }
    }

    #[test]
    fn articles_go_only_where_they_are_articles() {
        for (name, bare) in [
            ("Ras al-Ayn", Some("rasayn")),
            ("Ar Raqqah", Some("raqqah")),
            ("Ash Shaddadah", Some("shaddadah")),
            ("الهول", Some("هول")),
            ("As", None),
            ("An Giang", None),
            ("Alep", None),
        ] {
            assert_eq!(bare_key(name).as_deref(), bare, "{name}");
        }
    }
}
