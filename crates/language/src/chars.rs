//! Classes of characters that segmentation tells apart.

use unicode_normalization::char::is_combining_mark;

/// White space, and the invisible marks of direction and width that editors and chat programs leave in texts.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// Of the Arabic alphabet, which the standard library's tables take long to find.
pub(crate) fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64a}')
}

/// A letter of any script.
pub fn is_letter(c: char) -> bool {
    is_arabic(c) || c.is_alphabetic()
}

/// Letters, digits, and what combines with them.
pub(crate) fn is_word(c: char) -> bool {
    is_letter(c) || c.is_numeric() || (c > '\u{2ff}' && is_combining_mark(c))
}

/// Invisible inside a word: soft hyphen, joiners.
pub(crate) fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{2bb}' | '\u{2be}' | '\u{2bf}' | '`' | '\u{b4}')
}

pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// May stand between two digits of one number.
pub(crate) fn is_digit_joint(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '/' | '\u{66b}' | '\u{66c}')
}

pub(crate) fn is_newline(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Ends a sentence.
pub(crate) fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '‼' | '⁉' | '⁈')
}

/// Closes a quotation or a bracket after the full stop.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '»' | '”' | '’' | '"' | '\'' | '›')
}

/// Opens a quotation or a bracket.
pub(crate) fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '«' | '“' | '‘' | '"' | '\'' | '‹' | '„' | '¿' | '¡')
}

/// Starts an item of a list when it starts a line.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(c, '_' | '-' | '•' | '–' | '—' | '*' | '·' | '‣' | '◦' | '▪' | '■' | '●' | '►' | '➢' | '\u{f0b7}')
}
