//! Folding makes the spellings of one word alike: lower case, no diacritics, plain apostrophes and hyphens, Arabic
//! letter variants merged. It maps a word to its key; offsets stay those of the word.

use crate::chars::is_arabic;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A sign that is written between the letters of an Arabic word lest a machine read it: "ق*صف", "العد.وان".
pub(crate) fn is_mask(c: char) -> bool {
    matches!(c, '.' | '*' | '•' | '٭' | '·' | '،' | ',' | '/' | '\u{6e6}')
}

/// The key under which a word is looked up.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// Appends the key of `word` to `out`; no allocation for ASCII words when `out` has room.
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    let arabic = word.chars().next().is_some_and(is_arabic);
    let last = word.chars().next_back();
    for c in word.nfd() {
        if !is_arabic(c) && is_combining_mark(c) {
            continue;
        }
        match c {
            '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{02bb}' | '`' | '\u{00b4}' | '\u{02be}' | '\u{02bf}' => out.push('\''),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ı' | 'İ' => out.push('i'),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' => out.push('d'),
            'آ' | 'أ' | 'إ' | 'ٱ' => out.push('ا'),
            'ى' | 'ی' | 'ئ' => out.push('ي'),
            'ة' => out.push('ه'),
            'ك' | 'ک' => out.push('ك'),
            'ؤ' => out.push('و'),
            // Lengthening, and what a word was broken with.
            'ـ' => {}
            ' ' if word.contains('ـ') => {}
            _ if arabic && is_mask(c) && last.is_some_and(is_arabic) => {}
            _ if is_arabic(c) => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn keys() {
        for (word, key) in [
            ("Alep", "alep"),
            ("BLESSÉS", "blesses"),
            ("Qamişlo", "qamislo"),
            ("l’œuvre", "l'oeuvre"),
            ("Sı̇rnak", "sirnak"),
            ("الرقّة", "الرقه"),
            ("Kobanê", "kobane"),
            ("ق*صف", "قصف"),
            ("الشـــ.هد..اء", "الشهداء"),
            ("د.", "د."),
        ] {
            assert_eq!(fold(word), key, "{word}");
        }
    }
}
