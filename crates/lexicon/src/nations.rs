//! A nation lends its English adjective to the shared names of its forces and offices: "Turkish Military", "Kenyan Police".

use std::collections::HashMap;
use std::sync::OnceLock;

const NATIONS: &str = include_str!("../../../lexicons/nations.tsv");

/// The adjective of a country (ISO 3166, two letters), where there is one.
pub fn adjective(country: &str) -> Option<&'static str> {
    static BY_CODE: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    let rows = || NATIONS.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(|l| l.split_once('\t'));
    BY_CODE.get_or_init(|| rows().collect()).get(country).copied()
}

#[cfg(test)]
mod tests {
    use super::adjective;

    #[test]
    fn nations_have_adjectives() {
        assert_eq!(adjective("TR"), Some("Turkish"));
        assert_eq!(adjective("ZZ"), None);
    }
}
