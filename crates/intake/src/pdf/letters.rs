//! Letters of fonts that have no table of their own: by the font's encoding, or by the names that its glyphs have.
//!
//! After ISO 32000-1, annex D, and the rules of the Adobe Glyph List Specification for names.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    Standard,
    Mac,
    Win,
}

impl Base {
    pub fn named(name: &[u8]) -> Option<Base> {
        Some(match name {
            b"WinAnsiEncoding" => Base::Win,
            b"MacRomanEncoding" => Base::Mac,
            b"StandardEncoding" => Base::Standard,
            _ => return None,
        })
    }

    pub fn letter(self, code: u8) -> Option<char> {
        let by = |encoding: &'static encoding_rs::Encoding| encoding.decode_without_bom_handling(&[code]).0.chars().next();
        match (self, code) {
            (_, 0..=0x1f | 0x7f) => None,
            (Base::Standard, 0x27) => Some('\u{2019}'),
            (Base::Standard, 0x60) => Some('\u{2018}'),
            (_, 0x20..=0x7e) => Some(char::from(code)),
            (Base::Standard, _) => HIGH.iter().find(|(c, _)| *c == code).map(|(_, l)| *l),
            (Base::Mac, _) => by(MACINTOSH),
            (Base::Win, _) => by(WINDOWS_1252).filter(|c| !c.is_control()),
        }
    }
}

/// The upper half of StandardEncoding (annex D.2).
#[rustfmt::skip]
const HIGH: [(u8, char); 54] = [
    (0xa1, '¡'), (0xa2, '¢'), (0xa3, '£'), (0xa4, '⁄'), (0xa5, '¥'), (0xa6, 'ƒ'), (0xa7, '§'), (0xa8, '¤'), (0xa9, '\''), (0xaa, '“'),
    (0xab, '«'), (0xac, '‹'), (0xad, '›'), (0xae, 'ﬁ'), (0xaf, 'ﬂ'), (0xb1, '–'), (0xb2, '†'), (0xb3, '‡'), (0xb4, '·'), (0xb6, '¶'),
    (0xb7, '•'), (0xb8, '‚'), (0xb9, '„'), (0xba, '”'), (0xbb, '»'), (0xbc, '…'), (0xbd, '‰'), (0xbf, '¿'), (0xc1, '`'), (0xc2, '´'),
    (0xc3, 'ˆ'), (0xc4, '˜'), (0xc5, '¯'), (0xc6, '˘'), (0xc7, '˙'), (0xc8, '¨'), (0xca, '˚'), (0xcb, '¸'), (0xcd, '˝'), (0xce, '˛'),
    (0xcf, 'ˇ'), (0xd0, '—'), (0xe1, 'Æ'), (0xe3, 'ª'), (0xe8, 'Ł'), (0xe9, 'Ø'), (0xea, 'Œ'), (0xeb, 'º'), (0xf1, 'æ'), (0xf5, 'ı'),
    (0xf8, 'ł'), (0xf9, 'ø'), (0xfa, 'œ'), (0xfb, 'ß'),
];

/// Names of marks that follow the name of a letter: `eacute`.
#[rustfmt::skip]
const MARKS: [(&str, char); 14] = [
    ("acute", '\u{301}'), ("grave", '\u{300}'), ("circumflex", '\u{302}'), ("dieresis", '\u{308}'), ("tilde", '\u{303}'), ("cedilla", '\u{327}'),
    ("caron", '\u{30c}'), ("ring", '\u{30a}'), ("macron", '\u{304}'), ("breve", '\u{306}'), ("ogonek", '\u{328}'), ("dotaccent", '\u{307}'),
    ("hungarumlaut", '\u{30b}'), ("commaaccent", '\u{327}'),
];

/// Names that are no letters of their own.
#[rustfmt::skip]
const NAMES: [(&str, &str); 84] = [
    ("space", " "), ("nbspace", "\u{a0}"), ("exclam", "!"), ("quotedbl", "\""), ("numbersign", "#"), ("dollar", "$"), ("percent", "%"),
    ("ampersand", "&"), ("quotesingle", "'"), ("parenleft", "("), ("parenright", ")"), ("asterisk", "*"), ("plus", "+"), ("comma", ","),
    ("hyphen", "-"), ("minus", "\u{2212}"), ("sfthyphen", "\u{ad}"), ("period", "."), ("slash", "/"), ("zero", "0"), ("one", "1"), ("two", "2"),
    ("three", "3"), ("four", "4"), ("five", "5"), ("six", "6"), ("seven", "7"), ("eight", "8"), ("nine", "9"), ("colon", ":"),
    ("semicolon", ";"), ("less", "<"), ("equal", "="), ("greater", ">"), ("question", "?"), ("at", "@"), ("bracketleft", "["),
    ("backslash", "\\"), ("bracketright", "]"), ("asciicircum", "^"), ("underscore", "_"), ("grave", "`"), ("braceleft", "{"), ("bar", "|"),
    ("braceright", "}"), ("asciitilde", "~"), ("quoteleft", "\u{2018}"), ("quoteright", "\u{2019}"), ("quotedblleft", "\u{201c}"),
    ("quotedblright", "\u{201d}"), ("quotesinglbase", "\u{201a}"), ("quotedblbase", "\u{201e}"), ("guillemotleft", "\u{ab}"),
    ("guillemotright", "\u{bb}"), ("guilsinglleft", "\u{2039}"), ("guilsinglright", "\u{203a}"), ("endash", "\u{2013}"), ("emdash", "\u{2014}"),
    ("bullet", "\u{2022}"), ("ellipsis", "\u{2026}"), ("periodcentered", "\u{b7}"), ("exclamdown", "\u{a1}"), ("questiondown", "\u{bf}"),
    ("degree", "\u{b0}"), ("ordfeminine", "\u{aa}"), ("ordmasculine", "\u{ba}"), ("section", "\u{a7}"), ("paragraph", "\u{b6}"),
    ("copyright", "\u{a9}"), ("registered", "\u{ae}"), ("trademark", "\u{2122}"), ("Euro", "\u{20ac}"), ("sterling", "\u{a3}"), ("ae", "\u{e6}"),
    ("AE", "\u{c6}"), ("oe", "\u{153}"), ("OE", "\u{152}"), ("germandbls", "\u{df}"), ("oslash", "\u{f8}"), ("Oslash", "\u{d8}"),
    ("lslash", "\u{142}"), ("dotlessi", "\u{131}"), ("dcroat", "\u{111}"), ("eth", "\u{f0}"),
];

/// The characters that a glyph's name says; `None` for names that say nothing, such as `g123`.
pub(crate) fn of_name(name: &str) -> Option<String> {
    // What follows a point is how it looks.
    let name = name.split('.').next().filter(|n| !n.is_empty())?;
    let parts: Option<Vec<String>> = name.split('_').map(one).collect();
    parts.map(|p| p.concat())
}

fn one(name: &str) -> Option<String> {
    if name.chars().count() == 1 {
        return Some(name.to_owned());
    }
    if let Some((_, letters)) = NAMES.iter().find(|(n, _)| *n == name) {
        return Some((*letters).to_owned());
    }
    if matches!(name, "ff" | "fi" | "fl" | "ffi" | "ffl") {
        return Some(name.to_owned());
    }
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if let Some(digits) = name.strip_prefix("uni").filter(|d| d.len() >= 4 && d.len() % 4 == 0 && d.is_ascii()) {
        return (0..digits.len() / 4).map(|i| digits.get(i * 4..i * 4 + 4).and_then(hex)).collect();
    }
    if let Some(c) = name.strip_prefix('u').filter(|d| (4..=6).contains(&d.len())).and_then(hex) {
        return Some(c.to_string());
    }
    // Arabic: afii57388 to afii57466 stand for U+060C to U+0652 with gaps; letters run on from U+0621.
    if let Some(n) = name.strip_prefix("afii57").and_then(|n| n.parse::<u32>().ok()) {
        let at = match n {
            388 => 0x60c,
            392..=401 => 0x660 + n - 392,
            403 => 0x61b,
            407 => 0x61f,
            409..=434 => 0x621 + n - 409,
            440..=450 => 0x640 + n - 440,
            451..=458 => 0x64b + n - 451,
            470 => 0x647,
            _ => return None,
        };
        return char::from_u32(at).map(String::from);
    }
    let mut rest = name.chars();
    let letter = rest.next().filter(char::is_ascii_alphabetic)?;
    let (_, mark) = MARKS.iter().find(|(n, _)| *n == rest.as_str())?;
    Some([letter, *mark].into_iter().nfc().collect())
}

/// Widths, in thousandths of the size, of printable ASCII in the fonts that every reader must have (Adobe's Core 14 metrics).
pub(crate) fn width(font: &str, letter: &str) -> Option<f64> {
    let base = letter.nfd().next()?;
    let at = usize::try_from(u32::from(base)).ok()?.checked_sub(32);
    let (widths, other) = match () {
        () if font.contains("Courier") => return Some(600.0),
        () if font.contains("Times") && font.contains("Bold") => (&TIMES_BOLD, 500),
        () if font.contains("Times") => (&TIMES, 500),
        () if (font.contains("Helvetica") || font.contains("Arial")) && font.contains("Bold") => (&HELVETICA_BOLD, 556),
        () if font.contains("Helvetica") || font.contains("Arial") => (&HELVETICA, 556),
        () => return None,
    };
    Some(f64::from(*at.and_then(|at| widths.get(at)).unwrap_or(&other)))
}
#[rustfmt::skip]
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
#[rustfmt::skip]
const HELVETICA_BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
    611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
#[rustfmt::skip]
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500,
    500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
#[rustfmt::skip]
const TIMES_BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
    611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500,
    556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];

#[cfg(test)]
mod tests {
    use super::{Base, of_name};

    #[test]
    fn names_become_letters() {
        for (name, letters) in [
            ("A", Some("A")),
            ("eacute", Some("é")),
            ("Ccedilla", Some("Ç")),
            ("scedilla", Some("ş")),
            ("Idotaccent", Some("İ")),
            ("f_f_i", Some("ffi")),
            ("fi", Some("fi")),
            ("uni0627.fina", Some("ا")),
            ("uni06440627", Some("لا")),
            ("u1F600", Some("😀")),
            ("afii57409", Some("ء")),
            ("afii57415", Some("ا")),
            ("afii57450", Some("ي")),
            ("quoteright", Some("’")),
            ("g123", None),
            (".notdef", None),
            ("uniXYZW", None),
            ("", None),
        ] {
            assert_eq!(of_name(name).as_deref(), letters, "{name}");
        }
    }

    #[test]
    fn encodings_have_their_letters() {
        for (base, code, letter) in [
            (Base::Win, 0xe9, Some('é')),
            (Base::Win, 0x92, Some('’')),
            (Base::Mac, 0x8e, Some('é')),
            (Base::Standard, 0x27, Some('’')),
            (Base::Standard, 0xae, Some('ﬁ')),
            (Base::Standard, 0xe9, Some('Ø')),
            (Base::Win, 0x03, None),
        ] {
            assert_eq!(base.letter(code), letter, "{code:#x}");
        }
    }
}
