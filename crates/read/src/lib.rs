//! Reading turns one report into records, each citing the words it stands on. It never fails: what is hard is less well
//! read, and says so in `problems`.
//!
//! `read(&Report, &Knowledge)` is pure: no file, no clock, the same bytes out on any number of threads.

mod belonging;
mod build;
mod capitals;
mod carry;
mod caseless;
mod certainty;
mod claims;
mod clauses;
mod closures;
mod described;
mod discourse;
mod draft;
mod echoes;
mod emit;
mod factions;
mod furniture;
mod how_many;
mod inflected;
mod knowledge;
mod leading;
pub mod learn;
mod linear;
mod located;
pub mod mentions;
mod moves;
mod objects;
mod page;
mod pair;
mod people;
mod persons;
mod postposed;
mod proper;
mod refer;
mod roads;
mod same;
mod scope;
mod sentence;
mod sides;
mod standing;
mod stretch;
mod tally;
mod tell;
mod trigger;
mod unlisted;
mod victims;
mod what;
mod where_;
mod who;
mod whom;
mod worth;

pub use knowledge::{Knowledge, Tongue};
pub use page::Desk;

use crate::build::Ground;
use crate::sentence::Sentence;
use accalmie_measure::TimeKind;
use accalmie_record::{Lang, Period, Problem, Reading, Report, Text, TimePrecision};
use jiff::civil::Date;

/// Reads one report. `desk` is what a thread keeps between reports; it changes speed only.
pub fn read(report: Report, knowledge: &Knowledge, desk: &mut Desk) -> Reading {
    led(report, knowledge, desk, &mut learn::Nobody)
}

/// Reads one report, led by a teacher where one is given.
fn led(report: Report, knowledge: &Knowledge, desk: &mut Desk, teacher: &mut dyn learn::Teacher) -> Reading {
    let mut problems = Vec::new();
    let mut report = report;
    let Some(lang) = language(&report, knowledge, &mut problems) else {
        return Reading { report, records: Vec::new(), problems };
    };
    report.language = Some(lang);
    let records = match knowledge.tongue(lang) {
        Some(tongue) => {
            let anchor = anchor(&report, &mut problems);
            let title = report.title.as_deref().unwrap_or_default();
            let [head, body] = page::cut([title, &report.text], tongue, desk);
            // A report without a word that tells something has no record, whatever else it names.
            let stirs = head.stirs || body.stirs;
            if !stirs && !cfg!(debug_assertions) {
                return Reading { report, records: Vec::new(), problems };
            }
            let mut sentences: Vec<Sentence> = Vec::new();
            page::look(title, &head, Text::Title, tongue, desk, &mut sentences);
            page::look(&report.text, &body, Text::Text, tongue, desk, &mut sentences);
            let (drafts, named, factions) = tell_all(&sentences, knowledge, anchor);
            debug_assert!(stirs || drafts.is_empty(), "the gate was shut on a report that tells something");
            let context = discourse::Context {
                sentences: &sentences,
                named: &named,
                factions: &factions,
                gazetteer: knowledge.gazetteer,
                anchor,
                models: &knowledge.models,
            };
            let joined = discourse::join(&context, drafts, teacher);
            emit::records(&report, &context, joined, teacher)
        }
        None => Vec::new(),
    };
    Reading { report, records, problems }
}

/// All drafts of the report's sentences, its names of places resolved together, and the factions of each sentence.
fn tell_all(
    sentences: &[Sentence],
    knowledge: &Knowledge,
    anchor: Option<Date>,
) -> (Vec<draft::Draft>, Vec<where_::Named>, Vec<Vec<factions::Faction>>) {
    let gazetteer = knowledge.gazetteer;
    let people: Vec<_> = sentences.iter().map(people::find).collect();
    let factions: Vec<_> = sentences.iter().zip(&people).map(|(s, p)| factions::find(s, p, gazetteer)).collect();
    let mut named = Vec::new();
    for (i, (s, f)) in sentences.iter().zip(&factions).enumerate() {
        where_::find(s, i, f, gazetteer, &mut named);
        capitals::find(s, i, gazetteer, &mut named);
        roads::find(s, i, gazetteer, &mut named);
        unlisted::find(s, i, &people[i], f, gazetteer, &mut named);
        let here = named.partition_point(|n| n.sentence < i);
        belonging::settle(s, &people[i], &mut named[here..]);
    }
    let mut home: Vec<&str> = factions.iter().flatten().map(|f| f.country.as_str()).filter(|c| !c.is_empty()).collect();
    home.sort_unstable();
    home.dedup();
    located::resolve(&mut named, sentences, gazetteer, &home);
    // "Bulletin n° 7 (15-21 novembre)": the period that a title names is that of all that has no time of its own.
    let title = sentences.iter().filter(|s| s.unit == Text::Title).flat_map(|s| s.times.iter().map(move |t| (s, t)));
    let period = title
        .filter(|(_, t)| t.kind == TimeKind::Range || t.resolve(anchor, None).precision >= TimePrecision::Week)
        .map(|(s, t)| Period { text: Some(t.span.of(s.page).to_owned()), ..t.resolve(anchor, None) })
        .find(|p| p.from.is_some());
    let mut drafts = Vec::new();
    let mut context = None;
    let furniture = furniture::find(sentences);
    for (i, s) in sentences.iter().enumerate().filter(|(i, _)| !furniture[*i]) {
        let ground = Ground {
            s,
            index: i,
            people: &people[i],
            factions: &factions[i],
            named: &named,
            gazetteer,
            anchor,
            context,
            period: period.as_ref(),
        };
        drafts.extend(build::drafts(&ground));
        for t in s.times.iter().filter(|t| !scope::elsewhen(s, t)) {
            context = scope::day_named(t, anchor, context).or(context);
        }
    }
    (drafts, named, factions)
}

/// The report's language: as given, else as its words tell.
pub(crate) fn language(report: &Report, knowledge: &Knowledge, problems: &mut Vec<Problem>) -> Option<Lang> {
    let mut say = |what: String| problems.push(Problem { what, start: None, end: None });
    if report.text.trim().is_empty() && report.title.as_deref().unwrap_or("").trim().is_empty() {
        say("the report has no text".to_owned());
        return None;
    }
    if let Some(lang) = report.language {
        if knowledge.tongue(lang).is_some() {
            return Some(lang);
        }
        say(format!("no tables for the language \u{201c}{lang}\u{201d}; the language is taken from the text"));
    }
    // What a site prints around a post is in the site's language, not in the writer's.
    let written = &report.text[accalmie_lexicon::pages::written(&report.text)];
    let sample: String =
        report.title.iter().map(String::as_str).chain([written]).collect::<Vec<_>>().join("\n").chars().take(4000).collect();
    match accalmie_language::identify(&in_one_script(sample)) {
        Some((lang, _)) if knowledge.tongue(lang).is_some() => Some(lang),
        Some((lang, _)) => {
            say(format!("the text is in \u{201c}{lang}\u{201d}, for which there are no tables: nothing was read"));
            None
        }
        None => {
            say("the language could not be told; say it with --lang".to_owned());
            None
        }
    }
}

/// A page around an Arabic post is in Latin letters, often more of them than of the post's; a report in Latin letters has no more than a
/// name in Arabic ones.
fn in_one_script(sample: String) -> String {
    const SHARE: usize = 5;
    const FEWEST: usize = 30;
    let arabic = |c: char| matches!(c, '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}');
    let (own, all) = sample.chars().fold((0, 0), |(own, all), c| (own + usize::from(arabic(c)), all + usize::from(c.is_alphabetic())));
    if own >= FEWEST && own * SHARE >= all { sample.chars().filter(|c| arabic(*c) || !c.is_alphabetic()).collect() } else { sample }
}

/// The day that relative times count from.
fn anchor(report: &Report, problems: &mut Vec<Problem>) -> Option<Date> {
    let published = report.published.as_deref()?;
    match published.get(..10).and_then(|d| d.parse().ok()) {
        Some(day) => Some(day),
        None => {
            problems.push(Problem {
                what: format!("the publication date \u{201c}{published}\u{201d} is not an ISO date; times stay relative"),
                start: None,
                end: None,
            });
            None
        }
    }
}
