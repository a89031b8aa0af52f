//! What an Arabic reader hears in plain sentences: `arabic/exercises.tsv`, a sentence a line, all of them invented.

use accalmie_read::{Desk, Knowledge, read};
use accalmie_record::{Kind, Lang, Outcome, PublishedFrom, Record, Report, Schema, Status};

const EXERCISES: &str = include_str!("arabic/exercises.tsv");

/// What the harm column says of a record: "k2 i3", "k15+" at least so many, "k+" where nobody says how many, "-" where nobody is said to be harmed.
fn harm(r: &Record) -> String {
    const LETTERS: [(Outcome, char); 5] =
        [(Outcome::Killed, 'k'), (Outcome::Injured, 'i'), (Outcome::Abducted, 'a'), (Outcome::Detained, 'd'), (Outcome::Freed, 'f')];
    let mut out = Vec::new();
    for (outcome, letter) in LETTERS {
        let own: Vec<_> = r.harm.iter().filter(|h| h.outcome == outcome && !h.part_of_total).collect();
        let least = own.iter().map(|h| h.min).sum::<u64>();
        match (own.is_empty(), own.iter().any(|h| h.max.is_none())) {
            (true, _) => {}
            (_, false) => out.push(format!("{letter}{least}")),
            (_, true) if least > 2 => out.push(format!("{letter}{least}+")),
            (_, true) => out.push(format!("{letter}+")),
        }
    }
    if out.is_empty() { "-".to_owned() } else { out.join(" ") }
}

/// Type, place as written, authors, harm.
fn said(r: &Record) -> [String; 4] {
    let status = if matches!(r.status, Status::Asserted) { String::new() } else { format!("/{}", r.status.name()) };
    let places: Vec<&str> = r.places.iter().map(|p| p.text.as_str()).collect();
    let actors: Vec<&str> = r.actors.iter().map(|a| a.name.as_deref().unwrap_or(&a.text)).collect();
    let dashed = |v: Vec<&str>| if v.is_empty() { "-".to_owned() } else { v.join("|") };
    [format!("{}{status}", r.type_.name()), dashed(places), dashed(actors), harm(r)]
}

/// The words of the record's place are those wanted, or end in them ("مدينة الطبقة").
fn at(have: &str, want: &str) -> bool {
    have.split('|').any(|h| h == want || h.ends_with(&format!(" {want}")))
}

fn holds(record: &[String; 4], wanted: &[&str]) -> bool {
    let one_of = |have: &str, want: &str| want == "*" || want.split('|').any(|w| have.split('|').any(|h| h == w));
    one_of(&record[0], wanted[0])
        && (wanted[1] == "*" || at(&record[1], wanted[1]))
        && one_of(&record[2], wanted[2])
        && (wanted[3] == "*" || record[3] == wanted[3])
}

#[test]
fn plain_sentences_are_heard() {
    let (knowledge, problems) = Knowledge::new(&[]);
    assert!(problems.is_empty(), "{problems:?}");
    let (mut right, mut wrong, mut late) = (0, Vec::new(), Vec::new());
    for line in EXERCISES.lines().filter(|l| !l.starts_with('#')) {
        let [text, wanted @ ..] = &line.split('\t').collect::<Vec<_>>()[..] else { continue };
        assert_eq!(wanted.len(), 4, "five columns: {line}");
        let (open, text) = text.strip_prefix('~').map_or((false, *text), |t| (true, t));
        let report = Report {
            schema: Schema,
            id: "sha256:0123456789abcdef".to_owned(),
            key: "test".to_owned(),
            language: Lang::new("ar"),
            published: Some("2024-05-10".to_owned()),
            published_from: PublishedFrom::Operator,
            source: None,
            url: None,
            title: None,
            text: text.to_owned(),
        };
        let records = read(report, &knowledge, &mut Desk::default()).records;
        let told = |r: &&Record| matches!(r.status, Status::Asserted | Status::Hedged) && matches!(r.kind, Kind::Event | Kind::Condition);
        let all: Vec<[String; 4]> = records.iter().map(said).collect();
        let ok = match wanted[0] {
            "none" => records.iter().filter(told).count() == 0,
            _ => all.iter().any(|r| holds(r, wanted)),
        };
        match (ok, open) {
            (true, false) => right += 1,
            (false, false) => wrong.push(format!("{text}\n  wanted {wanted:?}\n  read   {all:?}")),
            (true, true) => late.push(text.to_owned()),
            (false, true) => {}
        }
    }
    assert!(
        late.is_empty() && wrong.is_empty(),
        "{right} right, {} wrong\n{}\nread right by now, take the mark away:\n{}\n",
        wrong.len(),
        wrong.join("\n"),
        late.join("\n")
    );
}
