//! The labels of the types: what a reader is shown for `explosive.landmine` in each language.

use accalmie_record::Type;

/// One type's label in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindLabel {
    pub type_: Type,
    pub label: String,
}

const KINDS: &str = include_str!("../../../lexicons/kinds.tsv");

/// Labels in the language of a column of `kinds.tsv`; English when there is no such column.
pub fn labels(lang: &str) -> Vec<KindLabel> {
    let mut lines = KINDS.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let header: Vec<&str> = lines.next().unwrap_or("").split('\t').collect();
    let column = header.iter().position(|h| *h == lang).or_else(|| header.iter().position(|h| *h == "en")).unwrap_or(0);
    lines
        .filter_map(|l| {
            let cells: Vec<&str> = l.split('\t').collect();
            let type_ = cells.first()?.parse().ok()?;
            Some(KindLabel { type_, label: (*cells.get(column)?).to_owned() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::labels;
    use accalmie_record::Type;

    #[test]
    fn every_type_has_a_label_in_every_column() {
        for lang in ["fr", "en", "ar", "es", "tr", "kmr"] {
            let all = labels(lang);
            for t in Type::ALL {
                assert!(all.iter().any(|l| l.type_ == *t && !l.label.is_empty()), "{lang} {t}");
            }
        }
    }
}
