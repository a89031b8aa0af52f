//! A form's submission is what a person typed into a KoboToolbox or ODK form; its long answers are the text.
//!
//! Who asked, who answered, from which telephone, and what was attached is never kept. Names of such fields are in `forms.tsv`.

use crate::columns::folded;
use crate::dateline;
use crate::found::{Found, filled};
use crate::order::Numbers;
use crate::table::{Cell, day};
use accalmie_record::PublishedFrom;
use std::collections::HashSet;
use std::sync::LazyLock;

struct Names {
    never: HashSet<String>,
    person: HashSet<String>,
    date: HashSet<String>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let of = |kind: &str| {
        let row = |r: &'static str| r.split_once('\t').filter(|(k, _)| *k == kind).map(|(_, name)| folded(name));
        include_str!("forms.tsv").lines().filter_map(row).collect()
    };
    Names { never: of("never"), person: of("person"), date: of("date") }
});

/// An answer of so many words is an account and no name.
const ACCOUNT: usize = 8;
/// An answer of so many words stands without its label.
const SENTENCE: usize = 5;

/// When a form came in: KoboToolbox, there also in its sheets of repeated groups, and ODK Central in its JSON
/// (`__system/submissionDate`) and its CSV.
const SUBMITTED: [&str; 4] = ["_submission_time", "_submission__submission_time", "__system/submissionDate", "SubmissionDate"];
const IDS: [&str; 8] = ["_uuid", "_submission__uuid", "__id", "meta/instanceID", "meta/rootUuid", "instanceID", "formhub/uuid", "KEY"];

/// Do columns of these names hold submissions?
pub(crate) fn names_form<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let (mut submitted, mut id) = (false, false);
    for name in names.map(|n| n.trim().trim_start_matches('\u{feff}')) {
        submitted |= SUBMITTED.contains(&name);
        id |= IDS.contains(&name) || name == "_id";
    }
    submitted && id
}

/// A submission's own id, the report, and what is kept of it; `None` where nobody wrote a word. Fields are paths and answers, in the
/// order of the form.
pub(crate) fn report(fields: &[(String, String)]) -> Option<(Option<String>, Found, Vec<u8>)> {
    let said = |name: &&str| fields.iter().find(|(path, _)| path == name).and_then(|(_, answer)| filled(answer));
    // `formhub/uuid` is the form's, not the submission's.
    let id = IDS.iter().filter(|n| **n != "formhub/uuid").find_map(said).map(|id| id.trim_start_matches("uuid:").to_owned());
    let (mut lines, mut accounts, mut kept, mut own_day) = (Vec::new(), Vec::new(), Vec::new(), None);
    for (path, answer) in fields {
        let name = path.rsplit(['/', '.']).next().unwrap_or(path);
        let answer = answer.trim();
        if answer.is_empty() || is_bookkeeping(path, name) || is_person(name, answer) {
            continue;
        }
        kept.push((path, answer));
        if NAMES.date.contains(folded(name).as_str()) && own_day.is_none() {
            own_day = day_of(answer);
        }
        match answer.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count() {
            n if n >= SENTENCE => accounts.push(crate::text::line_feeds(answer.to_owned())),
            _ if is_words(answer) => lines.push(format!("{}: {answer}", name.replace('_', " ").trim())),
            _ => {}
        }
    }
    // Labels alone, with no account, still say something; the account comes last, as on the form.
    let text =
        filled(&[lines.join("\n"), accounts.join("\n\n")].iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join("\n\n"))?;
    let submitted = SUBMITTED.iter().find_map(said);
    let published = submitted.as_deref().and_then(instant).or(own_day);
    let found = Found {
        text,
        published_from: if published.is_some() { PublishedFrom::Metadata } else { PublishedFrom::None },
        published,
        ..Found::default()
    };
    let bytes = serde_json::to_vec(&(&id, &submitted, kept)).unwrap_or_default();
    Some((id, found, bytes))
}

/// The server's own fields begin with `_`; groups named so are its, too.
fn is_bookkeeping(path: &str, name: &str) -> bool {
    let ours = path.split(['/', '.']).next().is_some_and(|first| matches!(first, "meta" | "formhub" | "__system"));
    ours || path.starts_with('_') || name.starts_with('_') || SUBMITTED.contains(&path) || NAMES.never.contains(folded(name).as_str())
}

/// Does this answer, or the cell of a table under this name, say who asked or answered and how to reach them?
pub(crate) fn is_person(name: &str, answer: &str) -> bool {
    let name = folded(name);
    let named = name.split([' ', '\'']).any(|word| NAMES.person.contains(word));
    // An address or a telephone's number, wherever it is asked for.
    let digits = answer.chars().filter(|c| crate::order::western(*c).is_ascii_digit()).count();
    let other = answer.chars().filter(|c| !crate::order::western(*c).is_ascii_digit() && !" +-().".contains(*c)).count();
    let number = digits >= 7 && other == 0 && (answer.starts_with('+') || answer.starts_with("00"));
    number || !answer.contains(' ') && answer.contains('@') || named && answer.split_whitespace().count() < ACCOUNT
}

/// Words a person would say, and not a code, a number, a place on the globe, a file or an address of the web.
fn is_words(answer: &str) -> bool {
    let one = !answer.contains(char::is_whitespace);
    let letters = answer.chars().filter(|c| c.is_alphabetic()).count();
    let digits = answer.chars().filter(|c| c.is_numeric()).count();
    // A file's name ends in a dot and letters or digits; a whole word with a dot at its end does not.
    let code = one
        && (answer.contains(['_', '/', '=', '{', '\\'])
            || digits > 0
            || answer.trim_end_matches('.').contains('.')
            || answer.contains("://"));
    let truth = matches!(answer, "true" | "false" | "True" | "False" | "TRUE" | "FALSE" | "null" | "OK");
    letters > 1 && letters > digits && !code && !truth
}

/// A server's time; it is UTC where it does not say.
fn instant(words: &str) -> Option<String> {
    let iso = day(&Cell::Words(words.to_owned()), &[]).filter(|d| dateline::iso(d).is_some())?;
    let zoned = iso.get(19..).is_some_and(|rest| rest.contains(['Z', 'z', '+', '-']));
    Some(if iso.len() > 10 && !zoned { format!("{iso}Z") } else { iso })
}

/// Forms write days as ISO; others only where they can be one day.
fn day_of(answer: &str) -> Option<String> {
    let orders = Numbers::read(answer).map(|n| crate::order::left(&[n], false)).unwrap_or_default();
    day(&Cell::Words(answer.to_owned()), &orders)
}

#[cfg(test)]
mod tests {
    use super::report;

    /// Fields as `path=answer`, divided by `;`.
    fn check(fields: &str, text: Option<&str>, published: Option<&str>) {
        let fields: Vec<(String, String)> =
            fields.split(';').filter_map(|f| f.split_once('=')).map(|(p, a)| (p.to_owned(), a.to_owned())).collect();
        let found = report(&fields).map(|(_, f, _)| f);
        assert_eq!(found.as_ref().map(|f| f.text.as_str()), text, "{fields:?}");
        assert_eq!(found.and_then(|f| f.published).as_deref(), published, "{fields:?}");
    }

    #[test]
    fn what_people_wrote_is_the_text() {
        for (fields, text, published) in [
            (
                "a/what=Exercise. Two shells fell on the market.;_submission_time=2021-05-03T10:00:00",
                Some("Exercise. Two shells fell on the market."),
                Some("2021-05-03T10:00:00Z"),
            ),
            ("village=Tal Sahra;what=Deux obus sont tombés ce matin.", Some("village: Tal Sahra\n\nDeux obus sont tombés ce matin."), None),
            ("date=2021-05-03;start=2021-05-09T10:00:00Z;note=Calm day", Some("note: Calm day"), Some("2021-05-03")),
            ("today=2021-05-09;note=Calm day", Some("note: Calm day"), None),
            ("_submission_time=0025-05-03T10:00:00;note=Calm day", Some("note: Calm day"), None),
            ("enumerator_name=Someone Invented;deviceid=abc;note=Calm day", Some("note: Calm day"), None),
            ("nom_enquêteur=Quelqu'un;téléphone=tout à l'heure;note=Calm day", Some("note: Calm day"), None),
            ("اسم_الباحث=فلان الفلاني;note=Calm day", Some("note: Calm day"), None),
            ("other=+963 900 000 000;who=a@b.example;note=Calm day", Some("note: Calm day"), None),
            (
                "witness=We heard one shell and then nothing more all night;x=1",
                Some("We heard one shell and then nothing more all night"),
                None,
            ),
            ("kind=option_1;place=36.8 40.07 0 5;photo=a1.jpg;agree=true;n=3", None, None),
            ("_submitted_by=somebody;_attachments=a picture", None, None),
            ("", None, None),
        ] {
            check(fields, text, published);
        }
    }

    #[test]
    fn what_is_kept_names_nobody() {
        let fields = [("_submitted_by", "nobody"), ("phone_number", "900"), ("username", "nobody"), ("note", "Calm day")];
        let fields: Vec<_> = fields.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        let kept = report(&fields).map(|(_, _, bytes)| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        assert!(kept.contains("Calm day") && !kept.contains("nobody") && !kept.contains("900"), "{kept}");
    }
}
