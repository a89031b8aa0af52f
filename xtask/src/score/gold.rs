//! Gold is what annotators drew from a report: a JSON file of records in the public shape.

use super::fact::{Fact, Loss, Named, day};
use accalmie_record::{Outcome, Role, Span, Status, Text, Type, WeaponClass, Who};
use anyhow::{Context, Result};
use serde::Deserialize;

#[derive(Deserialize)]
struct Header {
    language: Option<String>,
}

/// The language that an annotated file names.
pub fn language(json: &str) -> Option<String> {
    serde_json::from_str::<Header>(json).ok()?.language
}

#[derive(Deserialize)]
struct File {
    published: Option<String>,
    records: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "type")]
    type_: Type,
    #[serde(default)]
    alt_types: Vec<Type>,
    status: String,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    actors: Vec<Actor>,
    weapon: Option<Weapon>,
    #[serde(default)]
    places: Vec<Place>,
    time: Option<Time>,
    #[serde(default)]
    harm: Vec<Harm>,
    #[serde(default)]
    quotes: Vec<String>,
}

#[derive(Deserialize)]
struct Actor {
    role: String,
    text: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
struct Weapon {
    class: Option<String>,
}

#[derive(Deserialize)]
struct Place {
    text: Option<String>,
    name: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
}

#[derive(Deserialize)]
struct Time {
    from: Option<String>,
}

#[derive(Deserialize)]
struct Harm {
    outcome: String,
    /// Absent where the words give no figure at all.
    min: Option<u64>,
    max: Option<u64>,
    who: Option<String>,
    #[serde(default)]
    cumulative: bool,
    #[serde(default)]
    superseded: bool,
    #[serde(default)]
    alternative: bool,
    #[serde(default)]
    part_of_total: bool,
}

/// The report's day as the annotators had it, and their records.
pub struct Gold {
    pub published: Option<String>,
    pub facts: Vec<Fact>,
}

/// Reads a gold file; `title` and `text` are those of the report, to find the quotes in.
pub fn parse(json: &str, title: &str, text: &str) -> Result<Gold> {
    let file: File = serde_json::from_str(json).context("it is not gold as corpora/README.md describes it")?;
    let facts = file.records.into_iter().enumerate();
    let facts = facts.map(|(i, line)| fact(line, title, text).with_context(|| format!("record {} is wrong", i + 1)));
    Ok(Gold { published: file.published, facts: facts.collect::<Result<_>>()? })
}

fn fact(line: Line, title: &str, text: &str) -> Result<Fact> {
    let known = |what: &str, word: &str| format!("{word} is not a known {what}");
    let actor = |a: &Actor| {
        let role = Role::from_name(&a.role).with_context(|| known("role", &a.role))?;
        Ok((role, Named::new(a.name.as_deref(), a.text.as_deref())))
    };
    let harm = |h: &Harm| {
        let who = h.who.as_deref().unwrap_or(Who::Unknown.name());
        Ok(Loss {
            outcome: Outcome::from_name(&h.outcome).with_context(|| known("outcome", &h.outcome))?,
            min: h.min.unwrap_or(0),
            max: h.max,
            who: Who::from_name(who).with_context(|| known("sort of victim", who))?,
            part: h.part_of_total,
            alternative: h.alternative,
            aside: h.cumulative || h.superseded || h.alternative,
        })
    };
    let weapon = line.weapon.and_then(|w| w.class);
    Ok(Fact {
        type_: line.type_,
        also: line.alt_types,
        status: Status::from_name(&line.status).with_context(|| known("status", &line.status))?,
        optional: line.optional,
        actors: line.actors.iter().map(actor).collect::<Result<_>>()?,
        weapon: weapon.map(|w| WeaponClass::from_name(&w).with_context(|| known("weapon", &w))).transpose()?,
        places: line.places.iter().map(|p| (Named::new(p.name.as_deref(), p.text.as_deref()), p.lat.zip(p.lon))).collect(),
        day: line.time.and_then(|t| t.from).filter(|f| !f.is_empty()).map(|f| day(&f)),
        harm: line.harm.iter().filter(|h| h.min.is_some() || h.max.is_some()).map(harm).collect::<Result<_>>()?,
        spans: line.quotes.iter().filter_map(|q| find(q, title, text)).collect(),
        quotes: line.quotes,
        confidence: None,
    })
}

/// Where a quote stands: in the text, else in the title.
fn find(quote: &str, title: &str, text: &str) -> Option<(Text, Span)> {
    let at = |unit, whole: &str| whole.find(quote).map(|i| (unit, Span::new(i, i + quote.len())));
    at(Text::Text, text).or_else(|| at(Text::Title, title))
}

/// A report's file: header lines, an empty line, the body. The title is in the header.
pub fn body(file: &str) -> (Option<String>, String) {
    let (head, rest) = file.split_once("\n\n").unwrap_or((file, ""));
    let title = head.lines().find_map(|l| l.strip_prefix("TITLE: ")).map(|t| t.trim().to_owned());
    (title, rest.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{body, parse};
    use accalmie_record::{Role, Status, Text};

    #[test]
    fn a_file_is_read() {
        let (title, text) = body("URL: own\nTITLE: Shells on Souran \nNOTE: own\n\nA shell hit Souran.\n\nTwo died.\n");
        assert_eq!((title.as_deref(), text.as_str()), (Some("Shells on Souran"), "A shell hit Souran.\n\nTwo died."));
        let json = r#"{"published": "2021-05-03", "records": [{"kind": "event", "type": "explosive.shelling", "status": "hedged",
            "actors": [{"role": "side", "text": "the army", "name": null}], "weapon": null, "time": {"from": "2021-05-02T10:00"},
            "harm": [{"outcome": "killed", "min": 2, "max": 2, "who": "civilians", "superseded": true}],
            "quotes": ["Two died", "Shells on", "not there"]}]}"#;
        let gold = parse(json, "Shells on Souran", &text).expect("reads");
        let f = &gold.facts[0];
        assert_eq!((f.status, f.day.as_deref(), f.harm[0].aside), (Status::Hedged, Some("2021-05-02"), true));
        assert_eq!((f.actors[0].0, f.actors[0].1.shown.as_str()), (Role::Side, "the army"));
        assert_eq!(f.spans.iter().map(|(unit, s)| (*unit, s.start)).collect::<Vec<_>>(), [(Text::Text, 21), (Text::Title, 0)]);
        let wrong = parse(&json.replace("hedged", "sure"), "", "").err().expect("an error");
        assert_eq!(format!("{wrong:#}"), "record 1 is wrong: sure is not a known status");
    }

    /// Sets from elsewhere may call a report of no attack a condition; a record's type says its kind, and ours agree with it.
    #[test]
    fn our_annotators_kinds_are_those_of_the_types() {
        #[derive(serde::Deserialize)]
        struct File {
            records: Vec<Kinded>,
        }
        #[derive(serde::Deserialize)]
        struct Kinded {
            kind: String,
            #[serde(rename = "type")]
            type_: accalmie_record::Type,
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpora/gold");
        let mut records = 0;
        for file in std::fs::read_dir(folder).expect("the corpus") {
            let path = file.expect("a file").path();
            let json = std::fs::read_to_string(&path).expect("a text");
            for record in serde_json::from_str::<File>(&json).unwrap_or_else(|e| panic!("{}: {e}", path.display())).records {
                let kind = serde_json::to_value(record.type_.kind()).expect("a name");
                assert_eq!(kind, record.kind, "{}: {}", path.display(), record.type_);
                records += 1;
            }
        }
        assert!(records > 1000, "{records} records");
    }
}
