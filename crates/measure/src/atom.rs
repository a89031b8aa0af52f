//! An atom is the smallest piece that the tables can name: a run of letters, a run of digits, or one mark.
//!
//! Tokens are cut further (`12blessés`, `vingt-deux`, `20h30`, `d'une`), so that the tables do not depend on where a
//! tokenizer leaves hyphens and glued digits.

use accalmie_language::{Token, fold_into, is_letter};
use accalmie_record::Span;
use unicode_normalization::char::is_combining_mark;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Digits,
    Word,
    Mark,
}

/// What stands between an atom and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glue {
    Space,
    Joined,
    Hyphen,
    Apostrophe,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    pub span: Span,
    /// Index into the sentence's tokens.
    pub token: usize,
    /// Key in the vocabulary; [`crate::vocabulary::UNKNOWN`] when no table has the word.
    pub word: u32,
    pub class: Class,
    pub glue: Glue,
    pub capital: bool,
}

/// The value of a decimal digit in any script that reports are written in.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '\u{0660}'..='\u{0669}' => Some(c as u32 - 0x0660),
        '\u{06f0}'..='\u{06f9}' => Some(c as u32 - 0x06f0),
        _ => None,
    }
}

fn class(c: char) -> Class {
    if digit(c).is_some() {
        Class::Digits
    } else if is_letter(c) || is_combining_mark(c) || matches!(c, '²' | '³') {
        Class::Word
    } else {
        Class::Mark
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}')
}

/// Cuts tokens into atoms; `key` gives each folded piece its vocabulary number.
pub(crate) fn atoms(text: &str, tokens: &[Token], mut key: impl FnMut(&str) -> u32) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(tokens.len() + tokens.len() / 4);
    let mut folded = String::new();
    let (mut end_of_last, mut glue) = (usize::MAX, Glue::Space);
    for (token, t) in tokens.iter().enumerate() {
        let Some(piece) = text.get(t.span.range()) else { continue };
        let mut chars = piece.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let start = t.span.start + at;
            if c.is_whitespace() {
                continue;
            }
            if end_of_last != start {
                glue = Glue::Space;
            }
            let before = out.last().filter(|_| end_of_last == start && glue == Glue::Joined).map(|a| a.class);
            let mut end = start + c.len_utf8();
            let kind = class(c);
            if kind == Class::Mark {
                let after = text[end..].chars().next().map(class);
                // A hyphen or apostrophe that holds letters together is no atom; between digits it is one.
                let silent = match before {
                    Some(Class::Word) if is_hyphen(c) => matches!(after, Some(Class::Word | Class::Digits)),
                    Some(Class::Digits) if is_hyphen(c) => after == Some(Class::Word),
                    Some(Class::Word) => is_apostrophe(c),
                    // "14'ê", "23'ü": the case of a figure.
                    Some(Class::Digits) if is_apostrophe(c) => after == Some(Class::Word),
                    _ => false,
                };
                if silent {
                    glue = if is_hyphen(c) { Glue::Hyphen } else { Glue::Apostrophe };
                    end_of_last = end;
                    continue;
                }
            } else {
                while let Some(&(next, d)) = chars.peek() {
                    if class(d) != kind {
                        break;
                    }
                    end = t.span.start + next + d.len_utf8();
                    chars.next();
                }
            }
            let word = &text[start..end];
            folded.clear();
            match kind {
                Class::Digits => folded.extend(word.chars().filter_map(digit).filter_map(|d| char::from_digit(d, 10))),
                _ => fold_into(word, &mut folded),
            }
            out.push(Atom { span: Span::new(start, end), token, word: key(&folded), class: kind, glue, capital: c.is_uppercase() });
            (end_of_last, glue) = (end, Glue::Joined);
        }
    }
    out
}
