//! An HXL row stands under a table's headers and says by hashtags what each column holds (HXL 1.1).

use crate::columns::Role;
use accalmie_record::Lang;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// Without its `#`.
    name: String,
    /// Without their `+`, whose order does not count.
    attributes: Vec<String>,
}

/// The tags of a row in which every cell that is not blank is one; `None` when it is no such row.
pub(crate) fn row<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Vec<Option<Tag>>> {
    let tags: Option<Vec<Option<Tag>>> = cells.map(|c| if c.trim().is_empty() { Some(None) } else { tag(c).map(Some) }).collect();
    tags.filter(|t| t.iter().any(Option::is_some))
}

/// `#event +description` or `#Event+Description`.
fn tag(cell: &str) -> Option<Tag> {
    let cell = cell.trim().to_ascii_lowercase();
    let mut words = cell.strip_prefix('#')?.split('+').enumerate().map(|(i, w)| if i == 0 { w.trim_end() } else { w.trim() }.to_owned());
    let sound = |w: &String| w.starts_with(|c: char| c.is_ascii_lowercase()) && w.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let name = words.next().filter(sound)?;
    let attributes: Vec<String> = words.collect();
    attributes.iter().all(sound).then_some(Tag { name, attributes })
}

impl Tag {
    fn has(&self, attribute: &str) -> bool {
        self.attributes.iter().any(|a| a == attribute)
    }

    /// Of a column in one language: `+i_fr`.
    pub fn language(&self) -> Option<Lang> {
        self.attributes.iter().find_map(|a| a.strip_prefix("i_")).and_then(Lang::new)
    }

    /// The role of a column, and how much it is preferred, the smallest most. Tagging after HDX's own of well-known data.
    pub fn role(&self) -> Option<(Role, usize)> {
        Some(match self.name.as_str() {
            "description" => (Role::Text, 0),
            "event" if self.has("description") => (Role::Text, 1),
            _ if self.has("description") => (Role::Text, 2),
            // The end of a happening, and when a row was last touched, are not its day.
            "date" if self.has("end") || self.has("updated") => return None,
            "date" if self.has("published") => (Role::Date, 0),
            "date" if self.has("reported") => (Role::Date, 1),
            "date" if self.has("start") => (Role::Date, 3),
            "date" => (Role::Date, 2),
            "meta" if self.has("source") => (Role::Source, 0),
            "meta" if self.has("url") => (Role::Url, 0),
            "meta" if self.has("title") => (Role::Title, 0),
            "meta" if self.has("id") => (Role::Id, 1),
            "meta" if self.has("lang") || self.has("language") => (Role::Language, 0),
            "event" if self.has("title") => (Role::Title, 1),
            "event" if self.has("code") || self.has("id") => (Role::Id, 0),
            // Codes and coordinates are no words.
            "loc" | "adm5" | "adm4" | "adm3" | "adm2" | "adm1" | "country" if self.has("code") || self.has("type") => return None,
            "loc" => (Role::Place, 0),
            "adm5" => (Role::Place, 1),
            "adm4" => (Role::Place, 2),
            "adm3" => (Role::Place, 3),
            "adm2" => (Role::Place, 4),
            "adm1" => (Role::Place, 5),
            "country" => (Role::Place, 6),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{row, tag};
    use crate::columns::Role;

    #[test]
    fn tags_tell_roles() {
        for (cell, role) in [
            ("#description", Some(Role::Text)),
            ("#event +description", Some(Role::Text)),
            ("#Event+Description+i_fr", Some(Role::Text)),
            ("#date+occurred", Some(Role::Date)),
            ("#date+end", None),
            ("#meta+source", Some(Role::Source)),
            ("#event+code", Some(Role::Id)),
            ("#adm1+name", Some(Role::Place)),
            ("#adm2+code", None),
            ("#affected+killed", None),
            ("#x_note", None),
        ] {
            assert_eq!(tag(cell).and_then(|t| t.role()).map(|(r, _)| r), role, "{cell}");
        }
        assert_eq!(tag("#description+i_ar").and_then(|t| t.language()).map(|l| l.to_string()).as_deref(), Some("ar"));
    }

    #[test]
    fn only_a_row_of_tags_is_one() {
        for (cells, is) in [
            ("#date|#description", true),
            ("#date||#adm1 +name", true),
            ("#date|words", false),
            ("#1|#2", false),
            ("# date", false),
            ("||", false),
            ("", false),
        ] {
            assert_eq!(row(cells.split('|')).is_some(), is, "{cells}");
        }
    }
}
