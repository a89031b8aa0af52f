//! A WhatsApp export is the text file that the telephone writes of a chat; what one person writes in one go is a report.
//!
//! Who wrote it is never kept, neither in text nor key nor source nor the kept bytes. Lines of the program itself are told by how
//! they stand, not by words: no sender, marks of direction in front, or words in angle brackets.

use crate::encoding;
use crate::error::Trouble;
use crate::found::Found;
use crate::order::{self, Order, western};
use crate::part::{Holds, Part, Parts};
use crate::stamp::{self, Stamp, is_mark};
use crate::text::line_feeds;
use accalmie_record::PublishedFrom;
use std::collections::{BTreeSet, HashMap};

const WHAT: &str = "a WhatsApp export";
/// People write one report in several messages; so many minutes apart they are one.
const APART: i64 = 3;
/// A sender's name is not longer, in characters.
const LONGEST_NAME: usize = 60;
/// Digits of a telephone's number.
const LEAST_DIGITS: usize = 7;

struct Message<'a> {
    stamp: Stamp,
    line: u64,
    /// `None` for a line of the program.
    sender: Option<&'a str>,
    text: String,
}

/// The first line is stamped and so is another, someone says something, and there is what only the program writes: a stamp with
/// seconds in brackets, its marks, its narrow blank, or a first line that nobody says. A log that people type has none of these.
pub(crate) fn is(start: &[u8]) -> bool {
    let Ok(text) = encoding::decode(start.to_vec(), None) else { return false };
    let mut lines = text.lines().filter(|l| !l.trim().is_empty());
    let Some((first, rest)) = lines.next().and_then(stamp::read) else { return false };
    let others: Vec<(Stamp, &str)> = lines.filter_map(stamp::read).collect();
    let seconds = first.bracketed && first.time.is_some_and(|(_, second)| second.is_some());
    let own = seconds || text.contains(['\u{200e}', '\u{202f}']) || !first.bracketed && !rest.contains(':');
    let spoken = std::iter::once(rest).chain(others.iter().map(|(_, r)| *r)).any(|r| sender(r).is_some());
    own && spoken && others.iter().any(|(s, _)| s.bracketed == first.bracketed)
}

pub(crate) fn cut(bytes: &[u8]) -> Result<Parts, Trouble> {
    let text = line_feeds(encoding::decode(bytes.to_vec(), None)?);
    let messages = messages(&text);
    if messages.is_empty() {
        return Err(if text.trim().is_empty() { Trouble::Empty } else { Trouble::broken(WHAT, "no line begins with a date and a time") });
    }
    let dates: Vec<_> = messages.iter().map(|m| m.stamp.date.clone()).collect();
    let left = order::left(&dates, true);
    let numbers: BTreeSet<String> = messages.iter().filter_map(|m| m.sender).map(digits).filter(|d| d.len() >= LEAST_DIGITS).collect();
    let mut parts = Parts::new();
    let mut same: HashMap<String, usize> = HashMap::new();
    for told in together(messages) {
        let Some(first) = told.first() else { continue };
        let words: Vec<String> = told.iter().map(|m| unnamed(&m.text, &numbers)).collect();
        let nth = same.entry(first.stamp.words.clone()).or_default();
        *nth += 1;
        let name = format!("message {}{}", first.stamp.words, if *nth > 1 { format!(" ({nth})") } else { String::new() });
        let bytes = told.iter().zip(&words).map(|(m, w)| format!("{}\n{w}\n", m.stamp.words)).collect::<String>().into_bytes();
        let published = published(&first.stamp, &left);
        let found = Found {
            text: words.join("\n"),
            published_from: if published.is_some() { PublishedFrom::Metadata } else { PublishedFrom::None },
            published,
            ..Found::default()
        };
        parts.push(Ok(Part { name, line: Some(first.line), bytes, holds: Holds::Report(Box::new(found)) }));
    }
    Ok(parts)
}

fn messages(text: &str) -> Vec<Message<'_>> {
    let mut all: Vec<Message> = Vec::new();
    let mut bracketed = None;
    for (i, line) in text.lines().enumerate() {
        // A message may quote a stamp of another telephone's way.
        match stamp::read(line).filter(|(s, _)| *bracketed.get_or_insert(s.bracketed) == s.bracketed) {
            Some((stamp, rest)) => {
                let (sender, words) = sender(rest).map_or((None, rest), |(s, w)| (Some(s), w));
                all.push(Message { stamp, line: i as u64 + 1, sender, text: words.to_owned() });
            }
            None => {
                if let Some(last) = all.last_mut() {
                    last.text.push('\n');
                    last.text.push_str(line);
                }
            }
        }
    }
    for message in &mut all {
        message.text = own(&message.text);
    }
    all
}

/// Who says it, and what. A line of the program has no colon, or marks of quotation before it (a group's new name).
fn sender(rest: &str) -> Option<(&str, &str)> {
    let (name, words) = rest.split_once(": ").or_else(|| rest.split_once(":").filter(|(_, w)| w.trim_matches(is_mark).is_empty()))?;
    let sound = !name.trim().is_empty()
        && name.chars().count() <= LONGEST_NAME
        && !name.contains(['"', '\u{201c}', '\u{201d}', '\u{ab}', '\u{bb}', '<']);
    sound.then_some((name, words))
}

/// What the person wrote. The program's own first line has a mark of direction before it, or is all in angle brackets; below
/// it the words to a picture may stand.
fn own(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let first = lines.first().copied().unwrap_or("");
    if first.starts_with('\u{200e}') || bracketed(first) || is_attachment(first) {
        lines.remove(0);
    }
    let joined = lines.join("\n");
    let mut kept = joined.trim();
    // Words, and then a file or a note that they were changed, each in angle brackets.
    while let Some(at) = kept.rfind('<').filter(|at| kept.get(*at..).is_some_and(bracketed)) {
        let before = kept.get(..at).unwrap_or("");
        // A person's own brackets stay; the program puts its mark before its own.
        if !before.ends_with('\u{200e}') {
            break;
        }
        kept = before.trim_end_matches(['\u{200e}', ' ', '\n']);
    }
    kept.trim_matches(|c: char| is_mark(c) || c.is_whitespace()).to_owned()
}

/// `<Media omitted>` in any language: words between angle brackets, and nothing else.
fn bracketed(words: &str) -> bool {
    let inside = words.trim_matches(|c: char| is_mark(c) || c.is_whitespace()).strip_prefix('<').and_then(|w| w.strip_suffix('>'));
    inside.is_some_and(|w| !w.contains(['<', '>', '\n']) && w.chars().any(char::is_alphabetic) && w.chars().count() <= 80)
}

/// `IMG-20191231-WA0003.jpg (file attached)` in any language.
fn is_attachment(line: &str) -> bool {
    let Some((file, note)) = line.trim_matches(is_mark).split_once(" (") else { return false };
    let Some((stem, extension)) = file.rsplit_once('.') else { return false };
    let short = (2..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    short && !stem.contains(' ') && note.trim_end().ends_with(')')
}

/// Messages of the same sender that follow each other closely; what nobody wrote is left out.
fn together(messages: Vec<Message>) -> Vec<Vec<Message>> {
    let mut told: Vec<Vec<Message>> = Vec::new();
    // The last whoever it was, with or without words.
    let mut last: Option<(String, Stamp)> = None;
    for message in messages {
        let Some(who) = message.sender.map(str::to_owned) else { continue };
        let close = last.as_ref().is_some_and(|(name, stamp)| *name == who && follows(stamp, &message.stamp));
        last = Some((who, message.stamp.clone()));
        if message.text.is_empty() {
            // A picture among the words of one report parts nothing; a new one begins with words.
            if !close {
                told.push(Vec::new());
            }
            continue;
        }
        match told.last_mut() {
            Some(before) if close => before.push(message),
            _ => told.push(vec![message]),
        }
    }
    told.retain(|t| !t.is_empty());
    told
}

/// Within minutes on the same day. Those who write over midnight have two reports: the order of the dates may not be known.
fn follows(before: &Stamp, after: &Stamp) -> bool {
    match (before.time, after.time) {
        (Some((a, _)), Some((b, _))) => before.date == after.date && (0..=APART).contains(&i64::from(b - a)),
        _ => false,
    }
}

/// Without those whom it calls by their number: `@963…` and `@` before a name between marks of isolation. Senders' numbers are
/// taken out wherever they stand.
fn unnamed(text: &str, numbers: &BTreeSet<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        if c == '@' && after.starts_with('\u{2068}') {
            out.push('@');
            rest = after.split_once('\u{2069}').map_or("", |(_, later)| later);
            continue;
        }
        let begins = !out.ends_with(|c: char| western(c).is_ascii_digit());
        if begins && (c == '+' || c == '\u{202a}' || western(c).is_ascii_digit()) {
            let length = number(rest);
            let said = digits(rest.get(..length).unwrap_or(""));
            let called = out.ends_with('@') && said.len() >= LEAST_DIGITS;
            if called || said.len() >= LEAST_DIGITS && numbers.iter().any(|n| n.ends_with(said.trim_start_matches('0'))) {
                rest = rest.get(length..).unwrap_or("");
                continue;
            }
            // What is no number to hide is copied whole, so that its tail is not taken for one.
            let step = length.max(c.len_utf8());
            out.push_str(rest.get(..step).unwrap_or(""));
            rest = rest.get(step..).unwrap_or("");
            continue;
        }
        out.push(c);
        rest = after;
    }
    out
}

/// How many bytes a telephone's number takes here: digits and the signs between them.
fn number(words: &str) -> usize {
    let mut end = 0;
    for (at, c) in words.char_indices() {
        match western(c) {
            d if d.is_ascii_digit() => end = at + c.len_utf8(),
            ' ' | '-' | '(' | ')' | '+' | '\u{a0}' | '\u{2011}' | '\u{202a}' | '\u{202c}' => {}
            _ => break,
        }
    }
    end
}

fn digits(words: &str) -> String {
    words.chars().map(western).filter(char::is_ascii_digit).collect()
}

fn published(stamp: &Stamp, left: &[Order]) -> Option<String> {
    let day = stamp.date.settle(left)?;
    Some(match stamp.time {
        Some((minutes, Some(second))) => format!("{day}T{:02}:{:02}:{second:02}", minutes / 60, minutes % 60),
        Some((minutes, None)) => format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60),
        None => day.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::part::Holds;

    /// Lines divided by `|`, each after a stamp of its own minute where it begins with one; then the texts of the reports.
    fn check(lines: &str, expected: &[&str]) {
        let chat = lines.replace('|', "\n").replace("T", "31/12/2019, 20:");
        let got: Vec<String> = cut(chat.as_bytes())
            .expect("a chat")
            .into_iter()
            .flatten()
            .map(|part| match part.holds {
                Holds::Report(found) => found.text,
                Holds::File(_) => panic!("a file"),
            })
            .collect();
        assert_eq!(got, expected, "{lines}");
    }

    #[test]
    fn messages_become_reports() {
        for (lines, expected) in [
            ("T01 - A: one|T02 - A: two|T09 - A: three", &["one\ntwo", "three"][..]),
            ("T01 - A: one|T02 - B: two|T03 - A: three", &["one", "two", "three"]),
            // A picture by another parts what one says; his own does not.
            ("T01 - A: one|T02 - A: <Media omitted>|T03 - A: two", &["one\ntwo"]),
            ("T01 - A: one|T02 - B: <Médias omis>|T03 - A: two", &["one", "two"]),
            ("T01 - A: one|T04 - A: two|T07 - A: three|T11 - A: four", &["one\ntwo\nthree", "four"]),
            ("T01 - A: one|a second line|: a third|T20 - B: x", &["one\na second line\n: a third", "x"]),
            ("T01 - A: see 12:30: two|T20 - B: x", &["see 12:30: two", "x"]),
            ("T01 - A named the group \"x: y\"|T20 - B: x", &["x"]),
            ("T01 - A left|T20 - B: x", &["x"]),
            ("T01 - A: \u{200e}IMG-1.jpg (fichier joint)|Words to it|T20 - B: x", &["Words to it", "x"]),
            ("T01 - A: doc 1.pdf lies (here)|T20 - B: x", &["doc 1.pdf lies (here)", "x"]),
            ("T01 - A: 3 < 4 and 5 > 4|T20 - B: <3", &["3 < 4 and 5 > 4", "<3"]),
            ("T01 - A: call @963900555010 and @two|T20 - B: x", &["call @ and @two", "x"]),
            (
                "T01 - +963 900 555 010: ours is 0900555010, not 0900555011|T20 - B: 12 000 people, 2019",
                &["ours is , not 0900555011", "12 000 people, 2019"],
            ),
            ("T01 - A: |T20 - B: x", &["x"]),
        ] {
            check(lines, expected);
        }
    }
}
