//! A column's role is what a table's column says of a report; names of well-known exports and of six languages tell it.
//!
//! The names are keywords of files and stand in `columns.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Text,
    Date,
    Title,
    Source,
    Url,
    Id,
    Language,
    Place,
}

static NAMES: LazyLock<HashMap<String, (Role, usize)>> = LazyLock::new(|| {
    let rows = include_str!("columns.tsv").lines().enumerate();
    rows.filter_map(|(rank, row)| {
        let mut cells = row.split('\t');
        let role = match cells.next()? {
            "text" => Role::Text,
            "date" => Role::Date,
            "title" => Role::Title,
            "source" => Role::Source,
            "url" => Role::Url,
            "id" => Role::Id,
            "language" => Role::Language,
            "place" => Role::Place,
            _ => return None,
        };
        Some((folded(cells.next()?), (role, rank)))
    })
    .collect()
});

/// The role of a column of this name and how much it is preferred, the smallest most.
pub(crate) fn role(name: &str) -> Option<(Role, usize)> {
    NAMES.get(folded(name).as_str()).copied()
}

/// A name without what its writers differ in: capitals, `_`, `-`, and how many blanks.
pub(crate) fn folded(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, '\u{feff}' | '\u{200e}' | '\u{200f}'))
        .flat_map(char::to_lowercase)
        // What a Turkish capital leaves behind.
        .filter(|c| *c != '\u{307}')
        .map(|c| match c {
            '_' | '-' => ' ',
            '\u{2019}' => '\'',
            // Capitals do not tell it from the other.
            'ı' => 'i',
            c => c,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Some names that make a column the text, for a person to read.
pub(crate) fn text_names() -> String {
    let named = |row: &str| row.strip_prefix("text\t").and_then(|r| r.split('\t').next()).map(str::to_owned);
    include_str!("columns.tsv").lines().filter_map(named).filter(|n| n.is_ascii()).take(8).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Role, role, text_names};

    #[test]
    fn names_tell_roles() {
        for (name, of) in [
            ("notes", Some(Role::Text)),
            ("Event_Date", Some(Role::Date)),
            ("event_id_cnty", Some(Role::Id)),
            ("source_office", Some(Role::Source)),
            ("Fecha", Some(Role::Date)),
            ("AÇIKLAMA", Some(Role::Text)),
            ("İÇERİK", Some(Role::Text)),
            ("التاريخ", Some(Role::Date)),
            ("Titre ", Some(Role::Title)),
            ("Dîrok", Some(Role::Date)),
            ("fatalities", None),
            ("", None),
        ] {
            assert_eq!(role(name).map(|(r, _)| r), of, "{name}");
        }
    }

    #[test]
    fn the_table_is_sound() {
        let mut seen = std::collections::HashSet::new();
        for row in include_str!("columns.tsv").lines().filter(|r| !r.starts_with('#')).skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 3, "{row}");
            assert!(role(cells[1]).is_some() && cells[1].trim() == cells[1], "{row}");
            assert!(seen.insert(cells[1].to_owned()), "twice: {row}");
        }
        assert!(text_names().contains("description"));
    }
}
