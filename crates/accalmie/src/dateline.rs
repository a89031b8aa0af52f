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
/// Words before it at most: a town, an agency.
const BEFORE: usize = 6;

/// Makes `published` an ISO date, from the words of the metadata or the text; what cannot be understood is taken back and told.
pub fn settle(report: &mut Report, knowledge: &Knowledge) -> Option<Problem> {
    if let Some(words) = &report.published {
        if words.get(..10).is_some_and(|day| day.parse::<Date>().is_ok()) {
            return None;
        }
        let day = measures(report, knowledge).and_then(|(lang, m)| {
            mentions(words, lang, m).iter().find_map(|t| full_day(&t.value)).map(|d| d.to_string())
        });
        let what = format!("the publication date \u{201c}{words}\u{201d} is not understood; give the day with --date");
        if day.is_none() {
            report.published_from = PublishedFrom::None;
        }
        report.published = day;
        return report.published.is_none().then_some(Problem { what, start: None, end: None });
    }
    let (lang, measures) = measures(report, knowledge)?;
    if let Some(day) = dateline(&report.text, lang, measures) {
        report.published = Some(day.to_string());
        report.published_from = PublishedFrom::Text;
    }
    None
}

fn measures(report: &Report, knowledge: &Knowledge) -> Option<(Lang, &'static Measures)> {
    let identified = || {
        let sample: String = report.title.iter().flat_map(|t| t.chars().chain(['\n'])).chain(report.text.chars()).take(4000).collect();
        accalmie_language::identify(&sample).map(|(lang, _)| lang)
    };
    let lang = report.language.filter(|l| knowledge.tongue(*l).is_some()).or_else(identified)?;
    Some((lang, knowledge.tongue(lang)?.measures?))
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

/// The full day that opens the text, shut off from the sentence by a dash, or alone in its line.
fn dateline(text: &str, lang: Lang, measures: &Measures) -> Option<Date> {
    // A little more than is looked at, so that no word is cut where it matters.
    let end = text.char_indices().nth(TOP * 2).map_or(text.len(), |(i, _)| i);
    let top = &text[..end];
    let limit = text.char_indices().nth(TOP).map_or(text.len(), |(i, _)| i);
    mentions(top, lang, measures)
        .into_iter()
        .take_while(|t| t.span.end <= limit)
        .filter(|t| t.kind == TimeKind::Point && opens(top, t.span))
        .find_map(|t| full_day(&t.value))
}

fn opens(text: &str, span: Span) -> bool {
    let line = text[..span.start].rfind('\n').map_or(0, |i| i + 1);
    let before = &text[line..span.start];
    let after = text[span.end..].trim_start_matches([' ', '\u{a0}']);
    let after = after.strip_prefix([')', '.', ',']).unwrap_or(after).trim_start_matches([' ', '\u{a0}']);
    // An agency in brackets: "3 May 2021 (XYZ) –".
    let after = after.strip_prefix('(').and_then(|a| a.split_once(')')).filter(|(name, _)| name.len() < 30).map_or(after, |(_, rest)| rest.trim_start());
    let shut = after.is_empty() || after.starts_with(['–', '—', '-', '\n', ':']);
    // A sentence would have small words of its own; a town, an article and an agency have none but short ones.
    let words: Vec<&str> = before.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|w| !w.is_empty()).collect();
    let small = |w: &&str| w.chars().next().is_some_and(char::is_lowercase) && w.chars().count() > 3;
    shut && words.len() <= BEFORE && !words.iter().any(small) && !before.contains(['!', '?', ';'])
}
