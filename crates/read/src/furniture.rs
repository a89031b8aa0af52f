//! Furniture is what a web page puts around the news: "Read also: …", "Related news" with other stories' headlines, log-in lines. It
//! tells of other things than the report does, and nothing is read from it.

use crate::page::ends_in_stop;
use crate::sentence::Sentence;
use accalmie_language::fold;
use accalmie_lexicon::{Cue, Entry};
use accalmie_record::Text;

/// How far from the beginning of a line its mark may stand, in tokens.
const AT_HEAD: usize = 2;

/// Marks that stand alone on a line this short head a list of other stories.
const HEADING: usize = 6;

/// Which sentences are furniture.
pub fn find(sentences: &[Sentence]) -> Vec<bool> {
    let mut out = Vec::with_capacity(sentences.len());
    // Under "Related news" every line that stands alone is another story's, until running text begins again.
    let mut listing = false;
    for s in sentences {
        let marked = s.cues(Cue::NotNews).any(|m| m.start as usize <= AT_HEAD);
        if marked {
            listing = s.alone && s.len() <= HEADING;
        } else if listing && !(s.alone && (s.heading || s.starts_line)) {
            listing = false;
        }
        out.push(marked || listing);
    }
    others(sentences, &mut out);
    out
}

/// So many headlines one under the other, each a paragraph of its own, are other stories' where running text stands beside them.
const SEVERAL: usize = 3;

/// So many sentences make running text.
const RUNNING: usize = 3;

/// So many headlines, none of them akin to the title, are a page's list of other stories.
const MANY: usize = 6;

/// Words of less than four letters say little.
const TELLING: usize = 4;

/// Whether a line shares two telling words with the report's title.
fn akin(sentences: &[Sentence], line: &Sentence) -> bool {
    let words = |s: &Sentence| -> Vec<String> {
        (0..s.len()).map(|i| fold(s.word(i))).filter(|w| w.chars().count() >= TELLING && w.chars().all(char::is_alphabetic)).collect()
    };
    let own: Vec<String> = sentences.iter().filter(|s| s.unit == Text::Title).flat_map(words).collect();
    words(line).iter().filter(|w| own.contains(w)).count() >= 2
}

/// Words of the longest headline.
const HEADLINE: usize = 24;

/// A line of its own that is no longer than a headline, counted in words as they are written: a script that writes small words together
/// has more tokens in the same line.
fn line(s: &Sentence) -> bool {
    let ends = s.page[s.span.end..].starts_with('\n') || s.span.end == s.page.len();
    s.starts_line && ends && !s.bullet && s.unicase(0) && s.span.of(s.page).split_whitespace().count() <= HEADLINE
}

/// Headlines of other stories before the text or after it, with no word that says so.
fn others(sentences: &[Sentence], out: &mut [bool]) {
    let body: Vec<usize> = (0..sentences.len()).filter(|&i| sentences[i].unit == Text::Text).collect();
    let headline = |i: usize| {
        let s = &sentences[i];
        let apart = |j: Option<&usize>| j.is_none_or(|&j| sentences[j].paragraph != s.paragraph);
        let at = body.partition_point(|&b| b < i);
        (s.alone || line(s))
            && !ends_in_stop(s.span.of(s.page))
            && apart(body.get(at + 1))
            && apart(at.checked_sub(1).and_then(|a| body.get(a)))
    };
    let running = body.iter().filter(|&&i| !headline(i) && ends_in_stop(sentences[i].span.of(sentences[i].page))).count();
    if running < RUNNING {
        // Nothing but headlines, and none of them the page's own: its text did not come with it, and the title alone tells.
        let lines: Vec<usize> = body.iter().copied().filter(|&i| headline(i)).collect();
        let told = sentences.iter().any(|s| s.unit == Text::Title && s.entries().any(|(_, e)| matches!(e, Entry::Trigger(_))));
        if told && lines.len() >= MANY && !body.iter().any(|&i| akin(sentences, &sentences[i])) {
            body.iter().for_each(|&i| out[i] = true);
            return;
        }
    }
    let title: Vec<&str> = sentences.iter().filter(|s| s.unit == Text::Title).map(|s| s.span.of(s.page)).collect();
    // Its own headline is the title's, or stands there twice.
    let words = |i: usize| sentences[i].span.of(sentences[i].page);
    let own = |i: usize| title.iter().any(|t| t.contains(words(i))) || body.iter().any(|&j| j != i && words(j) == words(i));
    let before: Vec<usize> = body.iter().copied().take_while(|&i| headline(i)).collect();
    let after: Vec<usize> = body.iter().rev().copied().take_while(|&i| headline(i)).collect();
    // Many headlines beside a single sentence are as telling as a few beside a text.
    let enough = |r: &Vec<usize>| running >= RUNNING && r.len() >= SEVERAL || running >= 1 && r.len() >= MANY;
    for run in [before, after].into_iter().filter(enough) {
        // The headline of the text itself stands nearest to it.
        run.iter().rev().skip(usize::from(run.first() < run.last())).filter(|&&i| !own(i)).for_each(|&i| out[i] = true);
    }
}
