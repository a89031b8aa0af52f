//! Spelling says when two names are one name, however they are written, and how far apart two points lie.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A point of the globe: latitude and longitude in degrees.
pub type Point = (f64, f64);

/// Lower case, without accents, words parted by one space and nothing else.
pub fn fold(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.nfkd().filter(|c| canonical_combining_class(*c) == 0).flat_map(char::to_lowercase) {
        // Lower-casing can bring marks of its own (a dotted capital I).
        if canonical_combining_class(c) != 0 {
            continue;
        }
        if !(c.is_alphanumeric() || c == '_') {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        if c == 'ß' { out.push_str("ss") } else { out.push(c) }
    }
    out
}

/// One holds the other.
pub fn akin(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

/// Great-circle distance; a point that is not known is nowhere near.
pub fn km(a: Option<Point>, b: Option<Point>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return f64::INFINITY };
    let ((lat_a, lon_a), (lat_b, lon_b)) = ((a.0.to_radians(), a.1.to_radians()), (b.0.to_radians(), b.1.to_radians()));
    let h = ((lat_b - lat_a) / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * ((lon_b - lon_a) / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

/// The distance of the nearest two.
pub fn nearest(a: &[Point], b: &[Point]) -> f64 {
    a.iter().flat_map(|x| b.iter().map(|y| km(Some(*x), Some(*y)))).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::{akin, fold, km};

    #[test]
    fn spellings_fold() {
        for (words, folded) in [
            (" Tall-Tamr (ville) ", "tall tamr ville"),
            ("Aïn Issa", "ain issa"),
            ("L’Île…", "l ile"),
            ("", ""),
            ("–", ""),
            ("ﬁn_2", "fin_2"),
        ] {
            assert_eq!(fold(words), folded);
        }
        assert!(akin("tall tamr", "tamr") && akin("tamr", "tall tamr") && !akin("tamr", "issa"));
    }

    #[test]
    fn distances_are_those_of_the_globe() {
        assert!((km(Some((0.0, 0.0)), Some((0.0, 1.0))) - 111.19).abs() < 0.01);
        assert_eq!(km(Some((1.0, 1.0)), Some((1.0, 1.0))), 0.0);
        assert!(km(None, Some((0.0, 0.0))).is_infinite());
    }
}
