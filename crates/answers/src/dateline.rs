//! The day that a report says it is of, in words: metadata such as "3 mai 2021", or a dateline such as "Bamako, 3 mai 2021 –".
//!
//! The tables of the report's language say what the words mean; only a full day counts.

use accalmie_language::segment;
use accalmie_measure::{Measures, TimeKind, TimeMention, TimeValue};
use accalmie_read::Knowledge;
use accalmie_record::{Lang, Problem, PublishedFrom, Report, Span};
use jiff::civil::Date;

/// A dateline stands in the first characters of a text.
const TOP: usize = 120;
/// Words before it at most: a town, an agency; and without a comma between them and the day.
const BEFORE: usize = 6;
const BEFORE_BARE: usize = 3;

/// Makes `published` an ISO date, from the words of the metadata or the text; what cannot be understood is taken back and told.
pub fn settle(report: &mut Report, knowledge: &Knowledge) -> Option<Problem> {
    if let Some(words) = &report.published {
        if words.get(..10).is_some_and(|day| day.parse::<Date>().is_ok()) {
            return None;
        }
        let day = measures(report, knowledge)
            .and_then(|(lang, m)| mentions(words, lang, m).iter().find_map(|t| full_day(&t.value)).map(|d| d.to_string()));
        let what = format!("the publication date \u{201c}{words}\u{201d} is not understood; give the day with --date");
        if day.is_none() {
            report.published_from = PublishedFrom::None;
        }
        report.published = day;
        return report.published.is_none().then_some(Problem { what, start: None, end: None });
    }
    let (lang, measures) = measures(report, knowledge)?;
    // A dateline alone above the text looks like its title.
    let title = report.title.as_deref().unwrap_or("");
    if let Some(day) = dateline(&report.text, lang, measures).or_else(|| dateline(title, lang, measures)) {
        report.published = Some(day.to_string());
        report.published_from = PublishedFrom::Text;
    }
    None
}

fn measures<'k>(report: &Report, knowledge: &'k Knowledge) -> Option<(Lang, &'k Measures)> {
    let identified = || {
        let sample: String = report.title.iter().flat_map(|t| t.chars().chain(['\n'])).chain(report.text.chars()).take(4000).collect();
        accalmie_language::identify(&sample).map(|(lang, _)| lang)
    };
    let lang = report.language.filter(|l| knowledge.tongue(*l).is_some()).or_else(identified)?;
    Some((lang, knowledge.tongue(lang)?.measures()?))
}

fn mentions(text: &str, lang: Lang, measures: &Measures) -> Vec<TimeMention> {
    let cut = segment(text, lang);
    cut.sentences.iter().flat_map(|s| measures.times(text, &cut.tokens[s.tokens.clone()], None)).collect()
}

fn full_day(value: &TimeValue) -> Option<Date> {
    let TimeValue::Date(d) = value else { return None };
    // Two readings of 03/04 are no date.
    let open = d.swap.is_some_and(|swap| Some(swap) != d.month.zip(d.day));
    if open { None } else { Date::new(d.year?, d.month?, d.day?).ok() }
}

/// The full day that opens the text, shut off from the sentence by a dash or a colon, or last in its line.
fn dateline(text: &str, lang: Lang, measures: &Measures) -> Option<Date> {
    let end = text.char_indices().nth(TOP).map_or(text.len(), |(i, _)| i);
    let top = &text[..end];
    let shuts = top.char_indices().filter(|&(i, c)| match c {
        '\n' | ':' => true,
        // Not the dash inside a date or a name.
        '–' | '—' | '-' => top[..i].ends_with([' ', '\u{a0}', ')', '.', '\n']),
        _ => false,
    });
    shuts.map(|(i, _)| i).chain((end == text.len()).then_some(end)).find_map(|i| {
        let head = head(&top[..i]);
        let last = mentions(head, lang, measures).into_iter().next_back()?;
        (last.kind == TimeKind::Point && last.span.end == head.len() && opens(head, last.span)).then(|| full_day(&last.value))?
    })
}

/// What is before the dash, without what may stand between it and the day: an agency in brackets, a full stop.
fn head(words: &str) -> &str {
    let words = words.trim_end();
    let words = match words.strip_suffix(')').and_then(|w| w.rsplit_once('(')) {
        Some((before, agency)) if !agency.contains(|c: char| c.is_ascii_digit()) => before,
        _ => words,
    };
    words.trim_end_matches([' ', '\u{a0}', ')', '.', ','])
}

/// Nothing but a town and an agency stands before the day; a sentence would have small words of its own.
fn opens(head: &str, span: Span) -> bool {
    let line = head[..span.start].rfind('\n').map_or(0, |i| i + 1);
    let before = &head[line..span.start];
    let words: Vec<&str> = before.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|w| !w.is_empty()).collect();
    let lower = |w: &str| w.chars().next().is_some_and(char::is_lowercase);
    let small = words.iter().any(|w| lower(w) && w.chars().count() > 3);
    let apart = before.contains([',', '(', '،']) || words.len() <= BEFORE_BARE && !words.iter().any(|w| lower(w));
    words.len() <= BEFORE && !small && apart && !before.contains(['!', '?', ';'])
}
