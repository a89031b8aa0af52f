//! In which countries names carry the Arabic article, and in which they reach Latin letters by transliteration.

const ARABIC: &[&str] = &[
    "AE", "BH", "DJ", "DZ", "EG", "EH", "ER", "IL", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD",
    "SO", "SS", "SY", "TD", "TN", "TR", "YE",
];

const TRANSLITERATED: &[&str] = &[
    "AE", "AF", "AM", "AZ", "BD", "BH", "BY", "CF", "CY", "DJ", "DZ", "EG", "EH", "ER", "ET", "GE", "IL", "IN", "IQ", "IR", "JO", "KG",
    "KW", "KZ", "LB", "LK", "LY", "MA", "ML", "MM", "MR", "NE", "NG", "NP", "OM", "PK", "PS", "QA", "RU", "SA", "SD", "SO", "SS", "SY",
    "TD", "TJ", "TM", "TN", "TR", "UA", "UZ", "XK", "YE",
];

/// Where local names are written with the Turkish or Kurdish alphabet, whose `c` is a j.
const TURKISH: &[&str] = &["AZ", "CY", "IQ", "IR", "SY", "TR"];

pub fn turkish(country: &str) -> bool {
    TURKISH.binary_search(&country).is_ok()
}

pub fn arabic(country: &str) -> bool {
    ARABIC.binary_search(&country).is_ok()
}

pub fn transliterated(country: &str) -> bool {
    TRANSLITERATED.binary_search(&country).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn tables_are_sorted() {
        assert!(super::ARABIC.is_sorted());
        assert!(super::TRANSLITERATED.is_sorted());
        assert!(super::TURKISH.is_sorted());
    }
}
