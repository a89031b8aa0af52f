//! A name is what a person signs in with and is called in the journal. Two that look alike to a reader are one.

use crate::edge::Problem;
use unicode_normalization::UnicodeNormalization;

/// Characters.
const LONGEST: usize = 40;

/// As it is kept: NFC, one space between words.
///
/// # Errors
/// 400 when it is empty, too long, or has characters that cannot be seen or turn the others round.
pub fn sound(said: &str) -> Result<String, Problem> {
    let wrong = || {
        let shape = format!("a name has 1 to {LONGEST} characters, none of them invisible");
        Err(Problem::bad_request(shape))
    };
    // Longer than any name in any form, before it is worked on.
    if said.len() > 16 * LONGEST || said.chars().any(unseen) {
        return wrong();
    }
    let name = said.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > LONGEST || name.contains('/') { wrong() } else { Ok(name) }
}

/// By which it is found: without case, and without differences of form (NFKC).
pub fn folded(name: &str) -> String {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // Upper case first: that folds ß and ss, ς and σ.
    name.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfkc().collect()
}

/// By which the journal calls what no person did.
pub fn is_reserved(folded: &str) -> bool {
    matches!(folded, "server" | "unknown")
}

/// Controls, marks of direction, joiners and spaces of no width, private use and beyond. ZWNJ too: a Persian name can be written without.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (said, kept) in [
            ("Amal", Some("Amal")),
            ("  Amal   Haddad ", Some("Amal Haddad")),
            ("e\u{301}lodie", Some("élodie")),
            ("نسرين", Some("نسرين")),
            ("", None),
            ("   ", None),
            ("a\r\nSet-Cookie: x=1", None),
            ("a\0b", None),
            ("\u{202e}nimda", None),
            ("ad\u{200b}min", None),
            ("a/b", None),
            ("a\u{2028}b", None),
        ] {
            assert_eq!(sound(said).ok().as_deref(), kept, "{said:?}");
        }
        assert!(sound(&"ä".repeat(40)).is_ok());
        assert!(sound(&"ä".repeat(41)).is_err());
        assert!(sound(&"a".repeat(1 << 20)).is_err());
    }

    #[test]
    fn two_that_look_alike_are_one() {
        for (a, b) in [
            ("Amal", "AMAL"),
            ("Straße", "STRASSE"),
            ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
            ("ｆｕｌｌ", "full"),
            ("e\u{301}lodie", "Élodie"),
            ("a  b", " a b"),
        ] {
            assert_eq!(folded(a), folded(b));
        }
        assert_ne!(folded("amal"), folded("amala"));
    }
}
