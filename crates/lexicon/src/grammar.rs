//! Grammar is the few traits of a language that the rules of reading ask about: where an object stands, how a passive is told.

use crate::table::Row;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grammar {
    /// Objects and victims stand before their verb.
    pub verb_last: bool,
    /// The author of a deed may stand right after its verb.
    pub verb_first: bool,
    /// Whose or of what a noun is follows it with no word between: "مقتل مدنيين", "êrîşa artêşê".
    pub genitive_next: bool,
    /// What the tagger makes of a word is a hint, no veto: a word that the tables name by its form or its endings is met whatever its tag.
    pub tags_hint: bool,
    /// Words that differ only in their accents are different words, in texts that write accents at all.
    pub accents_tell: bool,
    /// Letters with marks are letters of their own: in texts that write them, an inflected word keeps those of its row ("öldü" is not
    /// "olmak").
    pub accents_are_letters: bool,
    /// An active and a passive verb are spelled alike.
    pub passive_unwritten: bool,
    /// The article is written on to its noun, and on to the adjectives of the noun; a noun that has it has no other noun as its genitive.
    pub article_on_word: Option<String>,
    /// Endings, as they are written, of a noun that something is done to: a word that has one is no subject.
    pub object_endings: Vec<String>,
    /// Endings of a noun that is a subject, never another noun's genitive.
    pub subject_endings: Vec<String>,
    /// Endings of a verb of which the speakers are the subject: "we struck".
    pub we_endings: Vec<String>,
}

/// Trait, its values, and what they set.
const TRAITS: &str = "order: verb-last verb-first; passive: unwritten; accents: tell letters; genitive: next; tags: hint; \
                      article, object, subject, we: any letters";

impl Grammar {
    /// Adds a row of `grammar.tsv`; an error names the column (from 1) and what is allowed there.
    pub fn add(&mut self, row: &Row) -> Result<(), (u32, String)> {
        match (row.cells[0].as_str(), row.cell(1)) {
            ("order", "verb-last") => self.verb_last = true,
            ("order", "verb-first") => self.verb_first = true,
            ("accents", "tell") => self.accents_tell = true,
            ("genitive", "next") => self.genitive_next = true,
            ("accents", "letters") => (self.accents_tell, self.accents_are_letters) = (true, true),
            ("tags", "hint") => self.tags_hint = true,
            ("article", letters) if !letters.is_empty() => self.article_on_word = Some(letters.to_owned()),
            ("object", letters) if !letters.is_empty() => self.object_endings.push(letters.to_owned()),
            ("subject", letters) if !letters.is_empty() => self.subject_endings.push(letters.to_owned()),
            ("we", letters) if !letters.is_empty() => self.we_endings.push(letters.to_owned()),
            ("passive", "unwritten") => self.passive_unwritten = true,
            (t, v) => return Err((1, format!("\u{201c}{t}\u{201d} with \u{201c}{v}\u{201d} is not known here; there are: {TRAITS}"))),
        }
        Ok(())
    }
}
