//! To say a verdict or a fault is to put its codes and numbers into the phrases of a language (`phrases/*.tsv`: key, text with `{placeholders}`).
//! No phrase stands in the code; a key that a table lacks is written as it is.

use crate::check::Fault;
use crate::verdict::{Is, Verdict};
use std::collections::BTreeMap;

/// The phrases of one language.
pub struct Phrases {
    /// `en`, `fr` or `ar`.
    pub language: &'static str,
    table: BTreeMap<&'static str, &'static str>,
}

/// The languages that there are.
pub const LANGUAGES: [&str; 3] = ["en", "fr", "ar"];

/// English where the language is not there.
pub fn phrases(language: &str) -> Phrases {
    let (language, text) = match language {
        "fr" => ("fr", include_str!("../phrases/fr.tsv")),
        "ar" => ("ar", include_str!("../phrases/ar.tsv")),
        _ => ("en", include_str!("../phrases/en.tsv")),
    };
    let rows = text.lines().skip(1).filter(|l| !l.starts_with('#'));
    Phrases { language, table: rows.filter_map(|l| l.split_once('\t')).collect() }
}

impl Phrases {
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.table.keys().copied()
    }

    /// A phrase with its placeholders filled in.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.table.get(key).map_or_else(|| key.to_owned(), |t| (*t).to_owned());
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// One line a thing: the outcome, the clause's words, place, time, who, what is missing, the readings, the notes.
    pub fn verdict(&self, v: &Verdict) -> Vec<String> {
        let clause = v.clause.as_deref().unwrap_or("-");
        let outcome = self.say(&format!("outcome.{}", v.outcome.name()), &[]);
        let reason = v.reason.map(|r| self.say(&format!("missing.{}", r.name()), &[])).unwrap_or_default();
        let head = if reason.is_empty() { "line.verdict" } else { "line.verdict_reason" };
        let mut lines = vec![self.say(head, &[("clause", clause), ("outcome", &outcome), ("reason", &reason)])];
        if let Some(words) = v.words.get(self.language) {
            lines.push(self.say("line.words", &[("words", words)]));
        }
        lines.extend(self.place(v));
        lines.extend(self.time(v));
        for who in &v.who {
            let is = match who.is {
                Is::Bound => "who.bound",
                Is::AnsweredFor => "who.answered_for",
                Is::Object => "who.object",
                Is::NotBound => "who.not_bound",
                Is::Unknown => "who.unknown",
            };
            let party = who.party.as_deref().unwrap_or("-");
            lines.push(self.say(is, &[("name", &who.name), ("party", party)]));
            if let Some(link) = &who.link {
                let key = if link.in_text { "link.in_text" } else { "link.held_by" };
                lines.push(self.say(key, &[("held", &link.held_by.join(", "))]));
                if !link.disputed_by.is_empty() {
                    lines.push(self.say("link.disputed_by", &[("disputed", &link.disputed_by.join(", "))]));
                }
            }
        }
        if v.who.is_empty() && v.clause.is_some() {
            lines.push(self.say("who.nobody", &[]));
        }
        lines.push(self.say("line.origins", &[("n", &v.origins.to_string())]));
        for m in &v.missing {
            lines.push(self.say("line.missing", &[("missing", &self.say(&format!("missing.{}", m.name()), &[]))]));
        }
        for r in &v.readings {
            let outcome = self.say(&format!("outcome.{}", r.outcome.name()), &[]);
            lines.push(self.say("line.reading", &[("held", &r.held_by.join(", ")), ("outcome", &outcome)]));
        }
        lines.extend(v.notes.iter().map(|n| self.say(&format!("note.{}", n.name()), &[])));
        lines
    }

    fn place(&self, v: &Verdict) -> Option<String> {
        let place = v.place.as_ref()?;
        let (km, error) = (place.distance_km?, place.error_km);
        let key = match (km < 0.0, error.is_some()) {
            (true, true) => "place.inside",
            (false, true) => "place.outside",
            (_, false) => "place.no_bound",
        };
        let name = place.place.as_deref().unwrap_or("-");
        let error = error.map(|e| format!("{e:.0}")).unwrap_or_default();
        Some(self.say(key, &[("place", name), ("zone", &place.zone), ("km", &format!("{:.0}", km.abs())), ("error", &error)]))
    }

    fn time(&self, v: &Verdict) -> Option<String> {
        let time = v.time.as_ref()?;
        let Some(margin) = time.margin_hours else {
            return time.from.is_none().then(|| self.say("time.none", &[]));
        };
        let key = if margin >= 0.0 { "time.within" } else { "time.outside" };
        Some(self.say(key, &[("hours", &format!("{:.0}", margin.abs()))]))
    }

    /// Where, what, and what to do.
    pub fn fault(&self, f: &Fault) -> String {
        let values = [("about", f.about.as_str()), ("expected", f.expected.as_str())];
        let (what, todo) = (self.say(f.what, &values), self.say(&f.what_to_do(), &values));
        format!("{}:{}:{}: {what} {todo}", f.file, f.line, f.column)
    }
}
